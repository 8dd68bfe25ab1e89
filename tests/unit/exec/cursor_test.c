/* Cursors: what one writes the other reads, and nothing else is read. */
#include "base/arena.h"
#include "base/base64.h"
#include "base/buf.h"
#include "base/guard.h"
#include "exec/cursor.h"
#include "model/table.h"
#include "plan/plan.h"
#include "store/cell.h"
#include "store/fetch.h"
#include "unit.h"

#define CELLS_MAX 4
#define INTEGER(n)                              \
    {                                           \
        .kind = GQ_CELL_INTEGER, .integer = (n) \
    }
#define REAL(n)                           \
    {                                     \
        .kind = GQ_CELL_REAL, .real = (n) \
    }
#define TEXT(text)                                                        \
    {                                                                     \
        .kind = GQ_CELL_TEXT, .length = sizeof(text) - 1, .bytes = (text) \
    }
#define NOTHING              \
    {                        \
        .kind = GQ_CELL_NULL \
    }

static const struct gq_column id = { .type = GQ_COLUMN_ID };
static const struct gq_column number = { .type = GQ_COLUMN_INT, .is_nullable = true };
static const struct gq_column ratio = { .type = GQ_COLUMN_FLOAT, .is_nullable = true };
static const struct gq_column title = { .type = GQ_COLUMN_STRING, .is_nullable = true };

static const struct gq_column name = { .type = GQ_COLUMN_STRING };
static const struct gq_column foreign_key = { .type = GQ_COLUMN_ID_TEXT };
static const struct gq_table other = { .columns = NULL };

static const struct gq_order by_id[] = { { .column = &id } };
static const struct gq_order by_all[] = {
    { .column = &title },
    { .column = &ratio, .is_descending = true },
    { .column = &number, .nulls = GQ_NULLS_LAST },
    { .column = &id },
};
static const struct gq_order by_related[] = {
    { .column = &name, .source = 1 },
    { .column = &foreign_key, .counted = &other },
    { .column = &id },
};
static const struct gq_cursor_order id_order = { 0x1234567890abcdef, by_id, 1 };
static const struct gq_cursor_order other_order = { 0x1234567890abcdee, by_id, 1 };
static const struct gq_cursor_order all_order = { 77, by_all, 4 };
static const struct gq_cursor_order related_order = { 78, by_related, 3 };

static const uint32_t in_order[CELLS_MAX] = { 0, 1, 2, 3 };

static const struct row_case {
    const char *name;
    const struct gq_cursor_order *order;
    struct gq_cell cells[CELLS_MAX];
} row_cases[] = {
    { "an integer", &id_order, { INTEGER(42) } },
    { "the greatest integer", &id_order, { INTEGER(INT64_MAX) } },
    { "the smallest integer", &id_order, { INTEGER(INT64_MIN) } },
    { "one of each kind", &all_order,
            { TEXT("t\xC3\xADtulo"), REAL(-0.5), INTEGER(7), INTEGER(1) } },
    { "NULLs", &all_order, { NOTHING, NOTHING, NOTHING, INTEGER(1) } },
    { "an empty text", &all_order, { TEXT(""), REAL(0), INTEGER(0), INTEGER(0) } },
    { "a text with a NUL", &all_order, { TEXT("a\0b"), NOTHING, INTEGER(-1), INTEGER(3) } },
    { "a column of another row, and a count", &related_order,
            { TEXT("a"), INTEGER(0), INTEGER(3) } },
    { "a row that is not there", &related_order, { NOTHING, INTEGER(0), INTEGER(3) } },
};

/* One cursor, and an arena with a guard around what needs one. */
struct trial {
    struct gq_arena *arena;
    const struct gq_cursor_order *order;
    struct gq_str text, bytes;
    struct gq_cell cells[CELLS_MAX];
    bool is_ok;
};

static void
trial_init(struct trial *trial, const struct gq_cursor_order *order)
{
    *trial = (struct trial){ .arena = gq_arena_new(1 << 20), .order = order };
}

