/* language/parser.c - the current token, and what every production asks of it. */
#include "language/parser.h"

#include "base/error.h"
#include "base/source.h"
#include "language/parse.h"
#include "language/syntax_error.h"

#include <assert.h>
#include <stddef.h>

static uint32_t
bound_of(uint32_t wanted, uint32_t most)
{
    return wanted && wanted < most ? wanted : most;
}

bool
gq_parser_init(struct gq_parser *parser, struct gq_arena *arena, const struct gq_source *source,
        const struct gq_parse_options *options, struct gq_errors *errs)
{
    uint32_t bytes_max = bound_of(options->bytes_max, UINT32_MAX);

    *parser = (struct gq_parser){
        .arena = arena,
        .errs = errs,
        .tokens_max = bound_of(options->tokens_max, UINT32_MAX),
        .nesting_max = bound_of(options->nesting_max, GQ_PARSE_NESTING_MAX),
    };
    if (source->text.length > bytes_max) {
        gq_errors_add(errs, GQ_E_REQUEST_LIMIT_EXCEEDED, source->start + bytes_max,
                "Syntax Error: Source contains more than %u bytes. Parsing aborted.", bytes_max);
        return false;
    }
    gq_lex_init(&parser->lex, arena, source, errs);
    return gq_parser_advance(parser);
}

bool
gq_parser_advance(struct gq_parser *parser)
{
    if (!gq_lex_next(&parser->lex, &parser->token))
        return false;
    if (parser->token.kind == GQ_TOKEN_EOF)
        return true;
    if (GQ_LIKELY(++parser->token_count <= parser->tokens_max))
        return true;
    gq_errors_add(parser->errs, GQ_E_MAX_TOKENS_LIMIT, parser->token.position,
            "Syntax Error: Document contains more than %u tokens. Parsing aborted.",
            parser->tokens_max);
    return false;
}

bool
gq_parser_enter(struct gq_parser *parser)
{
    if (GQ_LIKELY(++parser->nesting <= parser->nesting_max))
        return true;
    gq_errors_add(parser->errs, GQ_E_MAX_NESTING_LIMIT, parser->token.position,
            "Syntax Error: Document contains more than %u levels of nesting. Parsing aborted.",
            parser->nesting_max);
    return false;
}

bool
gq_parser_unexpected(struct gq_parser *parser, const struct gq_token *token)
{
    gq_syntax_error_token(parser->errs, token->position, "Unexpected ", token, ".");
    return false;
}

static bool
fail_expected(struct gq_parser *parser, const char *quote, const char *wanted)
{
    struct gq_str before =
            gq_arena_printf(parser->errs->arena, "Expected %s%s%s, found ", quote, wanted, quote);

    gq_syntax_error_token(parser->errs, parser->token.position, before.bytes, &parser->token, ".");
    return false;
}

bool
gq_parser_expect(struct gq_parser *parser, enum gq_token_kind kind)
{
    if (GQ_LIKELY(parser->token.kind == kind))
        return gq_parser_advance(parser);
    return fail_expected(parser, "", gq_token_kind_text(kind));
}

bool
gq_parser_is_keyword(const struct gq_parser *parser, const char *keyword)
{
    return parser->token.kind == GQ_TOKEN_NAME && gq_str_is(parser->token.text, keyword);
}

bool
gq_parser_expect_keyword(struct gq_parser *parser, const char *keyword)
{
    if (gq_parser_is_keyword(parser, keyword))
        return gq_parser_advance(parser);
    return fail_expected(parser, "\"", keyword);
}

bool
gq_parser_accept(struct gq_parser *parser, enum gq_token_kind kind, bool *ret_found)
{
    *ret_found = parser->token.kind == kind;
    return !*ret_found || gq_parser_advance(parser);
}

bool
gq_parser_name(struct gq_parser *parser, struct gq_name *ret_name)
{
    ret_name->text = parser->token.text;
    ret_name->position = parser->token.position;
    return gq_parser_expect(parser, GQ_TOKEN_NAME);
}

bool
gq_parser_description(struct gq_parser *parser, struct gq_description *ret_description)
{
    if (!gq_parser_is_string(parser))
        return true;
    *ret_description = (struct gq_description){ parser->token.text, parser->token.position,
        parser->token.kind == GQ_TOKEN_BLOCK_STRING };
    return gq_parser_advance(parser);
}

bool
gq_parser_operation_type(struct gq_parser *parser, enum gq_operation_kind *ret_kind)
{
    static const char *const names[] = {
        [GQ_OPERATION_QUERY] = "query",
        [GQ_OPERATION_MUTATION] = "mutation",
        [GQ_OPERATION_SUBSCRIPTION] = "subscription",
    };
    struct gq_token token = parser->token;

    if (!gq_parser_expect(parser, GQ_TOKEN_NAME))
        return false;
    for (unsigned i = 0; i < GQ_ARRAY_LENGTH(names); i++) {
        if (gq_str_is(token.text, names[i])) {
            *ret_kind = (enum gq_operation_kind)i;
            return true;
        }
    }
    return gq_parser_unexpected(parser, &token);
}
