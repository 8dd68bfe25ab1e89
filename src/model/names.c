/* model/names.c - inflection and letter case. */
#include "model/names.h"

#include "base/arena.h"

#include <assert.h>

/* Words whose plural no rule gives; compared without regard to case. */
static const struct irregular {
    struct gq_str singular, plural;
} irregulars[] = {
    { GQ_STR_INIT("person"), GQ_STR_INIT("people") },
    { GQ_STR_INIT("child"), GQ_STR_INIT("children") },
    { GQ_STR_INIT("man"), GQ_STR_INIT("men") },
    { GQ_STR_INIT("woman"), GQ_STR_INIT("women") },
    { GQ_STR_INIT("mouse"), GQ_STR_INIT("mice") },
    { GQ_STR_INIT("goose"), GQ_STR_INIT("geese") },
    { GQ_STR_INIT("foot"), GQ_STR_INIT("feet") },
    { GQ_STR_INIT("tooth"), GQ_STR_INIT("teeth") },
    { GQ_STR_INIT("ox"), GQ_STR_INIT("oxen") },
    { GQ_STR_INIT("leaf"), GQ_STR_INIT("leaves") },
    { GQ_STR_INIT("life"), GQ_STR_INIT("lives") },
    { GQ_STR_INIT("knife"), GQ_STR_INIT("knives") },
    { GQ_STR_INIT("wife"), GQ_STR_INIT("wives") },
    { GQ_STR_INIT("shelf"), GQ_STR_INIT("shelves") },
    { GQ_STR_INIT("half"), GQ_STR_INIT("halves") },
    { GQ_STR_INIT("wolf"), GQ_STR_INIT("wolves") },
    { GQ_STR_INIT("hero"), GQ_STR_INIT("heroes") },
    { GQ_STR_INIT("potato"), GQ_STR_INIT("potatoes") },
    { GQ_STR_INIT("tomato"), GQ_STR_INIT("tomatoes") },
    { GQ_STR_INIT("quiz"), GQ_STR_INIT("quizzes") },
    { GQ_STR_INIT("datum"), GQ_STR_INIT("data") },
    { GQ_STR_INIT("medium"), GQ_STR_INIT("media") },
    { GQ_STR_INIT("criterion"), GQ_STR_INIT("criteria") },
    { GQ_STR_INIT("phenomenon"), GQ_STR_INIT("phenomena") },
    { GQ_STR_INIT("analysis"), GQ_STR_INIT("analyses") },
    { GQ_STR_INIT("basis"), GQ_STR_INIT("bases") },
    { GQ_STR_INIT("crisis"), GQ_STR_INIT("crises") },
    { GQ_STR_INIT("diagnosis"), GQ_STR_INIT("diagnoses") },
    { GQ_STR_INIT("thesis"), GQ_STR_INIT("theses") },
    { GQ_STR_INIT("hypothesis"), GQ_STR_INIT("hypotheses") },
    { GQ_STR_INIT("axis"), GQ_STR_INIT("axes") },
};

static bool
is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool
is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static char
lowered(char c)
{
    return is_upper(c) ? (char)(c - 'A' + 'a') : c;
}

/* The byte at `i`, or NUL past the end. */
static char
at(struct gq_str name, size_t i)
{
    return i < name.length ? name.bytes[i] : '\0';
}

/* A copy whose bytes may be written. */
static char *
writable_copy(struct gq_arena *arena, struct gq_str name)
{
    char *bytes = gq_arena_alloc(arena, name.length + 1);

    if (name.length)
        memcpy(bytes, name.bytes, name.length);
    bytes[name.length] = '\0';
    return bytes;
}

/*
 * The capital letter at `i` begins a word: it follows a small letter or digit, or ends an acronym
 * (`APIKey`), unless all that follows is the acronym's own plural (`userIDs`).
 */
static bool
begins_word(struct gq_str name, size_t i)
{
    char next = at(name, i + 1), after = at(name, i + 2);

    assert(i > 0 && is_upper(name.bytes[i]));
    if (is_lower(name.bytes[i - 1]) || is_digit(name.bytes[i - 1]))
        return true;
    if (!is_upper(name.bytes[i - 1]) || !is_lower(next))
        return false;
    return next != 's' || (is_lower(after) || is_digit(after));
}

static size_t
last_word_start(struct gq_str name)
{
    for (size_t i = name.length; i-- > 1;) {
        if (name.bytes[i - 1] == '_' || (is_upper(name.bytes[i]) && begins_word(name, i)))
            return i;
    }
    return 0;
}

