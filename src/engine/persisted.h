/*
 * engine/persisted.h - documents that requests name by their SHA-256 instead of sending them.
 *
 * In:       trusted documents, while the table is built; texts that clients register.
 * Out:      the text behind a hash.
 * Not here: reading manifests (manifest.h), checking what they hold (trusted.h), requests (call.h).
 *
 * Two tables in one. Trusted documents never change once requests come, so that finding one takes no
 * lock. What clients register is bounded, the least recently used goes first, and one mutex guards
 * it: all workers share it. Any thread.
 */
#ifndef GQ_ENGINE_PERSISTED_H
#define GQ_ENGINE_PERSISTED_H

#include "base/attribute.h"
#include "base/digest.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

struct gq_persisted;
struct gq_persisted_text; /* a reference on a text */

enum gq_persisted_mode {
    GQ_PERSISTED_OFF,     /* documents come as text alone */
    GQ_PERSISTED_APQ,     /* clients register what they send: automatic persisted queries */
    GQ_PERSISTED_TRUSTED, /* what the operator gave, and no text from clients */
};

/* The name of a document. */
struct gq_persisted_id {
    uint8_t hash[GQ_DIGEST_SHA256_SIZE];
};

/* A table for at most `registered_max` texts of clients. Owned by the caller; NULL without memory. */
GQ_MUST_CHECK struct gq_persisted *gq_persisted_new(
        enum gq_persisted_mode mode, uint32_t registered_max);

/* No reference is left. NULL is fine. */
void gq_persisted_free(struct gq_persisted *persisted);

enum gq_persisted_mode gq_persisted_get_mode(const struct gq_persisted *persisted);

/* Reads 64 hexadecimal digits, after `sha256:` if that is there. False when the text is neither. */
GQ_MUST_CHECK bool gq_persisted_parse_id(struct gq_str text, struct gq_persisted_id *ret_id);

/*
 * Adds a trusted document; `text` is copied. One that is there already stays. To be called before
 * the table is shared. False without memory.
 */
GQ_MUST_CHECK bool gq_persisted_trust(
        struct gq_persisted *persisted, const struct gq_persisted_id *id, struct gq_str text);

/* How many documents are trusted. */
uint32_t gq_persisted_trusted_count(const struct gq_persisted *persisted);

/* How many documents of clients are kept. */
uint32_t gq_persisted_registered_count(struct gq_persisted *persisted);

/* Keeps a client's document; `text` is copied. Without memory nothing is kept. */
void gq_persisted_register(
        struct gq_persisted *persisted, const struct gq_persisted_id *id, struct gq_str text);

/*
 * The text behind `id`, or NULL. The caller owns a reference, which keeps `*ret_text` alive after
 * the document has left the table.
 */
GQ_MUST_CHECK struct gq_persisted_text *gq_persisted_take(
        struct gq_persisted *persisted, const struct gq_persisted_id *id, struct gq_str *ret_text);
void gq_persisted_give_back(struct gq_persisted_text *text);

#endif
