/* schema/untyped.c - literals to values and back, without a type to go by. */
#include "schema/untyped.h"

#include "base/arena.h"
#include "base/number.h"
#include "base/vec.h"
#include "language/ast.h"
#include "schema/coerce.h"
#include "schema/message.h"

#include <assert.h>
#include <math.h>

/* Integers up to here are exact in a double, and fit 64 bits. */
#define EXACT_MAX 9007199254740992.0

static const struct gq_variable *
present(const struct gq_variables *variables, struct gq_str name)
{
    const struct gq_variable *variable = variables ? gq_variables_find(variables, name) : NULL;

    return variable && variable->is_present ? variable : NULL;
}

static struct gq_value
number_of(struct gq_arena *arena, const struct gq_literal *literal)
{
    double number = gq_number_parse(arena, literal->text);

    if (literal->kind == GQ_LITERAL_INT && fabs(number) <= EXACT_MAX)
        return (struct gq_value){ .kind = GQ_VALUE_INT, .integer = (int64_t)number };
    return (struct gq_value){ .kind = GQ_VALUE_FLOAT, .real = number };
}

static struct gq_value
list_of(struct gq_arena *arena, const struct gq_literal *list, const struct gq_variables *variables)
{
    struct gq_vec items = { 0 };

    for (const struct gq_literal *item = list->items; item; item = item->next) {
        struct gq_value value = gq_untyped_value(arena, item, variables);

        *GQ_VEC_PUSH(arena, &items, struct gq_value) = value;
    }
    return (struct gq_value){ .kind = GQ_VALUE_LIST, .count = items.count, .items = items.items };
}

static struct gq_value
object_of(struct gq_arena *arena, const struct gq_literal *object,
        const struct gq_variables *variables)
{
    struct gq_vec members = { 0 };

    for (const struct gq_object_field *f = object->fields; f; f = f->next) {
        struct gq_value value;

        if (f->value->kind == GQ_LITERAL_VARIABLE && !present(variables, f->value->text))
            continue;
        value = gq_untyped_value(arena, f->value, variables);
        *GQ_VEC_PUSH(arena, &members, struct gq_member) = (struct gq_member){ f->name.text, value };
    }
    return (struct gq_value){
        .kind = GQ_VALUE_OBJECT, .count = members.count, .members = members.items
    };
}

struct gq_value
gq_untyped_value(struct gq_arena *arena, const struct gq_literal *literal,
        const struct gq_variables *variables)
{
    const struct gq_variable *variable;

    switch (literal->kind) {
    case GQ_LITERAL_VARIABLE:
        variable = present(variables, literal->text);
        return variable ? variable->value : (struct gq_value){ .kind = GQ_VALUE_NULL };
    case GQ_LITERAL_INT:
    case GQ_LITERAL_FLOAT:
        return number_of(arena, literal);
    case GQ_LITERAL_STRING:
    case GQ_LITERAL_ENUM:
        return (struct gq_value){ .kind = GQ_VALUE_STRING, .text = literal->text };
    case GQ_LITERAL_BOOLEAN:
        return (struct gq_value){ .kind = GQ_VALUE_BOOLEAN, .boolean = literal->boolean };
    case GQ_LITERAL_LIST:
        return list_of(arena, literal, variables);
    case GQ_LITERAL_OBJECT:
        return object_of(arena, literal, variables);
    case GQ_LITERAL_NULL:
        break;
    }
    return (struct gq_value){ .kind = GQ_VALUE_NULL };
}

/* --- Values back to literals ----------------------------------------------------------------- */

static struct gq_literal *literal_of(struct gq_arena *arena, const struct gq_value *value);

static void
fill_items(struct gq_arena *arena, const struct gq_value *list, struct gq_literal *literal)
{
    struct gq_literal **end = &literal->items;

    for (uint32_t i = 0; i < list->count; i++) {
        *end = literal_of(arena, &list->items[i]);
        end = &(*end)->next;
    }
}

static void
fill_fields(struct gq_arena *arena, const struct gq_value *object, struct gq_literal *literal)
{
    struct gq_object_field **end = &literal->fields;

    for (uint32_t i = 0; i < object->count; i++) {
        struct gq_object_field *field = gq_arena_new_of(arena, struct gq_object_field);

        field->name.text = object->members[i].key;
        field->value = literal_of(arena, &object->members[i].value);
        *end = field;
        end = &field->next;
    }
}

