/* model/entity.c - collects the types with @model. */
#include "model/entity.h"

#include "base/arena.h"
#include "model/directive.h"
#include "model/draft.h"
#include "model/model.h"
#include "model/names.h"
#include "model/vocabulary.h"
#include "schema/schema.h"

#include <assert.h>

/* The text of a string argument; `text.bytes == NULL` when it is not given. */
static struct gq_str
text_of(const struct gq_literal *literal)
{
    assert(!literal || literal->kind == GQ_LITERAL_STRING);
    return literal ? literal->text : (struct gq_str){ 0 };
}

static bool
is_root(const struct gq_schema *schema, const struct gq_type *type)
{
    return type == schema->query || type == schema->mutation || type == schema->subscription;
}

static void
check_type_name(struct gq_draft *draft, const struct gq_type *type)
{
    uint32_t position = type->definition->name.position;

    if (is_root(draft->schema, type) || gq_str_is(type->name, "Query")
            || gq_str_is(type->name, "Mutation") || gq_str_is(type->name, "Subscription"))
        gq_draft_error(draft, position,
                "\"%.*s\" is a root type and cannot be a model: remove @model or rename the type.",
                GQ_STR_ARG(type->name));
    else if (!gq_names_is_public(type->name))
        gq_draft_error(draft, position,
                "The name of model \"%.*s\" is reserved: it must begin with a letter.",
                GQ_STR_ARG(type->name));
}

static struct gq_str
plural_of(struct gq_draft *draft, const struct gq_directive *directive, struct gq_str singular)
{
    const struct gq_literal *literal = gq_directive_argument(directive, "plural");
    struct gq_str plural = text_of(literal);

    if (!literal)
        return gq_names_plural(draft->arena, singular);
    if (!gq_names_is_public(plural))
        gq_draft_error(draft, literal->position,
                "@model(plural: \"%.*s\") must be the name of a field: a letter, then letters, "
                "digits and underscores.",
                GQ_STR_ARG(plural));
    return plural;
}

static struct gq_str
table_name_of(struct gq_draft *draft, const struct gq_directive *directive, struct gq_str plural)
{
    const struct gq_literal *literal = gq_directive_argument(directive, "table");
    struct gq_str name = literal ? literal->text : gq_names_snake(draft->arena, plural);
    struct gq_str folded = gq_names_folded(draft->arena, name);

    if (!gq_names_is_storable(name) || gq_str_starts_with(folded, GQ_STR("sqlite_"))
            || gq_str_starts_with(folded, GQ_STR("_gqld_")))
        gq_draft_error(draft, literal ? literal->position : directive->position,
                "\"%.*s\" cannot be the name of a table: it is empty, contains a NUL or begins "
                "with \"sqlite_\" or "
                "\"_gqld_\". Give another one with @model(table:).",
                GQ_STR_ARG(name));
    return name;
}

static void
init_entity(struct gq_draft *draft, struct gq_entity *entity, const struct gq_type *type,
        const struct gq_directive *directive)
{
    struct gq_table *table = gq_arena_new_of(draft->arena, struct gq_table);

    check_type_name(draft, type);
    entity->name = type->name;
    entity->singular = gq_names_lower_camel(draft->arena, type->name);
    entity->plural = plural_of(draft, directive, entity->singular);
    entity->type = type;
    entity->definition = type->definition;
    entity->table = table;
    table->name = table_name_of(draft, directive, entity->plural);
    table->index = (uint32_t)(entity - draft->model->entities);
    draft->model->tables[table->index] = table;
}

