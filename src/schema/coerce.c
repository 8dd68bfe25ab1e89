/* schema/coerce.c - variables and arguments, as graphql-js's execution/values. */
#include "schema/coerce.h"

#include "base/arena.h"
#include "base/error.h"
#include "language/ast.h"
#include "schema/check_literal.h"
#include "schema/coerce_value.h"
#include "schema/message.h"
#include "schema/schema.h"

#include <assert.h>

/* --- Variables ------------------------------------------------------------------------------- */

/* The variable that a fault belongs to. */
struct variable_fault {
    struct gq_arena *arena;
    const struct gq_variable_definition *definition;
    struct gq_errors *errs;
};

static bool
add_variable_fault(struct variable_fault *fault, const char *what, const struct gq_path *path,
        struct gq_str message)
{
    if (gq_errors_full(fault->errs)) {
        fault->errs->dropped = true;
        return false;
    }
    gq_errors_add(fault->errs, GQ_E_BAD_USER_INPUT, fault->definition->position,
            "Variable \"$%.*s\" has invalid %s%.*s: %.*s", GQ_STR_ARG(fault->definition->name.text),
            what, GQ_STR_ARG(gq_message_path(fault->arena, path)), GQ_STR_ARG(message));
    return true;
}

static bool
report_value(void *context, const struct gq_path *path, struct gq_str message)
{
    return add_variable_fault(context, "value", path, message);
}

static bool
report_default(void *context, uint32_t position, const struct gq_path *path, struct gq_str message)
{
    (void)position;
    return add_variable_fault(context, "default value", path, message);
}

static void
coerce_default(struct gq_arena *arena, const struct gq_type *type,
        const struct gq_variable_definition *definition, struct gq_variable *ret_variable,
        struct gq_errors *errs)
{
    struct variable_fault fault = { arena, definition, errs };

    if (gq_coerce_literal(arena, type, definition->default_value, NULL, &ret_variable->value))
        ret_variable->is_present = true;
    else
        gq_check_literal(arena, type, definition->default_value, NULL, GQ_SUGGESTIONS_ON,
                report_default, &fault);
}

static void
coerce_variable(struct gq_arena *arena, const struct gq_schema *schema,
        const struct gq_variable_definition *definition, const struct gq_value *given,
        struct gq_variable *ret_variable, struct gq_errors *errs)
{
    const struct gq_type *type = gq_schema_resolve(arena, schema, definition->type);
    struct variable_fault fault = { arena, definition, errs };

    if (!type || !gq_type_is_input(type)) {
        gq_errors_add(errs, GQ_E_BAD_USER_INPUT, definition->type->position,
                "Variable \"$%.*s\" expected value of type \"%.*s\" which cannot be used as an "
                "input type.",
                GQ_STR_ARG(definition->name.text),
                GQ_STR_ARG(gq_message_type_node(arena, definition->type)));
        return;
    }
    if (!given && definition->default_value) {
        coerce_default(arena, type, definition, ret_variable, errs);
        return;
    }
    if (!given && type->kind != GQ_TYPE_NON_NULL)
        return;
    ret_variable->is_present = given && gq_coerce_value(arena, type, given, &ret_variable->value);
    if (!ret_variable->is_present)
        gq_coerce_value_explain(arena, type, given, report_value, &fault);
}

bool
gq_coerce_variables(struct gq_arena *arena, const struct gq_schema *schema,
        const struct gq_definition *operation, const struct gq_value *variables,
        struct gq_variables *ret_variables, struct gq_errors *errs)
{
    struct gq_variables coerced = { NULL, 0 };
    uint32_t errors_before = errs->count, count = 0;
    bool was_dropping = errs->dropped;

    assert(operation->kind == GQ_DEFINITION_OPERATION);
    for (const struct gq_variable_definition *d = operation->operation.variables; d; d = d->next)
        count++;
    coerced.items = gq_arena_array_of(arena, struct gq_variable, (size_t)count + 1);
    for (const struct gq_variable_definition *d = operation->operation.variables; d; d = d->next) {
        struct gq_variable *variable = &coerced.items[coerced.count++];

        variable->name = d->name.text;
        coerce_variable(arena, schema, d, gq_value_member(variables, d->name.text), variable, errs);
    }
    if (errs->count != errors_before || errs->dropped != was_dropping)
        return false;
    *ret_variables = coerced;
    return true;
}

