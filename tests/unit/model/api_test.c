/*
 * The API of whole schemas: tests/golden/model/<name>.graphql gives <name>.api.graphql. With
 * GQLD_GOLDEN_UPDATE set the answers are written instead of compared.
 */
#include <stdio.h>

#include "harness.h"
#include "model/model.h"
#include "unit.h"

#define TEXT_BYTES_MAX 65536

static const struct golden_case {
    const char *name;
} golden_cases[] = {
    { "blog" },
    { "company" },
    { "acronyms" },
    { "scalars" },
};

static void
golden_path(char *path, size_t size, const char *name, const char *suffix)
{
    const char *srcdir = getenv("srcdir");

    snprintf(path, size, "%s/tests/golden/model/%s.%s", srcdir ? srcdir : ".", name, suffix);
}

static struct gq_str
read_golden(const char *name, const char *suffix, char *text)
{
    char path[4096];
    FILE *file;
    size_t length;

    golden_path(path, sizeof(path), name, suffix);
    file = fopen(path, "rb");
    if (!file)
        fail_msg("cannot read %s", path);
    length = fread(text, 1, TEXT_BYTES_MAX, file);
    fclose(file);
    assert_true(length < TEXT_BYTES_MAX);
    return (struct gq_str){ text, length };
}

static void
write_golden(const char *name, const char *suffix, struct gq_str text)
{
    char path[4096];
    FILE *file;

    golden_path(path, sizeof(path), name, suffix);
    file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text.bytes, 1, text.length, file), text.length);
    assert_int_equal(fputc('\n', file), '\n');
    assert_int_equal(fclose(file), 0);
}

static void
test_golden(void **state)
{
    const struct golden_case *c = *state;
    static char sdl[TEXT_BYTES_MAX], wanted[TEXT_BYTES_MAX];
    struct harness harness;
    struct gq_str printed, golden;

    harness_init(&harness, read_golden(c->name, "graphql", sdl));
    assert_str_equal(harness_errors(&harness), GQ_STR(""));
    printed = harness_print(&harness);
    if (getenv("GQLD_GOLDEN_UPDATE"))
        write_golden(c->name, "api.graphql", printed);
    golden = read_golden(c->name, "api.graphql", wanted);
    assert_true(golden.length > 0);
    golden.length--; /* the file's last line feed */
    assert_str_equal(printed, golden);
    assert_str_equal(harness_check_schema(&harness, printed), GQ_STR(""));
    harness_fini(&harness);
}

/* What a schema without models declares is its API. */
static const struct plain_case {
    const char *name, *sdl, *api;
} plain_cases[] = {
    { "a schema without models is its own API", "type Query { a: Int }",
            "type Query {\n  a: Int\n}" },
    { "a scalar of ours is there when it is used", "type Query { a: DateTime }",
            "type Query {\n  a: DateTime\n}\n\n\"\"\"\nA moment in time, as RFC 3339 has it: "
            "`2026-01-31T09:30:00Z`. Answers are always in UTC.\n\"\"\"\nscalar DateTime "
            "@specifiedBy(url: "
            "\"https://scalars.graphql.org/andimarek/date-time.html\")" },
    { "without models the author's definitions go first",
            "directive @id on FIELD_DEFINITION scalar DateTime type Query { a: DateTime @id }",
            "directive @id on FIELD_DEFINITION\n\nscalar DateTime\n\ntype Query {\n  a: "
            "DateTime\n}" },
};

static void
test_plain(void **state)
{
    const struct plain_case *c = *state;
    struct harness harness;

    harness_init(&harness, gq_str_of(c->sdl));
    assert_str_equal(harness_errors(&harness), GQ_STR(""));
    assert_int_equal(harness.model->entity_count, 0);
    assert_str_equal(harness_print(&harness), gq_str_of(c->api));
    harness_fini(&harness);
}

int
main(void)
{
    struct CMUnitTest tests[16];
    size_t count = 0;

    GQ_UNIT_CASES(tests, count, golden_cases, test_golden);
    GQ_UNIT_CASES(tests, count, plain_cases, test_plain);
    return _cmocka_run_group_tests("model/api", tests, count, NULL, NULL);
}
