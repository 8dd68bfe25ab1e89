/*
 * schema/introspect.h - the fields of __Schema, __Type and their kin as ordinary data.
 *
 * In:       the schema, an object of an introspection type, a field, its coerced arguments.
 * Out:      the field's value; objects are GQ_VALUE_HANDLE, lists of them GQ_VALUE_LIST.
 * Not here: execution: exec/ calls this for every object of a level, as it calls any resolver.
 *
 * Spec: Introspection > Schema Introspection.
 */
#ifndef GQ_SCHEMA_INTROSPECT_H
#define GQ_SCHEMA_INTROSPECT_H

#include "json/value.h"

#include <stdbool.h>

struct gq_arena;
struct gq_field;
struct gq_schema;
struct gq_type;

/* Is this one of the specification's introspection types, whose names start with two underscores? */
bool gq_introspect_owns(const struct gq_type *type);

/*
 * The value of `field`, a field of an introspection type or one of __schema and __type.
 * `object` is the handle of the parent (ignored for __schema and __type). `arguments` is the
 * coerced GQ_VALUE_OBJECT. Lists live in `arena`; handles point into the schema. Enum values are
 * GQ_VALUE_ENUM. Total: every field of every introspection type has a value.
 */
struct gq_value gq_introspect_resolve(struct gq_arena *arena, const struct gq_schema *schema,
        const struct gq_field *field, const void *object, const struct gq_value *arguments);

#endif
