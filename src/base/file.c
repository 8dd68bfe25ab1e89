/* base/file.c - read(2) until the end or the bound; nothing is allocated from the arena meanwhile. */
#include "base/file.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define CHUNK_BYTES ((size_t)64 * 1024)

/* Appends until the end of the file or past `bytes_max`: 0, or an errno. */
static int
read_all(int fd, size_t bytes_max, struct gq_buf *buf)
{
    while (buf->length <= bytes_max) {
        char *room = gq_buf_room(buf, CHUNK_BYTES);
        ssize_t got;

        if (!room)
            return ENOMEM;
        got = read(fd, room, CHUNK_BYTES);
        if (got < 0 && errno != EINTR)
            return errno;
        if (got == 0)
            return 0;
        if (got > 0)
            gq_buf_room_used(buf, (size_t)got);
    }
    return 0;
}

/* Opens, reads and closes, whatever happens in between: 0, or an errno. */
static int
read_path(const char *path, size_t bytes_max, struct gq_buf *buf)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    int failure;

    if (fd < 0)
        return errno;
    failure = read_all(fd, bytes_max, buf);
    (void)close(fd);
    return failure;
}

bool
gq_file_read(struct gq_arena *arena, struct gq_str path, size_t bytes_max, struct gq_str *ret_text,
        struct gq_str *ret_reason)
{
    struct gq_buf *buf = gq_arena_new_of(arena, struct gq_buf);
    size_t bad_offset;
    int failure;

    assert(path.bytes && path.bytes[path.length] == '\0');
    assert(bytes_max < SIZE_MAX - 2 * CHUNK_BYTES);
    gq_buf_init_in(buf, arena, bytes_max + 2 * CHUNK_BYTES);
    failure = read_path(path.bytes, bytes_max, buf);
    if (failure) {
        *ret_reason = gq_arena_printf(arena, "%s", strerror(failure));
        return false;
    }
    if (buf->length > bytes_max) {
        *ret_reason = gq_arena_printf(arena, "The file is longer than %zu bytes.", bytes_max);
        return false;
    }
    if (!gq_utf8_check(gq_buf_view(buf), &bad_offset)) {
        *ret_reason = gq_arena_printf(
                arena, "The file is not valid UTF-8: the byte at offset %zu.", bad_offset);
        return false;
    }
    *ret_text = gq_buf_view(buf);
    return true;
}
