/*
 * base/buf.h - a growing byte buffer with a cap, on the heap so that it can be handed over.
 *
 * In:       bytes.
 * Out:      one contiguous block; gq_buf_release gives it to another owner (the HTTP library).
 * Not here: JSON escaping (json/write.h).
 *
 * A failed append (cap reached, no memory) is remembered: later appends do nothing, and
 * gq_buf_failed says so once at the end. So writers do not check every call.
 * One thread at a time.
 */
#ifndef GQ_BASE_BUF_H
#define GQ_BASE_BUF_H

#include "base/attribute.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

struct gq_arena;

enum gq_buf_state { GQ_BUF_OK, GQ_BUF_OVER_CAP, GQ_BUF_NO_MEMORY };

struct gq_buf {
    char *bytes; /* owned; NULL while empty */
    size_t length, capacity, cap_bytes;
    enum gq_buf_state state;
};

/* An empty buffer that may grow to `cap_bytes`. Caller's storage; gq_buf_fini releases it. */
void gq_buf_init(struct gq_buf *buf, size_t cap_bytes);
void gq_buf_fini(struct gq_buf *buf);

/* As gq_buf_init, and gq_buf_fini is registered with the arena. `buf` lives as long as the arena. */
void gq_buf_init_in(struct gq_buf *buf, struct gq_arena *arena, size_t cap_bytes);

/* Makes room for `more_bytes` so that gq_buf_room_used may follow; NULL when that failed. */
char *gq_buf_room(struct gq_buf *buf, size_t more_bytes);

static inline void
gq_buf_room_used(struct gq_buf *buf, size_t used_bytes)
{
    buf->length += used_bytes;
}

static inline void
gq_buf_append(struct gq_buf *buf, const char *bytes, size_t length)
{
    char *room;

    /* Nothing to copy, and perhaps nothing to copy to: an empty buffer has no block yet. */
    if (GQ_UNLIKELY(!length))
        return;
    room = GQ_LIKELY(buf->capacity - buf->length >= length && buf->state == GQ_BUF_OK)
            ? buf->bytes + buf->length
            : gq_buf_room(buf, length);
    if (GQ_LIKELY(room)) {
        memcpy(room, bytes, length);
        buf->length += length;
    }
}

static inline void
gq_buf_str(struct gq_buf *buf, struct gq_str text)
{
    gq_buf_append(buf, text.bytes, text.length);
}

static inline void
gq_buf_char(struct gq_buf *buf, char byte)
{
    gq_buf_append(buf, &byte, 1);
}

/* For literals and other NUL-terminated text. */
static inline void
gq_buf_text(struct gq_buf *buf, const char *text)
{
    gq_buf_append(buf, text, strlen(text));
}

GQ_PRINTF(2, 3) void gq_buf_printf(struct gq_buf *buf, const char *format, ...);

/* Cuts back to an earlier length (null propagation); does not clear a failure. */
void gq_buf_truncate(struct gq_buf *buf, size_t length);

static inline bool
gq_buf_failed(const struct gq_buf *buf)
{
    return buf->state != GQ_BUF_OK;
}

static inline struct gq_str
gq_buf_view(const struct gq_buf *buf)
{
    return (struct gq_str){ buf->length ? buf->bytes : "", buf->length };
}

/* Hands the block over: the caller frees it with gq_alloc_free; the buffer is empty again. */
char *gq_buf_release(struct gq_buf *buf, size_t *ret_length);

#endif
