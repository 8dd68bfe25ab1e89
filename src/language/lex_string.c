/*
 * language/lex_string.c - string values. First the end is found and everything judged, then, only
 * if the value differs from the text, it is written to the arena: one allocation at most.
 */
#include "language/lex_string.h"

#include "base/arena.h"
#include "base/str.h"
#include "base/utf8.h"
#include "language/lex.h"
#include "language/lex_class.h"
#include "language/syntax_error.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

#define QUOTES_LENGTH 3
/* `\u{` and at most eight digits. */
#define BRACED_MAX   12
#define FIXED_LENGTH 6

struct escape {
    uint32_t code_point;
    size_t length; /* in the source, the backslash included */
};

static const char simple_escapes[256] = {
    ['"'] = '"',
    ['\\'] = '\\',
    ['/'] = '/',
    ['b'] = '\b',
    ['f'] = '\f',
    ['n'] = '\n',
    ['r'] = '\r',
    ['t'] = '\t',
};

/* The byte `ahead` of a place in the text, or NUL, which means nothing here, past the end. */
static inline char
byte_at(const struct gq_lex *lex, const char *at, size_t ahead)
{
    return ahead < (size_t)(lex->end - at) ? at[ahead] : '\0';
}

static bool
is_at(const struct gq_lex *lex, const char *at, struct gq_str wanted)
{
    return (size_t)(lex->end - at) >= wanted.length && memcmp(at, wanted.bytes, wanted.length) == 0;
}

static bool
is_surrogate(uint32_t code_point)
{
    return code_point >= 0xD800 && code_point <= 0xDFFF;
}

static bool
is_scalar_value(uint32_t code_point)
{
    return code_point <= 0x10FFFF && !is_surrogate(code_point);
}

/* 0 to 15, or UINT32_MAX, so that a number with a bad digit in it is no scalar value either. */
static uint32_t
hex_digit(char byte)
{
    if (byte >= '0' && byte <= '9')
        return (uint32_t)(byte - '0');
    if (byte >= 'A' && byte <= 'F')
        return (uint32_t)(byte - 'A') + 10;
    if (byte >= 'a' && byte <= 'f')
        return (uint32_t)(byte - 'a') + 10;
    return UINT32_MAX;
}

static bool
fail_escape(struct gq_lex *lex, const char *at, const char *before, size_t unit_count)
{
    gq_syntax_error_units(lex->errs, gq_lex_position(lex, at), before, gq_lex_text(lex),
            (size_t)(at - lex->bytes), unit_count);
    return false;
}

/* Four hexadecimal digits; above UINT16_MAX when they are not. */
static uint32_t
read_four_digits(const struct gq_lex *lex, const char *at)
{
    uint32_t value = 0;

    for (size_t i = 0; i < 4; i++) {
        uint32_t digit = hex_digit(byte_at(lex, at, i));

        if (digit > 0xF)
            return UINT32_MAX;
        value = value << 4 | digit;
    }
    return value;
}

/* EscapedUnicode :: `{` HexDigit+ `}` */
static bool
read_braced_escape(struct gq_lex *lex, const char *at, struct escape *ret_escape)
{
    uint32_t code_point = 0;
    size_t length = 3;

    while (length < BRACED_MAX) {
        char byte = byte_at(lex, at, length++);
        uint32_t digit = hex_digit(byte);

        if (byte == '}' && length > 4 && is_scalar_value(code_point)) {
            *ret_escape = (struct escape){ code_point, length };
            return true;
        }
        code_point = code_point << 4 | digit;
        /* The message shows the text up to where graphql-js gives up: its numbers have a sign. */
        if (digit > 0xF || code_point > INT32_MAX)
            break;
    }
    return fail_escape(lex, at, "Invalid Unicode escape sequence: ", length);
}

