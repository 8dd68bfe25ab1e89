/*
 * store/sqlite/sql_order.h - sort keys, and the bounds of a page in their order, as SQL text.
 */
#ifndef GQ_STORE_SQLITE_SQL_ORDER_H
#define GQ_STORE_SQLITE_SQL_ORDER_H

struct gq_fetch;
struct gq_keyset;
struct gq_sql;

enum gq_sql_side { GQ_SQL_AFTER, GQ_SQL_BEFORE };

/* Appends the terms of ORDER BY, in the order in which rows shall arrive. */
void gq_sql_order_write(struct gq_sql *sql, const char *alias, const struct gq_fetch *fetch);

/*
 * Appends the condition that a row stands strictly after, or before, the bound in the forward
 * order. May stand between ANDs.
 */
void gq_sql_order_bound(struct gq_sql *sql, const char *alias, const struct gq_fetch *fetch,
        const struct gq_keyset *keyset, enum gq_sql_side side);

#endif
