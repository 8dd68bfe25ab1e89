/* base/clock.c - clock_gettime, or the time that a test set. */
#include "base/clock.h"

#include "base/number.h"

#include <assert.h>
#include <string.h>
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

    if (micros < 0)
        micros += 1000000;
    seconds = (time_t)((wall_us - micros) / 1000000);
    gmtime_r(&seconds, &parts);
    memcpy(ret_text, "0000-00-00T00:00:00.000000Z", GQ_CLOCK_RFC3339_SIZE);
    gq_number_pad((uint32_t)(parts.tm_year + 1900) % 10000, 4, ret_text);
    gq_number_pad((uint32_t)parts.tm_mon + 1, 2, ret_text + 5);
    gq_number_pad((uint32_t)parts.tm_mday, 2, ret_text + 8);
    gq_number_pad((uint32_t)parts.tm_hour, 2, ret_text + 11);
    gq_number_pad((uint32_t)parts.tm_min, 2, ret_text + 14);
    gq_number_pad((uint32_t)parts.tm_sec, 2, ret_text + 17);
    gq_number_pad((uint32_t)micros, 6, ret_text + 20);
}
