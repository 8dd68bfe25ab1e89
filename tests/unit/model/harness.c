/* tests/unit/model/harness.c - parses, builds and prints under one guard. */
#include "harness.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/guard.h"
#include "language/parse.h"
#include "model/model.h"
#include "schema/build.h"
#include "schema/print.h"
#include "schema/schema.h"
#include "unit.h"

#define ARENA_BYTES ((size_t)16 << 20)

struct schema_check {
    struct harness *harness;
    struct gq_str sdl, errors;
};

static struct gq_document *
parse(struct harness *harness, const char *name, struct gq_str sdl)
{
    static const struct gq_parse_options options = { 0 };
    const struct gq_source *source =
            gq_source_add(harness->arena, &harness->sources, gq_str_of(name), sdl);

    assert_non_null(source);
    return gq_parse_document(harness->arena, source, &options, &harness->errs);
}

static void
build(void *arg)
{
    struct harness *harness = arg;
    struct gq_document *document = parse(harness, "schema.graphql", harness->sdl);

    if (document)
        harness->model =
                gq_model_build(harness->arena, &document, 1, &harness->sources, &harness->errs);
}

void
harness_init(struct harness *harness, struct gq_str sdl)
{
    *harness = (struct harness){ .arena = gq_arena_new(ARENA_BYTES), .sdl = sdl };
    assert_non_null(harness->arena);
    gq_errors_init(&harness->errs, harness->arena, &harness->sources, 50);
    assert_int_equal(gq_guard(harness->arena, build, harness), GQ_GUARD_DONE);
    assert_true((harness->model != NULL) == (harness->errs.count == 0));
}

void
harness_fini(struct harness *harness)
{
    gq_arena_free(harness->arena);
}

static void
write_errors(void *arg)
{
    struct schema_check *check = arg;
    struct gq_arena *arena = check->harness->arena;

    check->errors = GQ_STR("");
    for (const struct gq_error *e = check->harness->errs.first; e; e = e->next)
        check->errors = gq_arena_printf(arena, "%.*s%u:%u %.*s\n", GQ_STR_ARG(check->errors),
                e->location_count ? e->locations[0].line : 0,
                e->location_count ? e->locations[0].column : 0, GQ_STR_ARG(e->message));
}

struct gq_str
harness_errors(struct harness *harness)
{
    struct schema_check check = { .harness = harness };

    assert_int_equal(gq_guard(harness->arena, write_errors, &check), GQ_GUARD_DONE);
    return check.errors;
}

static void
print(void *arg)
{
    struct schema_check *check = arg;
    struct gq_buf *buf = gq_arena_new_of(check->harness->arena, struct gq_buf);

    gq_buf_init_in(buf, check->harness->arena, ARENA_BYTES);
    gq_schema_print(buf, check->harness->model->schema);
    assert_false(gq_buf_failed(buf));
    check->sdl = gq_buf_view(buf);
}

struct gq_str
harness_print(struct harness *harness)
{
    struct schema_check check = { .harness = harness };

    assert_non_null(harness->model);
    assert_int_equal(gq_guard(harness->arena, print, &check), GQ_GUARD_DONE);
    return check.sdl;
}

static void
build_schema(void *arg)
{
    struct schema_check *check = arg;
    struct harness *harness = check->harness;
    struct gq_document *document = parse(harness, "printed", check->sdl);
    const struct gq_schema *schema = NULL;

    if (document)
        schema = gq_schema_build(harness->arena, &document, 1, &harness->sources, &harness->errs);
    assert_true((schema != NULL) == (harness->errs.count == 0));
}

struct gq_str
harness_check_schema(struct harness *harness, struct gq_str sdl)
{
    struct schema_check check = { .harness = harness, .sdl = sdl };

    assert_int_equal(gq_guard(harness->arena, build_schema, &check), GQ_GUARD_DONE);
    return harness_errors(harness);
}

const struct gq_entity *
harness_entity(const struct harness *harness, const char *name)
{
    assert_non_null(harness->model);
    for (uint32_t i = 0; i < harness->model->entity_count; i++) {
        if (gq_str_is(harness->model->entities[i].name, name))
            return &harness->model->entities[i];
    }
    fail_msg("no model %s", name);
    return NULL;
}
