/*
 * store/sqlite/functions.c - called by SQLite: none of these may allocate from an arena.
 */
#include "store/sqlite/functions.h"

#include "base/alloc.h"
#include "base/like.h"
#include "base/utf8.h"

#include <assert.h>
#include <string.h>

#define CODE_POINT_LAST 0x10FFFFu
#define SURROGATE_FIRST 0xD800u
#define SURROGATE_LAST  0xDFFFu

/* What each argument is as text; false when one is NULL (so is the result) or memory is out. */
static bool
take_texts(sqlite3_context *context, int count, sqlite3_value **values, struct gq_str *ret_texts)
{
    for (int i = 0; i < count; i++) {
        if (sqlite3_value_type(values[i]) == SQLITE_NULL)
            return false;
        ret_texts[i].bytes = (const char *)sqlite3_value_text(values[i]);
        ret_texts[i].length = (size_t)sqlite3_value_bytes(values[i]);
        if (!ret_texts[i].bytes) {
            sqlite3_result_error_nomem(context);
            return false;
        }
    }
    return true;
}

static void
like_with(sqlite3_context *context, sqlite3_value **values, enum gq_like_case letter_case)
{
    struct gq_str texts[2];

    if (take_texts(context, 2, values, texts))
        sqlite3_result_int(context, gq_like_match(texts[1], texts[0], letter_case));
}

static void
like(sqlite3_context *context, int count, sqlite3_value **values)
{
    assert(count == 2);
    (void)count;
    like_with(context, values, GQ_LIKE_EXACT);
}

static void
ilike(sqlite3_context *context, int count, sqlite3_value **values)
{
    assert(count == 2);
    (void)count;
    like_with(context, values, GQ_LIKE_FOLDED);
}

static void
ends_with(sqlite3_context *context, int count, sqlite3_value **values)
{
    struct gq_str texts[2];

    assert(count == 2);
    if (!take_texts(context, count, values, texts))
        return;
    sqlite3_result_int(context,
            texts[0].length >= texts[1].length
                    && memcmp(texts[0].bytes + texts[0].length - texts[1].length, texts[1].bytes,
                               texts[1].length)
                            == 0);
}

/* Where the last code point of the text begins that has a successor; the text's length: none. */
static size_t
find_last_but_greatest(struct gq_str text)
{
    for (size_t at = text.length; at > 0;) {
        size_t length;

        do
            at--;
        while (at > 0 && ((unsigned char)text.bytes[at] & 0xC0) == 0x80);
        if (gq_utf8_decode(gq_str_slice(text, at, text.length), &length) < CODE_POINT_LAST)
            return at;
    }
    return text.length;
}

/*
 * UTF-8 sorts as its code points do: with the last one raised, a text is the first that does not
 * start as before. Where none can be raised an empty blob is greater than any text.
 */
static void
prefix_end(sqlite3_context *context, int count, sqlite3_value **values)
{
    struct gq_str prefix;
    size_t at, length;
    uint32_t next;
    char *bytes;

    assert(count == 1);
    if (!take_texts(context, count, values, &prefix))
        return;
    at = find_last_but_greatest(prefix);
    if (at == prefix.length) {
        sqlite3_result_zeroblob(context, 0);
        return;
    }
    next = gq_utf8_decode(gq_str_slice(prefix, at, prefix.length), &length) + 1;
    if (next >= SURROGATE_FIRST && next <= SURROGATE_LAST)
        next = SURROGATE_LAST + 1;
    bytes = gq_alloc_zeroed(1, at + 4);
    if (!bytes) {
        sqlite3_result_error_nomem(context);
        return;
    }
    memcpy(bytes, prefix.bytes, at);
    at += gq_utf8_encode(next, bytes + at);
    sqlite3_result_text64(context, bytes, at, gq_alloc_free, SQLITE_UTF8);
}

static const struct function {
    const char *name;
    int argument_count;
    void (*call)(sqlite3_context *, int, sqlite3_value **);
} functions[] = {
    { "gq_like", 2, like },
    { "gq_ilike", 2, ilike },
    { "gq_ends_with", 2, ends_with },
    { "gq_prefix_end", 1, prefix_end },
};

int
gq_functions_register(sqlite3 *db)
{
    int code = SQLITE_OK;

    for (size_t i = 0; i < GQ_ARRAY_LENGTH(functions) && code == SQLITE_OK; i++)
        code = sqlite3_create_function_v2(db, functions[i].name, functions[i].argument_count,
                SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY, NULL, functions[i].call,
                NULL, NULL, NULL);
    return code;
}
