/*
 * validate/merge_sets.h - the linear part of field merging: what cannot conflict.
 *
 * Selection sets that are collected together somewhere (a set and the fragments it spreads; the
 * selections of two fields with the same response key) are put into one class, by union-find. In a
 * class, all fields of a response key are compared with one of them. A class in which all agree,
 * and all classes below it, has no conflict; that settles nearly every document.
 *
 * Classes may hold fields that never meet (a fragment used in two places ties those together), so
 * a disagreement is only a suspicion: merge_conflicts.h looks into it pair by pair.
 *
 * O(n log n) in the document's tokens.
 */
#ifndef GQ_VALIDATE_MERGE_SETS_H
#define GQ_VALIDATE_MERGE_SETS_H

#include "base/str.h"
#include "base/vec.h"
#include "validate/merge_table.h"

#include <stdbool.h>
#include <stdint.h>

struct gq_validation;
struct gq_document_index_part;
struct gq_selection;
struct gq_type;

/* All fields of one response key in one class. Each field begins as a group of its own. */
struct gq_merge_group {
    const struct gq_merge_field *first; /* all others are compared with it */
    const struct gq_type *type;         /* the first that is known */
    struct gq_merge_set *children;
    struct gq_merge_group *leader; /* NULL: this is the leader; joined groups point to another */
    bool has_mismatch;
};

/* A field as it stands in the document. */
struct gq_merge_field {
    const struct gq_selection *node;
    const struct gq_type *parent;  /* whose field it is; NULL: unknown */
    const struct gq_type *type;    /* what it returns; NULL: unknown, or a meta-field */
    struct gq_merge_set *children; /* NULL: it has no selections */
    struct gq_merge_group group;
    struct gq_merge_field *next; /* in its set */
};

/* The selections of an operation, fragment or field; those of inline fragments are among them. */
struct gq_merge_set {
    struct gq_merge_field *first, *last;
    struct gq_vec spreads; /* struct gq_document_index_part *, each once, unknown ones left out */
    struct gq_merge_set *leader;  /* of the class; NULL: this is the leader */
    struct gq_merge_table groups; /* leaders: response key -> struct gq_merge_group */
    struct gq_vec parents;        /* leaders: classes with fields whose selections are here */
    bool is_suspect;              /* leaders: look into it */
    struct gq_merge_table *keys;  /* merge_conflicts.c: suspect fields by response key */
};

struct gq_merge_sets {
    struct gq_vec in_order;        /* struct gq_merge_set *, as their braces open in the document */
    struct gq_merge_set **by_part; /* of operations and fragments, by their index */
    bool has_suspects;
};

/* All sets of the document. */
struct gq_merge_sets *gq_merge_sets_build(struct gq_validation *run);

/* May there be conflicts within the class of this set, or below? */
bool gq_merge_sets_is_suspect(struct gq_merge_set *set);

/* May this field conflict with others of its response key, or their selections with its own? */
bool gq_merge_sets_is_suspect_field(struct gq_merge_field *field);

#endif
