/* base/log.c - a fixed buffer, so that logging never allocates and never fails. */
#include "base/log.h"

#include "base/clock.h"
#include "base/json_run.h"
#include "base/number.h"
#include "base/str.h"

#include <string.h>
#include <unistd.h>

/* Room that stays free for the closing brace and the line feed. */
#define TAIL 2u

static enum gq_log_level level_max = GQ_LOG_INFO;

static const char *const level_names[] = { "error", "warning", "info", "debug" };

static void
put(struct gq_log *log, const char *bytes, size_t length)
{
    size_t room = GQ_LOG_LINE_MAX - TAIL - log->length;

    if (length > room)
        length = room;
    memcpy(log->bytes + log->length, bytes, length);
    log->length += length;
}

/* How much of a text may still follow: the longest thing one byte can become is `\u0000`. */
static size_t
room_for_text(const struct gq_log *log)
{
    size_t used = log->length + TAIL + 7;

    return used < GQ_LOG_LINE_MAX ? GQ_LOG_LINE_MAX - used : 0;
}

/* The bytes that need no escape; DEL needs one here, as lines are shown on terminals. */
static size_t
plain_length(struct gq_str text)
{
    size_t run = gq_json_run_length(text.bytes, text.length);
    const char *del = memchr(text.bytes, 0x7F, run);

    return del ? (size_t)(del - text.bytes) : run;
}

static void
put_escaped(struct gq_log *log, unsigned char byte)
{
    static const char hex[] = "0123456789abcdef";
    const char quoted[] = { '\\', (char)byte };
    const char number[] = { '\\', 'u', '0', '0', hex[byte >> 4], hex[byte & 15] };

    if (byte == '"' || byte == '\\')
        put(log, quoted, sizeof(quoted));
    else
        put(log, number, sizeof(number));
}

static void
put_string(struct gq_log *log, struct gq_str text)
{
    put(log, "\"", 1);
    while (text.length && room_for_text(log)) {
        size_t plain = plain_length(text);
        size_t room = room_for_text(log);

        put(log, text.bytes, plain < room ? plain : room);
        if (plain >= room || plain == text.length)
            break;
        if (room_for_text(log))
            put_escaped(log, (unsigned char)text.bytes[plain]);
        text = gq_str_slice(text, plain + 1, text.length);
    }
    put(log, "\"", 1);
}

/* Keys are the program's own: nothing in them needs an escape. */
static void
put_key(struct gq_log *log, const char *key)
{
    put(log, ",\"", 2);
    put(log, key, strlen(key));
    put(log, "\":", 2);
}

void
gq_log_set_level(enum gq_log_level level)
{
    level_max = level;
}

void
gq_log_begin(struct gq_log *log, const struct gq_clock *clock, enum gq_log_level level,
        const char *event)
{
    char time[GQ_CLOCK_RFC3339_SIZE];

    log->length = 0;
    log->is_wanted = level <= level_max;
    if (!log->is_wanted)
        return;
    gq_clock_format(gq_clock_wall_us(clock), time);
    put(log, "{\"time\":", 8);
    put_string(log, gq_str_of(time));
    gq_log_str(log, "level", gq_str_of(level_names[level]));
    gq_log_str(log, "event", gq_str_of(event));
}

void
gq_log_str(struct gq_log *log, const char *key, struct gq_str value)
{
    /* Less room than the key, four quotes and a colon need: the pair is left out whole. */
    if (!log->is_wanted || log->length + strlen(key) + 16 > GQ_LOG_LINE_MAX)
        return;
    put_key(log, key);
    put_string(log, value);
}

void
gq_log_int(struct gq_log *log, const char *key, int64_t value)
{
    char digits[GQ_NUMBER_DIGITS_MAX];
    struct gq_str text = gq_number_digits(value, digits);

    if (!log->is_wanted || log->length + strlen(key) + 32 > GQ_LOG_LINE_MAX)
        return;
    put_key(log, key);
    put(log, text.bytes, text.length);
}

void
gq_log_end(struct gq_log *log)
{
    ssize_t written;

    if (!log->is_wanted)
        return;
    log->bytes[log->length++] = '}';
    log->bytes[log->length++] = '\n';
    /* There is nowhere to report a failing standard error to. */
    written = write(STDERR_FILENO, log->bytes, log->length);
    (void)written;
}

void
gq_log_event(const struct gq_clock *clock, enum gq_log_level level, const char *event,
        const char *key, struct gq_str value)
{
    struct gq_log log;

    gq_log_begin(&log, clock, level, event);
    gq_log_str(&log, key, value);
    gq_log_end(&log);
}
