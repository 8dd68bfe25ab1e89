/* Values to cells and back to JSON, by the column's type. */
#include "base/arena.h"
#include "base/buf.h"
#include "base/guard.h"
#include "exec/convert.h"
#include "model/table.h"
#include "store/cell.h"
#include "unit.h"
#include "json/value.h"

#include <math.h>

#define STRING(s)                                       \
    {                                                   \
        .kind = GQ_VALUE_STRING, .text = GQ_STR_INIT(s) \
    }
#define ENUM(s)                                       \
    {                                                 \
        .kind = GQ_VALUE_ENUM, .text = GQ_STR_INIT(s) \
    }
#define INT(n)                               \
    {                                        \
        .kind = GQ_VALUE_INT, .integer = (n) \
    }
#define FLOAT(n)                            \
    {                                       \
        .kind = GQ_VALUE_FLOAT, .real = (n) \
    }
#define BOOL(n)                                  \
    {                                            \
        .kind = GQ_VALUE_BOOLEAN, .boolean = (n) \
    }
#define NOTHING               \
    {                         \
        .kind = GQ_VALUE_NULL \
    }
#define LIST                  \
    {                         \
        .kind = GQ_VALUE_LIST \
    }
#define OBJECT                  \
    {                           \
        .kind = GQ_VALUE_OBJECT \
    }

static const struct accepted_case {
    const char *name;
    enum gq_column_type type;
    struct gq_value value;
    enum gq_cell_kind kind;
    struct gq_str json;
} accepted_cases[] = {
    { "an id of digits", GQ_COLUMN_ID, STRING("17"), GQ_CELL_INTEGER, GQ_STR_INIT("\"17\"") },
    { "an id that is a number", GQ_COLUMN_ID, INT(17), GQ_CELL_INTEGER, GQ_STR_INIT("\"17\"") },
    { "a negative id", GQ_COLUMN_ID, STRING("-17"), GQ_CELL_INTEGER, GQ_STR_INIT("\"-17\"") },
    { "id zero", GQ_COLUMN_ID, STRING("0"), GQ_CELL_INTEGER, GQ_STR_INIT("\"0\"") },
    { "the greatest id", GQ_COLUMN_ID, STRING("9223372036854775807"), GQ_CELL_INTEGER,
            GQ_STR_INIT("\"9223372036854775807\"") },
    { "an id of text", GQ_COLUMN_ID_TEXT, STRING("a-b"), GQ_CELL_TEXT, GQ_STR_INIT("\"a-b\"") },
    { "the greatest Int", GQ_COLUMN_INT, INT(INT32_MAX), GQ_CELL_INTEGER,
            GQ_STR_INIT("2147483647") },
    { "the smallest Int", GQ_COLUMN_INT, INT(INT32_MIN), GQ_CELL_INTEGER,
            GQ_STR_INIT("-2147483648") },
    { "a Float", GQ_COLUMN_FLOAT, FLOAT(0.1), GQ_CELL_REAL, GQ_STR_INIT("0.1") },
    { "a Float that is whole", GQ_COLUMN_FLOAT, FLOAT(3.0), GQ_CELL_REAL, GQ_STR_INIT("3") },
    { "a whole number for a Float", GQ_COLUMN_FLOAT, INT(-3), GQ_CELL_REAL, GQ_STR_INIT("-3") },
    { "the greatest Float", GQ_COLUMN_FLOAT, FLOAT(1.7976931348623157e308), GQ_CELL_REAL,
            GQ_STR_INIT("1.7976931348623157e+308") },
    { "the smallest Float", GQ_COLUMN_FLOAT, FLOAT(5e-324), GQ_CELL_REAL, GQ_STR_INIT("5e-324") },
    { "true", GQ_COLUMN_BOOLEAN, BOOL(true), GQ_CELL_INTEGER, GQ_STR_INIT("true") },
    { "false", GQ_COLUMN_BOOLEAN, BOOL(false), GQ_CELL_INTEGER, GQ_STR_INIT("false") },
    { "a String", GQ_COLUMN_STRING, STRING("a\"\\\n\xC3\xA9"), GQ_CELL_TEXT,
            GQ_STR_INIT("\"a\\\"\\\\\\n\xC3\xA9\"") },
    { "an empty String", GQ_COLUMN_STRING, STRING(""), GQ_CELL_TEXT, GQ_STR_INIT("\"\"") },
    { "a String with a NUL", GQ_COLUMN_STRING, STRING("a\0b"), GQ_CELL_TEXT,
            GQ_STR_INIT("\"a\\u0000b\"") },
    { "an enum value", GQ_COLUMN_ENUM, ENUM("RED"), GQ_CELL_TEXT, GQ_STR_INIT("\"RED\"") },
    { "a DateTime is kept in UTC", GQ_COLUMN_DATETIME, STRING("2026-01-02T01:30:00+02:00"),
            GQ_CELL_TEXT, GQ_STR_INIT("\"2026-01-01T23:30:00Z\"") },
    { "a DateTime keeps its fraction", GQ_COLUMN_DATETIME, STRING("2026-01-02T01:30:00.1200Z"),
            GQ_CELL_TEXT, GQ_STR_INIT("\"2026-01-02T01:30:00.12Z\"") },
    { "a DateTime's seventh digit is cut", GQ_COLUMN_DATETIME,
            STRING("2026-01-02T01:30:00.0000019Z"), GQ_CELL_TEXT,
            GQ_STR_INIT("\"2026-01-02T01:30:00.000001Z\"") },
};

