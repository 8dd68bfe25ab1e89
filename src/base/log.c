/* base/log.c - a fixed buffer, so that logging never allocates and never fails. */
#include "base/log.h"

#include "base/clock.h"

#include <stdio.h>
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

/* The longest thing one byte of input can become is `\u0000`. */
static bool
put_escaped(struct gq_log *log, unsigned char byte)
{
    char escaped[8];

    if (log->length + 8 + TAIL > GQ_LOG_LINE_MAX)
        return false;
    if (byte == '"' || byte == '\\') {
        put(log, "\\", 1);
        put(log, (const char *)&byte, 1);
    } else if (byte < 0x20 || byte == 0x7F) {
        put(log, escaped, (size_t)snprintf(escaped, sizeof(escaped), "\\u%04x", byte));
    } else {
        put(log, (const char *)&byte, 1);
    }
    return true;
}

static void
put_string(struct gq_log *log, struct gq_str text)
{
    put(log, "\"", 1);
    for (size_t i = 0; i < text.length && put_escaped(log, (unsigned char)text.bytes[i]); i++)
        continue;
    put(log, "\"", 1);
}

static void
put_key(struct gq_log *log, const char *key)
{
    put(log, ",", 1);
    put_string(log, gq_str_of(key));
    put(log, ":", 1);
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
    char digits[24];

    if (!log->is_wanted || log->length + strlen(key) + 32 > GQ_LOG_LINE_MAX)
        return;
    put_key(log, key);
    put(log, digits, (size_t)snprintf(digits, sizeof(digits), "%lld", (long long)value));
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
