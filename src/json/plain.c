/*
 * json/plain.c - a reader that checks nothing: the check has run, and it found the text plain.
 *
 * Every byte that it skips unseen is known: a colon follows a key, a quote ends a string.
 */
#include "json/plain.h"

#include "base/arena.h"
#include "base/json_run.h"
#include "base/vec.h"
#include "json/value.h"

#include <assert.h>

struct reader {
    struct gq_arena *arena;
    const char *at, *end;
};

static bool read_value(struct reader *reader, struct gq_value *ret_value);

static void
skip_blanks(struct reader *reader)
{
    while (reader->at < reader->end
            && (*reader->at == ' ' || *reader->at == '\n' || *reader->at == '\r'
                    || *reader->at == '\t'))
        reader->at++;
}

/* What an escape of one letter stands for. */
static char
unescaped(char letter)
{
    switch (letter) {
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    default:
        assert(letter == '"' || letter == '\\' || letter == '/');
        return letter;
    }
}

/* Where the string that begins at `at` ends, at its quote; and whether there are escapes in it. */
static const char *
find_quote(const char *at, const char *end, bool *ret_has_escapes)
{
    *ret_has_escapes = false;
    for (;;) {
        at += gq_json_run_length(at, (size_t)(end - at));
        assert(at < end);
        if (*at == '"')
            return at;
        assert(*at == '\\');
        *ret_has_escapes = true;
        at += 2;
    }
}

/* Copies with the escapes resolved; the copy is never longer. Returns its length. */
static size_t
copy_unescaped(char *to, const char *from, const char *end)
{
    char *start = to;

    while (from < end) {
        size_t run = gq_json_run_length(from, (size_t)(end - from));

        memcpy(to, from, run);
        to += run;
        from += run;
        if (from == end)
            break;
        *to++ = unescaped(from[1]);
        from += 2;
    }
    return (size_t)(to - start);
}

static struct gq_str
read_string(struct reader *reader)
{
    const char *start = reader->at + 1, *quote;
    bool has_escapes;
    char *bytes;
    size_t length;

    assert(*reader->at == '"');
    quote = find_quote(start, reader->end, &has_escapes);
    reader->at = quote + 1;
    if (!has_escapes)
        return gq_arena_copy(reader->arena, (struct gq_str){ start, (size_t)(quote - start) });
    bytes = gq_arena_alloc(reader->arena, (size_t)(quote - start) + 1);
    length = copy_unescaped(bytes, start, quote);
    bytes[length] = '\0';
    return (struct gq_str){ bytes, length };
}

/* The check made sure that it fits; the sum is negative, as INT64_MIN has no positive. */
static int64_t
read_integer(struct reader *reader)
{
    bool is_negative = *reader->at == '-';
    int64_t value = 0;

    reader->at += is_negative;
    assert(reader->at < reader->end && *reader->at >= '0' && *reader->at <= '9');
    while (reader->at < reader->end && *reader->at >= '0' && *reader->at <= '9')
        value = value * 10 - (*reader->at++ - '0');
    return is_negative ? value : -value;
}

static bool
read_list(struct reader *reader, struct gq_value *ret_value)
{
    struct gq_vec items = { 0 };

    reader->at++;
    skip_blanks(reader);
    while (*reader->at != ']') {
        if (!read_value(reader, GQ_VEC_PUSH(reader->arena, &items, struct gq_value)))
            return false;
        skip_blanks(reader);
        if (*reader->at == ',')
            reader->at++;
    }
    reader->at++;
    *ret_value =
            (struct gq_value){ .kind = GQ_VALUE_LIST, .count = items.count, .items = items.items };
    return true;
}

static bool
has_name(const struct gq_member *members, uint32_t count, struct gq_str name)
{
    for (uint32_t i = 0; i < count; i++) {
        if (gq_str_equal(members[i].key, name))
            return true;
    }
    return false;
}

static bool
read_object(struct reader *reader, struct gq_value *ret_value)
{
    struct gq_member members[GQ_JSON_PLAIN_MEMBERS_MAX];
    uint32_t count = 0;

    reader->at++;
    skip_blanks(reader);
    while (*reader->at != '}') {
        if (count == GQ_JSON_PLAIN_MEMBERS_MAX)
            return false;
        members[count].key = read_string(reader);
        if (has_name(members, count, members[count].key))
            return false;
        skip_blanks(reader);
        assert(*reader->at == ':');
        reader->at++;
        if (!read_value(reader, &members[count].value))
            return false;
        count++;
        skip_blanks(reader);
        if (*reader->at == ',')
            reader->at++;
        skip_blanks(reader);
    }
    reader->at++;
    *ret_value = (struct gq_value){ .kind = GQ_VALUE_OBJECT, .count = count };
    ret_value->members = gq_arena_alloc(reader->arena, count * sizeof(*members));
    memcpy(ret_value->members, members, count * sizeof(*members));
    return true;
}

/* `true`, `false` or `null`: the first letter says which. */
static void
read_literal(struct reader *reader, struct gq_value *ret_value)
{
    char letter = *reader->at;

    assert(letter == 't' || letter == 'f' || letter == 'n');
    reader->at += letter == 'f' ? 5 : 4;
    *ret_value = (struct gq_value){ .kind = letter == 'n' ? GQ_VALUE_NULL : GQ_VALUE_BOOLEAN };
    if (letter != 'n')
        ret_value->boolean = letter == 't';
}

/* Recursion is bounded by the check: GQ_JSON_DEPTH_CEILING. */
static bool
read_value(struct reader *reader, struct gq_value *ret_value)
{
    skip_blanks(reader);
    assert(reader->at < reader->end);
    switch (*reader->at) {
    case '{':
        return read_object(reader, ret_value);
    case '[':
        return read_list(reader, ret_value);
    case '"':
        *ret_value = (struct gq_value){ .kind = GQ_VALUE_STRING, .text = read_string(reader) };
        return true;
    case 't':
    case 'f':
    case 'n':
        read_literal(reader, ret_value);
        return true;
    default:
        *ret_value = (struct gq_value){ .kind = GQ_VALUE_INT, .integer = read_integer(reader) };
        return true;
    }
}

bool
gq_json_plain_read(struct gq_arena *arena, struct gq_str text, struct gq_value *ret_value)
{
    struct reader reader = { arena, text.bytes, text.bytes + text.length };

    return read_value(&reader, ret_value);
}
