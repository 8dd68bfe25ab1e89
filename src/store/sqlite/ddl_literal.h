/*
 * store/sqlite/ddl_literal.h - constants of the schema as SQL text.
 *
 * In:       literals in the stored form of their column (model/stored.h).
 * Not here: values of clients, which are always bound.
 */
#ifndef GQ_STORE_SQLITE_DDL_LITERAL_H
#define GQ_STORE_SQLITE_DDL_LITERAL_H

#include "base/str.h"

struct gq_column;
struct gq_literal;
struct gq_sql;

void gq_ddl_literal_write(
        struct gq_sql *sql, const struct gq_column *column, const struct gq_literal *literal);

/* A text in quotes. */
void gq_ddl_literal_write_text(struct gq_sql *sql, struct gq_str text);

#endif
