/* validate/validation.c - reports in order and within bounds. */
#include "validate/validation.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/locations.h"
#include "base/suggest.h"
#include "base/vec.h"
#include "language/print.h"
#include "schema/schema.h"
#include "validate/validate.h"

#include <assert.h>
#include <stdarg.h>

/* A printed type or literal in a message; what is longer than this is cut. */
#define TEXT_BYTES_MAX ((size_t)1 << 20)

/*
 * The last place of the list is kept for the error that says that there were more, as graphql-js
 * closes its list; a list for one error has no room for that.
 */
static bool
take_place(struct gq_validation *run)
{
    struct gq_errors *errs = run->errs;

    run->has_failed = true;
    if (run->is_closed)
        return false;
    if (errs->count + 1 < errs->count_max)
        return true;
    run->is_closed = true;
    errs->dropped = true;
    if (errs->count_max == 1)
        return errs->count == 0;
    if (!gq_errors_full(errs))
        gq_errors_add(errs, GQ_E_VALIDATION_FAILED, GQ_SOURCE_NOWHERE,
                "Too many validation errors, error limit reached. Validation aborted.");
    return false;
}

void
gq_validation_report(struct gq_validation *run, uint32_t position, const char *format, ...)
{
    va_list args;

    if (!take_place(run))
        return;
    va_start(args, format);
    gq_errors_vadd(run->errs, GQ_E_VALIDATION_FAILED, position, format, args);
    va_end(args);
}

static void
set_locations(struct gq_validation *run, struct gq_error *error, const uint32_t *positions,
        uint32_t count)
{
    if (!run->errs->sources || !count)
        return;
    error->locations = gq_locations_of(run->errs->arena, run->errs->sources, positions, count);
    error->location_count = count;
}

void
gq_validation_report_at(
        struct gq_validation *run, const struct gq_vec *positions, const char *format, ...)
{
    struct gq_error *error;
    va_list args;

    if (!take_place(run))
        return;
    va_start(args, format);
    error = gq_errors_vadd(run->errs, GQ_E_VALIDATION_FAILED, GQ_SOURCE_NOWHERE, format, args);
    va_end(args);
    set_locations(run, error, positions->items, positions->count);
}

void
gq_validation_report_both(struct gq_validation *run, uint32_t first_position,
        uint32_t second_position, const char *format, ...)
{
    const uint32_t positions[] = { first_position, second_position };
    struct gq_error *error;
    va_list args;

    if (!take_place(run))
        return;
    va_start(args, format);
    error = gq_errors_vadd(run->errs, GQ_E_VALIDATION_FAILED, GQ_SOURCE_NOWHERE, format, args);
    va_end(args);
    set_locations(run, error, positions, GQ_ARRAY_LENGTH(positions));
}

bool
gq_validation_spend(struct gq_validation *run, uint64_t steps)
{
    uint64_t steps_max = run->options->steps_max;

    run->steps += steps;
    if (run->is_closed)
        return false;
    if (!steps_max || run->steps <= steps_max)
        return true;
    gq_validation_report(run, GQ_SOURCE_NOWHERE,
            "Validation exceeded its limit of %llu steps. Validation aborted.",
            (unsigned long long)steps_max);
    run->is_closed = true;
    return false;
}

static struct gq_buf *
text_buffer(struct gq_validation *run)
{
    struct gq_buf *buf = gq_arena_new_of(run->arena, struct gq_buf);

    gq_buf_init_in(buf, run->arena, TEXT_BYTES_MAX);
    return buf;
}

struct gq_str
gq_validation_type_text(struct gq_validation *run, const struct gq_type *type)
{
    struct gq_buf *buf;

    assert(type);
    if (type == type->named)
        return type->name;
    buf = text_buffer(run);
    gq_type_print(buf, type);
    return gq_buf_view(buf);
}

struct gq_str
gq_validation_type_node_text(struct gq_validation *run, const struct gq_type_node *node)
{
    struct gq_buf *buf = text_buffer(run);

    gq_print_type_node(buf, node);
    return gq_buf_view(buf);
}

struct gq_str
gq_validation_field_text(struct gq_validation *run, const struct gq_field *field)
{
    struct gq_str parent = field->parent ? field->parent->name : GQ_STR("<meta>");

    return gq_arena_printf(run->arena, "%.*s.%.*s", GQ_STR_ARG(parent), GQ_STR_ARG(field->name));
}

struct gq_str
gq_validation_suggest(struct gq_validation *run, struct gq_str name, const struct gq_vec *names)
{
    if (run->is_closed || run->options->suggestions == GQ_SUGGESTIONS_OFF)
        return GQ_STR("");
    return gq_suggest(run->arena, GQ_STR(""), name, names->items, names->count);
}
