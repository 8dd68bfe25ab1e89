/*
 * model/api.h - the part of the API that the author did not write.
 *
 * In:       the finished entities of a draft.
 * Out:      a document (the source "gqld API") and what each of its members means.
 * Not here: the author's part (rewrite.c), the schema of both (model.c).
 */
#ifndef GQ_MODEL_API_H
#define GQ_MODEL_API_H

#include "base/attribute.h"

#include <stdint.h>

struct gq_api_mark;
struct gq_document;
struct gq_draft;

struct gq_api {
    struct gq_document *document;
    const struct gq_api_mark *marks; /* by offset */
    uint32_t mark_count;
    uint32_t start; /* the position of offset 0 */
};

/*
 * Writes and parses it; the draft's sources gain the text. Lives in the draft's arena. NULL after
 * adding errors: names that are taken.
 */
GQ_MUST_CHECK const struct gq_api *gq_api_generate(struct gq_draft *draft);

#endif
