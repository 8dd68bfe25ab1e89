/* schema/leaf.c - one pair of functions for each scalar; a table says which. */
#include "schema/leaf.h"

#include "base/arena.h"
#include "base/number.h"
#include "base/suggest.h"
#include "language/ast.h"
#include "schema/coerce.h"
#include "schema/message.h"
#include "schema/schema.h"
#include "schema/untyped.h"

#include <assert.h>
#include <math.h>

/* What every function below is handed. */
struct leaf {
    struct gq_arena *arena;
    const struct gq_type *type;
    const struct gq_variables *variables;
    enum gq_suggestions suggestions;
    struct gq_value *ret_value;
    struct gq_str *ret_message; /* NULL: no message is wanted */
};

static bool
refuse_value(const struct leaf *leaf, const char *format, const struct gq_value *value)
{
    if (leaf->ret_message)
        *leaf->ret_message = gq_arena_printf(
                leaf->arena, "%s: %.*s", format, GQ_STR_ARG(gq_message_value(leaf->arena, value)));
    return false;
}

/* The literal as graphql-js shows it in these messages: with its variables replaced. */
static struct gq_str
message_replaced(const struct leaf *leaf, const struct gq_literal *literal)
{
    return gq_message_literal(
            leaf->arena, gq_untyped_replace(leaf->arena, literal, leaf->variables));
}

static bool
refuse_literal(const struct leaf *leaf, const char *format, const struct gq_literal *literal)
{
    if (leaf->ret_message)
        *leaf->ret_message = gq_arena_printf(
                leaf->arena, "%s: %.*s", format, GQ_STR_ARG(message_replaced(leaf, literal)));
    return false;
}

/* --- Int ------------------------------------------------------------------------------------- */

#define INT_NO_INTEGER "Int cannot represent non-integer value"
#define INT_NO_32_BIT  "Int cannot represent non 32-bit signed integer value"

static bool
is_32_bit(double number)
{
    return number >= INT32_MIN && number <= INT32_MAX;
}

static bool
int_from_value(const struct leaf *leaf, const struct gq_value *value)
{
    double number;

    if (value->kind != GQ_VALUE_INT && value->kind != GQ_VALUE_FLOAT)
        return refuse_value(leaf, INT_NO_INTEGER, value);
    number = value->kind == GQ_VALUE_INT ? (double)value->integer : value->real;
    if (!isfinite(number) || number != trunc(number))
        return refuse_value(leaf, INT_NO_INTEGER, value);
    if (!is_32_bit(number))
        return refuse_value(leaf, INT_NO_32_BIT, value);
    *leaf->ret_value = (struct gq_value){ .kind = GQ_VALUE_INT, .integer = (int64_t)number };
    return true;
}

static bool
int_from_literal(const struct leaf *leaf, const struct gq_literal *literal)
{
    double number;

    if (literal->kind != GQ_LITERAL_INT)
        return refuse_literal(leaf, INT_NO_INTEGER, literal);
    number = gq_number_parse(leaf->arena, literal->text);
    if (!is_32_bit(number))
        return refuse_literal(leaf, INT_NO_32_BIT, literal);
    *leaf->ret_value = (struct gq_value){ .kind = GQ_VALUE_INT, .integer = (int64_t)number };
    return true;
}

/* --- Float ----------------------------------------------------------------------------------- */

#define FLOAT_NO_NUMBER "Float cannot represent non numeric value"

static bool
float_from_value(const struct leaf *leaf, const struct gq_value *value)
{
    double number;

    if (value->kind != GQ_VALUE_INT && value->kind != GQ_VALUE_FLOAT)
        return refuse_value(leaf, FLOAT_NO_NUMBER, value);
    number = value->kind == GQ_VALUE_INT ? (double)value->integer : value->real;
    if (!isfinite(number))
        return refuse_value(leaf, FLOAT_NO_NUMBER, value);
    *leaf->ret_value = (struct gq_value){ .kind = GQ_VALUE_FLOAT, .real = number };
    return true;
}

static bool
float_from_literal(const struct leaf *leaf, const struct gq_literal *literal)
{
    double number;

    if (literal->kind != GQ_LITERAL_INT && literal->kind != GQ_LITERAL_FLOAT)
        return refuse_literal(leaf, FLOAT_NO_NUMBER, literal);
    number = gq_number_parse(leaf->arena, literal->text);
    /* The specification wants finite numbers here too. */
    if (!isfinite(number))
        return refuse_literal(leaf, FLOAT_NO_NUMBER, literal);
    *leaf->ret_value = (struct gq_value){ .kind = GQ_VALUE_FLOAT, .real = number };
    return true;
}

/* --- String, Boolean ------------------------------------------------------------------------- */

