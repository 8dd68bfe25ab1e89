/* plan/filter.c - filter inputs to conditions. */
#include "plan/builder.h"

#include "base/arena.h"
#include "base/limits.h"
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
    enum gq_match match;
} operators[] = {
    [GQ_OPERATOR_EQ] = { .kind = GQ_CONDITION_COMPARE, .comparison = GQ_COMPARE_EQ },
    [GQ_OPERATOR_NEQ] = { .kind = GQ_CONDITION_COMPARE, .comparison = GQ_COMPARE_NEQ },
    [GQ_OPERATOR_IN] = { .kind = GQ_CONDITION_IN },
    [GQ_OPERATOR_NIN] = { .kind = GQ_CONDITION_NOT_IN },
    [GQ_OPERATOR_LT] = { .kind = GQ_CONDITION_COMPARE, .comparison = GQ_COMPARE_LT },
    [GQ_OPERATOR_LTE] = { .kind = GQ_CONDITION_COMPARE, .comparison = GQ_COMPARE_LTE },
    [GQ_OPERATOR_GT] = { .kind = GQ_CONDITION_COMPARE, .comparison = GQ_COMPARE_GT },
    [GQ_OPERATOR_GTE] = { .kind = GQ_CONDITION_COMPARE, .comparison = GQ_COMPARE_GTE },
    [GQ_OPERATOR_LIKE] = { .kind = GQ_CONDITION_MATCH, .match = GQ_MATCH_LIKE },
    [GQ_OPERATOR_ILIKE] = { .kind = GQ_CONDITION_MATCH, .match = GQ_MATCH_ILIKE },
    [GQ_OPERATOR_STARTS_WITH] = { .kind = GQ_CONDITION_MATCH, .match = GQ_MATCH_STARTS_WITH },
    [GQ_OPERATOR_ENDS_WITH] = { .kind = GQ_CONDITION_MATCH, .match = GQ_MATCH_ENDS_WITH },
    [GQ_OPERATOR_CONTAINS] = { .kind = GQ_CONDITION_MATCH, .match = GQ_MATCH_CONTAINS },
    [GQ_OPERATOR_IS_NULL] = { .kind = GQ_CONDITION_IS_NULL },
    [GQ_OPERATOR_HAS] = { .kind = GQ_CONDITION_HAS_SOME },
    [GQ_OPERATOR_HAS_SOME] = { .kind = GQ_CONDITION_HAS_SOME },
    [GQ_OPERATOR_HAS_EVERY] = { .kind = GQ_CONDITION_HAS_EVERY },
    [GQ_OPERATOR_IS_EMPTY] = { .kind = GQ_CONDITION_IS_EMPTY },
};

static enum gq_slot_kind
slot_kind_of(enum gq_condition_kind kind)
{
    if (kind == GQ_CONDITION_COMPARE)
        return GQ_SLOT_CELL;
    if (kind == GQ_CONDITION_IN || kind == GQ_CONDITION_NOT_IN)
        return GQ_SLOT_CELLS;
    return kind == GQ_CONDITION_MATCH ? GQ_SLOT_PATTERN : GQ_SLOT_ITEMS;
}

/* One more test in the filter under way. False after adding an error: there are too many. */
static bool
count_term(struct gq_builder *b, const struct gq_input *input)
{
    int64_t terms_max = gq_limits_get(b->input->limits, GQ_LIMIT_FILTER_TERMS);

    if (++b->filter_terms <= terms_max)
        return true;
    return gq_builder_refuse(
            b, input, "A filter may have at most %lld terms.", (long long)terms_max);
}

/* `eq: null` asks for NULL; a null in any other operator is a mistake. */
static struct gq_condition *
build_operator(struct gq_builder *b, const struct gq_column *column, enum gq_operator op,
        struct gq_str name, const struct gq_input *operand)
{
    bool is_null = operand->value->kind == GQ_VALUE_NULL;
    struct gq_condition *condition;

