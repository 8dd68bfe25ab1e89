/*
 * language/parse_sdl.c - Spec: Type System, and Type System Extensions.
 *
 * A definition and its extension differ in little: an extension must add something.
 */
#include "language/parser.h"

#include <assert.h>
#include <stddef.h>

static const char *const directive_locations[] = {
    "QUERY", "MUTATION", "SUBSCRIPTION", "FIELD", "FRAGMENT_DEFINITION", "FRAGMENT_SPREAD",
    "INLINE_FRAGMENT", "VARIABLE_DEFINITION",
    "FRAGMENT_VARIABLE_DEFINITION", /* read by graphql-js as well, ahead of the specification */
    "SCHEMA", "SCALAR", "OBJECT", "FIELD_DEFINITION", "ARGUMENT_DEFINITION", "INTERFACE", "UNION",
    "ENUM", "ENUM_VALUE", "INPUT_OBJECT", "INPUT_FIELD_DEFINITION",
    "DIRECTIVE_DEFINITION", /* likewise */
};

/* An extension that has none of its parts is an error at the token where they would begin. */
static bool
check_extends(struct gq_parser *parser, const struct gq_definition *definition, const void *part)
{
    if (!definition->is_extension || definition->directives || part)
        return true;
    return gq_parser_unexpected(parser, &parser->token);
}

/* The keyword, which has been recognised already, and the name. */
static bool
parse_keyword_and_name(struct gq_parser *parser, struct gq_definition *definition)
{
    assert(gq_parser_is(parser, GQ_TOKEN_NAME));
    return gq_parser_advance(parser) && gq_parser_name(parser, &definition->name);
}

static bool
parse_const_directives(struct gq_parser *parser, struct gq_definition *definition)
{
    return gq_parser_directives(parser, GQ_PARSER_VALUE_CONST, &definition->directives);
}

/* `Delimiter? Name (Delimiter Name)*`: interfaces by `&`, members and locations by `|`. */
static bool
parse_delimited_names(struct gq_parser *parser, enum gq_token_kind delimiter,
        bool (*parse_name)(struct gq_parser *, struct gq_name *), struct gq_named_item **tail)
{
    bool goes_on;

    if (!gq_parser_accept(parser, delimiter, &goes_on))
        return false;
    do {
        struct gq_named_item *item = gq_arena_new_of(parser->arena, struct gq_named_item);

        if (!parse_name(parser, &item->name) || !gq_parser_accept(parser, delimiter, &goes_on))
            return false;
        *tail = item;
        tail = &item->next;
    } while (goes_on);
    return true;
}

/* ImplementsInterfaces : `implements` `&`? NamedType (`&` NamedType)* */
static bool
parse_interfaces(struct gq_parser *parser, struct gq_named_item **ret_interfaces)
{
    if (!gq_parser_is_keyword(parser, "implements"))
        return true;
    return gq_parser_advance(parser)
            && parse_delimited_names(parser, GQ_TOKEN_AMP, gq_parser_name, ret_interfaces);
}

/* UnionMemberTypes : `=` `|`? NamedType (`|` NamedType)* */
static bool
parse_members(struct gq_parser *parser, struct gq_named_item **ret_members)
{
    if (!gq_parser_is(parser, GQ_TOKEN_EQUALS))
        return true;
    return gq_parser_advance(parser)
            && parse_delimited_names(parser, GQ_TOKEN_PIPE, gq_parser_name, ret_members);
}

/* DirectiveLocation : one of a fixed set of names */
static bool
parse_directive_location(struct gq_parser *parser, struct gq_name *ret_name)
{
    struct gq_token token = parser->token;

    if (!gq_parser_name(parser, ret_name))
        return false;
    for (size_t i = 0; i < GQ_ARRAY_LENGTH(directive_locations); i++) {
        if (gq_str_is(token.text, directive_locations[i]))
            return true;
    }
    return gq_parser_unexpected(parser, &token);
}

/*
 * SchemaDefinition : Description? `schema` Directives[Const]? `{` RootOperationTypeDefinition+ `}`
 * SchemaExtension : `extend` `schema` ..., where the roots may be missing
 */
