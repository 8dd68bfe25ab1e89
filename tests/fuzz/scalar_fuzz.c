/*
 * tests/fuzz/scalar_fuzz.c - the parsers of scalars: what is taken comes back the same from its
 * stored form, and what is stored is taken again.
 */
#include "base/base64.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/datetime.h"
#include "base/decimal.h"
#include "base/email.h"
#include "base/pattern.h"
#include "base/url.h"
#include "base/utf8.h"
#include "base/uuid.h"
#include "fuzz.h"

#define WRITTEN_MAX ((size_t)1 << 24)

static struct gq_buf *
buf_in(struct gq_arena *arena)
{
    struct gq_buf *buf = gq_arena_new_of(arena, struct gq_buf);

    gq_buf_init_in(buf, arena, WRITTEN_MAX);
    return buf;
}

static void
fuzz_decimal(struct gq_arena *arena, struct gq_str text)
{
    for (uint32_t scale = 0; scale <= GQ_DECIMAL_SCALE_MAX; scale++) {
        struct gq_buf *out;
        int64_t scaled, again;

        if (gq_decimal_parse(text, scale, &scaled) != GQ_DECIMAL_OK)
            continue;
        out = buf_in(arena);
        gq_decimal_write(out, scale, scaled);
        fuzz_require(gq_decimal_parse(gq_buf_view(out), scale, &again) == GQ_DECIMAL_OK);
        fuzz_require(again == scaled);
    }
}

static void
fuzz_moment(struct gq_str text)
{
    char stored[GQ_CLOCK_RFC3339_SIZE], old[GQ_DATETIME_SQL_SIZE];
    int64_t wall_us, again;

    if (!gq_datetime_parse(text, &wall_us) && !gq_datetime_parse_sql(text, &wall_us))
        return;
    fuzz_require(wall_us >= GQ_DATETIME_MIN_US && wall_us <= GQ_DATETIME_MAX_US);
    gq_clock_format(wall_us, stored);
    fuzz_require(gq_datetime_parse(gq_str_of(stored), &again) && again == wall_us);
    gq_datetime_format_sql(wall_us, old);
    fuzz_require(gq_datetime_parse_sql(gq_str_of(old), &again));
    fuzz_require(again <= wall_us && wall_us - again < 1000000);
}

static void
fuzz_time(struct gq_arena *arena, struct gq_str text)
{
    struct gq_buf *shown = buf_in(arena);
    char stored[GQ_DATETIME_TIME_SIZE];
    int64_t us, again;

    if (!gq_datetime_parse_time(text, &us))
        return;
    gq_datetime_format_time(us, stored);
    gq_datetime_write_stored_time(shown, gq_str_of(stored));
    fuzz_require(gq_datetime_parse_time(gq_buf_view(shown), &again) && again == us);
}

/* One text for one value: whatever is taken is what would be written. */
static void
fuzz_bytes(struct gq_arena *arena, struct gq_str text)
{
    struct gq_buf *out = buf_in(arena);
    struct gq_str bytes;

    if (!gq_base64_read_padded(arena, text, &bytes))
        return;
    gq_base64_write_padded(out, bytes);
    fuzz_require(gq_str_equal(gq_buf_view(out), text));
}

static void
fuzz_identifiers(struct gq_str text)
{
    char uuid[GQ_UUID_LENGTH], ulid[GQ_ULID_LENGTH], again[GQ_UUID_LENGTH];

    if (gq_uuid_parse(text, uuid)) {
        fuzz_require(gq_uuid_parse((struct gq_str){ uuid, sizeof(uuid) }, again));
        fuzz_require(memcmp(uuid, again, sizeof(uuid)) == 0);
    }
    if (gq_uuid_parse_ulid(text, ulid)) {
        fuzz_require(gq_uuid_parse_ulid((struct gq_str){ ulid, sizeof(ulid) }, again));
        fuzz_require(memcmp(ulid, again, sizeof(ulid)) == 0);
    }
}

/* Addresses are ASCII without blanks and quotes: safe in a header, an attribute, a log line. */
static void
fuzz_addresses(struct gq_str text)
{
    if (!gq_url_check(text) && !gq_email_check(text))
        return;
    for (size_t i = 0; i < text.length; i++)
        fuzz_require(text.bytes[i] > ' ' && text.bytes[i] < 0x7f && text.bytes[i] != '"'
                && text.bytes[i] != '<');
}

/* The first line is a pattern, the rest what it is looked for in. */
static void
fuzz_pattern(struct gq_arena *arena, struct gq_str text)
{
    const char *end = text.length ? memchr(text.bytes, '\n', text.length) : NULL;
    size_t length = end ? (size_t)(end - text.bytes) : text.length;
    const struct gq_pattern *pattern;
    struct gq_str reason;
    size_t bad;

    if (length > 256 || !gq_utf8_check(text, &bad))
        return;
    pattern = gq_pattern_compile(arena, gq_str_slice(text, 0, length), &reason);
    if (pattern)
        fuzz_require(gq_pattern_search(pattern, gq_str_slice(text, length + 1, text.length))
                <= GQ_PATTERN_TOO_COSTLY);
    else
        fuzz_require(reason.length > 0);
}

static void
fuzz_one(struct gq_arena *arena, struct gq_str text)
{
    fuzz_decimal(arena, text);
    fuzz_moment(text);
    fuzz_time(arena, text);
    fuzz_bytes(arena, text);
    fuzz_identifiers(text);
    fuzz_addresses(text);
    fuzz_pattern(arena, text);
}
