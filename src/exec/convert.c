/* exec/convert.c - one row for each column type. */
#include "exec/convert.h"

#include "base/arena.h"
#include "base/base64.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/datetime.h"
#include "base/decimal.h"
#include "base/uuid.h"
#include "model/table.h"
#include "store/cell.h"
#include "json/check.h"
#include "json/value.h"
#include "json/write.h"

#include <assert.h>
#include <math.h>

/* JSON of a value is as long as a request's body may be, and a little for the writing. */
#define JSON_MAX (16u << 20)

/* What a column's type alone does not say: its scale, its items. */
typedef bool to_cell_fn(struct gq_arena *arena, const struct gq_column *column,
        const struct gq_value *value, struct gq_cell *ret_cell);
typedef void to_json_fn(
        struct gq_buf *out, const struct gq_column *column, const struct gq_cell *cell);

static struct gq_cell
text_cell(struct gq_str text)
{
    return (struct gq_cell){
        .kind = GQ_CELL_TEXT, .length = (uint32_t)text.length, .bytes = text.bytes
    };
}

static bool
text_to_cell(struct gq_arena *arena, const struct gq_column *column, const struct gq_value *value,
        struct gq_cell *ret_cell)
{
    (void)arena, (void)column;
    if ((value->kind != GQ_VALUE_STRING && value->kind != GQ_VALUE_ENUM)
            || value->text.length > UINT32_MAX)
        return false;
    *ret_cell = (struct gq_cell){
        .kind = GQ_CELL_TEXT, .length = (uint32_t)value->text.length, .bytes = value->text.bytes
    };
    return true;
}

static bool
int_to_cell(struct gq_arena *arena, const struct gq_column *column, const struct gq_value *value,
        struct gq_cell *ret_cell)
{
    (void)arena, (void)column;
    if (value->kind != GQ_VALUE_INT)
        return false;
    *ret_cell = (struct gq_cell){ .kind = GQ_CELL_INTEGER, .integer = value->integer };
    return true;
}

/* Input coercion makes strings of all ids; only digits name a row of an integer key. */
static bool
id_to_cell(struct gq_arena *arena, const struct gq_column *column, const struct gq_value *value,
        struct gq_cell *ret_cell)
{
    struct gq_str digits = value->text;
    bool is_negative;
    uint64_t number;

    if (value->kind == GQ_VALUE_INT)
        return int_to_cell(arena, column, value, ret_cell);
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
float_to_cell(struct gq_arena *arena, const struct gq_column *column, const struct gq_value *value,
        struct gq_cell *ret_cell)
{
    (void)arena, (void)column;
    if (value->kind != GQ_VALUE_FLOAT && value->kind != GQ_VALUE_INT)
        return false;
    *ret_cell = (struct gq_cell){ .kind = GQ_CELL_REAL,
        .real = value->kind == GQ_VALUE_INT ? (double)value->integer : value->real };
    return isfinite(ret_cell->real);
}

static bool
boolean_to_cell(struct gq_arena *arena, const struct gq_column *column,
        const struct gq_value *value, struct gq_cell *ret_cell)
{
    (void)arena, (void)column;
    if (value->kind != GQ_VALUE_BOOLEAN)
        return false;
    *ret_cell = (struct gq_cell){ .kind = GQ_CELL_INTEGER, .integer = value->boolean };
    return true;
}

static bool
datetime_to_cell(struct gq_arena *arena, const struct gq_column *column,
        const struct gq_value *value, struct gq_cell *ret_cell)
{
    char *text;
    int64_t wall_us;

    (void)column;
    if (value->kind != GQ_VALUE_STRING || !gq_datetime_parse(value->text, &wall_us))
        return false;
    text = gq_arena_alloc(arena, GQ_CLOCK_RFC3339_SIZE);
    gq_clock_format(wall_us, text);
    *ret_cell = (struct gq_cell){
        .kind = GQ_CELL_TEXT, .length = GQ_CLOCK_RFC3339_SIZE - 1, .bytes = text
    };
    return true;
}

/* Moments of older databases are as precise as their column; nothing is cut silently. */
static bool
old_datetime_to_cell(struct gq_arena *arena, const struct gq_column *column,
        const struct gq_value *value, struct gq_cell *ret_cell)
{
    int64_t wall_us, unit = column->type == GQ_COLUMN_DATETIME_UNIX_MS ? 1000 : 1000000;
    char *text;

    if (value->kind != GQ_VALUE_STRING || !gq_datetime_parse(value->text, &wall_us)
            || wall_us % unit != 0)
        return false;
    if (column->type != GQ_COLUMN_DATETIME_SQL_TEXT) {
        *ret_cell = (struct gq_cell){ .kind = GQ_CELL_INTEGER, .integer = wall_us / unit };
        return true;
    }
    text = gq_arena_alloc(arena, GQ_DATETIME_SQL_SIZE);
    gq_datetime_format_sql(wall_us, text);
    *ret_cell = text_cell((struct gq_str){ text, GQ_DATETIME_SQL_SIZE - 1 });
    return true;
}

static bool
time_to_cell(struct gq_arena *arena, const struct gq_column *column, const struct gq_value *value,
        struct gq_cell *ret_cell)
{
    char *text;
    int64_t us;

