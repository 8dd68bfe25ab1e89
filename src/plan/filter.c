/* plan/filter.c - filter inputs to conditions. */
#include "plan/builder.h"

#include "base/arena.h"
#include "schema/schema.h"

#include <assert.h>

static struct gq_condition *
condition_new(struct gq_builder *b, enum gq_condition_kind kind, const struct gq_column *column)
{
    struct gq_condition *condition = gq_arena_new_of(b->arena, struct gq_condition);

    condition->kind = kind;
    condition->column = column;
    condition->slot = GQ_SLOT_NONE;
    return condition;
}

struct gq_condition *
gq_filter_compare(struct gq_builder *b, enum gq_comparison comparison,
        const struct gq_column *column, uint32_t slot)
{
    struct gq_condition *condition = condition_new(b, GQ_CONDITION_COMPARE, column);

    condition->comparison = comparison;
    condition->slot = slot;
    return condition;
}

/* What each operator of the API is in the vocabulary of the store. */
static const struct {
    enum gq_condition_kind kind;
    enum gq_comparison comparison;
} operators[] = {
    [GQ_OPERATOR_EQ] = { GQ_CONDITION_COMPARE, GQ_COMPARE_EQ },
    [GQ_OPERATOR_NEQ] = { GQ_CONDITION_COMPARE, GQ_COMPARE_NEQ },
    [GQ_OPERATOR_IN] = { GQ_CONDITION_IN, GQ_COMPARE_EQ },
    [GQ_OPERATOR_NIN] = { GQ_CONDITION_NOT_IN, GQ_COMPARE_EQ },
    [GQ_OPERATOR_LT] = { GQ_CONDITION_COMPARE, GQ_COMPARE_LT },
    [GQ_OPERATOR_LTE] = { GQ_CONDITION_COMPARE, GQ_COMPARE_LTE },
    [GQ_OPERATOR_GT] = { GQ_CONDITION_COMPARE, GQ_COMPARE_GT },
    [GQ_OPERATOR_GTE] = { GQ_CONDITION_COMPARE, GQ_COMPARE_GTE },
    [GQ_OPERATOR_IS_NULL] = { GQ_CONDITION_IS_NULL, GQ_COMPARE_EQ },
    [GQ_OPERATOR_HAS] = { GQ_CONDITION_HAS_SOME, GQ_COMPARE_EQ },
    [GQ_OPERATOR_HAS_SOME] = { GQ_CONDITION_HAS_SOME, GQ_COMPARE_EQ },
    [GQ_OPERATOR_HAS_EVERY] = { GQ_CONDITION_HAS_EVERY, GQ_COMPARE_EQ },
    [GQ_OPERATOR_IS_EMPTY] = { GQ_CONDITION_IS_EMPTY, GQ_COMPARE_EQ },
};

static enum gq_slot_kind
slot_kind_of(enum gq_condition_kind kind)
{
    if (kind == GQ_CONDITION_IN || kind == GQ_CONDITION_NOT_IN)
        return GQ_SLOT_CELLS;
    return kind == GQ_CONDITION_COMPARE ? GQ_SLOT_CELL : GQ_SLOT_ITEMS;
}

/* `eq: null` asks for NULL; a null in any other operator is a mistake. */
static struct gq_condition *
build_operator(struct gq_builder *b, const struct gq_column *column, enum gq_operator op,
        struct gq_str name, const struct gq_input *operand)
{
    bool is_null = operand->value->kind == GQ_VALUE_NULL;
    struct gq_condition *condition;

    if (op == GQ_OPERATOR_EQ && is_null)
        return condition_new(b, GQ_CONDITION_IS_NULL, column);
    if (is_null) {
        gq_builder_refuse(
                b, operand, "Operator \"%.*s\" of a filter takes no null.", GQ_STR_ARG(name));
        return NULL;
    }
    if (op == GQ_OPERATOR_IS_NULL)
        return condition_new(b,
                operand->value->boolean ? GQ_CONDITION_IS_NULL : GQ_CONDITION_IS_NOT_NULL, column);
    if (op == GQ_OPERATOR_IS_EMPTY)
        return condition_new(b,
                operand->value->boolean ? GQ_CONDITION_IS_EMPTY : GQ_CONDITION_IS_NOT_EMPTY,
                column);
    condition = condition_new(b, operators[op].kind, column);
    condition->comparison = operators[op].comparison;
    condition->slot = gq_builder_slot(b, slot_kind_of(condition->kind), operand, column);
    return condition;
}

