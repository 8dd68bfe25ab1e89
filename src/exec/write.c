/* exec/write.c - the fields of a mutation, one after the other, inside one savepoint. */
#include "exec/write.h"
#include "base/arena.h"
#include "base/limits.h"
#include "exec/run.h"
#include "model/model.h"
#include "model/table.h"

#include <assert.h>

static bool run_actions(struct gq_write_run *w, const struct gq_actions *actions);

static bool
is_null(const struct gq_write_run *w, uint32_t slot)
{
    return w->run->parameters[slot].cells[0].kind == GQ_CELL_NULL;
}

/* A copy of the cell becomes the slot's value: an earlier run of a loop may still be read. */
static void
set_slot(struct gq_write_run *w, uint32_t slot, const struct gq_cell *value)
{
    struct gq_cell *cell = gq_arena_new_of(w->run->arena, struct gq_cell);

    *cell = *value;
    if (cell->kind == GQ_CELL_TEXT || cell->kind == GQ_CELL_BLOB)
        cell->bytes = gq_arena_copy(w->run->arena, gq_cell_str(value)).bytes;
    w->run->parameters[slot] = (struct gq_parameter){ cell, 1 };
}

static void
set_null(struct gq_write_run *w, uint32_t slot)
{
    set_slot(w, slot, &(struct gq_cell){ .kind = GQ_CELL_NULL });
}

/* The keys that FIND has asked for, by their place in the action. */
struct find {
    struct gq_write_run *w;
    const struct gq_action *action;
};

static bool
keep_found(void *context, uint32_t key_index, const struct gq_cell *cells)
{
    const struct find *find = context;

    set_slot(find->w, find->action->found[key_index].key_slot, &cells[0]);
    return true;
}

static bool
run_find(struct gq_write_run *w, const struct gq_action *action)
{
    struct gq_run *run = w->run;
    uint32_t width = action->key_width, count = action->found_count;
    struct gq_cell *cells = gq_arena_array_of(run->arena, struct gq_cell, (size_t)count * width);
    struct find *find = gq_arena_new_of(run->arena, struct find);
    struct gq_keys keys = { .cells = cells, .width = width, .count = count };

    for (uint32_t i = 0; i < count; i++) {
        for (uint32_t c = 0; c < width; c++)
            cells[i * width + c] = run->parameters[action->found[i].slots[c]].cells[0];
        set_null(w, action->found[i].key_slot);
    }
    *find = (struct find){ w, action };
    if (!gq_write_fetch(w, action->statement, keys, keep_found, find))
        return false;
    for (uint32_t i = 0; i < count; i++) {
        if (is_null(w, action->found[i].key_slot))
            return gq_write_refuse(w, GQ_E_FOREIGN_KEY_VIOLATION,
                    "The row to connect does not exist.", action->found[i].input_path);
    }
    return true;
}

/* The row that READ has asked for. */
struct read {
    struct gq_write_run *w;
    const struct gq_action *action;
    bool is_there;
};

static bool
keep_read(void *context, uint32_t key_index, const struct gq_cell *cells)
{
    struct read *read = context;

    (void)key_index;
    read->is_there = true;
    for (uint32_t i = 0; i < read->action->slot_count; i++)
        set_slot(read->w, read->action->slots[i], &cells[i]);
    return true;
}

/* The row that the field itself names is not named by the input. */
static const struct gq_path *
row_path(const struct gq_action *action)
{
    return action->input_path && action->input_path->parent ? action->input_path : NULL;
}

static bool
refuse_missing_row(struct gq_write_run *w, const struct gq_action *action)
{
    return gq_write_refuse(w, GQ_E_NOT_FOUND, "The row does not exist.", row_path(action));
}

static bool
run_read(struct gq_write_run *w, const struct gq_action *action)
{
    struct read *read = gq_arena_new_of(w->run->arena, struct read);

    *read = (struct read){ w, action, false };
    for (uint32_t i = 0; i < action->slot_count; i++)
        set_null(w, action->slots[i]);
    if (!gq_write_fetch(w, action->statement, (struct gq_keys){ 0 }, keep_read, read))
        return false;
    return read->is_there || !action->is_required || refuse_missing_row(w, action);
}

static void
add_key(struct gq_write_run *w, const struct gq_cell *cell)
{
    struct gq_cell *key = GQ_VEC_PUSH(w->run->arena, &w->keys, struct gq_cell);

    *key = *cell;
    if (key->kind == GQ_CELL_TEXT || key->kind == GQ_CELL_BLOB)
        key->bytes = gq_arena_copy(w->run->arena, gq_cell_str(cell)).bytes;
}

static bool
keep_selected(void *context, uint32_t key_index, const struct gq_cell *cells)
{
    (void)key_index;
    add_key(context, &cells[0]);
    return true;
}

static bool
run_select(struct gq_write_run *w, const struct gq_action *action)
{
    int64_t limit = w->run->parameters[action->at_most_slot].cells[0].integer;

    if (!gq_write_fetch(w, action->statement, (struct gq_keys){ 0 }, keep_selected, w))
        return false;
    if (w->keys.count < limit)
        return true;
    gq_write_add_error(w, GQ_E_MAX_AFFECTED_EXCEEDED,
            gq_arena_printf(w->run->arena,
                    "More rows match than \"atMost\" allows (%lld): nothing was done.",
                    (long long)limit - 1)
                    .bytes);
    return false;
}

