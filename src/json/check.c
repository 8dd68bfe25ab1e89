/* json/check.c - a scanner with an explicit stack: one bit of context a level, object or array. */
#include "json/check.h"

#include "base/error.h"
#include "base/json_run.h"
#include "base/limits.h"
#include "base/utf8.h"

#include <assert.h>
#include <inttypes.h>

struct scan {
    const char *bytes;
    size_t length, at;
    uint32_t depth, depth_max, nodes_max;
    size_t key_bytes_max;
    struct gq_json_shape shape;
    const char *fault; /* NULL: none yet */
    size_t fault_at;
    bool is_object[GQ_JSON_DEPTH_CEILING + 1]; /* by depth; 0 is outside of everything */
};

/* What a step of the scanner leaves behind. */
enum step { STEP_FAILED, STEP_VALUE_FOLLOWS, STEP_VALUE_ENDED };

static bool
fail(struct scan *scan, size_t at, const char *fault)
{
    scan->fault = fault;
    scan->fault_at = at;
    return false;
}

/* The next byte, or a NUL at the end: NUL is no token of JSON, so that both are faults. */
static char
peek(const struct scan *scan)
{
    return scan->at < scan->length ? scan->bytes[scan->at] : '\0';
}

static bool
take(struct scan *scan, char byte)
{
    if (peek(scan) != byte || scan->at >= scan->length)
        return false;
    scan->at++;
    return true;
}

static void
skip_blanks(struct scan *scan)
{
    while (scan->at < scan->length) {
        char byte = scan->bytes[scan->at];

        if (byte != ' ' && byte != '\t' && byte != '\n' && byte != '\r')
            return;
        scan->at++;
    }
}

static int
hex_value(char byte)
{
    if (byte >= '0' && byte <= '9')
        return byte - '0';
    if (byte >= 'a' && byte <= 'f')
        return byte - 'a' + 10;
    if (byte >= 'A' && byte <= 'F')
        return byte - 'A' + 10;
    return -1;
}

/* The four digits after `\u`. */
static bool
scan_hex(struct scan *scan, uint32_t *ret_unit)
{
    uint32_t unit = 0;

    for (int i = 0; i < 4; i++, scan->at++) {
        int digit = hex_value(peek(scan));

        if (digit < 0)
            return fail(scan, scan->at, "four hexadecimal digits must follow \\u");
        unit = unit * 16 + (uint32_t)digit;
    }
    *ret_unit = unit;
    return true;
}

/* After `\u`: one code unit, or the two of a surrogate pair. */
static bool
scan_unicode_escape(struct scan *scan, bool is_key)
{
    size_t start = scan->at - 2;
    uint32_t unit, second;

    scan->shape.is_plain = false;
    if (!scan_hex(scan, &unit))
        return false;
    if (unit == 0 && is_key)
        return fail(scan, start, "a key must not contain NUL");
    if (unit < 0xD800 || unit > 0xDFFF)
        return true;
    if (unit > 0xDBFF || !take(scan, '\\') || !take(scan, 'u'))
        return fail(scan, start, "a surrogate must be one of a pair");
    if (!scan_hex(scan, &second))
        return false;
    if (second < 0xDC00 || second > 0xDFFF)
        return fail(scan, start, "a surrogate must be one of a pair");
    return true;
}

static bool
scan_escape(struct scan *scan, bool is_key)
{
    char byte = peek(scan);

    if (byte == '\0' || !strchr("\"\\/bfnrtu", byte))
        return fail(scan, scan->at, "not an escape of JSON");
    scan->at++;
    return byte != 'u' || scan_unicode_escape(scan, is_key);
}

