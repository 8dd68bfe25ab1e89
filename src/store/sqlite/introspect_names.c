/* store/sqlite/introspect_names.c - words of a name, joined in camel case. */
#include "store/sqlite/introspect_names.h"

#include "base/arena.h"
#include "model/names.h"

#include <assert.h>

/* What the API, the specification or a filter calls its own. */
static const char *const reserved[] = { "Query", "Mutation", "Subscription", "String", "Int",
    "Float", "Boolean", "ID", "DateTime", "Direction", "PageInfo", "Node", "and", "or", "not" };

static bool
is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static bool
is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static bool
ends_with(struct gq_str text, const char *end)
{
    const size_t length = strlen(end);

    return text.length > length && memcmp(text.bytes + text.length - length, end, length) == 0;
}

/* The plural's ending undone, as far as it is regular. */
static struct gq_str
singular(struct gq_arena *arena, struct gq_str name)
{
    if (ends_with(name, "ies"))
        return gq_arena_printf(arena, "%.*sy", (int)(name.length - 3), name.bytes);
    if (ends_with(name, "sses") || ends_with(name, "xes") || ends_with(name, "ches")
            || ends_with(name, "shes"))
        return gq_str_slice(name, 0, name.length - 2);
    if (ends_with(name, "s") && !ends_with(name, "ss") && !ends_with(name, "us"))
        return gq_str_slice(name, 0, name.length - 1);
    return name;
}

/* Letters and digits; what follows anything else is a capital. A letter is put first. */
static struct gq_str
camel(struct gq_arena *arena, struct gq_str name)
{
    char *bytes = gq_arena_alloc(arena, name.length + 2);
    size_t length = 0;
    bool is_start = false;

    for (size_t i = 0; i < name.length; i++) {
        const char byte = name.bytes[i];

        if (!is_letter(byte) && !is_digit(byte)) {
            is_start = length > 0;
            continue;
        }
        if (length == 0 && is_digit(byte))
            bytes[length++] = 'n';
        bytes[length++] = is_start && byte >= 'a' && byte <= 'z' ? (char)(byte - 'a' + 'A') : byte;
        is_start = false;
    }
    if (length == 0)
        bytes[length++] = 'x';
    return gq_arena_copy(arena, (struct gq_str){ bytes, length });
}

static bool
is_reserved(struct gq_str name)
{
    for (size_t i = 0; i < GQ_ARRAY_LENGTH(reserved); i++) {
        if (gq_str_is(name, reserved[i]))
            return true;
    }
    return false;
}

static struct gq_str
take(struct gq_arena *arena, struct gq_map *taken, struct gq_str name)
{
    struct gq_str unique = name;

    for (unsigned n = 2; is_reserved(unique) || gq_map_find(taken, gq_names_folded(arena, unique));
            n++)
        unique = gq_arena_printf(arena, "%.*s%u", GQ_STR_ARG(name), n);
    gq_map_add(arena, taken, gq_names_folded(arena, unique), taken);
    assert(gq_names_is_public(unique));
    return unique;
}

struct gq_str
gq_introspect_names_type(struct gq_arena *arena, struct gq_map *taken, struct gq_str table)
{
    return take(arena, taken, gq_names_capital(arena, singular(arena, camel(arena, table))));
}

struct gq_str
gq_introspect_names_field(struct gq_arena *arena, struct gq_map *taken, struct gq_str column)
{
    return take(arena, taken, gq_names_lower_camel(arena, camel(arena, column)));
}
