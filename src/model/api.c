/* model/api.c - composes the parts of the generated API. */
#include "model/api.h"

#include "base/arena.h"
#include "base/error.h"
#include "language/parse.h"
#include "model/api_inputs.h"
#include "model/api_roots.h"
#include "model/api_text.h"
#include "model/api_types.h"
#include "model/api_writes.h"
#include "model/draft.h"
#include "model/model.h"

#include <assert.h>

static void
write_all(struct gq_api_text *text)
{
    struct gq_model *model = text->draft->model;

    for (uint32_t i = 0; i < model->entity_count; i++)
        gq_api_writes_types(text, &model->entities[i]);
    gq_api_roots_write(text);
    for (uint32_t i = 0; i < model->entity_count; i++) {
        gq_api_types_write(text, &model->entities[i]);
        gq_api_inputs_write(text, &model->entities[i]);
    }
    gq_api_types_write_shared(text);
}

const struct gq_api *
gq_api_generate(struct gq_draft *draft)
{
    static const struct gq_parse_options options = { 0 };
    struct gq_api *api = gq_arena_new_of(draft->arena, struct gq_api);
    const struct gq_source *source = NULL;
    struct gq_api_text text;

    gq_api_text_init(&text, draft);
    write_all(&text);
    if (gq_draft_has_failed(draft))
        return NULL;
    if (!gq_buf_failed(text.buf))
        source = gq_source_add(
                draft->arena, draft->sources, GQ_STR("gqld API"), gq_buf_view(text.buf));
    if (!source) {
        gq_draft_error(draft, GQ_SOURCE_NOWHERE, "The API of this schema is too large.");
        return NULL;
    }
    api->start = source->start;
    api->marks = text.marks.items;
    api->mark_count = text.marks.count;
    api->document = gq_parse_document(draft->arena, source, &options, draft->errs);
    return api->document ? api : NULL;
}
