/* language/parse_type.c - Spec: Language > Type References. */
#include "language/parser.h"

#include <stddef.h>

static struct gq_type_node *
type_new(struct gq_parser *parser, enum gq_type_node_kind kind, uint32_t position)
{
    struct gq_type_node *type = gq_arena_new_of(parser->arena, struct gq_type_node);

    type->kind = kind;
    type->position = position;
    return type;
}

/* NamedType : Name */
static struct gq_type_node *
parse_named(struct gq_parser *parser)
{
    struct gq_type_node *type = type_new(parser, GQ_TYPE_NODE_NAMED, parser->token.position);

    type->name = parser->token.text;
    return gq_parser_expect(parser, GQ_TOKEN_NAME) ? type : NULL;
}

/* ListType : `[` Type `]` */
static struct gq_type_node *
parse_list(struct gq_parser *parser)
{
    struct gq_type_node *type = type_new(parser, GQ_TYPE_NODE_LIST, parser->token.position);

    if (!gq_parser_enter(parser) || !gq_parser_advance(parser))
        return NULL;
    type->of = gq_parser_type(parser);
    if (!type->of || !gq_parser_expect(parser, GQ_TOKEN_BRACKET_R))
        return NULL;
    gq_parser_leave(parser);
    return type;
}

/*
 * Type : NamedType | ListType | NonNullType
 * NonNullType : NamedType `!` | ListType `!`
 */
struct gq_type_node *
gq_parser_type(struct gq_parser *parser)
{
    struct gq_type_node *type =
            gq_parser_is(parser, GQ_TOKEN_BRACKET_L) ? parse_list(parser) : parse_named(parser);
    struct gq_type_node *non_null;

    if (!type || !gq_parser_is(parser, GQ_TOKEN_BANG))
        return type;
    non_null = type_new(parser, GQ_TYPE_NODE_NON_NULL, type->position);
    non_null->of = type;
    return gq_parser_advance(parser) ? non_null : NULL;
}