/* string = quotation-mark *char quotation-mark */
static bool
scan_string(struct scan *scan, bool is_key)
{
    size_t start = scan->at;

    if (!take(scan, '"'))
        return fail(scan, start, "a key in quotes must follow");
    for (;;) {
        unsigned char byte;

        scan->at += gq_json_run_length(scan->bytes + scan->at, scan->length - scan->at);
        if (scan->at == scan->length)
            break;
        byte = (unsigned char)scan->bytes[scan->at];
        if (byte < 0x20)
            return fail(scan, scan->at, "a control character in a string must be escaped");
        scan->at++;
        if (byte == '\\' && !scan_escape(scan, is_key))
            return false;
        if (byte == '"')
            return !is_key || scan->at - start - 2 <= scan->key_bytes_max
                    || fail(scan, start, "the key is longer than the limit json_key_bytes");
    }
    return fail(scan, start, "the string does not end");
}

static bool
scan_digits(struct scan *scan)
{
    size_t start = scan->at;

    while (peek(scan) >= '0' && peek(scan) <= '9')
        scan->at++;
    return scan->at > start || fail(scan, scan->at, "a digit must follow");
}

/* Whether the digits, which have no sign, fit what 64 bits with a sign hold. */
static bool
fits_int64(struct gq_str digits, bool is_negative)
{
    uint64_t value;

    return gq_str_parse_u64(digits, (uint64_t)INT64_MAX + is_negative, &value);
}

/* number = [ minus ] int [ frac ] [ exp ] */
static bool
scan_number(struct scan *scan)
{
    bool is_negative = take(scan, '-'), is_integer = true;
    size_t start = scan->at;
    struct gq_str digits;

    if (!scan_digits(scan))
        return false;
    if (scan->bytes[start] == '0' && scan->at > start + 1)
        return fail(scan, start, "a number must not begin with 0");
    digits = (struct gq_str){ scan->bytes + start, scan->at - start };
    if (take(scan, '.')) {
        is_integer = false;
        if (!scan_digits(scan))
            return false;
    }
    if (take(scan, 'e') || take(scan, 'E')) {
        is_integer = false;
        if (!take(scan, '-'))
            (void)take(scan, '+');
        if (!scan_digits(scan))
            return false;
    }
    if (!is_integer)
        scan->shape.is_plain = false;
    return !is_integer || fits_int64(digits, is_negative)
            || fail(scan, start, "the integer does not fit 64 bits");
}

static bool
scan_literal(struct scan *scan)
{
    static const struct gq_str literals[] = { GQ_STR_INIT("true"), GQ_STR_INIT("false"),
        GQ_STR_INIT("null") };
    struct gq_str rest = { scan->bytes + scan->at, scan->length - scan->at };

    for (size_t i = 0; i < GQ_ARRAY_LENGTH(literals); i++) {
        if (gq_str_starts_with(rest, literals[i])) {
            scan->at += literals[i].length;
            return true;
        }
    }
    return fail(scan, scan->at, "a value must follow");
}

static bool
scan_scalar(struct scan *scan)
{
    char byte = peek(scan);

    if (byte == '"')
        return scan_string(scan, false);
    if (byte == '-' || (byte >= '0' && byte <= '9'))
        return scan_number(scan);
    return scan_literal(scan);
}

/* string name-separator */
static enum step
scan_key(struct scan *scan)
{
    skip_blanks(scan);
    if (!scan_string(scan, true))
        return STEP_FAILED;
    if (scan->depth == 1)
        scan->shape.top_members++;
    skip_blanks(scan);
    if (!take(scan, ':')) {
        fail(scan, scan->at, "a colon must follow the key");
        return STEP_FAILED;
    }
    return STEP_VALUE_FOLLOWS;
}

static enum step
close_container(struct scan *scan)
{
    assert(scan->depth > 0);
    scan->at++;
    scan->depth--;
    return STEP_VALUE_ENDED;
}

