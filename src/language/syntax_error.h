/*
 * language/syntax_error.h - the one way in which reading text fails: `Syntax Error: ...`.
 *
 * In:       a place, a message in graphql-js's words, pieces of the text itself.
 * Out:      GQ_E_PARSE_FAILED in `errs`.
 * Not here: limits of nesting and tokens, which have codes of their own (parser.h).
 */
#ifndef GQ_LANGUAGE_SYNTAX_ERROR_H
#define GQ_LANGUAGE_SYNTAX_ERROR_H

#include "base/attribute.h"
#include "base/str.h"

#include <stddef.h>
#include <stdint.h>

struct gq_errors;
struct gq_token;

/* Adds a message without text of the client's. */
GQ_PRINTF(3, 4)
void gq_syntax_error_add(struct gq_errors *errs, uint32_t position, const char *format, ...);

/* Adds `before` + `quoted` + `after`; the quoted text may hold any bytes, NUL too. */
void gq_syntax_error_quote(struct gq_errors *errs, uint32_t position, const char *before,
        struct gq_str quoted, const char *after);

/* Adds `before`, how messages call the token, and `after`: `Unexpected Name "x".` */
void gq_syntax_error_token(struct gq_errors *errs, uint32_t position, const char *before,
        const struct gq_token *token, const char *after);

/* Adds `before`, the character at `offset` of the text (`"x"`, `U+00E9`, `<EOF>`), and a dot. */
void gq_syntax_error_character(struct gq_errors *errs, uint32_t position, const char *before,
        struct gq_str text, size_t offset);

/*
 * Adds `before`, the `unit_count` UTF-16 units of `text` from `offset` on, in quotes, and a dot.
 * Half a surrogate pair at the cut, or bytes that are not UTF-8, become U+FFFD.
 */
void gq_syntax_error_units(struct gq_errors *errs, uint32_t position, const char *before,
        struct gq_str text, size_t offset, size_t unit_count);

#endif
