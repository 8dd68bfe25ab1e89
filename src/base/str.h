/*
 * base/str.h - a borrowed slice of bytes. Not NUL-terminated unless its maker says so.
 *
 * Not here: growing text (buf.h), allocation (gq_arena_copy, gq_arena_printf).
 */
#ifndef GQ_BASE_STR_H
#define GQ_BASE_STR_H

#include "base/attribute.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct gq_str {
    const char *bytes;
    size_t length;
};

/* For a string literal, also in static initialisers. */
#define GQ_STR(literal) ((struct gq_str){ (literal), sizeof(literal) - 1 })
#define GQ_STR_INIT(literal)           \
    {                                  \
        (literal), sizeof(literal) - 1 \
    }

/* For printf: `printf("%.*s", GQ_STR_ARG(name))`. */
#define GQ_STR_ARG(str) (int)(str).length, (str).bytes

static inline struct gq_str
gq_str_of(const char *text)
{
    return (struct gq_str){ text, strlen(text) };
}

static inline bool
gq_str_equal(struct gq_str a, struct gq_str b)
{
    return a.length == b.length && (a.length == 0 || memcmp(a.bytes, b.bytes, a.length) == 0);
}

static inline bool
gq_str_is(struct gq_str a, const char *text)
{
    return gq_str_equal(a, gq_str_of(text));
}

static inline bool
gq_str_starts_with(struct gq_str text, struct gq_str prefix)
{
    return text.length >= prefix.length
            && (prefix.length == 0 || memcmp(text.bytes, prefix.bytes, prefix.length) == 0);
}

/* Bytewise order: negative, zero or positive. */
int gq_str_compare(struct gq_str a, struct gq_str b);

/* The bytes from `start` on, at most `length` of them; an empty slice past the end. */
struct gq_str gq_str_slice(struct gq_str text, size_t start, size_t length);

/*
 * Decimal digits only: no sign, blank, leading zero before another digit, or overflow past
 * `value_max`. The only way in which this program reads a number from outside JSON and GraphQL.
 */
GQ_MUST_CHECK bool gq_str_parse_u64(struct gq_str text, uint64_t value_max, uint64_t *ret_value);

#endif
