/*
 * schema/check_defaults.c - default values of input fields must not need themselves.
 *
 * A default value that leaves out a field needs that field's default value. Every field is visited
 * once; the chain of fields is as long as coercion allows, the rest follows literals.
 * Spec: Type System > Input Objects > Type Validation, InputObjectDefaultValueHasCycle.
 */
#include "base/arena.h"
#include "base/map.h"
#include "language/ast.h"
#include "schema/check.h"
#include "schema/coerce_literal.h"
#include "schema/literal_fields.h"
#include "schema/schema.h"

#include <assert.h>

/* What is known of a field that has a default value. */
struct visit {
    uint32_t path_length; /* of the path that ends with it; 0: not on the path now */
    uint32_t height;      /* how many default values hang on each other from here on */
};

struct gq_check_defaults {
    struct gq_map visits; /* coordinate -> struct visit */
    const struct gq_input_value *path[GQ_COERCE_DEFAULT_CHAIN_MAX];
    uint32_t path_length;
};

static uint32_t visit_literal(struct gq_check *check, const struct gq_type *input_object,
        const struct gq_literal *literal);

static uint32_t
larger(uint32_t a, uint32_t b)
{
    return a > b ? a : b;
}

static struct gq_check_defaults *
state_of(struct gq_check *check)
{
    if (!check->defaults)
        check->defaults = gq_arena_new_of(check->arena, struct gq_check_defaults);
    return check->defaults;
}

static void
report_cycle(struct gq_check *check, const struct gq_input_value *field, const struct visit *visit)
{
    const struct gq_check_defaults *state = check->defaults;
    struct gq_check_places places = { { 0 } };
    struct gq_str via = GQ_STR("");

    for (uint32_t i = visit->path_length - 1; i < state->path_length; i++)
        gq_check_place(check, &places, state->path[i]->default_literal->position);
    for (uint32_t i = visit->path_length; i < state->path_length; i++)
        via = gq_arena_printf(check->arena, "%.*s%s%.*s", GQ_STR_ARG(via),
                via.length ? ", " : " via the default values of: ",
                GQ_STR_ARG(state->path[i]->coordinate));
    gq_check_report_at(check, &places,
            "Invalid circular reference. The default value of Input Object field %.*s references "
            "itself%.*s.",
            GQ_STR_ARG(field->coordinate), GQ_STR_ARG(via));
}

static void
report_chain(struct gq_check *check, const struct gq_input_value *field)
{
    gq_check_report(check, field->default_literal->position,
            "The default value of Input Object field %.*s needs more than %u default values, one "
            "inside the other.",
            GQ_STR_ARG(field->coordinate), GQ_COERCE_DEFAULT_CHAIN_MAX);
}

/* Returns how many default values hang on each other from this field on. */
static uint32_t
visit_field(struct gq_check *check, const struct gq_input_value *field)
{
    struct gq_check_defaults *state = check->defaults;
    struct visit *visit;

    if (!field->default_literal)
        return 0;
    visit = gq_map_find(&state->visits, field->coordinate);
    if (visit) {
        if (visit->path_length)
            report_cycle(check, field, visit);
        return visit->height;
    }
    visit = gq_arena_new_of(check->arena, struct visit);
    gq_map_add(check->arena, &state->visits, field->coordinate, visit);
    if (state->path_length == GQ_COERCE_DEFAULT_CHAIN_MAX) {
        report_chain(check, field);
        return 0;
    }
    state->path[state->path_length++] = field;
    visit->path_length = state->path_length;
    visit->height = 1 + visit_literal(check, field->type->named, field->default_literal);
    visit->path_length = 0;
    state->path_length--;
    if (visit->height > GQ_COERCE_DEFAULT_CHAIN_MAX) {
        report_chain(check, field);
        visit->height = 0;
    }
    return visit->height;
}

static uint32_t
visit_object(struct gq_check *check, const struct gq_type *input_object,
        const struct gq_literal *literal)
{
    struct gq_literal_fields fields;
    uint32_t height = 0;

    gq_literal_fields_init(&fields, check->arena, literal);
    for (uint32_t i = 0; i < input_object->input_field_count; i++) {
        const struct gq_input_value *field = &input_object->input_fields[i];
        const struct gq_object_field *given;

        if (field->type->named->kind != GQ_TYPE_INPUT_OBJECT)
            continue;
        given = gq_literal_fields_find(&fields, field->name);
        height = larger(height,
                given ? visit_literal(check, field->type->named, given->value)
                      : visit_field(check, field));
    }
    return height;
}

static uint32_t
visit_literal(struct gq_check *check, const struct gq_type *input_object,
        const struct gq_literal *literal)
{
    uint32_t height = 0;

    if (literal->kind == GQ_LITERAL_OBJECT)
        return visit_object(check, input_object, literal);
    if (literal->kind != GQ_LITERAL_LIST)
        return 0;
    for (const struct gq_literal *item = literal->items; item; item = item->next)
        height = larger(height, visit_literal(check, input_object, item));
    return height;
}

void
gq_check_default_cycles(struct gq_check *check, const struct gq_type *input_object)
{
    assert(input_object->kind == GQ_TYPE_INPUT_OBJECT);
    (void)state_of(check);
    for (uint32_t i = 0; i < input_object->input_field_count; i++) {
        const struct gq_input_value *field = &input_object->input_fields[i];

        if (field->type->named->kind == GQ_TYPE_INPUT_OBJECT)
            (void)visit_field(check, field);
    }
    assert(check->defaults->path_length == 0);
}
