/* base/clock.c - clock_gettime, or the time that a test set. */
#include "base/clock.h"

#include <assert.h>
#include <stdio.h>
#include <time.h>

const struct gq_clock gq_clock_system;

static int64_t
read_clock(clockid_t id)
{
    struct timespec now;
    int failed = clock_gettime(id, &now);

    assert(!failed);
    (void)failed;
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

int64_t
gq_clock_wall_us(const struct gq_clock *clock)
{
    return clock->is_fixed ? clock->fixed_wall_us : read_clock(CLOCK_REALTIME);
}

int64_t
gq_clock_monotonic_us(const struct gq_clock *clock)
{
    return clock->is_fixed ? clock->fixed_monotonic_us : read_clock(CLOCK_MONOTONIC);
}

void
gq_clock_format(int64_t wall_us, char ret_text[GQ_CLOCK_RFC3339_SIZE])
{
    int64_t micros = wall_us % 1000000;
    time_t seconds;
    struct tm parts;
    int length;

    if (micros < 0)
        micros += 1000000;
    seconds = (time_t)((wall_us - micros) / 1000000);
    gmtime_r(&seconds, &parts);
    /* The compiler cannot know that the parts are in range, hence the moduli. */
    length = snprintf(ret_text, GQ_CLOCK_RFC3339_SIZE, "%04u-%02u-%02uT%02u:%02u:%02u.%06uZ",
            (unsigned)(parts.tm_year + 1900) % 10000, (unsigned)(parts.tm_mon + 1) % 100,
            (unsigned)parts.tm_mday % 100, (unsigned)parts.tm_hour % 100,
            (unsigned)parts.tm_min % 100, (unsigned)parts.tm_sec % 100, (unsigned)micros % 1000000);
    assert(length == GQ_CLOCK_RFC3339_SIZE - 1);
    (void)length;
}