static enum step
open_container(struct scan *scan, bool is_object)
{
    if (scan->depth >= scan->depth_max) {
        fail(scan, scan->at, "nested deeper than the limit json_depth");
        return STEP_FAILED;
    }
    scan->at++;
    scan->depth++;
    scan->is_object[scan->depth] = is_object;
    if (scan->depth > scan->shape.depth)
        scan->shape.depth = scan->depth;
    skip_blanks(scan);
    if (peek(scan) == (is_object ? '}' : ']'))
        return close_container(scan);
    return is_object ? scan_key(scan) : STEP_VALUE_FOLLOWS;
}

/* Where a value must stand. */
static enum step
scan_value(struct scan *scan)
{
    skip_blanks(scan);
    if (scan->shape.nodes >= scan->nodes_max) {
        fail(scan, scan->at, "more values than the limit json_nodes");
        return STEP_FAILED;
    }
    scan->shape.nodes++;
    if (peek(scan) == '{' || peek(scan) == '[')
        return open_container(scan, peek(scan) == '{');
    return scan_scalar(scan) ? STEP_VALUE_ENDED : STEP_FAILED;
}

/* After a value inside a container: the next one, or the container's end. */
static enum step
scan_after_value(struct scan *scan)
{
    bool is_object = scan->is_object[scan->depth];

    skip_blanks(scan);
    if (take(scan, ','))
        return is_object ? scan_key(scan) : STEP_VALUE_FOLLOWS;
    if (peek(scan) == (is_object ? '}' : ']'))
        return close_container(scan);
    fail(scan, scan->at,
            is_object ? "a comma or a closing brace must follow"
                      : "a comma or a closing bracket must follow");
    return STEP_FAILED;
}

/* JSON-text = ws value ws */
static bool
scan_text(struct scan *scan)
{
    enum step step = scan_value(scan);

    while (step == STEP_VALUE_FOLLOWS || (step == STEP_VALUE_ENDED && scan->depth > 0))
        step = step == STEP_VALUE_FOLLOWS ? scan_value(scan) : scan_after_value(scan);
    if (step == STEP_FAILED)
        return false;
    skip_blanks(scan);
    return scan->at == scan->length || fail(scan, scan->at, "only blanks may follow the value");
}

/* A limit as a bound of type uint32_t, whatever the operator has set. */
static uint32_t
bound(const struct gq_limits *limits, enum gq_limit limit, uint32_t ceiling)
{
    int64_t value = gq_limits_get(limits, limit);

    if (value < 0)
        return 0;
    return value < (int64_t)ceiling ? (uint32_t)value : ceiling;
}

bool
gq_json_check(struct gq_str text, const struct gq_limits *limits, struct gq_json_shape *ret_shape,
        struct gq_errors *errs)
{
    struct scan scan = {
        .bytes = text.length ? text.bytes : "",
        .length = text.length,
        .shape.is_plain = true,
    };
    size_t bad = 0;

    scan.depth_max = bound(limits, GQ_LIMIT_JSON_DEPTH, GQ_JSON_DEPTH_CEILING);
    scan.nodes_max = bound(limits, GQ_LIMIT_JSON_NODES, UINT32_MAX);
    scan.key_bytes_max = bound(limits, GQ_LIMIT_JSON_KEY_BYTES, UINT32_MAX);
    if (!gq_utf8_check(text, &bad))
        fail(&scan, bad, "not UTF-8");
    else if (scan_text(&scan))
        *ret_shape = scan.shape;
    if (!scan.fault)
        return true;
    gq_errors_add(errs, GQ_E_BAD_REQUEST, GQ_SOURCE_NOWHERE, "Invalid JSON at byte %zu: %s.",
            scan.fault_at, scan.fault);
    return false;
}

bool
gq_check_is_json(struct gq_str text)
{
    struct scan scan = { .bytes = text.length ? text.bytes : "",
        .length = text.length,
        .depth_max = GQ_JSON_DEPTH_CEILING,
        .nodes_max = UINT32_MAX,
        .key_bytes_max = UINT32_MAX };
    size_t bad = 0;

    return gq_utf8_check(text, &bad) && scan_text(&scan);
}
