/* model/constraint.c - reads @constraint; a table says which type of column takes which rule. */
#include "model/constraint.h"

#include "base/arena.h"
#include "base/decimal.h"
#include "base/pattern.h"
#include "model/directive.h"
#include "model/draft.h"
#include "model/model.h"
#include "model/stored.h"
#include "schema/coerce.h"
#include "schema/schema.h"

#include <assert.h>

/* The field whose directive is read. */
struct reader {
    struct gq_draft *draft;
    const struct gq_entity *entity;
    const struct gq_property *property;
    const struct gq_directive *directive;
};

enum group { BOUND, LENGTH, PATTERN };

static const struct rule {
    const char *argument, *suffix;
    enum group group;
} rules[] = {
    [GQ_CONSTRAINT_MIN] = { "min", "min", BOUND },
    [GQ_CONSTRAINT_MAX] = { "max", "max", BOUND },
    [GQ_CONSTRAINT_MIN_LENGTH] = { "minLength", "min_length", LENGTH },
    [GQ_CONSTRAINT_MAX_LENGTH] = { "maxLength", "max_length", LENGTH },
    [GQ_CONSTRAINT_PATTERN] = { "pattern", "pattern", PATTERN },
};

static const char *const wanted[] = {
    [BOUND] = "a number, a Date, a Time or a DateTime",
    [LENGTH] = "a text, a Bytes or a list",
    [PATTERN] = "a text",
};

static bool
is_fit(enum gq_column_type type, enum group group)
{
    switch (group) {
    case BOUND:
        return type == GQ_COLUMN_INT || type == GQ_COLUMN_FLOAT || type == GQ_COLUMN_BIG_INT
                || type == GQ_COLUMN_DECIMAL || type == GQ_COLUMN_DATE || type == GQ_COLUMN_TIME
                || gq_column_is_datetime(type);
    case LENGTH:
        return type == GQ_COLUMN_STRING || type == GQ_COLUMN_BYTES || type == GQ_COLUMN_LIST;
    case PATTERN:
        return type == GQ_COLUMN_STRING;
    }
    return false;
}

static const struct gq_literal *
argument_of(const struct reader *r, enum gq_constraint_rule rule)
{
    const struct gq_literal *literal = gq_directive_argument(r->directive, rules[rule].argument);

    if (!literal || is_fit(r->property->column->type, rules[rule].group))
        return literal;
    gq_draft_error(r->draft, literal->position,
            "@constraint(%s:) cannot stand on \"%.*s.%.*s\": it needs %s.", rules[rule].argument,
            GQ_STR_ARG(r->entity->name), GQ_STR_ARG(r->property->name), wanted[rules[rule].group]);
    return NULL;
}

/* A bound in the column's stored form; NULL: none, or an error. */
static const struct gq_literal *
bound_of(const struct reader *r, enum gq_constraint_rule rule)
{
    const struct gq_literal *literal = argument_of(r, rule), *stored = NULL;
    const struct gq_field *field = gq_draft_field(r->entity, r->property);
    const char *reason = "it is no value of the field's type";
    struct gq_value value;

    if (!literal)
        return NULL;
    if (gq_coerce_literal(r->draft->arena, field->type->named, literal, NULL, &value))
        stored = gq_stored_literal(r->draft->arena, r->property->column, literal, &value, &reason);
    if (!stored)
        gq_draft_error(r->draft, literal->position,
                "@constraint(%s:) does not fit \"%.*s.%.*s\": %s.", rules[rule].argument,
                GQ_STR_ARG(r->entity->name), GQ_STR_ARG(r->property->name), reason);
    return stored;
}

static int64_t
length_of(const struct reader *r, enum gq_constraint_rule rule)
{
    const struct gq_literal *literal = argument_of(r, rule);
    int64_t length = 0;

    if (!literal)
        return GQ_CONSTRAINT_NONE;
    /* An Int by the directive's definition. */
    if (gq_decimal_parse(literal->text, 0, &length) == GQ_DECIMAL_OK && length >= 0)
        return length;
    gq_draft_error(r->draft, literal->position, "@constraint(%s:) must not be negative.",
            rules[rule].argument);
    return GQ_CONSTRAINT_NONE;
}

