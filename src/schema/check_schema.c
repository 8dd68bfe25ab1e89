/* schema/check_schema.c - the rules on types, in the order in which graphql-js applies them. */
#include "schema/check_schema.h"

#include "base/arena.h"
#include "base/error.h"
#include "schema/check.h"
#include "schema/schema.h"

#include <assert.h>

bool
gq_check_schema(struct gq_arena *arena, const struct gq_schema *schema, struct gq_errors *errs)
{
    struct gq_check check = { .arena = arena, .schema = schema, .errs = errs };
    uint32_t count_before = errs->count;
    bool was_dropping = errs->dropped;

    assert(schema->type_count > 0);
    check.marks = gq_arena_array_of(arena, uint32_t, schema->type_count);
    gq_check_roots(&check);
    gq_check_directives(&check);
    for (uint32_t i = 0; i < schema->type_count && !errs->dropped; i++) {
        /* The specification's own types keep the rules. */
        if (schema->types[i]->definition)
            gq_check_type(&check, schema->types[i]);
    }
    gq_check_finite(&check);
    return errs->count == count_before && errs->dropped == was_dropping;
}