/* The cursor without its quotes; freed by the caller. */
static struct gq_buf
write_cursor(const struct row_case *c)
{
    struct gq_buf out;

    gq_buf_init(&out, 1 << 16);
    gq_cursor_write(&out, c->order, c->cells, in_order);
    assert_false(gq_buf_failed(&out));
    assert_int_equal(out.bytes[0], '"');
    assert_int_equal(out.bytes[out.length - 1], '"');
    memmove(out.bytes, out.bytes + 1, out.length - 2);
    gq_buf_truncate(&out, out.length - 2);
    return out;
}

static void
read_guarded(void *arg)
{
    struct trial *trial = arg;

    trial->is_ok = gq_cursor_read(trial->arena, trial->text, trial->order, trial->cells);
}

static bool
reads(struct trial *trial, struct gq_str text)
{
    trial->text = text;
    assert_int_equal(gq_guard(trial->arena, read_guarded, trial), GQ_GUARD_DONE);
    return trial->is_ok;
}

static void
decode_guarded(void *arg)
{
    struct trial *trial = arg;

    trial->is_ok = gq_base64_read(trial->arena, trial->text, &trial->bytes);
}

/* Is a cursor of these bytes, newly encoded, read? */
static bool
reads_bytes(struct trial *trial, struct gq_str bytes)
{
    struct gq_buf text;
    bool is_ok;

    gq_buf_init(&text, 1 << 16);
    gq_base64_write(&text, bytes);
    is_ok = reads(trial, gq_buf_view(&text));
    gq_buf_fini(&text);
    return is_ok;
}

static void
test_round_trip(void **state)
{
    const struct row_case *c = *state;
    struct gq_buf cursor = write_cursor(c);
    struct trial trial;

    trial_init(&trial, c->order);
    assert_true(reads(&trial, gq_buf_view(&cursor)));
    for (uint32_t i = 0; i < c->order->order_count; i++) {
        assert_int_equal(trial.cells[i].kind, c->cells[i].kind);
        assert_int_equal(gq_cell_compare(&trial.cells[i], &c->cells[i]), 0);
    }
    gq_buf_fini(&cursor);
    gq_arena_free(trial.arena);
}

static void
test_a_shorter_or_longer_text_is_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < GQ_ARRAY_LENGTH(row_cases); i++) {
        struct gq_buf cursor = write_cursor(&row_cases[i]);
        struct trial trial;

        trial_init(&trial, row_cases[i].order);
        for (size_t length = 0; length < cursor.length; length++)
            assert_false(reads(&trial, gq_str_slice(gq_buf_view(&cursor), 0, length)));
        gq_buf_text(&cursor, "A");
        assert_false(reads(&trial, gq_buf_view(&cursor)));
        gq_buf_text(&cursor, "AAA");
        assert_false(reads(&trial, gq_buf_view(&cursor)));
        gq_buf_fini(&cursor);
        gq_arena_free(trial.arena);
    }
}

static void
test_each_damaged_character_is_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < GQ_ARRAY_LENGTH(row_cases); i++) {
        struct gq_buf cursor = write_cursor(&row_cases[i]);
        struct trial trial;

        trial_init(&trial, row_cases[i].order);
        for (size_t at = 0; at < cursor.length; at++) {
            for (unsigned bit = 1; bit < 256; bit *= 2) {
                cursor.bytes[at] = (char)(cursor.bytes[at] ^ (char)bit);
                assert_false(reads(&trial, gq_buf_view(&cursor)));
                cursor.bytes[at] = (char)(cursor.bytes[at] ^ (char)bit);
            }
        }
        assert_true(reads(&trial, gq_buf_view(&cursor)));
        gq_buf_fini(&cursor);
        gq_arena_free(trial.arena);
    }
}

static void
test_each_damaged_byte_is_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < GQ_ARRAY_LENGTH(row_cases); i++) {
        struct gq_buf cursor = write_cursor(&row_cases[i]);
        struct trial trial;
        char *bytes;

        trial_init(&trial, row_cases[i].order);
        trial.text = gq_buf_view(&cursor);
        assert_int_equal(gq_guard(trial.arena, decode_guarded, &trial), GQ_GUARD_DONE);
        assert_true(trial.is_ok);
        bytes = malloc(trial.bytes.length);
        memcpy(bytes, trial.bytes.bytes, trial.bytes.length);
        for (size_t at = 0; at < trial.bytes.length; at++) {
            for (int value = 0; value < 256; value++) {
                char before = bytes[at];

                bytes[at] = (char)value;
                assert_int_equal(reads_bytes(&trial, (struct gq_str){ bytes, trial.bytes.length }),
                        (char)value == before);
                bytes[at] = before;
            }
        }
        free(bytes);
        gq_buf_fini(&cursor);
        gq_arena_free(trial.arena);
    }
}

