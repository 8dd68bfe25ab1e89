/* model/misplaced.c - a table of which directive may stand on which kind of property. */
#include "model/misplaced.h"

#include "base/arena.h"
#include "base/error.h"
#include "model/directive.h"
#include "model/draft.h"
#include "model/model.h"
#include "model/vocabulary.h"
#include "schema/schema.h"

#include <assert.h>

#define ON(kind) (1u << (kind))

#define ON_COLUMN  ON(GQ_PROPERTY_COLUMN)
#define ON_TO_ONE  ON(GQ_PROPERTY_TO_ONE)
#define ON_TO_MANY ON(GQ_PROPERTY_TO_MANY)
#define ON_KEY     (ON(GQ_COLUMN_ID) | ON(GQ_COLUMN_ID_UUID) | ON(GQ_COLUMN_ID_ULID))
#define ON_ORDINAL (ANY_TYPE & ~ON(GQ_COLUMN_JSON) & ~ON(GQ_COLUMN_LIST))
/* Before its form is known, a moment is of the first of them. */
#define ON_DATETIME ON(GQ_COLUMN_DATETIME)
#define ANY_TYPE    UINT32_MAX
#define NULLS_KEPT  false
#define NEVER_NULL  true

static const struct field_rule {
    const char *directive;
    uint32_t kinds;        /* of properties */
    uint32_t column_types; /* of properties that are columns */
    bool is_non_null;      /* the field must be */
    bool is_source;        /* it says where the value comes from; there can be only one such */
    const char *wanted;
} field_rules[] = {
    { "id", ON_COLUMN, ON_KEY, NEVER_NULL, true, "a field of type ID!" },
    { "column", ON_COLUMN | ON_TO_ONE, ANY_TYPE, NULLS_KEPT, false,
            "a field with a column, not a list" },
    { "constraint", ON_COLUMN, ANY_TYPE & ~ON_KEY, NULLS_KEPT, false,
            "a scalar field that is not the primary key" },
    { "unique", ON_COLUMN | ON_TO_ONE, ON_ORDINAL, NULLS_KEPT, false,
            "a field with a column of one comparable value, not a list or JSON" },
    { "default", ON_COLUMN, ANY_TYPE & ~ON_KEY, NULLS_KEPT, true,
            "a scalar or enum field that is not the primary key" },
    { "createdAt", ON_COLUMN, ON_DATETIME, NULLS_KEPT, true,
            "a field of type DateTime! or DateTime" },
    { "updatedAt", ON_COLUMN, ON_DATETIME, NULLS_KEPT, true,
            "a field of type DateTime! or DateTime" },
    { "version", ON_COLUMN, ON(GQ_COLUMN_INT), NEVER_NULL, true, "a field of type Int!" },
    { "relation", ON_TO_ONE | ON_TO_MANY, ANY_TYPE, NULLS_KEPT, false,
            "a field whose type is a model" },
};

static const struct field_rule *
rule_find(struct gq_str directive)
{
    for (size_t i = 0; i < GQ_ARRAY_LENGTH(field_rules); i++) {
        if (gq_str_is(directive, field_rules[i].directive))
            return &field_rules[i];
    }
    return NULL;
}

static bool
rule_allows(const struct field_rule *rule, const struct gq_entity *entity,
        const struct gq_property *property)
{
    const struct gq_field *field = gq_draft_field(entity, property);

    if (!(rule->kinds & ON(property->kind)))
        return false;
    if (property->kind == GQ_PROPERTY_COLUMN && !(rule->column_types & ON(property->column->type)))
        return false;
    return !rule->is_non_null || field->type->kind == GQ_TYPE_NON_NULL;
}

/* The rules of one field's directives; `*source` is the last that says where the value is from. */
static void
check_directive(struct gq_draft *draft, const struct gq_entity *entity,
        const struct gq_property *property, const struct gq_directive *directive,
        const struct gq_directive **source)
{
    const struct field_rule *rule = rule_find(directive->name.text);

    if (!rule)
        return;
    if (!rule_allows(rule, entity, property))
        gq_draft_error(draft, directive->position,
                "@%s cannot stand on \"%.*s.%.*s\": it needs %s.", rule->directive,
                GQ_STR_ARG(entity->name), GQ_STR_ARG(property->name), rule->wanted);
    else if (rule->is_source && *source)
        gq_draft_error(draft, directive->position,
                "@%s and @%.*s on \"%.*s.%.*s\" contradict each other: keep one.", rule->directive,
                GQ_STR_ARG((*source)->name.text), GQ_STR_ARG(entity->name),
                GQ_STR_ARG(property->name));
    if (rule->is_source)
        *source = directive;
}

static void
check_single_version(struct gq_draft *draft, const struct gq_entity *entity)
{
    const struct gq_property *first = NULL;

    for (uint32_t i = 0; i < entity->property_count; i++) {
        const struct gq_property *property = &entity->properties[i];
        const struct gq_directive *version =
                gq_directive_find(property->definition->directives, "version");

        if (version && first)
            gq_draft_error(draft, version->position,
                    "Model \"%.*s\" has @version on \"%.*s\" and \"%.*s\": keep one.",
                    GQ_STR_ARG(entity->name), GQ_STR_ARG(first->name), GQ_STR_ARG(property->name));
        else if (version)
            first = property;
    }
}

void
gq_misplaced_check_properties(struct gq_draft *draft)
{
    for (uint32_t i = 0; i < draft->model->entity_count; i++) {
        const struct gq_entity *entity = &draft->model->entities[i];

        for (uint32_t j = 0; j < entity->property_count; j++) {
            const struct gq_directive *source = NULL;
            const struct gq_directive *d = entity->properties[j].definition->directives;

            for (; d; d = d->next)
                check_directive(draft, entity, &entity->properties[j], d, &source);
        }
        check_single_version(draft, entity);
    }
}

static void
check_list(struct gq_draft *draft, const struct gq_type *type, const struct gq_directive *d)
{
    for (; d; d = d->next) {
        if (gq_vocabulary_has_directive(draft->vocabulary, d->name.text))
            gq_draft_error(draft, d->position,
                    "@%.*s means nothing here: \"%.*s\" is not a model. Add @model to the type or "
                    "remove the directive.",
                    GQ_STR_ARG(d->name.text), GQ_STR_ARG(type->name));
    }
}

static void
check_type(struct gq_draft *draft, const struct gq_type *type)
{
    check_list(draft, type, type->definition->directives);
    for (uint32_t i = 0; i < type->extension_count; i++)
        check_list(draft, type, type->extensions[i]->directives);
    for (uint32_t i = 0; i < type->field_count; i++)
        check_list(draft, type, type->fields[i].definition->directives);
}

void
gq_misplaced_check_types(struct gq_draft *draft)
{
    const struct gq_schema *schema = draft->schema;

    for (uint32_t i = 0; i < schema->type_count; i++) {
        const struct gq_type *type = schema->types[i];
        bool has_fields = type->kind == GQ_TYPE_OBJECT || type->kind == GQ_TYPE_INTERFACE;

        if (has_fields && type->definition && !gq_map_find(&draft->entity_map, type->name))
            check_type(draft, type);
    }
}
