/*
 * gqld.h - GraphQL as a library: a schema over a SQLite database, or over your own resolvers.
 *
 * Everything that `gqld serve` answers, without its sockets; and, for schemas without @model,
 * execution with resolvers of the embedder's, each asked once for all parents of a level.
 *
 * Functions may be called from any thread at once, but where they say otherwise. Nothing here jumps
 * over the caller's frames, and no global state is kept.
 */
#ifndef GQLD_H
#define GQLD_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define GQLD_API __attribute__((visibility("default")))

struct gqld_engine; /* a schema, and the database or the resolvers behind it; any thread */
struct gqld_batch;  /* one field for all its parents, while its resolver runs; that thread only */
struct gqld_value;  /* an argument, or a result to be filled; lives as long as its batch */

/* The version of the library, `MAJOR.MINOR.PATCH`. */
GQLD_API const char *gqld_version(void);

/* Frees the text that a function below gave. NULL is fine. */
GQLD_API void gqld_free(void *memory);

/* ---- Engines ------------------------------------------------------------------------------- */

/*
 * Opens an engine over a database: loads the schema files (SDL), opens or creates the file and its
 * tables. Owned by the caller. On failure NULL, and `*ret_errors`, unless it is NULL, gets a JSON
 * list of errors with their places, to be freed by gqld_free; NULL without memory for it.
 */
GQLD_API struct gqld_engine *gqld_engine_open(const char *const *schema_paths,
        size_t schema_path_count, const char *database_path, char **ret_errors);

/*
 * Opens an engine over resolvers: `sdl` is a schema without @model. Fields get their resolvers by
 * gqld_engine_set_resolver before the first request. As above on failure.
 */
GQLD_API struct gqld_engine *gqld_engine_open_text(const char *sdl, char **ret_errors);

/* Ends what is being written and closes the database. No request is running. NULL is fine. */
GQLD_API void gqld_engine_close(struct gqld_engine *engine);

/*
 * Executes one request, a JSON object with `query`, `operationName`, `variables` as GraphQL over
 * HTTP has them. `root` is what resolvers of root fields get as their parent. The response is JSON,
 * NUL-terminated, `*ret_length` bytes long without the NUL, to be freed by gqld_free; errors are in
 * it. A mutation over a database is durable when this returns. NULL only without memory.
 */
GQLD_API char *gqld_engine_execute(struct gqld_engine *engine, const char *request,
        size_t request_length, const void *root, size_t *ret_length);

/*
 * Checks an executable document by the rules of the specification. NULL when it is valid, else a
 * JSON list of errors, to be freed by gqld_free.
 */
GQLD_API char *gqld_engine_validate(
        struct gqld_engine *engine, const char *document, size_t document_length);

/* ---- Resolvers ----------------------------------------------------------------------------- */

/*
 * Fills the result of one field for every parent of the level. Results not filled are null. It must
 * not call the engine, and must return.
 */
typedef void gqld_resolve_fn(struct gqld_batch *batch, void *context);

/*
 * Names the resolver of `type.field`; the last one counts. `context` is handed to it and outlives
 * the engine. 0 when there is no such field of an object type, or no memory. Not while requests run.
 */
GQLD_API int gqld_engine_set_resolver(struct gqld_engine *engine, const char *type,
        const char *field, gqld_resolve_fn *resolve, void *context);

/*
 * Coerces an input value of a scalar: 1 with `result` filled (or left, for the value as it is), or 0
 * when the value does not fit. Literals come as values: enum values as strings.
 */
typedef int gqld_parse_fn(struct gqld_batch *batch, const struct gqld_value *value,
        struct gqld_value *result, void *context);

/* Names the coercion of a scalar of the schema's own. Otherwise as gqld_engine_set_resolver. */
GQLD_API int gqld_engine_set_scalar(
        struct gqld_engine *engine, const char *scalar, gqld_parse_fn *parse, void *context);

/* How many parents the field is asked for; at least 1. */
GQLD_API size_t gqld_batch_count(const struct gqld_batch *batch);

/* Parent `index`: the object that its own resolver gave, or the request's root. */
GQLD_API const void *gqld_batch_parent(const struct gqld_batch *batch, size_t index);

/* The names of the field and of its type, for resolvers that serve several; NUL-terminated. */
GQLD_API const char *gqld_batch_field(const struct gqld_batch *batch);
GQLD_API const char *gqld_batch_type(const struct gqld_batch *batch);

/* The coerced argument, which may be null; NULL when it is neither given nor defaulted. */
GQLD_API const struct gqld_value *gqld_batch_argument(
        const struct gqld_batch *batch, const char *name);

/* The result for parent `index`: null at first. */
GQLD_API struct gqld_value *gqld_batch_result(struct gqld_batch *batch, size_t index);

/* ---- Values -------------------------------------------------------------------------------- */

enum gqld_kind {
    GQLD_NULL,
    GQLD_BOOLEAN,
    GQLD_INT,
    GQLD_FLOAT,
    GQLD_STRING,
    GQLD_ENUM,
    GQLD_LIST,
    GQLD_OBJECT,
};

GQLD_API enum gqld_kind gqld_value_kind(const struct gqld_value *value);
GQLD_API int gqld_value_boolean(const struct gqld_value *value);
GQLD_API int64_t gqld_value_int(const struct gqld_value *value);
GQLD_API double gqld_value_float(const struct gqld_value *value);

/* The bytes of a string or the name of an enum value; not NUL-terminated. */
GQLD_API const char *gqld_value_text(const struct gqld_value *value, size_t *ret_length);

/* Items of a list, members of an object. */
GQLD_API size_t gqld_value_count(const struct gqld_value *value);
GQLD_API const struct gqld_value *gqld_value_item(const struct gqld_value *value, size_t index);
GQLD_API const struct gqld_value *gqld_value_member(
        const struct gqld_value *value, const char *name);

GQLD_API void gqld_value_set_null(struct gqld_value *value);
GQLD_API void gqld_value_set_boolean(struct gqld_value *value, int boolean);
GQLD_API void gqld_value_set_int(struct gqld_value *value, int64_t integer);
GQLD_API void gqld_value_set_float(struct gqld_value *value, double real);

/*
 * The setters below need memory of the request; 0 when there is none left: the resolver returns,
 * and the request ends with an error.
 */

/* Copies `length` bytes of UTF-8: a string, or the name of an enum value. */
GQLD_API int gqld_value_set_text(
        struct gqld_batch *batch, struct gqld_value *value, const char *text, size_t length);

/* Makes a list of `count` nulls, to be filled by way of gqld_value_list_item. */
GQLD_API int gqld_value_set_list(struct gqld_batch *batch, struct gqld_value *value, size_t count);
GQLD_API struct gqld_value *gqld_value_list_item(struct gqld_value *value, size_t index);

/*
 * An object: what its fields' resolvers get as their parent. `type` names its object type where the
 * field's type is an interface or union, else NULL. It outlives the request. 0 also when there is
 * no such type.
 */
GQLD_API int gqld_value_set_object(
        struct gqld_batch *batch, struct gqld_value *value, const char *type, const void *object);

/* An error instead of a value: reported with the path, and the place becomes null. */
GQLD_API int gqld_value_set_error(
        struct gqld_batch *batch, struct gqld_value *value, const char *message);

#ifdef __cplusplus
}
#endif

#endif