#define STRING_NO_STRING   "String cannot represent a non string value"
#define BOOLEAN_NO_BOOLEAN "Boolean cannot represent a non boolean value"

static bool
string_from_value(const struct leaf *leaf, const struct gq_value *value)
{
    if (value->kind != GQ_VALUE_STRING)
        return refuse_value(leaf, STRING_NO_STRING, value);
    *leaf->ret_value = *value;
    return true;
}

static bool
string_from_literal(const struct leaf *leaf, const struct gq_literal *literal)
{
    if (literal->kind != GQ_LITERAL_STRING)
        return refuse_literal(leaf, STRING_NO_STRING, literal);
    *leaf->ret_value = (struct gq_value){ .kind = GQ_VALUE_STRING, .text = literal->text };
    return true;
}

static bool
boolean_from_value(const struct leaf *leaf, const struct gq_value *value)
{
    if (value->kind != GQ_VALUE_BOOLEAN)
        return refuse_value(leaf, BOOLEAN_NO_BOOLEAN, value);
    *leaf->ret_value = *value;
    return true;
}

static bool
boolean_from_literal(const struct leaf *leaf, const struct gq_literal *literal)
{
    if (literal->kind != GQ_LITERAL_BOOLEAN)
        return refuse_literal(leaf, BOOLEAN_NO_BOOLEAN, literal);
    *leaf->ret_value = (struct gq_value){ .kind = GQ_VALUE_BOOLEAN, .boolean = literal->boolean };
    return true;
}

/* --- ID -------------------------------------------------------------------------------------- */

#define ID_NO_VALUE   "ID cannot represent value"
#define ID_NO_LITERAL "ID cannot represent a non-string and non-integer value"

static bool
id_from_value(const struct leaf *leaf, const struct gq_value *value)
{
    struct gq_str id;

    if (value->kind == GQ_VALUE_STRING) {
        *leaf->ret_value = *value;
        return true;
    }
    if (value->kind == GQ_VALUE_INT) {
        id = gq_arena_printf(leaf->arena, "%lld", (long long)value->integer);
    } else if (value->kind == GQ_VALUE_FLOAT && isfinite(value->real)
            && value->real == trunc(value->real)) {
        id = gq_message_value(leaf->arena, value);
    } else {
        return refuse_value(leaf, ID_NO_VALUE, value);
    }
    *leaf->ret_value = (struct gq_value){ .kind = GQ_VALUE_STRING, .text = id };
    return true;
}

static bool
id_from_literal(const struct leaf *leaf, const struct gq_literal *literal)
{
    if (literal->kind != GQ_LITERAL_STRING && literal->kind != GQ_LITERAL_INT)
        return refuse_literal(leaf, ID_NO_LITERAL, literal);
    *leaf->ret_value = (struct gq_value){ .kind = GQ_VALUE_STRING, .text = literal->text };
    return true;
}

/* --- Custom scalars -------------------------------------------------------------------------- */

/* The message when a codec refuses; it may have said what it expected. */
static bool
refuse_custom(const struct leaf *leaf, struct gq_str reason, struct gq_str found)
{
    struct gq_str name = leaf->type->name;

    if (reason.length)
        *leaf->ret_message = gq_arena_printf(leaf->arena,
                "Expected value of type \"%.*s\", but encountered error \"%.*s\"; found: %.*s.",
                GQ_STR_ARG(name), GQ_STR_ARG(reason), GQ_STR_ARG(found));
    else
        *leaf->ret_message =
                gq_arena_printf(leaf->arena, "Expected value of type \"%.*s\", found: %.*s.",
                        GQ_STR_ARG(name), GQ_STR_ARG(found));
    return false;
}

static bool
custom_from_value(const struct leaf *leaf, const struct gq_value *value)
{
    const struct gq_scalar_codec *codec = leaf->type->codec;
    struct gq_str reason = { NULL, 0 };

    if (!codec || !codec->parse_value) {
        *leaf->ret_value = *value;
        return true;
    }
    if (codec->parse_value(leaf->arena, codec->context, value, leaf->ret_value, &reason))
        return true;
    return leaf->ret_message && refuse_custom(leaf, reason, gq_message_value(leaf->arena, value));
}

static bool
custom_from_literal(const struct leaf *leaf, const struct gq_literal *literal)
{
    const struct gq_scalar_codec *codec = leaf->type->codec;
    struct gq_str reason = { NULL, 0 };

    if (!codec || !codec->parse_literal) {
        *leaf->ret_value = gq_untyped_value(leaf->arena, literal, leaf->variables);
        return true;
    }
    if (codec->parse_literal(leaf->arena, codec->context,
                gq_untyped_replace(leaf->arena, literal, leaf->variables), leaf->ret_value,
                &reason))
        return true;
    return leaf->ret_message
            && refuse_custom(leaf, reason, gq_message_literal(leaf->arena, literal));
}

