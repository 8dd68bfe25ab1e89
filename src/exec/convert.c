/* exec/convert.c - one row for each column type. */
#include "exec/convert.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/datetime.h"
#include "model/table.h"
#include "store/cell.h"
#include "json/value.h"
#include "json/write.h"

#include <assert.h>
#include <math.h>

typedef bool to_cell_fn(
        struct gq_arena *arena, const struct gq_value *value, struct gq_cell *ret_cell);
typedef void to_json_fn(struct gq_buf *out, const struct gq_cell *cell);

static bool
text_to_cell(struct gq_arena *arena, const struct gq_value *value, struct gq_cell *ret_cell)
{
    (void)arena;
    if ((value->kind != GQ_VALUE_STRING && value->kind != GQ_VALUE_ENUM)
            || value->text.length > UINT32_MAX)
        return false;
    *ret_cell = (struct gq_cell){
        .kind = GQ_CELL_TEXT, .length = (uint32_t)value->text.length, .bytes = value->text.bytes
    };
    return true;
}

static bool
int_to_cell(struct gq_arena *arena, const struct gq_value *value, struct gq_cell *ret_cell)
{
    (void)arena;
    if (value->kind != GQ_VALUE_INT)
        return false;
    *ret_cell = (struct gq_cell){ .kind = GQ_CELL_INTEGER, .integer = value->integer };
    return true;
}

/* Input coercion makes strings of all ids; only digits name a row of an integer key. */
static bool
id_to_cell(struct gq_arena *arena, const struct gq_value *value, struct gq_cell *ret_cell)
{
    struct gq_str digits = value->text;
    bool is_negative;
    uint64_t number;

    if (value->kind == GQ_VALUE_INT)
        return int_to_cell(arena, value, ret_cell);
    if (value->kind != GQ_VALUE_STRING)
        return false;
    is_negative = digits.length > 1 && digits.bytes[0] == '-';
    if (is_negative)
        digits = gq_str_slice(digits, 1, digits.length);
    if (!gq_str_parse_u64(digits, INT64_MAX, &number))
        return false;
    *ret_cell = (struct gq_cell){ .kind = GQ_CELL_INTEGER,
        .integer = is_negative ? -(int64_t)number : (int64_t)number };
    return true;
}

static bool
float_to_cell(struct gq_arena *arena, const struct gq_value *value, struct gq_cell *ret_cell)
{
    (void)arena;
    if (value->kind != GQ_VALUE_FLOAT && value->kind != GQ_VALUE_INT)
        return false;
    *ret_cell = (struct gq_cell){ .kind = GQ_CELL_REAL,
        .real = value->kind == GQ_VALUE_INT ? (double)value->integer : value->real };
    return isfinite(ret_cell->real);
}

static bool
boolean_to_cell(struct gq_arena *arena, const struct gq_value *value, struct gq_cell *ret_cell)
{
    (void)arena;
    if (value->kind != GQ_VALUE_BOOLEAN)
        return false;
    *ret_cell = (struct gq_cell){ .kind = GQ_CELL_INTEGER, .integer = value->boolean };
    return true;
}

static bool
datetime_to_cell(struct gq_arena *arena, const struct gq_value *value, struct gq_cell *ret_cell)
{
    char *text;
    int64_t wall_us;

    if (value->kind != GQ_VALUE_STRING || !gq_datetime_parse(value->text, &wall_us))
        return false;
    text = gq_arena_alloc(arena, GQ_CLOCK_RFC3339_SIZE);
    gq_clock_format(wall_us, text);
    *ret_cell = (struct gq_cell){
        .kind = GQ_CELL_TEXT, .length = GQ_CLOCK_RFC3339_SIZE - 1, .bytes = text
    };
    return true;
}

static void
int_to_json(struct gq_buf *out, const struct gq_cell *cell)
{
    gq_write_int(out, cell->integer);
}

static void
id_to_json(struct gq_buf *out, const struct gq_cell *cell)
{
    gq_buf_char(out, '"');
    gq_write_int(out, cell->integer);
    gq_buf_char(out, '"');
}

static void
float_to_json(struct gq_buf *out, const struct gq_cell *cell)
{
    gq_write_double(out, cell->real);
}

static void
boolean_to_json(struct gq_buf *out, const struct gq_cell *cell)
{
    gq_write_bool(out, cell->integer != 0);
}

static void
text_to_json(struct gq_buf *out, const struct gq_cell *cell)
{
    gq_write_string(out, gq_cell_str(cell));
}

static void
datetime_to_json(struct gq_buf *out, const struct gq_cell *cell)
{
    gq_buf_char(out, '"');
    gq_datetime_write_stored(out, gq_cell_str(cell));
    gq_buf_char(out, '"');
}

static const struct conversion {
    enum gq_cell_kind cell_kind;
    to_cell_fn *to_cell;
    to_json_fn *to_json;
    const char *expected;
} conversions[] = {
    [GQ_COLUMN_ID] = { GQ_CELL_INTEGER, id_to_cell, id_to_json, "an ID of digits" },
    [GQ_COLUMN_ID_TEXT] = { GQ_CELL_TEXT, text_to_cell, text_to_json, "an ID" },
    [GQ_COLUMN_INT] = { GQ_CELL_INTEGER, int_to_cell, int_to_json, "an Int" },
    [GQ_COLUMN_FLOAT] = { GQ_CELL_REAL, float_to_cell, float_to_json, "a finite Float" },
    [GQ_COLUMN_BOOLEAN] = { GQ_CELL_INTEGER, boolean_to_cell, boolean_to_json, "a Boolean" },
    [GQ_COLUMN_STRING] = { GQ_CELL_TEXT, text_to_cell, text_to_json, "a String" },
    [GQ_COLUMN_ENUM] = { GQ_CELL_TEXT, text_to_cell, text_to_json, "a value of the enum" },
    [GQ_COLUMN_DATETIME] = { GQ_CELL_TEXT, datetime_to_cell, datetime_to_json,
            "a DateTime such as \"2026-01-02T03:04:05Z\"" },
};

bool
gq_convert_to_cell(struct gq_arena *arena, const struct gq_column *column,
        const struct gq_value *value, struct gq_cell *ret_cell, const char **ret_reason)
{
    assert((size_t)column->type < GQ_ARRAY_LENGTH(conversions));
    if (value->kind == GQ_VALUE_NULL) {
        *ret_cell = (struct gq_cell){ 0 };
        return true;
    }
    *ret_reason = conversions[column->type].expected;
    return conversions[column->type].to_cell(arena, value, ret_cell);
}

void
gq_convert_to_json(struct gq_buf *out, const struct gq_column *column, const struct gq_cell *cell)
{
    assert((size_t)column->type < GQ_ARRAY_LENGTH(conversions));
    assert(cell->kind == conversions[column->type].cell_kind);
    conversions[column->type].to_json(out, cell);
}

bool
gq_convert_fits(const struct gq_column *column, const struct gq_cell *cell)
{
    if (cell->kind == GQ_CELL_NULL)
        return column->is_nullable;
    return cell->kind == conversions[column->type].cell_kind;
}
