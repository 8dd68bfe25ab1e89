/*
 * cli/trust.h - the keys of tokens that a command line names.
 *
 * In:       --jwt-secret-file, --jwt-key, --jwt-issuer, --jwt-audience, --jwt-roles-claim.
 * Out:      a keyring.
 * Not here: what makes a key fit (auth/keyring.h), key sets by URL.
 */
#ifndef GQ_CLI_TRUST_H
#define GQ_CLI_TRUST_H

#include "auth/algorithm.h"
#include "base/attribute.h"
#include "base/str.h"

#include <stdbool.h>

struct gq_arena;
struct gq_errors;
struct gq_keyring;
struct gq_options;

/*
 * Reads the keys; `*ret_keyring` lives in `arena`, and is NULL when none is named. False after adding
 * errors: a file that cannot be read, a key that does not serve, or keys without issuer and audience
 * outside of --dev.
 */
GQ_MUST_CHECK bool gq_trust_load(struct gq_arena *arena, const struct gq_options *options,
        const struct gq_keyring **ret_keyring, struct gq_errors *errs);

/*
 * Reads a file named as `FILE` or `ALG:FILE`; the algorithm stays as it is in the first form. One
 * line feed at the end does not count. False after adding GQ_E_BAD_REQUEST.
 */
GQ_MUST_CHECK bool gq_trust_read_file(struct gq_arena *arena, struct gq_str name,
        enum gq_algorithm *algorithm, struct gq_str *ret_text, struct gq_errors *errs);

#endif
