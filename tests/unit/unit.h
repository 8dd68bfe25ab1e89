/*
 * tests/unit/unit.h - what every unit test includes: cmocka, and a table runner.
 *
 * GQ_UNIT_CASES makes one cmocka test of each row of a table, named by the row's `name`.
 */
#ifndef GQ_TESTS_UNIT_H
#define GQ_TESTS_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"

/* Appends a test per row of `table` (an array of structs whose first member is `name`). */
#define GQ_UNIT_CASES(tests, count, table, function)                                          \
    do {                                                                                      \
        for (size_t unit_i = 0; unit_i < sizeof(table) / sizeof((table)[0]); unit_i++)        \
            (tests)[(count)++] = (struct CMUnitTest){ (table)[unit_i].name, (function), NULL, \
                NULL, (void *)(uintptr_t) & (table)[unit_i] };                                \
    } while (0)

#define assert_str_equal(got, wanted)                                                            \
    do {                                                                                         \
        struct gq_str unit_got = (got), unit_wanted = (wanted);                                  \
        char *unit_a = strndup(unit_got.length ? unit_got.bytes : "", unit_got.length);          \
        char *unit_b = strndup(unit_wanted.length ? unit_wanted.bytes : "", unit_wanted.length); \
        assert_string_equal(unit_a, unit_b);                                                     \
        assert_int_equal(unit_got.length, unit_wanted.length);                                   \
        free(unit_a);                                                                            \
        free(unit_b);                                                                            \
    } while (0)

#endif
