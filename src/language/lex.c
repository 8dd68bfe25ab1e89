/* language/lex.c - the scanner: one dispatch on the first byte, tables for runs. */
#include "language/lex.h"

#include "base/source.h"
#include "base/utf8.h"
#include "language/lex_class.h"
#include "language/lex_string.h"
#include "language/syntax_error.h"
#include "language/token.h"

#include <assert.h>
#include <string.h>

#define NAME_START (GQ_LEX_CLASS_NAME_START | GQ_LEX_CLASS_NAME_CONTINUE)
#define DIGIT      (GQ_LEX_CLASS_DIGIT | GQ_LEX_CLASS_NAME_CONTINUE)
#define LINE_END   (GQ_LEX_CLASS_BLANK | GQ_LEX_CLASS_STRING_STOP | GQ_LEX_CLASS_COMMENT_STOP)

const uint8_t gq_lex_class_of[256] = {
    ['\t'] = GQ_LEX_CLASS_BLANK,
    [' '] = GQ_LEX_CLASS_BLANK,
    [','] = GQ_LEX_CLASS_BLANK,
    ['\n'] = LINE_END,
    ['\r'] = LINE_END,
    ['"'] = GQ_LEX_CLASS_STRING_STOP,
    ['\\'] = GQ_LEX_CLASS_STRING_STOP,
    ['_'] = NAME_START,
    ['0' ... '9'] = DIGIT,
    ['A' ... 'Z'] = NAME_START,
    ['a' ... 'z'] = NAME_START,
    [0x80 ... 0xFF] = GQ_LEX_CLASS_NON_ASCII,
};

/* Punctuators of one byte; 0 (GQ_TOKEN_EOF) for every other byte. */
static const uint8_t punctuators[256] = {
    ['!'] = GQ_TOKEN_BANG,
    ['$'] = GQ_TOKEN_DOLLAR,
    ['&'] = GQ_TOKEN_AMP,
    ['('] = GQ_TOKEN_PAREN_L,
    [')'] = GQ_TOKEN_PAREN_R,
    [':'] = GQ_TOKEN_COLON,
    ['='] = GQ_TOKEN_EQUALS,
    ['@'] = GQ_TOKEN_AT,
    ['['] = GQ_TOKEN_BRACKET_L,
    [']'] = GQ_TOKEN_BRACKET_R,
    ['{'] = GQ_TOKEN_BRACE_L,
    ['|'] = GQ_TOKEN_PIPE,
    ['}'] = GQ_TOKEN_BRACE_R,
};

/*
 * The byte `ahead` of a place in the text, or NUL past the end; a NUL is in no class, so neither
 * needs a test of its own.
 */
static inline char
byte_at(const struct gq_lex *lex, const char *at, size_t ahead)
{
    return ahead < (size_t)(lex->end - at) ? at[ahead] : '\0';
}

static inline bool
is_digit_at(const struct gq_lex *lex, const char *at)
{
    return gq_lex_class_has(byte_at(lex, at, 0), GQ_LEX_CLASS_DIGIT);
}

static bool
fail_character(struct gq_lex *lex, const char *at, const char *before)
{
    gq_syntax_error_character(lex->errs, gq_lex_position(lex, at), before, gq_lex_text(lex),
            (size_t)(at - lex->bytes));
    return false;
}

const char *
gq_lex_skip_non_ascii(struct gq_lex *lex, const char *cursor)
{
    const char *start = cursor;
    size_t bad = 0;

    while (cursor < lex->end && gq_lex_class_has(*cursor, GQ_LEX_CLASS_NON_ASCII))
        cursor++;
    if (gq_utf8_check((struct gq_str){ start, (size_t)(cursor - start) }, &bad))
        return cursor;
    fail_character(lex, start + bad, "");
    return NULL;
}

