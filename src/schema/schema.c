/* schema/schema.c - look-ups by name and the relations between types. */
#include "schema/schema.h"

#include "base/buf.h"
#include "schema/wrap.h"

#include <assert.h>

bool
gq_input_value_is_required(const struct gq_input_value *value)
{
    return value->type->kind == GQ_TYPE_NON_NULL && !value->default_literal;
}

const struct gq_type *
gq_schema_type_find(const struct gq_schema *schema, struct gq_str name)
{
    return gq_map_find(&schema->type_map, name);
}

const struct gq_directive_type *
gq_schema_directive_find(const struct gq_schema *schema, struct gq_str name)
{
    return gq_map_find(&schema->directive_map, name);
}

const struct gq_field *
gq_schema_field_find(
        const struct gq_schema *schema, const struct gq_type *parent, struct gq_str name)
{
    assert(parent);
    if (gq_str_equal(name, schema->typename_field->name))
        return gq_type_is_composite(parent) ? schema->typename_field : NULL;
    if (gq_str_equal(name, schema->schema_field->name))
        return parent == schema->query ? schema->schema_field : NULL;
    if (gq_str_equal(name, schema->type_field->name))
        return parent == schema->query ? schema->type_field : NULL;
    return gq_map_find(&parent->field_map, name);
}

const struct gq_input_value *
gq_schema_argument_find(const struct gq_input_value *values, uint32_t count, struct gq_str name)
{
    for (uint32_t i = 0; i < count; i++) {
        if (gq_str_equal(values[i].name, name))
            return &values[i];
    }
    return NULL;
}

const struct gq_type *
gq_schema_resolve(
        struct gq_arena *arena, const struct gq_schema *schema, const struct gq_type_node *node)
{
    const struct gq_type *inner;

    if (node->kind == GQ_TYPE_NODE_NAMED)
        return gq_schema_type_find(schema, node->name);
    /* As deep as the parser's nesting bound at most. */
    inner = gq_schema_resolve(arena, schema, node->of);
    if (!inner)
        return NULL;
    if (node->kind == GQ_TYPE_NODE_NON_NULL)
        return inner->non_null;
    return inner->list ? inner->list : gq_wrap_list_detached(arena, inner);
}

const struct gq_type *
gq_schema_root(const struct gq_schema *schema, enum gq_operation_kind operation)
{
    switch (operation) {
    case GQ_OPERATION_QUERY:
        return schema->query;
    case GQ_OPERATION_MUTATION:
        return schema->mutation;
    case GQ_OPERATION_SUBSCRIPTION:
        return schema->subscription;
    }
    return NULL;
}

bool
gq_type_is_input(const struct gq_type *type)
{
    enum gq_type_kind kind = type->named->kind;

    return kind == GQ_TYPE_SCALAR || kind == GQ_TYPE_ENUM || kind == GQ_TYPE_INPUT_OBJECT;
}

bool
gq_type_is_output(const struct gq_type *type)
{
    return type->named->kind != GQ_TYPE_INPUT_OBJECT;
}

bool
gq_type_is_possible(const struct gq_type *abstract, const struct gq_type *object)
{
    assert(abstract->of == NULL && object->of == NULL);
    if (abstract == object)
        return true;
    if (!abstract->possible_set)
        return false;
    return abstract->possible_set[object->index / 64] >> (object->index % 64) & 1;
}

/* Does the interface or object declare that it implements `super`? */
static bool
declares(const struct gq_type *type, const struct gq_type *super)
{
    for (uint32_t i = 0; i < type->interface_count; i++) {
        if (type->interfaces[i] == super)
            return true;
    }
    return false;
}

bool
gq_type_is_subtype(const struct gq_type *maybe_sub, const struct gq_type *super)
{
    /* Peels one wrapper of both sides in each round; type references nest boundedly. */
    while (maybe_sub != super && (maybe_sub->of || super->of)) {
        if (super->kind == GQ_TYPE_NON_NULL) {
            if (maybe_sub->kind != GQ_TYPE_NON_NULL)
                return false;
            super = super->of;
            maybe_sub = maybe_sub->of;
        } else if (maybe_sub->kind == GQ_TYPE_NON_NULL) {
            maybe_sub = maybe_sub->of;
        } else if (super->kind == GQ_TYPE_LIST && maybe_sub->kind == GQ_TYPE_LIST) {
            super = super->of;
            maybe_sub = maybe_sub->of;
        } else {
            return false;
        }
    }
    if (maybe_sub == super)
        return true;
    if (super->kind == GQ_TYPE_UNION && maybe_sub->kind == GQ_TYPE_OBJECT)
        return gq_type_is_possible(super, maybe_sub);
    return super->kind == GQ_TYPE_INTERFACE && declares(maybe_sub, super);
}

void
gq_type_print(struct gq_buf *out, const struct gq_type *type)
{
    /* Wrappers nest as deep as type references do, which the parser bounds. */
    if (type->kind == GQ_TYPE_LIST) {
        gq_buf_char(out, '[');
        gq_type_print(out, type->of);
        gq_buf_char(out, ']');
    } else if (type->kind == GQ_TYPE_NON_NULL) {
        gq_type_print(out, type->of);
        gq_buf_char(out, '!');
    } else {
        gq_buf_str(out, type->name);
    }
}
