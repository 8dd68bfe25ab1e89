/* Scalars to cells and back: forms that depend on the column. */
#include "base/arena.h"
#include "base/buf.h"
#include "base/guard.h"
#include "exec/convert.h"
#include "model/table.h"
#include "store/cell.h"
#include "unit.h"
#include "json/value.h"

#define TEXT(t)                                         \
    {                                                   \
        .kind = GQ_VALUE_STRING, .text = GQ_STR_INIT(t) \
    }
#define INT(n)                               \
    {                                        \
        .kind = GQ_VALUE_INT, .integer = (n) \
    }

static const struct scalar_case {
    const char *name;
    struct gq_column column;
    struct gq_value value;
    enum gq_cell_kind kind;
    struct gq_str bytes; /* of a TEXT or BLOB */
    int64_t integer;
    const char *json; /* NULL: refused */
} scalar_cases[] = {
    { "BigInt", { .type = GQ_COLUMN_BIG_INT }, INT(INT64_MIN), GQ_CELL_INTEGER, { 0 }, INT64_MIN,
            "\"-9223372036854775808\"" },
    { "Decimal of scale 2", { .type = GQ_COLUMN_DECIMAL, .scale = 2 }, TEXT("12.5"),
            GQ_CELL_INTEGER, { 0 }, 1250, "\"12.50\"" },
    { "Decimal of scale 0", { .type = GQ_COLUMN_DECIMAL }, TEXT("12"), GQ_CELL_INTEGER, { 0 }, 12,
            "\"12\"" },
    { "Decimal past its scale", { .type = GQ_COLUMN_DECIMAL, .scale = 2 }, TEXT("1.234"),
            GQ_CELL_NULL, { 0 }, 0, NULL },
    { "Decimal past 64 bits", { .type = GQ_COLUMN_DECIMAL, .scale = 9 }, TEXT("9223372037"),
            GQ_CELL_NULL, { 0 }, 0, NULL },
    { "Date", { .type = GQ_COLUMN_DATE }, TEXT("2026-01-02"), GQ_CELL_TEXT,
            GQ_STR_INIT("2026-01-02"), 0, "\"2026-01-02\"" },
    { "Time", { .type = GQ_COLUMN_TIME }, TEXT("03:04:05.5"), GQ_CELL_TEXT,
            GQ_STR_INIT("03:04:05.500000"), 0, "\"03:04:05.5\"" },
    { "Bytes", { .type = GQ_COLUMN_BYTES }, TEXT("AP8="), GQ_CELL_BLOB, GQ_STR_INIT("\0\xFF"), 0,
            "\"AP8=\"" },
    { "no Bytes", { .type = GQ_COLUMN_BYTES }, TEXT(""), GQ_CELL_BLOB, GQ_STR_INIT(""), 0, "\"\"" },
    { "a moment as SQLite's text", { .type = GQ_COLUMN_DATETIME_SQL_TEXT },
            TEXT("2026-01-02T03:04:05+01:00"), GQ_CELL_TEXT, GQ_STR_INIT("2026-01-02 02:04:05"), 0,
            "\"2026-01-02T02:04:05Z\"" },
    { "a moment as seconds", { .type = GQ_COLUMN_DATETIME_UNIX }, TEXT("1969-12-31T23:59:58Z"),
            GQ_CELL_INTEGER, { 0 }, -2, "\"1969-12-31T23:59:58Z\"" },
    { "a moment as milliseconds", { .type = GQ_COLUMN_DATETIME_UNIX_MS },
            TEXT("1969-12-31T23:59:59.999Z"), GQ_CELL_INTEGER, { 0 }, -1,
            "\"1969-12-31T23:59:59.999Z\"" },
    { "half a second as seconds", { .type = GQ_COLUMN_DATETIME_UNIX },
            TEXT("1970-01-01T00:00:00.5Z"), GQ_CELL_NULL, { 0 }, 0, NULL },
    { "a microsecond as milliseconds", { .type = GQ_COLUMN_DATETIME_UNIX_MS },
            TEXT("1970-01-01T00:00:00.000001Z"), GQ_CELL_NULL, { 0 }, 0, NULL },
    { "an ID that is a UUID", { .type = GQ_COLUMN_ID_UUID },
            TEXT("01890A5D-AC96-774B-BCCE-B302099A8057"), GQ_CELL_TEXT,
            GQ_STR_INIT("01890a5d-ac96-774b-bcce-b302099a8057"), 0,
            "\"01890a5d-ac96-774b-bcce-b302099a8057\"" },
    { "an ID that is none", { .type = GQ_COLUMN_ID_UUID }, TEXT("7"), GQ_CELL_NULL, { 0 }, 0,
            NULL },
    { "an ID that is a ULID", { .type = GQ_COLUMN_ID_ULID }, TEXT("01h455vb4pex5vsknk084sn02q"),
            GQ_CELL_TEXT, GQ_STR_INIT("01H455VB4PEX5VSKNK084SN02Q"), 0,
            "\"01H455VB4PEX5VSKNK084SN02Q\"" },
    { "a list of one that is no list",
            { .type = GQ_COLUMN_LIST, .item_type = GQ_COLUMN_DECIMAL, .scale = 2 }, TEXT("1"),
            GQ_CELL_TEXT, GQ_STR_INIT("[\"1.00\"]"), 0, "[\"1.00\"]" },
    { "an item past its scale",
            { .type = GQ_COLUMN_LIST, .item_type = GQ_COLUMN_DECIMAL, .scale = 2 }, TEXT("1.001"),
            GQ_CELL_NULL, { 0 }, 0, NULL },
};

