/* schema/builtin.c - parses the embedded builtin.graphql and takes its definitions as built in. */
#include "schema/builtin.h"

#include "base/arena.h"
#include "base/error.h"
#include "language/parse.h"
#include "schema/builder.h"
#include "schema/definition.h"
#include "schema/schema.h"

#include <assert.h>

static const char builtin_sdl[] =
#include "schema/builtin.inc"
        ;

/* graphql-js's order: specifiedScalarTypes, then introspectionTypes. */
static const struct gq_str type_names[] = {
    GQ_STR_INIT("String"),
    GQ_STR_INIT("Int"),
    GQ_STR_INIT("Float"),
    GQ_STR_INIT("Boolean"),
    GQ_STR_INIT("ID"),
    GQ_STR_INIT("__Schema"),
    GQ_STR_INIT("__Directive"),
    GQ_STR_INIT("__DirectiveLocation"),
    GQ_STR_INIT("__Type"),
    GQ_STR_INIT("__Field"),
    GQ_STR_INIT("__InputValue"),
    GQ_STR_INIT("__EnumValue"),
    GQ_STR_INIT("__TypeKind"),
};

#define SCALAR_COUNT 5u

static const enum gq_scalar scalars[SCALAR_COUNT] = {
    GQ_SCALAR_STRING,
    GQ_SCALAR_INT,
    GQ_SCALAR_FLOAT,
    GQ_SCALAR_BOOLEAN,
    GQ_SCALAR_ID,
};

static struct gq_document *
parse_builtin(struct gq_builder *builder)
{
    static const struct gq_parse_options options = { 0 };
    struct gq_sources sources = { 0 };
    struct gq_errors errs;
    const struct gq_source *source;
    struct gq_document *document;

    gq_errors_init(&errs, builder->arena, &sources, 1);
    source = gq_source_add(builder->arena, &sources, GQ_STR("builtin.graphql"),
            (struct gq_str){ builtin_sdl, sizeof(builtin_sdl) - 1 });
    assert(source);
    document = gq_parse_document(builder->arena, source, &options, &errs);
    assert(document);
    return document;
}

/* Takes the fields of the pseudo type __Meta, the document's last; their parent is no type. */
static void
take_meta_fields(struct gq_schema *schema, const struct gq_type *meta)
{
    for (uint32_t i = 0; i < meta->field_count; i++)
        meta->fields[i].parent = NULL;
    schema->schema_field = gq_map_find(&meta->field_map, GQ_STR("__schema"));
    schema->type_field = gq_map_find(&meta->field_map, GQ_STR("__type"));
    schema->typename_field = gq_map_find(&meta->field_map, GQ_STR("__typename"));
    assert(schema->schema_field && schema->type_field && schema->typename_field);
    schema->type_field->arguments[0].coordinate = GQ_STR("<meta>.__type(name:)");
}

static const struct gq_directive_type *
directive_called(const struct gq_builder *builder, struct gq_str name)
{
    for (uint32_t i = 0; i < builder->directives.count; i++) {
        const struct gq_directive_type *directive =
                &GQ_VEC_AT(&builder->directives, struct gq_directive_type, i);

        if (gq_str_equal(directive->name, name))
            return directive;
    }
    return NULL;
}

/* Members come after all names are known. Afterwards nothing tells that there was a document. */
static void
complete_types(struct gq_builder *builder, const struct gq_vec *types)
{
    for (uint32_t i = 0; i < types->count; i++) {
        struct gq_type *type = GQ_VEC_AT(types, struct gq_type *, i);

        gq_builder_members(builder, type);
        type->definition = NULL;
    }
    for (uint32_t i = 0; i < SCALAR_COUNT; i++) {
        struct gq_type *scalar = gq_map_find(&builder->builtin, type_names[i]);

        assert(scalar);
        scalar->scalar = scalars[i];
    }
    take_meta_fields(builder->schema, GQ_VEC_AT(types, struct gq_type *, types->count - 1));
}

static void
load_directives(struct gq_builder *builder, const struct gq_document *document)
{
    for (const struct gq_definition *d = document->definitions; d; d = d->next) {
        if (d->kind == GQ_DEFINITION_DIRECTIVE)
            gq_definition_directive(builder, d,
                    GQ_VEC_PUSH(builder->arena, &builder->directives, struct gq_directive_type));
    }
    builder->deprecated = directive_called(builder, GQ_STR("deprecated"));
    builder->specified_by = directive_called(builder, GQ_STR("specifiedBy"));
    builder->one_of = directive_called(builder, GQ_STR("oneOf"));
    assert(builder->deprecated && builder->specified_by && builder->one_of);
}

void
gq_builtin_load(struct gq_builder *builder)
{
    const struct gq_document *document = parse_builtin(builder);
    struct gq_vec types = { 0 };

    builder->is_builtin = true;
    for (const struct gq_definition *d = document->definitions; d; d = d->next) {
        if (d->kind != GQ_DEFINITION_DIRECTIVE) {
            struct gq_type *type = gq_definition_type(builder, d);

            if (!gq_str_is(type->name, "__Meta"))
                gq_map_add(builder->arena, &builder->builtin, type->name, type);
            *GQ_VEC_PUSH(builder->arena, &types, struct gq_type *) = type;
        }
    }
    load_directives(builder, document);
    complete_types(builder, &types);
    builder->is_builtin = false;
    assert(!builder->has_failed);
}

const struct gq_str *
gq_builtin_type_names(uint32_t *ret_count)
{
    *ret_count = GQ_ARRAY_LENGTH(type_names);
    return type_names;
}

bool
gq_builtin_is_scalar(struct gq_str name)
{
    for (uint32_t i = 0; i < SCALAR_COUNT; i++) {
        if (gq_str_equal(type_names[i], name))
            return true;
    }
    return false;
}

bool
gq_builtin_is_introspection(struct gq_str name)
{
    for (uint32_t i = SCALAR_COUNT; i < GQ_ARRAY_LENGTH(type_names); i++) {
        if (gq_str_equal(type_names[i], name))
            return true;
    }
    return false;
}