/* All operators of one column must hold. */
static struct gq_condition *
build_operators(struct gq_builder *b, const struct gq_column *column, const struct gq_type *type,
        const struct gq_input *object)
{
    struct gq_condition *all = condition_new(b, GQ_CONDITION_AND, NULL);
    const struct gq_condition **tail = &all->children;

    for (uint32_t i = 0; i < object->value->count; i++) {
        const struct gq_input_value *member = gq_builder_member(type, object, i);
        const struct gq_binding *binding = member->binding;
        struct gq_input operand = gq_builder_child(object, i);
        struct gq_condition *condition =
                build_operator(b, column, binding->op, member->name, &operand);

        if (!condition)
            return NULL;
        *tail = condition;
        tail = &condition->next;
    }
    return all;
}

/* `and` and `or`: a list of filters of the same type. */
static struct gq_condition *
build_list(struct gq_builder *b, enum gq_condition_kind kind, const struct gq_table *table,
        const struct gq_type *type, const struct gq_input *list)
{
    struct gq_condition *condition = condition_new(b, kind, NULL);
    const struct gq_condition **tail = &condition->children;

    for (uint32_t i = 0; i < list->value->count; i++) {
        struct gq_input item = gq_builder_child(list, i);
        /* Each condition is made for its one place in the tree, so linking it is no change. */
        struct gq_condition *child = gq_arena_new_of(b->arena, struct gq_condition);
        const struct gq_condition *built = gq_filter_condition(b, table, type, &item);

        if (!built)
            return NULL;
        *child = *built;
        *tail = child;
        tail = &child->next;
    }
    return condition;
}

static struct gq_condition *
wrap(struct gq_builder *b, enum gq_condition_kind kind, const struct gq_column *column,
        const struct gq_condition *child)
{
    struct gq_condition *condition;

    if (!child)
        return NULL;
    condition = condition_new(b, kind, column);
    condition->children = child;
    return condition;
}

/* One member of a filter input. */
static struct gq_condition *
build_member(struct gq_builder *b, const struct gq_table *table, const struct gq_type *type,
        const struct gq_input_value *member, const struct gq_input *value)
{
    const struct gq_binding *binding = member->binding;
    const struct gq_type *member_type = member->type->named;
    struct gq_condition *related;

    if (value->value->kind == GQ_VALUE_NULL) {
        gq_builder_refuse(
                b, value, "Field \"%.*s\" of a filter takes no null.", GQ_STR_ARG(member->name));
        return NULL;
    }
    switch (binding->kind) {
    case GQ_BIND_FILTER_AND:
        return build_list(b, GQ_CONDITION_AND, table, type, value);
    case GQ_BIND_FILTER_OR:
        return build_list(b, GQ_CONDITION_OR, table, type, value);
    case GQ_BIND_FILTER_NOT:
        return wrap(b, GQ_CONDITION_NOT, NULL, gq_filter_condition(b, table, type, value));
    case GQ_BIND_FILTER_COLUMN:
        return build_operators(b, binding->property->column, member_type, value);
    case GQ_BIND_FILTER_RELATION:
        related = wrap(b, GQ_CONDITION_RELATED, binding->property->column,
                gq_filter_condition(b, binding->property->target->table, member_type, value));
        if (related)
            related->target = binding->property->target->table;
        return related;
    default:
        assert(!"a field of a filter has one of these bindings");
        return NULL;
    }
}

/* Members are ANDed; no member at all is true. Depth is bounded by the JSON and parser limits. */
const struct gq_condition *
gq_filter_condition(struct gq_builder *b, const struct gq_table *table, const struct gq_type *type,
        const struct gq_input *filter)
{
    struct gq_condition *all = condition_new(b, GQ_CONDITION_AND, NULL);
    const struct gq_condition **tail = &all->children;

    for (uint32_t i = 0; i < filter->value->count; i++) {
        struct gq_input value = gq_builder_child(filter, i);
        struct gq_condition *condition =
                build_member(b, table, type, gq_builder_member(type, filter, i), &value);

        if (!condition)
            return NULL;
        *tail = condition;
        tail = &condition->next;
    }
    return all;
}
