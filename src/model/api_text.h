/*
 * model/api_text.h - the generated API as SDL text, with the meaning of every member beside it.
 *
 * In:       members of types in any order, each with its binding.
 * Out:      one text; a list of marks, by offset: what the member that begins there means. Since
 *           text and meaning are written by one call, they cannot disagree.
 * Not here: which members there are (api_roots.c, api_types.c, api_inputs.c).
 */
#ifndef GQ_MODEL_API_TEXT_H
#define GQ_MODEL_API_TEXT_H

#include "base/buf.h"
#include "base/map.h"
#include "base/vec.h"
#include "model/binding.h"

#include <stdint.h>

struct gq_description;
struct gq_draft;

/* The syntax node that begins at `offset` has this binding. */
struct gq_api_mark {
    uint32_t offset;
    const struct gq_binding *binding;
};

struct gq_api_text {
    struct gq_draft *draft;
    struct gq_buf *buf;      /* lives in the draft's arena */
    struct gq_vec marks;     /* struct gq_api_mark, by offset */
    struct gq_map types;     /* name -> struct gq_entity: generated types */
    struct gq_map queries;   /* name -> struct gq_entity: fields of Query */
    struct gq_map mutations; /* the same of Mutation */
};

/* An empty text. Caller's storage; what it points to lives in the draft's arena. */
void gq_api_text_init(struct gq_api_text *text, struct gq_draft *draft);

/*
 * Opens a type: `input PostFilter {`; `tail` is what stands before the brace, or "". The name must
 * be free: if not, an error goes to the draft. `entity` is the model that it is made for; NULL: all.
 */
void gq_api_text_open(struct gq_api_text *text, const char *keyword, struct gq_str name,
        const char *tail, const struct gq_entity *entity);
void gq_api_text_close(struct gq_api_text *text);

/* What comes next - a field, argument or input field - has this binding (copied). */
void gq_api_text_mark(struct gq_api_text *text, struct gq_binding binding);

/* Writes a description as a member's first part; nothing when it is absent. */
void gq_api_text_describe(struct gq_api_text *text, const struct gq_description *description);

/* Takes a root field's name: an error goes to the draft when another model has it. */
void gq_api_text_claim_query(
        struct gq_api_text *text, struct gq_str name, const struct gq_entity *entity);
void gq_api_text_claim_mutation(
        struct gq_api_text *text, struct gq_str name, const struct gq_entity *entity);

#endif
