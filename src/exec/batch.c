/* exec/batch.c - the levels of a stage: one submission each, rows put where rendering finds them. */
#include "base/arena.h"
#include "base/limits.h"
#include "exec/order.h"
#include "exec/run.h"

#include <assert.h>

/* One fetch under way. */
struct fetch {
    struct gq_run *run;
    const struct gq_step *step;
    struct gq_key_list list;
    const struct gq_statement *statement;
    struct gq_vec cells; /* rows of `width` cells; the vector's item is a row */
    uint32_t *counts;    /* by key */
    uint32_t row_count;
};

bool
gq_batch_refuse(struct gq_run *run, const struct gq_store_error *error, uint32_t position,
        const struct gq_path *path)
{
    static const char *const messages[] = {
        [GQ_E_TIMEOUT] = "The operation took too long.",
        [GQ_E_STORAGE_ERROR] = "The database could not be read or written.",
        [GQ_E_NOT_NULL_VIOLATION] = "A value that must not be null is null.",
        [GQ_E_CHECK_VIOLATION] = "A value breaks a constraint.",
        [GQ_E_FOREIGN_KEY_VIOLATION] = "Another row refers to this one.",
    };
    const char *message =
            (size_t)error->code < GQ_ARRAY_LENGTH(messages) ? messages[error->code] : NULL;

    gq_errors_add(run->input.errs, error->code, position, "%s",
            message ? message : "The operation failed.")
            ->path = path;
    return false;
}

void
gq_batch_note(struct gq_run *run, const struct gq_statement *statement)
{
    *GQ_VEC_PUSH(run->arena, &run->statements, const struct gq_statement *) = statement;
}

/* Text lives in SQLite's memory during the call only. */
static void
keep_cell(struct gq_arena *arena, struct gq_cell *cell)
{
    char *bytes;

    if (cell->kind != GQ_CELL_TEXT && cell->kind != GQ_CELL_BLOB)
        return;
    bytes = gq_arena_alloc(arena, cell->length);
    if (cell->length)
        memcpy(bytes, cell->bytes, cell->length);
    cell->bytes = bytes;
}

static bool
keep_row(void *context, uint32_t key_index, const struct gq_cell *cells)
{
    struct fetch *fetch = context;
    struct gq_run *run = fetch->run;
    uint32_t width = fetch->step->statement->column_count;
    struct gq_cell *row;

    if (run->rows_left == 0) {
        run->has_failed = true;
        gq_errors_add(run->input.errs, GQ_E_MAX_ROWS_LIMIT, GQ_SOURCE_NOWHERE,
                "The answer has more rows than allowed.");
        return false;
    }
    run->rows_left--;
    row = gq_vec_push(run->arena, &fetch->cells, width * sizeof(*row));
    memcpy(row, cells, width * sizeof(*row));
    for (uint32_t i = 0; i < width; i++)
        keep_cell(run->arena, &row[i]);
    if (fetch->counts)
        fetch->counts[key_index]++;
    fetch->row_count++;
    return true;
}

/* Cursors whose NULLs are elsewhere than planned need another text: rare, so made on the spot. */
static const struct gq_statement *
statement_for(struct gq_run *run, const struct gq_step *step)
{
    const struct gq_fetch *planned = &step->fetch;
    struct gq_fetch fetch = *planned;

    if (fetch.after.first_slot != GQ_SLOT_NONE)
        fetch.after.null_bits = run->null_bits[fetch.after.first_slot];
    if (fetch.before.first_slot != GQ_SLOT_NONE)
        fetch.before.null_bits = run->null_bits[fetch.before.first_slot];
    if (fetch.after.null_bits == planned->after.null_bits
            && fetch.before.null_bits == planned->before.null_bits)
        return step->statement;
    return gq_store_compile_fetch(run->arena, &fetch);
}

/* False: there is nothing to ask, as no parent has a key. */
static bool
prepare(struct gq_run *run, const struct gq_step *step, struct fetch *fetch,
        struct gq_fetch_request *request)
{
    const struct gq_batch *parent = &run->batches[step->parent->index];

