/* language/print_string.c - strings: when to escape, when a block string needs lines of its own. */
#include "language/print.h"

#include "base/utf8.h"
#include "language/printer.h"

#include <assert.h>

/* A block string of one line may be this long before the quotes get lines of their own. */
#define BLOCK_LINE_MAX 70
/* A \u escape, the longest that is ever written. */
#define ESCAPE_MAX 6

static const struct gq_str block_quotes = GQ_STR_INIT("\"\"\"");

/* The letter that follows the backslash in a short escape. */
static const char short_escapes[0x80] = {
    ['\b'] = 'b',
    ['\t'] = 't',
    ['\n'] = 'n',
    ['\f'] = 'f',
    ['\r'] = 'r',
    ['"'] = '"',
    ['\\'] = '\\',
};

/*
 * Control characters, up to U+009F, quotes and backslashes are escaped. Writes the escape of the
 * character at the start of `text`, or gives 0. `*ret_taken` is the character's size then.
 */
static size_t
escape_character(struct gq_str text, char ret_escape[ESCAPE_MAX], size_t *ret_taken)
{
    static const char digits[] = "0123456789ABCDEF";
    unsigned code = (unsigned char)text.bytes[0];

    *ret_taken = 1;
    if (code == 0xC2 && text.length > 1 && (unsigned char)text.bytes[1] < 0xA0) {
        code = (unsigned char)text.bytes[1];
        *ret_taken = 2;
    } else if (code >= 0x80) {
        return 0;
    }
    ret_escape[0] = '\\';
    if (code < 0x80 && short_escapes[code]) {
        ret_escape[1] = short_escapes[code];
        return 2;
    }
    if (code >= 0x20 && code < 0x7F)
        return 0;
    memcpy(ret_escape + 1, "u00", 3);
    ret_escape[4] = digits[code >> 4];
    ret_escape[5] = digits[code & 0xF];
    return ESCAPE_MAX;
}

void
gq_print_string(struct gq_buf *out, struct gq_str value)
{
    char escape[ESCAPE_MAX];
    size_t start = 0, taken;

    gq_buf_char(out, '"');
    for (size_t i = 0; i < value.length; i += taken) {
        size_t length = escape_character(gq_str_slice(value, i, 2), escape, &taken);

        if (!length)
            continue;
        gq_buf_append(out, value.bytes + start, i - start);
        gq_buf_append(out, escape, length);
        start = i + taken;
    }
    gq_buf_str(out, gq_str_slice(value, start, value.length));
    gq_buf_char(out, '"');
}

static struct gq_printer_extent
measure_quoted(struct gq_str value)
{
    char escape[ESCAPE_MAX];
    size_t units = gq_utf8_utf16_length(value) + 2, taken;

    for (size_t i = 0; i < value.length; i += taken) {
        size_t length = escape_character(gq_str_slice(value, i, 2), escape, &taken);

        units += length ? length - 1 : 0;
    }
    return (struct gq_printer_extent){ units, 0 };
}

static bool
is_white_space(char byte)
{
    return byte == ' ' || byte == '\t';
}

/* How a block string is laid out, and what that takes. */
struct block_form {
    bool has_leading_newline, has_trailing_newline;
    size_t newlines, escapes;
};

/* What the shape of the value's lines decides. */
struct block_lines {
    size_t newlines;       /* LF, in the text */
    bool is_single;        /* no line end of any kind */
    bool all_rest_indents; /* every line but the first is empty or starts with white space */
};

static struct block_lines
survey_lines(struct gq_str value)
{
    struct block_lines lines = { .is_single = true, .all_rest_indents = true };

    for (size_t i = 0; i < value.length; i++) {
        char byte = value.bytes[i], next = i + 1 < value.length ? value.bytes[i + 1] : '\n';

        lines.newlines += byte == '\n';
        if ((byte != '\n' && byte != '\r'))
            continue;
        lines.is_single = false;
        if (byte == '\r' && next == '\n')
            continue; /* the pair ends one line: the LF is looked at next */
        if (next != '\n' && next != '\r' && !is_white_space(next))
            lines.all_rest_indents = false;
    }
    return lines;
}

static size_t
count_trailing_quotes(struct gq_str value)
{
    size_t count = 0;

    while (count < value.length && value.bytes[value.length - 1 - count] == '"')
        count++;
    return count;
}

