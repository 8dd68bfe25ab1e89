/*
 * store/sqlite/sql_order.h - sort keys, and the bounds of a page in their order, as SQL text.
 */
#ifndef GQ_STORE_SQLITE_SQL_ORDER_H
#define GQ_STORE_SQLITE_SQL_ORDER_H

#include <stdbool.h>

struct gq_fetch;
struct gq_keyset;
struct gq_sql;

enum gq_sql_side { GQ_SQL_AFTER, GQ_SQL_BEFORE };

/* Appends the terms of ORDER BY, in the order in which rows shall arrive. */
void gq_sql_order_write(struct gq_sql *sql, const char *alias, const struct gq_fetch *fetch);

/*
 * Where the leading key's NULLs lie on the far side of the bound, no single index range holds the
 * rows: the near part ends where the column changes between NULL and not NULL, the far part is the
 * rest. In the order's direction every row of the near part comes first.
 */
enum gq_sql_part { GQ_SQL_WHOLE, GQ_SQL_NEAR, GQ_SQL_FAR };

/* True when the bound has two parts. */
bool gq_sql_order_is_parted(
        const struct gq_fetch *fetch, const struct gq_keyset *keyset, enum gq_sql_side side);

/*
 * Appends the condition that a row stands strictly after, or before, the bound in the forward
 * order, and in that part. May stand between ANDs.
 */
void gq_sql_order_bound(struct gq_sql *sql, const char *alias, const struct gq_fetch *fetch,
        const struct gq_keyset *keyset, enum gq_sql_side side, enum gq_sql_part part);

#endif
