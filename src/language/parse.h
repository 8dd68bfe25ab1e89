/*
 * language/parse.h - text to syntax tree, for executable documents, SDL and their parts.
 *
 * In:       one source, limits.
 * Out:      a tree in the arena (ast.h), or one syntax error with graphql-js's message and place.
 * Not here: validation of any kind; printing (print.h).
 *
 * Safe for hostile input: bytes, tokens and nesting are bounded by the options, invalid UTF-8 is a
 * syntax error, and no input recurses deeper than `nesting_max` frames.
 */
#ifndef GQ_LANGUAGE_PARSE_H
#define GQ_LANGUAGE_PARSE_H

#include "base/attribute.h"

#include <stdint.h>

struct gq_arena;
struct gq_document;
struct gq_errors;
struct gq_literal;
struct gq_source;
struct gq_type_node;

/* Bounds of one parse; 0 in a field: not bounded, but for the nesting, which always is. */
struct gq_parse_options {
    uint32_t bytes_max; /* of the whole text */
    uint32_t tokens_max;
    uint32_t nesting_max; /* 0, or past it: GQ_PARSE_NESTING_MAX */
};

/* What a 256 KiB stack carries with room to spare, sanitizers included. */
#define GQ_PARSE_NESTING_MAX 200

/*
 * Parses a whole document; executable and type system definitions may be mixed, validation tells
 * them apart. Spec: Language > Document. The tree lives in `arena` and borrows the source's text.
 * NULL after adding GQ_E_PARSE_FAILED, GQ_E_REQUEST_LIMIT_EXCEEDED, GQ_E_MAX_TOKENS_LIMIT or
 * GQ_E_MAX_NESTING_LIMIT.
 */
GQ_MUST_CHECK struct gq_document *gq_parse_document(struct gq_arena *arena,
        const struct gq_source *source, const struct gq_parse_options *options,
        struct gq_errors *errs);

/* Parses one constant value, `[1, {a: "b"}]`: for default values and tools. As above on failure. */
GQ_MUST_CHECK struct gq_literal *gq_parse_const_value(struct gq_arena *arena,
        const struct gq_source *source, const struct gq_parse_options *options,
        struct gq_errors *errs);

/* Parses one type reference, `[Int!]!`. As above on failure. */
GQ_MUST_CHECK struct gq_type_node *gq_parse_type(struct gq_arena *arena,
        const struct gq_source *source, const struct gq_parse_options *options,
        struct gq_errors *errs);

#endif