/* Three quotes in a row, counted from the left without overlap: each gets a backslash. */
static size_t
count_triple_quotes(struct gq_str value)
{
    size_t count = 0, run = 0;

    for (size_t i = 0; i < value.length; i++) {
        run = value.bytes[i] == '"' ? run + 1 : 0;
        if (run == block_quotes.length) {
            count++;
            run = 0;
        }
    }
    return count;
}

static struct block_form
plan_block(struct gq_str value)
{
    struct block_lines lines = survey_lines(value);
    size_t quotes = count_trailing_quotes(value);
    bool ends_in_triple = quotes > 0 && quotes % block_quotes.length == 0;
    bool ends_in_backslash = value.length && value.bytes[value.length - 1] == '\\';
    bool must_end_line = (quotes > 0 && !ends_in_triple) || ends_in_backslash;
    bool must_start_line = !lines.is_single && lines.all_rest_indents;
    bool has_lines = !lines.is_single || gq_utf8_utf16_length(value) > BLOCK_LINE_MAX
            || must_end_line || must_start_line || ends_in_triple;
    /* White space behind the quotes would be lost on a line of its own. */
    bool may_start_line = !(lines.is_single && value.length && is_white_space(value.bytes[0]));

    return (struct block_form){
        .has_leading_newline = (has_lines && may_start_line) || must_start_line,
        .has_trailing_newline = has_lines,
        .newlines = lines.newlines,
        .escapes = count_triple_quotes(value),
    };
}

static struct gq_printer_extent
measure_block(struct gq_str value)
{
    struct block_form form = plan_block(value);
    size_t added = (size_t)form.has_leading_newline + (size_t)form.has_trailing_newline;

    return (struct gq_printer_extent){
        gq_utf8_utf16_length(value) + form.escapes + added + 2 * block_quotes.length,
        form.newlines + added,
    };
}

static void
print_escaping_quotes(struct gq_printer *printer, struct gq_str value)
{
    size_t start = 0, run = 0;

    for (size_t i = 0; i < value.length; i++) {
        run = value.bytes[i] == '"' ? run + 1 : 0;
        if (run < block_quotes.length)
            continue;
        gq_printer_lines(printer, gq_str_slice(value, start, i - 2 - start));
        gq_buf_char(printer->out, '\\');
        gq_buf_str(printer->out, block_quotes);
        start = i + 1;
        run = 0;
    }
    gq_printer_lines(printer, gq_str_slice(value, start, value.length));
}

static void
print_block(struct gq_printer *printer, struct gq_str value)
{
    struct block_form form = plan_block(value);

    gq_buf_str(printer->out, block_quotes);
    if (form.has_leading_newline)
        gq_printer_newline(printer);
    print_escaping_quotes(printer, value);
    if (form.has_trailing_newline)
        gq_printer_newline(printer);
    gq_buf_str(printer->out, block_quotes);
}

void
gq_print_block_string(struct gq_buf *out, struct gq_str value)
{
    struct gq_printer printer;

    gq_printer_init(&printer, out);
    print_block(&printer, value);
    gq_printer_fini(&printer);
}

/* The characters that a block string may hold only as they are, and that editors do not show. */
static bool
is_odd_control(char byte)
{
    return (unsigned char)byte <= 0x0F && byte != '\t' && byte != '\n';
}

bool
gq_print_fits_block_string(struct gq_str value)
{
    bool is_empty_line = true, has_indent = false, has_common_indent = true, has_lines = false;

    if (!value.length)
        return true;
    for (size_t i = 0; i < value.length; i++) {
        char byte = value.bytes[i];

        if (is_odd_control(byte))
            return false;
        if (byte == '\n') {
            if (is_empty_line && !has_lines)
                return false;
            has_lines = is_empty_line = true;
            has_indent = false;
        } else if (is_white_space(byte)) {
            has_indent |= is_empty_line;
        } else {
            has_common_indent &= has_indent;
            is_empty_line = false;
        }
    }
    return !is_empty_line && !(has_common_indent && has_lines);
}

struct gq_printer_extent
gq_printer_measure_string(struct gq_str value, bool is_block)
{
    return is_block ? measure_block(value) : measure_quoted(value);
}

void
gq_printer_string(struct gq_printer *printer, struct gq_str value, bool is_block)
{
    if (is_block)
        print_block(printer, value);
    else
        gq_print_string(printer->out, value);
}

void
gq_printer_description(struct gq_printer *printer, const struct gq_description *description)
{
    if (!description->text.bytes)
        return;
    gq_printer_string(printer, description->text, description->is_block);
    gq_printer_newline(printer);
}
