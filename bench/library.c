/*
 * bench/library.c - runs one workload through the library, for a tool that counts instructions.
 *
 *     library SCHEMA DATABASE WORKLOAD COUNT
 *
 * W3 has a fifth of the users that bench/run asks for, so that a request ends within its time even
 * under a slow tool on a busy machine. Variables change from request to request in a fixed sequence, so that two runs do the same work.
 */
#include "text.h"

#include <gqld.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define REQUEST_SIZE 1024

static const struct workload {
    const char *name, *request; /* the one %u is a number that varies */
    unsigned numbers;           /* how many of them there are, from 1 */
} workloads[] = {
    { "W1",
            "{\"query\":\"query ($id: ID!) { user(id: $id) { id name email } }\","
            "\"variables\":{\"id\":\"%u\"}}",
            1000 },
    { "W2",
            "{\"query\":\"query ($offset: Int!) { posts(first: 50, offset: $offset) "
            "{ id slug title body createdAt version } }\",\"variables\":{\"offset\":%u}}",
            500 },
    { "W3",
            "{\"query\":\"query ($offset: Int!) { users(first: 10, offset: $offset) { id name "
            "posts(first: 10) { id title author { id name } "
            "comments(first: 5) { id body author { id name } } } } }\","
            "\"variables\":{\"offset\":%u}}",
            500 },
};

static const struct workload *
find_workload(const char *name)
{
    for (size_t i = 0; i < sizeof(workloads) / sizeof(workloads[0]); i++) {
        if (strcmp(workloads[i].name, name) == 0)
            return &workloads[i];
    }
    return NULL;
}

/* The bytes of the answer; 0 when it has errors or there is none. */
static size_t
execute(struct gqld_engine *engine, const struct workload *workload, unsigned turn)
{
    char request[REQUEST_SIZE];
    unsigned number = turn * 37 % workload->numbers + 1;
    int length;
    size_t response_length = 0;
    char *response;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    length = snprintf(request, sizeof(request), workload->request, number);
#pragma GCC diagnostic pop
    response = gqld_engine_execute(engine, request, (size_t)length, NULL, &response_length);
    if (!response || strstr(response, "\"errors\"")) {
        fprintf(stderr, "library: %.400s\n", response ? response : "no memory");
        response_length = 0;
    }
    gqld_free(response);
    return response_length;
}

int
main(int argc, char **argv)
{
    const struct workload *workload = argc == 5 ? find_workload(argv[3]) : NULL;
    uint64_t count = workload ? text_number(argv[4]) : 0;
    const char *schema = argv[1];
    struct gqld_engine *engine;
    char *errors;
    size_t bytes = 0;

    if (!workload || !count) {
        fputs("usage: library SCHEMA DATABASE W1|W2|W3 COUNT\n", stderr);
        return 2;
    }
    engine = gqld_engine_open(&schema, 1, argv[2], &errors);
    if (!engine) {
        fprintf(stderr, "library: %s\n", errors ? errors : "no memory");
        gqld_free(errors);
        return 1;
    }
    for (unsigned turn = 0; turn < count; turn++) {
        size_t length = execute(engine, workload, turn);

        if (!length)
            return 1;
        bytes += length;
    }
    gqld_engine_close(engine);
    printf("%" PRIu64 " requests, %zu bytes each\n", count, bytes / count);
    return 0;
}