/* --- Enums ----------------------------------------------------------------------------------- */

static struct gq_str
suggest_enum_value(const struct leaf *leaf, struct gq_str given)
{
    const struct gq_type *type = leaf->type;
    struct gq_str *names;

    if (leaf->suggestions == GQ_SUGGESTIONS_OFF)
        return GQ_STR("");
    names = gq_arena_array_of(leaf->arena, struct gq_str, (size_t)type->enum_value_count + 1);

    for (uint32_t i = 0; i < type->enum_value_count; i++)
        names[i] = type->enum_values[i].name;
    return gq_suggest(leaf->arena, GQ_STR("the enum value"), given, names, type->enum_value_count);
}

static bool
refuse_enum_kind(const struct leaf *leaf, const char *expected, struct gq_str found)
{
    *leaf->ret_message = gq_arena_printf(leaf->arena,
            "Enum \"%.*s\" cannot represent %s value: %.*s.%.*s", GQ_STR_ARG(leaf->type->name),
            expected, GQ_STR_ARG(found), GQ_STR_ARG(suggest_enum_value(leaf, found)));
    return false;
}

static bool
take_enum_value(const struct leaf *leaf, struct gq_str name)
{
    const struct gq_enum_value *value = gq_map_find(&leaf->type->enum_value_map, name);

    if (value) {
        *leaf->ret_value = (struct gq_value){ .kind = GQ_VALUE_ENUM, .text = value->name };
        return true;
    }
    if (leaf->ret_message)
        *leaf->ret_message = gq_arena_printf(leaf->arena,
                "Value \"%.*s\" does not exist in \"%.*s\" enum.%.*s", GQ_STR_ARG(name),
                GQ_STR_ARG(leaf->type->name), GQ_STR_ARG(suggest_enum_value(leaf, name)));
    return false;
}

static bool
enum_from_value(const struct leaf *leaf, const struct gq_value *value)
{
    if (value->kind == GQ_VALUE_STRING || value->kind == GQ_VALUE_ENUM)
        return take_enum_value(leaf, value->text);
    return leaf->ret_message
            && refuse_enum_kind(leaf, "non-string", gq_message_value(leaf->arena, value));
}

static bool
enum_from_literal(const struct leaf *leaf, const struct gq_literal *literal)
{
    if (literal->kind == GQ_LITERAL_ENUM)
        return take_enum_value(leaf, literal->text);
    return leaf->ret_message && refuse_enum_kind(leaf, "non-enum", message_replaced(leaf, literal));
}

/* --- The table ------------------------------------------------------------------------------- */

static const struct {
    bool (*from_value)(const struct leaf *leaf, const struct gq_value *value);
    bool (*from_literal)(const struct leaf *leaf, const struct gq_literal *literal);
} scalars[] = {
    [GQ_SCALAR_CUSTOM] = { custom_from_value, custom_from_literal },
    [GQ_SCALAR_INT] = { int_from_value, int_from_literal },
    [GQ_SCALAR_FLOAT] = { float_from_value, float_from_literal },
    [GQ_SCALAR_STRING] = { string_from_value, string_from_literal },
    [GQ_SCALAR_BOOLEAN] = { boolean_from_value, boolean_from_literal },
    [GQ_SCALAR_ID] = { id_from_value, id_from_literal },
};

bool
gq_leaf_from_value(struct gq_arena *arena, const struct gq_type *type, const struct gq_value *value,
        struct gq_value *ret_value, struct gq_str *ret_message)
{
    struct leaf leaf = { arena, type, NULL, GQ_SUGGESTIONS_ON, ret_value, ret_message };

    assert(gq_type_is_leaf(type));
    assert(value->kind != GQ_VALUE_NULL);
    if (type->kind == GQ_TYPE_ENUM)
        return enum_from_value(&leaf, value);
    return scalars[type->scalar].from_value(&leaf, value);
}

bool
gq_leaf_from_literal(struct gq_arena *arena, const struct gq_type *type,
        const struct gq_literal *literal, const struct gq_variables *variables,
        enum gq_suggestions suggestions, struct gq_value *ret_value, struct gq_str *ret_message)
{
    struct leaf leaf = { arena, type, variables, suggestions, ret_value, ret_message };

    assert(gq_type_is_leaf(type));
    assert(literal->kind != GQ_LITERAL_NULL && literal->kind != GQ_LITERAL_VARIABLE);
    if (type->kind == GQ_TYPE_ENUM)
        return enum_from_literal(&leaf, literal);
    return scalars[type->scalar].from_literal(&leaf, literal);
}
