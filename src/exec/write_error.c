/* exec/write_error.c - the statements of a mutation, and what their violations mean to clients. */
#include "base/arena.h"
#include "exec/constraint.h"
#include "exec/write.h"
#include "model/constraint.h"
#include "model/model.h"
#include "model/table.h"

#include <assert.h>

static const struct gq_path *
path_of(struct gq_write_run *w)
{
    return gq_path_key(w->run->arena, NULL, w->write->step->key);
}

struct gq_error *
gq_write_add_error(struct gq_write_run *w, enum gq_code code, const char *message)
{
    struct gq_error *error =
            gq_errors_add(w->run->input.errs, code, w->write->step->position, "%s", message);

    error->path = path_of(w);
    return error;
}

bool
gq_write_refuse(struct gq_write_run *w, enum gq_code code, const char *message,
        const struct gq_path *input_path)
{
    gq_write_add_error(w, code, message)->input_path = input_path;
    return false;
}

static void
note(struct gq_write_run *w, const struct gq_statement *statement)
{
    if (!w->is_repeated)
        gq_batch_note(w->run, statement);
}

static void
nothing_to_do(void *context)
{
    (void)context;
}

/* False after filling `*ret_error`. */
static bool
fetch(struct gq_write_run *w, struct gq_fetch_request *request)
{
    note(w, request->statement);
    request->parameters = w->run->parameters;
    gq_session_submit(w->run->session, request, 1, nothing_to_do, NULL);
    return request->is_ok;
}

bool
gq_write_fetch(struct gq_write_run *w, const struct gq_statement *statement, struct gq_keys keys,
        gq_row_fn *on_row, void *context)
{
    struct gq_fetch_request request = {
        .statement = statement,
        .keys = keys,
        .on_row = on_row,
        .context = context,
    };

    if (fetch(w, &request))
        return true;
    return gq_batch_refuse(w->run, &request.error, w->write->step->position, path_of(w));
}

/* The name that the API has for a column, or bytes == NULL. */
static struct gq_str
name_of(const struct gq_entity *entity, const struct gq_column *column)
{
    for (uint32_t p = 0; p < entity->property_count; p++) {
        const struct gq_property *property = &entity->properties[p];

        if (property->kind != GQ_PROPERTY_TO_MANY && property->column == column)
            return property->name;
    }
    return (struct gq_str){ NULL, 0 };
}

/* Where the input gives the column its value. */
static const struct gq_path *
given_path(const struct gq_action *action, const struct gq_column *column)
{
    for (uint32_t i = 0; i < action->assigned_count; i++) {
        if (action->assigned[i].column == column)
            return action->assigned[i].input_path;
    }
    return action->input_path;
}

static void
name_fields(struct gq_write_run *w, const struct gq_action *action,
        const struct gq_store_error *failure, struct gq_error *error)
{
    struct gq_str *names = gq_arena_array_of(w->run->arena, struct gq_str, failure->column_count);
    uint32_t count = 0;

    for (uint32_t i = 0; i < failure->column_count; i++) {
        names[count] = name_of(action->entity, failure->columns[i]);
        count += names[count].bytes != NULL;
    }
    error->fields = names;
    error->field_count = count;
    /* Of several values together, none is to blame: the object is. */
    if (failure->column_count == 1)
        error->input_path = given_path(action, failure->columns[0]);
}

static bool
keep_nothing(void *context, uint32_t key_index, const struct gq_cell *cells)
{
    bool *is_there = context;

    (void)key_index;
    (void)cells;
    *is_there = true;
    return false;
}

/* The first reference that keeps the row; NULL: none that is known of. */
static const struct gq_probe *
find_holder(struct gq_write_run *w, const struct gq_action *action)
{
    for (uint32_t i = 0; i < action->probe_count; i++) {
        bool is_there = false;
        struct gq_fetch_request request = {
            .statement = action->probes[i].statement,
            .on_row = keep_nothing,
            .context = &is_there,
        };

        if (fetch(w, &request) && is_there)
            return &action->probes[i];
    }
    return NULL;
}

