/* The streaming writer: JSON.stringify is the measure. */
#include "json/write.h"

#include "unit.h"
#include "json/value.h"

#define CAP 65536

static void
assert_written(struct gq_buf *buf, struct gq_str wanted)
{
    assert_false(gq_buf_failed(buf));
    assert_str_equal(gq_buf_view(buf), wanted);
    gq_buf_fini(buf);
}

static const struct string_case {
    const char *name;
    struct gq_str text, wanted;
} string_cases[] = {
    { "empty", GQ_STR_INIT(""), GQ_STR_INIT("\"\"") },
    { "plain", GQ_STR_INIT("abc"), GQ_STR_INIT("\"abc\"") },
    { "plain, longer than a word", GQ_STR_INIT("abcdefghijklmnopq"),
            GQ_STR_INIT("\"abcdefghijklmnopq\"") },
    { "quote", GQ_STR_INIT("\""), GQ_STR_INIT("\"\\\"\"") },
    { "backslash", GQ_STR_INIT("\\"), GQ_STR_INIT("\"\\\\\"") },
    { "slash stays", GQ_STR_INIT("</a>"), GQ_STR_INIT("\"</a>\"") },
    { "short escapes", GQ_STR_INIT("\b\f\n\r\t"), GQ_STR_INIT("\"\\b\\f\\n\\r\\t\"") },
    { "control bytes by number", GQ_STR_INIT("\x01\x0b\x1f"),
            GQ_STR_INIT("\"\\u0001\\u000b\\u001f\"") },
    { "NUL inside", GQ_STR_INIT("a\0b"), GQ_STR_INIT("\"a\\u0000b\"") },
    { "delete stays", GQ_STR_INIT("\x7f"), GQ_STR_INIT("\"\x7f\"") },
    { "space and exclamation mark stay", GQ_STR_INIT("        !#[]"),
            GQ_STR_INIT("\"        !#[]\"") },
    { "UTF-8 of 2, 3 and 4 bytes stays", GQ_STR_INIT("\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80"),
            GQ_STR_INIT("\"\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\"") },
    { "U+2028 stays", GQ_STR_INIT("\xe2\x80\xa8"), GQ_STR_INIT("\"\xe2\x80\xa8\"") },
    { "escape in the last byte of a word", GQ_STR_INIT("1234567\n12345678"),
            GQ_STR_INIT("\"1234567\\n12345678\"") },
    { "escape in the first byte of a word", GQ_STR_INIT("12345678\"1234567"),
            GQ_STR_INIT("\"12345678\\\"1234567\"") },
};

static void
test_string(void **state)
{
    const struct string_case *c = *state;
    struct gq_buf buf;

    gq_buf_init(&buf, CAP);
    gq_write_string(&buf, c->text);
    assert_written(&buf, c->wanted);
}

/* The word-wise scan agrees with the byte-wise rule for every byte at every place of a word. */
static void
test_every_byte_at_every_place(void **state)
{
    (void)state;
    for (unsigned byte = 0; byte < 256; byte++) {
        for (size_t place = 0; place < 16; place++) {
            char text[16];
            struct gq_buf buf;
            bool is_escaped = byte < 0x20 || byte == '"' || byte == '\\';

            memset(text, 'x', sizeof(text));
            text[place] = (char)byte;
            gq_buf_init(&buf, CAP);
            gq_write_string(&buf, (struct gq_str){ text, sizeof(text) });
            assert_int_equal(buf.length > sizeof(text) + 2, is_escaped);
            assert_int_equal(buf.bytes[place + 1], is_escaped ? '\\' : (char)byte);
            gq_buf_fini(&buf);
        }
    }
}

static const struct int_case {
    const char *name;
    int64_t value;
} int_cases[] = {
    { "0", 0 },
    { "7", 7 },
    { "-1", -1 },
    { "10", 10 },
    { "99", 99 },
    { "100", 100 },
    { "-1234567", -1234567 },
    { "9223372036854775807", INT64_MAX },
    { "-9223372036854775808", INT64_MIN },
};

static void
test_int(void **state)
{
    const struct int_case *c = *state;
    struct gq_buf buf;

    gq_buf_init(&buf, CAP);
    gq_write_int(&buf, c->value);
    assert_written(&buf, gq_str_of(c->name));
}

static const struct double_case {
    const char *name;
    double value;
} double_cases[] = {
    { "0", 0.0 },
    { "0", -0.0 },
    { "1", 1.0 },
    { "-1", -1.0 },
    { "0.1", 0.1 },
    { "0.30000000000000004", 0.1 + 0.2 },
    { "1.5", 1.5 },
    { "-12.75", -12.75 },
    { "19.99", 19.99 },
    { "100", 100.0 },
    { "123456789012345.6", 123456789012345.6 },
    { "999999999999999.9", 999999999999999.9 },
    { "1000000000000000", 1e15 },
    { "9007199254740993000", 9007199254740993e3 },
    { "100000000000000000000", 1e20 },
    { "123456789012345680000", 123456789012345678901.0 },
    { "1e+21", 1e21 },
    { "1.2345e+25", 1.2345e25 },
    { "0.000001", 1e-6 },
    { "0.00000123", 1.23e-6 },
    { "1e-7", 1e-7 },
    { "1.5e-7", 1.5e-7 },
    { "-1e-7", -1e-7 },
    { "5e-324", 5e-324 },
    { "1.7976931348623157e+308", 1.7976931348623157e308 },
    { "2.2250738585072014e-308", 2.2250738585072014e-308 },
    { "3.141592653589793", 3.141592653589793 },
    { "0.3333333333333333", 1.0 / 3 },
    { "4.35", 4.35 },
    { "1.005", 1.005 },
    { "9.5367431640625e-7", 9.5367431640625e-7 },
};