static bool
run_insert(struct gq_write_run *w, const struct gq_action *action)
{
    struct gq_cell key = { .kind = GQ_CELL_INTEGER };
    uint32_t changes;

    /* Rounds of a loop make rows with keys of their own. */
    if (action->made_slot != GQ_SLOT_NONE)
        gq_slots_renew(w->run, action->made_slot);
    if (!gq_write_statement(w, action, &key.integer, &changes))
        return false;
    if (action->made_slot != GQ_SLOT_NONE)
        key = w->run->parameters[action->made_slot].cells[0];
    set_slot(w, action->key_slot, &key);
    return true;
}

/* The row was not there: it has another version, or does not exist. */
static bool
refuse_unchanged(struct gq_write_run *w, const struct gq_action *action)
{
    struct read *read = gq_arena_new_of(w->run->arena, struct read);
    static const struct gq_action none = { .kind = GQ_ACTION_READ };

    *read = (struct read){ w, &none, false };
    if (action->exists
            && !gq_write_fetch(w, action->exists, (struct gq_keys){ 0 }, keep_read, read))
        return false;
    if (!read->is_there)
        return refuse_missing_row(w, action);
    return gq_write_refuse(
            w, GQ_E_CONFLICT, "The row has changed since it was read.", row_path(action));
}

static bool
run_change(struct gq_write_run *w, const struct gq_action *action)
{
    uint32_t changes;
    int64_t key;

    if (!gq_write_statement(w, action, &key, &changes))
        return false;
    return changes > 0 || !action->is_required || refuse_unchanged(w, action);
}

static bool
run_need(struct gq_write_run *w, const struct gq_action *action)
{
    return !is_null(w, action->key_slot) || refuse_missing_row(w, action);
}

static bool
run_choose(struct gq_write_run *w, const struct gq_action *action)
{
    return run_actions(w, is_null(w, action->key_slot) ? &action->otherwise : &action->body);
}

static bool
run_each(struct gq_write_run *w, const struct gq_action *action)
{
    bool was_repeated = w->is_repeated;
    bool is_ok = true;

    for (uint32_t i = 0; i < w->keys.count && is_ok; i++) {
        set_slot(w, action->key_slot, &GQ_VEC_AT(&w->keys, struct gq_cell, i));
        is_ok = run_actions(w, &action->body);
        w->is_repeated = true;
    }
    w->is_repeated = was_repeated;
    return is_ok;
}

static bool
run_gather(struct gq_write_run *w, const struct gq_action *action)
{
    struct gq_cell *cells = gq_arena_array_of(w->run->arena, struct gq_cell, action->slot_count);

    for (uint32_t i = 0; i < action->slot_count; i++)
        cells[i] = w->run->parameters[action->slots[i]].cells[0];
    w->run->parameters[action->key_slot] = (struct gq_parameter){ cells, action->slot_count };
    return true;
}

static bool
run_result(struct gq_write_run *w, const struct gq_action *action)
{
    add_key(w, &w->run->parameters[action->key_slot].cells[0]);
    return true;
}

static bool (*const runners[])(struct gq_write_run *w, const struct gq_action *action) = {
    [GQ_ACTION_FIND] = run_find,
    [GQ_ACTION_READ] = run_read,
    [GQ_ACTION_SELECT] = run_select,
    [GQ_ACTION_INSERT] = run_insert,
    [GQ_ACTION_UPDATE] = run_change,
    [GQ_ACTION_DELETE] = run_change,
    [GQ_ACTION_NEED] = run_need,
    [GQ_ACTION_CHOOSE] = run_choose,
    [GQ_ACTION_EACH] = run_each,
    [GQ_ACTION_GATHER] = run_gather,
    [GQ_ACTION_RESULT] = run_result,
};

/* As deep as the plan nests, which the depth of the input bounds. */
static bool
run_actions(struct gq_write_run *w, const struct gq_actions *actions)
{
    for (uint32_t i = 0; i < actions->count; i++) {
        const struct gq_action *action = &actions->items[i];

        assert((size_t)action->kind < GQ_ARRAY_LENGTH(runners));
        if (!runners[action->kind](w, action))
            return false;
    }
    return true;
}

/* The write step's batch: the keys of the field's rows, whose selection is read next. */
static void
set_batch(struct gq_write_run *w)
{
    w->run->batches[w->write->step->index] =
            (struct gq_batch){ .row_count = w->keys.count, .width = 1, .cells = w->keys.items };
}

/* Delete reads the rows as they were just before; the others read what they wrote. */
static bool
run_field(struct gq_run *run, const struct gq_stage *stage)
{
    struct gq_write_run w = { .run = run, .write = stage->write };

    if (!run_actions(&w, &stage->write->before))
        return false;
    set_batch(&w);
    return gq_batch_run_stage(run, stage) && run_actions(&w, &stage->write->after);
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
