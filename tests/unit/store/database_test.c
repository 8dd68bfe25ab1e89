/* Opening a store: the lock, the file, what happens when it fails. */
#include "base/alloc.h"
#include "base/arena.h"
#include "base/guard.h"
#include "fixture.h"
#include "unit.h"

#include <stdio.h>
#include <sys/stat.h>

static int
open_fixture(void **state)
{
    static struct fixture fixture;

    fixture_open(&fixture);
    *state = &fixture;
    return 0;
}

static int
close_fixture(void **state)
{
    fixture_close(*state);
    return 0;
}

static void
test_second_store_is_refused(void **state)
{
    struct fixture *fixture = *state;
    const struct gq_store_options options = {
        .path = gq_str_of(fixture->path), .limits = &fixture->limits, .clock = &fixture->clock
    };

    assert_null(gq_store_open(&options, &fixture->errs));
    assert_int_equal(fixture->errs.count, 1);
    assert_int_equal(fixture->errs.first->code, GQ_E_STORAGE_ERROR);
    assert_non_null(strstr(fixture->errs.first->message.bytes, "another gqld has it open"));
}

static void
test_files_are_the_owners_alone(void **state)
{
    struct fixture *fixture = *state;
    static const char *const suffixes[] = { "", "-wal", "-shm", ".gqld-lock" };

    for (size_t i = 0; i < 4; i++) {
        char path[128];
        struct stat status;

        snprintf(path, sizeof(path), "%s%s", fixture->path, suffixes[i]);
        assert_int_equal(stat(path, &status), 0);
        assert_int_equal(status.st_mode & 0777, 0600);
    }
}

static void
test_missing_directory_is_an_error(void **state)
{
    struct fixture *fixture = *state;
    const struct gq_store_options options = {
        .path = GQ_STR("/nowhere/at/all.db"), .limits = &fixture->limits, .clock = &fixture->clock
    };

    assert_null(gq_store_open(&options, &fixture->errs));
    assert_int_equal(fixture->errs.first->code, GQ_E_STORAGE_ERROR);
}

/* Whatever a file holds, it is opened as a database or refused. */
static void
test_file_that_is_no_database_is_an_error(void **state)
{
    struct fixture *fixture = *state;
    struct gq_store_options options = { .limits = &fixture->limits, .clock = &fixture->clock };
    char path[128];
    FILE *file;

    snprintf(path, sizeof(path), "%s/other.db", fixture->directory);
    file = fopen(path, "w");
    assert_non_null(file);
    fprintf(file, "%1000s", "this is no database");
    fclose(file);
    options.path = gq_str_of(path);
    assert_null(gq_store_open(&options, &fixture->errs));
    assert_int_equal(fixture->errs.first->code, GQ_E_STORAGE_ERROR);
    remove(path);
    snprintf(path, sizeof(path), "%s/other.db.gqld-lock", fixture->directory);
    remove(path);
}

static void
test_lock_ends_with_the_store(void **state)
{
    struct fixture *fixture = *state;
    const struct gq_store_options options = { .path = gq_str_of(fixture->path),
        .limits = &fixture->limits,
        .clock = &fixture->clock,
        .model = &model };

    gq_session_close(fixture->session);
    gq_store_close(fixture->store);
    fixture->session = NULL;
    fixture->store = gq_store_open(&options, &fixture->errs);
    assert_non_null(fixture->store);
    assert_true(gq_store_create_tables(fixture->store, &model, &fixture->errs));
}

struct opening {
    struct fixture *fixture;
    struct gq_arena *arena;
    struct gq_str path;
    bool is_ok;
};

static void
close_store(void *arg)
{
    gq_store_close(arg);
}

/* Opens a store and creates its tables; the arena closes it. */
static void
open_another(void *arg)
{
    struct opening *opening = arg;
    const struct gq_store_options options = { .path = opening->path,
        .limits = &opening->fixture->limits,
        .clock = &opening->fixture->clock,
        .model = &model };
    struct gq_errors errs;
    struct gq_store *store;

    gq_errors_init(&errs, opening->arena, NULL, 20);
    store = gq_store_open(&options, &errs);
    if (!store)
        return;
    gq_arena_defer(opening->arena, close_store, store);
    opening->is_ok = gq_store_create_tables(store, &model, &errs);
}

static void
test_failing_memory_is_an_error(void **state)
{
    struct fixture *fixture = *state;
    struct opening opening = { .fixture = fixture };
    char path[128];

    snprintf(path, sizeof(path), "%s/other.db", fixture->directory);
    opening.path = gq_str_of(path);
    for (int64_t n = 0; !opening.is_ok; n++) {
        enum gq_guard_outcome outcome;

        opening.arena = gq_arena_new(1 << 20);
        gq_alloc_fail_after(n);
        outcome = gq_guard(opening.arena, open_another, &opening);
        assert_true(outcome == GQ_GUARD_DONE || gq_alloc_has_failed());
        assert_true(opening.is_ok || gq_alloc_has_failed());
        gq_alloc_fail_after(-1);
        gq_arena_free(opening.arena);
        assert_true(n < 1000);
    }
    remove(path);
    snprintf(path, sizeof(path), "%s/other.db.gqld-lock", fixture->directory);
    remove(path);
}

#define WITH_FIXTURE(test) cmocka_unit_test_setup_teardown(test, open_fixture, close_fixture)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FIXTURE(test_second_store_is_refused),
        WITH_FIXTURE(test_files_are_the_owners_alone),
        WITH_FIXTURE(test_missing_directory_is_an_error),
        WITH_FIXTURE(test_file_that_is_no_database_is_an_error),
        WITH_FIXTURE(test_lock_ends_with_the_store),
        WITH_FIXTURE(test_failing_memory_is_an_error),
    };

    return cmocka_run_group_tests_name("database", tests, NULL, NULL);
}
