/*
 * base/pem.h - asymmetric keys as PEM text: what a key is, and the public ones made from numbers.
 *
 * In:       PEM text; the numbers of a JSON Web Key (RFC 7518, Parameters for Elliptic Curve and
 *           RSA Public Keys) as big-endian bytes.
 * Out:      kind and size; PEM text of a SubjectPublicKeyInfo.
 * Not here: signatures, and which algorithm a key is for (auth/).
 */
#ifndef GQ_BASE_PEM_H
#define GQ_BASE_PEM_H

#include "base/attribute.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

struct gq_arena;

enum gq_pem_kind { GQ_PEM_RSA, GQ_PEM_EC };

struct gq_pem_key {
    enum gq_pem_kind kind;
    uint32_t bits; /* of the modulus; of the curve: 256, 384 or 521, NIST's prime curves alone */
    bool is_private;
};

/*
 * What the first key of the text is. False when there is none of these kinds, when it is not sound
 * (a point off its curve, say) or encrypted. Any thread.
 */
GQ_MUST_CHECK bool gq_pem_inspect(struct gq_str pem, struct gq_pem_key *ret_key);

/*
 * The PEM text of a public key; lives in `arena`, NUL-terminated. False when the numbers make no
 * sound key.
 */
GQ_MUST_CHECK bool gq_pem_from_rsa(struct gq_arena *arena, struct gq_str modulus,
        struct gq_str exponent, struct gq_str *ret_pem);

/* As above; `bits` says the curve: 256, 384 or 521. Each coordinate has the curve's full length. */
GQ_MUST_CHECK bool gq_pem_from_ec(struct gq_arena *arena, uint32_t bits, struct gq_str x,
        struct gq_str y, struct gq_str *ret_pem);

#endif
