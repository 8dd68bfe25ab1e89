/*
 * base/like.c - one pass with one way back.
 *
 * Only the last `%` need be tried again: whatever an earlier one took leaves the same rest of the
 * text to those that follow, or less.
 */
#include "base/like.h"

#include "base/fold.h"
#include "base/utf8.h"

/* One element of a pattern. */
struct element {
    enum { LETTER, ANY_LETTER, ANY_TEXT } kind;
    uint32_t letter;
    size_t length; /* in the pattern */
};

static uint32_t
letter_at(struct gq_str text, size_t at, enum gq_like_case letter_case, size_t *ret_length)
{
    uint32_t letter = gq_utf8_decode(gq_str_slice(text, at, text.length), ret_length);

    return letter_case == GQ_LIKE_FOLDED ? gq_fold_code_point(letter) : letter;
}

/* A backslash at the very end stands for itself. */
static struct element
element_at(struct gq_str pattern, size_t at, enum gq_like_case letter_case)
{
    const bool is_quoted = pattern.bytes[at] == '\\' && at + 1 < pattern.length;
    struct element element = { .kind = LETTER, .length = 1 };

    if (pattern.bytes[at] == '%') {
        element.kind = ANY_TEXT;
    } else if (pattern.bytes[at] == '_') {
        element.kind = ANY_LETTER;
    } else {
        element.letter = letter_at(pattern, at + is_quoted, letter_case, &element.length);
        element.length += is_quoted;
    }
    return element;
}

static bool
is_any_text(struct gq_str pattern, size_t at)
{
    while (at < pattern.length && pattern.bytes[at] == '%')
        at++;
    return at == pattern.length;
}

bool
gq_like_match(struct gq_str pattern, struct gq_str text, enum gq_like_case letter_case)
{
    size_t at = 0, place = 0;                    /* in the pattern, in the text */
    size_t retry_at = SIZE_MAX, retry_place = 0; /* behind the last `%`; where its text ends */

    while (place < text.length) {
        struct element element = { .kind = LETTER };
        size_t length;
        uint32_t letter = letter_at(text, place, letter_case, &length);

        if (at < pattern.length)
            element = element_at(pattern, at, letter_case);
        if (element.kind == ANY_TEXT) {
            retry_at = at += element.length;
            retry_place = place;
        } else if (at < pattern.length
                && (element.kind == ANY_LETTER || element.letter == letter)) {
            at += element.length;
            place += length;
        } else if (retry_at != SIZE_MAX) {
            (void)letter_at(text, retry_place, letter_case, &length);
            place = retry_place += length;
            at = retry_at;
        } else {
            return false;
        }
    }
    return is_any_text(pattern, at);
}
