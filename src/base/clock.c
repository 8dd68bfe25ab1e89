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
    size_t length;

    if (micros < 0)
        micros += 1000000;
    seconds = (time_t)((wall_us - micros) / 1000000);
    gmtime_r(&seconds, &parts);
    length = strftime(ret_text, GQ_CLOCK_RFC3339_SIZE, "%Y-%m-%dT%H:%M:%S", &parts);
    snprintf(ret_text + length, GQ_CLOCK_RFC3339_SIZE - length, ".%06dZ", (int)micros);
}
