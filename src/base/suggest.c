/* base/suggest.c - the optimal string alignment distance over UTF-16 units, as JavaScript sees them. */
#include "base/suggest.h"

#include "base/arena.h"
#include "base/map.h"
#include "base/utf8.h"
#include "base/vec.h"

#include <assert.h>
#include <stdlib.h>

#define SENTENCE_NAMES_MAX 5u

/* A name as lower-case UTF-16 units. */
struct units {
    uint16_t *items;
    size_t count;
};

struct candidate {
    struct gq_str name;
    size_t distance;
    uint32_t order; /* keeps the sort stable */
};

struct meter {
    struct gq_str input;
    struct units units;
    size_t threshold;
    uint16_t *room; /* for an option: as long as one can be that is near */
    size_t *rows[3];
};

static uint16_t
lower(uint32_t unit)
{
    return (uint16_t)(unit >= 'A' && unit <= 'Z' ? unit + ('a' - 'A') : unit);
}

/* `room` is long enough: see gq_utf8_utf16_length. */
static struct units
units_of(uint16_t *room, struct gq_str text)
{
    struct units units = { room, 0 };

    for (size_t i = 0, step; i < text.length; i += step) {
        uint32_t point = gq_utf8_decode(gq_str_slice(text, i, text.length), &step);

        if (point >= 0x10000) {
            units.items[units.count++] = (uint16_t)(0xD800 + ((point - 0x10000) >> 10));
            units.items[units.count++] = (uint16_t)(0xDC00 + ((point - 0x10000) & 0x3FF));
        } else {
            units.items[units.count++] = lower(point);
        }
    }
    return units;
}

static void
meter_init(struct meter *meter, struct gq_arena *arena, struct gq_str input)
{
    size_t count = gq_utf8_utf16_length(input);

    meter->input = input;
    meter->units = units_of(gq_arena_array_of(arena, uint16_t, count + 1), input);
    meter->threshold = count * 2 / 5 + 1;
    meter->room = gq_arena_array_of(arena, uint16_t, count + meter->threshold + 1);
    for (size_t i = 0; i < 3; i++)
        meter->rows[i] = gq_arena_array_of(arena, size_t, count + 1);
}

