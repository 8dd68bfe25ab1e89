/* model/draft.c - errors and look-ups that every step uses. */
#include "model/draft.h"

#include "base/error.h"
#include "model/model.h"
#include "schema/schema.h"

#include <assert.h>

void
gq_draft_error(struct gq_draft *draft, uint32_t position, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    gq_errors_vadd(draft->errs, GQ_E_SCHEMA_INVALID, position, format, args);
    va_end(args);
}

bool
gq_draft_has_failed(const struct gq_draft *draft)
{
    return draft->errs->count > draft->errors_before || draft->errs->dropped;
}

const struct gq_field *
gq_draft_field(const struct gq_entity *entity, const struct gq_property *property)
{
    uint32_t index = (uint32_t)(property - entity->properties);

    assert(index < entity->property_count);
    assert(gq_str_equal(entity->type->fields[index].name, property->name));
    return &entity->type->fields[index];
}

const struct gq_property *
gq_draft_column_property(const struct gq_entity *entity, uint32_t column)
{
    const struct gq_property *found = NULL;

    for (uint32_t i = 0; i < entity->property_count && !found; i++) {
        const struct gq_property *property = &entity->properties[i];

        if (property->kind != GQ_PROPERTY_TO_MANY && property->column->index == column)
            found = property;
    }
    assert(found);
    return found;
}
