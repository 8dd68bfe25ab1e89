/*
 * schema/builtin.h - the specification's own scalars, directives, introspection types.
 *
 * For schema/ alone.
 */
#ifndef GQ_SCHEMA_BUILTIN_H
#define GQ_SCHEMA_BUILTIN_H

#include "base/attribute.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

struct gq_builder;
struct gq_schema;

/*
 * Fills `builder->builtin`, `builder->directives` and the meta-fields of the schema. Costs one
 * parse of an embedded document. Cannot fail but by exhausting the arena.
 */
void gq_builtin_load(struct gq_builder *builder);

/* The names of the specification's types, scalars first, as suggestions list them. Static. */
const struct gq_str *gq_builtin_type_names(uint32_t *ret_count);

/* Is the type one of the specification's scalars? */
bool gq_builtin_is_scalar(struct gq_str name);

/* Is the type one of the introspection types? */
bool gq_builtin_is_introspection(struct gq_str name);

#endif