/* A delete that was refused because another row refers to this one. */
static void
name_holder(struct gq_write_run *w, const struct gq_action *action, struct gq_error *error)
{
    const struct gq_probe *probe = find_holder(w, action);
    const struct gq_property *property;
    struct gq_str *names;

    if (!probe)
        return;
    property = probe->property;
    error->message = gq_arena_printf(w->run->arena, "A row of %.*s refers to it by \"%.*s\".",
            GQ_STR_ARG(probe->entity->name), GQ_STR_ARG(property->name));
    error->constraint = gq_arena_printf(w->run->arena, "%.*s.%.*s",
            GQ_STR_ARG(probe->entity->table->name), GQ_STR_ARG(property->column->name));
    if (!property->inverse)
        return;
    names = gq_arena_array_of(w->run->arena, struct gq_str, 1);
    names[0] = property->inverse->name;
    error->fields = names;
    error->field_count = 1;
}

/* The author's words for a rule of @constraint, or ours; NULL: it is no such rule. */
static const char *
rule_message(struct gq_run *run, const struct gq_store_error *failure)
{
    const struct gq_column *column = failure->column_count ? failure->columns[0] : NULL;

    if (failure->code != GQ_E_CHECK_VIOLATION || !column || !column->constraint
            || !gq_constraint_is_rule(
                    run->arena, failure->table, column, gq_str_of(failure->constraint)))
        return NULL;
    if (!column->constraint->message.bytes)
        return "A value breaks a constraint.";
    return gq_arena_copy(run->arena, column->constraint->message).bytes;
}

static bool
refuse_write(struct gq_write_run *w, const struct gq_action *action,
        const struct gq_store_error *failure)
{
    struct gq_error *error;
    struct gq_str type = action->entity->name;
    const char *message = rule_message(w->run, failure);

    if (message)
        gq_write_add_error(w, failure->code, message);
    else if (failure->code != GQ_E_UNIQUE_VIOLATION)
        gq_batch_refuse(w->run, failure, w->write->step->position, path_of(w));
    else
        gq_errors_add(w->run->input.errs, GQ_E_UNIQUE_VIOLATION, w->write->step->position,
                "Another %.*s has the same value where it must be unique.", GQ_STR_ARG(type));
    error = w->run->input.errs->last;
    error->path = path_of(w);
    if (failure->constraint[0])
        error->constraint = gq_arena_copy(w->run->arena, gq_str_of(failure->constraint));
    if (failure->code == GQ_E_TIMEOUT || failure->code == GQ_E_STORAGE_ERROR)
        return false;
    error->input_path = action->input_path;
    if (failure->column_count && failure->table == action->entity->table)
        name_fields(w, action, failure, error);
    else if (failure->code == GQ_E_FOREIGN_KEY_VIOLATION && action->kind == GQ_ACTION_DELETE)
        name_holder(w, action, error);
    return false;
}

/* Rules that are no CHECKs of the table, told as the store tells of those. */
static bool
check_assigned(struct gq_write_run *w, const struct gq_action *action)
{
    struct gq_store_error failure;

    for (uint32_t i = 0; i < action->assigned_count; i++) {
        const struct gq_assigned *assigned = &action->assigned[i];

        if (assigned->column->constraint
                && !gq_constraint_check(w->run->arena, action->entity->table, assigned->column,
                        w->run->parameters[assigned->slot].cells, &failure))
            return refuse_write(w, action, &failure);
    }
    return true;
}

bool
gq_write_statement(struct gq_write_run *w, const struct gq_action *action, int64_t *ret_key,
        uint32_t *ret_changes)
{
    struct gq_store_error failure;

    if (!check_assigned(w, action))
        return false;
    note(w, action->statement);
    if (gq_session_write(w->run->session, action->statement, w->run->parameters, ret_key,
                ret_changes, &failure))
        return true;
    return refuse_write(w, action, &failure);
}