    (void)column;
    if (value->kind != GQ_VALUE_STRING || !gq_datetime_parse_time(value->text, &us))
        return false;
    text = gq_arena_alloc(arena, GQ_DATETIME_TIME_SIZE);
    gq_datetime_format_time(us, text);
    *ret_cell = text_cell((struct gq_str){ text, GQ_DATETIME_TIME_SIZE - 1 });
    return true;
}

static bool
decimal_to_cell(struct gq_arena *arena, const struct gq_column *column,
        const struct gq_value *value, struct gq_cell *ret_cell)
{
    int64_t scaled;

    (void)arena;
    if (value->kind != GQ_VALUE_STRING
            || gq_decimal_parse(value->text, column->scale, &scaled) != GQ_DECIMAL_OK)
        return false;
    *ret_cell = (struct gq_cell){ .kind = GQ_CELL_INTEGER, .integer = scaled };
    return true;
}

static bool
bytes_to_cell(struct gq_arena *arena, const struct gq_column *column, const struct gq_value *value,
        struct gq_cell *ret_cell)
{
    struct gq_str bytes;

    (void)column;
    if (value->kind != GQ_VALUE_STRING || !gq_base64_read_padded(arena, value->text, &bytes))
        return false;
    *ret_cell = text_cell(bytes);
    ret_cell->kind = GQ_CELL_BLOB;
    return true;
}

/* Only a UUID or ULID names a row of such a key. */
static bool
uuid_to_cell(struct gq_arena *arena, const struct gq_column *column, const struct gq_value *value,
        struct gq_cell *ret_cell)
{
    bool is_ulid = column->type == GQ_COLUMN_ID_ULID;
    size_t length = is_ulid ? GQ_ULID_LENGTH : GQ_UUID_LENGTH;
    char *text = gq_arena_alloc(arena, length);

    if (value->kind != GQ_VALUE_STRING
            || !(is_ulid ? gq_uuid_parse_ulid(value->text, text)
                         : gq_uuid_parse(value->text, text)))
        return false;
    *ret_cell = text_cell((struct gq_str){ text, length });
    return true;
}

static bool
json_to_cell(struct gq_arena *arena, const struct gq_column *column, const struct gq_value *value,
        struct gq_cell *ret_cell)
{
    struct gq_buf *text = gq_arena_new_of(arena, struct gq_buf);