struct job {
    struct gq_arena *arena;
    const struct gq_column *column;
    const struct gq_value *value;
    struct gq_cell cell;
    bool is_taken;
    const char *reason;
};

static void
convert(void *arg)
{
    struct job *job = arg;

    job->is_taken =
            gq_convert_to_cell(job->arena, job->column, job->value, &job->cell, &job->reason);
}

static void
assert_json(const struct gq_column *column, const struct gq_cell *cell, const char *json)
{
    struct gq_buf out;

    gq_buf_init(&out, 1 << 16);
    assert_true(gq_convert_fits(column, cell));
    gq_convert_to_json(&out, column, cell);
    assert_str_equal(gq_buf_view(&out), gq_str_of(json));
    gq_buf_fini(&out);
}

static void
test_scalar(void **state)
{
    const struct scalar_case *c = *state;
    struct job job = { .arena = gq_arena_new(1 << 20), .column = &c->column, .value = &c->value };

    assert_int_equal(gq_guard(job.arena, convert, &job), GQ_GUARD_DONE);
    assert_int_equal(job.is_taken, c->json != NULL);
    if (c->json) {
        assert_int_equal(job.cell.kind, c->kind);
        if (c->kind == GQ_CELL_INTEGER)
            assert_true(job.cell.integer == c->integer);
        else
            assert_true(gq_str_equal(gq_cell_str(&job.cell), c->bytes));
        assert_json(&c->column, &job.cell, c->json);
    } else {
        assert_non_null(job.reason);
    }
    gq_arena_free(job.arena);
}

/* Values nest as deep as requests let them; what comes back is the same text. */
static void
test_json_of_many_levels(void **state)
{
    enum { LEVELS = 96 };
    static struct gq_value levels[LEVELS];
    const struct gq_column column = { .type = GQ_COLUMN_JSON };
    struct job job = { .arena = gq_arena_new(1 << 20), .column = &column, .value = &levels[0] };
    char text[2 * LEVELS + 1];

    (void)state;
    for (int i = 0; i < LEVELS; i++) {
        levels[i].kind = GQ_VALUE_LIST;
        levels[i].count = i + 1 < LEVELS;
        levels[i].items = i + 1 < LEVELS ? &levels[i + 1] : NULL;
    }
    memset(text, '[', LEVELS);
    memset(text + LEVELS, ']', LEVELS);
    text[sizeof(text) - 1] = '\0';
    assert_int_equal(gq_guard(job.arena, convert, &job), GQ_GUARD_DONE);
    assert_true(job.is_taken);
    assert_json(&column, &job.cell, text);
    gq_arena_free(job.arena);
}

