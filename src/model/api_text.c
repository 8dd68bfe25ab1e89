/* model/api_text.c - writes SDL and remembers what it means. */
#include "model/api_text.h"

#include "base/arena.h"
#include "base/error.h"
#include "language/print.h"
#include "model/draft.h"
#include "model/model.h"
#include "schema/schema.h"

#include <assert.h>

/* More than any schema that a server can load; positions are 32 bits. */
#define TEXT_BYTES_MAX ((size_t)64 << 20)

void
gq_api_text_init(struct gq_api_text *text, struct gq_draft *draft)
{
    *text = (struct gq_api_text){ .draft = draft };
    text->buf = gq_arena_new_of(draft->arena, struct gq_buf);
    gq_buf_init_in(text->buf, draft->arena, TEXT_BYTES_MAX);
}

/* The map's value for types that belong to no model. */
static void *
owner_of(struct gq_api_text *text, const struct gq_entity *entity)
{
    struct gq_model *model = text->draft->model;

    return entity ? &model->entities[entity->table->index] : (void *)model;
}

static void
claim_type(struct gq_api_text *text, struct gq_str name, const struct gq_entity *entity)
{
    struct gq_draft *draft = text->draft;
    const struct gq_type *author = gq_schema_type_find(draft->schema, name);
    struct gq_str made_for = entity ? entity->name : GQ_STR("all models");

    if (author)
        gq_draft_error(draft,
                author->definition ? author->definition->name.position : GQ_SOURCE_NOWHERE,
                "\"%.*s\" is the name of a type that gqld makes for %.*s: rename this one.",
                GQ_STR_ARG(name), GQ_STR_ARG(made_for));
    else if (!gq_map_add(draft->arena, &text->types, name, owner_of(text, entity)))
        gq_draft_error(draft, entity ? entity->definition->name.position : GQ_SOURCE_NOWHERE,
                "gqld would make two types called \"%.*s\", one of them for %.*s: rename that.",
                GQ_STR_ARG(name), GQ_STR_ARG(made_for));
}

void
gq_api_text_open(struct gq_api_text *text, const char *keyword, struct gq_str name,
        const char *tail, const struct gq_entity *entity)
{
    claim_type(text, name, entity);
    gq_buf_printf(text->buf, "%s %.*s%s {\n", keyword, GQ_STR_ARG(name), tail);
}

void
gq_api_text_close(struct gq_api_text *text)
{
    gq_buf_text(text->buf, "}\n\n");
}

void
gq_api_text_mark(struct gq_api_text *text, struct gq_binding binding)
{
    struct gq_arena *arena = text->draft->arena;
    struct gq_binding *kept = gq_arena_new_of(arena, struct gq_binding);
    struct gq_api_mark *mark = GQ_VEC_PUSH(arena, &text->marks, struct gq_api_mark);

    *kept = binding;
    mark->offset = (uint32_t)text->buf->length;
    mark->binding = kept;
    assert(text->marks.count < 2 || mark[-1].offset <= mark->offset);
}

void
gq_api_text_describe(struct gq_api_text *text, const struct gq_description *description)
{
    if (!description->text.bytes)
        return;
    if (description->is_block)
        gq_print_block_string(text->buf, description->text);
    else
        gq_print_string(text->buf, description->text);
    gq_buf_char(text->buf, '\n');
}

static void
claim_field(struct gq_api_text *text, struct gq_map *fields, const char *root, struct gq_str name,
        const struct gq_entity *entity)
{
    const struct gq_entity *other = gq_map_find(fields, name);

    if (!other)
        gq_map_add(text->draft->arena, fields, name, owner_of(text, entity));
    else if (other == entity)
        gq_draft_error(text->draft, entity->definition->name.position,
                "Model \"%.*s\" would have two fields \"%s.%.*s\": give it another plural with "
                "@model(plural:).",
                GQ_STR_ARG(entity->name), root, GQ_STR_ARG(name));
    else
        gq_draft_error(text->draft, entity->definition->name.position,
                "Models \"%.*s\" and \"%.*s\" would both have the field \"%s.%.*s\": give one of "
                "them another plural with @model(plural:), or rename it.",
                GQ_STR_ARG(other->name), GQ_STR_ARG(entity->name), root, GQ_STR_ARG(name));
}

void
gq_api_text_claim_query(
        struct gq_api_text *text, struct gq_str name, const struct gq_entity *entity)
{
    claim_field(text, &text->queries, "Query", name, entity);
}

void
gq_api_text_claim_mutation(
        struct gq_api_text *text, struct gq_str name, const struct gq_entity *entity)
{
    claim_field(text, &text->mutations, "Mutation", name, entity);
}
