/*
 * validate/merge_conflict.h - one conflict, and how conflicts below a pair of fields make one.
 */
#ifndef GQ_VALIDATE_MERGE_CONFLICT_H
#define GQ_VALIDATE_MERGE_CONFLICT_H

#include "base/str.h"

#include <stdint.h>

struct gq_validation;

/* graphql-js's bounds of what an error tells. */
#define GQ_MERGE_CONFLICT_NODES_MAX  20
#define GQ_MERGE_CONFLICT_LENGTH_MAX 1000

/* The fields of one side. */
struct gq_merge_side {
    uint32_t positions[GQ_MERGE_CONFLICT_NODES_MAX];
    uint32_t count;
};

struct gq_merge_conflict {
    struct gq_str key, reason;
    struct gq_merge_side left, right;
    struct gq_merge_conflict *next;
};

struct gq_merge_conflict_list {
    struct gq_merge_conflict *first, *last;
};

/* The text, or its beginning and three dots. */
struct gq_str gq_merge_conflict_abbreviate(struct gq_validation *run, struct gq_str text);

/* The conflict of two fields themselves. */
struct gq_merge_conflict *gq_merge_conflict_new(struct gq_validation *run, struct gq_str key,
        uint32_t left_position, uint32_t right_position, struct gq_str reason);

/* The conflict of two fields because of those of their selections, of which there are some. */
struct gq_merge_conflict *gq_merge_conflict_combine(struct gq_validation *run, struct gq_str key,
        uint32_t left_position, uint32_t right_position,
        const struct gq_merge_conflict_list *inner);

void gq_merge_conflict_report(struct gq_validation *run, const struct gq_merge_conflict *conflict);

#endif
