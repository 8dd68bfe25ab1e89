/*
 * base/utf8.h - UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing past U+10FFFF.
 */
#ifndef GQ_BASE_UTF8_H
#define GQ_BASE_UTF8_H

#include "base/attribute.h"
#include "base/str.h"

#include <stddef.h>
#include <stdint.h>

/* True when the text is valid; else `*ret_offset` is the first byte of the bad sequence. */
GQ_MUST_CHECK bool gq_utf8_check(struct gq_str text, size_t *ret_offset);

/* Writes 1 to 4 bytes; `code_point` is a Unicode scalar value. */
size_t gq_utf8_encode(uint32_t code_point, char ret_bytes[4]);

/* Decodes the scalar value at the start of `text`, which is valid and not empty. */
uint32_t gq_utf8_decode(struct gq_str text, size_t *ret_length);

/* The number of UTF-16 code units that the valid text takes: a column as JavaScript counts it. */
size_t gq_utf8_utf16_length(struct gq_str text);

#endif
