/* exec/write.c - the fields of a mutation, one after the other, inside one savepoint. */
#include "base/arena.h"
#include "base/limits.h"
#include "exec/constraint.h"
#include "exec/run.h"
#include "model/constraint.h"
#include "model/model.h"
#include "model/table.h"

#include <assert.h>

static const struct gq_path *
path_of(struct gq_run *run, const struct gq_stage_write *write)
{
    return gq_path_key(run->arena, NULL, write->step->key);
}

static struct gq_error *
add_error(struct gq_run *run, const struct gq_stage_write *write, enum gq_code code,
        const char *message)
{
    struct gq_error *error =
            gq_errors_add(run->input.errs, code, write->step->position, "%s", message);

    error->path = path_of(run, write);
    return error;
}

/* The names of the API for the columns of a violated constraint. */
static void
name_fields(struct gq_run *run, const struct gq_entity *entity,
        const struct gq_store_error *failure, struct gq_error *error)
{
    struct gq_str *names = gq_arena_array_of(run->arena, struct gq_str, failure->column_count);
    uint32_t count = 0;

    for (uint32_t i = 0; i < failure->column_count; i++) {
        for (uint32_t p = 0; p < entity->property_count; p++) {
            const struct gq_property *property = &entity->properties[p];

            if (property->kind != GQ_PROPERTY_TO_MANY && property->column == failure->columns[i])
                names[count++] = property->name;
        }
    }
    error->fields = names;
    error->field_count = count;
    if (count == 1)
        error->input_path =
                gq_path_key(run->arena, gq_path_key(run->arena, NULL, GQ_STR("input")), names[0]);
}

/* The author's words for a rule of @constraint, or ours. */
static const char *
rule_message(struct gq_run *run, const struct gq_store_error *failure)
{
    const struct gq_column *column = failure->column_count ? failure->columns[0] : NULL;

    if (!column || !column->constraint
            || !gq_constraint_is_rule(
                    run->arena, failure->table, column, gq_str_of(failure->constraint)))
        return NULL;
    if (!column->constraint->message.bytes)
        return "A value breaks a constraint.";
    return gq_arena_copy(run->arena, column->constraint->message).bytes;
}

static bool
refuse_write(struct gq_run *run, const struct gq_stage_write *write,
        const struct gq_store_error *failure)
{
    const char *message = rule_message(run, failure);
    struct gq_error *error;
    struct gq_str type = write->entity->name;

    if (failure->code == GQ_E_CHECK_VIOLATION && message)
        gq_errors_add(run->input.errs, failure->code, write->step->position, "%s", message);
    else if (failure->code != GQ_E_UNIQUE_VIOLATION)
        gq_batch_refuse(run, failure, write->step->position, path_of(run, write));
    else
        gq_errors_add(run->input.errs, GQ_E_UNIQUE_VIOLATION, write->step->position,
                "Another %.*s has the same value where it must be unique.", GQ_STR_ARG(type));
    error = run->input.errs->last;
    error->path = path_of(run, write);
    if (failure->constraint[0])
        error->constraint = gq_arena_copy(run->arena, gq_str_of(failure->constraint));
    if (failure->column_count)
        name_fields(run, write->entity, failure, error);
    return false;
}

/* The one cell of the one row of a look-up. */
struct found {
    struct gq_run *run;
    struct gq_cell cell;
    bool is_found;
};

static bool
keep_found(void *context, uint32_t key_index, const struct gq_cell *cells)
{
    struct found *found = context;

    (void)key_index;
    found->cell = cells[0];
    if (found->cell.kind == GQ_CELL_TEXT)
        found->cell.bytes = gq_arena_copy(found->run->arena, gq_cell_str(&cells[0])).bytes;
    found->is_found = true;
    return true;
}

static void
nothing_to_do(void *context)
{
    (void)context;
}

/* True when the statement ran; `found` says whether there was a row. */
static bool
look_up(struct gq_run *run, const struct gq_statement *statement, struct found *found,
        struct gq_store_error *ret_error)
{
    struct gq_fetch_request request = {
        .statement = statement,
        .parameters = run->parameters,
        .on_row = keep_found,
        .context = found,
    };

    gq_batch_note(run, statement);
    gq_session_submit(run->session, &request, 1, nothing_to_do, NULL);
    if (!request.is_ok)
        *ret_error = request.error;
    return request.is_ok;
}

