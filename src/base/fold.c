/*
 * base/fold.c - by libunistring's simple mappings.
 *
 * Upper and then lower brings together what simple folding does: `ſ` and `s`, `K` (the kelvin
 * sign) and `k`, all three sigmas. The dotted and the dotless i are the only two that folding keeps
 * apart from the letter that the mappings lead to.
 */
#include "base/fold.h"

#include <unicase.h>

#define DOTTED_CAPITAL_I 0x130u
#define DOTLESS_SMALL_I  0x131u

uint32_t
gq_fold_code_point(uint32_t code_point)
{
    if (code_point < 0x80)
        return code_point - 'A' < 26u ? code_point + ('a' - 'A') : code_point;
    if (code_point == DOTTED_CAPITAL_I || code_point == DOTLESS_SMALL_I)
        return code_point;
    return uc_tolower(uc_toupper(code_point));
}
