/*
 * tests/unit/validate/trial.h - one document through validation, and what came out of it as text.
 */
#ifndef GQ_TESTS_UNIT_VALIDATE_TRIAL_H
#define GQ_TESTS_UNIT_VALIDATE_TRIAL_H

#include "base/str.h"
#include "validate/validate.h"

#include <stdint.h>

/* A row of a table: each error is a line, `message @line:column ...`; "" is a valid document. */
struct trial_case {
    const char *name, *document, *wanted;
};

struct trial_options {
    const char *schema;  /* NULL: one of authors, posts and robots */
    uint32_t errors_max; /* 0: enough for all */
    struct gq_validate_options validation;
};

struct trial_outcome {
    char *text; /* on the heap: the caller frees it */
    uint64_t steps;
    uint32_t token_count, error_count;
};

struct trial_outcome trial_run(struct gq_str document, const struct trial_options *options);

/* A cmocka test whose state is a struct trial_case. */
void trial_test(void **state);

#endif