static const struct refused_case {
    const char *name;
    enum gq_column_type type;
    struct gq_value value;
    const char *reason;
} refused_cases[] = {
    { "an id of letters", GQ_COLUMN_ID, STRING("abc"), "an ID of digits" },
    { "an empty id", GQ_COLUMN_ID, STRING(""), "an ID of digits" },
    { "an id of a sign alone", GQ_COLUMN_ID, STRING("-"), "an ID of digits" },
    { "an id with two signs", GQ_COLUMN_ID, STRING("--1"), "an ID of digits" },
    { "an id with a plus", GQ_COLUMN_ID, STRING("+1"), "an ID of digits" },
    { "an id with a blank", GQ_COLUMN_ID, STRING(" 1"), "an ID of digits" },
    { "an id with a fraction", GQ_COLUMN_ID, STRING("1.0"), "an ID of digits" },
    { "an id in hexadecimal", GQ_COLUMN_ID, STRING("0x5"), "an ID of digits" },
    { "an id with a NUL behind", GQ_COLUMN_ID, STRING("1\0"), "an ID of digits" },
    { "an id past 64 bits", GQ_COLUMN_ID, STRING("9223372036854775808"), "an ID of digits" },
    { "an id far past 64 bits", GQ_COLUMN_ID, STRING("18446744073709551617"), "an ID of digits" },
    { "a Boolean for an id", GQ_COLUMN_ID, BOOL(true), "an ID of digits" },
    { "a number for an id of text", GQ_COLUMN_ID_TEXT, INT(1), "an ID" },
    { "a String for an Int", GQ_COLUMN_INT, STRING("1"), "an Int" },
    { "a Float for an Int", GQ_COLUMN_INT, FLOAT(1.5), "an Int" },
    { "a String for a Float", GQ_COLUMN_FLOAT, STRING("1"), "a finite Float" },
    { "infinity", GQ_COLUMN_FLOAT, FLOAT(INFINITY), "a finite Float" },
    { "not a number", GQ_COLUMN_FLOAT, FLOAT(NAN), "a finite Float" },
    { "a number for a Boolean", GQ_COLUMN_BOOLEAN, INT(1), "a Boolean" },
    { "a number for a String", GQ_COLUMN_STRING, INT(1), "a String" },
    { "a list for a String", GQ_COLUMN_STRING, LIST, "a String" },
    { "an object for an enum", GQ_COLUMN_ENUM, OBJECT, "a value of the enum" },
    { "a day for a DateTime", GQ_COLUMN_DATETIME, STRING("2026-01-02"),
            "a DateTime such as \"2026-01-02T03:04:05Z\"" },
    { "a number for a DateTime", GQ_COLUMN_DATETIME, INT(0),
            "a DateTime such as \"2026-01-02T03:04:05Z\"" },
};