static const char *
skip_spaces(const char *cursor, const char *end)
{
    static const char eight[8] = { ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ' };

    while (end - cursor >= 8 && memcmp(cursor, eight, 8) == 0)
        cursor += 8;
    while (cursor < end && gq_lex_class_has(*cursor, GQ_LEX_CLASS_BLANK))
        cursor++;
    return cursor;
}

/* Comment :: `#` CommentChar* */
static const char *
skip_comment(struct gq_lex *lex, const char *cursor)
{
    while (cursor && cursor < lex->end) {
        if (gq_lex_class_has(*cursor, GQ_LEX_CLASS_COMMENT_STOP))
            break;
        if (gq_lex_class_has(*cursor, GQ_LEX_CLASS_NON_ASCII))
            cursor = gq_lex_skip_non_ascii(lex, cursor);
        else
            cursor++;
    }
    return cursor;
}

static bool
is_byte_order_mark(const struct gq_lex *lex, const char *at)
{
    return lex->end - at >= 3 && memcmp(at, "\xEF\xBB\xBF", 3) == 0;
}

/*
 * Ignored :: UnicodeBOM WhiteSpace LineTerminator Comment Comma
 * NULL after adding an error: a comment may hold bytes that are not UTF-8.
 */
static const char *
skip_ignored(struct gq_lex *lex)
{
    const char *cursor = lex->cursor;

    for (;;) {
        cursor = skip_spaces(cursor, lex->end);
        if (cursor == lex->end)
            return cursor;
        if (*cursor == '#')
            cursor = skip_comment(lex, cursor + 1);
        else if (is_byte_order_mark(lex, cursor))
            cursor += 3;
        else
            return cursor;
        if (!cursor)
            return NULL;
    }
}

static bool
finish(struct gq_lex *lex, struct gq_token *ret_token, enum gq_token_kind kind, const char *end)
{
    ret_token->kind = kind;
    ret_token->text = (struct gq_str){ lex->cursor, (size_t)(end - lex->cursor) };
    lex->cursor = end;
    return true;
}

/* Name :: NameStart NameContinue* */
static bool
read_name(struct gq_lex *lex, struct gq_token *ret_token)
{
    const char *end = lex->cursor + 1;

    while (end < lex->end && gq_lex_class_has(*end, GQ_LEX_CLASS_NAME_CONTINUE))
        end++;
    return finish(lex, ret_token, GQ_TOKEN_NAME, end);
}

/* Digit+; NULL after adding an error when there is none. */
static const char *
read_digits(struct gq_lex *lex, const char *cursor)
{
    if (!is_digit_at(lex, cursor)) {
        fail_character(lex, cursor, "Invalid number, expected digit but got: ");
        return NULL;
    }
    while (is_digit_at(lex, cursor))
        cursor++;
    return cursor;
}

/* IntegerPart :: `-`? `0` | `-`? NonZeroDigit Digit* */
static const char *
read_integer_part(struct gq_lex *lex, const char *cursor)
{
    if (*cursor == '-')
        cursor++;
    if (byte_at(lex, cursor, 0) != '0')
        return read_digits(lex, cursor);
    cursor++;
    if (!is_digit_at(lex, cursor))
        return cursor;
    fail_character(lex, cursor, "Invalid number, unexpected digit after 0: ");
    return NULL;
}

/* ExponentPart :: ExponentIndicator Sign? Digit+ */
static const char *
read_exponent_part(struct gq_lex *lex, const char *cursor)
{
    char sign = byte_at(lex, cursor, 1);

    return read_digits(lex, cursor + (sign == '+' || sign == '-' ? 2 : 1));
}

/* IntValue, FloatValue; neither may run into a name or another dot. */
static bool
read_number(struct gq_lex *lex, struct gq_token *ret_token)
{
    enum gq_token_kind kind = GQ_TOKEN_INT;
    const char *cursor = read_integer_part(lex, lex->cursor);

    if (cursor && byte_at(lex, cursor, 0) == '.') {
        kind = GQ_TOKEN_FLOAT;
        cursor = read_digits(lex, cursor + 1);
    }
    if (cursor && (byte_at(lex, cursor, 0) == 'e' || byte_at(lex, cursor, 0) == 'E')) {
        kind = GQ_TOKEN_FLOAT;
        cursor = read_exponent_part(lex, cursor);
    }
    if (!cursor)
        return false;
    if (byte_at(lex, cursor, 0) == '.'
            || gq_lex_class_has(byte_at(lex, cursor, 0), GQ_LEX_CLASS_NAME_START))
        return fail_character(lex, cursor, "Invalid number, expected digit but got: ");
    return finish(lex, ret_token, kind, cursor);
}

/* `...`, or one of the two mistakes that a dot begins. */
static bool
read_dots(struct gq_lex *lex, struct gq_token *ret_token)
{
    const char *cursor = lex->cursor, *digits = cursor + 1, *end = digits;
    uint32_t position = gq_lex_position(lex, cursor);

    if (byte_at(lex, cursor, 1) == '.' && byte_at(lex, cursor, 2) == '.') {
        finish(lex, ret_token, GQ_TOKEN_SPREAD, cursor + 3);
        ret_token->text = (struct gq_str){ NULL, 0 };
        return true;
    }
    if (byte_at(lex, cursor, 1) == '.') {
        gq_syntax_error_add(lex->errs, position, "Unexpected \"..\", did you mean \"...\"?");
        return false;
    }
    while (is_digit_at(lex, end))
        end++;
    if (end == digits)
        return fail_character(lex, cursor, "Unexpected character: ");
    gq_syntax_error_quote(lex->errs, position,
            "Invalid number, expected digit before \".\", did you mean \"0.",
            (struct gq_str){ digits, (size_t)(end - digits) }, "\"?");
    return false;
}

static bool
read_any_string(struct gq_lex *lex, struct gq_token *ret_token)
{
    bool is_block = byte_at(lex, lex->cursor, 1) == '"' && byte_at(lex, lex->cursor, 2) == '"';

    ret_token->kind = is_block ? GQ_TOKEN_BLOCK_STRING : GQ_TOKEN_STRING;
    return is_block ? gq_lex_string_read_block(lex, &ret_token->text)
                    : gq_lex_string_read(lex, &ret_token->text);
}

static bool
fail_unexpected(struct gq_lex *lex)
{
    if (*lex->cursor != '\'')
        return fail_character(lex, lex->cursor, "Unexpected character: ");
    gq_syntax_error_add(lex->errs, gq_lex_position(lex, lex->cursor),
            "Unexpected single quote character ('), did you mean to use a double quote (\")?");
    return false;
}

void
gq_lex_init(struct gq_lex *lex, struct gq_arena *arena, const struct gq_source *source,
        struct gq_errors *errs)
{
    /* An empty text may have no bytes at all, but pointers are compared and subtracted below. */
    const char *bytes = source->text.bytes ? source->text.bytes : "";

    assert(arena && errs);
    *lex = (struct gq_lex){ bytes, bytes, bytes + source->text.length, source->start, arena, errs };
}

bool
gq_lex_next(struct gq_lex *lex, struct gq_token *ret_token)
{
    const char *cursor = skip_ignored(lex);
    char byte;

    if (!cursor)
        return false;
    lex->cursor = cursor;
    ret_token->position = gq_lex_position(lex, cursor);
    if (cursor == lex->end) {
        ret_token->kind = GQ_TOKEN_EOF;
        ret_token->text = (struct gq_str){ NULL, 0 };
        return true;
    }
    byte = *cursor;
    if (gq_lex_class_has(byte, GQ_LEX_CLASS_NAME_START))
        return read_name(lex, ret_token);
    if (punctuators[(unsigned char)byte]) {
        ret_token->kind = punctuators[(unsigned char)byte];
        ret_token->text = (struct gq_str){ NULL, 0 };
        lex->cursor++;
        return true;
    }
    if (byte == '"')
        return read_any_string(lex, ret_token);
    if (byte == '-' || gq_lex_class_has(byte, GQ_LEX_CLASS_DIGIT))
        return read_number(lex, ret_token);
    return byte == '.' ? read_dots(lex, ret_token) : fail_unexpected(lex);
}
