/* cli/operation.c - GetOperation, with graphql-js's messages. */
#include "cli/operation.h"

#include "base/error.h"
#include "language/ast.h"

#include <assert.h>

static const struct gq_definition *
refuse(struct gq_errors *errs, const char *message)
{
    gq_errors_add(errs, GQ_E_OPERATION_RESOLUTION_FAILURE, GQ_SOURCE_NOWHERE, "%s", message);
    return NULL;
}

const struct gq_definition *
gq_operation_select(const struct gq_document *document, struct gq_str name, struct gq_errors *errs)
{
    const struct gq_definition *found = NULL;

    assert(document);
    for (const struct gq_definition *it = document->definitions; it; it = it->next) {
        if (it->kind != GQ_DEFINITION_OPERATION
                || (name.bytes && !gq_str_equal(it->name.text, name)))
            continue;
        if (found)
            return refuse(
                    errs, "Must provide operation name if query contains multiple operations.");
        found = it;
    }
    if (found)
        return found;
    if (!name.bytes)
        return refuse(errs, "Must provide an operation.");
    gq_errors_add(errs, GQ_E_OPERATION_RESOLUTION_FAILURE, GQ_SOURCE_NOWHERE,
            "Unknown operation named \"%.*s\".", GQ_STR_ARG(name));
    return NULL;
}
