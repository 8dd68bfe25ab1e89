/* engine/schema_files.c - directories to names, names to texts, texts to documents. */
#include "engine/schema_files.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/file.h"
#include "base/limits.h"
#include "language/parse.h"

#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* All names of a directory together; far more than a schema has files. */
#define NAMES_BYTES_MAX ((size_t)1 << 20)

static bool
is_schema_name(struct gq_str name)
{
    const struct gq_str suffix = GQ_STR_INIT(".graphql");

    return name.length > suffix.length && name.bytes[0] != '.'
            && gq_str_equal(gq_str_slice(name, name.length - suffix.length, suffix.length), suffix);
}

/* The names of the directory's schema files, each with its NUL: 0, or an errno. No arena here. */
static int
read_names(const char *path, struct gq_buf *names)
{
    DIR *directory = opendir(path);
    const struct dirent *entry;
    int failure;

    if (!directory)
        return errno;
    while (errno = 0, (entry = readdir(directory)) != NULL) {
        struct gq_str name = gq_str_of(entry->d_name);

        if (is_schema_name(name))
            gq_buf_append(names, name.bytes, name.length + 1);
    }
    failure = errno;
    (void)closedir(directory);
    return gq_buf_failed(names) ? E2BIG : failure;
}

static int
compare_paths(const void *a, const void *b)
{
    return gq_str_compare(*(const struct gq_str *)a, *(const struct gq_str *)b);
}

/* Adds the directory's schema files to `paths`, sorted. */
static bool
expand_directory(struct gq_arena *arena, struct gq_str directory, struct gq_vec *paths,
        struct gq_errors *errs)
{
    struct gq_buf *names = gq_arena_new_of(arena, struct gq_buf);
    const char *slash = gq_str_is(gq_str_slice(directory, directory.length - 1, 1), "/") ? "" : "/";
    uint32_t before = paths->count;
    int failure;

    gq_buf_init_in(names, arena, NAMES_BYTES_MAX);
    failure = read_names(directory.bytes, names);
    if (failure) {
        gq_errors_add(errs, GQ_E_SCHEMA_INVALID, GQ_SOURCE_NOWHERE, "%s: %s", directory.bytes,
                strerror(failure));
        return false;
    }
    for (size_t i = 0; i < names->length; i += strlen(names->bytes + i) + 1)
        *GQ_VEC_PUSH(arena, paths, struct gq_str) =
                gq_arena_printf(arena, "%s%s%s", directory.bytes, slash, names->bytes + i);
    if (paths->count == before) {
        gq_errors_add(errs, GQ_E_SCHEMA_INVALID, GQ_SOURCE_NOWHERE,
                "%s: The directory has no *.graphql file.", directory.bytes);
        return false;
    }
    qsort(&GQ_VEC_AT(paths, struct gq_str, before), paths->count - before, sizeof(struct gq_str),
            compare_paths);
    return true;
}

static bool
expand_path(
        struct gq_arena *arena, struct gq_str path, struct gq_vec *paths, struct gq_errors *errs)
{
    struct stat status;

    assert(path.bytes && path.bytes[path.length] == '\0');
    if (path.length && stat(path.bytes, &status) == 0 && S_ISDIR(status.st_mode))
        return expand_directory(arena, path, paths, errs);
    *GQ_VEC_PUSH(arena, paths, struct gq_str) = gq_arena_copy(arena, path);
    return true;
}

static bool
parse_text(struct gq_arena *arena, const struct gq_schema_text *text,
        const struct gq_limits *limits, struct gq_schema_files *files, struct gq_errors *errs)
{
    int64_t nesting_max = gq_limits_get(limits, GQ_LIMIT_SCHEMA_NESTING);
    const struct gq_parse_options options = {
        .nesting_max = nesting_max > UINT32_MAX ? UINT32_MAX : (uint32_t)nesting_max,
    };
    const struct gq_source *source = gq_source_add(arena, &files->sources, text->name, text->text);
    struct gq_document *document;

    assert(errs->sources == &files->sources);
    if (!source) {
        gq_errors_add(errs, GQ_E_SCHEMA_INVALID, GQ_SOURCE_NOWHERE,
                "%.*s: The schema files together are too long.", GQ_STR_ARG(text->name));
        return false;
    }
    document = gq_parse_document(arena, source, &options, errs);
    if (!document)
        return false;
    *GQ_VEC_PUSH(arena, &files->documents, struct gq_document *) = document;
    return true;
}

static bool
load_file(struct gq_arena *arena, struct gq_str path, const struct gq_limits *limits,
        struct gq_schema_files *files, struct gq_errors *errs)
{
    size_t bytes_max = (size_t)gq_limits_get(limits, GQ_LIMIT_SCHEMA_BYTES);
    struct gq_schema_text text = { .name = path };
    struct gq_str reason;

    if (!gq_file_read(arena, path, bytes_max, &text.text, &reason)) {
        gq_errors_add(
                errs, GQ_E_SCHEMA_INVALID, GQ_SOURCE_NOWHERE, "%s: %s", path.bytes, reason.bytes);
        return false;
    }
    return parse_text(arena, &text, limits, files, errs);
}

bool
gq_schema_files_load(struct gq_arena *arena, const struct gq_str *paths, uint32_t path_count,
        const struct gq_limits *limits, struct gq_schema_files *files, struct gq_errors *errs)
{
    struct gq_vec names = { 0 };
    bool ok = true;

    for (uint32_t i = 0; i < path_count; i++)
        ok = expand_path(arena, paths[i], &names, errs) && ok;
    for (uint32_t i = 0; i < names.count; i++)
        ok = load_file(arena, GQ_VEC_AT(&names, struct gq_str, i), limits, files, errs) && ok;
    assert(ok || errs->first || errs->dropped);
    return ok;
}

bool
gq_schema_files_parse(struct gq_arena *arena, const struct gq_schema_text *texts,
        uint32_t text_count, const struct gq_limits *limits, struct gq_schema_files *files,
        struct gq_errors *errs)
{
    bool ok = true;

    for (uint32_t i = 0; i < text_count; i++)
        ok = parse_text(arena, &texts[i], limits, files, errs) && ok;
    return ok;
}
