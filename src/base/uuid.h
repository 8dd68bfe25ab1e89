/*
 * base/uuid.h - identifiers that any machine can make: UUIDs (RFC 9562) and ULIDs.
 *
 * In:       the time, random bytes; texts from clients.
 * Out:      texts in their one canonical form: a UUID in lower case, a ULID in upper case.
 * Not here: the clock's choice (clock.h), columns.
 */
#ifndef GQ_BASE_UUID_H
#define GQ_BASE_UUID_H

#include "base/attribute.h"
#include "base/str.h"

#include <stdint.h>

#define GQ_UUID_LENGTH 36u
#define GQ_ULID_LENGTH 26u

/*
 * A new UUIDv7 or ULID of that moment, not NUL-terminated. Those of one process never go down, also
 * within a millisecond and when the clock steps back: the random part then counts up. Any thread.
 * RFC 9562, sections 5.7 and 6.2 (method 2).
 */
void gq_uuid_make_v7(int64_t wall_us, char ret_text[GQ_UUID_LENGTH]);
void gq_uuid_make_ulid(int64_t wall_us, char ret_text[GQ_ULID_LENGTH]);

/* `8-4-4-4-12` hexadecimal digits of either case, of any version, to lower case. RFC 9562, section 4. */
GQ_MUST_CHECK bool gq_uuid_parse(struct gq_str text, char ret_text[GQ_UUID_LENGTH]);

/* 26 characters of Crockford's base 32, of either case, at most 7ZZ...: to upper case. */
GQ_MUST_CHECK bool gq_uuid_parse_ulid(struct gq_str text, char ret_text[GQ_ULID_LENGTH]);

#endif
