/*
 * engine/admit.h - is a valid document small enough to be planned?
 *
 * Depth, breadth, aliases, directives, and selections with fragments spread out: each by one pass,
 * linear in the document, with a memo for each fragment. Nothing is expanded to be counted.
 */
#ifndef GQ_ENGINE_ADMIT_H
#define GQ_ENGINE_ADMIT_H

#include "base/attribute.h"

#include <stdbool.h>

struct gq_arena;
struct gq_document;
struct gq_errors;
struct gq_limits;

/*
 * Checks a document that validation has accepted: its fragments have no cycles. False after adding
 * the code of the first limit that it passes.
 */
GQ_MUST_CHECK bool gq_admit_document(struct gq_arena *arena, const struct gq_document *document,
        const struct gq_limits *limits, struct gq_errors *errs);

#endif
