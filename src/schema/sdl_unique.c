/* schema/sdl_unique.c - rules on definitions: what there may be only one of. */
#include "base/arena.h"
#include "schema/fault.h"
#include "schema/sdl.h"

#include <assert.h>

/* One name and all places where it stands, for rules that report the group at once. */
struct group {
    struct gq_str name;
    struct gq_vec positions; /* uint32_t */
};

static void *
mutable_value(const void *value)
{
    return (void *)(uintptr_t)value; /* maps hold plain pointers; the rules only read */
}

/* The name that came first when `name` is not new; else NULL, and it is the first. */
static const struct gq_name *
remember(struct gq_sdl *sdl, struct gq_map *known, const struct gq_name *name)
{
    const struct gq_name *first = gq_map_find(known, name->text);

    if (!first)
        gq_map_add(sdl->arena, known, name->text, mutable_value(name));
    return first;
}

/* The map kept under `name` in a map of maps. */
static struct gq_map *
map_of(struct gq_sdl *sdl, struct gq_map *maps, struct gq_str name)
{
    struct gq_map *map = gq_map_find(maps, name);

    if (!map) {
        map = gq_arena_new_of(sdl->arena, struct gq_map);
        gq_map_add(sdl->arena, maps, name, map);
    }
    return map;
}

/* --- Schema definitions ---------------------------------------------------------------------- */

void
gq_sdl_lone_schema_definition(struct gq_sdl *sdl, const struct gq_sdl_node *node)
{
    const struct gq_definition *definition = node->definition;

    if (definition->kind != GQ_DEFINITION_SCHEMA || definition->is_extension)
        return;
    if (sdl->schema_definition)
        gq_sdl_report(sdl, definition->position, GQ_SOURCE_NOWHERE,
                "Must provide only one schema definition.");
    sdl->schema_definition = definition;
}

void
gq_sdl_unique_operation_types(struct gq_sdl *sdl, const struct gq_sdl_node *node)
{
    static const char *const names[] = { "query", "mutation", "subscription" };

    if (node->definition->kind != GQ_DEFINITION_SCHEMA)
        return;
    for (const struct gq_root_operation_definition *r = node->definition->roots; r; r = r->next) {
        const struct gq_root_operation_definition *first = sdl->roots[r->operation];

        if (first)
            gq_sdl_report(sdl, first->position, r->position,
                    "There can be only one %s type in schema.", names[r->operation]);
        else
            sdl->roots[r->operation] = r;
    }
}

/* --- Types and their members ----------------------------------------------------------------- */

static bool
is_type(const struct gq_definition *definition)
{
    return definition->kind >= GQ_DEFINITION_SCALAR
            && definition->kind <= GQ_DEFINITION_INPUT_OBJECT;
}

void
gq_sdl_unique_type_names(struct gq_sdl *sdl, const struct gq_sdl_node *node)
{
    const struct gq_definition *definition = node->definition;
    const struct gq_name *first;

    if (!is_type(definition) || definition->is_extension)
        return;
    first = remember(sdl, &sdl->known_types, &definition->name);
    if (first)
        gq_sdl_report(sdl, first->position, definition->name.position,
                "There can be only one type named \"%.*s\".", GQ_STR_ARG(first->text));
}

void
gq_sdl_unique_directive_names(struct gq_sdl *sdl, const struct gq_sdl_node *node)
{
    const struct gq_definition *definition = node->definition;
    const struct gq_name *first;

    if (definition->kind != GQ_DEFINITION_DIRECTIVE || definition->is_extension)
        return;
    first = remember(sdl, &sdl->known_directives, &definition->name);
    if (first)
        gq_sdl_report(sdl, first->position, definition->name.position,
                "There can be only one directive named \"@%.*s\".", GQ_STR_ARG(first->text));
}

