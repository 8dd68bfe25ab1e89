/*
 * tests/unit/plan/fixture.h - a schema loaded once, and requests brought as far as their plan.
 */
#ifndef GQ_TESTS_PLAN_FIXTURE_H
#define GQ_TESTS_PLAN_FIXTURE_H

#include "base/error.h"
#include "base/limits.h"
#include "base/source.h"
#include "plan/build.h"
#include "plan/plan.h"
#include "schema/coerce.h"

struct fixture {
    struct gq_limits limits;
    struct gq_generation *generation;
    const struct gq_schema *schema;
};

/* Loads the schema; from a file of the source tree, or from a text. Fails the test else. */
void fixture_open_file(struct fixture *fixture, const char *path);
void fixture_open_text(struct fixture *fixture, const char *text);
void fixture_close(struct fixture *fixture);

/* One request: parsed, validated, its variables coerced. */
struct asked {
    const struct fixture *fixture;
    struct gq_arena *arena;
    struct gq_sources sources;
    struct gq_errors errs;
    const char *text, *variables_json; /* JSON or NULL */
    const struct gq_document *document;
    const struct gq_definition *operation; /* the first */
    struct gq_variables variables;
    struct gq_plan *plan;
};

/* Up to the variables; fails the test when the document is not valid. */
void asked_init(struct asked *asked, const struct fixture *fixture, const char *text,
        const char *variables_json);

/* On to the plan: NULL in `plan` when it is refused, with the reason in `errs`. */
void asked_plan(struct asked *asked);

/* Both, and the plan as gq_plan_print has it; "refused: ..." for a plan that was refused. */
const char *asked_print(struct asked *asked, const struct fixture *fixture, const char *text,
        const char *variables_json);

void asked_fini(struct asked *asked);

#endif
