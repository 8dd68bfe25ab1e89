/*
 * store/sqlite/sql_condition.h - conditions as SQL text.
 *
 * In:       a condition, the alias of the table that it is about.
 * Out:      text with SQL's three-valued logic: neither a comparison with NULL nor its negation
 *           is true.
 */
#ifndef GQ_STORE_SQLITE_SQL_CONDITION_H
#define GQ_STORE_SQLITE_SQL_CONDITION_H

struct gq_condition;
struct gq_sql;

/* Appends the condition so that it may stand between ANDs. */
void gq_sql_condition_write(
        struct gq_sql *sql, const char *alias, const struct gq_condition *condition);

#endif
