/* schema/default_value.c - visits every place of a schema that may have a default value. */
#include "schema/default_value.h"

#include "schema/coerce_literal.h"
#include "schema/schema.h"

static void
fill_values(struct gq_arena *arena, struct gq_input_value *values, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        /* One that does not fit stays without a value: the build was unchecked. */
        if (values[i].default_literal)
            (void)!gq_coerce_literal_default(arena, &values[i]);
    }
}

void
gq_default_value_fill(struct gq_arena *arena, struct gq_schema *schema)
{
    for (uint32_t i = 0; i < schema->type_count; i++) {
        struct gq_type *type = schema->types[i];

        fill_values(arena, type->input_fields, type->input_field_count);
        for (uint32_t f = 0; f < type->field_count; f++)
            fill_values(arena, type->fields[f].arguments, type->fields[f].argument_count);
    }
    for (uint32_t i = 0; i < schema->directive_count; i++)
        fill_values(arena, schema->directives[i].arguments, schema->directives[i].argument_count);
}
