/*
 * tests/unit/schema/fixture.h - builds a schema from text, and shows its faults as text.
 */
#ifndef GQ_TESTS_SCHEMA_FIXTURE_H
#define GQ_TESTS_SCHEMA_FIXTURE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "language/ast.h"
#include "language/parse.h"
#include "schema/build.h"

#define FIXTURE_DOCUMENTS_MAX 4

struct fixture {
    struct gq_arena *arena;
    struct gq_sources sources;
    struct gq_errors errs;
    struct gq_document *documents[FIXTURE_DOCUMENTS_MAX];
    uint32_t document_count;
};

static inline void
fixture_init_in(struct fixture *fixture, struct gq_arena *arena)
{
    *fixture = (struct fixture){ .arena = arena };
    assert_non_null(arena);
    gq_errors_init(&fixture->errs, arena, &fixture->sources, 50);
}

static inline void
fixture_init(struct fixture *fixture)
{
    fixture_init_in(fixture, gq_arena_new((size_t)1 << 30));
}

static inline void
fixture_fini(struct fixture *fixture)
{
    gq_arena_free(fixture->arena);
}

/* One more document of the schema. */
static inline struct gq_document *
fixture_add(struct fixture *fixture, const char *text)
{
    static const struct gq_parse_options options = { 0 };
    const struct gq_source *source = gq_source_add(
            fixture->arena, &fixture->sources, GQ_STR("schema.graphql"), gq_str_of(text));
    struct gq_document *document;

    document = gq_parse_document(fixture->arena, source, &options, &fixture->errs);
    assert_non_null(document);
    assert_true(fixture->document_count < FIXTURE_DOCUMENTS_MAX);
    fixture->documents[fixture->document_count++] = document;
    return document;
}

/* The schema of all documents, `sdl` the last of them; NULL when it has faults. */
static inline struct gq_schema *
fixture_build(struct fixture *fixture, const char *sdl)
{
    (void)fixture_add(fixture, sdl);
    return gq_schema_build(fixture->arena, fixture->documents, fixture->document_count,
            &fixture->sources, &fixture->errs);
}

/* A line for each fault: the message, then line:column of each place. */
static inline const char *
fixture_faults(const struct fixture *fixture)
{
    struct gq_str text = GQ_STR("");

    for (const struct gq_error *e = fixture->errs.first; e; e = e->next) {
        text = gq_arena_printf(fixture->arena, "%.*s%s%.*s", GQ_STR_ARG(text),
                text.length ? "\n" : "", GQ_STR_ARG(e->message));
        for (uint32_t i = 0; i < e->location_count; i++)
            text = gq_arena_printf(fixture->arena, "%.*s %u:%u", GQ_STR_ARG(text),
                    (unsigned)e->locations[i].line, (unsigned)e->locations[i].column);
    }
    return text.length ? text.bytes : "";
}

#endif
