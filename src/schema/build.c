/*
 * schema/build.c - documents to a type system; the order of the steps is that of graphql-js, which
 * decides the order of types and which fault is found first.
 */
#include "schema/build.h"

#include "base/arena.h"
#include "base/error.h"
#include "schema/builder.h"
#include "schema/builtin.h"
#include "schema/check_schema.h"
#include "schema/check_sdl.h"
#include "schema/default_value.h"
#include "schema/definition.h"
#include "schema/possible.h"
#include "schema/schema.h"

#include <assert.h>

enum build_mode { BUILD_CHECKED, BUILD_UNCHECKED };

static void
add_extension(struct gq_builder *builder, const struct gq_definition *definition)
{
    struct gq_map *map = &builder->extensions[definition->kind];
    struct gq_vec *list = gq_map_find(map, definition->name.text);

    if (!list) {
        list = gq_arena_new_of(builder->arena, struct gq_vec);
        gq_map_add(builder->arena, map, definition->name.text, list);
    }
    *GQ_VEC_PUSH(builder->arena, list, const struct gq_definition *) = definition;
}

/* Sorts one definition by what it is; types wait until all extensions are known. */
static void
gather(struct gq_builder *builder, const struct gq_definition *definition, struct gq_vec *types)
{
    struct gq_arena *arena = builder->arena;

    if (gq_definition_is_executable(definition))
        return;
    if (definition->kind == GQ_DEFINITION_SCHEMA) {
        if (definition->is_extension)
            *GQ_VEC_PUSH(arena, &builder->schema_extensions, const struct gq_definition *) =
                    definition;
        else
            builder->schema->definition = definition;
    } else if (definition->is_extension) {
        add_extension(builder, definition);
    } else if (definition->kind == GQ_DEFINITION_DIRECTIVE) {
        *GQ_VEC_PUSH(arena, &builder->directive_nodes, const struct gq_definition *) = definition;
    } else {
        *GQ_VEC_PUSH(arena, types, const struct gq_definition *) = definition;
    }
}

/* A document may name a type as the specification does; then the specification's is meant. */
static void
define_types(struct gq_builder *builder, const struct gq_vec *nodes)
{
    builder->types.items =
            gq_arena_array_of(builder->arena, struct gq_type *, nodes->count ? nodes->count : 1);
    for (uint32_t i = 0; i < nodes->count; i++) {
        const struct gq_definition *node = GQ_VEC_AT(nodes, const struct gq_definition *, i);
        struct gq_type *type = gq_map_find(&builder->builtin, node->name.text);
        struct gq_type **place = gq_map_find(&builder->defined, node->name.text);

        if (!type)
            type = gq_definition_type(builder, node);
        if (!place)
            place = &GQ_VEC_AT(&builder->types, struct gq_type *, builder->types.count++);
        *place = type;
        gq_map_set(builder->arena, &builder->defined, node->name.text, place);
    }
}

static void
take_roots(struct gq_builder *builder, const struct gq_definition *definition)
{
    struct gq_schema *schema = builder->schema;

    for (const struct gq_root_operation_definition *r = definition->roots; r; r = r->next) {
        const struct gq_type *type = gq_builder_named(builder, r->type.text, r->type.position);

        switch (r->operation) {
        case GQ_OPERATION_QUERY:
            schema->query = type;
            break;
        case GQ_OPERATION_MUTATION:
            schema->mutation = type;
            break;
        case GQ_OPERATION_SUBSCRIPTION:
            schema->subscription = type;
            break;
        }
    }
}

/* Only types that a document defines have the usual names' privilege. */
static void
take_root_called(struct gq_builder *builder, struct gq_str name, const struct gq_type **root)
{
    struct gq_type **place = gq_map_find(&builder->defined, name);

    if (place)
        *root = *place;
}

/* Spec: Type System > Schema > Default Root Operation Type Names. */
static void
define_roots(struct gq_builder *builder)
{
    struct gq_schema *schema = builder->schema;

    if (schema->definition) {
        schema->description = schema->definition->description.text;
        take_roots(builder, schema->definition);
    }
    for (uint32_t i = 0; i < builder->schema_extensions.count; i++)
        take_roots(
                builder, GQ_VEC_AT(&builder->schema_extensions, const struct gq_definition *, i));
    schema->extensions = builder->schema_extensions.items;
    schema->extension_count = builder->schema_extensions.count;
    if (!schema->definition) {
        take_root_called(builder, GQ_STR("Query"), &schema->query);
        take_root_called(builder, GQ_STR("Mutation"), &schema->mutation);
        take_root_called(builder, GQ_STR("Subscription"), &schema->subscription);
    }
}

