/* cli/lifetime.c - a number and a unit. */
#include "cli/lifetime.h"

#include "base/attribute.h"

#define YEARS_100_S (INT64_C(100) * 366 * 86400)

static const struct unit {
    char letter;
    int64_t seconds;
} units[] = { { 's', 1 }, { 'm', 60 }, { 'h', 3600 }, { 'd', 86400 } };

bool
gq_lifetime_parse(struct gq_str text, int64_t *ret_seconds)
{
    uint64_t number;

    if (text.length < 2)
        return false;
    for (size_t i = 0; i < GQ_ARRAY_LENGTH(units); i++) {
        if (text.bytes[text.length - 1] != units[i].letter)
            continue;
        if (!gq_str_parse_u64(gq_str_slice(text, 0, text.length - 1),
                    (uint64_t)(YEARS_100_S / units[i].seconds), &number)
                || number == 0)
            return false;
        *ret_seconds = (int64_t)number * units[i].seconds;
        return true;
    }
    return false;
}
