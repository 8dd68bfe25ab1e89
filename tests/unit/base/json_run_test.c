/* Runs of plain bytes: a special byte is found wherever it stands, in texts of every length. */
#include "base/json_run.h"

#include "unit.h"

#define LENGTH_MAX 67

static void
test_every_special_byte_at_every_place(void **state)
{
    static const char specials[] = { '"', '\\', 0x00, 0x1F };
    char text[LENGTH_MAX];

    (void)state;
    for (size_t length = 1; length <= LENGTH_MAX; length++) {
        for (size_t at = 0; at < length; at++) {
            memset(text, 'x', sizeof(text));
            text[at] = specials[(at + length) % sizeof(specials)];
            assert_int_equal(gq_json_run_length(text, length), at);
        }
    }
}

static void
test_plain_bytes_are_one_run(void **state)
{
    static const char plain[] = { ' ', '!', '#', '[', ']', '~', 0x7F, (char)0x80, (char)0xFF };
    char text[LENGTH_MAX];

    (void)state;
    for (size_t length = 0; length <= LENGTH_MAX; length++) {
        for (size_t i = 0; i < length; i++)
            text[i] = plain[i % sizeof(plain)];
        assert_int_equal(gq_json_run_length(text, length), length);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_special_byte_at_every_place),
        cmocka_unit_test(test_plain_bytes_are_one_run),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
