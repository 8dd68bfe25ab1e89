/* Names of tables, columns and root fields, from those of types and fields. */
#include "base/arena.h"
#include "base/guard.h"
#include "model/names.h"
#include "unit.h"

struct call {
    struct gq_arena *arena;
    struct gq_str (*function)(struct gq_arena *, struct gq_str);
    struct gq_str in, out;
};

static void
run(void *arg)
{
    struct call *call = arg;

    call->out = call->function(call->arena, call->in);
}

static void
check(struct gq_str (*function)(struct gq_arena *, struct gq_str), const char *in, const char *out)
{
    struct call call = { gq_arena_new(65536), function, gq_str_of(in), { 0 } };

    assert_non_null(call.arena);
    assert_int_equal(gq_guard(call.arena, run, &call), GQ_GUARD_DONE);
    assert_str_equal(call.out, gq_str_of(out));
    gq_arena_free(call.arena);
}

struct name_case {
    const char *name, *in, *out;
};

static const struct name_case plural_cases[] = {
    { "plural: s", "post", "posts" },
    { "plural: consonant and y", "category", "categories" },
    { "plural: vowel and y", "day", "days" },
    { "plural: s takes es", "bus", "buses" },
    { "plural: x takes es", "box", "boxes" },
    { "plural: z takes es", "buzz", "buzzes" },
    { "plural: ch takes es", "match", "matches" },
    { "plural: sh takes es", "dish", "dishes" },
    { "plural: irregular", "person", "people" },
    { "plural: the last word is irregular", "salesPerson", "salesPeople" },
    { "plural: a word that merely ends like an irregular one", "human", "humans" },
    { "plural: last word after an underscore", "blog_child", "blog_children" },
    { "plural: acronym at the end", "userID", "userIDs" },
    { "plural: one letter", "y", "ys" },
};

static const struct name_case snake_cases[] = {
    { "snake: one word", "title", "title" },
    { "snake: two words", "publishedAt", "published_at" },
    { "snake: leading acronym", "APIKey", "api_key" },
    { "snake: trailing acronym", "userID", "user_id" },
    { "snake: plural of an acronym", "userIDs", "user_ids" },
    { "snake: plural of an acronym before a word", "userIDsSeen", "user_ids_seen" },
    { "snake: digits stay with their word", "http2Server", "http2_server" },
    { "snake: underscores stay", "blog_Post", "blog_post" },
    { "snake: a word that begins with s", "anSForm", "an_s_form" },
};

static const struct name_case lower_cases[] = {
    { "lower camel: one word", "Post", "post" },
    { "lower camel: two words", "BlogPost", "blogPost" },
    { "lower camel: leading acronym is lowered whole", "APIKey", "apiKey" },
    { "lower camel: nothing but an acronym", "URL", "url" },
    { "lower camel: lower already", "post", "post" },
    { "lower camel: one letter", "A", "a" },
    { "lower camel: digits", "X2Point", "x2Point" },
};

static void
test_plural(void **state)
{
    const struct name_case *c = *state;

    check(gq_names_plural, c->in, c->out);
}

static void
test_snake(void **state)
{
    const struct name_case *c = *state;

    check(gq_names_snake, c->in, c->out);
}

static void
test_lower(void **state)
{
    const struct name_case *c = *state;

    check(gq_names_lower_camel, c->in, c->out);
}

static void
test_capital_and_folded(void **state)
{
    (void)state;
    check(gq_names_capital, "author", "Author");
    check(gq_names_capital, "URL", "URL");
    check(gq_names_folded, "By_Time", "by_time");
}

static void
test_public(void **state)
{
    (void)state;
    assert_true(gq_names_is_public(GQ_STR("posts2_a")));
    assert_false(gq_names_is_public(GQ_STR("")));
    assert_false(gq_names_is_public(GQ_STR("_posts")));
    assert_false(gq_names_is_public(GQ_STR("2posts")));
    assert_false(gq_names_is_public(GQ_STR("po-sts")));
}

static void
test_storable(void **state)
{
    (void)state;
    assert_true(gq_names_is_storable(GQ_STR("the \"title\"")));
    assert_false(gq_names_is_storable(GQ_STR("")));
    assert_false(gq_names_is_storable(GQ_STR("a\0b")));
}

int
main(void)
{
    struct CMUnitTest tests[64] = {
        cmocka_unit_test(test_capital_and_folded),
        cmocka_unit_test(test_public),
        cmocka_unit_test(test_storable),
    };
    size_t count = 3;

    GQ_UNIT_CASES(tests, count, plural_cases, test_plural);
    GQ_UNIT_CASES(tests, count, snake_cases, test_snake);
    GQ_UNIT_CASES(tests, count, lower_cases, test_lower);
    return _cmocka_run_group_tests("model/names", tests, count, NULL, NULL);
}
