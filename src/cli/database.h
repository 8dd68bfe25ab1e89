/*
 * cli/database.h - which database file a verb works on.
 *
 * In:       options, schema paths.
 * Out:      a path.
 * Not here: opening it (store/, engine/).
 */
#ifndef GQ_CLI_DATABASE_H
#define GQ_CLI_DATABASE_H

#include "base/attribute.h"
#include "base/str.h"

#include <stdbool.h>

struct gq_arena;
struct gq_errors;

/*
 * The name of a schema file or directory with `.db` for its extension, in the current directory;
 * NUL-terminated, in `arena`.
 */
struct gq_str gq_database_default_path(struct gq_arena *arena, struct gq_str schema_path);

/*
 * The path of a database that does not exist yet, in a directory of its own; the directory and all
 * that is in it go with the arena. False after adding GQ_E_STORAGE_ERROR.
 */
GQ_MUST_CHECK bool gq_database_temporary_path(
        struct gq_arena *arena, struct gq_str *ret_path, struct gq_errors *errs);

#endif
