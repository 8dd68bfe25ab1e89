/*
 * base/file.h - a whole text file, read within a bound.
 *
 * In:       a path.
 * Out:      its text, which is valid UTF-8, or a reason in words for the operator.
 * Not here: directories (engine/schema_files.h), errors with codes: the caller knows which.
 */
#ifndef GQ_BASE_FILE_H
#define GQ_BASE_FILE_H

#include "base/attribute.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

struct gq_arena;

/*
 * Reads the file at `path`, which is NUL-terminated. `*ret_text` lives in `arena`.
 * False when it cannot be opened or read, is longer than `bytes_max` or not UTF-8: `*ret_reason`,
 * which lives in `arena` as well, says so without the path.
 */
GQ_MUST_CHECK bool gq_file_read(struct gq_arena *arena, struct gq_str path, size_t bytes_max,
        struct gq_str *ret_text, struct gq_str *ret_reason);

#endif
