/* Columns of every scalar as CREATE TABLE has them: types, defaults, CHECKs and their names. */
#include "store/sqlite/ddl.h"

#include "base/arena.h"
#include "base/guard.h"
#include "language/ast.h"
#include "model/table.h"
#include "unit.h"

#include <stdio.h>

#define NUMBER(digits)                                      \
    {                                                       \
        .kind = GQ_LITERAL_INT, .text = GQ_STR_INIT(digits) \
    }
#define TEXT(t)                                           \
    {                                                     \
        .kind = GQ_LITERAL_STRING, .text = GQ_STR_INIT(t) \
    }
#define NO_LENGTHS .length_min = GQ_CONSTRAINT_NONE, .length_max = GQ_CONSTRAINT_NONE

static const struct gq_literal minus_fifty = NUMBER("-50"), thousand = NUMBER("1000");
static const struct gq_literal day = TEXT("2000-01-01"), seal = TEXT("AP8="), empty = TEXT("[]");

static const struct gq_constraint range = { .min = &minus_fifty, .max = &thousand, NO_LENGTHS };
static const struct gq_constraint since = { .min = &day, NO_LENGTHS };
static const struct gq_constraint lengths = { .length_min = 1, .length_max = 80 };

static const struct column_case {
    const char *name;
    struct gq_column column;
    const char *type;
    const char *sql; /* of the second column and what follows */
} column_cases[] = {
    { "a Decimal and its bounds",
            { .type = GQ_COLUMN_DECIMAL,
                    .scale = 2,
                    .default_literal = &minus_fifty,
                    .constraint = &range },
            "INTEGER",
            "\"c\" INTEGER NOT NULL DEFAULT -50,\n"
            "  CONSTRAINT \"ts_c_min\" CHECK (\"c\" >= -50),\n"
            "  CONSTRAINT \"ts_c_max\" CHECK (\"c\" <= 1000)" },
    { "a Date and its bound", { .type = GQ_COLUMN_DATE, .constraint = &since }, "TEXT",
            "\"c\" TEXT NOT NULL,\n  CONSTRAINT \"ts_c_min\" CHECK (\"c\" >= '2000-01-01')" },
    { "Bytes, their default and their lengths",
            { .type = GQ_COLUMN_BYTES, .default_literal = &seal, .constraint = &lengths }, "BLOB",
            "\"c\" BLOB NOT NULL DEFAULT x'00ff',\n"
            "  CONSTRAINT \"ts_c_min_length\" CHECK (length(\"c\") >= 1),\n"
            "  CONSTRAINT \"ts_c_max_length\" CHECK (length(\"c\") <= 80)" },
    { "a list, whose lengths are no CHECKs",
            { .type = GQ_COLUMN_LIST, .default_literal = &empty, .constraint = &lengths }, "TEXT",
            "\"c\" TEXT NOT NULL DEFAULT '[]'" },
    { "a nullable UUID", { .type = GQ_COLUMN_UUID, .is_nullable = true }, "TEXT", "\"c\" TEXT" },
    { "a BigInt", { .type = GQ_COLUMN_BIG_INT, .is_nullable = true }, "INTEGER", "\"c\" INTEGER" },
    { "a Time", { .type = GQ_COLUMN_TIME, .is_nullable = true }, "TEXT", "\"c\" TEXT" },
    { "JSON", { .type = GQ_COLUMN_JSON, .is_nullable = true }, "TEXT", "\"c\" TEXT" },
    { "a moment as SQLite's text", { .type = GQ_COLUMN_DATETIME_SQL_TEXT, .is_nullable = true },
            "TEXT", "\"c\" TEXT" },
    { "a moment as seconds", { .type = GQ_COLUMN_DATETIME_UNIX, .is_nullable = true }, "INTEGER",
            "\"c\" INTEGER" },
    { "a moment as milliseconds", { .type = GQ_COLUMN_DATETIME_UNIX_MS, .is_nullable = true },
            "INTEGER", "\"c\" INTEGER" },
    { "a reference to a UUID", { .type = GQ_COLUMN_ID_UUID, .is_nullable = true }, "TEXT",
            "\"c\" TEXT" },
};

struct job {
    struct gq_arena *arena;
    const struct column_case *c;
    struct gq_str sql;
};

static void
write_table(void *arg)
{
    struct job *job = arg;
    struct gq_column columns[] = {
        { .name = GQ_STR_INIT("id"), .type = GQ_COLUMN_ID_UUID },
        job->c->column,
    };
    struct gq_table table = { .name = GQ_STR_INIT("ts"), .columns = columns, .column_count = 2 };

    columns[1].name = GQ_STR("c");
    columns[1].index = 1;
    job->sql = gq_ddl_table(job->arena, &table);
}

static void
test_column(void **state)
{
    const struct column_case *c = *state;
    struct job job = { .arena = gq_arena_new(1 << 20), .c = c };
    char wanted[1024];

    assert_string_equal(gq_ddl_type(&c->column), c->type);
    assert_int_equal(gq_guard(job.arena, write_table, &job), GQ_GUARD_DONE);
    snprintf(wanted, sizeof(wanted),
            "CREATE TABLE \"ts\" (\n  \"id\" TEXT NOT NULL PRIMARY KEY,\n  %s\n) STRICT", c->sql);
    assert_str_equal(job.sql, gq_str_of(wanted));
    gq_arena_free(job.arena);
}

int
main(void)
{
    struct CMUnitTest tests[16];
    size_t count = 0;

    GQ_UNIT_CASES(tests, count, column_cases, test_column);
    return _cmocka_run_group_tests("store/ddl", tests, count, NULL, NULL);
}
