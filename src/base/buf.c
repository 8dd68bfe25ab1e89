/* base/buf.c - growth by doubling up to the cap. */
#include "base/buf.h"

#include "base/alloc.h"
#include "base/arena.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>

#define SMALLEST 256u

static void
fini_deferred(void *arg)
{
    gq_buf_fini(arg);
}

void
gq_buf_init(struct gq_buf *buf, size_t cap_bytes)
{
    *buf = (struct gq_buf){ .cap_bytes = cap_bytes };
}

void
gq_buf_fini(struct gq_buf *buf)
{
    gq_alloc_free(buf->bytes);
    *buf = (struct gq_buf){ .cap_bytes = buf->cap_bytes };
}

void
gq_buf_init_in(struct gq_buf *buf, struct gq_arena *arena, size_t cap_bytes)
{
    gq_buf_init(buf, cap_bytes);
    gq_arena_defer(arena, fini_deferred, buf);
}

char *
gq_buf_room(struct gq_buf *buf, size_t more_bytes)
{
    size_t wanted, capacity;
    char *bytes;

    if (buf->state != GQ_BUF_OK)
        return NULL;
    if (__builtin_add_overflow(buf->length, more_bytes, &wanted) || wanted > buf->cap_bytes) {
        buf->state = GQ_BUF_OVER_CAP;
        return NULL;
    }
    if (buf->bytes && wanted <= buf->capacity)
        return buf->bytes + buf->length;
    capacity = buf->capacity ? buf->capacity : SMALLEST;
    while (capacity < wanted)
        capacity *= 2;
    if (capacity > buf->cap_bytes)
        capacity = buf->cap_bytes;
    bytes = gq_alloc_resize(buf->bytes, capacity);
    if (!bytes) {
        buf->state = GQ_BUF_NO_MEMORY;
        return NULL;
    }
    buf->bytes = bytes;
    buf->capacity = capacity;
    return bytes + buf->length;
}

void
gq_buf_printf(struct gq_buf *buf, const char *format, ...)
{
    va_list args;
    int length;
    char *room;

    va_start(args, format);
    length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    assert(length >= 0);
    room = gq_buf_room(buf, (size_t)length + 1);
    if (!room)
        return;
    va_start(args, format);
    vsnprintf(room, (size_t)length + 1, format, args);
    va_end(args);
    buf->length += (size_t)length;
}

void
gq_buf_truncate(struct gq_buf *buf, size_t length)
{
    assert(length <= buf->length);
    buf->length = length;
}

char *
gq_buf_release(struct gq_buf *buf, size_t *ret_length)
{
    char *bytes = buf->bytes;

    *ret_length = buf->length;
    gq_buf_init(buf, buf->cap_bytes);
    return bytes;
}