void
gq_sdl_unique_enum_value_names(struct gq_sdl *sdl, const struct gq_sdl_node *node)
{
    const struct gq_definition *definition = node->definition;
    struct gq_map *known;

    if (definition->kind != GQ_DEFINITION_ENUM)
        return;
    known = map_of(sdl, &sdl->known_enum_values, definition->name.text);
    for (const struct gq_enum_value_definition *v = definition->enum_values; v; v = v->next) {
        const struct gq_name *first = remember(sdl, known, &v->name);

        if (first)
            gq_sdl_report(sdl, first->position, v->name.position,
                    "Enum value \"%.*s.%.*s\" can only be defined once.",
                    GQ_STR_ARG(definition->name.text), GQ_STR_ARG(first->text));
    }
}

static void
check_field_name(struct gq_sdl *sdl, const struct gq_definition *definition, struct gq_map *known,
        const struct gq_name *name)
{
    const struct gq_name *first = remember(sdl, known, name);

    if (first)
        gq_sdl_report(sdl, first->position, name->position,
                "Field \"%.*s.%.*s\" can only be defined once.", GQ_STR_ARG(definition->name.text),
                GQ_STR_ARG(first->text));
}

static bool
has_fields(const struct gq_definition *definition)
{
    return definition->kind == GQ_DEFINITION_OBJECT || definition->kind == GQ_DEFINITION_INTERFACE;
}

void
gq_sdl_unique_field_definition_names(struct gq_sdl *sdl, const struct gq_sdl_node *node)
{
    const struct gq_definition *definition = node->definition;
    struct gq_map *known;

    if (!has_fields(definition) && definition->kind != GQ_DEFINITION_INPUT_OBJECT)
        return;
    known = map_of(sdl, &sdl->known_fields, definition->name.text);
    if (has_fields(definition)) {
        for (const struct gq_field_definition *f = definition->object.fields; f; f = f->next)
            check_field_name(sdl, definition, known, &f->name);
        return;
    }
    for (const struct gq_input_value_definition *f = definition->input_fields; f; f = f->next)
        check_field_name(sdl, definition, known, &f->name);
}

/* --- Arguments ------------------------------------------------------------------------------- */

static void
add_to_group(struct gq_sdl *sdl, struct gq_map *by_name, struct gq_vec *groups, struct gq_name name)
{
    struct group *group = gq_map_find(by_name, name.text);

    if (!group) {
        group = gq_arena_new_of(sdl->arena, struct group);
        group->name = name.text;
        gq_map_add(sdl->arena, by_name, name.text, group);
        *GQ_VEC_PUSH(sdl->arena, groups, struct group *) = group;
    }
    *GQ_VEC_PUSH(sdl->arena, &group->positions, uint32_t) = name.position;
}

static void
report_groups(
        struct gq_sdl *sdl, const struct gq_vec *groups, struct gq_str before, const char *after)
{
    for (uint32_t i = 0; i < groups->count; i++) {
        const struct group *group = GQ_VEC_AT(groups, struct group *, i);

        if (group->positions.count > 1)
            gq_fault_add(sdl->errs, &group->positions, "%.*s%.*s%s", GQ_STR_ARG(before),
                    GQ_STR_ARG(group->name), after);
    }
}

static void
check_argument_definitions(
        struct gq_sdl *sdl, struct gq_str parent, const struct gq_input_value_definition *arguments)
{
    struct gq_map by_name = { 0 };
    struct gq_vec groups = { 0 };

    if (!arguments || !arguments->next)
        return;
    for (const struct gq_input_value_definition *a = arguments; a; a = a->next)
        add_to_group(sdl, &by_name, &groups, a->name);
    report_groups(sdl, &groups, gq_arena_printf(sdl->arena, "Argument \"%.*s(", GQ_STR_ARG(parent)),
            ":)\" can only be defined once.");
}

