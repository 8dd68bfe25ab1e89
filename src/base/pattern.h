/*
 * base/pattern.h - regular expressions of the schema's author, run over values of clients.
 *
 * In:       Perl's syntax, as PCRE2 has it; UTF-8.
 * Out:      found or not, within bounds of work and memory.
 * Not here: which values are looked at.
 *
 * Immutable once compiled; any thread.
 */
#ifndef GQ_BASE_PATTERN_H
#define GQ_BASE_PATTERN_H

#include "base/attribute.h"
#include "base/str.h"

struct gq_arena;
struct gq_pattern;

enum gq_pattern_outcome {
    GQ_PATTERN_FOUND,
    GQ_PATTERN_NOT_FOUND,
    GQ_PATTERN_TOO_COSTLY, /* a bound was met before an answer */
};

/*
 * A pattern that lives in `arena`. It is found anywhere in a text unless it says `^` and `$`; `$` is
 * the very end. NULL for a text that is no pattern: `*ret_reason` says why, in `arena`.
 */
GQ_MUST_CHECK const struct gq_pattern *gq_pattern_compile(
        struct gq_arena *arena, struct gq_str text, struct gq_str *ret_reason);

/* Looks for the pattern. Text that is not UTF-8 has nothing. */
GQ_MUST_CHECK enum gq_pattern_outcome gq_pattern_search(
        const struct gq_pattern *pattern, struct gq_str text);

#endif
