/* engine/document.c - from text to plan, by way of the caches. */
#include "base/arena.h"
#include "base/limits.h"
#include "engine/admit.h"
#include "engine/call.h"
#include "engine/generation.h"
#include "engine/pin.h"
#include "engine/worker.h"
#include "language/ast.h"
#include "language/parse.h"
#include "plan/build.h"
#include "plan/shape.h"
#include "validate/validate.h"

#include <assert.h>

static const struct gq_limits *
limits_of(const struct gq_call *call)
{
    return &call->worker->engine->limits;
}

static uint32_t
limit_u32(const struct gq_call *call, enum gq_limit limit)
{
    int64_t value = gq_limits_get(limits_of(call), limit);

    return value > UINT32_MAX ? UINT32_MAX : (uint32_t)value;
}

static bool
parse(struct gq_call *call, struct gq_executable *executable, const struct gq_source *source)
{
    struct gq_parse_options options = {
        .bytes_max = limit_u32(call, GQ_LIMIT_DOCUMENT_BYTES),
        .tokens_max = limit_u32(call, GQ_LIMIT_TOKENS),
        .nesting_max = limit_u32(call, GQ_LIMIT_NESTING),
    };

    executable->document = gq_parse_document(executable->arena, source, &options, &call->errs);
    return executable->document != NULL;
}

static bool
validate(struct gq_call *call, const struct gq_executable *executable)
{
    struct gq_validate_options options = {
        .suggestions = GQ_SUGGESTIONS_ON,
        .steps_max = (uint64_t)gq_limits_get(limits_of(call), GQ_LIMIT_VALIDATION_STEPS),
    };

    return gq_validate_document(call->arena, gq_generation_schema(call->pin->generation),
            executable->document, &options, NULL, &call->errs);
}

/* A new document in an arena of its own, which the cache keeps; until then it dies with the call. */
static bool
make_document(struct gq_call *call)
{
    struct gq_arena *arena = gq_arena_new_within(
            call->arena, (size_t)gq_limits_get(limits_of(call), GQ_LIMIT_REQUEST_MEMORY));
    struct gq_executable *executable = gq_cache_executable_new(arena);
    const struct gq_source *source;

    if (call->envelope.query.length > limit_u32(call, GQ_LIMIT_DOCUMENT_BYTES)) {
        gq_errors_add(&call->errs, GQ_E_REQUEST_LIMIT_EXCEEDED, GQ_SOURCE_NOWHERE,
                "The document is longer than %u bytes.", limit_u32(call, GQ_LIMIT_DOCUMENT_BYTES));
        return false;
    }
    source = gq_source_add(arena, &executable->sources, GQ_STR("GraphQL request"),
            gq_arena_copy(arena, call->envelope.query));
    assert(source);
    call->errs.sources = &executable->sources;
    if (!parse(call, executable, source) || !validate(call, executable)
            || !gq_admit_document(call->arena, executable->document, limits_of(call), &call->errs))
        return false;
    gq_cache_put(call->worker->cache, executable);
    call->executable = executable;
    return true;
}

bool
gq_call_find_document(struct gq_call *call)
{
    call->executable = gq_cache_take(call->worker->cache, call->envelope.query);
    if (!call->executable)
        return make_document(call);
    call->errs.sources = &call->executable->sources;
    return true;
}

static bool
refuse_operation(struct gq_call *call, const char *message)
{
    gq_errors_add(&call->errs, GQ_E_OPERATION_RESOLUTION_FAILURE, GQ_SOURCE_NOWHERE, "%s", message);
    return false;
}

bool
gq_call_find_operation(struct gq_call *call)
{
    struct gq_str name = call->envelope.operation_name;

    for (const struct gq_definition *d = call->executable->document->definitions; d; d = d->next) {
        if (d->kind != GQ_DEFINITION_OPERATION)
            continue;
        if (!name.bytes && call->operation)
            return refuse_operation(
                    call, "Must provide operation name if query contains multiple operations.");
        if (!name.bytes || (d->name.text.bytes && gq_str_equal(d->name.text, name)))
            call->operation = d;
    }
    if (call->operation)
        return true;
    if (!name.bytes)
        return refuse_operation(call, "Must provide an operation.");
    gq_errors_add(&call->errs, GQ_E_OPERATION_RESOLUTION_FAILURE, GQ_SOURCE_NOWHERE,
            "Unknown operation named \"%.*s\".", GQ_STR_ARG(name));
    return false;
}

bool
gq_call_find_plan(struct gq_call *call)
{
    struct gq_plan_input input = {
        .schema = gq_generation_schema(call->pin->generation),
        .document = call->executable->document,
        .operation = call->operation,
        .variables = &call->variables,
        .limits = limits_of(call),
    };
    bool is_kept;
    struct gq_arena *arena;

    if (gq_buf_failed(&call->shape))
        gq_buf_fini(&call->shape); /* of the request before: too long, or no memory */
    gq_buf_truncate(&call->shape, 0);
    gq_shape_write(&call->shape, &call->variables);
    is_kept = !gq_buf_failed(&call->shape) && gq_cache_plan_fits(call->executable);
    call->plan = gq_cache_plan_find(
            call->worker->cache, call->executable, call->operation, gq_buf_view(&call->shape));
    if (call->plan)
        return true;
    arena = gq_arena_new_within(
            call->arena, (size_t)gq_limits_get(limits_of(call), GQ_LIMIT_REQUEST_MEMORY));
    call->plan = gq_build_plan(arena, &input, &call->errs);
    if (call->plan && is_kept)
        gq_cache_plan_put(
                call->executable, call->operation, gq_buf_view(&call->shape), call->plan, arena);
    return call->plan != NULL;
}
