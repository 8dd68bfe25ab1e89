/*
 * base/base64.h - bytes as text: base64url without padding (cursors, node ids, parts of tokens),
 * and base64 with it (values of Bytes). RFC 4648, sections 5 and 4.
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

/* The same in the plain alphabet with padding: RFC 4648, section 4. */
void gq_base64_write_padded(struct gq_buf *out, struct gq_str bytes);
GQ_MUST_CHECK bool gq_base64_read_padded(
        struct gq_arena *arena, struct gq_str text, struct gq_str *ret_bytes);

#endif
