/*
 * store/sqlite/ddl_check.h - the CHECKs of a column, each with its name.
 *
 * In:       the column's type, its enum, its constraint; built-in functions only, so that any tool
 *           can write to the table.
 * Not here: patterns, of which SQLite knows nothing, and the lengths of lists: its functions for
 * JSON are not for schemas where schemas are not trusted. Both are exec's (exec/constraint.c).
 */
#ifndef GQ_STORE_SQLITE_DDL_CHECK_H
#define GQ_STORE_SQLITE_DDL_CHECK_H

struct gq_column;
struct gq_sql;
struct gq_table;

/* Appends `, CONSTRAINT <table>_<column>_<rule> CHECK (...)` for each rule. */
void gq_ddl_check_write(
        struct gq_sql *sql, const struct gq_table *table, const struct gq_column *column);

#endif
