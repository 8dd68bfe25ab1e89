/*
 * engine/envelope.h - what a GraphQL request carries, from whatever form a transport had it in.
 *
 * GraphQL over HTTP > Request Parameters. Not here: media types and methods (http/).
 */
#ifndef GQ_ENGINE_ENVELOPE_H
#define GQ_ENGINE_ENVELOPE_H

#include "base/attribute.h"
#include "base/str.h"

#include <stdbool.h>

struct gq_arena;
struct gq_errors;
struct gq_json_parser;
struct gq_limits;
struct gq_request;
struct gq_value;

struct gq_envelope {
    struct gq_str query;              /* bytes == NULL: the document is named, not sent */
    struct gq_str operation_name;     /* bytes == NULL: none */
    const struct gq_value *variables; /* an object, or NULL for none */
    struct gq_str document_id;        /* bytes == NULL: none */
    struct gq_str persisted_hash;     /* of `extensions.persistedQuery`; bytes == NULL: none */
};

/*
 * Reads the request. Unknown members are ignored; a member of a wrong type is an error. The result
 * lives in `arena` or borrows from the request. False after adding GQ_E_BAD_REQUEST.
 */
GQ_MUST_CHECK bool gq_envelope_read(struct gq_arena *arena, struct gq_json_parser *parser,
        const struct gq_request *request, const struct gq_limits *limits,
        struct gq_envelope *ret_envelope, struct gq_errors *errs);

#endif
