/*
 * model/scalar.h - the engine's own scalars, and the author's that are based on them.
 *
 * In:       a schema just built; names of scalars.
 * Out:      `gq_type.codec`, so that validation and variables refuse what is no value; the type of
 *           column that keeps a scalar.
 * Not here: values to and from the database (exec/), stored forms of constants (stored.h).
 */
#ifndef GQ_MODEL_SCALAR_H
#define GQ_MODEL_SCALAR_H

#include "base/attribute.h"
#include "model/table.h"

struct gq_arena;
struct gq_schema;
struct gq_type;
struct gq_vocabulary;

/*
 * Sets the codecs. `authored` is the author's schema, where @base still stands; it may be `schema`
 * itself; the codecs live in `arena`. A scalar of the author's without @base takes any value.
 */
void gq_scalar_attach(struct gq_arena *arena, const struct gq_vocabulary *vocabulary,
        const struct gq_schema *authored, struct gq_schema *schema);

/* The column of a scalar or enum of the author's schema; false when the database has none for it. */
GQ_MUST_CHECK bool gq_scalar_column(const struct gq_vocabulary *vocabulary,
        const struct gq_type *type, enum gq_column_type *ret_type);

#endif
