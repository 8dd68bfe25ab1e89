/* The registry of error codes keeps its own rules. */
#include "base/code.h"
#include "unit.h"

static bool
is_wire_name(struct gq_str name)
{
    for (size_t i = 0; i < name.length; i++) {
        char byte = name.bytes[i];

        if (!((byte >= 'A' && byte <= 'Z') || (byte == '_' && i)))
            return false;
    }
    return name.length > 0;
}

static bool
ends_as_sentence(const char *help)
{
    size_t length = strlen(help);

    return length > 1 && help[length - 1] == '.';
}

static void
test_every_code_is_complete(void **state)
{
    (void)state;
    for (unsigned i = 0; i < GQ_E_COUNT; i++) {
        const struct gq_code_info *info = gq_code_info((enum gq_code)i);

        assert_true(is_wire_name(info->wire));
        /* Not an error to HTTP: what only asks the client for the text of its document. */
        if (info->http_status != 200)
            assert_in_range(info->http_status, 400, 599);
        assert_true(strlen(info->reference) > 0);
        assert_true(ends_as_sentence(info->help));
    }
}

static void
test_no_two_codes_share_a_name(void **state)
{
    (void)state;
    for (unsigned i = 0; i < GQ_E_COUNT; i++) {
        for (unsigned j = 0; j < i; j++)
            assert_false(gq_str_equal(
                    gq_code_info((enum gq_code)i)->wire, gq_code_info((enum gq_code)j)->wire));
    }
}

static void
test_the_table_follows_the_enum(void **state)
{
    (void)state;
    assert_str_equal(gq_code_info(GQ_E_PARSE_FAILED)->wire, GQ_STR("GRAPHQL_PARSE_FAILED"));
    assert_int_equal(gq_code_info(GQ_E_METHOD_NOT_ALLOWED)->http_status, 405);
    assert_str_equal(
            gq_code_info(GQ_E_INTERNAL_SERVER_ERROR)->wire, GQ_STR("INTERNAL_SERVER_ERROR"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_code_is_complete),
        cmocka_unit_test(test_no_two_codes_share_a_name),
        cmocka_unit_test(test_the_table_follows_the_enum),
    };

    return cmocka_run_group_tests_name("code", tests, NULL, NULL);
}
