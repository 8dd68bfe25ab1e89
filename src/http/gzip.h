/*
 * http/gzip.h - compresses whole bodies.
 *
 * In:       Accept-Encoding, a body.
 * Out:      the body compressed, where the client takes that and it is worth it.
 * Not here: streams; decompression, which the server never does.
 *
 * RFC 9110, Accept-Encoding; RFC 1952. A compressor belongs to one thread at a time.
 */
#ifndef GQ_HTTP_GZIP_H
#define GQ_HTTP_GZIP_H

#include "base/attribute.h"
#include "base/str.h"

#include <stdbool.h>

struct gq_gzip;

/* Bodies from this size are compressed: below it the packet is sent all the same. */
#define GQ_GZIP_BYTES_MIN ((size_t)1024 + 1)

/* Past it a loop would stand still for too long. */
#define GQ_GZIP_BYTES_MAX ((size_t)4 << 20)

/* Owned by the caller; NULL without memory. */
GQ_MUST_CHECK struct gq_gzip *gq_gzip_new(void);
void gq_gzip_free(struct gq_gzip *gzip);

/* Whether the value of Accept-Encoding takes gzip: by its name, or by a wildcard. */
bool gq_gzip_is_accepted(struct gq_str accept_encoding);

/*
 * A gq_alloc'd compressed copy of `body`, or NULL: no memory, or no gain. `body` stays the caller's.
 */
GQ_MUST_CHECK char *gq_gzip_compress(struct gq_gzip *gzip, struct gq_str body, size_t *ret_length);

#endif
