/* Absolute addresses. RFC 3986, section 3. */
#include "base/url.h"
#include "unit.h"

static const struct url_case {
    const char *name;
    struct gq_str text;
    bool is_taken;
} url_cases[] = {
    { "a host alone", GQ_STR_INIT("https://example.com"), true },
    { "every part", GQ_STR_INIT("https://u:p@example.com:8080/a/b;c?d=e&f=%20#g/?"), true },
    { "another scheme", GQ_STR_INIT("git+ssh://host/path"), true },
    { "an empty port", GQ_STR_INIT("http://a:/"), true },
    { "the greatest port", GQ_STR_INIT("http://a:65535"), true },
    { "an address of version 6", GQ_STR_INIT("http://[2001:db8::1]:80/"), true },
    { "an address of version 4", GQ_STR_INIT("http://127.0.0.1/"), true },
    { "a query without a path", GQ_STR_INIT("http://a?b"), true },
    { "nothing", GQ_STR_INIT(""), false },
    { "no scheme", GQ_STR_INIT("//example.com/"), false },
    { "a path alone", GQ_STR_INIT("/a/b"), false },
    { "a scheme that begins with a digit", GQ_STR_INIT("1http://a"), false },
    { "a script", GQ_STR_INIT("javascript:alert(1)"), false },
    { "data", GQ_STR_INIT("data:text/html,x"), false },
    { "no host", GQ_STR_INIT("file:///etc/passwd"), false },
    { "no host behind the user", GQ_STR_INIT("http://u@/"), false },
    { "a port past the greatest", GQ_STR_INIT("http://a:65536"), false },
    { "a port that is no number", GQ_STR_INIT("http://a:b"), false },
    { "a blank", GQ_STR_INIT("http://a/b c"), false },
    { "a line feed at the end", GQ_STR_INIT("http://a\n"), false },
    { "a NUL", GQ_STR_INIT("http://a/\0"), false },
    { "half a percent-encoded byte", GQ_STR_INIT("http://a/%2"), false },
    { "a percent sign alone", GQ_STR_INIT("http://a/%zz"), false },
    { "a letter above ASCII", GQ_STR_INIT("http://\xC3\xA9/"), false },
    { "two fragments", GQ_STR_INIT("http://a/#b#c"), false },
    { "a bracket that is not closed", GQ_STR_INIT("http://[::1/"), false },
    { "brackets around nothing", GQ_STR_INIT("http://[]/"), false },
    { "a backslash", GQ_STR_INIT("http:\\\\a"), false },
};

static void
test_url(void **state)
{
    const struct url_case *c = *state;

    assert_int_equal(gq_url_check(c->text), c->is_taken);
}

int
main(void)
{
    struct CMUnitTest tests[48];
    size_t count = 0;

    GQ_UNIT_CASES(tests, count, url_cases, test_url);
    return _cmocka_run_group_tests("base/url", tests, count, NULL, NULL);
}
