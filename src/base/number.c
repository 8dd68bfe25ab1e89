/*
 * base/number.c - by the C library. The program never calls setlocale: the decimal point is a point.
 */
#include "base/number.h"

#include "base/arena.h"

#include <assert.h>
#include <stdlib.h>

double
gq_number_parse(struct gq_arena *arena, struct gq_str text)
{
    char room[64];

    assert(text.length > 0);
    if (text.length >= sizeof(room))
        return strtod(gq_arena_copy(arena, text).bytes, NULL);
    memcpy(room, text.bytes, text.length);
    room[text.length] = '\0';
    return strtod(room, NULL);
}