struct conversion {
    struct gq_arena *arena;
    struct gq_column column;
    const struct gq_value *value;
    struct gq_cell cell;
    const char *reason;
    bool is_ok;
};

static void
convert_guarded(void *arg)
{
    struct conversion *conversion = arg;

    conversion->is_ok = gq_convert_to_cell(conversion->arena, &conversion->column,
            conversion->value, &conversion->cell, &conversion->reason);
}

static struct conversion
convert(enum gq_column_type type, const struct gq_value *value)
{
    struct conversion conversion = {
        .arena = gq_arena_new(1 << 16), .column = { .type = type }, .value = value
    };

    assert_int_equal(gq_guard(conversion.arena, convert_guarded, &conversion), GQ_GUARD_DONE);
    return conversion;
}

static void
test_accepted(void **state)
{
    const struct accepted_case *c = *state;
    struct conversion done = convert(c->type, &c->value);
    struct gq_buf json;

    gq_buf_init(&json, 1 << 16);
    assert_true(done.is_ok);
    assert_int_equal(done.cell.kind, c->kind);
    assert_true(gq_convert_fits(&done.column, &done.cell));
    gq_convert_to_json(&json, &done.column, &done.cell);
    assert_str_equal(gq_buf_view(&json), c->json);
    gq_buf_fini(&json);
    gq_arena_free(done.arena);
}

static void
test_refused(void **state)
{
    const struct refused_case *c = *state;
    struct conversion done = convert(c->type, &c->value);

    assert_false(done.is_ok);
    assert_string_equal(done.reason, c->reason);
    gq_arena_free(done.arena);
}

static void
test_null_is_null_in_every_column(void **state)
{
    static const struct gq_value nothing = NOTHING;

    (void)state;
    for (enum gq_column_type type = GQ_COLUMN_ID; type <= GQ_COLUMN_DATETIME; type++) {
        struct conversion done = convert(type, &nothing);

        assert_true(done.is_ok);
        assert_int_equal(done.cell.kind, GQ_CELL_NULL);
        gq_arena_free(done.arena);
    }
}

/* A cell fits the columns that hold its kind, and NULL those that are nullable. */
static void
test_fits(void **state)
{
    static const enum gq_cell_kind kinds[] = {
        [GQ_COLUMN_ID] = GQ_CELL_INTEGER,
        [GQ_COLUMN_ID_TEXT] = GQ_CELL_TEXT,
        [GQ_COLUMN_INT] = GQ_CELL_INTEGER,
        [GQ_COLUMN_FLOAT] = GQ_CELL_REAL,
        [GQ_COLUMN_BOOLEAN] = GQ_CELL_INTEGER,
        [GQ_COLUMN_STRING] = GQ_CELL_TEXT,
        [GQ_COLUMN_ENUM] = GQ_CELL_TEXT,
        [GQ_COLUMN_DATETIME] = GQ_CELL_TEXT,
    };

    (void)state;
    for (enum gq_column_type type = GQ_COLUMN_ID; type <= GQ_COLUMN_DATETIME; type++) {
        for (enum gq_cell_kind kind = GQ_CELL_NULL; kind <= GQ_CELL_BLOB; kind++) {
            struct gq_column column = { .type = type, .is_nullable = true };
            struct gq_cell cell = { .kind = (uint8_t)kind };
            bool fits = kind == GQ_CELL_NULL || kind == kinds[type];

            assert_int_equal(gq_convert_fits(&column, &cell), fits);
            column.is_nullable = false;
            assert_int_equal(gq_convert_fits(&column, &cell), fits && kind != GQ_CELL_NULL);
        }
    }
}

int
main(void)
{
    struct CMUnitTest tests[64] = {
        cmocka_unit_test(test_null_is_null_in_every_column),
        cmocka_unit_test(test_fits),
    };
    size_t count = 2;

    GQ_UNIT_CASES(tests, count, accepted_cases, test_accepted);
    GQ_UNIT_CASES(tests, count, refused_cases, test_refused);
    return _cmocka_run_group_tests("convert", tests, count, NULL, NULL);
}
