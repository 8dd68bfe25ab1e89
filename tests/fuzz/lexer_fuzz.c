/*
 * tests/fuzz/lexer_fuzz.c - tokens follow one another inside the text, strings come back from
 * their printed form, and the small grammars take anything.
 */
#include "base/buf.h"
#include "base/error.h"
#include "base/utf8.h"
#include "fuzz.h"
#include "language/coordinate.h"
#include "language/lex.h"
#include "language/parse.h"
#include "language/print.h"
#include "language/token.h"

#define PRINTED_MAX ((size_t)1 << 26)

static const struct gq_source *
source_of(struct gq_arena *arena, struct gq_str text, struct gq_errors *errs)
{
    struct gq_sources *sources = gq_arena_new_of(arena, struct gq_sources);

    gq_errors_init(errs, arena, sources, 4);
    return gq_source_add(arena, sources, GQ_STR("fuzz"), text);
}

/* The value, printed by `print`, is one string token with this value. */
static void
check_string(
        struct gq_arena *arena, struct gq_str value, void (*print)(struct gq_buf *, struct gq_str))
{
    struct gq_buf *out = gq_arena_new_of(arena, struct gq_buf);
    struct gq_errors errs;
    struct gq_token token;
    struct gq_lex lex;

    gq_buf_init_in(out, arena, PRINTED_MAX);
    print(out, value);
    gq_lex_init(&lex, arena, source_of(arena, gq_buf_view(out), &errs), &errs);
    fuzz_require(gq_lex_next(&lex, &token));
    fuzz_require(token.kind == GQ_TOKEN_STRING || token.kind == GQ_TOKEN_BLOCK_STRING);
    fuzz_require(gq_str_equal(token.text, value));
    fuzz_require(gq_lex_next(&lex, &token) && token.kind == GQ_TOKEN_EOF);
}

static void
check_token(struct gq_arena *arena, const struct gq_token *token)
{
    size_t bad;

    if (!gq_token_has_text(token)) {
        fuzz_require(token->text.length == 0);
        return;
    }
    fuzz_require(token->text.bytes && gq_utf8_check(token->text, &bad));
    if (token->kind < GQ_TOKEN_STRING)
        return;
    check_string(arena, token->text, gq_print_string);
    if (gq_print_fits_block_string(token->text))
        check_string(arena, token->text, gq_print_block_string);
}

static void
scan(struct gq_arena *arena, struct gq_str text)
{
    struct gq_errors errs;
    struct gq_lex lex;
    struct gq_token token;
    uint32_t position = 0;

    gq_lex_init(&lex, arena, source_of(arena, text, &errs), &errs);
    do {
        if (!gq_lex_next(&lex, &token)) {
            fuzz_require(errs.count == 1);
            return;
        }
        fuzz_require(token.position >= position && token.position <= text.length);
        check_token(arena, &token);
        position = token.position + 1;
    } while (token.kind != GQ_TOKEN_EOF);
}

static void
fuzz_one(struct gq_arena *arena, struct gq_str text)
{
    static const struct gq_parse_options options = { 0 };
    struct gq_coordinate coordinate;
    struct gq_errors errs;

    scan(arena, text);
    fuzz_require(gq_coordinate_parse(source_of(arena, text, &errs), &coordinate, &errs)
            == (errs.count == 0));
    fuzz_require((gq_parse_type(arena, source_of(arena, text, &errs), &options, &errs) != NULL)
            == (errs.count == 0));
    fuzz_require(
            (gq_parse_const_value(arena, source_of(arena, text, &errs), &options, &errs) != NULL)
            == (errs.count == 0));
}
