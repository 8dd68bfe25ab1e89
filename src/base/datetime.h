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

/* The first and the last microsecond of the years 0000 to 9999. */
#define GQ_DATETIME_MIN_US INT64_C(-62167219200000000)
#define GQ_DATETIME_MAX_US INT64_C(253402300799999999)

/*
 * Microseconds since 1970-01-01T00:00:00Z of `2026-01-02T03:04:05.5+02:00`. Years 0000 to 9999;
 * offsets up to 23:59; 1 to 9 fraction digits, cut after six. A leap second is refused, as SQLite
 * and most clients have no place for it. False for anything else. RFC 3339, section 5.6.
 */
GQ_MUST_CHECK bool gq_datetime_parse(struct gq_str text, int64_t *ret_wall_us);

/* A day of the proleptic Gregorian calendar, `2026-01-02`; years 0000 to 9999. RFC 3339, full-date. */
GQ_MUST_CHECK bool gq_datetime_parse_date(struct gq_str text);

/*
 * Microseconds since midnight of `03:04:05` or `03:04:05.25`: 1 to 9 fraction digits, cut after
 * six; no leap second, no offset. RFC 3339, partial-time.
 */
GQ_MUST_CHECK bool gq_datetime_parse_time(struct gq_str text, int64_t *ret_us);

/* `03:04:05.250000`: always six fraction digits, NUL-terminated. */
#define GQ_DATETIME_TIME_SIZE 16
void gq_datetime_format_time(int64_t us, char ret_text[GQ_DATETIME_TIME_SIZE]);

/*
 * A moment as SQLite's own functions write it, in whole seconds: `2026-01-02 03:04:05`,
 * NUL-terminated; and the way back, where a fraction may stand too.
 */
#define GQ_DATETIME_SQL_SIZE 20
void gq_datetime_format_sql(int64_t wall_us, char ret_text[GQ_DATETIME_SQL_SIZE]);
GQ_MUST_CHECK bool gq_datetime_parse_sql(struct gq_str text, int64_t *ret_wall_us);

/*
 * Appends a stored moment (always six fraction digits and Z) as clients see it: without the zeros
 * at the end of the fraction. A text of another form is appended as it is.
 */
void gq_datetime_write_stored(struct gq_buf *out, struct gq_str stored);

/* The same of a stored time of day. */
void gq_datetime_write_stored_time(struct gq_buf *out, struct gq_str stored);

#endif
