/*
 * base/code.h - the registry of error codes; the list itself is codes.def.
 */
#ifndef GQ_BASE_CODE_H
#define GQ_BASE_CODE_H

#include "base/str.h"

enum gq_code {
#define GQ_CODE(symbol, wire, status, reference, help) GQ_E_##symbol,
#include "base/codes.def"
#undef GQ_CODE
    GQ_E_COUNT
};

struct gq_code_info {
    struct gq_str wire;    /* `extensions.code` */
    unsigned http_status;  /* of a request error under application/graphql-response+json */
    const char *reference; /* where it is defined */
    const char *help;      /* one line for docs/errors.md */
};

/* Static; `code` is one of the enum. Any thread. */
const struct gq_code_info *gq_code_info(enum gq_code code);

#endif
