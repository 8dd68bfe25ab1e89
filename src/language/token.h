/*
 * language/token.h - what the scanner gives the parser.
 *
 * Spec: Language > Lexical Tokens. Not here: comments, blanks, commas; the scanner drops them.
 */
#ifndef GQ_LANGUAGE_TOKEN_H
#define GQ_LANGUAGE_TOKEN_H

#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

enum gq_token_kind {
    GQ_TOKEN_EOF,
    GQ_TOKEN_BANG,
    GQ_TOKEN_DOLLAR,
    GQ_TOKEN_AMP,
    GQ_TOKEN_PAREN_L,
    GQ_TOKEN_PAREN_R,
    GQ_TOKEN_DOT, /* only in schema coordinates */
    GQ_TOKEN_SPREAD,
    GQ_TOKEN_COLON,
    GQ_TOKEN_EQUALS,
    GQ_TOKEN_AT,
    GQ_TOKEN_BRACKET_L,
    GQ_TOKEN_BRACKET_R,
    GQ_TOKEN_BRACE_L,
    GQ_TOKEN_PIPE,
    GQ_TOKEN_BRACE_R,
    GQ_TOKEN_NAME,
    GQ_TOKEN_INT,
    GQ_TOKEN_FLOAT,
    GQ_TOKEN_STRING,
    GQ_TOKEN_BLOCK_STRING,
};

struct gq_token {
    enum gq_token_kind kind;
    uint32_t position;  /* of its first byte */
    struct gq_str text; /* NAME, INT, FLOAT: as written; strings: the value; else empty */
};

/* How messages call a kind: `Name`, `"{"`, `<EOF>`. Static, NUL-terminated. */
const char *gq_token_kind_text(enum gq_token_kind kind);

/* Kinds from NAME on carry text, and messages show it. */
static inline bool
gq_token_has_text(const struct gq_token *token)
{
    return token->kind >= GQ_TOKEN_NAME;
}

#endif
