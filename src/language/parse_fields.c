/* language/parse_fields.c - the lists inside type system definitions. */
#include "language/parser.h"
#include "language/syntax_error.h"

#include <stddef.h>

/* InputValueDefinition : Description? Name `:` Type DefaultValue? Directives[Const]? */
static struct gq_input_value_definition *
parse_input_value(struct gq_parser *parser)
{
    struct gq_input_value_definition *value =
            gq_arena_new_of(parser->arena, struct gq_input_value_definition);

    value->position = parser->token.position;
    if (!gq_parser_description(parser, &value->description) || !gq_parser_name(parser, &value->name)
            || !gq_parser_expect(parser, GQ_TOKEN_COLON))
        return NULL;
    value->type = gq_parser_type(parser);
    if (!value->type || !gq_parser_default_value(parser, &value->default_value)
            || !gq_parser_directives(parser, GQ_PARSER_VALUE_CONST, &value->directives))
        return NULL;
    return value;
}

/*
 * ArgumentsDefinition : `(` InputValueDefinition+ `)`
 * InputFieldsDefinition : `{` InputValueDefinition+ `}`
 */
bool
gq_parser_input_values(struct gq_parser *parser, enum gq_token_kind open, enum gq_token_kind close,
        struct gq_input_value_definition **ret_values)
{
    struct gq_input_value_definition **tail = ret_values;

    if (!gq_parser_is(parser, open))
        return true;
    if (!gq_parser_advance(parser))
        return false;
    do {
        *tail = parse_input_value(parser);
        if (!*tail)
            return false;
        tail = &(*tail)->next;
    } while (!gq_parser_is(parser, close));
    return gq_parser_advance(parser);
}

/* FieldDefinition : Description? Name ArgumentsDefinition? `:` Type Directives[Const]? */
static struct gq_field_definition *
parse_field(struct gq_parser *parser)
{
    struct gq_field_definition *field = gq_arena_new_of(parser->arena, struct gq_field_definition);

    field->position = parser->token.position;
    if (!gq_parser_description(parser, &field->description) || !gq_parser_name(parser, &field->name)
            || !gq_parser_input_values(
                    parser, GQ_TOKEN_PAREN_L, GQ_TOKEN_PAREN_R, &field->arguments)
            || !gq_parser_expect(parser, GQ_TOKEN_COLON))
        return NULL;
    field->type = gq_parser_type(parser);
    if (!field->type || !gq_parser_directives(parser, GQ_PARSER_VALUE_CONST, &field->directives))
        return NULL;
    return field;
}

/* FieldsDefinition : `{` FieldDefinition+ `}` */
bool
gq_parser_fields(struct gq_parser *parser, struct gq_field_definition **ret_fields)
{
    struct gq_field_definition **tail = ret_fields;

    if (!gq_parser_is(parser, GQ_TOKEN_BRACE_L))
        return true;
    if (!gq_parser_advance(parser))
        return false;
    do {
        *tail = parse_field(parser);
        if (!*tail)
            return false;
        tail = &(*tail)->next;
    } while (!gq_parser_is(parser, GQ_TOKEN_BRACE_R));
    return gq_parser_advance(parser);
}

/* EnumValue : Name but not `true`, `false` or `null`; strings of these words get the same error. */
static bool
parse_enum_value_name(struct gq_parser *parser, struct gq_name *ret_name)
{
    const struct gq_token *token = &parser->token;

    if (gq_token_has_text(token)
            && (gq_str_is(token->text, "true") || gq_str_is(token->text, "false")
                    || gq_str_is(token->text, "null"))) {
        gq_syntax_error_token(parser->errs, token->position, "", token,
                " is reserved and cannot be used for an enum value.");
        return false;
    }
    return gq_parser_name(parser, ret_name);
}

/* EnumValueDefinition : Description? EnumValue Directives[Const]? */
static struct gq_enum_value_definition *
parse_enum_value(struct gq_parser *parser)
{
    struct gq_enum_value_definition *value =
            gq_arena_new_of(parser->arena, struct gq_enum_value_definition);

    value->position = parser->token.position;
    if (!gq_parser_description(parser, &value->description)
            || !parse_enum_value_name(parser, &value->name)
            || !gq_parser_directives(parser, GQ_PARSER_VALUE_CONST, &value->directives))
        return NULL;
    return value;
}

/* EnumValuesDefinition : `{` EnumValueDefinition+ `}` */
bool
gq_parser_enum_values(struct gq_parser *parser, struct gq_enum_value_definition **ret_values)
{
    struct gq_enum_value_definition **tail = ret_values;

    if (!gq_parser_is(parser, GQ_TOKEN_BRACE_L))
        return true;
    if (!gq_parser_advance(parser))
        return false;
    do {
        *tail = parse_enum_value(parser);
        if (!*tail)
            return false;
        tail = &(*tail)->next;
    } while (!gq_parser_is(parser, GQ_TOKEN_BRACE_R));
    return gq_parser_advance(parser);
}

/* RootOperationTypeDefinition : OperationType `:` NamedType */
static struct gq_root_operation_definition *
parse_root_operation(struct gq_parser *parser)
{
    struct gq_root_operation_definition *root =
            gq_arena_new_of(parser->arena, struct gq_root_operation_definition);

    root->position = parser->token.position;
    if (!gq_parser_operation_type(parser, &root->operation)
            || !gq_parser_expect(parser, GQ_TOKEN_COLON) || !gq_parser_name(parser, &root->type))
        return NULL;
    return root;
}

/* `{` RootOperationTypeDefinition+ `}` */
bool
gq_parser_root_operations(struct gq_parser *parser, struct gq_root_operation_definition **ret_roots)
{
    struct gq_root_operation_definition **tail = ret_roots;

    if (!gq_parser_is(parser, GQ_TOKEN_BRACE_L))
        return true;
    if (!gq_parser_advance(parser))
        return false;
    do {
        *tail = parse_root_operation(parser);
        if (!*tail)
            return false;
        tail = &(*tail)->next;
    } while (!gq_parser_is(parser, GQ_TOKEN_BRACE_R));
    return gq_parser_advance(parser);
}
