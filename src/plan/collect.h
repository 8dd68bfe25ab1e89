/*
 * plan/collect.h - which fields of an object type a set of selections asks for.
 *
 * Spec: Execution > Collecting Fields. Not here: what the fields mean (build.c).
 */
#ifndef GQ_PLAN_COLLECT_H
#define GQ_PLAN_COLLECT_H

#include "base/map.h"
#include "base/str.h"
#include "base/vec.h"

struct gq_arena;
struct gq_document;
struct gq_schema;
struct gq_selection;
struct gq_type;
struct gq_variables;

/* All selections of one response key: they have been validated to mean the same. */
struct gq_field_group {
    struct gq_str key;
    const struct gq_selection *first;
    struct gq_vec fields; /* const struct gq_selection *; `first` among them */
};

struct gq_field_groups {
    struct gq_vec items; /* struct gq_field_group *, in the order of first appearance */
};

/* What collecting needs to know; made once for a plan. */
struct gq_collect {
    struct gq_arena *arena;
    const struct gq_schema *schema;
    const struct gq_variables *variables;
    struct gq_map fragments; /* name -> const struct gq_definition */
};

void gq_collect_init(struct gq_collect *collect, struct gq_arena *arena,
        const struct gq_schema *schema, const struct gq_document *document,
        const struct gq_variables *variables);

/*
 * The fields for an object of `type`, of one selection list or of the merged sub-selections of
 * a group. @skip and @include are decided here, by the variables at hand: they are in the shape.
 */
struct gq_field_groups gq_collect_selections(const struct gq_collect *collect,
        const struct gq_type *type, const struct gq_selection *selections);
struct gq_field_groups gq_collect_subfields(const struct gq_collect *collect,
        const struct gq_type *type, const struct gq_field_group *group);

#endif
