/*
 * base/datetime.h - moments in time as RFC 3339 has them.
 *
 * Not here: the current time (clock.h).
 */
#ifndef GQ_BASE_DATETIME_H
#define GQ_BASE_DATETIME_H

#include "base/attribute.h"
#include "base/str.h"

#include <stdint.h>

struct gq_buf;

/*
 * Microseconds since 1970-01-01T00:00:00Z of `2026-01-02T03:04:05.5+02:00`. Years 0000 to 9999;
 * offsets up to 23:59; 1 to 9 fraction digits, cut after six. A leap second is refused, as SQLite
 * and most clients have no place for it. False for anything else. RFC 3339, section 5.6.
 */
GQ_MUST_CHECK bool gq_datetime_parse(struct gq_str text, int64_t *ret_wall_us);

/*
 * Appends a stored moment (always six fraction digits and Z) as clients see it: without the zeros
 * at the end of the fraction. A text of another form is appended as it is.
 */
void gq_datetime_write_stored(struct gq_buf *out, struct gq_str stored);

#endif
