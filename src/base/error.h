/*
 * base/error.h - the one currency of failure: what, where, along which path.
 *
 * In:       a code, places in source text, a message.
 * Out:      a bounded list in an arena.
 * Not here: JSON (exec/ and cli/ print), HTTP status (code.h has it, http/ uses it).
 *
 * `struct gq_errors` is passed as the last parameter. A function that takes one and returns false
 * or NULL has added the error. One thread at a time.
 */
#ifndef GQ_BASE_ERROR_H
#define GQ_BASE_ERROR_H

#include "base/attribute.h"
#include "base/code.h"
#include "base/source.h"
#include "base/str.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>

struct gq_arena;

/* One step of a response or input path, from the leaf to the root. Lives in an arena. */
struct gq_path {
    const struct gq_path *parent; /* NULL: the first step */
    struct gq_str key;            /* bytes == NULL: a list index */
    uint32_t index;
};

struct gq_error {
    enum gq_code code;
    struct gq_str message;
    const struct gq_location *locations; /* NULL when location_count is 0 */
    uint32_t location_count;
    const struct gq_path *path;       /* NULL: a request error, without a path */
    struct gq_str constraint;         /* `extensions.constraint`; empty: none */
    const struct gq_str *fields;      /* `extensions.fields` */
    uint32_t field_count;             /* 0: none */
    const struct gq_path *input_path; /* `extensions.inputPath`; NULL: none */
    struct gq_error *next;
};

struct gq_errors {
    struct gq_arena *arena;           /* holds the errors */
    const struct gq_sources *sources; /* turns positions into locations; NULL: none are given */
    struct gq_error *first, *last;
    uint32_t count, count_max; /* errors past count_max are dropped, and `dropped` is set */
    bool dropped;
};

/* An empty list for at most `count_max` errors. `arena` and `sources` outlive it. */
void gq_errors_init(struct gq_errors *errs, struct gq_arena *arena,
        const struct gq_sources *sources, uint32_t count_max);

/*
 * Adds an error at `position` (GQ_SOURCE_NOWHERE: without a place). The result is for adding path
 * or extensions; never NULL: past the bound it is an error outside the list.
 */
GQ_PRINTF(4, 5)
GQ_NONNULL_RESULT struct gq_error *gq_errors_add(
        struct gq_errors *errs, enum gq_code code, uint32_t position, const char *format, ...);

/* As above, with the message's arguments in a list. */
GQ_PRINTF(4, 0)
GQ_NONNULL_RESULT struct gq_error *gq_errors_vadd(struct gq_errors *errs, enum gq_code code,
        uint32_t position, const char *format, va_list args);

/* Adds one more place to an error: those of all fields that conflict, say. */
void gq_errors_add_location(struct gq_errors *errs, struct gq_error *error, uint32_t position);

/*
 * Adds copies of all errors of another list; what they refer to is copied too, so that the other
 * list's arena and sources may go.
 */
void gq_errors_copy(struct gq_errors *errs, const struct gq_errors *from);

/* True when the bound is reached: a stage that only collects errors may stop. */
static inline bool
gq_errors_full(const struct gq_errors *errs)
{
    return errs->count >= errs->count_max;
}

/* A path one key longer. */
const struct gq_path *gq_path_key(
        struct gq_arena *arena, const struct gq_path *parent, struct gq_str key);

/* A path one list index longer. */
const struct gq_path *gq_path_index(
        struct gq_arena *arena, const struct gq_path *parent, uint32_t index);

#endif
