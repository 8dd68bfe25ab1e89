/* Tables as they will stand in the database. */
#include <stdio.h>

#include "base/buf.h"
#include "harness.h"
#include "language/ast.h"
#include "model/model.h"
#include "schema/schema.h"
#include "unit.h"

static const char *const type_names[] = {
    [GQ_COLUMN_ID] = "id",
    [GQ_COLUMN_ID_TEXT] = "id-text",
    [GQ_COLUMN_INT] = "int",
    [GQ_COLUMN_FLOAT] = "float",
    [GQ_COLUMN_BOOLEAN] = "boolean",
    [GQ_COLUMN_STRING] = "string",
    [GQ_COLUMN_ENUM] = "enum",
    [GQ_COLUMN_DATETIME] = "datetime",
};

static const char *const source_names[] = {
    [GQ_COLUMN_FROM_CLIENT] = "",
    [GQ_COLUMN_FROM_ROWID] = " rowid",
    [GQ_COLUMN_FROM_CREATED_AT] = " created",
    [GQ_COLUMN_FROM_UPDATED_AT] = " updated",
    [GQ_COLUMN_FROM_VERSION] = " version",
};

static const char *const on_delete_names[] = {
    [GQ_ON_DELETE_RESTRICT] = "restrict",
    [GQ_ON_DELETE_CASCADE] = "cascade",
    [GQ_ON_DELETE_SET_NULL] = "set-null",
};

static void
describe_column(struct gq_buf *out, const struct gq_column *column)
{
    gq_buf_printf(out, "  %.*s %s%s%s%s%s", GQ_STR_ARG(column->name), type_names[column->type],
            column->is_nullable ? " null" : "", column->is_unique ? " unique" : "",
            column->default_literal ? " default" : "", source_names[column->source]);
    if (column->references)
        gq_buf_printf(out, " -> %.*s %s", GQ_STR_ARG(column->references->name),
                on_delete_names[column->on_delete]);
    gq_buf_char(out, '\n');
}

static void
describe_key(struct gq_buf *out, const struct gq_table *table, const struct gq_table_key *key)
{
    gq_buf_printf(out, "  %s %.*s:", key->is_unique ? "unique" : "index", GQ_STR_ARG(key->name));
    for (uint32_t i = 0; i < key->column_count; i++)
        gq_buf_printf(out, " %.*s", GQ_STR_ARG(table->columns[key->columns[i]].name));
    gq_buf_char(out, '\n');
}

static void
describe_table(struct gq_buf *out, const struct gq_table *table)
{
    gq_buf_printf(out, "%.*s\n", GQ_STR_ARG(table->name));
    for (uint32_t i = 0; i < table->column_count; i++) {
        assert_int_equal(table->columns[i].index, i);
        describe_column(out, &table->columns[i]);
    }
    for (uint32_t i = 0; i < table->key_count; i++)
        describe_key(out, table, &table->keys[i]);
    assert_true(table->primary_key < table->column_count);
    assert_int_equal(table->columns[table->primary_key].source, GQ_COLUMN_FROM_ROWID);
}

