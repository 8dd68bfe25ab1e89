/* validate/validate.c - one run: index, then all rules together in one walk. */
#include "validate/validate.h"

#include "base/error.h"
#include "language/ast.h"
#include "schema/schema.h"
#include "validate/context.h"
#include "validate/index.h"
#include "validate/rules.h"
#include "validate/walk.h"

#include <assert.h>

static const struct gq_rule *const rules[] = {
#define GQ_RULE(symbol, section) &gq_rule_##symbol,
#include "validate/rules.def"
#undef GQ_RULE
};

bool
gq_validate_document(struct gq_arena *arena, const struct gq_schema *schema,
        const struct gq_document *document, const struct gq_validate_options *options,
        uint64_t *ret_steps, struct gq_errors *errs)
{
    struct gq_context context = {
        .arena = arena,
        .schema = schema,
        .document = document,
        .options = options,
        .errs = errs,
    };

    assert(schema->query && errs->arena);
    gq_index_build(&context);
    gq_walk_document(&context, rules, GQ_ARRAY_LENGTH(rules));
    if (ret_steps)
        *ret_steps = context.steps;
    return !context.has_failed;
}
