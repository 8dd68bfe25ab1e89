/*
 * base/log.h - one line of JSON per event, on standard error, by one write(2).
 *
 * Control bytes are escaped; a line is at most 8 KiB, longer values are cut.
 * Not here: what may be logged. Tokens, variables and keys never are. Nothing below engine/ logs.
 */
#ifndef GQ_BASE_LOG_H
#define GQ_BASE_LOG_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct gq_clock;

enum gq_log_level { GQ_LOG_ERROR, GQ_LOG_WARNING, GQ_LOG_INFO, GQ_LOG_DEBUG };

#define GQ_LOG_LINE_MAX 8192

/* A line under construction, in the caller's storage. */
struct gq_log {
    size_t length;
    bool is_wanted;
    char bytes[GQ_LOG_LINE_MAX];
};

/* Lines above this level are not written. The process's one setting; set before threads start. */
void gq_log_set_level(enum gq_log_level level);

/* Starts a line: `{"time":..., "level":..., "event": event`. */
void gq_log_begin(struct gq_log *log, const struct gq_clock *clock, enum gq_log_level level,
        const char *event);
void gq_log_str(struct gq_log *log, const char *key, struct gq_str value);
void gq_log_int(struct gq_log *log, const char *key, int64_t value);

/* Ends and writes the line. */
void gq_log_end(struct gq_log *log);

/* An event with one text: `gq_log_event(clock, GQ_LOG_INFO, "listening", "address", text)`. */
void gq_log_event(const struct gq_clock *clock, enum gq_log_level level, const char *event,
        const char *key, struct gq_str value);

#endif