/* EscapedUnicode :: HexDigit HexDigit HexDigit HexDigit, or two of them as a surrogate pair. */
static bool
read_fixed_escape(struct gq_lex *lex, const char *at, struct escape *ret_escape)
{
    uint32_t first = read_four_digits(lex, at + 2), second;

    if (is_scalar_value(first)) {
        *ret_escape = (struct escape){ first, FIXED_LENGTH };
        return true;
    }
    if (first >= 0xD800 && first <= 0xDBFF && is_at(lex, at + FIXED_LENGTH, GQ_STR("\\u"))) {
        second = read_four_digits(lex, at + FIXED_LENGTH + 2);
        if (second >= 0xDC00 && second <= 0xDFFF) {
            *ret_escape = (struct escape){ 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00),
                2 * FIXED_LENGTH };
            return true;
        }
    }
    return fail_escape(lex, at, "Invalid Unicode escape sequence: ", FIXED_LENGTH);
}

/* `\` EscapedUnicode, `\` EscapedCharacter */
static bool
read_escape(struct gq_lex *lex, const char *at, struct escape *ret_escape)
{
    char byte = byte_at(lex, at, 1);

    assert(*at == '\\');
    if (byte == 'u')
        return byte_at(lex, at, 2) == '{' ? read_braced_escape(lex, at, ret_escape)
                                          : read_fixed_escape(lex, at, ret_escape);
    if (!simple_escapes[(unsigned char)byte])
        return fail_escape(lex, at, "Invalid character escape sequence: ", 2);
    *ret_escape = (struct escape){ (unsigned char)simple_escapes[(unsigned char)byte], 2 };
    return true;
}

/* The next byte that may matter to a string. */
static const char *
skip_plain(const struct gq_lex *lex, const char *cursor)
{
    while (cursor < lex->end
            && !gq_lex_class_has(*cursor, GQ_LEX_CLASS_STRING_STOP | GQ_LEX_CLASS_NON_ASCII))
        cursor++;
    return cursor;
}

static const char *
fail_unterminated(struct gq_lex *lex, const char *at)
{
    gq_syntax_error_add(lex->errs, gq_lex_position(lex, at), "Unterminated string.");
    return NULL;
}

/* The closing quote, or NULL after adding an error. */
static const char *
find_end(struct gq_lex *lex, const char *cursor, bool *ret_has_escapes)
{
    struct escape escape;

    for (;;) {
        cursor = skip_plain(lex, cursor);
        if (cursor == lex->end || *cursor == '\n' || *cursor == '\r')
            return fail_unterminated(lex, cursor);
        if (*cursor == '"')
            return cursor;
        if (*cursor == '\\') {
            if (!read_escape(lex, cursor, &escape))
                return NULL;
            *ret_has_escapes = true;
            cursor += escape.length;
        } else {
            cursor = gq_lex_skip_non_ascii(lex, cursor);
            if (!cursor)
                return NULL;
        }
    }
}

/* The text with its escapes, which are known to be good, replaced. None makes it longer. */
static struct gq_str
unescape(struct gq_lex *lex, const char *cursor, const char *end)
{
    char *bytes = gq_arena_alloc(lex->arena, (size_t)(end - cursor)), *out = bytes;
    struct escape escape;

    while (cursor < end) {
        char encoded[4];
        size_t length;

        if (*cursor != '\\') {
            *out++ = *cursor++;
            continue;
        }
        if (!read_escape(lex, cursor, &escape))
            break;
        length = gq_utf8_encode(escape.code_point, encoded);
        memcpy(out, encoded, length);
        out += length;
        cursor += escape.length;
    }
    assert(cursor == end);
    return (struct gq_str){ bytes, (size_t)(out - bytes) };
}

bool
gq_lex_string_read(struct gq_lex *lex, struct gq_str *ret_value)
{
    const char *start = lex->cursor + 1, *end;
    bool has_escapes = false;

    assert(*lex->cursor == '"');
    end = find_end(lex, start, &has_escapes);
    if (!end)
        return false;
    *ret_value = has_escapes ? unescape(lex, start, end)
                             : (struct gq_str){ start, (size_t)(end - start) };
    lex->cursor = end + 1;
    return true;
}

static const struct gq_str block_quotes = GQ_STR_INIT("\"\"\"");
static const struct gq_str escaped_quotes = GQ_STR_INIT("\\\"\"\"");

/* What a look over a block string found out. */
struct block {
    const char *start, *end; /* of the text between the quotes */
    bool has_lines, has_escapes;
};

