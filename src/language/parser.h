/*
 * language/parser.h - the state that the parts of the grammar share, and their functions.
 *
 * In:       tokens, one ahead.
 * Out:      nodes in the arena. Whoever returns false or NULL has added the one error; all stop.
 * Not here: the public entry points (parse.h); only files of language/ include this.
 *
 * Recursion: whatever may contain itself calls gq_parser_enter first, so that one counter bounds
 * selection sets, lists, objects and types alike.
 */
#ifndef GQ_LANGUAGE_PARSER_H
#define GQ_LANGUAGE_PARSER_H

#include "base/arena.h"
#include "base/attribute.h"
#include "language/ast.h"
#include "language/lex.h"
#include "language/token.h"

#include <stdbool.h>
#include <stdint.h>

struct gq_parse_options;

/* One thread at a time; lives on the stack of an entry point. */
struct gq_parser {
    struct gq_lex lex;
    struct gq_token token; /* the current one: read, not yet consumed */
    struct gq_arena *arena;
    struct gq_errors *errs;
    uint32_t token_count, tokens_max;
    uint32_t nesting, nesting_max;
};

/* Spec: Language > Input Values: a Const value has no variables in it. */
enum gq_parser_value { GQ_PARSER_VALUE_ANY, GQ_PARSER_VALUE_CONST };

/* parser.c: checks the size of the text and reads the first token. */
GQ_MUST_CHECK bool gq_parser_init(struct gq_parser *parser, struct gq_arena *arena,
        const struct gq_source *source, const struct gq_parse_options *options,
        struct gq_errors *errs);

/* Makes the next token current. */
GQ_MUST_CHECK bool gq_parser_advance(struct gq_parser *parser);

/* Goes one level deeper; GQ_E_MAX_NESTING_LIMIT. Not undone on failure: nobody goes on then. */
GQ_MUST_CHECK bool gq_parser_enter(struct gq_parser *parser);

static inline void
gq_parser_leave(struct gq_parser *parser)
{
    parser->nesting--;
}

/* Adds `Unexpected ...` at the token. Always false. */
bool gq_parser_unexpected(struct gq_parser *parser, const struct gq_token *token);

/* The current token is `kind` and consumed, or an error. */
GQ_MUST_CHECK bool gq_parser_expect(struct gq_parser *parser, enum gq_token_kind kind);
GQ_MUST_CHECK bool gq_parser_expect_keyword(struct gq_parser *parser, const char *keyword);

static inline bool
gq_parser_is(const struct gq_parser *parser, enum gq_token_kind kind)
{
    return parser->token.kind == kind;
}

/* Is the current token the name `keyword`? */
bool gq_parser_is_keyword(const struct gq_parser *parser, const char *keyword);

static inline bool
gq_parser_is_string(const struct gq_parser *parser)
{
    return parser->token.kind >= GQ_TOKEN_STRING;
}

/* Consumes the token if it is `kind`: `*ret_found` says so. False only if the next is broken. */
GQ_MUST_CHECK bool gq_parser_accept(
        struct gq_parser *parser, enum gq_token_kind kind, bool *ret_found);

GQ_MUST_CHECK bool gq_parser_name(struct gq_parser *parser, struct gq_name *ret_name);

/* Description : StringValue; absent is fine. */
GQ_MUST_CHECK bool gq_parser_description(
        struct gq_parser *parser, struct gq_description *ret_description);

/* OperationType : one of `query` `mutation` `subscription` */
GQ_MUST_CHECK bool gq_parser_operation_type(
        struct gq_parser *parser, enum gq_operation_kind *ret_kind);

/* parse_value.c. All lists may be absent: NULL then. */
GQ_MUST_CHECK struct gq_literal *gq_parser_value(
        struct gq_parser *parser, enum gq_parser_value which);
GQ_MUST_CHECK bool gq_parser_arguments(
        struct gq_parser *parser, enum gq_parser_value which, struct gq_argument **ret_arguments);
GQ_MUST_CHECK bool gq_parser_directives(
        struct gq_parser *parser, enum gq_parser_value which, struct gq_directive **ret_directives);
/* DefaultValue : `=` Value[Const]; `*ret_value` stays as it is when there is none. */
GQ_MUST_CHECK bool gq_parser_default_value(struct gq_parser *parser, struct gq_literal **ret_value);

/* parse_type.c */
GQ_MUST_CHECK struct gq_type_node *gq_parser_type(struct gq_parser *parser);

/* parse_executable.c: behind the description, at the keyword or the brace. */
GQ_MUST_CHECK bool gq_parser_operation(struct gq_parser *parser, struct gq_definition *definition);
GQ_MUST_CHECK bool gq_parser_fragment(struct gq_parser *parser, struct gq_definition *definition);

/* parse_fields.c: what type definitions have between braces and parentheses. */
GQ_MUST_CHECK bool gq_parser_fields(
        struct gq_parser *parser, struct gq_field_definition **ret_fields);
GQ_MUST_CHECK bool gq_parser_input_values(struct gq_parser *parser, enum gq_token_kind open,
        enum gq_token_kind close, struct gq_input_value_definition **ret_values);
GQ_MUST_CHECK bool gq_parser_enum_values(
        struct gq_parser *parser, struct gq_enum_value_definition **ret_values);
GQ_MUST_CHECK bool gq_parser_root_operations(
        struct gq_parser *parser, struct gq_root_operation_definition **ret_roots);

/* parse_sdl.c: a type system definition, or an extension, from its keyword on. */
typedef bool gq_parser_definition_fn(struct gq_parser *parser, struct gq_definition *definition);

gq_parser_definition_fn gq_parser_schema, gq_parser_scalar, gq_parser_object, gq_parser_union,
        gq_parser_enum, gq_parser_input_object, gq_parser_directive_definition;

#endif