    *fetch = (struct fetch){ .run = run, .step = step };
    if (parent->row_count == 0)
        return false;
    if (step->key_cell != GQ_CELL_NONE) {
        fetch->list = gq_keys_collect(run->arena, parent, step->key_cell);
        if (fetch->list.keys.count == 0)
            return false;
        fetch->counts = gq_arena_array_of(run->arena, uint32_t, fetch->list.keys.count);
    }
    fetch->statement = statement_for(run, step);
    *request = (struct gq_fetch_request){
        .statement = fetch->statement,
        .parameters = run->parameters,
        .keys = fetch->list.keys,
        .on_row = keep_row,
        .context = fetch,
    };
    gq_batch_note(run, request->statement);
    return true;
}

static void
order_rows(struct gq_run *run, const struct fetch *fetch, struct gq_span span)
{
    uint32_t width = fetch->statement->column_count;
    struct gq_cell *cells = fetch->cells.items;
    struct gq_order_rows rows = {
        .cells = cells ? cells + (size_t)span.first * width : NULL,
        .width = width,
        .count = span.count,
        .cell = fetch->statement->order_cell,
    };

    gq_order_rows(run->arena, &rows);
}

/* Rows came grouped by key: each parent row gets its key's span. */
static void
set_spans(struct gq_run *run, const struct gq_batch *parent, const struct fetch *fetch,
        struct gq_batch *batch)
{
    struct gq_span *of_key = gq_arena_array_of(run->arena, struct gq_span, fetch->list.keys.count);
    uint32_t first = 0;

    batch->spans = gq_arena_array_of(run->arena, struct gq_span, parent->row_count);
    for (uint32_t key = 0; key < fetch->list.keys.count; key++) {
        of_key[key] = (struct gq_span){ first, fetch->counts[key] };
        if (fetch->statement->is_unordered)
            order_rows(run, fetch, of_key[key]);
        first += fetch->counts[key];
    }
    for (uint32_t row = 0; row < parent->row_count; row++) {
        if (fetch->list.key_of_row[row] != GQ_KEY_NONE)
            batch->spans[row] = of_key[fetch->list.key_of_row[row]];
    }
}

static void
finish(struct gq_run *run, const struct fetch *fetch)
{
    const struct gq_step *step = fetch->step;
    const struct gq_batch *parent = &run->batches[step->parent->index];
    struct gq_batch *batch = &run->batches[step->index];

    *batch = (struct gq_batch){
        .row_count = fetch->row_count,
        .width = step->statement->column_count,
        .cells = fetch->cells.items,
    };
    if (step->key_cell == GQ_CELL_NONE)
        return;
    if (fetch->list.keys.count)
        set_spans(run, parent, fetch, batch);
    else
        batch->spans = gq_arena_array_of(run->arena, struct gq_span, parent->row_count);
}

static void
level_done(void *context)
{
    struct gq_run *run = context;

    run->is_level_done = true;
}

static bool
run_level(struct gq_run *run, struct gq_step *const *steps, uint32_t count)
{
    struct fetch *fetches = gq_arena_array_of(run->arena, struct fetch, count);
    struct gq_fetch_request *requests =
            gq_arena_array_of(run->arena, struct gq_fetch_request, count);
    uint32_t request_count = 0;

    for (uint32_t i = 0; i < count; i++) {
        if (steps[i]->kind == GQ_STEP_RESOLVE)
            gq_resolve_run(run, steps[i]);
        else if (prepare(run, steps[i], &fetches[i], &requests[request_count]))
            request_count++;
    }
    run->is_level_done = request_count == 0;
    if (request_count)
        gq_session_submit(run->session, requests, request_count, level_done, run);
    /* SQLite completes at once; a store that completes later would have the run wait here. */
    assert(run->is_level_done);
    for (uint32_t i = 0; i < request_count; i++) {
        if (run->has_failed)
            return false;
        if (!requests[i].is_ok)
            return gq_batch_refuse(run, &requests[i].error, GQ_SOURCE_NOWHERE, NULL);
    }
    for (uint32_t i = 0; i < count; i++) {
        if (steps[i]->kind == GQ_STEP_FETCH)
            finish(run, &fetches[i]);
    }
    return true;
}

bool
gq_batch_run_stage(struct gq_run *run, const struct gq_stage *stage)
{
    for (uint32_t start = 0, end; start < stage->step_count; start = end) {
        for (end = start + 1;
                end < stage->step_count && stage->steps[end]->level == stage->steps[start]->level;
                end++)
            continue;
        if (!run_level(run, stage->steps + start, end - start))
            return false;
    }
    return true;
}
