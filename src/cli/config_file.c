/*
 * cli/config_file.c - libinih behind a bounded read.
 *
 * The library cuts lines at a length of its own and takes the rest for another line: so no line
 * that long reaches it. Its callback only copies to a buffer on the heap; the arena comes after.
 */
#include "cli/config_file.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/vec.h"

#include <ini.h>

#define FILE_BYTES_MAX ((size_t)1 << 20)

/* Below INI_MAX_LINE, with room for the line feed and the NUL. */
#define LINE_BYTES_MAX 197u

/* Section, name and value, each with its NUL. */
static int
take_entry(void *user, const char *section, const char *name, const char *value)
{
    struct gq_buf *out = user;

    gq_buf_append(out, section, strlen(section) + 1);
    gq_buf_append(out, name, strlen(name) + 1);
    gq_buf_append(out, value, strlen(value) + 1);
    return 1;
}

/* The first line that the library would cut, from 1; 0: none. */
static uint32_t
find_long_line(struct gq_str text)
{
    uint32_t line = 1;
    size_t length = 0;

    for (size_t i = 0; i < text.length; i++) {
        if (text.bytes[i] == '\n') {
            line++;
            length = 0;
        } else if (++length > LINE_BYTES_MAX) {
            return line;
        }
    }
    return 0;
}

static struct gq_str
next_text(struct gq_str *rest)
{
    struct gq_str text = gq_str_of(rest->bytes);

    *rest = gq_str_slice(*rest, text.length + 1, rest->length);
    return text;
}

static void
split(struct gq_arena *arena, struct gq_str all, struct gq_config_entry **ret_entries,
        uint32_t *ret_count)
{
    struct gq_vec entries = { 0 };

    while (all.length) {
        struct gq_config_entry *entry = GQ_VEC_PUSH(arena, &entries, struct gq_config_entry);

        entry->section = next_text(&all);
        entry->name = next_text(&all);
        entry->value = next_text(&all);
    }
    *ret_entries = entries.items;
    *ret_count = entries.count;
}

bool
gq_config_file_read(struct gq_arena *arena, struct gq_str path,
        struct gq_config_entry **ret_entries, uint32_t *ret_count, struct gq_str *ret_fault)
{
    struct gq_buf *found = gq_arena_new_of(arena, struct gq_buf);
    struct gq_str text, reason;
    uint32_t long_line;
    int bad_line;

    gq_buf_init_in(found, arena, 4 * FILE_BYTES_MAX);
    if (!gq_file_read(arena, path, FILE_BYTES_MAX, &text, &reason)) {
        *ret_fault = gq_arena_printf(arena, "%s: %s", path.bytes, reason.bytes);
        return false;
    }
    long_line = find_long_line(text);
    if (long_line) {
        *ret_fault = gq_arena_printf(arena, "%s:%u: The line is longer than %u bytes.", path.bytes,
                long_line, LINE_BYTES_MAX);
        return false;
    }
    bad_line = ini_parse_string(gq_arena_copy(arena, text).bytes, take_entry, found);
    if (bad_line != 0 || gq_buf_failed(found)) {
        *ret_fault = bad_line > 0
                ? gq_arena_printf(arena, "%s:%d: This is no `name = value`.", path.bytes, bad_line)
                : gq_arena_printf(arena, "%s: There is not enough memory.", path.bytes);
        return false;
    }
    split(arena, gq_buf_view(found), ret_entries, ret_count);
    return true;
}
