/* base/locations.c - one pass over the text, from one position to the next higher one. */
#include "base/locations.h"

#include "base/arena.h"
#include "base/source.h"
#include "base/utf8.h"

#include <assert.h>
#include <stdlib.h>

struct place {
    uint32_t position, index;
};

/* Where the pass has come to: a position, and the line and column there. */
struct cursor {
    const struct gq_source *source;
    size_t offset;
    uint32_t line, column;
};

static int
compare_places(const void *left, const void *right)
{
    const struct place *a = left, *b = right;

    return (a->position > b->position) - (a->position < b->position);
}

static void
enter_source(struct cursor *cursor, const struct gq_sources *sources, uint32_t position)
{
    const struct gq_source *source = sources->newest;

    while (source && position < source->start)
        source = source->older;
    assert(source);
    if (cursor->source != source)
        *cursor = (struct cursor){ .source = source, .line = 1, .column = 1 };
}

/* Spec: Language > Source Text > Line Terminators: LF, CR, and CR LF as one. */
static void
advance(struct cursor *cursor, size_t offset)
{
    struct gq_str text = cursor->source->text;
    size_t start = cursor->offset;

    assert(offset >= start && offset <= text.length);
    for (size_t i = start; i < offset; i++) {
        char byte = text.bytes[i];
        bool is_pair = byte == '\r' && i + 1 < text.length && text.bytes[i + 1] == '\n';

        if ((byte != '\n' && byte != '\r') || is_pair)
            continue;
        cursor->line++;
        cursor->column = 1;
        start = i + 1;
    }
    cursor->column += (uint32_t)gq_utf8_utf16_length(gq_str_slice(text, start, offset - start));
    cursor->offset = offset;
}

struct gq_location *
gq_locations_of(struct gq_arena *arena, const struct gq_sources *sources, const uint32_t *positions,
        uint32_t count)
{
    struct gq_location *locations = gq_arena_array_of(arena, struct gq_location, count);
    struct place *places = gq_arena_array_of(arena, struct place, count);
    struct cursor cursor = { 0 };

    for (uint32_t i = 0; i < count; i++)
        places[i] = (struct place){ positions[i], i };
    qsort(places, count, sizeof(*places), compare_places);
    for (uint32_t i = 0; i < count; i++) {
        enter_source(&cursor, sources, places[i].position);
        advance(&cursor, places[i].position - cursor.source->start);
        locations[places[i].index] =
                (struct gq_location){ cursor.source->name, cursor.line, cursor.column };
    }
    return locations;
}
