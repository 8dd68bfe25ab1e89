/*
 * model/bind.h - ties the API's schema to its meaning.
 *
 * In:       the API's schema as it was built, the generated part's marks, the draft's entities.
 * Out:      bindings on every field, argument and input field over models; entities and columns
 *           point into this schema from then on.
 */
#ifndef GQ_MODEL_BIND_H
#define GQ_MODEL_BIND_H

struct gq_api;
struct gq_draft;
struct gq_schema;

void gq_bind_schema(struct gq_draft *draft, const struct gq_api *api, struct gq_schema *schema);

#endif
