/* base/random.c - getrandom(2). */
#include "base/random.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/random.h>

void
gq_random_fill(void *memory, size_t size_bytes)
{
    char *at = memory;

    while (size_bytes) {
        ssize_t got = getrandom(at, size_bytes, 0);

        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0) {
            perror("gqld: getrandom");
            abort();
        }
        at += got;
        size_bytes -= (size_t)got;
    }
}