/* Two models in one table: their plurals are alike, or nearly so for SQLite. */
static void
check_table_names(struct gq_draft *draft)
{
    struct gq_map tables = { 0 };

    for (uint32_t i = 0; i < draft->model->entity_count; i++) {
        struct gq_entity *entity = &draft->model->entities[i];
        struct gq_str folded = gq_names_folded(draft->arena, entity->table->name);
        const struct gq_entity *other = gq_map_find(&tables, folded);

        if (other)
            gq_draft_error(draft, entity->definition->name.position,
                    "Models \"%.*s\" and \"%.*s\" would share the table \"%.*s\": give one of them "
                    "another with @model(plural:) or @model(table:).",
                    GQ_STR_ARG(other->name), GQ_STR_ARG(entity->name),
                    GQ_STR_ARG(entity->table->name));
        else
            gq_map_add(draft->arena, &tables, folded, entity);
    }
}

/*
 * A definition with the name of one of the specification's scalars makes no type: it stays the
 * scalar, as graphql-js has it.
 */
static void
check_shadowed(struct gq_draft *draft, const struct gq_document *document)
{
    for (const struct gq_definition *d = document->definitions; d; d = d->next) {
        const struct gq_type *type;

        if (d->kind != GQ_DEFINITION_OBJECT || !gq_directive_find(d->directives, "model"))
            continue;
        type = gq_schema_type_find(draft->schema, d->name.text);
        if (!type || !type->definition)
            gq_draft_error(draft, d->name.position,
                    "\"%.*s\" is a type of the specification and cannot be a model: rename this "
                    "one.",
                    GQ_STR_ARG(d->name.text));
    }
}

static uint32_t
count_models(const struct gq_schema *schema)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < schema->type_count; i++)
        count += gq_directive_of_type(schema->types[i], "model", 0) != NULL;
    return count;
}

void
gq_entity_collect(struct gq_draft *draft)
{
    const struct gq_schema *schema = draft->schema;
    struct gq_model *model = draft->model;
    uint32_t count = count_models(schema);

    assert(model->entity_count == 0);
    for (uint32_t i = 0; i < draft->document_count; i++)
        check_shadowed(draft, draft->documents[i]);
    model->entities = gq_arena_array_of(draft->arena, struct gq_entity, count);
    model->tables = gq_arena_array_of(draft->arena, struct gq_table *, count);
    for (uint32_t i = 0; i < schema->type_count; i++) {
        const struct gq_directive *directive = gq_directive_of_type(schema->types[i], "model", 0);
        struct gq_entity *entity = &model->entities[model->entity_count];

        if (!directive)
            continue;
        init_entity(draft, entity, schema->types[i], directive);
        gq_map_set(draft->arena, &draft->entity_map, entity->name, entity);
        model->entity_count++;
    }
    assert(model->entity_count == count);
    model->table_count = count;
    check_table_names(draft);
}

static void
check_root(struct gq_draft *draft, const struct gq_type *type)
{
    bool is_model = type && gq_map_find(&draft->entity_map, type->name); /* an error already */

    for (uint32_t i = 0; type && !is_model && i < type->field_count; i++) {
        const struct gq_field *field = &type->fields[i];

        if (gq_vocabulary_is_placeholder(draft->vocabulary, field->definition))
            continue;
        gq_draft_error(draft, field->definition->name.position,
                "Field \"%.*s.%.*s\" has no source: beside models this version makes the fields of "
                "root types itself. Remove it.",
                GQ_STR_ARG(type->name), GQ_STR_ARG(field->name));
    }
}

/* The names of the root types are given: generated documents extend no others. */
static void
check_root_name(struct gq_draft *draft, const struct gq_type *root, const char *name)
{
    const struct gq_type *usual = gq_schema_type_find(draft->schema, gq_str_of(name));

    if (usual && usual != root && usual->kind != GQ_TYPE_OBJECT)
        gq_draft_error(draft, usual->definition->name.position,
                "\"%s\" is the name of a root type: rename this one.", name);
    else if (usual && usual != root)
        check_root(draft, usual);
}

void
gq_entity_check_roots(struct gq_draft *draft)
{
    const struct gq_schema *schema = draft->schema;

    check_root(draft, schema->query);
    check_root(draft, schema->mutation);
    check_root(draft, schema->subscription);
    check_root_name(draft, schema->query, "Query");
    check_root_name(draft, schema->mutation, "Mutation");
}
