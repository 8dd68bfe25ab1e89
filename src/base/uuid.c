/* base/uuid.c - 48 bits of milliseconds, then 74 (UUIDv7) or 80 (ULID) bits of chance. */
#include "base/uuid.h"

#include "base/random.h"

#include <assert.h>
#include <pthread.h>

#define TIME_BYTES   6u
#define CHANCE_BYTES 10u
#define TIME_MAX_MS  ((INT64_C(1) << 48) - 1)

static const char hex_digits[] = "0123456789abcdef";

/* Crockford's: no I, L, O, U. */
static const char ulid_digits[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/* What one kind of identifier was given last. */
struct sequence {
    pthread_mutex_t mutex;
    int64_t last_ms;
    unsigned char chance[CHANCE_BYTES];
    uint8_t first_mask; /* the bits of the first byte that are used */
};

static struct sequence uuid_sequence = {
    .mutex = PTHREAD_MUTEX_INITIALIZER, .last_ms = -1, .first_mask = 0x03
};
static struct sequence ulid_sequence = {
    .mutex = PTHREAD_MUTEX_INITIALIZER, .last_ms = -1, .first_mask = 0xff
};

/* New chance; its highest bit is clear, so that counting up has room. */
static void
draw(struct sequence *sequence)
{
    gq_random_fill(sequence->chance, sizeof(sequence->chance));
    sequence->chance[0] &= (unsigned char)(sequence->first_mask >> 1);
}

/* False when the chance of this millisecond is used up. */
static bool
count_up(struct sequence *sequence)
{
    for (size_t i = CHANCE_BYTES; i-- > 0;) {
        unsigned char all = i == 0 ? sequence->first_mask : 0xff;

        if (sequence->chance[i] != all) {
            sequence->chance[i]++;
            return true;
        }
        sequence->chance[i] = 0;
    }
    return false;
}

/* The next pair of time and chance: greater than all before. */
static void
next(struct sequence *sequence, int64_t wall_us, unsigned char ret_time[TIME_BYTES],
        unsigned char ret_chance[CHANCE_BYTES])
{
    int64_t ms = wall_us / 1000;

    pthread_mutex_lock(&sequence->mutex);
    if (ms < 0)
        ms = 0;
    if (ms > TIME_MAX_MS)
        ms = TIME_MAX_MS;
    if (ms > sequence->last_ms) {
        sequence->last_ms = ms;
        draw(sequence);
    } else if (!count_up(sequence)) {
        sequence->last_ms++;
        draw(sequence);
    }
    ms = sequence->last_ms;
    memcpy(ret_chance, sequence->chance, CHANCE_BYTES);
    pthread_mutex_unlock(&sequence->mutex);
    for (unsigned i = 0; i < TIME_BYTES; i++)
        ret_time[i] = (unsigned char)(ms >> (8 * (TIME_BYTES - 1 - i)));
}

static bool
is_hyphen(size_t at)
{
    return at == 8 || at == 13 || at == 18 || at == 23;
}

static void
write_uuid(const unsigned char bytes[16], char ret_text[GQ_UUID_LENGTH])
{
    size_t at = 0;

    for (size_t i = 0; i < 16; i++) {
        if (is_hyphen(at))
            ret_text[at++] = '-';
        ret_text[at++] = hex_digits[bytes[i] >> 4];
        ret_text[at++] = hex_digits[bytes[i] & 15];
    }
    assert(at == GQ_UUID_LENGTH);
}

/*
 * The 74 bits of chance lie around version and variant: 12 in rand_a, 62 in rand_b. As a number
 * they are chance[0] (2 bits) to chance[9]; the shifts keep their order.
 */
void
gq_uuid_make_v7(int64_t wall_us, char ret_text[GQ_UUID_LENGTH])
{
    unsigned char bytes[16], chance[CHANCE_BYTES];
    uint32_t rand_a;

    next(&uuid_sequence, wall_us, bytes, chance);
    rand_a = (uint32_t)chance[0] << 10 | (uint32_t)chance[1] << 2 | (uint32_t)chance[2] >> 6;
    bytes[6] = (unsigned char)(0x70 | rand_a >> 8);
    bytes[7] = (unsigned char)rand_a;
    bytes[8] = (unsigned char)(0x80 | (chance[2] & 0x3f));
    memcpy(bytes + 9, chance + 3, 7);
    write_uuid(bytes, ret_text);
}

/* 128 bits in 26 digits of 5: the first digit has 3. */
void
gq_uuid_make_ulid(int64_t wall_us, char ret_text[GQ_ULID_LENGTH])
{
    unsigned char bytes[16];
    uint32_t bits = 0;
    unsigned bit_count = 2; /* two zeros in front make 130 */
    size_t at = 0;

    next(&ulid_sequence, wall_us, bytes, bytes + TIME_BYTES);
    for (size_t i = 0; i < sizeof(bytes); i++) {
        bits = (bits << 8 | bytes[i]) & 0xffff;
        for (bit_count += 8; bit_count >= 5; bit_count -= 5)
            ret_text[at++] = ulid_digits[bits >> (bit_count - 5) & 31];
    }
    assert(at == GQ_ULID_LENGTH && bit_count == 0);
}

static char
lowered(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static char
raised(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

static bool
is_one_of(char c, const char *digits)
{
    return c != '\0' && strchr(digits, c);
}

bool
gq_uuid_parse(struct gq_str text, char ret_text[GQ_UUID_LENGTH])
{
    if (text.length != GQ_UUID_LENGTH)
        return false;
    for (size_t i = 0; i < GQ_UUID_LENGTH; i++) {
        char c = lowered(text.bytes[i]);

        if (is_hyphen(i) ? c != '-' : !is_one_of(c, hex_digits))
            return false;
        ret_text[i] = c;
    }
    return true;
}

bool
gq_uuid_parse_ulid(struct gq_str text, char ret_text[GQ_ULID_LENGTH])
{
    if (text.length != GQ_ULID_LENGTH || text.bytes[0] > '7')
        return false;
    for (size_t i = 0; i < GQ_ULID_LENGTH; i++) {
        ret_text[i] = raised(text.bytes[i]);
        if (!is_one_of(ret_text[i], ulid_digits))
            return false;
    }
    return true;
}
