/*
 * schema/coerce_literal.c - literals to values, as graphql-js's `coerceInputLiteral`.
 *
 * The recursion follows literals, which the parser bounds, and types, whose references it bounds
 * as well; default values that need default values are counted.
 */
#include "schema/coerce_literal.h"

#include "base/arena.h"
#include "base/vec.h"
#include "language/ast.h"
#include "schema/coerce.h"
#include "schema/leaf.h"
#include "schema/literal_fields.h"
#include "schema/schema.h"

#include <assert.h>

struct coercion {
    struct gq_arena *arena;
    const struct gq_variables *variables;
    uint32_t chain;  /* default values that this one is needed for */
    bool is_keeping; /* the schema is being built: default values are kept in it */
};

static bool coerce(struct coercion *coercion, const struct gq_type *type,
        const struct gq_literal *literal, struct gq_value *ret_value);

static const struct gq_variable *
variable_of(const struct coercion *coercion, const struct gq_literal *literal)
{
    const struct gq_variable *variable = NULL;

    if (coercion->variables)
        variable = gq_variables_find(coercion->variables, literal->text);
    return variable && variable->is_present ? variable : NULL;
}

static bool
coerce_variable(const struct coercion *coercion, const struct gq_type *type,
        const struct gq_literal *literal, struct gq_value *ret_value)
{
    const struct gq_variable *variable = variable_of(coercion, literal);

    if (!variable)
        return false;
    if (variable->value.kind == GQ_VALUE_NULL && type->kind == GQ_TYPE_NON_NULL)
        return false;
    *ret_value = variable->value;
    return true;
}

/* In a list of nullable items, a variable without a value is null. */
static bool
coerce_item(struct coercion *coercion, const struct gq_type *type, const struct gq_literal *literal,
        struct gq_value *ret_value)
{
    if (literal->kind == GQ_LITERAL_VARIABLE && type->kind != GQ_TYPE_NON_NULL
            && !variable_of(coercion, literal)) {
        *ret_value = (struct gq_value){ .kind = GQ_VALUE_NULL };
        return true;
    }
    return coerce(coercion, type, literal, ret_value);
}

/* Spec: Type System > List > Input Coercion: a value alone is a list of one. */
static bool
coerce_list(struct coercion *coercion, const struct gq_type *type, const struct gq_literal *literal,
        struct gq_value *ret_value)
{
    bool is_list = literal->kind == GQ_LITERAL_LIST;
    struct gq_value list = { .kind = GQ_VALUE_LIST };
    uint32_t count = is_list ? 0 : 1;

    for (const struct gq_literal *l = is_list ? literal->items : NULL; l; l = l->next)
        count++;
    list.items = gq_arena_array_of(coercion->arena, struct gq_value, (size_t)count + 1);
    if (!is_list) {
        list.count = 1;
        *ret_value = list;
        return coerce(coercion, type->of, literal, &list.items[0]);
    }
    for (const struct gq_literal *l = literal->items; l; l = l->next) {
        if (!coerce_item(coercion, type->of, l, &list.items[list.count++]))
            return false;
    }
    *ret_value = list;
    return true;
}

static bool
compute_default(
        struct coercion *coercion, const struct gq_input_value *field, struct gq_value *ret_value)
{
    /* A default value is constant: the variables of the literal around it are not its own. */
    struct coercion inner = {
        .arena = coercion->arena, .chain = coercion->chain + 1, .is_keeping = coercion->is_keeping
    };
    struct gq_input_value *mutable_field = (struct gq_input_value *)(uintptr_t)field;
    struct gq_value value, *kept;

    if (inner.chain > GQ_COERCE_DEFAULT_CHAIN_MAX)
        return false;
    if (!coerce(&inner, field->type, field->default_literal, &value))
        return false;
    if (coercion->is_keeping) {
        kept = gq_arena_new_of(coercion->arena, struct gq_value);
        *kept = value;
        mutable_field->default_value = kept;
    }
    *ret_value = value;
    return true;
}