/* Finds the closing quotes; false after adding an error. */
static bool
find_block_end(struct gq_lex *lex, struct block *block)
{
    const char *cursor = block->start;

    for (;;) {
        cursor = skip_plain(lex, cursor);
        if (cursor == lex->end)
            return fail_unterminated(lex, cursor);
        if (is_at(lex, cursor, block_quotes))
            break;
        if (is_at(lex, cursor, escaped_quotes)) {
            block->has_escapes = true;
            cursor += escaped_quotes.length;
        } else if (gq_lex_class_has(*cursor, GQ_LEX_CLASS_NON_ASCII)) {
            cursor = gq_lex_skip_non_ascii(lex, cursor);
            if (!cursor)
                return false;
        } else {
            block->has_lines |= *cursor == '\n' || *cursor == '\r';
            cursor++;
        }
    }
    block->end = cursor;
    return true;
}

/* One line of a block string; `next` is the start of the following one, NULL after the last. */
struct line {
    const char *start, *end, *next;
    size_t indent; /* leading tabs and spaces */
};

static struct line
line_at(const char *start, const char *end)
{
    struct line line = { .start = start, .end = start };

    while (line.end < end && *line.end != '\n' && *line.end != '\r')
        line.end++;
    while (start + line.indent < line.end
            && (start[line.indent] == ' ' || start[line.indent] == '\t'))
        line.indent++;
    if (line.end < end)
        line.next = line.end
                + (line.end[0] == '\r' && end - line.end > 1 && line.end[1] == '\n' ? 2 : 1);
    return line;
}

static bool
is_blank(const struct line *line)
{
    return line->start + line->indent == line->end;
}

/* What BlockStringValue() works out before it removes anything. */
struct dedent {
    size_t indent;
    const char *first, *last; /* starts of the first and last line that are not blank; or NULL */
};

static struct dedent
measure_dedent(const struct block *block)
{
    struct dedent dedent = { .indent = SIZE_MAX };

    for (const char *at = block->start; at;) {
        struct line line = line_at(at, block->end);

        if (!is_blank(&line)) {
            dedent.first = dedent.first ? dedent.first : at;
            dedent.last = at;
            /* The first line begins behind the quotes: its indentation says nothing. */
            if (at != block->start && line.indent < dedent.indent)
                dedent.indent = line.indent;
        }
        at = line.next;
    }
    return dedent;
}

static char *
copy_unescaping_quotes(char *out, const char *cursor, const char *end)
{
    while (cursor < end) {
        if (*cursor == '\\' && (size_t)(end - cursor) >= escaped_quotes.length
                && memcmp(cursor, escaped_quotes.bytes, escaped_quotes.length) == 0) {
            memcpy(out, block_quotes.bytes, block_quotes.length);
            out += block_quotes.length;
            cursor += escaped_quotes.length;
        } else {
            *out++ = *cursor++;
        }
    }
    return out;
}

/* BlockStringValue(rawValue). Spec: Language > String Value > Static Semantics. */
static struct gq_str
dedent_block(struct gq_lex *lex, const struct block *block)
{
    struct dedent dedent = measure_dedent(block);
    char *bytes, *out;

    if (!dedent.first)
        return GQ_STR("");
    if (!block->has_lines && !block->has_escapes)
        return (struct gq_str){ block->start, (size_t)(block->end - block->start) };
    bytes = out = gq_arena_alloc(lex->arena, (size_t)(block->end - block->start));
    for (const char *at = dedent.first; at;) {
        struct line line = line_at(at, block->end);
        size_t cut = at == block->start ? 0 : dedent.indent;

        if (at != dedent.first)
            *out++ = '\n';
        if (cut < (size_t)(line.end - line.start))
            out = copy_unescaping_quotes(out, line.start + cut, line.end);
        at = at == dedent.last ? NULL : line.next;
    }
    return (struct gq_str){ bytes, (size_t)(out - bytes) };
}

bool
gq_lex_string_read_block(struct gq_lex *lex, struct gq_str *ret_value)
{
    struct block block = { .start = lex->cursor + QUOTES_LENGTH };

    assert(is_at(lex, lex->cursor, block_quotes));
    if (!find_block_end(lex, &block))
        return false;
    *ret_value = dedent_block(lex, &block);
    lex->cursor = block.end + QUOTES_LENGTH;
    return true;
}
