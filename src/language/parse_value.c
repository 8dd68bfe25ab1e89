/* language/parse_value.c - Spec: Language > Input Values, Arguments, Directives. */
#include "language/parser.h"
#include "language/syntax_error.h"

#include <assert.h>
#include <stddef.h>

static struct gq_literal *
literal_new(struct gq_parser *parser, enum gq_literal_kind kind)
{
    struct gq_literal *literal = gq_arena_new_of(parser->arena, struct gq_literal);

    literal->kind = kind;
    literal->position = parser->token.position;
    return literal;
}

/* IntValue, FloatValue, StringValue: one token that is the whole value. */
static struct gq_literal *
parse_scalar(struct gq_parser *parser, enum gq_literal_kind kind)
{
    struct gq_literal *literal = literal_new(parser, kind);

    literal->text = parser->token.text;
    literal->is_block = parser->token.kind == GQ_TOKEN_BLOCK_STRING;
    return gq_parser_advance(parser) ? literal : NULL;
}

/* BooleanValue, NullValue, EnumValue: a name, and which one decides. */
static struct gq_literal *
parse_name_value(struct gq_parser *parser)
{
    struct gq_literal *literal = literal_new(parser, GQ_LITERAL_ENUM);
    struct gq_str text = parser->token.text;

    literal->text = text;
    if (gq_str_equal(text, GQ_STR("null"))) {
        literal->kind = GQ_LITERAL_NULL;
    } else if (gq_str_equal(text, GQ_STR("true")) || gq_str_equal(text, GQ_STR("false"))) {
        literal->kind = GQ_LITERAL_BOOLEAN;
        literal->boolean = text.length == 4;
    }
    return gq_parser_advance(parser) ? literal : NULL;
}

static struct gq_literal *
fail_variable_in_const(struct gq_parser *parser)
{
    struct gq_token dollar = parser->token;

    if (!gq_parser_advance(parser))
        return NULL;
    if (gq_parser_is(parser, GQ_TOKEN_NAME))
        gq_syntax_error_quote(parser->errs, dollar.position, "Unexpected variable \"$",
                parser->token.text, "\" in constant value.");
    else
        gq_parser_unexpected(parser, &dollar);
    return NULL;
}

/* Variable : `$` Name */
static struct gq_literal *
parse_variable(struct gq_parser *parser)
{
    struct gq_literal *literal = literal_new(parser, GQ_LITERAL_VARIABLE);

    if (!gq_parser_advance(parser))
        return NULL;
    literal->text = parser->token.text;
    return gq_parser_expect(parser, GQ_TOKEN_NAME) ? literal : NULL;
}

/* ListValue : `[` Value* `]` */
static struct gq_literal *
parse_list(struct gq_parser *parser, enum gq_parser_value which)
{
    struct gq_literal *list = literal_new(parser, GQ_LITERAL_LIST), **tail = &list->items;

    if (!gq_parser_enter(parser) || !gq_parser_advance(parser))
        return NULL;
    while (!gq_parser_is(parser, GQ_TOKEN_BRACKET_R)) {
        *tail = gq_parser_value(parser, which);
        if (!*tail)
            return NULL;
        tail = &(*tail)->next;
    }
    gq_parser_leave(parser);
    return gq_parser_advance(parser) ? list : NULL;
}

/* ObjectField : Name `:` Value */
static struct gq_object_field *
parse_object_field(struct gq_parser *parser, enum gq_parser_value which)
{
    struct gq_object_field *field = gq_arena_new_of(parser->arena, struct gq_object_field);

    if (!gq_parser_name(parser, &field->name) || !gq_parser_expect(parser, GQ_TOKEN_COLON))
        return NULL;
    field->value = gq_parser_value(parser, which);
    return field->value ? field : NULL;
}

/* ObjectValue : `{` ObjectField* `}` */
static struct gq_literal *
parse_object(struct gq_parser *parser, enum gq_parser_value which)
{
    struct gq_literal *object = literal_new(parser, GQ_LITERAL_OBJECT);
    struct gq_object_field **tail = &object->fields;

    if (!gq_parser_enter(parser) || !gq_parser_advance(parser))
        return NULL;
    while (!gq_parser_is(parser, GQ_TOKEN_BRACE_R)) {
        *tail = parse_object_field(parser, which);
        if (!*tail)
            return NULL;
        tail = &(*tail)->next;
    }
    gq_parser_leave(parser);
    return gq_parser_advance(parser) ? object : NULL;
}

struct gq_literal *
gq_parser_value(struct gq_parser *parser, enum gq_parser_value which)
{
    switch (parser->token.kind) {
    case GQ_TOKEN_BRACKET_L:
        return parse_list(parser, which);
    case GQ_TOKEN_BRACE_L:
        return parse_object(parser, which);
    case GQ_TOKEN_INT:
        return parse_scalar(parser, GQ_LITERAL_INT);
    case GQ_TOKEN_FLOAT:
        return parse_scalar(parser, GQ_LITERAL_FLOAT);
    case GQ_TOKEN_STRING:
    case GQ_TOKEN_BLOCK_STRING:
        return parse_scalar(parser, GQ_LITERAL_STRING);
    case GQ_TOKEN_NAME:
        return parse_name_value(parser);
    case GQ_TOKEN_DOLLAR:
        return which == GQ_PARSER_VALUE_CONST ? fail_variable_in_const(parser)
                                              : parse_variable(parser);
    default:
        gq_parser_unexpected(parser, &parser->token);
        return NULL;
    }
}

bool
gq_parser_default_value(struct gq_parser *parser, struct gq_literal **ret_value)
{
    if (!gq_parser_is(parser, GQ_TOKEN_EQUALS))
        return true;
    if (!gq_parser_advance(parser))
        return false;
    *ret_value = gq_parser_value(parser, GQ_PARSER_VALUE_CONST);
    return *ret_value;
}

/* Argument : Name `:` Value */
static struct gq_argument *
parse_argument(struct gq_parser *parser, enum gq_parser_value which)
{
    struct gq_argument *argument = gq_arena_new_of(parser->arena, struct gq_argument);

    if (!gq_parser_name(parser, &argument->name) || !gq_parser_expect(parser, GQ_TOKEN_COLON))
        return NULL;
    argument->value = gq_parser_value(parser, which);
    return argument->value ? argument : NULL;
}

/* Arguments : `(` Argument+ `)` */
bool
gq_parser_arguments(
        struct gq_parser *parser, enum gq_parser_value which, struct gq_argument **ret_arguments)
{
    struct gq_argument **tail = ret_arguments;

    if (!gq_parser_is(parser, GQ_TOKEN_PAREN_L))
        return true;
    if (!gq_parser_advance(parser))
        return false;
    do {
        *tail = parse_argument(parser, which);
        if (!*tail)
            return false;
        tail = &(*tail)->next;
    } while (!gq_parser_is(parser, GQ_TOKEN_PAREN_R));
    return gq_parser_advance(parser);
}

/* Directives : Directive+; Directive : `@` Name Arguments? */
bool
gq_parser_directives(
        struct gq_parser *parser, enum gq_parser_value which, struct gq_directive **ret_directives)
{
    struct gq_directive **tail = ret_directives;

    while (gq_parser_is(parser, GQ_TOKEN_AT)) {
        struct gq_directive *directive = gq_arena_new_of(parser->arena, struct gq_directive);

        directive->position = parser->token.position;
        if (!gq_parser_advance(parser) || !gq_parser_name(parser, &directive->name)
                || !gq_parser_arguments(parser, which, &directive->arguments))
            return false;
        *tail = directive;
        tail = &directive->next;
    }
    return true;
}
