/*
 * http/graphql.h - GraphQL over HTTP: the handlers of `/graphql` and `/graphql/<hash>`.
 *
 * In:       POST with a JSON body, GET with query parameters.
 * Out:      the engine's response under the media type that the client accepts, with its status.
 * Not here: what the request means (engine/), streams.
 */
#ifndef GQ_HTTP_GRAPHQL_H
#define GQ_HTTP_GRAPHQL_H

struct gq_exchange;

/* Media types of the body and of the answer: 415, 406. */
void gq_graphql_admit(struct gq_exchange *exchange);

/* `/graphql/<hash>`, a document by its SHA-256: as above, and 404 where the path is none. */
void gq_graphql_admit_named(struct gq_exchange *exchange);

/* Hands the request to the engine; parks the exchange for a mutation. */
void gq_graphql_handle(struct gq_exchange *exchange);

/* The mutation is done. */
void gq_graphql_resume(struct gq_exchange *exchange);

#endif