static void
test_double(void **state)
{
    const struct double_case *c = *state;
    struct gq_buf buf;

    gq_buf_init(&buf, CAP);
    gq_write_double(&buf, c->value);
    assert_written(&buf, gq_str_of(c->name));
}

/* Whatever the bits, the digits read back as the same number. */
static void
test_doubles_read_back(void **state)
{
    uint64_t bits = 88172645463325252u;

    (void)state;
    for (int i = 0; i < 20000; i++) {
        struct gq_buf buf;
        double value;

        bits ^= bits << 13;
        bits ^= bits >> 7;
        bits ^= bits << 17;
        memcpy(&value, &bits, sizeof(value));
        if (i % 2)
            value = (double)(int64_t)(bits % 2000000000u) / 1000.0;
        if (!(value - value == 0))
            continue;
        gq_buf_init(&buf, CAP);
        gq_write_double(&buf, value);
        gq_buf_char(&buf, '\0');
        assert_true(strtod(buf.bytes, NULL) == value);
        gq_buf_fini(&buf);
    }
}

static void
test_value(void **state)
{
    struct gq_value items[] = { { .kind = GQ_VALUE_INT, .integer = 1 },
        { .kind = GQ_VALUE_FLOAT, .real = 1.5 }, { .kind = GQ_VALUE_NULL },
        { .kind = GQ_VALUE_BOOLEAN, .boolean = true }, { .kind = GQ_VALUE_BOOLEAN } };
    struct gq_member members[] = {
        { GQ_STR("a\"b"), { .kind = GQ_VALUE_LIST, .count = 5, .items = items } },
        { GQ_STR("e"), { .kind = GQ_VALUE_ENUM, .text = GQ_STR("RED") } },
        { GQ_STR("none"), { .kind = GQ_VALUE_LIST } },
        { GQ_STR("empty"), { .kind = GQ_VALUE_OBJECT } },
    };
    struct gq_value value = { .kind = GQ_VALUE_OBJECT, .count = 4, .members = members };
    struct gq_buf buf;

    (void)state;
    gq_buf_init(&buf, CAP);
    gq_write_value(&buf, &value);
    assert_written(&buf,
            GQ_STR("{\"a\\\"b\":[1,1.5,null,true,false],\"e\":\"RED\",\"none\":[],"
                   "\"empty\":{}}"));
}

static void
write_nested(struct gq_buf *buf, size_t depth)
{
    struct gq_value *values = test_calloc(depth, sizeof(*values));

    for (size_t i = 0; i + 1 < depth; i++)
        values[i] = (struct gq_value){ .kind = GQ_VALUE_LIST, .count = 1, .items = &values[i + 1] };
    gq_buf_init(buf, CAP);
    gq_write_value(buf, values);
    test_free(values);
}

static void
test_depth_is_bounded(void **state)
{
    struct gq_buf buf;

    (void)state;
    write_nested(&buf, GQ_WRITE_DEPTH_MAX);
    assert_false(gq_buf_failed(&buf));
    gq_buf_fini(&buf);
    write_nested(&buf, GQ_WRITE_DEPTH_MAX + 1);
    assert_int_equal(buf.state, GQ_BUF_OVER_CAP);
    gq_buf_fini(&buf);
}

static void
test_cap_is_remembered(void **state)
{
    struct gq_buf buf;

    (void)state;
    gq_buf_init(&buf, 4);
    gq_write_string(&buf, GQ_STR("abc"));
    assert_int_equal(buf.state, GQ_BUF_OVER_CAP);
    gq_write_int(&buf, 1);
    assert_int_equal(buf.length, 0);
    gq_buf_fini(&buf);
}

int
main(void)
{
    struct CMUnitTest tests[96] = {
        cmocka_unit_test(test_every_byte_at_every_place),
        cmocka_unit_test(test_doubles_read_back),
        cmocka_unit_test(test_value),
        cmocka_unit_test(test_depth_is_bounded),
        cmocka_unit_test(test_cap_is_remembered),
    };
    size_t count = 5;

    GQ_UNIT_CASES(tests, count, string_cases, test_string);
    GQ_UNIT_CASES(tests, count, int_cases, test_int);
    GQ_UNIT_CASES(tests, count, double_cases, test_double);
    return _cmocka_run_group_tests("write", tests, count, NULL, NULL);
}
