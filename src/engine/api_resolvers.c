/* engine/api_resolvers.c - an embedder's resolvers and scalars, bound to the schema. */
#include "base/arena.h"
#include "engine/api.h"
#include "engine/api_values.h"
#include "engine/generation.h"
#include "engine/worker.h"
#include "exec/resolver.h"
#include "language/ast.h"
#include "model/binding.h"
#include "schema/coerce.h"
#include "schema/schema.h"
#include "schema/untyped.h"

#include <gqld.h>
#include <string.h>

/* What one field's binding, resolver and context are made of; lives in the engine's arena. */
struct bound_field {
    struct gq_binding binding;
    struct gq_resolver resolver;
    gqld_resolve_fn *resolve;
    void *context;
};

struct bound_scalar {
    struct gq_scalar_codec codec;
    gqld_parse_fn *parse;
    void *context;
};

static void
call_embedder(struct gq_resolve *resolve, void *context)
{
    const struct bound_field *bound = context;
    struct gqld_batch batch = { .resolve = resolve };

    bound->resolve(&batch, bound->context);
}

/* The schema is the engine's own until its first request: only then it is immutable. */
static struct gq_type *
type_find(struct gqld_engine *engine, const char *name)
{
    const struct gq_schema *schema = gq_generation_schema(engine->engine->generation);

    return gq_map_find(&schema->type_map, gq_str_of(name));
}

int
gqld_engine_set_resolver(struct gqld_engine *engine, const char *type_name, const char *field_name,
        gqld_resolve_fn *resolve, void *context)
{
    const struct gq_type *type = type_find(engine, type_name);
    struct gq_field *field = type && type->kind == GQ_TYPE_OBJECT
            ? gq_map_find(&type->field_map, gq_str_of(field_name))
            : NULL;
    struct bound_field *bound;

    if (!field
            || (field->binding
                    && ((const struct gq_binding *)field->binding)->kind != GQ_BIND_RESOLVER))
        return 0;
    bound = gq_arena_try(engine->arena, sizeof(*bound));
    if (!bound)
        return 0;
    *bound = (struct bound_field){ .resolve = resolve, .context = context };
    bound->resolver = (struct gq_resolver){ call_embedder, bound };
    bound->binding = (struct gq_binding){ .kind = GQ_BIND_RESOLVER, .resolver = &bound->resolver };
    field->binding = &bound->binding;
    return 1;
}

static bool
parse_value(struct gq_arena *arena, const void *context, const struct gq_value *value,
        struct gq_value *ret_value, struct gq_str *ret_reason)
{
    const struct bound_scalar *bound = context;
    struct gq_resolve resolve = { .arena = arena };
    struct gqld_batch batch = { .resolve = &resolve };
    struct gqld_value result = { *value };
    struct gqld_value given = { *value };
    bool fits = bound->parse(&batch, &given, &result, bound->context) != 0;

    if (resolve.is_exhausted)
        gq_arena_exhaust(arena);
    *ret_reason = (struct gq_str){ NULL, 0 };
    *ret_value = result.value;
    return fits;
}

static bool
parse_literal(struct gq_arena *arena, const void *context, const struct gq_literal *literal,
        struct gq_value *ret_value, struct gq_str *ret_reason)
{
    struct gq_value value = gq_untyped_value(arena, literal, NULL);

    return parse_value(arena, context, &value, ret_value, ret_reason);
}

int
gqld_engine_set_scalar(
        struct gqld_engine *engine, const char *scalar, gqld_parse_fn *parse, void *context)
{
    struct gq_type *type = type_find(engine, scalar);
    struct bound_scalar *bound;

    if (!type || type->kind != GQ_TYPE_SCALAR || type->scalar != GQ_SCALAR_CUSTOM)
        return 0;
    bound = gq_arena_try(engine->arena, sizeof(*bound));
    if (!bound)
        return 0;
    *bound = (struct bound_scalar){ .parse = parse, .context = context };
    bound->codec = (struct gq_scalar_codec){ parse_value, parse_literal, bound };
    type->codec = &bound->codec;
    return 1;
}
