/* language/parse_executable.c - Spec: Language > Operations, Selection Sets, Fields, Fragments. */
#include "language/parser.h"

#include <assert.h>
#include <stddef.h>

static bool parse_selection_set(struct gq_parser *parser, struct gq_selection_set *set);

/* Field : Alias? Name Arguments? Directives? SelectionSet? */
static bool
parse_field(struct gq_parser *parser, struct gq_selection *field)
{
    field->kind = GQ_SELECTION_FIELD;
    if (!gq_parser_name(parser, &field->name))
        return false;
    if (gq_parser_is(parser, GQ_TOKEN_COLON)) {
        field->alias = field->name;
        if (!gq_parser_advance(parser) || !gq_parser_name(parser, &field->name))
            return false;
    }
    if (!gq_parser_arguments(parser, GQ_PARSER_VALUE_ANY, &field->arguments)
            || !gq_parser_directives(parser, GQ_PARSER_VALUE_ANY, &field->directives))
        return false;
    return !gq_parser_is(parser, GQ_TOKEN_BRACE_L)
            || parse_selection_set(parser, &field->selections);
}

/* FragmentSpread : `...` FragmentName Directives? */
static bool
parse_spread(struct gq_parser *parser, struct gq_selection *spread)
{
    spread->kind = GQ_SELECTION_SPREAD;
    return gq_parser_name(parser, &spread->name)
            && gq_parser_directives(parser, GQ_PARSER_VALUE_ANY, &spread->directives);
}

/* InlineFragment : `...` TypeCondition? Directives? SelectionSet */
static bool
parse_inline_fragment(struct gq_parser *parser, struct gq_selection *fragment)
{
    fragment->kind = GQ_SELECTION_INLINE;
    if (gq_parser_is_keyword(parser, "on")
            && (!gq_parser_advance(parser) || !gq_parser_name(parser, &fragment->type_condition)))
        return false;
    return gq_parser_directives(parser, GQ_PARSER_VALUE_ANY, &fragment->directives)
            && parse_selection_set(parser, &fragment->selections);
}

/* Selection : Field | FragmentSpread | InlineFragment */
static struct gq_selection *
parse_selection(struct gq_parser *parser)
{
    struct gq_selection *selection = gq_arena_new_of(parser->arena, struct gq_selection);

    selection->position = parser->token.position;
    if (!gq_parser_is(parser, GQ_TOKEN_SPREAD))
        return parse_field(parser, selection) ? selection : NULL;
    if (!gq_parser_advance(parser))
        return NULL;
    if (gq_parser_is(parser, GQ_TOKEN_NAME) && !gq_parser_is_keyword(parser, "on"))
        return parse_spread(parser, selection) ? selection : NULL;
    return parse_inline_fragment(parser, selection) ? selection : NULL;
}

/* SelectionSet : `{` Selection+ `}`; an empty one is read too, and left to validation. */
static bool
parse_selection_set(struct gq_parser *parser, struct gq_selection_set *set)
{
    struct gq_selection **tail = &set->first;

    set->position = parser->token.position;
    set->is_present = true;
    if (!gq_parser_enter(parser) || !gq_parser_expect(parser, GQ_TOKEN_BRACE_L))
        return false;
    while (!gq_parser_is(parser, GQ_TOKEN_BRACE_R)) {
        *tail = parse_selection(parser);
        if (!*tail)
            return false;
        tail = &(*tail)->next;
    }
    gq_parser_leave(parser);
    return gq_parser_advance(parser);
}

/* VariableDefinition : Description? Variable `:` Type DefaultValue? Directives[Const]? */
static struct gq_variable_definition *
parse_variable_definition(struct gq_parser *parser)
{
    struct gq_variable_definition *variable =
            gq_arena_new_of(parser->arena, struct gq_variable_definition);

    variable->position = parser->token.position;
    if (!gq_parser_description(parser, &variable->description)
            || !gq_parser_expect(parser, GQ_TOKEN_DOLLAR)
            || !gq_parser_name(parser, &variable->name)
            || !gq_parser_expect(parser, GQ_TOKEN_COLON))
        return NULL;
    variable->type = gq_parser_type(parser);
    if (!variable->type || !gq_parser_default_value(parser, &variable->default_value)
            || !gq_parser_directives(parser, GQ_PARSER_VALUE_CONST, &variable->directives))
        return NULL;
    return variable;
}

/* VariablesDefinition : `(` VariableDefinition+ `)` */
static bool
parse_variables(struct gq_parser *parser, struct gq_variable_definition **tail)
{
    if (!gq_parser_is(parser, GQ_TOKEN_PAREN_L))
        return true;
    if (!gq_parser_advance(parser))
        return false;
    do {
        *tail = parse_variable_definition(parser);
        if (!*tail)
            return false;
        tail = &(*tail)->next;
    } while (!gq_parser_is(parser, GQ_TOKEN_PAREN_R));
    return gq_parser_advance(parser);
}

/*
 * OperationDefinition :
 *     Description? OperationType Name? VariablesDefinition? Directives? SelectionSet | SelectionSet
 */
bool
gq_parser_operation(struct gq_parser *parser, struct gq_definition *definition)
{
    definition->kind = GQ_DEFINITION_OPERATION;
    if (gq_parser_is(parser, GQ_TOKEN_BRACE_L)) {
        definition->operation.is_shorthand = true;
        return parse_selection_set(parser, &definition->operation.selections);
    }
    if (!gq_parser_operation_type(parser, &definition->operation.kind))
        return false;
    if (gq_parser_is(parser, GQ_TOKEN_NAME) && !gq_parser_name(parser, &definition->name))
        return false;
    return parse_variables(parser, &definition->operation.variables)
            && gq_parser_directives(parser, GQ_PARSER_VALUE_ANY, &definition->directives)
            && parse_selection_set(parser, &definition->operation.selections);
}

/* FragmentDefinition : Description? `fragment` FragmentName TypeCondition Directives? SelectionSet */
bool
gq_parser_fragment(struct gq_parser *parser, struct gq_definition *definition)
{
    definition->kind = GQ_DEFINITION_FRAGMENT;
    if (!gq_parser_expect_keyword(parser, "fragment"))
        return false;
    /* FragmentName : Name but not `on`; as graphql-js has it, a string "on" gets this error too. */
    if (gq_token_has_text(&parser->token) && gq_str_is(parser->token.text, "on"))
        return gq_parser_unexpected(parser, &parser->token);
    return gq_parser_name(parser, &definition->name) && gq_parser_expect_keyword(parser, "on")
            && gq_parser_name(parser, &definition->fragment.type_condition)
            && gq_parser_directives(parser, GQ_PARSER_VALUE_ANY, &definition->directives)
            && parse_selection_set(parser, &definition->fragment.selections);
}