static const struct gq_pattern *
pattern_of(const struct reader *r)
{
    const struct gq_literal *literal = argument_of(r, GQ_CONSTRAINT_PATTERN);
    const struct gq_pattern *pattern;
    struct gq_str reason;

    if (!literal)
        return NULL;
    pattern = gq_pattern_compile(r->draft->arena, literal->text, &reason);
    if (!pattern)
        gq_draft_error(r->draft, literal->position, "@constraint(pattern:) is no pattern: %.*s.",
                GQ_STR_ARG(reason));
    return pattern;
}

/* Integers and texts in their stored forms compare as the database compares them. */
static bool
is_above(const struct gq_literal *min, const struct gq_literal *max)
{
    int64_t least = 0, greatest = 0;

    if (min->kind == GQ_LITERAL_STRING && max->kind == GQ_LITERAL_STRING)
        return gq_str_compare(min->text, max->text) > 0;
    return gq_decimal_parse(min->text, 0, &least) == GQ_DECIMAL_OK
            && gq_decimal_parse(max->text, 0, &greatest) == GQ_DECIMAL_OK && least > greatest;
}

static void
check_whole(const struct reader *r, const struct gq_constraint *constraint)
{
    bool has_lengths = constraint->length_min != GQ_CONSTRAINT_NONE
            && constraint->length_max != GQ_CONSTRAINT_NONE;

    if ((constraint->min && constraint->max && is_above(constraint->min, constraint->max))
            || (has_lengths && constraint->length_min > constraint->length_max))
        gq_draft_error(r->draft, r->directive->position,
                "@constraint on \"%.*s.%.*s\" lets no value through: its least is above its "
                "greatest.",
                GQ_STR_ARG(r->entity->name), GQ_STR_ARG(r->property->name));
}

static bool
has_rule(const struct gq_directive *directive)
{
    for (size_t i = 0; i < GQ_ARRAY_LENGTH(rules); i++) {
        if (gq_directive_argument(directive, rules[i].argument))
            return true;
    }
    return false;
}

static void
read_constraint(const struct reader *r, struct gq_column *column)
{
    struct gq_constraint *constraint = gq_arena_new_of(r->draft->arena, struct gq_constraint);
    const struct gq_literal *message = gq_directive_argument(r->directive, "message");

    if (!has_rule(r->directive)) {
        gq_draft_error(r->draft, r->directive->position,
                "@constraint on \"%.*s.%.*s\" has no rule: give it min, max, minLength, maxLength "
                "or pattern.",
                GQ_STR_ARG(r->entity->name), GQ_STR_ARG(r->property->name));
        return;
    }
    constraint->min = bound_of(r, GQ_CONSTRAINT_MIN);
    constraint->max = bound_of(r, GQ_CONSTRAINT_MAX);
    constraint->length_min = length_of(r, GQ_CONSTRAINT_MIN_LENGTH);
    constraint->length_max = length_of(r, GQ_CONSTRAINT_MAX_LENGTH);
    constraint->pattern = pattern_of(r);
    if (message)
        constraint->message = message->text;
    check_whole(r, constraint);
    column->constraint = constraint;
}

void
gq_constraint_collect(struct gq_draft *draft)
{
    for (uint32_t i = 0; i < draft->model->entity_count; i++) {
        struct gq_entity *entity = &draft->model->entities[i];

        for (uint32_t j = 0; j < entity->property_count; j++) {
            const struct gq_property *property = &entity->properties[j];
            struct reader r = { draft, entity, property,
                gq_directive_find(property->definition->directives, "constraint") };

            if (r.directive && property->kind == GQ_PROPERTY_COLUMN)
                read_constraint(&r, &entity->table->columns[property->column->index]);
        }
    }
}

struct gq_str
gq_constraint_name(struct gq_arena *arena, const struct gq_table *table,
        const struct gq_column *column, enum gq_constraint_rule rule)
{
    assert((size_t)rule < GQ_ARRAY_LENGTH(rules));
    return gq_arena_printf(arena, "%.*s_%.*s_%s", GQ_STR_ARG(table->name), GQ_STR_ARG(column->name),
            rules[rule].suffix);
}

bool
gq_constraint_is_rule(struct gq_arena *arena, const struct gq_table *table,
        const struct gq_column *column, struct gq_str name)
{
    for (int rule = 0; rule < GQ_CONSTRAINT_RULE_COUNT; rule++) {
        if (gq_str_equal(
                    name, gq_constraint_name(arena, table, column, (enum gq_constraint_rule)rule)))
            return true;
    }
    return false;
}
