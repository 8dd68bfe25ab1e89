/*
 * tests/fuzz/replay.c - main() of a fuzz target without a fuzzer: runs it on every file of its
 * corpus, one TAP line each. A fault aborts the program, which the test driver reports.
 */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#define FILES_MAX 4096

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static int
is_visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

/* Runs the target on a file; the block has exactly the file's size, for the sanitizers. */
static int
replay(const char *directory, const char *name)
{
    char *path = NULL;
    FILE *file;
    uint8_t *bytes;
    long length;
    int is_read;

    file = asprintf(&path, "%s/%s", directory, name) < 0 ? NULL : fopen(path, "rb");
    free(path);
    if (!file || fseek(file, 0, SEEK_END) || (length = ftell(file)) < 0 || fseek(file, 0, SEEK_SET))
        return 0;
    bytes = malloc(length ? (size_t)length : 1);
    is_read = bytes && fread(bytes, 1, (size_t)length, file) == (size_t)length;
    fclose(file);
    if (is_read)
        LLVMFuzzerTestOneInput(bytes, (size_t)length);
    free(bytes);
    return is_read;
}

int
main(void)
{
    const char *source = getenv("srcdir");
    char *directory;
    struct dirent **entries;
    int count, failed = 0;

    if (asprintf(&directory, "%s/tests/fuzz/corpus/%s", source ? source : ".", FUZZ_NAME) < 0)
        return EXIT_FAILURE;
    count = scandir(directory, &entries, is_visible, alphasort);
    if (count <= 0 || count > FILES_MAX) {
        printf("Bail out! no corpus in %s\n", directory);
        return EXIT_FAILURE;
    }
    printf("1..%d\n", count);
    for (int i = 0; i < count; i++) {
        int ok = replay(directory, entries[i]->d_name);

        printf("%s %d - %s\n", ok ? "ok" : "not ok", i + 1, entries[i]->d_name);
        fflush(stdout);
        failed += !ok;
        free(entries[i]);
    }
    free(entries);
    free(directory);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
