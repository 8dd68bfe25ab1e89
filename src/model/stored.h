/*
 * model/stored.h - constants of the schema in the form that the database keeps.
 *
 * In:       literals that fit the field's type, with their coerced values.
 * Out:      literals as DDL writes them.
 * Not here: values of clients (exec/convert.h).
 */
#ifndef GQ_MODEL_STORED_H
#define GQ_MODEL_STORED_H

#include "base/attribute.h"
#include "model/table.h"

struct gq_arena;
struct gq_value;

/*
 * The constant for `column`, in `arena` or borrowed: BigInt and Decimal as integers, moments as the
 * column's storage has them, lists and JSON as JSON text; Bytes stay base64. NULL, with what is
 * wrong in `*ret_reason` (static), when the column cannot hold it exactly.
 */
GQ_MUST_CHECK const struct gq_literal *gq_stored_literal(struct gq_arena *arena,
        const struct gq_column *column, const struct gq_literal *literal,
        const struct gq_value *value, const char **ret_reason);

#endif
