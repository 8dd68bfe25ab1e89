/* base/code.c - the tables made from codes.def. */
#include "base/code.h"

#include <assert.h>

static const struct gq_code_info infos[GQ_E_COUNT] = {
#define GQ_CODE(symbol, wire, status, reference, help) \
    [GQ_E_##symbol] = { GQ_STR_INIT(wire), status, reference, help },
#include "base/codes.def"
#undef GQ_CODE
};

const struct gq_code_info *
gq_code_info(enum gq_code code)
{
    assert((unsigned)code < GQ_E_COUNT);
    return &infos[code];
}
