/* schema/check.c - reporting, and the rules that several kinds of type share. */
#include "schema/check.h"

#include "base/arena.h"
#include "base/error.h"
#include "language/ast.h"
#include "schema/check_literal.h"
#include "schema/fault.h"
#include "schema/message.h"
#include "schema/schema.h"

#include <assert.h>

void
gq_check_place(struct gq_check *check, struct gq_check_places *places, uint32_t position)
{
    if (position != GQ_SOURCE_NOWHERE)
        *GQ_VEC_PUSH(check->arena, &places->positions, uint32_t) = position;
}

void
gq_check_place_type(
        struct gq_check *check, struct gq_check_places *places, const struct gq_type *type)
{
    if (type->definition)
        gq_check_place(check, places, type->definition->position);
    for (uint32_t i = 0; i < type->extension_count; i++)
        gq_check_place(check, places, type->extensions[i]->position);
}

void
gq_check_report_at(
        struct gq_check *check, const struct gq_check_places *places, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    gq_fault_vadd(check->errs, &places->positions, format, args);
    va_end(args);
}

void
gq_check_report(struct gq_check *check, uint32_t position, const char *format, ...)
{
    struct gq_check_places places = { { 0 } };
    va_list args;

    gq_check_place(check, &places, position);
    va_start(args, format);
    gq_fault_vadd(check->errs, &places.positions, format, args);
    va_end(args);
}

void
gq_check_report_pair(struct gq_check *check, struct gq_check_pair pair, const char *format, ...)
{
    struct gq_check_places places = { { 0 } };
    va_list args;

    gq_check_place(check, &places, pair.first);
    gq_check_place(check, &places, pair.second);
    va_start(args, format);
    gq_fault_vadd(check->errs, &places.positions, format, args);
    va_end(args);
}

struct gq_str
gq_check_type_text(struct gq_check *check, const struct gq_type *type)
{
    return gq_message_type(check->arena, type);
}

uint32_t
gq_check_input_type_position(const struct gq_input_value *value)
{
    return value->definition ? value->definition->type->position : GQ_SOURCE_NOWHERE;
}

uint32_t
gq_check_deprecated_position(const struct gq_directive *directives)
{
    for (const struct gq_directive *d = directives; d; d = d->next) {
        if (gq_str_is(d->name.text, "deprecated"))
            return d->position;
    }
    return GQ_SOURCE_NOWHERE;
}

void
gq_check_name(struct gq_check *check, struct gq_str name, uint32_t position)
{
    if (gq_str_starts_with(name, GQ_STR("__")))
        gq_check_report(check, position,
                "Name \"%.*s\" must not begin with \"__\", which is reserved by GraphQL "
                "introspection.",
                GQ_STR_ARG(name));
}

/* Whose default value is being looked at. */
struct default_fault {
    struct gq_check *check;
    const struct gq_input_value *value;
};

static bool
report_default(void *context, uint32_t position, const struct gq_path *path, struct gq_str message)
{
    struct default_fault *fault = context;

    gq_check_report(fault->check, position, "%.*s has invalid default value%.*s: %.*s",
            GQ_STR_ARG(fault->value->coordinate),
            GQ_STR_ARG(gq_message_path(fault->check->arena, path)), GQ_STR_ARG(message));
    return !fault->check->errs->dropped;
}

void
gq_check_default(struct gq_check *check, const struct gq_input_value *value)
{
    struct default_fault fault = { check, value };

    if (value->default_literal && gq_type_is_input(value->type))
        gq_check_literal(check->arena, value->type, value->default_literal, NULL, GQ_SUGGESTIONS_ON,
                report_default, &fault);
}

void
gq_check_argument(struct gq_check *check, const struct gq_input_value *argument, uint32_t position)
{
    const struct gq_input_value_definition *definition = argument->definition;

    assert(definition);
    gq_check_name(check, argument->name, definition->position);
    if (!gq_type_is_input(argument->type))
        gq_check_report(check, position, "The type of %.*s must be Input Type but got: %.*s.",
                GQ_STR_ARG(argument->coordinate),
                GQ_STR_ARG(gq_check_type_text(check, argument->type)));
    if (gq_input_value_is_required(argument) && argument->deprecation_reason.bytes)
        gq_check_report_pair(check,
                (struct gq_check_pair){ gq_check_deprecated_position(definition->directives),
                        definition->type->position },
                "Required argument %.*s cannot be deprecated.", GQ_STR_ARG(argument->coordinate));
    gq_check_default(check, argument);
}
