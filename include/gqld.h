/*
 * gqld.h - GraphQL over SQLite as a library: open a schema over a database, execute requests.
 *
 * Everything that `gqld serve` answers, without its sockets. All functions may be called from any
 * thread at once. Nothing here jumps over the caller's frames; no global state is kept.
 */
#ifndef GQLD_H
#define GQLD_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#define GQLD_API __attribute__((visibility("default")))

struct gqld_engine; /* a schema over a database; any thread */

/* The version of the library, `MAJOR.MINOR.PATCH`. */
GQLD_API const char *gqld_version(void);

/*
 * Opens an engine: loads the schema files (SDL), opens or creates the database file and creates
 * its tables. Owned by the caller. On failure NULL, and `*ret_errors`, unless it is NULL, gets a
 * JSON list of errors with their places, to be freed by gqld_free; NULL without memory for it.
 */
GQLD_API struct gqld_engine *gqld_engine_open(const char *const *schema_paths,
        size_t schema_path_count, const char *database_path, char **ret_errors);

/* Ends what is being written and closes the database. No request is running. NULL is fine. */
GQLD_API void gqld_engine_close(struct gqld_engine *engine);

/*
 * Executes one request, a JSON object with `query`, `operationName`, `variables` as GraphQL over
 * HTTP has them. The response is JSON, NUL-terminated, `*ret_length` bytes long without the NUL, to
 * be freed by gqld_free; errors are in it. A mutation is durable when this returns. NULL only
 * without memory.
 */
GQLD_API char *gqld_engine_execute(struct gqld_engine *engine, const char *request,
        size_t request_length, size_t *ret_length);

/* Frees what the functions above gave. NULL is fine. */
GQLD_API void gqld_free(void *memory);

#ifdef __cplusplus
}
#endif

#endif
