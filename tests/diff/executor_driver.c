/*
 * tests/diff/executor_driver.c - an engine for the comparison with the naive executor.
 *
 * In:       a schema and a database file; on standard input one request a line, as JSON.
 * Out:      one response a line.
 */
#include <gqld.h>
#include <stdio.h>
#include <stdlib.h>

int
main(int argc, char **argv)
{
    const char *schema = argc > 1 ? argv[1] : "";
    char *line = NULL, *errors = NULL;
    size_t capacity = 0;
    struct gqld_engine *engine;
    ssize_t length;

    if (argc != 3)
        return 2;
    engine = gqld_engine_open(&schema, 1, argv[2], &errors);
    if (!engine) {
        fprintf(stderr, "%s\n", errors ? errors : "out of memory");
        gqld_free(errors);
        return 1;
    }
    while ((length = getline(&line, &capacity, stdin)) > 0) {
        size_t response_length;
        char *response = gqld_engine_execute(engine, line, (size_t)length, NULL, &response_length);

        puts(response ? response : "null");
        fflush(stdout);
        gqld_free(response);
    }
    free(line);
    gqld_engine_close(engine);
    return 0;
}
