/*
 * bench/l1.c - the floor under HTTP: libmicrohttpd answering a constant.
 *
 *     l1 PORT THREADS
 *
 * The path says how many bytes: /230 answers 230 of them.
 */
#include "serve.h"
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LARGEST ((size_t)16 * 1024 * 1024)

static void *
make_constant(void *context)
{
    char *constant = malloc(LARGEST);

    (void)context;
    if (!constant)
        abort();
    memset(constant, 'x', LARGEST);
    return constant;
}

static void
answer(struct exchange *exchange, void *state)
{
    size_t size = text_number(exchange->path + 1);

    exchange->reply = state;
    exchange->reply_length = size < LARGEST ? size : LARGEST;
    exchange->is_reply_shared = true;
}

int
main(int argc, char **argv)
{
    if (argc != 3) {
        fputs("usage: l1 PORT THREADS\n", stderr);
        return 2;
    }
    return serve((unsigned)text_number(argv[1]), (unsigned)text_number(argv[2]), make_constant,
            NULL, answer);
}
