/* cli/migrate.c - `gqld migrate plan|apply`: the tables that a schema needs, shown or made. */
#include "base/arena.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/error.h"
#include "cli/database.h"
#include "cli/files.h"
#include "cli/options.h"
#include "cli/report.h"
#include "cli/verb.h"
#include "engine/generation.h"
#include "store/store.h"
#include "json/write.h"

#include <assert.h>
#include <stdio.h>
#include <unistd.h>

/* What one run shares. */
struct run {
    struct gq_arena *arena;
    const struct gq_options *options;
    const struct gq_model *model;
    struct gq_str database;
    struct gq_store *store;
    struct gq_errors errs;
};

static void
close_store(void *arg)
{
    gq_store_close(arg);
}

static bool
open_store(struct run *run)
{
    const struct gq_store_options options = {
        .path = run->database,
        .limits = &run->options->limits,
        .clock = &gq_clock_system,
        .model = run->model,
    };

    run->store = gq_store_open(&options, &run->errs);
    if (!run->store)
        return false;
    gq_arena_defer(run->arena, close_store, run->store);
    return true;
}

static bool
load_model(struct run *run)
{
    const struct gq_generation *generation =
            gq_files_load_generation(run->arena, run->options->arguments + 1,
                    run->options->argument_count - 1, run->options, &run->errs);

    if (!generation)
        return false;
    run->model = gq_generation_model(generation);
    return true;
}

static void
write_statements(struct run *run, const struct gq_str *statements, uint32_t count)
{
    struct gq_buf *out = gq_arena_new_of(run->arena, struct gq_buf);

    gq_buf_init_in(out, run->arena, GQ_REPORT_BYTES_MAX);
    if (run->options->is_json)
        gq_buf_text(out, "{\"statements\":[");
    for (uint32_t i = 0; i < count; i++) {
        if (run->options->is_json) {
            gq_buf_text(out, i ? "," : "");
            gq_write_string(out, statements[i]);
        } else {
            gq_buf_text(out, i ? "\n" : "");
            gq_buf_str(out, statements[i]);
            gq_buf_char(out, ';');
        }
    }
    if (run->options->is_json)
        gq_buf_text(out, "]}");
    if (run->options->is_json || count > 0)
        (void)gq_report_answer(out);
}

/* A database that does not exist is not made by asking: an empty one stands for it. */
static bool
plan(struct run *run)
{
    struct gq_str *statements;
    uint32_t count;

    if (access(run->database.bytes, F_OK) != 0
            && !gq_database_temporary_path(run->arena, &run->database, &run->errs))
        return false;
    if (!open_store(run)
            || !gq_store_plan_tables(
                    run->store, run->model, run->arena, &statements, &count, &run->errs))
        return false;
    write_statements(run, statements, count);
    return true;
}

static bool
apply(struct run *run)
{
    return open_store(run) && gq_store_create_tables(run->store, run->model, &run->errs);
}

enum gq_verb_exit
gq_verb_migrate(struct gq_arena *arena, const struct gq_options *options)
{
    struct run *run = gq_arena_new_of(arena, struct run);
    struct gq_str what = options->arguments[0];
    bool is_plan = gq_str_is(what, "plan"), ok;

    assert(options->argument_count >= 2);
    if (!is_plan && !gq_str_is(what, "apply"))
        return gq_verb_usage_fault("`gqld migrate` is followed by plan or apply.");
    run->arena = arena;
    run->options = options;
    run->database = options->database;
    if (!run->database.bytes)
        run->database = gq_database_default_path(arena, options->arguments[1]);
    gq_files_init_errors(&run->errs, arena, options, NULL);
    gq_store_process_init();
    ok = load_model(run) && (is_plan ? plan(run) : apply(run));
    if (ok && is_plan)
        return GQ_VERB_OK;
    return gq_report_errors(arena, options, &run->errs);
}