static void
test_a_cursor_of_another_order_is_refused(void **state)
{
    struct gq_buf cursor = write_cursor(&row_cases[0]);
    struct trial trial;

    (void)state;
    trial_init(&trial, &other_order);
    assert_false(reads(&trial, gq_buf_view(&cursor)));
    trial.order = &all_order;
    assert_false(reads(&trial, gq_buf_view(&cursor)));
    trial.order = &id_order;
    assert_true(reads(&trial, gq_buf_view(&cursor)));
    gq_buf_fini(&cursor);
    gq_arena_free(trial.arena);
}

/* What a forger who knows the hash could write: cells that the columns cannot hold. */
static const struct row_case forged_cases[] = {
    { "a text where integers are", &id_order, { TEXT("1") } },
    { "a real where integers are", &id_order, { REAL(1) } },
    { "NULL where no NULLs are", &id_order, { NOTHING } },
    { "bytes where text is", &all_order,
            { { .kind = GQ_CELL_BLOB, .length = 1, .bytes = "a" }, REAL(1), NOTHING, INTEGER(1) } },
    { "an integer where text is", &all_order, { INTEGER(1), REAL(1), NOTHING, INTEGER(1) } },
    { "text that is not UTF-8", &all_order, { TEXT("\xFF"), REAL(1), NOTHING, INTEGER(1) } },
    { "infinity", &all_order, { NOTHING, REAL(1e308 * 10), NOTHING, INTEGER(1) } },
    { "a count that is NULL", &related_order, { TEXT("a"), NOTHING, INTEGER(3) } },
    { "a count that is a text, as its column is", &related_order,
            { TEXT("a"), TEXT("1"), INTEGER(3) } },
    { "an integer where another row has text", &related_order,
            { INTEGER(1), INTEGER(0), INTEGER(3) } },
    { "no kind at all", &all_order, { { .kind = 9, .bytes = "" }, REAL(1), NOTHING, INTEGER(1) } },
};

static void
test_forged(void **state)
{
    const struct row_case *c = *state;
    struct gq_buf cursor = write_cursor(c);
    struct trial trial;

    trial_init(&trial, c->order);
    assert_false(reads(&trial, gq_buf_view(&cursor)));
    gq_buf_fini(&cursor);
    gq_arena_free(trial.arena);
}

static void
test_the_same_row_has_the_same_cursor(void **state)
{
    struct gq_buf first = write_cursor(&row_cases[3]), second = write_cursor(&row_cases[3]);

    (void)state;
    assert_str_equal(gq_buf_view(&first), gq_buf_view(&second));
    gq_buf_fini(&first);
    gq_buf_fini(&second);
}

static void
test_values_too_long_for_a_cursor_fail_the_buffer(void **state)
{
    static char huge[70 * 1024];
    const struct gq_cell cell = { .kind = GQ_CELL_TEXT, .length = sizeof(huge), .bytes = huge };
    struct gq_buf out;

    (void)state;
    gq_buf_init(&out, 1 << 20);
    gq_cursor_write(&out, &id_order, &cell, in_order);
    assert_true(gq_buf_failed(&out));
    gq_buf_fini(&out);
}

int
main(void)
{
    struct CMUnitTest tests[32] = {
        cmocka_unit_test(test_a_shorter_or_longer_text_is_refused),
        cmocka_unit_test(test_each_damaged_character_is_refused),
        cmocka_unit_test(test_each_damaged_byte_is_refused),
        cmocka_unit_test(test_a_cursor_of_another_order_is_refused),
        cmocka_unit_test(test_the_same_row_has_the_same_cursor),
        cmocka_unit_test(test_values_too_long_for_a_cursor_fail_the_buffer),
    };
    size_t count = 6;

    GQ_UNIT_CASES(tests, count, row_cases, test_round_trip);
    GQ_UNIT_CASES(tests, count, forged_cases, test_forged);
    return _cmocka_run_group_tests("cursor", tests, count, NULL, NULL);
}
