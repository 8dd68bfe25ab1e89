/* schema/definition.c - the part of a type or directive that its own definition says at once. */
#include "schema/definition.h"

#include "base/arena.h"
#include "schema/builder.h"
#include "schema/schema.h"
#include "schema/wrap.h"

#include <assert.h>

static const enum gq_type_kind type_kinds[] = {
    [GQ_DEFINITION_SCALAR] = GQ_TYPE_SCALAR,
    [GQ_DEFINITION_OBJECT] = GQ_TYPE_OBJECT,
    [GQ_DEFINITION_INTERFACE] = GQ_TYPE_INTERFACE,
    [GQ_DEFINITION_UNION] = GQ_TYPE_UNION,
    [GQ_DEFINITION_ENUM] = GQ_TYPE_ENUM,
    [GQ_DEFINITION_INPUT_OBJECT] = GQ_TYPE_INPUT_OBJECT,
};

static const struct gq_str location_names[GQ_LOCATION_COUNT] = {
#define GQ_LOCATION(symbol) GQ_STR_INIT(#symbol),
#include "schema/locations.def"
#undef GQ_LOCATION
};

/* The last @specifiedBy counts: definition first, then extensions. */
static void
read_specified_by(struct gq_builder *builder, struct gq_type *type)
{
    type->specified_by_url =
            gq_builder_directive_text(builder, type->definition->directives, builder->specified_by);
    for (uint32_t i = 0; i < type->extension_count; i++) {
        struct gq_str url = gq_builder_directive_text(
                builder, type->extensions[i]->directives, builder->specified_by);

        if (url.bytes)
            type->specified_by_url = url;
    }
}

struct gq_type *
gq_definition_type(struct gq_builder *builder, const struct gq_definition *definition)
{
    struct gq_type *type = gq_arena_new_of(builder->arena, struct gq_type);
    const struct gq_vec *extensions =
            gq_map_find(&builder->extensions[definition->kind], definition->name.text);

    assert(definition->kind >= GQ_DEFINITION_SCALAR
            && definition->kind <= GQ_DEFINITION_INPUT_OBJECT);
    type->kind = type_kinds[definition->kind];
    type->name = definition->name.text;
    type->description = definition->description.text;
    type->definition = definition;
    if (extensions) {
        type->extensions = extensions->items;
        type->extension_count = extensions->count;
    }
    if (type->kind == GQ_TYPE_SCALAR)
        read_specified_by(builder, type);
    if (type->kind == GQ_TYPE_INPUT_OBJECT && builder->one_of)
        type->is_one_of =
                gq_builder_directive_find(definition->directives, builder->one_of->name) != NULL;
    gq_wrap_init(builder->arena, type);
    return type;
}

static void
add_location(
        struct gq_str name, struct gq_directive_type *directive, enum gq_directive_location *list)
{
    for (uint32_t i = 0; i < GQ_LOCATION_COUNT; i++) {
        if (gq_str_equal(location_names[i], name)) {
            directive->locations |= UINT32_C(1) << i;
            list[directive->location_count++] = (enum gq_directive_location)i;
            return;
        }
    }
    assert(false && "the parser accepts the names of directive locations only");
}

static void
read_locations(struct gq_builder *builder, const struct gq_definition *definition,
        struct gq_directive_type *directive)
{
    enum gq_directive_location *list;
    uint32_t count = 0;

    for (const struct gq_named_item *l = definition->directive.locations; l; l = l->next)
        count++;
    list = gq_arena_array_of(builder->arena, enum gq_directive_location, count);
    for (const struct gq_named_item *l = definition->directive.locations; l; l = l->next)
        add_location(l->name.text, directive, list);
    directive->location_list = list;
}

/* The first reason counts: definition first, then extensions. */
static void
read_deprecation(struct gq_builder *builder, const struct gq_definition *definition,
        struct gq_directive_type *directive)
{
    const struct gq_vec *extensions =
            gq_map_find(&builder->extensions[GQ_DEFINITION_DIRECTIVE], definition->name.text);
    struct gq_str reason =
            gq_builder_directive_text(builder, definition->directives, builder->deprecated);

    for (uint32_t i = 0; !reason.bytes && extensions && i < extensions->count; i++)
        reason = gq_builder_directive_text(builder,
                GQ_VEC_AT(extensions, const struct gq_definition *, i)->directives,
                builder->deprecated);
    directive->deprecation_reason = reason;
}

void
gq_definition_directive(struct gq_builder *builder, const struct gq_definition *definition,
        struct gq_directive_type *directive)
{
    struct gq_str name = definition->name.text;
    struct gq_str coordinate = gq_arena_printf(builder->arena, "@%.*s", GQ_STR_ARG(name));

    directive->name = name;
    directive->description = definition->description.text;
    directive->is_repeatable = definition->directive.is_repeatable;
    directive->definition = builder->is_builtin ? NULL : definition;
    read_deprecation(builder, definition, directive);
    read_locations(builder, definition, directive);
    directive->argument_count = gq_builder_arguments(
            builder, definition->directive.arguments, coordinate, &directive->arguments);
}
