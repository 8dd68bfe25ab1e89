/* engine/api.c - include/gqld.h over the engine: workers are borrowed from a pool. */
#include "engine/api.h"
#include "base/alloc.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/guard.h"
#include "base/limits.h"
#include "engine/engine.h"
#include "engine/generation.h"
#include "engine/schema_files.h"
#include "engine/worker.h"
#include "language/parse.h"
#include "validate/validate.h"
#include "json/errors.h"

#include <config.h>
#include <gqld.h>
#include <pthread.h>
#include <string.h>

/* Errors of opening: a schema's faults with their texts. */
#define ERROR_MEMORY    ((size_t)64 * 1024 * 1024)
#define ERROR_COUNT_MAX 1000

/* Bindings of an embedder's resolvers: a few words for each field. */
#define RESOLVER_MEMORY ((size_t)64 * 1024 * 1024)

struct pooled {
    struct gq_worker *worker;
    struct pooled *next;
};

/* One opening, under a guard. */
struct opening {
    struct gq_arena *arena;
    struct gq_errors errs;
    const char *const *paths; /* NULL: the text */
    size_t path_count;
    const char *text;
    const char *database; /* NULL: none */
    struct gq_engine *engine;
};

static void
open_guarded(void *arg)
{
    struct opening *opening = arg;
    struct gq_limits limits;
    struct gq_schema_text text;
    struct gq_engine_options options = { .limits = &limits, .clock = &gq_clock_system };

    gq_limits_init(&limits);
    if (opening->paths) {
        struct gq_str *paths =
                gq_arena_array_of(opening->arena, struct gq_str, opening->path_count);

        for (size_t i = 0; i < opening->path_count; i++)
            paths[i] = gq_str_of(opening->paths[i]);
        options.schema_paths = paths;
        options.schema_path_count = (uint32_t)opening->path_count;
        options.database_path = gq_str_of(opening->database);
    } else {
        text = (struct gq_schema_text){ GQ_STR("schema"), gq_str_of(opening->text) };
        options.schema_texts = &text;
        options.schema_text_count = 1;
    }
    opening->engine = gq_engine_open(&options, &opening->errs);
}

static char *
errors_text(const struct gq_errors *errs)
{
    struct gq_buf text;
    size_t length;

    gq_buf_init(&text, SIZE_MAX);
    gq_errors_write(&text, errs);
    gq_buf_char(&text, '\0');
    if (gq_buf_failed(&text))
        gq_buf_fini(&text);
    return gq_buf_release(&text, &length);
}

static struct gqld_engine *
engine_new(struct gq_engine *inner)
{
    struct gqld_engine *engine = gq_alloc_zeroed(1, sizeof(*engine));

    if (engine)
        engine->arena = gq_arena_new(RESOLVER_MEMORY);
    if (!engine || !engine->arena || pthread_mutex_init(&engine->lock, NULL) != 0) {
        if (engine)
            gq_arena_free(engine->arena);
        gq_alloc_free(engine);
        gq_engine_close(inner);
        return NULL;
    }
    engine->engine = inner;
    return engine;
}

const char *
gqld_version(void)
{
    return PACKAGE_VERSION;
}

static struct gqld_engine *
open_engine(struct opening *opening, char **ret_errors)
{
    struct gqld_engine *engine = NULL;

    if (ret_errors)
        *ret_errors = NULL;
    opening->arena = gq_arena_new(ERROR_MEMORY);
    if (!opening->arena)
        return NULL;
    gq_errors_init(&opening->errs, opening->arena, NULL, ERROR_COUNT_MAX);
    if (gq_guard(opening->arena, open_guarded, opening) == GQ_GUARD_DONE && opening->engine)
        engine = engine_new(opening->engine);
    else if (ret_errors)
        *ret_errors = errors_text(&opening->errs);
    gq_arena_free(opening->arena);
    return engine;
}

struct gqld_engine *
gqld_engine_open(const char *const *schema_paths, size_t schema_path_count,
        const char *database_path, char **ret_errors)
{
    struct opening opening = {
        .paths = schema_paths,
        .path_count = schema_path_count,
        .database = database_path,
    };

    return open_engine(&opening, ret_errors);
}

struct gqld_engine *
gqld_engine_open_text(const char *sdl, char **ret_errors)
{
    struct opening opening = { .text = sdl };

    return open_engine(&opening, ret_errors);
}

void
gqld_engine_close(struct gqld_engine *engine)
{
    if (!engine)
        return;
    while (engine->idle) {
        struct pooled *pooled = engine->idle;

        engine->idle = pooled->next;
        gq_worker_close(pooled->worker);
        gq_alloc_free(pooled);
    }
    gq_engine_close(engine->engine);
    gq_arena_free(engine->arena);
    pthread_mutex_destroy(&engine->lock);
    gq_alloc_free(engine);
}

