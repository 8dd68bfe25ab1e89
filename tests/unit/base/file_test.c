/* Whole files, within a bound, as text. */
#include "base/arena.h"
#include "base/file.h"
#include "unit.h"

#include <stdio.h>
#include <unistd.h>

static const struct read_case {
    const char *name, *content; /* NULL: there is no such file */
    size_t bytes_max;
    const char *reason; /* NULL: read */
} read_cases[] = {
    { "an empty file", "", 8, NULL },
    { "one byte below the bound", "1234567", 8, NULL },
    { "as long as the bound", "12345678", 8, NULL },
    { "one byte past the bound", "123456789", 8, "The file is longer than 8 bytes." },
    { "a missing file", NULL, 8, "No such file or directory" },
    { "not UTF-8", "ab\xff", 8, "The file is not valid UTF-8: the byte at offset 2." },
};

static void
test_read(void **state)
{
    const struct read_case *c = *state;
    struct gq_arena *arena = gq_arena_new(1 << 20);
    char path[] = "file_test_XXXXXX";
    struct gq_str text, reason;
    int fd = mkstemp(path);

    assert_true(fd >= 0);
    if (c->content)
        assert_int_equal(write(fd, c->content, strlen(c->content)), strlen(c->content));
    close(fd);
    if (!c->content)
        unlink(path);
    if (gq_file_read(arena, gq_str_of(path), c->bytes_max, &text, &reason)) {
        assert_null(c->reason);
        assert_str_equal(text, gq_str_of(c->content));
    } else {
        assert_non_null(c->reason);
        assert_str_equal(reason, gq_str_of(c->reason));
    }
    unlink(path);
    gq_arena_free(arena);
}

static void
test_a_directory_is_no_file(void **state)
{
    struct gq_arena *arena = gq_arena_new(1 << 20);
    struct gq_str text, reason;

    (void)state;
    assert_false(gq_file_read(arena, GQ_STR("."), 8, &text, &reason));
    assert_str_equal(reason, GQ_STR("Is a directory"));
    gq_arena_free(arena);
}

static void
test_a_long_file_is_read_whole(void **state)
{
    static char content[200000];
    struct gq_arena *arena = gq_arena_new(1 << 20);
    char path[] = "file_test_XXXXXX";
    struct gq_str text, reason;
    int fd = mkstemp(path);

    (void)state;
    memset(content, 'x', sizeof(content));
    assert_true(fd >= 0);
    assert_int_equal(write(fd, content, sizeof(content)), sizeof(content));
    close(fd);
    assert_true(gq_file_read(arena, gq_str_of(path), sizeof(content), &text, &reason));
    assert_int_equal(text.length, sizeof(content));
    assert_memory_equal(text.bytes, content, sizeof(content));
    unlink(path);
    gq_arena_free(arena);
}

int
main(void)
{
    struct CMUnitTest tests[16] = {
        cmocka_unit_test(test_a_directory_is_no_file),
        cmocka_unit_test(test_a_long_file_is_read_whole),
    };
    size_t count = 2;

    GQ_UNIT_CASES(tests, count, read_cases, test_read);
    return _cmocka_run_group_tests("file", tests, count, NULL, NULL);
}