const struct gq_variable *
gq_variables_find(const struct gq_variables *variables, struct gq_str name)
{
    for (uint32_t i = 0; variables && i < variables->count; i++) {
        if (gq_str_equal(variables->items[i].name, name))
            return &variables->items[i];
    }
    return NULL;
}

/* --- Arguments ------------------------------------------------------------------------------- */

/* The first fault of an argument's literal; the others are not reported. */
struct argument_fault {
    uint32_t position;
    const struct gq_path *path;
    struct gq_str message;
};

static bool
keep_first(void *context, uint32_t position, const struct gq_path *path, struct gq_str message)
{
    struct argument_fault *fault = context;

    *fault = (struct argument_fault){ position, path, message };
    return false;
}

static void
add_argument_fault(struct gq_arena *arena, const struct gq_input_value *definition,
        const struct gq_literal *literal, const struct gq_variables *variables,
        struct gq_errors *errs)
{
    struct argument_fault fault = { .position = literal->position,
        .message = GQ_STR("Invalid argument") };

    gq_check_literal(
            arena, definition->type, literal, variables, GQ_SUGGESTIONS_ON, keep_first, &fault);
    gq_errors_add(errs, GQ_E_BAD_USER_INPUT, fault.position,
            "Argument \"%.*s\" has invalid value%.*s: %.*s", GQ_STR_ARG(definition->coordinate),
            GQ_STR_ARG(gq_message_path(arena, fault.path)), GQ_STR_ARG(fault.message));
}

/* Does the argument count as not given? A variable without a value leaves room for the default. */
static bool
is_absent(const struct gq_input_value *definition, const struct gq_argument *argument,
        const struct gq_variables *variables)
{
    const struct gq_variable *variable;

    if (!argument)
        return true;
    if (argument->value->kind != GQ_LITERAL_VARIABLE || gq_input_value_is_required(definition))
        return false;
    variable = gq_variables_find(variables, argument->value->text);
    return !variable || !variable->is_present;
}

/* Spec: Execution > Coercing Field Arguments, for one argument. */
static bool
coerce_argument(struct gq_arena *arena, const struct gq_input_value *definition,
        const struct gq_argument *argument, uint32_t position, const struct gq_variables *variables,
        struct gq_value *values, struct gq_errors *errs)
{
    struct gq_member *member = &values->members[values->count];

    member->key = definition->name;
    if (!is_absent(definition, argument, variables)) {
        values->count++;
        if (gq_coerce_literal(arena, definition->type, argument->value, variables, &member->value))
            return true;
        add_argument_fault(arena, definition, argument->value, variables, errs);
        return false;
    }
    if (gq_input_value_is_required(definition)) {
        gq_errors_add(errs, GQ_E_BAD_USER_INPUT, position,
                "Argument \"%.*s\" of required type \"%.*s\" was not provided.",
                GQ_STR_ARG(definition->coordinate),
                GQ_STR_ARG(gq_message_type(arena, definition->type)));
        return false;
    }
    if (definition->default_value) {
        values->count++;
        member->value = *definition->default_value;
    } else if (definition->default_literal) {
        /* While the schema is being built, and in one that was not checked. */
        values->count += gq_coerce_literal(
                arena, definition->type, definition->default_literal, NULL, &member->value);
    }
    return true;
}

/* Arguments are few; the last of equal names wins, as in graphql-js. */
static const struct gq_argument *
argument_called(const struct gq_argument *arguments, struct gq_str name)
{
    const struct gq_argument *found = NULL;

    for (const struct gq_argument *a = arguments; a; a = a->next) {
        if (gq_str_equal(a->name.text, name))
            found = a;
    }
    return found;
}

bool
gq_coerce_arguments(struct gq_arena *arena, const struct gq_input_value *definitions,
        uint32_t definition_count, const struct gq_argument *arguments, uint32_t position,
        const struct gq_variables *variables, struct gq_value *ret_values, struct gq_errors *errs)
{
    struct gq_value values = { .kind = GQ_VALUE_OBJECT };

    values.members = gq_arena_array_of(arena, struct gq_member, (size_t)definition_count + 1);
    for (uint32_t i = 0; i < definition_count; i++) {
        const struct gq_argument *argument = argument_called(arguments, definitions[i].name);

        if (!coerce_argument(arena, &definitions[i], argument, position, variables, &values, errs))
            return false;
    }
    *ret_values = values;
    return true;
}
