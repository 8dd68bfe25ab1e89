/* SHA-256 by the examples that its standard is published with. */
#include "base/alloc.h"
#include "base/digest.h"
#include "unit.h"

#include <stdio.h>

static const struct vector_case {
    const char *name;
    struct gq_str text;
    unsigned repeats;
    const char *hex;
} vector_cases[] = {
    { "empty text", { NULL, 0 }, 1,
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
    { "one block", GQ_STR_INIT("abc"), 1,
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
    { "two blocks", GQ_STR_INIT("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"), 1,
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
    { "a million letters", GQ_STR_INIT("aaaaaaaaaa"), 100000,
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0" },
};

static void
to_hex(const uint8_t hash[GQ_DIGEST_SHA256_SIZE], char ret_hex[2 * GQ_DIGEST_SHA256_SIZE + 1])
{
    for (size_t i = 0; i < GQ_DIGEST_SHA256_SIZE; i++)
        snprintf(ret_hex + 2 * i, 3, "%02x", hash[i]);
}

static void
test_vector(void **state)
{
    const struct vector_case *c = *state;
    struct gq_digest *digest = gq_digest_new();
    size_t length = c->text.length * c->repeats;
    char *text = gq_alloc(length);
    uint8_t hash[GQ_DIGEST_SHA256_SIZE];
    char hex[2 * GQ_DIGEST_SHA256_SIZE + 1];

    for (unsigned i = 0; i < c->repeats && c->text.length; i++)
        memcpy(text + i * c->text.length, c->text.bytes, c->text.length);
    /* Twice: the context is used again. */
    for (int i = 0; i < 2; i++) {
        assert_true(gq_digest_sha256(digest, (struct gq_str){ text, length }, hash));
        to_hex(hash, hex);
        assert_string_equal(hex, c->hex);
    }
    gq_alloc_free(text);
    gq_digest_free(digest);
}

static void
test_out_of_memory(void **state)
{
    (void)state;
    gq_alloc_fail_after(0);
    assert_null(gq_digest_new());
    gq_alloc_fail_after(-1);
    gq_digest_free(NULL);
}

int
main(void)
{
    struct CMUnitTest tests[8] = { cmocka_unit_test(test_out_of_memory) };
    size_t count = 1;

    GQ_UNIT_CASES(tests, count, vector_cases, test_vector);
    return _cmocka_run_group_tests("digest", tests, count, NULL, NULL);
}
