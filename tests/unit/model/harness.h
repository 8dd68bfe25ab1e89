/*
 * tests/unit/model/harness.h - builds a model from SDL text, for all tests of model/.
 *
 * In:       one document's text.
 * Out:      the model, or the errors as text, one a line: `3:5 message`.
 */
#ifndef GQ_TESTS_UNIT_MODEL_HARNESS_H
#define GQ_TESTS_UNIT_MODEL_HARNESS_H

#include "base/error.h"
#include "base/source.h"
#include "base/str.h"

struct gq_entity;
struct gq_model;

struct harness {
    struct gq_arena *arena;
    struct gq_sources sources;
    struct gq_errors errs;
    struct gq_str sdl;
    struct gq_model *model; /* NULL: there are errors */
};

/* Builds; the arena's end is a test failure. harness_fini releases all. */
void harness_init(struct harness *harness, struct gq_str sdl);
void harness_fini(struct harness *harness);

/* All errors, one a line, in order; lives in the harness's arena. */
struct gq_str harness_errors(struct harness *harness);

/* The API as SDL; lives in the harness's arena. */
struct gq_str harness_print(struct harness *harness);

/* Builds `sdl` as a schema, with every rule of the type system; errors as above. */
struct gq_str harness_check_schema(struct harness *harness, struct gq_str sdl);

/* The model called `name`; its absence is a test failure. */
const struct gq_entity *harness_entity(const struct harness *harness, const char *name);

#endif
