/* E-mail addresses. HTML, E-mail state: valid e-mail address. */
#include "base/email.h"
#include "unit.h"

#define LABEL_63 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

static const struct email_case {
    const char *name;
    struct gq_str text;
    bool is_taken;
} email_cases[] = {
    { "an address", GQ_STR_INIT("ada@example.com"), true },
    { "a host of one label", GQ_STR_INIT("ada@localhost"), true },
    { "every sign of an atom", GQ_STR_INIT(".!#$%&'*+/=?^_`{|}~-@a"), true },
    { "a hyphen inside a label", GQ_STR_INIT("a@b-c.d"), true },
    { "a label of 63 letters", GQ_STR_INIT("a@" LABEL_63 ".b"), true },
    { "a label of 64 letters", GQ_STR_INIT("a@" LABEL_63 "a.b"), false },
    { "nothing", GQ_STR_INIT(""), false },
    { "no name", GQ_STR_INIT("@example.com"), false },
    { "no host", GQ_STR_INIT("ada@"), false },
    { "no at sign", GQ_STR_INIT("ada"), false },
    { "two at signs", GQ_STR_INIT("a@b@c"), false },
    { "a hyphen at the front of a label", GQ_STR_INIT("a@-b"), false },
    { "a hyphen at the end of a label", GQ_STR_INIT("a@b-.c"), false },
    { "an empty label", GQ_STR_INIT("a@b..c"), false },
    { "a dot at the end", GQ_STR_INIT("a@b."), false },
    { "a dot at the front of the host", GQ_STR_INIT("a@.b"), false },
    { "a blank", GQ_STR_INIT("a b@c"), false },
    { "a line feed at the end", GQ_STR_INIT("a@b\n"), false },
    { "a NUL in the name", GQ_STR_INIT("a\0b@c"), false },
    { "an underscore in the host", GQ_STR_INIT("a@b_c"), false },
    { "a letter above ASCII", GQ_STR_INIT("\xC3\xA9@b"), false },
    { "a quoted name", GQ_STR_INIT("\"a\"@b"), false },
};

static void
test_email(void **state)
{
    const struct email_case *c = *state;

    assert_int_equal(gq_email_check(c->text), c->is_taken);
}

int
main(void)
{
    struct CMUnitTest tests[32];
    size_t count = 0;

    GQ_UNIT_CASES(tests, count, email_cases, test_email);
    return _cmocka_run_group_tests("base/email", tests, count, NULL, NULL);
}
