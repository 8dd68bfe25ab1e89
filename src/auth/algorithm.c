/* auth/algorithm.c - nine rows. */
#include "auth/algorithm.h"

#include <assert.h>

static const struct gq_algorithm_info infos[GQ_ALGORITHM_COUNT] = {
    [GQ_ALGORITHM_HS256] = { GQ_STR_INIT("HS256"), GQ_ALGORITHM_HMAC, 0, 32 },
    [GQ_ALGORITHM_HS384] = { GQ_STR_INIT("HS384"), GQ_ALGORITHM_HMAC, 0, 48 },
    [GQ_ALGORITHM_HS512] = { GQ_STR_INIT("HS512"), GQ_ALGORITHM_HMAC, 0, 64 },
    [GQ_ALGORITHM_RS256] = { GQ_STR_INIT("RS256"), GQ_ALGORITHM_RSA, 0, 0 },
    [GQ_ALGORITHM_RS384] = { GQ_STR_INIT("RS384"), GQ_ALGORITHM_RSA, 0, 0 },
    [GQ_ALGORITHM_RS512] = { GQ_STR_INIT("RS512"), GQ_ALGORITHM_RSA, 0, 0 },
    [GQ_ALGORITHM_ES256] = { GQ_STR_INIT("ES256"), GQ_ALGORITHM_ECDSA, 256, 64 },
    [GQ_ALGORITHM_ES384] = { GQ_STR_INIT("ES384"), GQ_ALGORITHM_ECDSA, 384, 96 },
    [GQ_ALGORITHM_ES512] = { GQ_STR_INIT("ES512"), GQ_ALGORITHM_ECDSA, 521, 132 },
};

const struct gq_algorithm_info *
gq_algorithm_info(enum gq_algorithm algorithm)
{
    assert(algorithm < GQ_ALGORITHM_COUNT);
    return &infos[algorithm];
}

bool
gq_algorithm_find(struct gq_str name, enum gq_algorithm *ret_algorithm)
{
    for (unsigned i = 0; i < GQ_ALGORITHM_COUNT; i++) {
        if (gq_str_equal(name, infos[i].name)) {
            *ret_algorithm = (enum gq_algorithm)i;
            return true;
        }
    }
    return false;
}
