/*
 * validate/merge_values.h - do two fields say the same?
 *
 * Spec: Validation > Fields > Field Selection Merging: identical sets of arguments, and
 * SameResponseShape for types.
 */
#ifndef GQ_VALIDATE_MERGE_VALUES_H
#define GQ_VALIDATE_MERGE_VALUES_H

#include <stdbool.h>

struct gq_argument;
struct gq_validation;
struct gq_type;

/*
 * The same arguments in any order, none twice: an equivalence, so that comparing each with one
 * compares all with all. O(n log n).
 */
bool gq_merge_values_same_arguments(
        struct gq_validation *run, const struct gq_argument *a, const struct gq_argument *b);

/* As graphql-js compares them, which differs where an argument is given twice. Quadratic. */
bool gq_merge_values_match_arguments(
        struct gq_validation *run, const struct gq_argument *a, const struct gq_argument *b);

/* Could values of the two types not stand in the same place of a response? */
bool gq_merge_values_types_conflict(const struct gq_type *a, const struct gq_type *b);

#endif
