/*
 * language/lex_string.h - the two kinds of string value.
 *
 * In:       a scanner whose cursor is at the opening quote.
 * Out:      the value: a slice of the source where it stands there as it is, else in the arena.
 */
#ifndef GQ_LANGUAGE_LEX_STRING_H
#define GQ_LANGUAGE_LEX_STRING_H

#include "base/attribute.h"

#include <stdbool.h>

struct gq_lex;
struct gq_str;

/* Reads `"..."`. Spec: Language > String Value. False after adding GQ_E_PARSE_FAILED. */
GQ_MUST_CHECK bool gq_lex_string_read(struct gq_lex *lex, struct gq_str *ret_value);

/* Reads `"""..."""`. Spec: Language > String Value > Block Strings. False as above. */
GQ_MUST_CHECK bool gq_lex_string_read_block(struct gq_lex *lex, struct gq_str *ret_value);

#endif
