/*
 * base/number.h - decimal text to doubles, integers to decimal text.
 *
 * Not here: doubles to text (json/write.h), integers from outside (str.h).
 */
#ifndef GQ_BASE_NUMBER_H
#define GQ_BASE_NUMBER_H

#include "base/str.h"

#include <stdint.h>

struct gq_arena;

/* Sign and 19 digits. */
#define GQ_NUMBER_DIGITS_MAX 20

/*
 * The double nearest to a JSON or GraphQL number; infinite when it is out of range. `text` has been
 * accepted by a grammar; a long one is copied to `arena`.
 */
double gq_number_parse(struct gq_arena *arena, struct gq_str text);

/* The shortest decimal text of a value; it lives at the end of `room`, without a NUL. */
struct gq_str gq_number_digits(int64_t value, char room[GQ_NUMBER_DIGITS_MAX]);

/* Exactly so many digits, zeros in front; the value has no more. No NUL is written. */
void gq_number_pad(uint32_t value, uint32_t digits, char *ret_text);

#endif
