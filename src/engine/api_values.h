/*
 * engine/api_values.h - the opaque structs of include/gqld.h, as they are inside.
 */
#ifndef GQ_ENGINE_API_VALUES_H
#define GQ_ENGINE_API_VALUES_H

#include "json/value.h"

struct gq_resolve;

/* The same bytes as the value: lists of the one are lists of the other. */
struct gqld_value {
    struct gq_value value;
};

struct gqld_batch {
    struct gq_resolve *resolve;
};

#endif
