/* schema/builder.c - names and directives, as the build looks them up. */
#include "schema/builder.h"

#include "base/error.h"
#include "schema/coerce.h"
#include "schema/schema.h"
#include "schema/wrap.h"

#include <assert.h>

struct gq_type *
gq_builder_type_find(const struct gq_builder *builder, struct gq_str name)
{
    struct gq_type *type = gq_map_find(&builder->builtin, name);
    struct gq_type **place;

    if (type)
        return type;
    place = gq_map_find(&builder->defined, name);
    return place ? *place : NULL;
}

struct gq_type *
gq_builder_named(struct gq_builder *builder, struct gq_str name, uint32_t position)
{
    struct gq_type *type = gq_builder_type_find(builder, name);

    if (type)
        return type;
    if (!builder->has_failed)
        gq_errors_add(builder->errs, GQ_E_SCHEMA_INVALID, position, "Unknown type: \"%.*s\".",
                GQ_STR_ARG(name));
    builder->has_failed = true;
    return gq_map_find(&builder->builtin, GQ_STR("String"));
}

struct gq_type *
gq_builder_resolve(struct gq_builder *builder, const struct gq_type_node *node)
{
    struct gq_type *inner;

    if (node->kind == GQ_TYPE_NODE_NAMED)
        return gq_builder_named(builder, node->name, node->position);
    /* As deep as the parser's nesting bound at most. */
    inner = gq_builder_resolve(builder, node->of);
    if (node->kind == GQ_TYPE_NODE_LIST)
        return gq_wrap_list(builder->arena, inner);
    return (struct gq_type *)(uintptr_t)inner->non_null;
}

const struct gq_directive *
gq_builder_directive_find(const struct gq_directive *directives, struct gq_str name)
{
    while (directives && !gq_str_equal(directives->name.text, name))
        directives = directives->next;
    return directives;
}

struct gq_str
gq_builder_directive_text(struct gq_builder *builder, const struct gq_directive *directives,
        const struct gq_directive_type *directive)
{
    const struct gq_directive *applied;
    struct gq_value values;

    if (!directives || builder->has_failed)
        return (struct gq_str){ NULL, 0 };
    assert(directive && directive->argument_count == 1);
    applied = gq_builder_directive_find(directives, directive->name);
    if (!applied)
        return (struct gq_str){ NULL, 0 };
    if (!gq_coerce_arguments(builder->arena, directive->arguments, directive->argument_count,
                applied->arguments, applied->position, NULL, &values, builder->errs)) {
        /* Elsewhere an argument is a client's; here it is the schema's. */
        if (builder->errs->last)
            builder->errs->last->code = GQ_E_SCHEMA_INVALID;
        builder->has_failed = true;
        return (struct gq_str){ NULL, 0 };
    }
    assert(values.count == 1 && values.members[0].value.kind == GQ_VALUE_STRING);
    return values.members[0].value.text;
}
