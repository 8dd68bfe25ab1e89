/* schema/check_roots.c - rules on the schema itself: its root types and its directives. */
#include "base/arena.h"
#include "language/ast.h"
#include "schema/check.h"
#include "schema/schema.h"

#include <assert.h>

static const struct root {
    enum gq_operation_kind operation;
    const char *name, *capitalized, *if_provided;
} roots[] = {
    { GQ_OPERATION_QUERY, "query", "Query", "" },
    { GQ_OPERATION_MUTATION, "mutation", "Mutation", " if provided" },
    { GQ_OPERATION_SUBSCRIPTION, "subscription", "Subscription", " if provided" },
};

static uint32_t
position_in(const struct gq_definition *definition, enum gq_operation_kind operation)
{
    if (!definition)
        return GQ_SOURCE_NOWHERE;
    for (const struct gq_root_operation_definition *r = definition->roots; r; r = r->next) {
        if (r->operation == operation)
            return r->type.position;
    }
    return GQ_SOURCE_NOWHERE;
}

/* Where the root type is named: in the schema definition, else in the first extension that does. */
static uint32_t
root_position(const struct gq_schema *schema, enum gq_operation_kind operation)
{
    uint32_t position = position_in(schema->definition, operation);

    for (uint32_t i = 0; i < schema->extension_count && position == GQ_SOURCE_NOWHERE; i++)
        position = position_in(schema->extensions[i], operation);
    return position;
}

static void
check_kind(struct gq_check *check, const struct root *root, const struct gq_type *type)
{
    uint32_t position = root_position(check->schema, root->operation);

    if (!type || type->kind == GQ_TYPE_OBJECT)
        return;
    if (position == GQ_SOURCE_NOWHERE && type->definition)
        position = type->definition->position;
    gq_check_report(check, position, "%s root type must be Object type%s, it cannot be %.*s.",
            root->capitalized, root->if_provided, GQ_STR_ARG(type->name));
}

/* `query, mutation, and subscription` */
static struct gq_str
join_names(struct gq_check *check, const struct root *const *same, uint32_t count)
{
    assert(count == 2 || count == 3);
    if (count == 2)
        return gq_arena_printf(check->arena, "%s and %s", same[0]->name, same[1]->name);
    return gq_arena_printf(
            check->arena, "%s, %s, and %s", same[0]->name, same[1]->name, same[2]->name);
}

/* Reports a type that is the root of this operation first, and of others. */
static void
check_different(struct gq_check *check, const struct root *first, const struct gq_type *type)
{
    const struct root *same[GQ_ARRAY_LENGTH(roots)];
    struct gq_check_places places = { { 0 } };
    uint32_t count = 0;

    if (!type || type->kind != GQ_TYPE_OBJECT)
        return;
    for (const struct root *root = roots; root < roots + GQ_ARRAY_LENGTH(roots); root++) {
        if (gq_schema_root(check->schema, root->operation) != type)
            continue;
        if (root < first)
            return;
        same[count++] = root;
        gq_check_place(check, &places, root_position(check->schema, root->operation));
    }
    if (count > 1)
        gq_check_report_at(check, &places,
                "All root types must be different, \"%.*s\" type is used as %.*s root types.",
                GQ_STR_ARG(type->name), GQ_STR_ARG(join_names(check, same, count)));
}

/* Spec: Type System > Schema > Root Operation Types. */
void
gq_check_roots(struct gq_check *check)
{
    const struct gq_schema *schema = check->schema;

    if (!schema->query)
        gq_check_report(check,
                schema->definition ? schema->definition->position : GQ_SOURCE_NOWHERE,
                "Query root type must be provided.");
    for (size_t i = 0; i < GQ_ARRAY_LENGTH(roots); i++)
        check_kind(check, &roots[i], gq_schema_root(schema, roots[i].operation));
    for (size_t i = 0; i < GQ_ARRAY_LENGTH(roots); i++)
        check_different(check, &roots[i], gq_schema_root(schema, roots[i].operation));
}

/* Spec: Type System > Directives > Type Validation. */
void
gq_check_directives(struct gq_check *check)
{
    for (uint32_t i = 0; i < check->schema->directive_count; i++) {
        const struct gq_directive_type *directive = &check->schema->directives[i];

        if (!directive->definition)
            continue;
        gq_check_name(check, directive->name, directive->definition->position);
        for (uint32_t a = 0; a < directive->argument_count; a++)
            gq_check_argument(
                    check, &directive->arguments[a], directive->arguments[a].definition->position);
    }
}
