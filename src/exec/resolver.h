/*
 * exec/resolver.h - who answers a field that no table does: introspection, an embedder.
 *
 * A resolver is asked once for all parents of a level, never for one of them.
 */
#ifndef GQ_EXEC_RESOLVER_H
#define GQ_EXEC_RESOLVER_H

#include "json/value.h"

#include <stdbool.h>
#include <stdint.h>

struct gq_arena;
struct gq_field;
struct gq_schema;

/* One field for all its parents. */
struct gq_resolve {
    struct gq_arena *arena; /* for what the values need; gq_arena_try, if foreign code is asked */
    const struct gq_schema *schema;
    const struct gq_field *field;
    const struct gq_value *arguments; /* coerced, an object; NULL: the field takes none */
    const void *const *parents;       /* handles; of a root field: the request's root */
    struct gq_value *values;          /* to be filled, by parent; all null at first */
    uint32_t count;
    bool is_exhausted; /* set when memory was wanting: the run ends after the call */
};

typedef void gq_resolver_fn(struct gq_resolve *resolve, void *context);

struct gq_resolver {
    gq_resolver_fn *fn;
    void *context;
};

#endif
