/*
 * json/check.h - is this text JSON, exactly as RFC 8259 has it, and small enough?
 *
 * In:       bytes from a client; the limits json_depth, json_nodes, json_key_bytes.
 * Out:      yes, or one error with the byte offset of the first fault.
 * Not here: values (parse.h). The parser behind it is lenient and clamps; this check is what makes
 *           its answer trustworthy.
 *
 * Beyond the grammar it refuses: invalid UTF-8, a byte-order mark, escaped surrogates without their
 * partner, NUL in a key, and integers outside 64 bits unless written with a fraction or an exponent.
 */
#ifndef GQ_JSON_CHECK_H
#define GQ_JSON_CHECK_H

#include "base/attribute.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

struct gq_errors;
struct gq_limits;

/* Whatever the limit json_depth says: nesting past this is refused. */
#define GQ_JSON_DEPTH_CEILING 256u

/* What the scan saw on its way. */
struct gq_json_shape {
    uint32_t nodes;       /* values, containers included; keys are not counted */
    uint32_t depth;       /* of the deepest container; a scalar alone has 0 */
    uint32_t top_members; /* members of the top object, equal names counted twice */
    bool is_plain;        /* no fraction, no exponent, no escape by number: see plain.h */
};

/*
 * One pass, linear, without recursion or allocation but for the error: GQ_E_BAD_REQUEST.
 * RFC 8259, all of it.
 */
GQ_MUST_CHECK bool gq_json_check(struct gq_str text, const struct gq_limits *limits,
        struct gq_json_shape *ret_shape, struct gq_errors *errs);

/* Is it one JSON value, nested no deeper than the ceiling? No limit else, no error. */
GQ_MUST_CHECK bool gq_check_is_json(struct gq_str text);

#endif
