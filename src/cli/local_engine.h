/*
 * cli/local_engine.h - an engine for the length of one run, without a server.
 *
 * In:       schema paths, a database or none, options.
 * Out:      a worker that answers requests.
 * Not here: sockets (serve.c).
 */
#ifndef GQ_CLI_LOCAL_ENGINE_H
#define GQ_CLI_LOCAL_ENGINE_H

#include "base/attribute.h"
#include "base/str.h"

#include <stdint.h>

struct gq_arena;
struct gq_errors;
struct gq_options;
struct gq_worker;

/*
 * Opens an engine over `options->database`, or over an empty database that goes away again.
 * Borrowed: worker, engine and database go with the arena. NULL after adding errors as
 * gq_engine_open and gq_worker_open do.
 */
GQ_MUST_CHECK struct gq_worker *gq_local_engine_open(struct gq_arena *arena,
        const struct gq_options *options, const struct gq_str *schema_paths,
        uint32_t schema_path_count, struct gq_errors *errs);

#endif