static size_t
smallest(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Fills row `i` of the matrix of `a` by `b`; returns its smallest cell. */
static size_t
fill_row(struct meter *meter, size_t i, struct units a, struct units b)
{
    const size_t *above2 = meter->rows[(i + 1) % 3], *above = meter->rows[(i + 2) % 3];
    size_t *row = meter->rows[i % 3];
    size_t least = row[0] = i;

    for (size_t j = 1; j <= b.count; j++) {
        size_t cost = a.items[i - 1] == b.items[j - 1] ? 0 : 1;
        size_t cell = smallest(smallest(above[j] + 1, row[j - 1] + 1), above[j - 1] + cost);

        if (i > 1 && j > 1 && a.items[i - 1] == b.items[j - 2] && a.items[i - 2] == b.items[j - 1])
            cell = smallest(cell, above2[j - 2] + 1);
        row[j] = cell;
        least = smallest(least, cell);
    }
    return least;
}

static bool
units_equal(struct units a, struct units b)
{
    return a.count == b.count
            && (a.count == 0 || memcmp(a.items, b.items, a.count * sizeof(*a.items)) == 0);
}

/* False when the option is farther than the threshold. */
static bool
measure(struct meter *meter, struct gq_str option, size_t *ret_distance)
{
    struct units a, b = meter->units;
    size_t count = gq_utf8_utf16_length(option);

    if (count > b.count + meter->threshold || b.count > count + meter->threshold)
        return false;
    a = units_of(meter->room, option);
    if (gq_str_equal(meter->input, option) || units_equal(a, b)) {
        *ret_distance = gq_str_equal(meter->input, option) ? 0 : 1;
        return true;
    }
    if (a.count < b.count) {
        struct units longer = b;

        b = a;
        a = longer;
    }
    for (size_t j = 0; j <= b.count; j++)
        meter->rows[0][j] = j;
    for (size_t i = 1; i <= a.count; i++) {
        if (fill_row(meter, i, a, b) > meter->threshold)
            return false;
    }
    *ret_distance = meter->rows[a.count % 3][b.count];
    return *ret_distance <= meter->threshold;
}

static bool
is_digit(struct gq_str text, size_t at)
{
    return at < text.length && text.bytes[at] >= '0' && text.bytes[at] <= '9';
}

/* The number that starts at `*at`; a zero ends it, so that leading zeros count one by one. */
static double
read_number(struct gq_str text, size_t *at)
{
    double number = 0;

    do {
        number = number * 10 + (text.bytes[(*at)++] - '0');
    } while (is_digit(text, *at) && number > 0);
    return number;
}

int
gq_suggest_compare(struct gq_str a, struct gq_str b)
{
    size_t i = 0, j = 0;

    while (i < a.length && j < b.length) {
        if (is_digit(a, i) && is_digit(b, j)) {
            double left = read_number(a, &i), right = read_number(b, &j);

            if (left < right || left > right)
                return left < right ? -1 : 1;
        } else {
            unsigned char left = (unsigned char)a.bytes[i++], right = (unsigned char)b.bytes[j++];

            if (left != right)
                return left < right ? -1 : 1;
        }
    }
    return (a.length > b.length) - (a.length < b.length);
}

static int
compare_candidates(const void *left, const void *right)
{
    const struct candidate *a = left, *b = right;
    int natural;

    if (a->distance != b->distance)
        return a->distance < b->distance ? -1 : 1;
    natural = gq_suggest_compare(a->name, b->name);
    return natural ? natural : (a->order > b->order) - (a->order < b->order);
}

uint32_t
gq_suggest_list(struct gq_arena *arena, struct gq_str input, const struct gq_str *options,
        uint32_t option_count, struct gq_str **ret_names)
{
    static int present;
    struct meter meter;
    struct gq_map seen = { 0 };
    struct gq_vec near = { 0 };
    size_t distance;

    meter_init(&meter, arena, input);
    for (uint32_t i = 0; i < option_count; i++) {
        if (measure(&meter, options[i], &distance)
                && gq_map_add(arena, &seen, options[i], &present))
            *GQ_VEC_PUSH(arena, &near, struct candidate) =
                    (struct candidate){ options[i], distance, i };
    }
    if (near.count)
        qsort(near.items, near.count, sizeof(struct candidate), compare_candidates);
    *ret_names = gq_arena_array_of(arena, struct gq_str, near.count + 1);
    for (uint32_t i = 0; i < near.count; i++)
        (*ret_names)[i] = GQ_VEC_AT(&near, struct candidate, i).name;
    return near.count;
}

/* "a", "a or b", "a, b, or c": what goes before the name at `i`. */
static const char *
separator(uint32_t i, uint32_t count)
{
    if (i == 0)
        return "";
    if (i + 1 < count)
        return ", ";
    return count == 2 ? " or " : ", or ";
}

struct gq_str
gq_suggest_sentence(
        struct gq_arena *arena, struct gq_str what, const struct gq_str *names, uint32_t count)
{
    struct gq_str list = GQ_STR("");

    if (count == 0)
        return list;
    if (count > SENTENCE_NAMES_MAX)
        count = SENTENCE_NAMES_MAX;
    for (uint32_t i = 0; i < count; i++)
        list = gq_arena_printf(arena, "%.*s%s\"%.*s\"", GQ_STR_ARG(list), separator(i, count),
                GQ_STR_ARG(names[i]));
    return gq_arena_printf(arena, " Did you mean %.*s%s%.*s?", GQ_STR_ARG(what),
            what.length ? " " : "", GQ_STR_ARG(list));
}

struct gq_str
gq_suggest(struct gq_arena *arena, struct gq_str what, struct gq_str input,
        const struct gq_str *options, uint32_t option_count)
{
    struct gq_str *names;
    uint32_t count = gq_suggest_list(arena, input, options, option_count, &names);

    return gq_suggest_sentence(arena, what, names, count);
}
