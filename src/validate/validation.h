/*
 * validate/validation.h - one validation run: what every rule shares.
 *
 * In:       schema, document, options.
 * Out:      errors in the order they are reported, up to the bound; a count of the work done.
 * Not here: where a rule stands in the document (walk.h), fragments (document_index.h).
 *
 * Once `is_closed`, because the errors or the steps are used up, nothing is reported any more and
 * every loop ends at its next turn. One thread at a time.
 */
#ifndef GQ_VALIDATE_VALIDATION_H
#define GQ_VALIDATE_VALIDATION_H

#include "base/attribute.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

struct gq_arena;
struct gq_document;
struct gq_errors;
struct gq_field;
struct gq_document_index;
struct gq_schema;
struct gq_type;
struct gq_type_node;
struct gq_validate_options;
struct gq_vec;

struct gq_validation {
    struct gq_arena *arena; /* everything made during the run lives here */
    const struct gq_schema *schema;
    const struct gq_document *document;
    const struct gq_validate_options *options;
    struct gq_document_index *index;
    struct gq_errors *errs;
    uint64_t steps; /* work done so far */
    bool has_failed, is_closed;
};

/* Reports an error at one position. */
GQ_PRINTF(3, 4)
void gq_validation_report(struct gq_validation *run, uint32_t position, const char *format, ...);

/* Reports an error at several positions (a vector of uint32_t), in that order. */
GQ_PRINTF(3, 4)
void gq_validation_report_at(
        struct gq_validation *run, const struct gq_vec *positions, const char *format, ...);

/* Reports an error at two positions. */
GQ_PRINTF(4, 5)
void gq_validation_report_both(struct gq_validation *run, uint32_t first_position,
        uint32_t second_position, const char *format, ...);

/* Counts work; false, and the run is closed by an error, when there was too much of it. */
bool gq_validation_spend(struct gq_validation *run, uint64_t steps);

/* `[Int!]!` */
struct gq_str gq_validation_type_text(struct gq_validation *run, const struct gq_type *type);

struct gq_str gq_validation_type_node_text(
        struct gq_validation *run, const struct gq_type_node *node);

/* `User.posts`, or `<meta>.__type`. */
struct gq_str gq_validation_field_text(struct gq_validation *run, const struct gq_field *field);

/*
 * " Did you mean ...?" for an unknown name among `names` (a vector of struct gq_str); empty when
 * none of them is near or suggestions are off.
 */
struct gq_str gq_validation_suggest(
        struct gq_validation *run, struct gq_str name, const struct gq_vec *names);

#endif