    assert((size_t)op < GQ_ARRAY_LENGTH(operators));
    if (!count_term(b, operand))
        return NULL;
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
    condition->match = operators[op].match;
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

/* What nests conditions: how much of the limit it takes, by the parentheses in which it ends up. */
enum weight { WEIGHT_LOGIC = 1, WEIGHT_RELATION = 2 };

/* Goes a level down. False after adding an error: it is too deep. */
static bool
enter(struct gq_builder *b, enum weight weight, const struct gq_input *input)
{
    int64_t depth_max = gq_limits_get(b->input->limits, GQ_LIMIT_FILTER_DEPTH);

    b->filter_depth += weight;
    if (b->filter_depth <= depth_max)
        return true;
    return gq_builder_refuse(
            b, input, "A filter may be at most %lld levels deep.", (long long)depth_max);
}

static void
leave(struct gq_builder *b, enum weight weight)
{
    assert(b->filter_depth >= (uint32_t)weight);
    b->filter_depth -= weight;
}

/*
 * What a filter's members are about: a table's rows; or just the key of a row, of which a foreign
 * key, `key`, already has the value.
 */
struct subject {
    const struct gq_table *table;
    const struct gq_column *key; /* NULL: the rows themselves */
};

static struct gq_condition *build_filter(struct gq_builder *b, const struct subject *subject,
        const struct gq_type *type, const struct gq_input *filter);

/* `and` and `or`: a list of filters of the same type. */
static struct gq_condition *
build_list(struct gq_builder *b, enum gq_condition_kind kind, const struct subject *subject,
        const struct gq_type *type, const struct gq_input *list)
{
    struct gq_condition *condition = condition_new(b, kind, NULL);
    const struct gq_condition **tail = &condition->children;

    if (!enter(b, WEIGHT_LOGIC, list))
        return NULL;
    for (uint32_t i = 0; i < list->value->count; i++) {
        struct gq_input item = gq_builder_child(list, i);
        struct gq_condition *child = build_filter(b, subject, type, &item);

        if (!child)
            return NULL;
        *tail = child;
        tail = &child->next;
    }
    leave(b, WEIGHT_LOGIC);
    return condition;
}

/* A condition around that of `filter`. NULL: error. */
static struct gq_condition *
build_around(struct gq_builder *b, enum gq_condition_kind kind, const struct subject *subject,
        const struct gq_type *type, const struct gq_input *filter)
{
    const enum weight weight = kind == GQ_CONDITION_NOT ? WEIGHT_LOGIC : WEIGHT_RELATION;
    struct gq_condition *condition = condition_new(b, kind, NULL);

    if (!enter(b, weight, filter))
        return NULL;
    condition->children = build_filter(b, subject, type, filter);
    leave(b, weight);
    return condition->children ? condition : NULL;
}

static bool
refuse_null(struct gq_builder *b, const struct gq_input *value, struct gq_str name)
{
    return gq_builder_refuse(
            b, value, "Field \"%.*s\" of a filter takes no null.", GQ_STR_ARG(name));
}

static const enum gq_condition_kind quantifiers[] = {
    [GQ_BIND_FILTER_SOME] = GQ_CONDITION_SOME,
    [GQ_BIND_FILTER_EVERY] = GQ_CONDITION_EVERY,
    [GQ_BIND_FILTER_NONE] = GQ_CONDITION_NONE,
};

/* `comments: { some: {...}, none: {...} }`: both must hold. */
static struct gq_condition *
build_quantifiers(struct gq_builder *b, const struct gq_property *list, const struct gq_type *type,
        const struct gq_input *object)
{
    const struct subject target = { list->target->table, NULL };
    struct gq_condition *all = condition_new(b, GQ_CONDITION_AND, NULL);
    const struct gq_condition **tail = &all->children;

    for (uint32_t i = 0; i < object->value->count; i++) {
        const struct gq_input_value *member = gq_builder_member(type, object, i);
        const struct gq_binding *binding = member->binding;
        struct gq_input filter = gq_builder_child(object, i);
        struct gq_condition *condition;

        if (filter.value->kind == GQ_VALUE_NULL) {
            refuse_null(b, &filter, member->name);
            return NULL;
        }
        if (!count_term(b, &filter))
            return NULL;
        condition =
                build_around(b, quantifiers[binding->kind], &target, member->type->named, &filter);
        if (!condition)
            return NULL;
        condition->column = list->column;
        condition->target = target.table;
        *tail = condition;
        tail = &condition->next;
    }
    return all;
}

static bool is_about_key(
        const struct gq_table *table, const struct gq_type *type, const struct gq_input *filter);

static bool
is_member_about_key(const struct gq_table *table, const struct gq_type *type,
        const struct gq_input_value *member, const struct gq_input *value)
{
    const struct gq_binding *binding = member->binding;

    switch (binding->kind) {
    case GQ_BIND_FILTER_COLUMN:
        return binding->property->column == &table->columns[table->primary_key]
                && value->value->kind == GQ_VALUE_OBJECT && value->value->count > 0;
    case GQ_BIND_FILTER_NOT:
        return is_about_key(table, type, value);
    case GQ_BIND_FILTER_AND:
    case GQ_BIND_FILTER_OR:
        for (uint32_t i = 0; value->value->kind == GQ_VALUE_LIST && i < value->value->count; i++) {
            struct gq_input item = gq_builder_child(value, i);

            if (!is_about_key(table, type, &item))
                return false;
        }
        return value->value->kind == GQ_VALUE_LIST && value->value->count > 0;
    default:
        return false;
    }
}

/*
 * Tests of the key, and of nothing else: as the foreign key has its value, the row itself need not
 * be looked at. An empty filter tests nothing, and asks for there being a row. Goes as deep as the
 * input nests, which is bounded where it was parsed.
 */
static bool
is_about_key(
        const struct gq_table *table, const struct gq_type *type, const struct gq_input *filter)
{
    if (filter->value->kind != GQ_VALUE_OBJECT || filter->value->count == 0)
        return false;
    for (uint32_t i = 0; i < filter->value->count; i++) {
        struct gq_input value = gq_builder_child(filter, i);

        if (!is_member_about_key(table, type, gq_builder_member(type, filter, i), &value))
            return false;
    }
    return true;
}

static struct gq_condition *
build_related(struct gq_builder *b, const struct gq_property *relation, const struct gq_type *type,
        const struct gq_input *filter)
{
    struct subject target = { relation->target->table, NULL };
    struct gq_condition *condition;

    if (is_about_key(target.table, type, filter)) {
        target.key = relation->column;
        return build_filter(b, &target, type, filter);
    }
    if (!count_term(b, filter))
        return NULL;
    condition = build_around(b, GQ_CONDITION_RELATED, &target, type, filter);
    if (!condition)
        return NULL;
    condition->column = relation->column;
    condition->target = target.table;
    return condition;
}

/* One member of a filter input. */
static struct gq_condition *
build_member(struct gq_builder *b, const struct subject *subject, const struct gq_type *type,
        const struct gq_input_value *member, const struct gq_input *value)
{
    const struct gq_binding *binding = member->binding;
    const struct gq_type *member_type = member->type->named;

    if (value->value->kind == GQ_VALUE_NULL) {
        refuse_null(b, value, member->name);
        return NULL;
    }
    switch (binding->kind) {
    case GQ_BIND_FILTER_AND:
        return build_list(b, GQ_CONDITION_AND, subject, type, value);
    case GQ_BIND_FILTER_OR:
        return build_list(b, GQ_CONDITION_OR, subject, type, value);
    case GQ_BIND_FILTER_NOT:
        return build_around(b, GQ_CONDITION_NOT, subject, type, value);
    case GQ_BIND_FILTER_COLUMN:
        return build_operators(
                b, subject->key ? subject->key : binding->property->column, member_type, value);
    case GQ_BIND_FILTER_RELATION:
        return build_related(b, binding->property, member_type, value);
    case GQ_BIND_FILTER_LIST:
        return build_quantifiers(b, binding->property, member_type, value);
    default:
        assert(!"a field of a filter has one of these bindings");
        return NULL;
    }
}

/* Members are ANDed; no member at all is true. Recursion is counted by enter(). */
static struct gq_condition *
build_filter(struct gq_builder *b, const struct subject *subject, const struct gq_type *type,
        const struct gq_input *filter)
{
    struct gq_condition *all = condition_new(b, GQ_CONDITION_AND, NULL);
    const struct gq_condition **tail = &all->children;

    /* Else a list of nothing but empty filters would be as long as its client likes. */
    if (filter->value->count == 0 && !count_term(b, filter))
        return NULL;
    for (uint32_t i = 0; i < filter->value->count; i++) {
        struct gq_input value = gq_builder_child(filter, i);
        struct gq_condition *condition =
                build_member(b, subject, type, gq_builder_member(type, filter, i), &value);

        if (!condition)
            return NULL;
        *tail = condition;
        tail = &condition->next;
    }
    return all;
}

const struct gq_condition *
gq_filter_condition(struct gq_builder *b, const struct gq_table *table, const struct gq_type *type,
        const struct gq_input *filter)
{
    b->filter_terms = b->filter_depth = 0;
    return build_filter(b, &(struct subject){ table, NULL }, type, filter);
}
