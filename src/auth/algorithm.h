/*
 * auth/algorithm.h - the signature algorithms that are served: a table.
 *
 * RFC 7518, Cryptographic Algorithms for Digital Signatures and MACs. `none` is not among them.
 */
#ifndef GQ_AUTH_ALGORITHM_H
#define GQ_AUTH_ALGORITHM_H

#include "base/attribute.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum gq_algorithm {
    GQ_ALGORITHM_HS256,
    GQ_ALGORITHM_HS384,
    GQ_ALGORITHM_HS512,
    GQ_ALGORITHM_RS256,
    GQ_ALGORITHM_RS384,
    GQ_ALGORITHM_RS512,
    GQ_ALGORITHM_ES256,
    GQ_ALGORITHM_ES384,
    GQ_ALGORITHM_ES512,
    GQ_ALGORITHM_COUNT
};

enum gq_algorithm_family { GQ_ALGORITHM_HMAC, GQ_ALGORITHM_RSA, GQ_ALGORITHM_ECDSA };

struct gq_algorithm_info {
    struct gq_str name; /* as the member `alg` has it */
    enum gq_algorithm_family family;
    uint32_t curve_bits;    /* ECDSA */
    size_t signature_bytes; /* 0: as long as the key's modulus */
};

/* Static. */
const struct gq_algorithm_info *gq_algorithm_info(enum gq_algorithm algorithm);

/* The algorithm called `name`, exactly; false when it is not one of ours. */
GQ_MUST_CHECK bool gq_algorithm_find(struct gq_str name, enum gq_algorithm *ret_algorithm);

#endif
