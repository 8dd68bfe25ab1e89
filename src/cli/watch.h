/*
 * cli/watch.h - reloads when a schema file changes, or when a signal says so.
 *
 * In:       the engine, the paths of its schema.
 * Out:      reloads, one at a time, and a log line about each.
 * Not here: what a reload does (engine/reload.c).
 */
#ifndef GQ_CLI_WATCH_H
#define GQ_CLI_WATCH_H

#include "base/attribute.h"
#include "base/str.h"

#include <stdint.h>

struct gq_clock;
struct gq_engine;
struct gq_errors;
struct gq_watch; /* a thread and its descriptors */

struct gq_watch_options {
    struct gq_engine *engine;
    const struct gq_str *paths; /* NUL-terminated; borrowed while the watch lives */
    uint32_t path_count;
    const struct gq_clock *clock;
};

/* SIGHUP belongs to the watch: to be called before any thread is started. */
void gq_watch_block_signals(void);

/*
 * Starts the thread. A directory that cannot be watched is a log line: SIGHUP still works. Owned by
 * the caller; NULL after adding GQ_E_INTERNAL_SERVER_ERROR.
 */
GQ_MUST_CHECK struct gq_watch *gq_watch_start(
        const struct gq_watch_options *options, struct gq_errors *errs);

/* Waits for a reload that runs. NULL is fine. */
void gq_watch_stop(struct gq_watch *watch);

#endif
