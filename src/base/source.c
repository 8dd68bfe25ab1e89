/* base/source.c - positions to lines, counted only when an error asks. */
#include "base/source.h"

#include "base/arena.h"
#include "base/utf8.h"

#include <assert.h>

const struct gq_source *
gq_source_add(
        struct gq_arena *arena, struct gq_sources *sources, struct gq_str name, struct gq_str text)
{
    /* One position more than bytes: the end of the text is a place as well. */
    uint64_t start = sources->newest
            ? (uint64_t)sources->newest->start + sources->newest->text.length + 1
            : 0;
    struct gq_source *source;

    if (start + text.length >= GQ_SOURCE_NOWHERE)
        return NULL;
    source = gq_arena_new_of(arena, struct gq_source);
    *source = (struct gq_source){ name, text, (uint32_t)start, sources->newest };
    sources->newest = source;
    return source;
}

struct gq_location
gq_source_locate(const struct gq_sources *sources, uint32_t position)
{
    const struct gq_source *source = sources->newest;
    size_t offset, line_start = 0;
    uint32_t line = 1;

    while (source && position < source->start)
        source = source->older;
    assert(source);
    offset = position - source->start;
    assert(offset <= source->text.length);
    for (size_t i = 0; i < offset; i++) {
        char byte = source->text.bytes[i];
        bool is_pair =
                byte == '\r' && i + 1 < source->text.length && source->text.bytes[i + 1] == '\n';

        if (byte != '\n' && byte != '\r')
            continue;
        if (is_pair && i + 1 < offset)
            i++;
        else if (is_pair)
            continue; /* the place is between CR and LF: still on this line */
        line++;
        line_start = i + 1;
    }
    return (struct gq_location){ source->name, line,
        (uint32_t)gq_utf8_utf16_length(gq_str_slice(source->text, line_start, offset - line_start))
                + 1 };
}
