/* language/syntax_error.c - messages that quote the client's text without trusting it. */
#include "language/syntax_error.h"

#include "base/arena.h"
#include "base/error.h"
#include "base/utf8.h"
#include "language/token.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

/* UTF-8 takes at most 4 bytes; a longer look would only find what follows. */
#define SEQUENCE_MAX 4
/* The longest slice that a message shows: `\u{` with nine digits. */
#define UNITS_MAX 12

static const struct gq_str replacement = GQ_STR_INIT("\xEF\xBF\xBD");

void
gq_syntax_error_quote(struct gq_errors *errs, uint32_t position, const char *before,
        struct gq_str quoted, const char *after)
{
    static const struct gq_str prefix = GQ_STR_INIT("Syntax Error: ");
    struct gq_error *error = gq_errors_add(errs, GQ_E_PARSE_FAILED, position, "%s", "");
    size_t before_length = strlen(before), after_length = strlen(after);
    size_t length = prefix.length + before_length + quoted.length + after_length;
    char *bytes = gq_arena_alloc(errs->arena, length + 1), *cursor = bytes;

    memcpy(cursor, prefix.bytes, prefix.length);
    cursor += prefix.length;
    memcpy(cursor, before, before_length);
    cursor += before_length;
    if (quoted.length)
        memcpy(cursor, quoted.bytes, quoted.length);
    memcpy(cursor + quoted.length, after, after_length + 1);
    error->message = (struct gq_str){ bytes, length };
}

void
gq_syntax_error_add(struct gq_errors *errs, uint32_t position, const char *format, ...)
{
    struct gq_str message;
    va_list args;

    va_start(args, format);
    message = gq_arena_vprintf(errs->arena, format, args);
    va_end(args);
    gq_syntax_error_quote(errs, position, message.bytes, GQ_STR(""), "");
}

void
gq_syntax_error_token(struct gq_errors *errs, uint32_t position, const char *before,
        const struct gq_token *token, const char *after)
{
    const char *kind = gq_token_kind_text(token->kind);
    bool has_text = gq_token_has_text(token);
    struct gq_str start = gq_arena_printf(errs->arena, has_text ? "%s%s \"" : "%s%s", before, kind);
    struct gq_str end = gq_arena_printf(errs->arena, has_text ? "\"%s" : "%s", after);

    gq_syntax_error_quote(errs, position, start.bytes, token->text, end.bytes);
}

/* The character at `offset`; false when the bytes there are not UTF-8. */
static bool
character_at(struct gq_str text, size_t offset, uint32_t *ret_code_point, size_t *ret_length)
{
    struct gq_str rest = gq_str_slice(text, offset, SEQUENCE_MAX);
    size_t bad = 0;

    assert(rest.length);
    if (!gq_utf8_check(rest, &bad) && bad == 0)
        return false;
    *ret_code_point = gq_utf8_decode(rest, ret_length);
    return true;
}

void
gq_syntax_error_character(struct gq_errors *errs, uint32_t position, const char *before,
        struct gq_str text, size_t offset)
{
    uint32_t code_point = 0;
    size_t length;

    if (offset >= text.length)
        gq_syntax_error_add(errs, position, "%s<EOF>.", before);
    else if (!character_at(text, offset, &code_point, &length))
        gq_syntax_error_add(errs, position, "Invalid UTF-8: byte 0x%02X.",
                (unsigned)(unsigned char)text.bytes[offset]);
    else if (code_point == '"')
        gq_syntax_error_add(errs, position, "%s'\"'.", before);
    else if (code_point >= 0x20 && code_point <= 0x7E)
        gq_syntax_error_add(errs, position, "%s\"%c\".", before, (char)code_point);
    else
        gq_syntax_error_add(errs, position, "%sU+%04X.", before, (unsigned)code_point);
}

void
gq_syntax_error_units(struct gq_errors *errs, uint32_t position, const char *before,
        struct gq_str text, size_t offset, size_t unit_count)
{
    char bytes[UNITS_MAX * SEQUENCE_MAX];
    size_t used = 0, units = 0;
    struct gq_str start = gq_arena_printf(errs->arena, "%s\"", before);

    assert(unit_count <= UNITS_MAX);
    while (units < unit_count && offset < text.length) {
        uint32_t code_point = 0;
        size_t length = 1;
        bool is_character = character_at(text, offset, &code_point, &length);
        size_t width = is_character && code_point > 0xFFFF ? 2 : 1;
        struct gq_str shown = is_character && units + width <= unit_count
                ? gq_str_slice(text, offset, length)
                : replacement;

        memcpy(bytes + used, shown.bytes, shown.length);
        used += shown.length;
        units += width;
        offset += length;
    }
    gq_syntax_error_quote(errs, position, start.bytes, (struct gq_str){ bytes, used }, "\".");
}
