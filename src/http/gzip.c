/* http/gzip.c - libdeflate; a weight of 0 says no. */
#include "http/gzip.h"

#include "base/alloc.h"
#include "http/field.h"

#include <libdeflate.h>

/* Most of the gain for a third of the time of the usual 6. */
#define LEVEL 3

struct gq_gzip {
    struct libdeflate_compressor *compressor;
};

struct gq_gzip *
gq_gzip_new(void)
{
    struct gq_gzip *gzip = gq_alloc_zeroed(1, sizeof(*gzip));

    if (!gzip)
        return NULL;
    gzip->compressor = libdeflate_alloc_compressor(LEVEL);
    if (gzip->compressor)
        return gzip;
    gq_alloc_free(gzip);
    return NULL;
}

void
gq_gzip_free(struct gq_gzip *gzip)
{
    if (!gzip)
        return;
    libdeflate_free_compressor(gzip->compressor);
    gq_alloc_free(gzip);
}

static struct gq_str
trim(struct gq_str text)
{
    while (text.length && (text.bytes[0] == ' ' || text.bytes[0] == '\t'))
        text = gq_str_slice(text, 1, text.length);
    while (text.length
            && (text.bytes[text.length - 1] == ' ' || text.bytes[text.length - 1] == '\t'))
        text.length--;
    return text;
}

static struct gq_str
cut(struct gq_str *rest, char separator)
{
    const char *found = rest->length ? memchr(rest->bytes, separator, rest->length) : NULL;
    size_t length = found ? (size_t)(found - rest->bytes) : rest->length;
    struct gq_str part = gq_str_slice(*rest, 0, length);

    *rest = gq_str_slice(*rest, length + 1, rest->length);
    return trim(part);
}

/* `q=0`, `q=0.000`: the coding is refused. */
static bool
is_refused(struct gq_str weight)
{
    if (weight.length < 3 || (weight.bytes[0] != 'q' && weight.bytes[0] != 'Q')
            || weight.bytes[1] != '=')
        return false;
    for (size_t i = 2; i < weight.length; i++) {
        if (weight.bytes[i] != '0' && weight.bytes[i] != '.')
            return false;
    }
    return true;
}

bool
gq_gzip_is_accepted(struct gq_str accept_encoding)
{
    bool by_wildcard = false;

    while (accept_encoding.length) {
        struct gq_str weight = cut(&accept_encoding, ',');
        struct gq_str coding = cut(&weight, ';');

        if (gq_field_equal(coding, GQ_STR("gzip")) || gq_field_equal(coding, GQ_STR("x-gzip")))
            return !is_refused(weight);
        if (gq_str_is(coding, "*"))
            by_wildcard = !is_refused(weight);
    }
    return by_wildcard;
}

char *
gq_gzip_compress(struct gq_gzip *gzip, struct gq_str body, size_t *ret_length)
{
    char *compressed;
    size_t length;

    if (body.length < GQ_GZIP_BYTES_MIN || body.length > GQ_GZIP_BYTES_MAX)
        return NULL;
    compressed = gq_alloc(body.length);
    if (!compressed)
        return NULL;
    /* One byte less than it was, or it is not worth the client's work: 0. */
    length = libdeflate_gzip_compress(
            gzip->compressor, body.bytes, body.length, compressed, body.length - 1);
    if (length) {
        *ret_length = length;
        return compressed;
    }
    gq_alloc_free(compressed);
    return NULL;
}
