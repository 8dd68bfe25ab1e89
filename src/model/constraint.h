/*
 * model/constraint.h - @constraint: what values of a column must be like.
 *
 * In:       the columns of a draft, laid out.
 * Out:      `gq_column.constraint`; the names of the rules.
 * Not here: CHECKs (store/), the pattern's use (exec/).
 */
#ifndef GQ_MODEL_CONSTRAINT_H
#define GQ_MODEL_CONSTRAINT_H

#include "base/str.h"
#include "model/table.h"

struct gq_arena;
struct gq_draft;

enum gq_constraint_rule {
    GQ_CONSTRAINT_MIN,
    GQ_CONSTRAINT_MAX,
    GQ_CONSTRAINT_MIN_LENGTH,
    GQ_CONSTRAINT_MAX_LENGTH,
    GQ_CONSTRAINT_PATTERN,
    GQ_CONSTRAINT_RULE_COUNT,
};

void gq_constraint_collect(struct gq_draft *draft);

/* `<table>_<column>_<rule>`: what the CHECK is called, and what errors say. */
struct gq_str gq_constraint_name(struct gq_arena *arena, const struct gq_table *table,
        const struct gq_column *column, enum gq_constraint_rule rule);

/* Is a violated constraint of that name one of the column's rules? */
bool gq_constraint_is_rule(struct gq_arena *arena, const struct gq_table *table,
        const struct gq_column *column, struct gq_str name);

#endif
