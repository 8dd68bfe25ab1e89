/*
 * schema/literal_fields.h - the fields of an object literal by name; the last of equal names wins.
 *
 * For schema/ alone.
 */
#ifndef GQ_SCHEMA_LITERAL_FIELDS_H
#define GQ_SCHEMA_LITERAL_FIELDS_H

#include "base/map.h"

#include <stdint.h>

struct gq_arena;
struct gq_literal;
struct gq_object_field;

struct gq_literal_fields {
    const struct gq_object_field *first;
    uint32_t count;    /* of different names */
    struct gq_map map; /* used when the fields are many */
};

void gq_literal_fields_init(
        struct gq_literal_fields *fields, struct gq_arena *arena, const struct gq_literal *object);

const struct gq_object_field *gq_literal_fields_find(
        const struct gq_literal_fields *fields, struct gq_str name);

#endif