static struct gq_literal *
literal_of(struct gq_arena *arena, const struct gq_value *value)
{
    static const enum gq_literal_kind kinds[] = {
        [GQ_VALUE_NULL] = GQ_LITERAL_NULL,
        [GQ_VALUE_BOOLEAN] = GQ_LITERAL_BOOLEAN,
        [GQ_VALUE_INT] = GQ_LITERAL_INT,
        [GQ_VALUE_FLOAT] = GQ_LITERAL_FLOAT,
        [GQ_VALUE_STRING] = GQ_LITERAL_STRING,
        [GQ_VALUE_ENUM] = GQ_LITERAL_ENUM,
        [GQ_VALUE_LIST] = GQ_LITERAL_LIST,
        [GQ_VALUE_OBJECT] = GQ_LITERAL_OBJECT,
    };
    struct gq_literal *literal = gq_arena_new_of(arena, struct gq_literal);

    assert(value->kind < GQ_VALUE_HANDLE); /* what JSON and coercion make */
    literal->kind = kinds[value->kind];
    if (value->kind == GQ_VALUE_BOOLEAN)
        literal->boolean = value->boolean;
    else if (value->kind == GQ_VALUE_INT)
        literal->text = gq_arena_printf(arena, "%lld", (long long)value->integer);
    else if (value->kind == GQ_VALUE_FLOAT)
        literal->text = gq_message_value(arena, value);
    else if (value->kind == GQ_VALUE_STRING || value->kind == GQ_VALUE_ENUM)
        literal->text = value->text;
    else if (value->kind == GQ_VALUE_LIST)
        fill_items(arena, value, literal);
    else if (value->kind == GQ_VALUE_OBJECT)
        fill_fields(arena, value, literal);
    return literal;
}

static bool
has_variable(const struct gq_literal *literal)
{
    if (literal->kind == GQ_LITERAL_VARIABLE)
        return true;
    if (literal->kind == GQ_LITERAL_LIST) {
        for (const struct gq_literal *item = literal->items; item; item = item->next) {
            if (has_variable(item))
                return true;
        }
    }
    if (literal->kind == GQ_LITERAL_OBJECT) {
        for (const struct gq_object_field *f = literal->fields; f; f = f->next) {
            if (has_variable(f->value))
                return true;
        }
    }
    return false;
}

static struct gq_literal *replaced(struct gq_arena *arena, const struct gq_literal *literal,
        const struct gq_variables *variables);

static struct gq_object_field *
replaced_fields(struct gq_arena *arena, const struct gq_object_field *fields,
        const struct gq_variables *variables)
{
    struct gq_object_field *first = NULL, **end = &first;

    for (const struct gq_object_field *f = fields; f; f = f->next) {
        if (f->value->kind == GQ_LITERAL_VARIABLE && !present(variables, f->value->text))
            continue;
        *end = gq_arena_new_of(arena, struct gq_object_field);
        (*end)->name = f->name;
        (*end)->value = replaced(arena, f->value, variables);
        end = &(*end)->next;
    }
    return first;
}

static struct gq_literal *
replaced_items(struct gq_arena *arena, const struct gq_literal *items,
        const struct gq_variables *variables)
{
    struct gq_literal *first = NULL, **end = &first;

    for (const struct gq_literal *item = items; item; item = item->next) {
        *end = replaced(arena, item, variables);
        end = &(*end)->next;
    }
    return first;
}

/* A copy without variables. */
static struct gq_literal *
replaced(struct gq_arena *arena, const struct gq_literal *literal,
        const struct gq_variables *variables)
{
    struct gq_literal *copy;

    if (literal->kind == GQ_LITERAL_VARIABLE) {
        struct gq_value value = gq_untyped_value(arena, literal, variables);

        return literal_of(arena, &value);
    }
    copy = gq_arena_new_of(arena, struct gq_literal);
    *copy = *literal;
    copy->next = NULL;
    if (literal->kind == GQ_LITERAL_LIST)
        copy->items = replaced_items(arena, literal->items, variables);
    else if (literal->kind == GQ_LITERAL_OBJECT)
        copy->fields = replaced_fields(arena, literal->fields, variables);
    return copy;
}

const struct gq_literal *
gq_untyped_replace(struct gq_arena *arena, const struct gq_literal *literal,
        const struct gq_variables *variables)
{
    return has_variable(literal) ? replaced(arena, literal, variables) : literal;
}
