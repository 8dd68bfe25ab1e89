/*
 * base/number.h - decimal text to doubles.
 *
 * Not here: the way back (json/write.h), integers from outside (str.h).
 */
#ifndef GQ_BASE_NUMBER_H
#define GQ_BASE_NUMBER_H

#include "base/str.h"

struct gq_arena;

/*
 * The double nearest to a JSON or GraphQL number; infinite when it is out of range. `text` has been
 * accepted by a grammar; a long one is copied to `arena`.
 */
double gq_number_parse(struct gq_arena *arena, struct gq_str text);

#endif
