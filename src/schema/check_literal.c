/*
 * schema/check_literal.c - graphql-js's `validateInputLiteral`.
 *
 * The recursion follows literals and type references, both bounded by the parser.
 */
#include "schema/check_literal.h"

#include "base/arena.h"
#include "base/error.h"
#include "base/suggest.h"
#include "language/ast.h"
#include "schema/coerce.h"
#include "schema/leaf.h"
#include "schema/literal_fields.h"
#include "schema/message.h"
#include "schema/schema.h"
#include "schema/unknown_field.h"

#include <assert.h>

struct check {
    struct gq_arena *arena;
    const struct gq_variables *variables; /* NULL: not known yet */
    enum gq_suggestions suggestions;
    gq_literal_fault_fn *report;
    void *context;
    bool *has_ended; /* nobody wants to hear of more faults */
};

static void check(const struct check *c, const struct gq_type *type,
        const struct gq_literal *literal, const struct gq_path *path);

static void
report_message(
        const struct check *c, uint32_t position, const struct gq_path *path, struct gq_str message)
{
    if (!*c->has_ended && !c->report(c->context, position, path, message))
        *c->has_ended = true;
}

GQ_PRINTF(4, 5)
static void
report(const struct check *c, const struct gq_literal *literal, const struct gq_path *path,
        const char *format, ...)
{
    struct gq_str message;
    va_list args;

    va_start(args, format);
    message = gq_arena_vprintf(c->arena, format, args);
    va_end(args);
    report_message(c, literal->position, path, message);
}

static const struct gq_variable *
present(const struct check *c, struct gq_str name)
{
    const struct gq_variable *variable = gq_variables_find(c->variables, name);

    return variable && variable->is_present ? variable : NULL;
}

static void
check_variable(const struct check *c, const struct gq_type *type, const struct gq_literal *literal,
        const struct gq_path *path)
{
    const struct gq_variable *variable;

    if (!c->variables || type->kind != GQ_TYPE_NON_NULL)
        return;
    variable = present(c, literal->text);
    if (!variable)
        report(c, literal, path,
                "Expected variable \"$%.*s\" provided to type \"%.*s\" to provide a runtime value.",
                GQ_STR_ARG(literal->text), GQ_STR_ARG(gq_message_type(c->arena, type)));
    else if (variable->value.kind == GQ_VALUE_NULL)
        report(c, literal, path,
                "Expected variable \"$%.*s\" provided to non-null type \"%.*s\" not to be null.",
                GQ_STR_ARG(literal->text), GQ_STR_ARG(gq_message_type(c->arena, type)));
}

static void
check_list(const struct check *c, const struct gq_type *type, const struct gq_literal *literal,
        const struct gq_path *path)
{
    uint32_t index = 0;

    if (literal->kind != GQ_LITERAL_LIST) {
        check(c, type->of, literal, path);
        return;
    }
    for (const struct gq_literal *item = literal->items; item && !*c->has_ended; item = item->next)
        check(c, type->of, item, gq_path_index(c->arena, path, index++));
}

/* A variable alone in a field; false when the field counts as left out. */
static bool
check_field_variable(const struct check *c, const struct gq_type *type,
        const struct gq_input_value *field, const struct gq_literal *object,
        const struct gq_literal *literal, const struct gq_path *path)
{
    const struct gq_variable *variable = present(c, literal->text);
    const char *complaint = variable ? "not to be null" : "to provide a runtime value";

    if (!type->is_one_of)
        return variable || gq_input_value_is_required(field);
    if (!variable || variable->value.kind == GQ_VALUE_NULL)
        report(c, object, path,
                "Expected variable \"$%.*s\" provided to field \"%.*s\" for OneOf Input Object "
                "type \"%.*s\" %s.",
                GQ_STR_ARG(literal->text), GQ_STR_ARG(field->name), GQ_STR_ARG(type->name),
                complaint);
    return true;
}

