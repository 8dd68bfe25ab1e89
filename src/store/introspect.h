/*
 * store/introspect.h - an existing database as a schema that a migration finds nothing to do for.
 *
 * In:       a database file.
 * Out:      SDL; comments on what a schema cannot say, which migrations leave alone.
 * Not here: GraphQL introspection (schema/).
 */
#ifndef GQ_STORE_INTROSPECT_H
#define GQ_STORE_INTROSPECT_H

#include "base/attribute.h"
#include "base/str.h"

#include <stdbool.h>

struct gq_arena;
struct gq_buf;
struct gq_errors;

/*
 * Reads the file at `path`, NUL-terminated, and appends the schema. Scratch lives in `arena`. False
 * after adding GQ_E_STORAGE_ERROR.
 */
GQ_MUST_CHECK bool gq_introspect_write(
        struct gq_arena *arena, struct gq_str path, struct gq_buf *out, struct gq_errors *errs);

#endif
