/* validate/validate.c - one run: index, then all rules together in one walk. */
#include "validate/validate.h"

#include "base/error.h"
#include "language/ast.h"
#include "schema/schema.h"
#include "validate/document_index.h"
#include "validate/rules.h"
#include "validate/validation.h"
#include "validate/walk.h"

#include <assert.h>

static const struct gq_walk_rule *const rules[] = {
#define GQ_RULE(symbol, section) &gq_rules_##symbol,
#include "validate/rules.def"
#undef GQ_RULE
};

bool
gq_validate_document(struct gq_arena *arena, const struct gq_schema *schema,
        const struct gq_document *document, const struct gq_validate_options *options,
        uint64_t *ret_steps, struct gq_errors *errs)
{
    struct gq_validation run = {
        .arena = arena,
        .schema = schema,
        .document = document,
        .options = options,
        .errs = errs,
    };

    assert(schema->query && errs->arena);
    gq_document_index_build(&run);
    gq_walk_document(&run, rules, GQ_ARRAY_LENGTH(rules));
    if (ret_steps)
        *ret_steps = run.steps;
    return !run.has_failed;
}
