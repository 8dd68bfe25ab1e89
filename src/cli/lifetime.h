/*
 * cli/lifetime.h - how long something holds, as people write it.
 */
#ifndef GQ_CLI_LIFETIME_H
#define GQ_CLI_LIFETIME_H

#include "base/attribute.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

/* `90s`, `15m`, `24h` or `30d`, from 1 second to 100 years. False for anything else. */
GQ_MUST_CHECK bool gq_lifetime_parse(struct gq_str text, int64_t *ret_seconds);

#endif
