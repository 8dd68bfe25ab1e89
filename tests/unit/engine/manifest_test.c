/* Manifests: the forms that client tools write, told apart by what is in them. */
#include "engine/manifest.h"

#include "base/arena.h"
#include "base/error.h"
#include "base/guard.h"
#include "unit.h"

#include <stdio.h>
#include <unistd.h>

static const struct manifest_case {
    const char *name, *text;
    const char *id, *document_name, *document; /* of the last one */
    uint32_t count;
    const char *fault; /* NULL: read */
} manifest_cases[] = {
    { "Apollo",
            "{\"format\":\"apollo-persisted-query-manifest\",\"version\":1,\"operations\":["
            "{\"id\":\"1\",\"name\":\"A\",\"type\":\"query\",\"body\":\"{ a }\"},"
            "{\"id\":\"2\",\"name\":\"B\",\"type\":\"query\",\"body\":\"{ b }\"}]}",
            "2", "B", "{ b }", 2, NULL },
    { "Apollo without operations",
            "{\"format\":\"apollo-persisted-query-manifest\",\"version\":1,\"operations\":[]}", "",
            "", "", 0, NULL },
    { "a map", "{\"1\":\"{ a }\",\"2\":\"{ b }\"}", "2", "", "{ b }", 2, NULL },
    { "Apollo iOS", "{\"1\":{\"name\":\"A\",\"source\":\"{ a }\"}}", "1", "A", "{ a }", 1, NULL },
    { "nothing in it", "{}", "", "", "", 0, NULL },
    { "a format of somebody else's", "{\"format\":\"other\",\"version\":1}", "", "", "", 0,
            "This is none of the known forms of a manifest." },
    { "another version",
            "{\"format\":\"apollo-persisted-query-manifest\",\"version\":2,\"operations\":[]}", "",
            "", "", 0, "The manifest is not of version 1." },
    { "no operations", "{\"format\":\"apollo-persisted-query-manifest\",\"version\":1}", "", "", "",
            0, "The manifest has no list \"operations\"." },
    { "an operation without a body",
            "{\"format\":\"apollo-persisted-query-manifest\",\"version\":1,"
            "\"operations\":[{\"id\":\"1\"}]}",
            "", "", "", 0, "An operation of the manifest has no \"id\" or no \"body\"." },
    { "a list", "[]", "", "", "", 0, "This is none of the known forms of a manifest." },
    { "no JSON", "{", "", "", "", 0, "" },
    { "one id twice", "{\"1\":\"{ a }\",\"1\":\"{ b }\"}", "", "", "", 0, "" },
};

struct reading {
    struct gq_arena *arena;
    const char *path;
    struct gq_vec documents;
    struct gq_errors errs;
    bool is_ok;
};

static void
read_guarded(void *arg)
{
    struct reading *reading = arg;

    reading->is_ok = gq_manifest_read(
            reading->arena, gq_str_of(reading->path), &reading->documents, &reading->errs);
}

static void
read_text(struct reading *reading, const char *text)
{
    char path[] = "manifest_test.XXXXXX";
    int fd = mkstemp(path);

    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), strlen(text));
    close(fd);
    *reading = (struct reading){ .arena = gq_arena_new((size_t)1 << 28), .path = path };
    gq_errors_init(&reading->errs, reading->arena, NULL, 20);
    assert_int_equal(gq_guard(reading->arena, read_guarded, reading), GQ_GUARD_DONE);
    unlink(path);
}

static void
test_manifest(void **state)
{
    const struct manifest_case *c = *state;
    struct reading reading;

    read_text(&reading, c->text);
    assert_int_equal(reading.is_ok, c->fault == NULL);
    if (c->fault) {
        assert_non_null(strstr(reading.errs.first->message.bytes, c->fault));
    } else {
        assert_int_equal(reading.documents.count, c->count);
    }
    if (!c->fault && c->count) {
        const struct gq_manifest_document *last =
                &GQ_VEC_AT(&reading.documents, struct gq_manifest_document, c->count - 1);

        assert_str_equal(last->id, gq_str_of(c->id));
        assert_str_equal(last->name, gq_str_of(c->document_name));
        assert_str_equal(last->text, gq_str_of(c->document));
    }
    gq_arena_free(reading.arena);
}

/* A map of `count` documents. */
static char *
make_map(uint32_t count)
{
    size_t capacity = (size_t)count * 24 + 8, length = 0;
    char *text = test_malloc(capacity);

    for (uint32_t i = 0; i < count; i++)
        length += (size_t)snprintf(
                text + length, capacity - length, "%c\"%u\":\"{a}\"", i ? ',' : '{', i);
    snprintf(text + length, capacity - length, "}");
    return text;
}

static void
test_documents_are_counted(void **state)
{
    (void)state;
    for (uint32_t more = 0; more < 2; more++) {
        char *text = make_map(GQ_MANIFEST_DOCUMENTS_MAX + more);
        struct reading reading;

        read_text(&reading, text);
        assert_int_equal(reading.is_ok, more == 0);
        gq_arena_free(reading.arena);
        test_free(text);
    }
}

int
main(void)
{
    struct CMUnitTest tests[32] = { cmocka_unit_test(test_documents_are_counted) };
    size_t count = 1;

    GQ_UNIT_CASES(tests, count, manifest_cases, test_manifest);
    return _cmocka_run_group_tests("manifest", tests, count, NULL, NULL);
}
