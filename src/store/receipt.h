/*
 * store/receipt.h - what was answered to a request that its client may send again.
 *
 * In:       who asks for what under which key, inside an operation of the writer.
 * Out:      the answer that was given before, or room to keep this one: in the same transaction as
 *           the effect, so that neither is there without the other.
 * Not here: what makes two requests the same (engine/idempotency.h).
 *
 * A receipt is kept for a day, and no more than a bound of them for each subject; older ones are
 * as good as gone, whether the writer has removed them yet or not. On the writer's thread.
 */
#ifndef GQ_STORE_RECEIPT_H
#define GQ_STORE_RECEIPT_H

#include "base/attribute.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

struct gq_buf;
struct gq_session;
struct gq_store_error;

/* All borrowed for the call. */
struct gq_receipt {
    struct gq_str subject;     /* empty: anybody */
    struct gq_str operation;   /* what the key is for */
    struct gq_str key;         /* the client's */
    struct gq_str fingerprint; /* of the whole request */
    int64_t now_us;            /* wall clock */
    int64_t count_max;         /* kept for one subject */
    int64_t age_max_us;
};

enum gq_receipt_match {
    GQ_RECEIPT_NONE,  /* the key is free */
    GQ_RECEIPT_SAME,  /* the same request was done */
    GQ_RECEIPT_OTHER, /* another one was */
};

/*
 * Looks for a receipt of the same subject, operation and key. SAME: `status` and the body, which is
 * appended to `body`. False after filling `*ret_error`.
 */
GQ_MUST_CHECK bool gq_receipt_find(struct gq_session *session, const struct gq_receipt *receipt,
        enum gq_receipt_match *ret_match, unsigned *ret_status, struct gq_buf *body,
        struct gq_store_error *ret_error);

/* Keeps an answer; the oldest ones of the subject make room. False after filling `*ret_error`. */
GQ_MUST_CHECK bool gq_receipt_keep(struct gq_session *session, const struct gq_receipt *receipt,
        unsigned status, struct gq_str body, struct gq_store_error *ret_error);

#endif
