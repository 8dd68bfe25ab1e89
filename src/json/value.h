/*
 * json/value.h - values at run time: what JSON brings in, what coercion gives, what resolvers
 * return.
 *
 * Lives in an arena; immutable once made. Not here: literals of GraphQL text (language/ast.h).
 */
#ifndef GQ_JSON_VALUE_H
#define GQ_JSON_VALUE_H

#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

enum gq_value_kind {
    GQ_VALUE_NULL, /* zero: a zero-filled value is null */
    GQ_VALUE_BOOLEAN,
    GQ_VALUE_INT,    /* a JSON number without fraction and exponent, in 64 bits */
    GQ_VALUE_FLOAT,  /* any other number */
    GQ_VALUE_STRING, /* valid UTF-8 */
    GQ_VALUE_ENUM,   /* the name of an enum value; only coercion makes it */
    GQ_VALUE_LIST,
    GQ_VALUE_OBJECT,
    GQ_VALUE_HANDLE, /* a resolver's own object; `count` is its type's index + 1, or 0 where the
                      * field's type says it; never from JSON */
    GQ_VALUE_ERROR,  /* a resolver failed: the text is the message; never from JSON */
};

struct gq_value {
    enum gq_value_kind kind;
    uint32_t count; /* LIST, OBJECT */
    union {
        bool boolean;
        int64_t integer;
        double real;
        struct gq_str text;        /* STRING, ENUM, ERROR */
        struct gq_value *items;    /* LIST */
        struct gq_member *members; /* OBJECT, in the order given */
        const void *handle;        /* HANDLE; borrowed from its maker */
    };
};

struct gq_member {
    struct gq_str key;
    struct gq_value value;
};

/* The member called `key`, or NULL. `object` may be NULL or of another kind: NULL then. Linear. */
const struct gq_value *gq_value_member(const struct gq_value *object, struct gq_str key);

/* Structural equality; objects as sets of members, 1 and 1.0 differ. Bounded by the values' size. */
bool gq_value_equal(const struct gq_value *a, const struct gq_value *b);

#endif
