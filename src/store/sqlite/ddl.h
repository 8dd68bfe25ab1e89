/*
 * store/sqlite/ddl.h - tables and indexes of the model as CREATE statements.
 *
 * Not here: what exists already (tables.c).
 */
#ifndef GQ_STORE_SQLITE_DDL_H
#define GQ_STORE_SQLITE_DDL_H

#include "base/str.h"

struct gq_arena;
struct gq_column;
struct gq_table;
struct gq_table_key;
struct gq_vec;

/* The declared type: one of STRICT's. */
const char *gq_ddl_type(const struct gq_column *column);

/* CREATE TABLE: STRICT, with named CHECKs `<table>_<column>_<rule>`. Lives in `arena`. */
struct gq_str gq_ddl_table(struct gq_arena *arena, const struct gq_table *table);

/* A string in quotes, as SQL has it. Lives in `arena`. */
struct gq_str gq_ddl_string(struct gq_arena *arena, struct gq_str text);

/*
 * All indexes that the table shall have, as struct gq_table_key in `arena`: those of the model, one
 * per column that is unique alone, and one per foreign key that no other index begins with.
 */
void gq_ddl_keys(struct gq_arena *arena, const struct gq_table *table, struct gq_vec *ret_keys);

/* CREATE INDEX or CREATE UNIQUE INDEX. Lives in `arena`. */
struct gq_str gq_ddl_key(
        struct gq_arena *arena, const struct gq_table *table, const struct gq_table_key *key);

#endif