static const struct table_case {
    const char *name, *sdl, *tables;
} table_cases[] = {
    { "names are plural and in snake case, keys first in order of the fields",
            "type BlogPost @model { id: ID! publishedAt: DateTime }",
            "blog_posts\n  id id rowid\n  published_at datetime null\n" },
    { "the author's own names",
            "type Post @model(table: \"T\") { id: ID! title: String! @column(name: \"the title\") "
            "}",
            "T\n  id id rowid\n  the title string\n" },
    { "the plural names the table too", "type Sheep @model(plural: \"flockOf\") { id: ID! }",
            "flock_of\n  id id rowid\n" },
    { "every type",
            "enum E { X } type A @model { id: ID! i: Int f: Float b: Boolean s: String e: E d: "
            "DateTime x: ID }",
            "as\n  id id rowid\n  i int null\n  f float null\n  b boolean null\n  s string null\n  "
            "e enum null\n  d datetime null\n  x id-text null\n" },
    { "a key of another name leaves id an ordinary column", "type A @model { id: ID! k: ID! @id }",
            "as\n  id id-text\n  k id rowid\n" },
    { "where values come from",
            "type A @model { id: ID! c: DateTime! @createdAt u: DateTime @updatedAt v: Int! "
            "@version d: Int! @default(value: 3) }",
            "as\n  id id rowid\n  c datetime created\n  u datetime null updated\n  v int version\n "
            " "
            "d int default\n" },
    { "references, each with an index",
            "type A @model { id: ID! b: B! c: B @relation(onDelete: SET_NULL) d: B "
            "@column(name: \"dd\") } type B @model { id: ID! }",
            "as\n  id id rowid\n  b_id id -> bs restrict\n  c_id id null -> bs set-null\n  dd id "
            "null -> bs restrict\n  index as_b_id_idx: b_id\n  index as_c_id_idx: c_id\n  index "
            "as_dd_idx: dd\nbs\n  id id rowid\n" },
    { "unique keys of one field and of several",
            "type A @model @unique(fields: [\"b\", \"s\"]) @unique(fields: [\"s\", \"t\"]) { id: "
            "ID! s: String! @unique t: Int b: B } type B @model { id: ID! }",
            "as\n  id id rowid\n  s string unique\n  t int null\n  b_id id null -> bs restrict\n  "
            "unique as_s_key: s\n  unique as_b_id_s_key: b_id s\n  unique as_s_t_key: s t\n  index "
            "as_b_id_idx: b_id\nbs\n  id id rowid\n" },
    { "indexes with and without names",
            "type A @model @index(fields: [\"s\", \"id\"]) @index(fields: \"s\", name: \"mine\") { "
            "id: ID! s: String! }",
            "as\n  id id rowid\n  s string\n  index as_s_id_idx: s id\n  index mine: s\n" },
    { "an index or key on a reference alone serves as its index",
            "type A @model @index(fields: [\"c\"]) { id: ID! b: B @unique c: B } type B @model { "
            "id: ID! }",
            "as\n  id id rowid\n  b_id id null unique -> bs restrict\n  c_id id null -> bs "
            "restrict\n  unique as_b_id_key: b_id\n  index as_c_id_idx: c_id\nbs\n  id id "
            "rowid\n" },
    { "extensions add columns", "type A @model { id: ID! } extend type A { s: String }",
            "as\n  id id rowid\n  s string null\n" },
    { "an extension may make the model",
            "type A { id: ID! } type B @model { id: ID! } extend "
            "type A @model",
            "as\n  id id rowid\nbs\n  id id rowid\n" },
    { "a field that may be null may have a default",
            "type A @model { id: ID! s: String @default(value: \"x\") }",
            "as\n  id id rowid\n  s string null default\n" },
};

static void
test_table(void **state)
{
    const struct table_case *c = *state;
    struct harness harness;
    struct gq_buf text;

    gq_buf_init(&text, 65536);
    harness_init(&harness, gq_str_of(c->sdl));
    assert_str_equal(harness_errors(&harness), GQ_STR(""));
    for (uint32_t i = 0; i < harness.model->table_count; i++) {
        assert_int_equal(harness.model->tables[i]->index, i);
        assert_ptr_equal(harness.model->tables[i], harness.model->entities[i].table);
        describe_table(&text, harness.model->tables[i]);
    }
    assert_str_equal(gq_buf_view(&text), gq_str_of(c->tables));
    harness_fini(&harness);
    gq_buf_fini(&text);
}

/* The enum of a column is the API's, for that is what clients and results go by. */
static void
test_enum_type(void **state)
{
    struct harness harness;
    const struct gq_column *column;

    (void)state;
    harness_init(&harness, GQ_STR("enum E { X Y } type A @model { id: ID! e: E! }"));
    column = &harness_entity(&harness, "A")->table->columns[1];
    assert_ptr_equal(column->enum_type, gq_schema_type_find(harness.model->schema, GQ_STR("E")));
    assert_int_equal(column->enum_type->enum_value_count, 2);
    harness_fini(&harness);
}

/* So that it compares and sorts with the values that the engine writes. */
static void
test_datetime_default(void **state)
{
    struct harness harness;
    const struct gq_column *column;

    (void)state;
    harness_init(&harness,
            GQ_STR("type A @model { id: ID! d: DateTime! @default(value: "
                   "\"2026-01-01T02:00:00.5+01:00\") }"));
    column = &harness_entity(&harness, "A")->table->columns[1];
    assert_non_null(column->default_literal);
    assert_str_equal(column->default_literal->text, GQ_STR("2026-01-01T01:00:00.500000Z"));
    harness_fini(&harness);
}

int
main(void)
{
    struct CMUnitTest tests[32] = {
        cmocka_unit_test(test_datetime_default),
        cmocka_unit_test(test_enum_type),
    };
    size_t count = 2;

    GQ_UNIT_CASES(tests, count, table_cases, test_table);
    return _cmocka_run_group_tests("model/table", tests, count, NULL, NULL);
}
