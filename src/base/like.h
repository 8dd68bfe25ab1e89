/*
 * base/like.h - SQL's LIKE: `%` stands for any text, `_` for one code point, and a backslash takes
 * the meaning from what follows it.
 *
 * In:       a pattern and a text. Either may hold NULs; bytes that are no UTF-8 match `_` and
 *           themselves.
 * Not here: a bound on the pattern (limits.def has one): the work is at most the product of both
 *           lengths, without recursion and without memory.
 */
#ifndef GQ_BASE_LIKE_H
#define GQ_BASE_LIKE_H

#include "base/attribute.h"
#include "base/str.h"

enum gq_like_case {
    GQ_LIKE_EXACT,
    GQ_LIKE_FOLDED, /* letters that differ by case only are the same: fold.h */
};

/* True when the pattern describes the whole text. */
GQ_MUST_CHECK bool gq_like_match(
        struct gq_str pattern, struct gq_str text, enum gq_like_case letter_case);

#endif
