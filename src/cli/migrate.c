/* cli/migrate.c - `gqld migrate plan|apply|status|undo`: from the database to what a schema needs. */
#include "store/migrate.h"
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
    struct gq_migrate_plan plan;
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

/* The answer of this run: a buffer that goes with the arena. */
static struct gq_buf *
new_answer(struct run *run)
{
    struct gq_buf *out = gq_arena_new_of(run->arena, struct gq_buf);

    gq_buf_init_in(out, run->arena, GQ_REPORT_BYTES_MAX);
    return out;
}

/* A database that does not exist is not made by asking: an empty one stands for it. */
static bool
open_to_look(struct run *run)
{
    if (access(run->database.bytes, F_OK) != 0
            && !gq_database_temporary_path(run->arena, &run->database, &run->errs))
        return false;
    return open_store(run);
}

static bool
build(struct run *run)
{
    const struct gq_vec *allowed = &run->options->allowed;
    const struct gq_migrate_allowed words = { allowed->items, allowed->count };

    return gq_migrate_build(run->store, run->model, &words, run->arena, &run->plan, &run->errs);
}

static bool
print_plan(struct run *run)
{
    struct gq_buf *out = new_answer(run);

    if (run->options->is_json)
        gq_migrate_print_json(&run->plan, out);
    else
        gq_migrate_print(&run->plan, out);
    if (out->length > 0)
        (void)gq_report_answer(out);
    if (!run->options->is_json)
        gq_migrate_explain(&run->plan, &run->errs);
    return !run->plan.is_blocked;
}

static bool
plan(struct run *run)
{
    return open_to_look(run) && build(run) && print_plan(run);
}

static bool
apply(struct run *run)
{
    if (!open_store(run) || !build(run))
        return false;
    if (run->plan.is_blocked) {
        gq_migrate_explain(&run->plan, &run->errs);
        return false;
    }
    return run->plan.statement_count == 0
            || gq_migrate_run(run->store, &run->plan, NULL, &run->errs);
}

static bool
status(struct run *run)
{
    struct gq_buf *out = new_answer(run);
    const bool is_json = run->options->is_json;
    struct gq_str snapshot;

    if (!open_to_look(run) || !build(run)
            || !gq_migrate_snapshot(run->store, run->arena, &snapshot, &run->errs))
        return false;
    gq_buf_printf(out, is_json ? "{\"pending\":%u,\"blocked\":%s,\"snapshot\":" : "%u steps%s\n",
            run->plan.step_count,
            is_json                        ? (run->plan.is_blocked ? "true" : "false")
                    : run->plan.is_blocked ? ", some need a decision"
                                           : "");
    if (is_json && snapshot.length == 0)
        gq_buf_text(out, "null}");
    else if (is_json) {
        gq_write_string(out, snapshot);
        gq_buf_char(out, '}');
    } else {
        gq_buf_text(out, snapshot.length ? "undo restores " : "nothing to undo");
        gq_buf_str(out, snapshot);
    }
    (void)gq_report_answer(out);
    return run->plan.step_count == 0;
}

static bool
undo(struct run *run)
{
    if (access(run->database.bytes, F_OK) == 0)
        return open_store(run) && gq_migrate_undo(run->store, &run->errs);
    gq_errors_add(&run->errs, GQ_E_BAD_REQUEST, GQ_SOURCE_NOWHERE, "There is no database \"%.*s\".",
            GQ_STR_ARG(run->database));
    return false;
}

static const struct action {
    const char *name;
    bool (*run)(struct run *run);
    bool has_answer; /* of its own on standard output */
} actions[] = {
    { "plan", plan, true },
    { "apply", apply, false },
    { "status", status, true },
    { "undo", undo, false },
};

static const struct action *
action_find(struct gq_str name)
{
    for (size_t i = 0; i < GQ_ARRAY_LENGTH(actions); i++) {
        if (gq_str_is(name, actions[i].name))
            return &actions[i];
    }
    return NULL;
}

enum gq_verb_exit
gq_verb_migrate(struct gq_arena *arena, const struct gq_options *options)
{
    const struct action *action = action_find(options->arguments[0]);
    struct run *run = gq_arena_new_of(arena, struct run);
    bool is_ok;

    assert(options->argument_count >= 2);
    if (!action)
        return gq_verb_usage_fault("`gqld migrate` is followed by plan, apply, status or undo.");
    run->arena = arena;
    run->options = options;
    run->database = options->database;
    if (!run->database.bytes)
        run->database = gq_database_default_path(arena, options->arguments[1]);
    gq_files_init_errors(&run->errs, arena, options, NULL);
    gq_store_process_init();
    is_ok = load_model(run) && action->run(run);
    if (action->has_answer && run->errs.count == 0)
        return is_ok ? GQ_VERB_OK : GQ_VERB_FAULTS;
    return gq_report_errors(arena, options, &run->errs);
}