    (void)column;
    gq_buf_init_in(text, arena, JSON_MAX);
    gq_write_value(text, value);
    *ret_cell = text_cell(gq_buf_view(text));
    return !gq_buf_failed(text);
}

static to_cell_fn list_to_cell;

static void
int_to_json(struct gq_buf *out, const struct gq_column *column, const struct gq_cell *cell)
{
    (void)column;
    gq_write_int(out, cell->integer);
}

static void
id_to_json(struct gq_buf *out, const struct gq_column *column, const struct gq_cell *cell)
{
    (void)column;
    gq_buf_char(out, '"');
    gq_write_int(out, cell->integer);
    gq_buf_char(out, '"');
}

static void
float_to_json(struct gq_buf *out, const struct gq_column *column, const struct gq_cell *cell)
{
    (void)column;
    gq_write_double(out, cell->real);
}

static void
boolean_to_json(struct gq_buf *out, const struct gq_column *column, const struct gq_cell *cell)
{
    (void)column;
    gq_write_bool(out, cell->integer != 0);
}

static void
text_to_json(struct gq_buf *out, const struct gq_column *column, const struct gq_cell *cell)
{
    (void)column;
    gq_write_string(out, gq_cell_str(cell));
}

/* Nothing in it that JSON would escape? A table that gqld did not make may hold anything. */
static bool
is_plain(struct gq_str text)
{
    for (size_t i = 0; i < text.length; i++) {
        if ((unsigned char)text.bytes[i] < ' ' || text.bytes[i] == '"' || text.bytes[i] == '\\')
            return false;
    }
    return true;
}

static void
datetime_to_json(struct gq_buf *out, const struct gq_column *column, const struct gq_cell *cell)
{
    (void)column;
    if (!is_plain(gq_cell_str(cell))) {
        gq_write_string(out, gq_cell_str(cell));
        return;
    }
    gq_buf_char(out, '"');
    gq_datetime_write_stored(out, gq_cell_str(cell));
    gq_buf_char(out, '"');
}

static void
old_text_to_json(struct gq_buf *out, const struct gq_column *column, const struct gq_cell *cell)
{
    char text[GQ_CLOCK_RFC3339_SIZE];
    int64_t wall_us;

    (void)column;
    if (!gq_datetime_parse_sql(gq_cell_str(cell), &wall_us)) {
        gq_write_string(out, gq_cell_str(cell));
        return;
    }
    gq_clock_format(wall_us, text);
    gq_buf_char(out, '"');
    gq_datetime_write_stored(out, gq_str_of(text));
    gq_buf_char(out, '"');
}

/* A number that is no moment of our years is shown as it is. */
static void
unix_to_json(struct gq_buf *out, const struct gq_column *column, const struct gq_cell *cell)
{
    int64_t unit = column->type == GQ_COLUMN_DATETIME_UNIX_MS ? 1000 : 1000000;
    char text[GQ_CLOCK_RFC3339_SIZE];

    if (cell->integer < GQ_DATETIME_MIN_US / unit || cell->integer > GQ_DATETIME_MAX_US / unit) {
        id_to_json(out, column, cell);
        return;
    }
    gq_clock_format(cell->integer * unit, text);
    gq_buf_char(out, '"');
    gq_datetime_write_stored(out, gq_str_of(text));
    gq_buf_char(out, '"');
}

static void
time_to_json(struct gq_buf *out, const struct gq_column *column, const struct gq_cell *cell)
{
    struct gq_str text = gq_cell_str(cell);
    int64_t us;

    (void)column;
    if (!gq_datetime_parse_time(text, &us)) {
        gq_write_string(out, text);
        return;
    }
    gq_buf_char(out, '"');
    gq_datetime_write_stored_time(out, text);
    gq_buf_char(out, '"');
}

static void
decimal_to_json(struct gq_buf *out, const struct gq_column *column, const struct gq_cell *cell)
{
    gq_buf_char(out, '"');
    gq_decimal_write(out, column->scale, cell->integer);
    gq_buf_char(out, '"');
}

static void
bytes_to_json(struct gq_buf *out, const struct gq_column *column, const struct gq_cell *cell)
{
    (void)column;
    gq_buf_char(out, '"');
    gq_base64_write_padded(out, gq_cell_str(cell));
    gq_buf_char(out, '"');
}

static void
raw_to_json(struct gq_buf *out, const struct gq_column *column, const struct gq_cell *cell)
{
    (void)column;
    gq_buf_str(out, gq_cell_str(cell));
}

static const struct conversion {
    enum gq_cell_kind cell_kind;
    to_cell_fn *to_cell;
    to_json_fn *to_json;
    const char *expected;
} conversions[GQ_COLUMN_TYPE_COUNT] = {
    [GQ_COLUMN_ID] = { GQ_CELL_INTEGER, id_to_cell, id_to_json, "an ID of digits" },
    [GQ_COLUMN_ID_TEXT] = { GQ_CELL_TEXT, text_to_cell, text_to_json, "an ID" },
    [GQ_COLUMN_INT] = { GQ_CELL_INTEGER, int_to_cell, int_to_json, "an Int" },
    [GQ_COLUMN_FLOAT] = { GQ_CELL_REAL, float_to_cell, float_to_json, "a finite Float" },
    [GQ_COLUMN_BOOLEAN] = { GQ_CELL_INTEGER, boolean_to_cell, boolean_to_json, "a Boolean" },
    [GQ_COLUMN_STRING] = { GQ_CELL_TEXT, text_to_cell, text_to_json, "a String" },
    [GQ_COLUMN_ENUM] = { GQ_CELL_TEXT, text_to_cell, text_to_json, "a value of the enum" },
    [GQ_COLUMN_DATETIME] = { GQ_CELL_TEXT, datetime_to_cell, datetime_to_json,
            "a DateTime such as \"2026-01-02T03:04:05Z\"" },
    [GQ_COLUMN_DATETIME_SQL_TEXT] = { GQ_CELL_TEXT, old_datetime_to_cell, old_text_to_json,
            "a DateTime of whole seconds" },
    [GQ_COLUMN_DATETIME_UNIX] = { GQ_CELL_INTEGER, old_datetime_to_cell, unix_to_json,
            "a DateTime of whole seconds" },
    [GQ_COLUMN_DATETIME_UNIX_MS] = { GQ_CELL_INTEGER, old_datetime_to_cell, unix_to_json,
            "a DateTime of whole milliseconds" },
    [GQ_COLUMN_DATE] = { GQ_CELL_TEXT, text_to_cell, text_to_json, "a Date" },
    [GQ_COLUMN_TIME] = { GQ_CELL_TEXT, time_to_cell, time_to_json, "a Time" },
    [GQ_COLUMN_BIG_INT] = { GQ_CELL_INTEGER, int_to_cell, id_to_json, "a BigInt" },
    [GQ_COLUMN_DECIMAL] = { GQ_CELL_INTEGER, decimal_to_cell, decimal_to_json, "a Decimal" },
    [GQ_COLUMN_UUID] = { GQ_CELL_TEXT, text_to_cell, text_to_json, "a UUID" },
    [GQ_COLUMN_BYTES] = { GQ_CELL_BLOB, bytes_to_cell, bytes_to_json, "Bytes in base64" },
    [GQ_COLUMN_JSON] = { GQ_CELL_TEXT, json_to_cell, raw_to_json, "a JSON value" },
    [GQ_COLUMN_LIST] = { GQ_CELL_TEXT, list_to_cell, raw_to_json, "a list" },
    [GQ_COLUMN_ID_UUID] = { GQ_CELL_TEXT, uuid_to_cell, text_to_json, "an ID that is a UUID" },
    [GQ_COLUMN_ID_ULID] = { GQ_CELL_TEXT, uuid_to_cell, text_to_json, "an ID that is a ULID" },
};

/* The item as the API gives it out: its cell there and back. */
static bool
write_item(struct gq_arena *arena, const struct gq_column *item, const struct gq_value *value,
        struct gq_buf *out)
{
    const struct conversion *conversion = &conversions[item->type];
    struct gq_cell cell;

