/* model/key.c - collects @unique, @index and the indexes of references. */
#include "model/key.h"

#include "base/arena.h"
#include "base/vec.h"
#include "model/directive.h"
#include "model/draft.h"
#include "model/model.h"
#include "model/names.h"
#include "schema/schema.h"

#include <assert.h>

/* The keys of one table while they are collected. */
struct collector {
    struct gq_draft *draft;
    struct gq_entity *entity;
    struct gq_vec keys;    /* struct gq_table_key */
    struct gq_map *names;  /* folded, of all tables: SQLite keeps indexes and tables together */
    const char *directive; /* the one being read, for errors */
};

static struct gq_str
default_name(const struct collector *c, const struct gq_table_key *key)
{
    const struct gq_table *table = c->entity->table;
    struct gq_str name = table->name;

    for (uint32_t i = 0; i < key->column_count; i++)
        name = gq_arena_printf(c->draft->arena, "%.*s_%.*s", GQ_STR_ARG(name),
                GQ_STR_ARG(table->columns[key->columns[i]].name));
    return gq_arena_printf(
            c->draft->arena, "%.*s_%s", GQ_STR_ARG(name), key->is_unique ? "key" : "idx");
}

static bool
is_same(const struct gq_table_key *a, const struct gq_table_key *b)
{
    return a->is_unique == b->is_unique && a->column_count == b->column_count
            && memcmp(a->columns, b->columns, a->column_count * sizeof(*a->columns)) == 0;
}

/* A key or index over just this column, or NULL. */
static const struct gq_table_key *
key_on(const struct collector *c, uint32_t column)
{
    for (uint32_t i = 0; i < c->keys.count; i++) {
        const struct gq_table_key *key = &GQ_VEC_AT(&c->keys, struct gq_table_key, i);

        if (key->column_count == 1 && key->columns[0] == column)
            return key;
    }
    return NULL;
}

static void
add_key(struct collector *c, struct gq_table_key key, uint32_t position)
{
    struct gq_str folded;

    assert(key.column_count > 0);
    for (uint32_t i = 0; i < c->keys.count; i++) {
        if (is_same(&GQ_VEC_AT(&c->keys, struct gq_table_key, i), &key)) {
            gq_draft_error(c->draft, position, "@%s repeats a key of \"%.*s\": remove one.",
                    c->directive, GQ_STR_ARG(c->entity->name));
            return;
        }
    }
    if (!key.name.bytes)
        key.name = default_name(c, &key);
    folded = gq_names_folded(c->draft->arena, key.name);
    if (!gq_map_add(c->draft->arena, c->names, folded, c->entity)) {
        gq_draft_error(c->draft, position,
                "@%s on \"%.*s\" would make an index \"%.*s\", a name that is taken: give another "
                "to table, column or index.",
                c->directive, GQ_STR_ARG(c->entity->name), GQ_STR_ARG(key.name));
        return;
    }
    if (key.is_unique && key.column_count == 1)
        c->entity->table->columns[key.columns[0]].is_unique = true;
    *GQ_VEC_PUSH(c->draft->arena, &c->keys, struct gq_table_key) = key;
}

/* The column of one name in `fields:`, or NULL after an error. */
static const struct gq_column *
column_of(const struct collector *c, const struct gq_literal *name)
{
    const struct gq_property *property = gq_model_property_find(c->entity, name->text);

    if (property && property->kind != GQ_PROPERTY_TO_MANY
            && gq_column_is_comparable(property->column->type))
        return property->column;
    if (property && property->kind != GQ_PROPERTY_TO_MANY)
        gq_draft_error(c->draft, name->position,
                "@%s(fields:): \"%.*s.%.*s\" is a list or JSON and cannot be part of a key.",
                c->directive, GQ_STR_ARG(c->entity->name), GQ_STR_ARG(name->text));
    else if (property)
        gq_draft_error(c->draft, name->position,
                "@%s(fields:): \"%.*s.%.*s\" is a list and has no column.", c->directive,
                GQ_STR_ARG(c->entity->name), GQ_STR_ARG(name->text));
    else
        gq_draft_error(c->draft, name->position, "@%s(fields:): \"%.*s\" has no field \"%.*s\".",
                c->directive, GQ_STR_ARG(c->entity->name), GQ_STR_ARG(name->text));
    return NULL;
}

static bool
contains(const uint32_t *columns, uint32_t count, uint32_t column)
{
    for (uint32_t i = 0; i < count; i++) {
        if (columns[i] == column)
            return true;
    }
    return false;
}

