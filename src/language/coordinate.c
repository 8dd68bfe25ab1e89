/* language/coordinate.c - a grammar so small that it scans as it goes. */
#include "language/coordinate.h"

#include "base/error.h"
#include "base/source.h"
#include "language/lex_class.h"
#include "language/syntax_error.h"
#include "language/token.h"

#include <stddef.h>
#include <stdio.h>

/* One thread at a time; lives on the stack of gq_coordinate_parse. */
struct reader {
    struct gq_str text;
    size_t end; /* of the current token */
    uint32_t start;
    struct gq_token token;
    struct gq_errors *errs;
};

static const uint8_t punctuators[256] = {
    ['.'] = GQ_TOKEN_DOT,
    ['('] = GQ_TOKEN_PAREN_L,
    [')'] = GQ_TOKEN_PAREN_R,
    [':'] = GQ_TOKEN_COLON,
    ['@'] = GQ_TOKEN_AT,
};

/* SchemaCoordinateToken :: Punctuator Name; nothing is ignored between them. */
static bool
advance(struct reader *reader)
{
    size_t at = reader->end, end = at + 1;
    uint32_t position = reader->start + (uint32_t)at;
    unsigned char byte = at < reader->text.length ? (unsigned char)reader->text.bytes[at] : 0;

    reader->token = (struct gq_token){ .kind = GQ_TOKEN_EOF, .position = position };
    if (at == reader->text.length)
        return true;
    reader->token.kind = punctuators[byte];
    if (gq_lex_class_has((char)byte, GQ_LEX_CLASS_NAME_START)) {
        while (end < reader->text.length
                && gq_lex_class_has(reader->text.bytes[end], GQ_LEX_CLASS_NAME_CONTINUE))
            end++;
        reader->token.kind = GQ_TOKEN_NAME;
        reader->token.text = gq_str_slice(reader->text, at, end - at);
    }
    reader->end = end;
    if (reader->token.kind != GQ_TOKEN_EOF)
        return true;
    gq_syntax_error_character(reader->errs, position, "Invalid character: ", reader->text, at);
    return false;
}

static bool
expect(struct reader *reader, enum gq_token_kind kind)
{
    char before[64];

    if (reader->token.kind == kind)
        return advance(reader);
    snprintf(before, sizeof(before), "Expected %s, found ", gq_token_kind_text(kind));
    gq_syntax_error_token(reader->errs, reader->token.position, before, &reader->token, ".");
    return false;
}

static bool
read_name(struct reader *reader, struct gq_name *ret_name)
{
    *ret_name = (struct gq_name){ reader->token.text, reader->token.position };
    return expect(reader, GQ_TOKEN_NAME);
}

/* `(` Name `:` `)` */
static bool
read_argument(struct reader *reader, struct gq_coordinate *coordinate)
{
    return advance(reader) && read_name(reader, &coordinate->argument)
            && expect(reader, GQ_TOKEN_COLON) && expect(reader, GQ_TOKEN_PAREN_R);
}

/* DirectiveCoordinate, DirectiveArgumentCoordinate */
static bool
read_directive(struct reader *reader, struct gq_coordinate *coordinate)
{
    coordinate->kind = GQ_COORDINATE_DIRECTIVE;
    if (!advance(reader) || !read_name(reader, &coordinate->name))
        return false;
    if (reader->token.kind != GQ_TOKEN_PAREN_L)
        return true;
    coordinate->kind = GQ_COORDINATE_DIRECTIVE_ARGUMENT;
    return read_argument(reader, coordinate);
}

/* TypeCoordinate, MemberCoordinate, ArgumentCoordinate */
static bool
read_type(struct reader *reader, struct gq_coordinate *coordinate)
{
    coordinate->kind = GQ_COORDINATE_TYPE;
    if (!read_name(reader, &coordinate->name))
        return false;
    if (reader->token.kind != GQ_TOKEN_DOT)
        return true;
    coordinate->kind = GQ_COORDINATE_MEMBER;
    if (!advance(reader) || !read_name(reader, &coordinate->member))
        return false;
    if (reader->token.kind != GQ_TOKEN_PAREN_L)
        return true;
    coordinate->kind = GQ_COORDINATE_ARGUMENT;
    return read_argument(reader, coordinate);
}

/* SchemaCoordinate : one of the five */
bool
gq_coordinate_parse(const struct gq_source *source, struct gq_coordinate *ret_coordinate,
        struct gq_errors *errs)
{
    struct reader reader = { .text = source->text, .start = source->start, .errs = errs };
    struct gq_coordinate coordinate = { 0 };

    if (!advance(&reader))
        return false;
    if (!(reader.token.kind == GQ_TOKEN_AT ? read_directive(&reader, &coordinate)
                                           : read_type(&reader, &coordinate)))
        return false;
    if (!expect(&reader, GQ_TOKEN_EOF))
        return false;
    *ret_coordinate = coordinate;
    return true;
}
