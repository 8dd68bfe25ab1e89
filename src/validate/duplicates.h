/*
 * validate/duplicates.h - names that stand more than once in a list.
 *
 * In:       names in order.
 * Out:      each name that there is more than once, in the order of their first appearance, with
 *           all its places.
 *
 * `struct gq_duplicates names = { 0 };` is an empty list. Linear; no memory for a single name.
 */
#ifndef GQ_VALIDATE_DUPLICATES_H
#define GQ_VALIDATE_DUPLICATES_H

#include "base/map.h"
#include "base/vec.h"
#include "language/ast.h"

struct gq_validation;

/* How many names are compared one by one before a table is made of them. */
#define GQ_DUPLICATES_FEW 8

struct gq_duplicates {
    struct gq_name few[GQ_DUPLICATES_FEW];
    uint32_t count;       /* of all names */
    bool has_any;         /* a name stands more than once */
    struct gq_map groups; /* name -> its group; filled once there are more than a few */
    struct gq_vec in_order;
};

typedef void gq_duplicates_report_fn(
        struct gq_validation *run, struct gq_str name, const struct gq_vec *positions);

void gq_duplicates_add(
        struct gq_validation *run, struct gq_duplicates *duplicates, struct gq_name name);

/* Calls `report` for each name that was added more than once. */
void gq_duplicates_report(struct gq_validation *run, struct gq_duplicates *duplicates,
        gq_duplicates_report_fn *report);

#endif
