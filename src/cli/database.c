/* cli/database.c - a name from the schema's, or a directory that goes away. */
#include "cli/database.h"

#include "base/arena.h"
#include "base/error.h"

#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* `./` keeps a name such as `:memory:.db` a file's name. */
struct gq_str
gq_database_default_path(struct gq_arena *arena, struct gq_str schema_path)
{
    struct gq_str name = schema_path;
    size_t start = 0, dot;

    while (name.length > 1 && name.bytes[name.length - 1] == '/')
        name.length--;
    for (size_t i = 0; i < name.length; i++)
        if (name.bytes[i] == '/')
            start = i + 1;
    name = gq_str_slice(name, start, name.length);
    dot = name.length;
    for (size_t i = 1; i < name.length; i++)
        if (name.bytes[i] == '.')
            dot = i;
    if (gq_str_is(name, "") || gq_str_is(name, ".") || gq_str_is(name, ".."))
        return GQ_STR("./schema.db");
    return gq_arena_printf(arena, "./%.*s.db", (int)dot, name.bytes);
}

/* Runs when the arena ends: allocates nothing. The directory is flat: SQLite's files alone. */
static void
remove_directory(void *arg)
{
    const char *path = arg;
    DIR *directory = opendir(path);
    const struct dirent *entry;

    if (!directory)
        return;
    while ((entry = readdir(directory)) != NULL)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            (void)unlinkat(dirfd(directory), entry->d_name, 0);
    (void)closedir(directory);
    (void)rmdir(path);
}

bool
gq_database_temporary_path(struct gq_arena *arena, struct gq_str *ret_path, struct gq_errors *errs)
{
    const char *parent = getenv("TMPDIR");
    struct gq_str pattern =
            gq_arena_printf(arena, "%s/gqld-XXXXXX", parent && parent[0] ? parent : "/tmp");
    char *directory = gq_arena_alloc(arena, pattern.length + 1);

    assert(pattern.length > 0);
    memcpy(directory, pattern.bytes, pattern.length + 1);
    if (!mkdtemp(directory)) {
        gq_errors_add(
                errs, GQ_E_STORAGE_ERROR, GQ_SOURCE_NOWHERE, "%s: %s", directory, strerror(errno));
        return false;
    }
    gq_arena_defer(arena, remove_directory, directory);
    *ret_path = gq_arena_printf(arena, "%s/data.db", directory);
    return true;
}