static struct gq_worker *
worker_open(struct gqld_engine *engine)
{
    struct gq_arena *arena = gq_arena_new(ERROR_MEMORY);
    struct gq_worker *worker;
    struct gq_errors errs;

    if (!arena)
        return NULL;
    gq_errors_init(&errs, arena, NULL, 1);
    worker = gq_worker_open(engine->engine, &errs);
    gq_arena_free(arena);
    return worker;
}

/* A worker that nobody else uses; NULL when there is none and none can be made. */
static struct pooled *
worker_take(struct gqld_engine *engine)
{
    struct pooled *pooled;

    pthread_mutex_lock(&engine->lock);
    pooled = engine->idle;
    if (pooled)
        engine->idle = pooled->next;
    pthread_mutex_unlock(&engine->lock);
    if (pooled)
        return pooled;
    pooled = gq_alloc_zeroed(1, sizeof(*pooled));
    if (!pooled)
        return NULL;
    pooled->worker = worker_open(engine);
    if (pooled->worker)
        return pooled;
    gq_alloc_free(pooled);
    return NULL;
}

static void
worker_give_back(struct gqld_engine *engine, struct pooled *pooled)
{
    pthread_mutex_lock(&engine->lock);
    pooled->next = engine->idle;
    engine->idle = pooled;
    pthread_mutex_unlock(&engine->lock);
}

static char *
copy_body(const struct gq_response *response, size_t *ret_length)
{
    char *copy = gq_alloc(response->body.length + 1);

    if (!copy)
        return NULL;
    memcpy(copy, response->body.bytes, response->body.length);
    copy[response->body.length] = '\0';
    *ret_length = response->body.length;
    return copy;
}

char *
gqld_engine_execute(struct gqld_engine *engine, const char *request, size_t request_length,
        const void *root, size_t *ret_length)
{
    struct gq_request body = {
        .form = GQ_REQUEST_BODY, .json = { request, request_length }, .root = root
    };
    struct pooled *pooled = worker_take(engine);
    enum gq_call_state state;
    struct gq_call *call;
    char *response = NULL;

    if (!pooled)
        return NULL;
    call = gq_call_begin(pooled->worker, &body, &state);
    if (call && state == GQ_CALL_WRITES)
        gq_call_write(call);
    if (call)
        response = copy_body(gq_call_response(call), ret_length);
    gq_call_free(call);
    worker_give_back(engine, pooled);
    return response;
}

/* One validation, under a guard. */
struct validation {
    struct gq_arena *arena;
    const struct gq_engine *engine;
    struct gq_str text;
    struct gq_sources sources;
    struct gq_errors errs;
};

static void
validate_guarded(void *arg)
{
    struct validation *v = arg;
    const struct gq_source *source;
    const struct gq_document *document;
    struct gq_parse_options parse_options = { 0 };
    struct gq_validate_options options = { .suggestions = GQ_SUGGESTIONS_ON };

    gq_errors_init(&v->errs, v->arena, &v->sources, ERROR_COUNT_MAX);
    source = gq_source_add(v->arena, &v->sources, GQ_STR("GraphQL request"), v->text);
    if (!source) {
        gq_errors_add(&v->errs, GQ_E_REQUEST_LIMIT_EXCEEDED, GQ_SOURCE_NOWHERE,
                "The document is too long.");
        return;
    }
    document = gq_parse_document(v->arena, source, &parse_options, &v->errs);
    if (document
            && !gq_validate_document(v->arena, gq_generation_schema(v->engine->generation),
                    document, &options, NULL, &v->errs))
        return; /* the errors are in the list */
}

char *
gqld_engine_validate(struct gqld_engine *engine, const char *document, size_t document_length)
{
    struct validation v = {
        .arena = gq_arena_new(ERROR_MEMORY),
        .engine = engine->engine,
        .text = { document, document_length },
    };
    char *errors = NULL;
    size_t length;

    if (!v.arena)
        return gq_engine_error_body(
                GQ_E_REQUEST_LIMIT_EXCEEDED, "There is no memory for it.", &length);
    if (gq_guard(v.arena, validate_guarded, &v) != GQ_GUARD_DONE)
        errors = gq_engine_error_body(
                GQ_E_REQUEST_LIMIT_EXCEEDED, "There is no memory for it.", &length);
    else if (v.errs.count)
        errors = errors_text(&v.errs);
    gq_arena_free(v.arena);
    return errors;
}

void
gqld_free(void *memory)
{
    gq_alloc_free(memory);
}
