/* model/stored.c - one function for each form. */
#include "model/stored.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/datetime.h"
#include "base/decimal.h"
#include "language/ast.h"
#include "json/value.h"
#include "json/write.h"

#include <assert.h>
#include <inttypes.h>

/* No constant of a schema is longer: the files are bounded. */
#define TEXT_MAX (1u << 23)

/* The new literal's kind and text; false with a reason. */
struct form {
    struct gq_arena *arena;
    const struct gq_column *column;
    const struct gq_value *value;
    struct gq_literal *literal;
    const char *reason;
};

typedef bool write_fn(struct form *form);

static void
set_text(struct form *form, struct gq_str text)
{
    form->literal->kind = GQ_LITERAL_STRING;
    form->literal->is_block = false;
    form->literal->text = text;
}

static void
set_integer(struct form *form, int64_t integer)
{
    form->literal->kind = GQ_LITERAL_INT;
    form->literal->text = gq_arena_printf(form->arena, "%" PRId64, integer);
}

/* SQL text ends at a NUL. */
static bool
write_text(struct form *form)
{
    struct gq_str text = form->value->text;

    form->reason = "it contains a NUL";
    set_text(form, text);
    return text.length == 0 || !memchr(text.bytes, '\0', text.length);
}

static bool
write_datetime(struct form *form)
{
    char text[GQ_CLOCK_RFC3339_SIZE];
    int64_t wall_us = 0;
    bool is_moment = gq_datetime_parse(form->value->text, &wall_us);

    assert(is_moment);
    gq_clock_format(wall_us, text);
    set_text(form, gq_arena_copy(form->arena, gq_str_of(text)));
    return true;
}

static bool
write_old_datetime(struct form *form)
{
    int64_t wall_us = 0, unit = form->column->type == GQ_COLUMN_DATETIME_UNIX_MS ? 1000 : 1000000;
    char text[GQ_DATETIME_SQL_SIZE];
    bool is_moment = gq_datetime_parse(form->value->text, &wall_us);

    assert(is_moment);
    form->reason = "the column's storage is not as precise";
    if (wall_us % unit != 0)
        return false;
    if (form->column->type == GQ_COLUMN_DATETIME_SQL_TEXT) {
        gq_datetime_format_sql(wall_us, text);
        set_text(form, gq_arena_copy(form->arena, gq_str_of(text)));
    } else {
        set_integer(form, wall_us / unit);
    }
    return true;
}

static bool
write_time(struct form *form)
{
    char text[GQ_DATETIME_TIME_SIZE];
    int64_t us = 0;
    bool is_time = gq_datetime_parse_time(form->value->text, &us);

    assert(is_time);
    gq_datetime_format_time(us, text);
    set_text(form, gq_arena_copy(form->arena, gq_str_of(text)));
    return true;
}

static bool
write_big_int(struct form *form)
{
    assert(form->value->kind == GQ_VALUE_INT);
    set_integer(form, form->value->integer);
    return true;
}

static bool
write_decimal(struct form *form)
{
    int64_t scaled = 0;

    form->reason = "it has more digits than the column's scale";
    if (gq_decimal_parse(form->value->text, form->column->scale, &scaled) != GQ_DECIMAL_OK)
        return false;
    set_integer(form, scaled);
    return true;
}

static bool
write_json(struct form *form)
{
    struct gq_buf *text = gq_arena_new_of(form->arena, struct gq_buf);

    form->reason = "it is nested too deeply or too long";
    gq_buf_init_in(text, form->arena, TEXT_MAX);
    gq_write_value(text, form->value);
    if (gq_buf_failed(text))
        return false;
    set_text(form, gq_buf_view(text));
    return true;
}

/* Items whose coerced values are what the API gives out. */
static bool
is_plain_item(enum gq_column_type type)
{
    return type != GQ_COLUMN_BIG_INT && type != GQ_COLUMN_DECIMAL && type != GQ_COLUMN_TIME
            && !gq_column_is_datetime(type);
}

static bool
write_list(struct form *form)
{
    form->reason = "items of this scalar are not in this version: only [] is";
    if (form->value->kind == GQ_VALUE_LIST && form->value->count > 0
            && !is_plain_item(form->column->item_type))
        return false;
    return write_json(form);
}

static write_fn *const writers[GQ_COLUMN_TYPE_COUNT] = {
    [GQ_COLUMN_STRING] = write_text,
    [GQ_COLUMN_ID_TEXT] = write_text,
    [GQ_COLUMN_DATETIME] = write_datetime,
    [GQ_COLUMN_DATETIME_SQL_TEXT] = write_old_datetime,
    [GQ_COLUMN_DATETIME_UNIX] = write_old_datetime,
    [GQ_COLUMN_DATETIME_UNIX_MS] = write_old_datetime,
    [GQ_COLUMN_DATE] = write_text,
    [GQ_COLUMN_TIME] = write_time,
    [GQ_COLUMN_BIG_INT] = write_big_int,
    [GQ_COLUMN_DECIMAL] = write_decimal,
    [GQ_COLUMN_UUID] = write_text,
    [GQ_COLUMN_BYTES] = write_text,
    [GQ_COLUMN_JSON] = write_json,
    [GQ_COLUMN_LIST] = write_list,
};

const struct gq_literal *
gq_stored_literal(struct gq_arena *arena, const struct gq_column *column,
        const struct gq_literal *literal, const struct gq_value *value, const char **ret_reason)
{
    struct form form = { .arena = arena, .column = column, .value = value };

    assert((size_t)column->type < GQ_ARRAY_LENGTH(writers));
    if (value->kind == GQ_VALUE_NULL || !writers[column->type])
        return literal;
    form.literal = gq_arena_new_of(arena, struct gq_literal);
    *form.literal = *literal;
    if (writers[column->type](&form))
        return form.literal;
    *ret_reason = form.reason;
    return NULL;
}