bool
gq_parser_schema(struct gq_parser *parser, struct gq_definition *definition)
{
    bool has_roots;

    definition->kind = GQ_DEFINITION_SCHEMA;
    if (!gq_parser_advance(parser) || !parse_const_directives(parser, definition))
        return false;
    has_roots = gq_parser_is(parser, GQ_TOKEN_BRACE_L);
    if (!has_roots && !definition->is_extension)
        return gq_parser_expect(parser, GQ_TOKEN_BRACE_L);
    return gq_parser_root_operations(parser, &definition->roots)
            && check_extends(parser, definition, definition->roots);
}

/* ScalarTypeDefinition : Description? `scalar` Name Directives[Const]? */
bool
gq_parser_scalar(struct gq_parser *parser, struct gq_definition *definition)
{
    definition->kind = GQ_DEFINITION_SCALAR;
    return parse_keyword_and_name(parser, definition) && parse_const_directives(parser, definition)
            && check_extends(parser, definition, NULL);
}

/*
 * ObjectTypeDefinition : Description? `type` Name ImplementsInterfaces? Directives[Const]?
 *     FieldsDefinition?
 * InterfaceTypeDefinition : the same with `interface`
 */
bool
gq_parser_object(struct gq_parser *parser, struct gq_definition *definition)
{
    definition->kind =
            gq_parser_is_keyword(parser, "type") ? GQ_DEFINITION_OBJECT : GQ_DEFINITION_INTERFACE;
    if (!parse_keyword_and_name(parser, definition)
            || !parse_interfaces(parser, &definition->object.interfaces)
            || !parse_const_directives(parser, definition)
            || !gq_parser_fields(parser, &definition->object.fields))
        return false;
    return definition->object.interfaces
            || check_extends(parser, definition, definition->object.fields);
}

/* UnionTypeDefinition : Description? `union` Name Directives[Const]? UnionMemberTypes? */
bool
gq_parser_union(struct gq_parser *parser, struct gq_definition *definition)
{
    definition->kind = GQ_DEFINITION_UNION;
    return parse_keyword_and_name(parser, definition) && parse_const_directives(parser, definition)
            && parse_members(parser, &definition->members)
            && check_extends(parser, definition, definition->members);
}

/* EnumTypeDefinition : Description? `enum` Name Directives[Const]? EnumValuesDefinition? */
bool
gq_parser_enum(struct gq_parser *parser, struct gq_definition *definition)
{
    definition->kind = GQ_DEFINITION_ENUM;
    return parse_keyword_and_name(parser, definition) && parse_const_directives(parser, definition)
            && gq_parser_enum_values(parser, &definition->enum_values)
            && check_extends(parser, definition, definition->enum_values);
}

/* InputObjectTypeDefinition : Description? `input` Name Directives[Const]? InputFieldsDefinition? */
bool
gq_parser_input_object(struct gq_parser *parser, struct gq_definition *definition)
{
    definition->kind = GQ_DEFINITION_INPUT_OBJECT;
    return parse_keyword_and_name(parser, definition) && parse_const_directives(parser, definition)
            && gq_parser_input_values(
                    parser, GQ_TOKEN_BRACE_L, GQ_TOKEN_BRACE_R, &definition->input_fields)
            && check_extends(parser, definition, definition->input_fields);
}

/*
 * DirectiveDefinition : Description? `directive` `@` Name ArgumentsDefinition? Directives[Const]?
 *     `repeatable`? `on` DirectiveLocations
 * The directives, and `extend directive @name Directives[Const]`, are read as graphql-js does.
 */
bool
gq_parser_directive_definition(struct gq_parser *parser, struct gq_definition *definition)
{
    definition->kind = GQ_DEFINITION_DIRECTIVE;
    if (!gq_parser_advance(parser) || !gq_parser_expect(parser, GQ_TOKEN_AT)
            || !gq_parser_name(parser, &definition->name))
        return false;
    if (definition->is_extension)
        return parse_const_directives(parser, definition)
                && check_extends(parser, definition, NULL);
    if (!gq_parser_input_values(
                parser, GQ_TOKEN_PAREN_L, GQ_TOKEN_PAREN_R, &definition->directive.arguments)
            || !parse_const_directives(parser, definition))
        return false;
    definition->directive.is_repeatable = gq_parser_is_keyword(parser, "repeatable");
    if (definition->directive.is_repeatable && !gq_parser_advance(parser))
        return false;
    return gq_parser_expect_keyword(parser, "on")
            && parse_delimited_names(parser, GQ_TOKEN_PIPE, parse_directive_location,
                    &definition->directive.locations);
}
