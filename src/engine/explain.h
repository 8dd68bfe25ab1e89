/*
 * engine/explain.h - what a query is planned and run as: for people, golden files and tests.
 */
#ifndef GQ_ENGINE_EXPLAIN_H
#define GQ_ENGINE_EXPLAIN_H

#include "base/attribute.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

struct gq_call;
struct gq_request;
struct gq_worker;

/* Borrowed from the call inside: until gq_explain_free. */
struct gq_explanation {
    struct gq_call *call;
    struct gq_str plan;              /* as gq_plan_print has it; empty when there is none */
    const struct gq_str *statements; /* SQL, in the order run */
    uint32_t statement_count;
    uint64_t rows;
    struct gq_str response; /* the whole body */
};

/*
 * Runs an operation and tells how; it really runs: a mutation writes. With `is_read_only` in the
 * request a mutation is refused, as by GET. False only without memory; errors of the request are in
 * the response. Freed by gq_explain_free.
 */
GQ_MUST_CHECK bool gq_explain_run(struct gq_worker *worker, const struct gq_request *request,
        struct gq_explanation *ret_explanation);
void gq_explain_free(struct gq_explanation *explanation);

#endif
