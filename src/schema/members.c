/*
 * schema/members.c - what a type consists of, gathered from its definition and its extensions.
 *
 * A name that comes twice replaces its first occurrence in place; the rules on definitions have
 * refused such documents before, unless the build is unchecked.
 */
#include "base/arena.h"
#include "schema/builder.h"
#include "schema/schema.h"

#include <assert.h>

/* Calls `body` with `part` set to the definition of `type`, then to each extension. */
#define FOR_EACH_PART(part, type)                                                           \
    for (uint32_t part##_i = 0; part##_i <= (type)->extension_count                         \
            && ((part) = part##_i ? (type)->extensions[part##_i - 1] : (type)->definition); \
            part##_i++)

static struct gq_str
dotted(struct gq_builder *builder, struct gq_str parent, struct gq_str name)
{
    return gq_arena_printf(builder->arena, "%.*s.%.*s", GQ_STR_ARG(parent), GQ_STR_ARG(name));
}

static void
fill_input_value(struct gq_builder *builder, const struct gq_input_value_definition *node,
        struct gq_input_value *value)
{
    value->name = node->name.text;
    value->description = node->description.text;
    value->type = gq_builder_resolve(builder, node->type);
    value->default_literal = node->default_value;
    value->deprecation_reason =
            gq_builder_directive_text(builder, node->directives, builder->deprecated);
    value->definition = builder->is_builtin ? NULL : node;
}

uint32_t
gq_builder_arguments(struct gq_builder *builder, const struct gq_input_value_definition *nodes,
        struct gq_str parent, struct gq_input_value **ret_arguments)
{
    struct gq_map seen = { 0 };
    struct gq_input_value *arguments;
    uint32_t node_count = 0, count = 0;

    for (const struct gq_input_value_definition *node = nodes; node; node = node->next)
        node_count++;
    arguments = node_count ? gq_arena_array_of(builder->arena, struct gq_input_value, node_count)
                           : NULL;
    for (const struct gq_input_value_definition *node = nodes; node; node = node->next) {
        struct gq_input_value *value = node_count > 1 ? gq_map_find(&seen, node->name.text) : NULL;

        if (!value)
            value = &arguments[count++];
        fill_input_value(builder, node, value);
        value->coordinate = gq_arena_printf(
                builder->arena, "%.*s(%.*s:)", GQ_STR_ARG(parent), GQ_STR_ARG(value->name));
        if (node_count > 1)
            gq_map_set(builder->arena, &seen, value->name, value);
    }
    *ret_arguments = arguments;
    return count;
}

static void
fill_field(struct gq_builder *builder, const struct gq_type *parent,
        const struct gq_field_definition *node, struct gq_field *field)
{
    struct gq_str coordinate = node->arguments ? dotted(builder, parent->name, node->name.text)
                                               : (struct gq_str){ NULL, 0 };

    field->name = node->name.text;
    field->description = node->description.text;
    field->type = gq_builder_resolve(builder, node->type);
    field->argument_count =
            gq_builder_arguments(builder, node->arguments, coordinate, &field->arguments);
    field->deprecation_reason =
            gq_builder_directive_text(builder, node->directives, builder->deprecated);
    field->parent = parent;
    field->definition = builder->is_builtin ? NULL : node;
}

static void
build_fields(struct gq_builder *builder, struct gq_type *type)
{
    const struct gq_definition *part;
    uint32_t count = 0;

    FOR_EACH_PART(part, type)
    {
        for (const struct gq_field_definition *f = part->object.fields; f; f = f->next)
            count++;
    }
    type->fields = count ? gq_arena_array_of(builder->arena, struct gq_field, count) : NULL;
    FOR_EACH_PART(part, type)
    {
        for (const struct gq_field_definition *f = part->object.fields; f; f = f->next) {
            struct gq_field *field = gq_map_find(&type->field_map, f->name.text);

            if (!field)
                field = &type->fields[type->field_count++];
            fill_field(builder, type, f, field);
            gq_map_set(builder->arena, &type->field_map, field->name, field);
        }
    }
}

static void
build_interfaces(struct gq_builder *builder, struct gq_type *type)
{
    const struct gq_definition *part;
    struct gq_vec interfaces = { 0 };

    FOR_EACH_PART(part, type)
    {
        for (const struct gq_named_item *i = part->object.interfaces; i; i = i->next) {
            const struct gq_type *interface =
                    gq_builder_named(builder, i->name.text, i->name.position);

            *GQ_VEC_PUSH(builder->arena, &interfaces, const struct gq_type *) = interface;
        }
    }
    type->interfaces = interfaces.items;
    type->interface_count = interfaces.count;
}

static void
build_union(struct gq_builder *builder, struct gq_type *type)
{
    const struct gq_definition *part;
    struct gq_vec members = { 0 };

    FOR_EACH_PART(part, type)
    {
        for (const struct gq_named_item *m = part->members; m; m = m->next) {
            const struct gq_type *member =
                    gq_builder_named(builder, m->name.text, m->name.position);

            *GQ_VEC_PUSH(builder->arena, &members, const struct gq_type *) = member;
        }
    }
    type->possible_types = members.items;
    type->possible_type_count = members.count;
}

static void
fill_enum_value(struct gq_builder *builder, const struct gq_enum_value_definition *node,
        struct gq_enum_value *value)
{
    value->name = node->name.text;
    value->description = node->description.text;
    value->deprecation_reason =
            gq_builder_directive_text(builder, node->directives, builder->deprecated);
    value->definition = builder->is_builtin ? NULL : node;
}

static void
build_enum(struct gq_builder *builder, struct gq_type *type)
{
    const struct gq_definition *part;
    uint32_t count = 0;

    FOR_EACH_PART(part, type)
    {
        for (const struct gq_enum_value_definition *v = part->enum_values; v; v = v->next)
            count++;
    }
    type->enum_values =
            count ? gq_arena_array_of(builder->arena, struct gq_enum_value, count) : NULL;
    FOR_EACH_PART(part, type)
    {
        for (const struct gq_enum_value_definition *v = part->enum_values; v; v = v->next) {
            struct gq_enum_value *value = gq_map_find(&type->enum_value_map, v->name.text);

            if (!value)
                value = &type->enum_values[type->enum_value_count++];
            fill_enum_value(builder, v, value);
            gq_map_set(builder->arena, &type->enum_value_map, value->name, value);
        }
    }
}

static void
build_input_object(struct gq_builder *builder, struct gq_type *type)
{
    const struct gq_definition *part;
    uint32_t count = 0;

    FOR_EACH_PART(part, type)
    {
        for (const struct gq_input_value_definition *f = part->input_fields; f; f = f->next)
            count++;
    }
    type->input_fields =
            count ? gq_arena_array_of(builder->arena, struct gq_input_value, count) : NULL;
    FOR_EACH_PART(part, type)
    {
        for (const struct gq_input_value_definition *f = part->input_fields; f; f = f->next) {
            struct gq_input_value *field = gq_map_find(&type->input_field_map, f->name.text);

            if (!field)
                field = &type->input_fields[type->input_field_count++];
            fill_input_value(builder, f, field);
            field->coordinate = dotted(builder, type->name, field->name);
            gq_map_set(builder->arena, &type->input_field_map, field->name, field);
        }
    }
}

void
gq_builder_members(struct gq_builder *builder, struct gq_type *type)
{
    assert(type->definition);
    switch (type->kind) {
    case GQ_TYPE_OBJECT:
    case GQ_TYPE_INTERFACE:
        build_interfaces(builder, type);
        build_fields(builder, type);
        break;
    case GQ_TYPE_UNION:
        build_union(builder, type);
        break;
    case GQ_TYPE_ENUM:
        build_enum(builder, type);
        break;
    case GQ_TYPE_INPUT_OBJECT:
        build_input_object(builder, type);
        break;
    case GQ_TYPE_SCALAR:
    case GQ_TYPE_LIST:
    case GQ_TYPE_NON_NULL:
        break;
    }
}
