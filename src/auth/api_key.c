/* auth/api_key.c - form, hash, comparison. */
#include "auth/api_key.h"

#include "base/arena.h"
#include "base/base64.h"
#include "base/buf.h"
#include "base/random.h"

#include <assert.h>

#define PREFIX        "gqld_"
#define PREFIX_LENGTH (sizeof(PREFIX) - 1)
#define SECRET_SIZE   32u
#define SECRET_LENGTH 43u /* in base64url */
#define TEXT_LENGTH   (PREFIX_LENGTH + GQ_API_KEY_ID_LENGTH + 1 + SECRET_LENGTH)

bool
gq_api_key_is_one(struct gq_str text)
{
    return gq_str_starts_with(text, GQ_STR(PREFIX));
}

static bool
is_id(struct gq_str text)
{
    for (size_t i = 0; i < text.length; i++) {
        char byte = text.bytes[i];

        if (!((byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'f')))
            return false;
    }
    return text.length == GQ_API_KEY_ID_LENGTH;
}

bool
gq_api_key_parse(struct gq_arena *arena, struct gq_digest *digest, struct gq_str text,
        struct gq_api_key *ret_key)
{
    struct gq_str id = gq_str_slice(text, PREFIX_LENGTH, GQ_API_KEY_ID_LENGTH), secret;

    if (text.length != TEXT_LENGTH || !gq_api_key_is_one(text) || !is_id(id)
            || text.bytes[PREFIX_LENGTH + GQ_API_KEY_ID_LENGTH] != '_')
        return false;
    if (!gq_base64_read(
                arena, gq_str_slice(text, TEXT_LENGTH - SECRET_LENGTH, SECRET_LENGTH), &secret))
        return false;
    assert(secret.length == SECRET_SIZE);
    *ret_key = (struct gq_api_key){ .text = text, .id = id };
    return gq_digest_sha256(digest, secret, ret_key->hash);
}

bool
gq_api_key_make(struct gq_arena *arena, struct gq_digest *digest, struct gq_api_key *ret_key)
{
    struct gq_buf *text = gq_arena_new_of(arena, struct gq_buf);
    uint8_t id[GQ_API_KEY_ID_LENGTH / 2];
    char secret[SECRET_SIZE];

    gq_random_fill(id, sizeof(id));
    gq_random_fill(secret, sizeof(secret));
    gq_buf_init_in(text, arena, TEXT_LENGTH + 8);
    gq_buf_text(text, PREFIX);
    for (size_t i = 0; i < sizeof(id); i++)
        gq_buf_printf(text, "%02x", id[i]);
    gq_buf_char(text, '_');
    gq_base64_write(text, (struct gq_str){ secret, sizeof(secret) });
    return !gq_buf_failed(text) && gq_api_key_parse(arena, digest, gq_buf_view(text), ret_key);
}

bool
gq_api_key_holds(
        const struct gq_api_key *key, const struct gq_api_key_record *record, int64_t now_s)
{
    return gq_digest_equal(key->hash, record->hash) && !record->is_revoked
            && record->subject.length > 0 && record->expires_s > now_s;
}