    if (value->kind == GQ_VALUE_NULL) {
        gq_write_null(out);
        return true;
    }
    if (!conversion->to_cell(arena, item, value, &cell))
        return false;
    conversion->to_json(out, item, &cell);
    return true;
}

static bool
list_to_cell(struct gq_arena *arena, const struct gq_column *column, const struct gq_value *value,
        struct gq_cell *ret_cell)
{
    struct gq_column item = { .type = column->item_type, .scale = column->scale };
    struct gq_buf *text = gq_arena_new_of(arena, struct gq_buf);
    bool is_list = value->kind == GQ_VALUE_LIST;
    uint32_t count = is_list ? value->count : 1;

    assert(item.type != GQ_COLUMN_LIST);
    gq_buf_init_in(text, arena, JSON_MAX);
    gq_buf_char(text, '[');
    for (uint32_t i = 0; i < count; i++) {
        if (i > 0)
            gq_buf_char(text, ',');
        if (!write_item(arena, &item, is_list ? &value->items[i] : value, text))
            return false;
    }
    gq_buf_char(text, ']');
    *ret_cell = text_cell(gq_buf_view(text));
    return !gq_buf_failed(text);
}

/* A Decimal's reason is the column's scale. */
static const char *
expected_by(struct gq_arena *arena, const struct gq_column *column)
{
    enum gq_column_type type = column->type == GQ_COLUMN_LIST ? column->item_type : column->type;

    if (type != GQ_COLUMN_DECIMAL)
        return conversions[type].expected;
    return gq_arena_printf(arena,
            "a Decimal with at most %u digits after the point, within 64 bits", column->scale)
            .bytes;
}

bool
gq_convert_to_cell(struct gq_arena *arena, const struct gq_column *column,
        const struct gq_value *value, struct gq_cell *ret_cell, const char **ret_reason)
{
    assert((size_t)column->type < GQ_ARRAY_LENGTH(conversions));
    if (value->kind == GQ_VALUE_NULL) {
        *ret_cell = (struct gq_cell){ 0 };
        return true;
    }
    if (conversions[column->type].to_cell(arena, column, value, ret_cell))
        return true;
    *ret_reason = expected_by(arena, column);
    return false;
}

void
gq_convert_to_json(struct gq_buf *out, const struct gq_column *column, const struct gq_cell *cell)
{
    assert((size_t)column->type < GQ_ARRAY_LENGTH(conversions));
    assert(cell->kind == conversions[column->type].cell_kind);
    conversions[column->type].to_json(out, column, cell);
}

bool
gq_convert_fits(const struct gq_column *column, const struct gq_cell *cell)
{
    if (cell->kind == GQ_CELL_NULL)
        return column->is_nullable;
    if (cell->kind != conversions[column->type].cell_kind)
        return false;
    if (column->type == GQ_COLUMN_LIST && (cell->length == 0 || cell->bytes[0] != '['))
        return false;
    return conversions[column->type].to_json != raw_to_json || gq_check_is_json(gq_cell_str(cell));
}
