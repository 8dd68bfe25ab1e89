/*
 * tests/unit/language/trial.h - one text through the scanner, the parser or the printer, and what
 * came out of it as text, so that a table can say what is wanted.
 */
#ifndef GQ_TESTS_UNIT_LANGUAGE_TRIAL_H
#define GQ_TESTS_UNIT_LANGUAGE_TRIAL_H

#include "base/str.h"
#include "language/parse.h"

struct gq_arena;
struct gq_errors;
struct gq_source;

/* What a trial works with; it returns the outcome, in the arena, or bytes == NULL for an error. */
struct trial {
    struct gq_arena *arena;
    const struct gq_source *source;
    const struct gq_parse_options *options;
    struct gq_errors *errs;
};
typedef struct gq_str trial_fn(struct trial *trial);

/* The outcome as a heap string: the caller frees it. An error is `message (line:column)`. */
char *trial_run(trial_fn *fn, struct gq_str text, const struct gq_parse_options *options);

/* As above without limits, and the outcome must be `wanted`. */
void trial_expect(trial_fn *fn, struct gq_str text, const char *wanted);

/* Parses a document, or a type, and prints it. */
struct gq_str trial_print_document(struct trial *trial);
struct gq_str trial_print_type(struct trial *trial);
struct gq_str trial_print_value(struct trial *trial);

/* Parses a constant string and gives its value. */
struct gq_str trial_string_value(struct trial *trial);

#endif
