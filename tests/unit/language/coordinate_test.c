/* Schema coordinates: the five kinds, and what is none of them. */
#include "base/arena.h"
#include "language/coordinate.h"
#include "trial.h"
#include "unit.h"

static struct gq_str
read_coordinate(struct trial *trial)
{
    struct gq_coordinate c;

    if (!gq_coordinate_parse(trial->source, &c, trial->errs))
        return (struct gq_str){ NULL, 0 };
    return gq_arena_printf(trial->arena, "%d %.*s %.*s %.*s", (int)c.kind, GQ_STR_ARG(c.name.text),
            GQ_STR_ARG(c.member.text), GQ_STR_ARG(c.argument.text));
}

static const struct coordinate_case {
    const char *name;
    struct gq_str text;
    const char *wanted;
} cases[] = {
    { "a type", GQ_STR_INIT("User"), "0 User  " },
    { "a member", GQ_STR_INIT("User.name"), "1 User name " },
    { "an argument", GQ_STR_INIT("User.posts(first:)"), "2 User posts first" },
    { "a directive", GQ_STR_INIT("@skip"), "3 skip  " },
    { "a directive's argument", GQ_STR_INIT("@skip(if:)"), "4 skip  if" },
    { "nothing at all", GQ_STR_INIT(""), "Syntax Error: Expected Name, found <EOF>. (1:1)" },
    { "an argument of a type", GQ_STR_INIT("User(a:)"),
            "Syntax Error: Expected <EOF>, found \"(\". (1:5)" },
    { "a member of a directive", GQ_STR_INIT("@skip.a"),
            "Syntax Error: Expected <EOF>, found \".\". (1:6)" },
    { "a member of a member", GQ_STR_INIT("A.b.c"),
            "Syntax Error: Expected <EOF>, found \".\". (1:4)" },
    { "an argument without its colon", GQ_STR_INIT("A.b(c)"),
            "Syntax Error: Expected \":\", found \")\". (1:6)" },
    { "an argument that is not closed", GQ_STR_INIT("A.b(c:"),
            "Syntax Error: Expected \")\", found <EOF>. (1:7)" },
    { "a value after the colon", GQ_STR_INIT("A.b(c:d)"),
            "Syntax Error: Expected \")\", found Name \"d\". (1:7)" },
    { "blanks are not ignored", GQ_STR_INIT("A .b"),
            "Syntax Error: Invalid character: \" \". (1:2)" },
    { "other characters", GQ_STR_INIT("A.\xC3\xA9"),
            "Syntax Error: Invalid character: U+00E9. (1:3)" },
    { "invalid UTF-8", GQ_STR_INIT("A\xFF"), "Syntax Error: Invalid UTF-8: byte 0xFF. (1:2)" },
};

static void
test_coordinate(void **state)
{
    const struct coordinate_case *c = *state;

    trial_expect(read_coordinate, c->text, c->wanted);
}

int
main(void)
{
    struct CMUnitTest tests[32];
    size_t count = 0;

    GQ_UNIT_CASES(tests, count, cases, test_coordinate);
    return _cmocka_run_group_tests("coordinate", tests, count, NULL, NULL);
}
