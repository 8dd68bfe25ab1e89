/*
 * base/source.h - named texts that share one space of positions, so that a position alone says
 * which file, line and column it is.
 *
 * A position is a byte offset plus the start of its text: 4 bytes in every syntax node instead of a
 * pointer, a line and a column, which only errors need.
 * Not here: reading files (cli/), tokens (language/).
 */
#ifndef GQ_BASE_SOURCE_H
#define GQ_BASE_SOURCE_H

#include "base/str.h"

#include <stdint.h>

struct gq_arena;

struct gq_source {
    struct gq_str name; /* as errors show it: a path, or "GraphQL request" */
    struct gq_str text;
    uint32_t start; /* the position of the text's first byte */
    const struct gq_source *older;
};

struct gq_sources {
    const struct gq_source *newest; /* NULL: none yet */
};

/* Where in which text. Lines and columns count from 1; columns in UTF-16 code units. */
struct gq_location {
    struct gq_str source_name;
    uint32_t line, column;
};

/* No place at all: an error about something that has no text of its own. */
#define GQ_SOURCE_NOWHERE UINT32_MAX

/*
 * Adds a text behind the others; the new source lives in the arena and borrows name and text.
 * NULL when the texts together would pass 2^32 - 2 bytes.
 */
const struct gq_source *gq_source_add(
        struct gq_arena *arena, struct gq_sources *sources, struct gq_str name, struct gq_str text);

/*
 * Line and column of a position; line ends are LF, CR LF and CR. Linear in the text.
 * Spec: Language > Source Text > Line Terminators. `position` belongs to one of the sources.
 */
struct gq_location gq_source_locate(const struct gq_sources *sources, uint32_t position);

#endif