/* The value of a field that is not given. False: it must be given. `*ret_present` false: left out. */
static bool
coerce_absent_field(struct coercion *coercion, const struct gq_input_value *field,
        struct gq_value *ret_value, bool *ret_present)
{
    *ret_present = field->default_literal != NULL;
    if (gq_input_value_is_required(field))
        return false;
    if (!field->default_literal)
        return true;
    if (field->default_value) {
        *ret_value = *field->default_value;
        return true;
    }
    return compute_default(coercion, field, ret_value);
}

static bool
has_unknown_field(const struct gq_type *type, const struct gq_literal *literal)
{
    for (const struct gq_object_field *f = literal->fields; f; f = f->next) {
        if (!gq_map_find(&type->input_field_map, f->name.text))
            return true;
    }
    return false;
}

/* Spec: Type System > Input Objects > OneOf Input Objects. */
static bool
fits_one_of(const struct gq_literal_fields *fields, const struct gq_value *object)
{
    return fields->count == 1 && object->count == 1
            && object->members[0].value.kind != GQ_VALUE_NULL;
}

static bool
coerce_object(struct coercion *coercion, const struct gq_type *type,
        const struct gq_literal *literal, struct gq_value *ret_value)
{
    struct gq_value object = { .kind = GQ_VALUE_OBJECT };
    struct gq_literal_fields fields;

    if (literal->kind != GQ_LITERAL_OBJECT || has_unknown_field(type, literal))
        return false;
    gq_literal_fields_init(&fields, coercion->arena, literal);
    object.members = gq_arena_array_of(
            coercion->arena, struct gq_member, (size_t)type->input_field_count + 1);
    for (uint32_t i = 0; i < type->input_field_count; i++) {
        const struct gq_input_value *field = &type->input_fields[i];
        const struct gq_object_field *given = gq_literal_fields_find(&fields, field->name);
        struct gq_member *member = &object.members[object.count];
        bool is_present = true, is_good;

        if (!given
                || (given->value->kind == GQ_LITERAL_VARIABLE
                        && !variable_of(coercion, given->value)))
            is_good = coerce_absent_field(coercion, field, &member->value, &is_present);
        else
            is_good = coerce(coercion, field->type, given->value, &member->value);
        if (!is_good)
            return false;
        member->key = field->name;
        object.count += is_present;
    }
    if (type->is_one_of && !fits_one_of(&fields, &object))
        return false;
    *ret_value = object;
    return true;
}

static bool
coerce(struct coercion *coercion, const struct gq_type *type, const struct gq_literal *literal,
        struct gq_value *ret_value)
{
    if (literal->kind == GQ_LITERAL_VARIABLE)
        return coerce_variable(coercion, type, literal, ret_value);
    if (literal->kind == GQ_LITERAL_NULL) {
        *ret_value = (struct gq_value){ .kind = GQ_VALUE_NULL };
        return type->kind != GQ_TYPE_NON_NULL;
    }
    if (type->kind == GQ_TYPE_NON_NULL)
        type = type->of;
    switch (type->kind) {
    case GQ_TYPE_LIST:
        return coerce_list(coercion, type, literal, ret_value);
    case GQ_TYPE_INPUT_OBJECT:
        return coerce_object(coercion, type, literal, ret_value);
    case GQ_TYPE_SCALAR:
    case GQ_TYPE_ENUM:
        return gq_leaf_from_literal(coercion->arena, type, literal, coercion->variables,
                GQ_SUGGESTIONS_OFF, ret_value, NULL);
    case GQ_TYPE_OBJECT:
    case GQ_TYPE_INTERFACE:
    case GQ_TYPE_UNION:
    case GQ_TYPE_NON_NULL:
        break;
    }
    return false; /* an unchecked schema may have an output type here */
}

bool
gq_coerce_literal(struct gq_arena *arena, const struct gq_type *type,
        const struct gq_literal *literal, const struct gq_variables *variables,
        struct gq_value *ret_value)
{
    struct coercion coercion = { .arena = arena, .variables = variables };

    assert(type && literal);
    return coerce(&coercion, type, literal, ret_value);
}

bool
gq_coerce_literal_default(struct gq_arena *arena, struct gq_input_value *value)
{
    struct coercion coercion = { .arena = arena, .is_keeping = true };
    struct gq_value ignored;

    assert(value->default_literal);
    return value->default_value || compute_default(&coercion, value, &ignored);
}
