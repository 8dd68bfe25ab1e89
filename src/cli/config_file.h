/*
 * cli/config_file.h - the file that --config names.
 *
 * In:       INI text: `name = value`, sections in brackets, comments after a semicolon.
 * Out:      its entries in order.
 * Not here: what the names mean (options.h).
 */
#ifndef GQ_CLI_CONFIG_FILE_H
#define GQ_CLI_CONFIG_FILE_H

#include "base/attribute.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

struct gq_arena;

/* NUL-terminated; `section` is empty before the first one. */
struct gq_config_entry {
    struct gq_str section, name, value;
};

/*
 * Reads the file at `path`, which is NUL-terminated; all of it lives in `arena`. False with
 * `*ret_fault`, a sentence with the path and, where it has one, the line.
 */
GQ_MUST_CHECK bool gq_config_file_read(struct gq_arena *arena, struct gq_str path,
        struct gq_config_entry **ret_entries, uint32_t *ret_count, struct gq_str *ret_fault);

#endif