static bool
refuse_connect(
        struct gq_run *run, const struct gq_stage_write *write, const struct gq_lookup *lookup)
{
    struct gq_error *error =
            add_error(run, write, GQ_E_FOREIGN_KEY_VIOLATION, "The row to connect does not exist.");
    const struct gq_path *path = NULL;

    for (uint32_t i = 0; i < lookup->input_path_length; i++)
        path = gq_path_key(run->arena, path, lookup->input_path[i]);
    error->input_path = path;
    return false;
}

static bool
run_lookups(struct gq_run *run, const struct gq_stage_write *write)
{
    for (uint32_t i = 0; i < write->lookup_count; i++) {
        const struct gq_lookup *lookup = &write->lookups[i];
        struct found *found = gq_arena_new_of(run->arena, struct found);
        struct gq_store_error failure;

        found->run = run;
        if (!look_up(run, lookup->statement, found, &failure))
            return gq_batch_refuse(run, &failure, write->step->position, path_of(run, write));
        if (!found->is_found)
            return refuse_connect(run, write, lookup);
        run->parameters[lookup->slot] = (struct gq_parameter){ &found->cell, 1 };
    }
    return true;
}

/* The row was not there: it has another version, or does not exist. */
static bool
refuse_missing(struct gq_run *run, const struct gq_stage_write *write)
{
    struct found found = { .run = run };
    struct gq_store_error failure;

    if (write->exists && !look_up(run, write->exists, &found, &failure))
        return gq_batch_refuse(run, &failure, write->step->position, path_of(run, write));
    if (found.is_found)
        add_error(run, write, GQ_E_CONFLICT, "The row has changed since it was read.");
    else
        add_error(run, write, GQ_E_NOT_FOUND, "The row does not exist.");
    return false;
}

/* The write step's batch: one row, whose one cell is the key. */
static void
set_key(struct gq_run *run, const struct gq_stage_write *write, struct gq_cell key)
{
    struct gq_batch *batch = &run->batches[write->step->index];
    struct gq_cell *cell = gq_arena_new_of(run->arena, struct gq_cell);

    *cell = key;
    *batch = (struct gq_batch){ .row_count = 1, .width = 1, .cells = cell };
}

static bool
write_row(struct gq_run *run, const struct gq_stage_write *write)
{
    struct gq_store_error failure;
    uint32_t changes;
    int64_t key;

    gq_batch_note(run, write->statement);
    if (!gq_session_write(
                run->session, write->statement, run->parameters, &key, &changes, &failure))
        return refuse_write(run, write, &failure);
    if (changes == 0)
        return refuse_missing(run, write);
    if (write->kind == GQ_WRITE_INSERT && write->key_slot == GQ_SLOT_NONE)
        set_key(run, write, (struct gq_cell){ .kind = GQ_CELL_INTEGER, .integer = key });
    return true;
}

/* Rules that are no CHECKs of the table, told as the store tells of those. */
static bool
check_assignments(struct gq_run *run, const struct gq_stage_write *write)
{
    struct gq_store_error failure;

    for (uint32_t i = 0; i < write->assignment_count; i++) {
        const struct gq_assignment *assignment = &write->assignments[i];
        const struct gq_cell *cell;

        if (assignment->slot == GQ_SLOT_NONE || !assignment->column->constraint)
            continue;
        cell = run->parameters[assignment->slot].cells;
        if (!gq_constraint_check(
                    run->arena, write->entity->table, assignment->column, cell, &failure))
            return refuse_write(run, write, &failure);
    }
    return true;
}

/* Delete reads the row as it was just before; the others read what they wrote. */
static bool
run_field(struct gq_run *run, const struct gq_stage *stage)
{
    const struct gq_stage_write *write = stage->write;

    if (write->key_slot != GQ_SLOT_NONE)
        set_key(run, write, run->parameters[write->key_slot].cells[0]);
    if (!check_assignments(run, write) || !run_lookups(run, write))
        return false;
    if (write->kind == GQ_WRITE_DELETE)
        return gq_batch_run_stage(run, stage) && write_row(run, write);
    return write_row(run, write) && gq_batch_run_stage(run, stage);
}

bool
gq_exec_write(struct gq_run *run, struct gq_session *session)
{
    run->session = session;
    run->has_failed = false;
    run->statements.count = 0;
    run->rows_left = (uint64_t)gq_limits_get(run->input.limits, GQ_LIMIT_MUTATION_ROWS);
    for (uint32_t i = 0; i < run->plan->stage_count; i++) {
        if (run->plan->stages[i].write && !run_field(run, &run->plan->stages[i]))
            return false;
    }
    return true;
}
