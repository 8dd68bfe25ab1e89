/*
 * schema/possible.h - who implements what: possible types and their bit sets.
 *
 * For schema/ alone.
 */
#ifndef GQ_SCHEMA_POSSIBLE_H
#define GQ_SCHEMA_POSSIBLE_H

struct gq_arena;
struct gq_schema;

/* Fills implementations, possible types and sets of all types; their order and indexes are final. */
void gq_possible_fill(struct gq_arena *arena, struct gq_schema *schema);

#endif
