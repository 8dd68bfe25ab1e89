/*
 * base/number.h - decimal text of doubles, as ECMAScript has it, and back.
 *
 * In:       a double, or text that a grammar has accepted as a number.
 * Out:      the shortest digits that read back as the same double; `1e+21`, `1e-7`, `Infinity`.
 * Not here: integers from outside (str.h), JSON (json/).
 */
#ifndef GQ_BASE_NUMBER_H
#define GQ_BASE_NUMBER_H

#include "base/str.h"

#include <stddef.h>

struct gq_arena;

/* The longest text that gq_number_print makes, its NUL included. */
#define GQ_NUMBER_TEXT_MAX 32

/* Writes the text and a NUL; returns its length. ECMA-262, Number::toString. */
size_t gq_number_print(double value, char ret_text[GQ_NUMBER_TEXT_MAX]);

/*
 * The double nearest to a JSON or GraphQL number; infinite when it is out of range. `text` has been
 * checked by a grammar; long texts are copied to `arena`.
 */
double gq_number_parse(struct gq_arena *arena, struct gq_str text);

#endif
