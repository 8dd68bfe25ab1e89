/*
 * json/write.h - JSON text, written straight into a buffer: the response's hottest path.
 *
 * In:       strings, numbers, values.
 * Out:      RFC 8259 text, byte for byte as JSON.stringify writes it, without blanks.
 * Not here: commas and braces of a response (exec/ has them in its templates), reading (parse.h).
 *
 * A failed append is remembered by the buffer (base/buf.h): nothing here returns an error.
 */
#ifndef GQ_JSON_WRITE_H
#define GQ_JSON_WRITE_H

#include "base/buf.h"
#include "base/str.h"

#include <stdint.h>

struct gq_value;

/* Values nested deeper than this fail the buffer as over its cap. */
#define GQ_WRITE_DEPTH_MAX 1024u

/* The text, which is valid UTF-8, in quotes: \b \f \n \r \t \" \\ and \u00XX, all else as it is. */
void gq_write_string(struct gq_buf *buf, struct gq_str text);

void gq_write_int(struct gq_buf *buf, int64_t value);

/*
 * The shortest digits that read back as `value`, in the form of ECMAScript's Number::toString:
 * 1e21 is `1e+21`, -0 is `0`. NaN and the infinities are the caller's error.
 */
void gq_write_double(struct gq_buf *buf, double value);

static inline void
gq_write_bool(struct gq_buf *buf, bool value)
{
    if (value)
        gq_buf_append(buf, "true", 4);
    else
        gq_buf_append(buf, "false", 5);
}

static inline void
gq_write_null(struct gq_buf *buf)
{
    gq_buf_append(buf, "null", 4);
}

/* The whole value; an enum as its name in quotes; a handle or an error as null. */
void gq_write_value(struct gq_buf *buf, const struct gq_value *value);

#endif