static void
check_known_field(const struct check *c, const struct gq_type *type,
        const struct gq_input_value *field, const struct gq_literal *object,
        const struct gq_literal_fields *fields, const struct gq_path *path)
{
    const struct gq_object_field *given = gq_literal_fields_find(fields, field->name);

    if (!given) {
        if (gq_input_value_is_required(field))
            report(c, object, path,
                    "Expected value of type \"%.*s\" to include required field \"%.*s\", found: "
                    "%.*s.",
                    GQ_STR_ARG(type->name), GQ_STR_ARG(field->name),
                    GQ_STR_ARG(gq_message_literal(c->arena, object)));
        return;
    }
    if (given->value->kind == GQ_LITERAL_VARIABLE && c->variables
            && !check_field_variable(c, type, field, object, given->value, path))
        return;
    check(c, field->type, given->value, gq_path_key(c->arena, path, field->name));
}

/* Reports the unknown fields; returns the first known one, and how many there are. */
static const struct gq_object_field *
check_unknown_fields(const struct check *c, const struct gq_type *type,
        const struct gq_literal *object, const struct gq_path *path, uint32_t *ret_known)
{
    const struct gq_object_field *first = NULL;

    *ret_known = 0;
    for (const struct gq_object_field *f = object->fields; f && !*c->has_ended; f = f->next) {
        if (gq_map_find(&type->input_field_map, f->name.text)) {
            first = first ? first : f;
            ++*ret_known;
        } else {
            report_message(c, f->name.position, path,
                    gq_unknown_field_message(c->arena, type, f->name.text, c->suggestions,
                            gq_message_literal(c->arena, object)));
        }
    }
    return first;
}

static void
report_one_of(const struct check *c, const struct gq_type *type, const struct gq_literal *object,
        const struct gq_path *path)
{
    report_message(c, object->position, path, gq_unknown_field_one_of(c->arena, type));
}

static void
check_object(const struct check *c, const struct gq_type *type, const struct gq_literal *literal,
        const struct gq_path *path)
{
    struct gq_literal_fields fields;
    const struct gq_object_field *known;
    uint32_t known_count;

    if (literal->kind != GQ_LITERAL_OBJECT) {
        report(c, literal, path, "Expected value of type \"%.*s\" to be an object, found: %.*s.",
                GQ_STR_ARG(type->name), GQ_STR_ARG(gq_message_literal(c->arena, literal)));
        return;
    }
    gq_literal_fields_init(&fields, c->arena, literal);
    for (uint32_t i = 0; i < type->input_field_count && !*c->has_ended; i++)
        check_known_field(c, type, &type->input_fields[i], literal, &fields, path);
    known = check_unknown_fields(c, type, literal, path, &known_count);
    if (!type->is_one_of || *c->has_ended)
        return;
    if (known_count != 1)
        report_one_of(c, type, literal, path);
    else if (known->value->kind == GQ_LITERAL_NULL)
        report_one_of(c, type, literal, gq_path_key(c->arena, path, known->name.text));
}

static void
check_leaf(const struct check *c, const struct gq_type *type, const struct gq_literal *literal,
        const struct gq_path *path)
{
    struct gq_value ignored;
    struct gq_str message = GQ_STR("");

    if (!gq_leaf_from_literal(
                c->arena, type, literal, c->variables, c->suggestions, &ignored, &message))
        report_message(c, literal->position, path, message);
}

static void
check(const struct check *c, const struct gq_type *type, const struct gq_literal *literal,
        const struct gq_path *path)
{
    if (literal->kind == GQ_LITERAL_VARIABLE) {
        check_variable(c, type, literal, path);
        return;
    }
    if (literal->kind == GQ_LITERAL_NULL) {
        if (type->kind == GQ_TYPE_NON_NULL)
            report(c, literal, path, "Expected value of non-null type \"%.*s\" not to be null.",
                    GQ_STR_ARG(gq_message_type(c->arena, type)));
        return;
    }
    if (type->kind == GQ_TYPE_NON_NULL)
        type = type->of;
    if (type->kind == GQ_TYPE_LIST)
        check_list(c, type, literal, path);
    else if (type->kind == GQ_TYPE_INPUT_OBJECT)
        check_object(c, type, literal, path);
    else if (gq_type_is_leaf(type))
        check_leaf(c, type, literal, path);
}

void
gq_check_literal(struct gq_arena *arena, const struct gq_type *type,
        const struct gq_literal *literal, const struct gq_variables *variables,
        enum gq_suggestions suggestions, gq_literal_fault_fn *report_fn, void *context)
{
    bool has_ended = false;
    struct check c = { arena, variables, suggestions, report_fn, context, &has_ended };

    assert(type && literal && report_fn);
    check(&c, type, literal, NULL);
}
