/*
 * model/former.c - reads @renamedFrom and @backfill.
 *
 * A former name is one of the SDL or one of the database: both are tried, the database's as it
 * stands and the SDL's as it would be stored.
 */
#include "model/former.h"

#include "base/arena.h"
#include "base/vec.h"
#include "language/ast.h"
#include "model/directive.h"
#include "model/draft.h"
#include "model/model.h"
#include "model/names.h"
#include "schema/schema.h"

#include <assert.h>

/* The text of a required string argument; an error when no statement could hold it. */
static struct gq_str
text_of(struct gq_draft *draft, const struct gq_directive *directive, const char *argument)
{
    const struct gq_literal *literal = gq_directive_argument(directive, argument);

    assert(literal && literal->kind == GQ_LITERAL_STRING);
    if (!gq_names_is_storable(literal->text))
        gq_draft_error(draft, literal->position, "@%.*s(%s:) must not be empty or contain a NUL.",
                GQ_STR_ARG(directive->name.text), argument);
    return literal->text;
}

static void
push(struct gq_draft *draft, struct gq_vec *names, struct gq_str name)
{
    *GQ_VEC_PUSH(draft->arena, names, struct gq_str) = name;
}

static void
collect_column(struct gq_draft *draft, const struct gq_property *property, struct gq_column *column)
{
    const struct gq_directive *directives = property->definition->directives;
    const struct gq_directive *backfill = gq_directive_find(directives, "backfill");
    struct gq_vec names = { 0 };

    column->field = property->name;
    for (const struct gq_directive *d = directives; d; d = d->next) {
        struct gq_str name, snake;

        if (!gq_str_is(d->name.text, "renamedFrom"))
            continue;
        name = text_of(draft, d, "name");
        snake = gq_names_snake(draft->arena, name);
        push(draft, &names, name);
        push(draft, &names, snake);
        push(draft, &names, gq_arena_printf(draft->arena, "%.*s_id", GQ_STR_ARG(snake)));
    }
    column->former_names = names.items;
    column->former_name_count = names.count;
    if (backfill)
        column->backfill = text_of(draft, backfill, "sql");
}

static void
collect_table(struct gq_draft *draft, const struct gq_entity *entity)
{
    const struct gq_directive *d;
    struct gq_vec names = { 0 };

    entity->table->type_name = entity->name;
    for (uint32_t i = 0; (d = gq_directive_of_type(entity->type, "renamedFrom", i)); i++) {
        struct gq_str name = text_of(draft, d, "name");
        struct gq_str plural =
                gq_names_plural(draft->arena, gq_names_lower_camel(draft->arena, name));

        push(draft, &names, name);
        push(draft, &names, gq_names_snake(draft->arena, plural));
    }
    entity->table->former_names = names.items;
    entity->table->former_name_count = names.count;
}

void
gq_former_collect(struct gq_draft *draft)
{
    for (uint32_t i = 0; i < draft->model->entity_count; i++) {
        const struct gq_entity *entity = &draft->model->entities[i];

        collect_table(draft, entity);
        for (uint32_t j = 0; j < entity->property_count; j++) {
            const struct gq_property *property = &entity->properties[j];

            if (property->kind != GQ_PROPERTY_TO_MANY)
                collect_column(draft, property, &entity->table->columns[property->column->index]);
        }
    }
}