/* `fields:` as column indexes; false after an error. */
static bool
read_fields(
        const struct collector *c, const struct gq_literal *fields, struct gq_table_key *ret_key)
{
    uint32_t *columns =
            gq_arena_array_of(c->draft->arena, uint32_t, c->entity->table->column_count);
    uint32_t count = 0;

    for (const struct gq_literal *name = gq_directive_items(fields); name; name = name->next) {
        const struct gq_column *column = column_of(c, name);

        if (!column)
            return false;
        if (contains(columns, count, column->index)) {
            gq_draft_error(c->draft, name->position,
                    "@%s(fields:) names \"%.*s\" twice: remove one.", c->directive,
                    GQ_STR_ARG(name->text));
            return false;
        }
        columns[count++] = column->index;
    }
    if (count == 0)
        gq_draft_error(c->draft, fields->position, "@%s(fields:) on \"%.*s\" names no field.",
                c->directive, GQ_STR_ARG(c->entity->name));
    ret_key->columns = columns;
    ret_key->column_count = count;
    return count > 0;
}

static void
collect_of_type(struct collector *c, const char *name)
{
    const struct gq_directive *directive;

    c->directive = name;
    for (uint32_t i = 0; (directive = gq_directive_of_type(c->entity->type, name, i)); i++) {
        const struct gq_literal *fields = gq_directive_argument(directive, "fields");
        const struct gq_literal *own_name = gq_directive_argument(directive, "name");
        struct gq_table_key key = { .is_unique = gq_str_is(GQ_STR("unique"), name) };

        if (own_name)
            key.name = own_name->text;
        if (!fields)
            gq_draft_error(c->draft, directive->position,
                    "@unique on the type \"%.*s\" needs fields: @unique(fields: [\"...\"]).",
                    GQ_STR_ARG(c->entity->name));
        else if (own_name && !gq_names_is_storable(own_name->text))
            gq_draft_error(c->draft, own_name->position,
                    "@index(name:) must not be empty or contain a NUL.");
        else if (read_fields(c, fields, &key))
            add_key(c, key, directive->position);
    }
}

static struct gq_table_key
key_of_one(struct collector *c, const struct gq_column *column)
{
    uint32_t *columns = gq_arena_array_of(c->draft->arena, uint32_t, 1);

    columns[0] = column->index;
    return (struct gq_table_key){ .columns = columns, .column_count = 1 };
}

static void
collect_of_field(struct collector *c, const struct gq_property *property)
{
    const struct gq_directive *unique =
            gq_directive_find(property->definition->directives, "unique");
    const struct gq_literal *fields = unique ? gq_directive_argument(unique, "fields") : NULL;
    struct gq_table_key key;

    if (!unique || property->kind == GQ_PROPERTY_TO_MANY)
        return;
    if (gq_column_is_key(property->column)) {
        gq_draft_error(c->draft, unique->position,
                "@unique on \"%.*s.%.*s\" says what the primary key is anyway: remove it.",
                GQ_STR_ARG(c->entity->name), GQ_STR_ARG(property->name));
        return;
    }
    if (fields) {
        gq_draft_error(c->draft, fields->position,
                "@unique(fields:) belongs on the type \"%.*s\", not on its field.",
                GQ_STR_ARG(c->entity->name));
        return;
    }
    c->directive = "unique";
    key = key_of_one(c, property->column);
    key.is_unique = true;
    add_key(c, key, unique->position);
}

/*
 * References are looked up by their column alone, in the order of the primary key, which SQLite
 * appends to every index. An index that merely begins with the column would not give that order.
 */
static void
collect_of_reference(struct collector *c, const struct gq_property *property)
{
    if (property->kind != GQ_PROPERTY_TO_ONE || key_on(c, property->column->index))
        return;
    c->directive = "relation";
    add_key(c, key_of_one(c, property->column), property->definition->name.position);
}

static void
for_each_property(
        struct collector *c, void (*collect)(struct collector *, const struct gq_property *))
{
    for (uint32_t i = 0; i < c->entity->property_count; i++)
        collect(c, &c->entity->properties[i]);
}

void
gq_key_collect(struct gq_draft *draft)
{
    struct gq_map names = { 0 };

    for (uint32_t i = 0; i < draft->model->entity_count; i++) {
        struct gq_entity *entity = &draft->model->entities[i];

        gq_map_add(
                draft->arena, &names, gq_names_folded(draft->arena, entity->table->name), entity);
    }
    for (uint32_t i = 0; i < draft->model->entity_count; i++) {
        struct collector c = { draft, &draft->model->entities[i], { 0 }, &names, NULL };

        for_each_property(&c, collect_of_field);
        collect_of_type(&c, "unique");
        collect_of_type(&c, "index");
        for_each_property(&c, collect_of_reference);
        c.entity->table->keys = c.keys.items;
        c.entity->table->key_count = c.keys.count;
    }
}
