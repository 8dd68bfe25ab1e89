/* base/limits.c - the tables made from limits.def. */
#include "base/limits.h"

#include <assert.h>

static const struct gq_limit_info infos[GQ_LIMIT_COUNT] = {
#define GQ_LIMIT(symbol, name, value, unit, code, what) \
    [GQ_LIMIT_##symbol] = { GQ_STR_INIT(name), value, unit, GQ_E_##code, what },
#include "base/limits.def"
#undef GQ_LIMIT
};

const struct gq_limit_info *
gq_limits_info(enum gq_limit limit)
{
    assert((unsigned)limit < GQ_LIMIT_COUNT);
    return &infos[limit];
}

void
gq_limits_init(struct gq_limits *limits)
{
    for (unsigned i = 0; i < GQ_LIMIT_COUNT; i++)
        limits->values[i] = infos[i].default_value;
}

bool
gq_limits_find(struct gq_str name, enum gq_limit *ret_limit)
{
    for (unsigned i = 0; i < GQ_LIMIT_COUNT; i++) {
        if (gq_str_equal(infos[i].name, name)) {
            *ret_limit = (enum gq_limit)i;
            return true;
        }
    }
    return false;
}
