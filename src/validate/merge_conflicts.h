/*
 * validate/merge_conflicts.h - the exact part of field merging: pairs of fields that conflict.
 *
 * In:       the sets of the document; only what is suspect is looked at.
 * Out:      errors with graphql-js's messages, places and order.
 *
 * Quadratic and worse where a document means harm: every comparison is a step of the run.
 */
#ifndef GQ_VALIDATE_MERGE_CONFLICTS_H
#define GQ_VALIDATE_MERGE_CONFLICTS_H

struct gq_validation;
struct gq_merge_conflicts;
struct gq_merge_set;
struct gq_merge_sets;

/* What is remembered from one set to the next; lives in the run's arena. */
struct gq_merge_conflicts *gq_merge_conflicts_new(
        struct gq_validation *run, struct gq_merge_sets *sets);

/* Reports the conflicts within a selection set, the fragments it spreads included. */
void gq_merge_conflicts_report(struct gq_merge_conflicts *conflicts, struct gq_merge_set *set);

#endif
