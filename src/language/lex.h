/*
 * language/lex.h - source text to tokens, one at a time.
 *
 * In:       one source; nothing is assumed about its bytes.
 * Out:      the next token, its text a slice of the source where nothing had to be unescaped.
 * Not here: grammar, limits (parser.h).
 *
 * Never recurses; linear in the text.
 */
#ifndef GQ_LANGUAGE_LEX_H
#define GQ_LANGUAGE_LEX_H

#include "base/attribute.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

struct gq_arena;
struct gq_errors;
struct gq_source;
struct gq_token;

/* Where the scanner stands. One thread at a time. */
struct gq_lex {
    const char *bytes, *cursor, *end;
    uint32_t start; /* the position of bytes[0] */
    struct gq_arena *arena;
    struct gq_errors *errs;
};

/* At the start of the source. All pointers are borrowed for as long as the scanner is used. */
void gq_lex_init(struct gq_lex *lex, struct gq_arena *arena, const struct gq_source *source,
        struct gq_errors *errs);

/*
 * Reads one token; at the end of the text GQ_TOKEN_EOF, again and again.
 * Spec: Language > Source Text, Lexical Tokens. False after adding GQ_E_PARSE_FAILED.
 */
GQ_MUST_CHECK bool gq_lex_next(struct gq_lex *lex, struct gq_token *ret_token);

/* The position of a byte of the text. */
static inline uint32_t
gq_lex_position(const struct gq_lex *lex, const char *at)
{
    return lex->start + (uint32_t)(at - lex->bytes);
}

/* The whole text. */
static inline struct gq_str
gq_lex_text(const struct gq_lex *lex)
{
    return (struct gq_str){ lex->bytes, (size_t)(lex->end - lex->bytes) };
}

/*
 * Passes over a run of bytes past ASCII; NULL after adding a syntax error where they are not
 * UTF-8. Spec: Language > Source Text.
 */
GQ_MUST_CHECK const char *gq_lex_skip_non_ascii(struct gq_lex *lex, const char *cursor);

#endif
