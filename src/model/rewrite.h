/*
 * model/rewrite.h - the author's documents as the API has them.
 *
 * In:       the author's documents, the generated one.
 * Out:      documents for the API's schema; the author's own trees stay as they are.
 *
 * Lists of models gain their arguments and the connection beside them; model directives go; a
 * schema definition names the roots that the API has.
 */
#ifndef GQ_MODEL_REWRITE_H
#define GQ_MODEL_REWRITE_H

struct gq_api;
struct gq_document;
struct gq_draft;

/*
 * Returns `draft->document_count + 2` documents, which live in the draft's arena: the author's, our scalars
 * as far as they are used, and the generated one, whose `extend type` parts have moved into the
 * author's types. `api` NULL: there are no models; nothing is generated.
 */
struct gq_document **gq_rewrite_documents(struct gq_draft *draft, const struct gq_api *api);

#endif