/* The documents' directives, then those of the specification that no document redefines. */
static void
define_directives(struct gq_builder *builder)
{
    struct gq_schema *schema = builder->schema;
    uint32_t own = builder->directive_nodes.count;

    schema->directives = gq_arena_array_of(
            builder->arena, struct gq_directive_type, own + builder->directives.count);
    for (uint32_t i = 0; i < own; i++)
        gq_definition_directive(builder,
                GQ_VEC_AT(&builder->directive_nodes, const struct gq_definition *, i),
                &schema->directives[schema->directive_count++]);
    for (uint32_t i = 0; i < own; i++)
        gq_map_add(builder->arena, &schema->directive_map, schema->directives[i].name,
                &schema->directives[i]);
    for (uint32_t i = 0; i < builder->directives.count; i++) {
        struct gq_directive_type *builtin =
                &GQ_VEC_AT(&builder->directives, struct gq_directive_type, i);
        struct gq_directive_type *directive = gq_map_find(&schema->directive_map, builtin->name);

        if (!directive) {
            directive = &schema->directives[schema->directive_count++];
            *directive = *builtin;
            gq_map_add(builder->arena, &schema->directive_map, directive->name, directive);
        }
        directive->is_specified = true;
    }
}

static void collect(struct gq_builder *builder, const struct gq_type *named);

static void
collect_inputs(struct gq_builder *builder, const struct gq_input_value *values, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        collect(builder, values[i].type->named);
}

/* Adds the type, and what it mentions, to the schema's list. */
static void
list_type(struct gq_builder *builder, struct gq_type *type)
{
    struct gq_schema *schema = builder->schema;

    if (!gq_map_add(builder->arena, &schema->type_map, type->name, type))
        return;
    type->index = schema->type_count;
    schema->types[schema->type_count++] = type;
    if (type->kind == GQ_TYPE_UNION) {
        for (uint32_t i = 0; i < type->possible_type_count; i++)
            collect(builder, type->possible_types[i]);
    }
    for (uint32_t i = 0; i < type->interface_count; i++)
        collect(builder, type->interfaces[i]);
    for (uint32_t i = 0; i < type->field_count; i++) {
        collect(builder, type->fields[i].type->named);
        collect_inputs(builder, type->fields[i].arguments, type->fields[i].argument_count);
    }
    collect_inputs(builder, type->input_fields, type->input_field_count);
}

/*
 * Lists a type that is mentioned. A type that a document defines waits for its own turn; the
 * others are the specification's, so the recursion is as deep as the introspection types are.
 */
static void
collect(struct gq_builder *builder, const struct gq_type *named)
{
    if (!gq_map_find(&builder->defined, named->name))
        list_type(builder, (struct gq_type *)(uintptr_t)named);
}

/* graphql-js's type map: types as defined, each followed by the built-in ones it is first to use. */
static void
list_types(struct gq_builder *builder)
{
    struct gq_schema *schema = builder->schema;

    schema->types = gq_arena_array_of(
            builder->arena, struct gq_type *, builder->types.count + builder->builtin.count);
    for (uint32_t i = 0; i < builder->types.count; i++) {
        struct gq_type *type = GQ_VEC_AT(&builder->types, struct gq_type *, i);

        if (type->definition)
            gq_builder_members(builder, type);
        list_type(builder, type);
    }
    for (uint32_t i = 0; i < schema->directive_count; i++)
        collect_inputs(
                builder, schema->directives[i].arguments, schema->directives[i].argument_count);
    collect(builder, schema->schema_field->type->named);
}

static struct gq_schema *
build(struct gq_builder *builder, struct gq_document *const *documents, uint32_t document_count,
        enum build_mode mode)
{
    struct gq_vec nodes = { 0 };

    gq_builtin_load(builder);
    if (mode == BUILD_CHECKED && !gq_check_sdl(builder, documents, document_count, builder->errs))
        return NULL;
    for (uint32_t i = 0; i < document_count; i++) {
        for (const struct gq_definition *d = documents[i]->definitions; d; d = d->next)
            gather(builder, d, &nodes);
    }
    define_types(builder, &nodes);
    define_roots(builder);
    define_directives(builder);
    list_types(builder);
    if (builder->has_failed)
        return NULL;
    gq_possible_fill(builder->arena, builder->schema);
    if (mode == BUILD_CHECKED && !gq_check_schema(builder->arena, builder->schema, builder->errs))
        return NULL;
    gq_default_value_fill(builder->arena, builder->schema);
    return builder->schema;
}

static struct gq_schema *
start(struct gq_arena *arena, struct gq_document *const *documents, uint32_t document_count,
        const struct gq_sources *sources, enum build_mode mode, struct gq_errors *errs)
{
    struct gq_builder *builder = gq_arena_new_of(arena, struct gq_builder);

    assert(documents || document_count == 0);
    builder->arena = arena;
    builder->errs = errs;
    builder->schema = gq_arena_new_of(arena, struct gq_schema);
    builder->schema->sources = *sources;
    return build(builder, documents, document_count, mode);
}

struct gq_schema *
gq_schema_build(struct gq_arena *arena, struct gq_document *const *documents,
        uint32_t document_count, const struct gq_sources *sources, struct gq_errors *errs)
{
    return start(arena, documents, document_count, sources, BUILD_CHECKED, errs);
}

struct gq_schema *
gq_schema_build_unchecked(struct gq_arena *arena, struct gq_document *const *documents,
        uint32_t document_count, const struct gq_sources *sources, struct gq_errors *errs)
{
    return start(arena, documents, document_count, sources, BUILD_UNCHECKED, errs);
}
