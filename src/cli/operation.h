/*
 * cli/operation.h - which operation of a document is meant.
 *
 * Not here: the same choice for requests (engine/), which knows plans by name.
 */
#ifndef GQ_CLI_OPERATION_H
#define GQ_CLI_OPERATION_H

#include "base/attribute.h"
#include "base/str.h"

struct gq_definition;
struct gq_document;
struct gq_errors;

/*
 * The operation called `name`, or the only one when `name` is absent.
 * Spec: Execution > Executing Requests > GetOperation.
 * NULL after adding GQ_E_OPERATION_RESOLUTION_FAILURE.
 */
GQ_MUST_CHECK const struct gq_definition *gq_operation_select(
        const struct gq_document *document, struct gq_str name, struct gq_errors *errs);

#endif
