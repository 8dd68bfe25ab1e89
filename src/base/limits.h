/*
 * base/limits.h - a set of limits; the list itself is limits.def.
 */
#ifndef GQ_BASE_LIMITS_H
#define GQ_BASE_LIMITS_H

#include "base/attribute.h"
#include "base/code.h"
#include "base/str.h"

#include <stdint.h>

enum gq_limit {
#define GQ_LIMIT(symbol, name, value, unit, code, what) GQ_LIMIT_##symbol,
#include "base/limits.def"
#undef GQ_LIMIT
    GQ_LIMIT_COUNT
};

struct gq_limit_info {
    struct gq_str name;
    int64_t default_value;
    const char *unit;
    enum gq_code code; /* what a request past the limit gets */
    const char *what;
};

/* Immutable once the server runs: any thread. */
struct gq_limits {
    int64_t values[GQ_LIMIT_COUNT];
};

/* Static; `limit` is one of the enum. */
const struct gq_limit_info *gq_limits_info(enum gq_limit limit);

/* Every limit at its default. */
void gq_limits_init(struct gq_limits *limits);

/* The limit called `name`; false when there is none. */
GQ_MUST_CHECK bool gq_limits_find(struct gq_str name, enum gq_limit *ret_limit);

static inline int64_t
gq_limits_get(const struct gq_limits *limits, enum gq_limit limit)
{
    return limits->values[limit];
}

#endif
