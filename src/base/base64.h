/*
 * base/base64.h - base64url without padding: cursors, node ids, parts of tokens. RFC 4648, section 5.
 */
#ifndef GQ_BASE_BASE64_H
#define GQ_BASE_BASE64_H

#include "base/attribute.h"
#include "base/str.h"

struct gq_arena;
struct gq_buf;

/* Appends the text form of the bytes. */
void gq_base64_write(struct gq_buf *out, struct gq_str bytes);

/*
 * The bytes that `text` stands for, in `arena`. False for other characters, padding, a length that
 * no bytes give, or stray bits: every accepted text is the one that gq_base64_write makes.
 */
GQ_MUST_CHECK bool gq_base64_read(
        struct gq_arena *arena, struct gq_str text, struct gq_str *ret_bytes);

#endif