void
gq_sdl_unique_argument_definition_names(struct gq_sdl *sdl, const struct gq_sdl_node *node)
{
    const struct gq_definition *definition = node->definition;
    struct gq_str name = definition->name.text;

    if (definition->kind == GQ_DEFINITION_DIRECTIVE && definition->directive.arguments)
        check_argument_definitions(sdl, gq_arena_printf(sdl->arena, "@%.*s", GQ_STR_ARG(name)),
                definition->directive.arguments);
    if (!has_fields(definition))
        return;
    for (const struct gq_field_definition *f = definition->object.fields; f; f = f->next) {
        if (f->arguments && f->arguments->next)
            check_argument_definitions(sdl,
                    gq_arena_printf(
                            sdl->arena, "%.*s.%.*s", GQ_STR_ARG(name), GQ_STR_ARG(f->name.text)),
                    f->arguments);
    }
}

void
gq_sdl_unique_argument_names(struct gq_sdl *sdl, const struct gq_sdl_node *node)
{
    struct gq_map by_name = { 0 };
    struct gq_vec groups = { 0 };

    if (!node->arguments || !node->arguments->next)
        return;
    for (const struct gq_argument *a = node->arguments; a; a = a->next)
        add_to_group(sdl, &by_name, &groups, a->name);
    report_groups(sdl, &groups, GQ_STR("There can be only one argument named \""), "\".");
}

/* --- Directives at one place ----------------------------------------------------------------- */

/* A type's extensions count as its own place, and so do a directive's and the schema's. */
static struct gq_map *
applied_at(struct gq_sdl *sdl, const struct gq_sdl_node *node, struct gq_map *own)
{
    const struct gq_definition *definition = node->definition;

    if (!node->is_of_definition)
        return own;
    if (definition->kind == GQ_DEFINITION_SCHEMA)
        return &sdl->schema_applied;
    if (definition->kind == GQ_DEFINITION_DIRECTIVE)
        return map_of(sdl, &sdl->directive_applied, definition->name.text);
    return is_type(definition) ? map_of(sdl, &sdl->type_applied, definition->name.text) : own;
}

void
gq_sdl_unique_directives_per_location(struct gq_sdl *sdl, const struct gq_sdl_node *node)
{
    struct gq_map own = { 0 }, *seen;

    if (!node->directives || (!node->is_of_definition && !node->directives->next))
        return;
    seen = applied_at(sdl, node, &own);
    for (const struct gq_directive *d = node->directives; d; d = d->next) {
        const struct gq_sdl_directive *known = gq_map_find(&sdl->directives, d->name.text);
        const struct gq_directive *first;

        if (!known || known->is_repeatable)
            continue;
        first = gq_map_find(seen, d->name.text);
        if (first)
            gq_sdl_report(sdl, first->position, d->position,
                    "The directive \"@%.*s\" can only be used once at this location.",
                    GQ_STR_ARG(d->name.text));
        else
            gq_map_add(sdl->arena, seen, d->name.text, mutable_value(d));
    }
}

/* --- Object literals ------------------------------------------------------------------------- */

static void check_literal(struct gq_sdl *sdl, const struct gq_literal *literal);

static void
check_object(struct gq_sdl *sdl, const struct gq_literal *object)
{
    struct gq_map known = { 0 };

    for (const struct gq_object_field *f = object->fields; f; f = f->next) {
        const struct gq_name *first = remember(sdl, &known, &f->name);

        if (first)
            gq_sdl_report(sdl, first->position, f->name.position,
                    "There can be only one input field named \"%.*s\".", GQ_STR_ARG(first->text));
        check_literal(sdl, f->value);
    }
}

/* Literals nest as deep as the parser lets them. */
static void
check_literal(struct gq_sdl *sdl, const struct gq_literal *literal)
{
    if (literal->kind == GQ_LITERAL_OBJECT)
        check_object(sdl, literal);
    if (literal->kind != GQ_LITERAL_LIST)
        return;
    for (const struct gq_literal *item = literal->items; item; item = item->next)
        check_literal(sdl, item);
}

void
gq_sdl_unique_input_field_names(struct gq_sdl *sdl, const struct gq_sdl_node *node)
{
    check_literal(sdl, node->literal);
}