static bool
equal_folded(struct gq_str word, struct gq_str lower)
{
    if (word.length != lower.length)
        return false;
    for (size_t i = 0; i < word.length; i++) {
        if (lowered(word.bytes[i]) != lower.bytes[i])
            return false;
    }
    return true;
}

static const struct irregular *
irregular_find(struct gq_str word)
{
    for (size_t i = 0; i < GQ_ARRAY_LENGTH(irregulars); i++) {
        if (equal_folded(word, irregulars[i].singular))
            return &irregulars[i];
    }
    return NULL;
}

static bool
ends_with(struct gq_str word, const char *ending)
{
    size_t length = strlen(ending);

    return word.length >= length
            && equal_folded(gq_str_slice(word, word.length - length, length), gq_str_of(ending));
}

static bool
is_vowel(char c)
{
    return memchr("aeiou", lowered(c), 5) != NULL;
}

static bool
takes_es(struct gq_str word)
{
    static const char *const endings[] = { "s", "x", "z", "ch", "sh" };

    for (size_t i = 0; i < GQ_ARRAY_LENGTH(endings); i++) {
        if (ends_with(word, endings[i]))
            return true;
    }
    return false;
}

struct gq_str
gq_names_plural(struct gq_arena *arena, struct gq_str singular)
{
    size_t start = last_word_start(singular);
    struct gq_str word = gq_str_slice(singular, start, singular.length - start);
    const struct irregular *irregular = irregular_find(word);

    assert(singular.length > 0);
    if (irregular)
        return gq_arena_printf(arena, "%.*s%c%.*s", (int)start, singular.bytes,
                lowered(word.bytes[0]) == word.bytes[0]
                        ? irregular->plural.bytes[0]
                        : (char)(irregular->plural.bytes[0] - 'a' + 'A'),
                (int)irregular->plural.length - 1, irregular->plural.bytes + 1);
    if (ends_with(word, "y") && word.length > 1 && !is_vowel(word.bytes[word.length - 2]))
        return gq_arena_printf(arena, "%.*sies", (int)singular.length - 1, singular.bytes);
    return gq_arena_printf(arena, "%.*s%s", GQ_STR_ARG(singular), takes_es(word) ? "es" : "s");
}

struct gq_str
gq_names_snake(struct gq_arena *arena, struct gq_str name)
{
    char *bytes = gq_arena_alloc(arena, 2 * name.length + 1);
    size_t length = 0;

    for (size_t i = 0; i < name.length; i++) {
        if (i > 0 && is_upper(name.bytes[i]) && begins_word(name, i))
            bytes[length++] = '_';
        bytes[length++] = lowered(name.bytes[i]);
    }
    bytes[length] = '\0';
    assert(length >= name.length);
    return (struct gq_str){ bytes, length };
}

struct gq_str
gq_names_lower_camel(struct gq_arena *arena, struct gq_str name)
{
    char *bytes = writable_copy(arena, name);

    for (size_t i = 0; i < name.length && is_upper(name.bytes[i]); i++) {
        if (i > 0 && begins_word(name, i))
            break;
        bytes[i] = lowered(bytes[i]);
    }
    return (struct gq_str){ bytes, name.length };
}

struct gq_str
gq_names_capital(struct gq_arena *arena, struct gq_str name)
{
    char *bytes = writable_copy(arena, name);

    assert(name.length > 0);
    if (is_lower(bytes[0]))
        bytes[0] = (char)(bytes[0] - 'a' + 'A');
    return (struct gq_str){ bytes, name.length };
}

struct gq_str
gq_names_folded(struct gq_arena *arena, struct gq_str name)
{
    char *bytes = writable_copy(arena, name);

    for (size_t i = 0; i < name.length; i++)
        bytes[i] = lowered(bytes[i]);
    return (struct gq_str){ bytes, name.length };
}

bool
gq_names_is_public(struct gq_str name)
{
    if (name.length == 0 || (!is_upper(name.bytes[0]) && !is_lower(name.bytes[0])))
        return false;
    for (size_t i = 1; i < name.length; i++) {
        char c = name.bytes[i];

        if (!is_upper(c) && !is_lower(c) && !is_digit(c) && c != '_')
            return false;
    }
    return true;
}

bool
gq_names_is_storable(struct gq_str name)
{
    return name.length > 0 && !memchr(name.bytes, '\0', name.length);
}