static void
test_null_items_are_kept(void **state)
{
    struct gq_value items[] = { { .kind = GQ_VALUE_NULL }, TEXT("a\"b") };
    const struct gq_value list = { .kind = GQ_VALUE_LIST, .count = 2, .items = items };
    const struct gq_column column = { .type = GQ_COLUMN_LIST, .item_type = GQ_COLUMN_STRING };
    struct job job = { .arena = gq_arena_new(1 << 20), .column = &column, .value = &list };

    (void)state;
    assert_int_equal(gq_guard(job.arena, convert, &job), GQ_GUARD_DONE);
    assert_true(job.is_taken);
    assert_json(&column, &job.cell, "[null,\"a\\\"b\"]");
    gq_arena_free(job.arena);
}

/* What another program wrote. */
static const struct found_case {
    const char *name;
    struct gq_column column;
    struct gq_cell cell;
    const char *json; /* NULL: it does not fit */
} found_cases[] = {
    { "a text that is no JSON", { .type = GQ_COLUMN_JSON },
            { .kind = GQ_CELL_TEXT, .length = 2, .bytes = "{]" }, NULL },
    { "an empty text for JSON", { .type = GQ_COLUMN_JSON },
            { .kind = GQ_CELL_TEXT, .length = 0, .bytes = "" }, NULL },
    { "an object for a list", { .type = GQ_COLUMN_LIST },
            { .kind = GQ_CELL_TEXT, .length = 2, .bytes = "{}" }, NULL },
    { "a number for a text", { .type = GQ_COLUMN_STRING },
            { .kind = GQ_CELL_INTEGER, .integer = 1 }, NULL },
    { "SQLite's text with a fraction", { .type = GQ_COLUMN_DATETIME_SQL_TEXT },
            { .kind = GQ_CELL_TEXT, .length = 23, .bytes = "2026-01-02 03:04:05.250" },
            "\"2026-01-02T03:04:05.25Z\"" },
    { "a text that is no moment", { .type = GQ_COLUMN_DATETIME_SQL_TEXT },
            { .kind = GQ_CELL_TEXT, .length = 3, .bytes = "a\"b" }, "\"a\\\"b\"" },
    { "a stored moment with a quote", { .type = GQ_COLUMN_DATETIME },
            { .kind = GQ_CELL_TEXT, .length = 3, .bytes = "a\"b" }, "\"a\\\"b\"" },
    { "seconds past the year 9999", { .type = GQ_COLUMN_DATETIME_UNIX },
            { .kind = GQ_CELL_INTEGER, .integer = INT64_MAX }, "\"9223372036854775807\"" },
    { "the last second", { .type = GQ_COLUMN_DATETIME_UNIX },
            { .kind = GQ_CELL_INTEGER, .integer = 253402300799 }, "\"9999-12-31T23:59:59Z\"" },
};

static void
test_found(void **state)
{
    const struct found_case *c = *state;

    if (c->json)
        assert_json(&c->column, &c->cell, c->json);
    else
        assert_false(gq_convert_fits(&c->column, &c->cell));
}

int
main(void)
{
    struct CMUnitTest tests[48] = {
        cmocka_unit_test(test_json_of_many_levels),
        cmocka_unit_test(test_null_items_are_kept),
    };
    size_t count = 2;

    GQ_UNIT_CASES(tests, count, scalar_cases, test_scalar);
    GQ_UNIT_CASES(tests, count, found_cases, test_found);
    return _cmocka_run_group_tests("exec/convert_scalars", tests, count, NULL, NULL);
}
