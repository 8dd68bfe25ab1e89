/* engine/manifest.c - tells the forms apart, and brings them to one list. */
#include "engine/manifest.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/file.h"
#include "base/limits.h"
#include "json/parse.h"
#include "json/value.h"

#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Room for keys, names and escapes beside the texts. */
#define FILE_BYTES_MAX (2 * GQ_MANIFEST_BYTES_MAX)

/* All file names of a directory together. */
#define NAMES_BYTES_MAX ((size_t)16 << 20)

/* Values for each document: five members, and the object around them. */
#define NODES_MAX (8 * (int64_t)GQ_MANIFEST_DOCUMENTS_MAX)

/* One read of one path. */
struct read {
    struct gq_arena *arena;
    struct gq_str path;
    struct gq_vec *documents;
    size_t bytes; /* of the texts so far */
    struct gq_errors *errs;
};

static bool
refuse(struct read *read, const char *reason)
{
    gq_errors_add(
            read->errs, GQ_E_BAD_REQUEST, GQ_SOURCE_NOWHERE, "%s: %s", read->path.bytes, reason);
    return false;
}

static bool
add(struct read *read, const struct gq_manifest_document *document)
{
    if (read->documents->count >= GQ_MANIFEST_DOCUMENTS_MAX)
        return refuse(read, "There are more than 20000 documents.");
    if (document->text.length > GQ_MANIFEST_BYTES_MAX - read->bytes)
        return refuse(read, "The documents together are longer than 64 MiB.");
    read->bytes += document->text.length;
    *GQ_VEC_PUSH(read->arena, read->documents, struct gq_manifest_document) = *document;
    return true;
}

/* A member that is a string; the empty slice otherwise. */
static struct gq_str
text_member(const struct gq_value *object, struct gq_str name)
{
    const struct gq_value *value = gq_value_member(object, name);

    return value && value->kind == GQ_VALUE_STRING ? value->text : (struct gq_str){ NULL, 0 };
}

/* {"operations": [{"id", "name", "type", "body"}]} */
static bool
read_apollo(struct read *read, const struct gq_value *manifest)
{
    const struct gq_value *version = gq_value_member(manifest, GQ_STR("version"));
    const struct gq_value *list = gq_value_member(manifest, GQ_STR("operations"));

    if (!version || version->kind != GQ_VALUE_INT || version->integer != 1)
        return refuse(read, "The manifest is not of version 1.");
    if (!list || list->kind != GQ_VALUE_LIST)
        return refuse(read, "The manifest has no list \"operations\".");
    for (uint32_t i = 0; i < list->count; i++) {
        const struct gq_value *item = &list->items[i];
        struct gq_manifest_document document = {
            .id = text_member(item, GQ_STR("id")),
            .name = text_member(item, GQ_STR("name")),
            .text = text_member(item, GQ_STR("body")),
        };

        if (!document.id.bytes || !document.text.bytes)
            return refuse(read, "An operation of the manifest has no \"id\" or no \"body\".");
        if (!add(read, &document))
            return false;
    }
    return true;
}

/* {"<id>": "<document>"} or {"<id>": {"name", "source"}} */
static bool
read_map(struct read *read, const struct gq_value *manifest)
{
    for (uint32_t i = 0; i < manifest->count; i++) {
        const struct gq_member *member = &manifest->members[i];
        struct gq_manifest_document document = { .id = member->key };

        if (member->value.kind == GQ_VALUE_STRING) {
            document.text = member->value.text;
        } else {
            document.name = text_member(&member->value, GQ_STR("name"));
            document.text = text_member(&member->value, GQ_STR("source"));
        }
        if (!document.text.bytes)
            return refuse(read, "This is none of the known forms of a manifest.");
        if (!add(read, &document))
            return false;
    }
    return true;
}

static void
free_parser(void *arg)
{
    gq_json_parser_free(arg);
}

static bool
parse(struct read *read, struct gq_str text, struct gq_value *ret_manifest)
{
    struct gq_json_parser *parser = gq_json_parser_new();
    struct gq_limits limits;
    struct gq_errors errs;

    if (!parser)
        return refuse(read, "There is not enough memory.");
    gq_arena_defer(read->arena, free_parser, parser);
    gq_limits_init(&limits);
    limits.values[GQ_LIMIT_JSON_NODES] = NODES_MAX;
    gq_errors_init(&errs, read->arena, NULL, 1);
    if (gq_json_parse(parser, read->arena, text, &limits, ret_manifest, &errs))
        return true;
    assert(errs.first);
    return refuse(read, errs.first->message.bytes);
}

static bool
read_file(struct read *read)
{
    struct gq_value *manifest = gq_arena_new_of(read->arena, struct gq_value);
    struct gq_str text, reason;

    if (!gq_file_read(read->arena, read->path, FILE_BYTES_MAX, &text, &reason))
        return refuse(read, reason.bytes);
    if (!parse(read, text, manifest))
        return false;
    if (manifest->kind != GQ_VALUE_OBJECT)
        return refuse(read, "This is none of the known forms of a manifest.");
    if (gq_str_is(text_member(manifest, GQ_STR("format")), "apollo-persisted-query-manifest"))
        return read_apollo(read, manifest);
    return read_map(read, manifest);
}

static bool
is_document_name(struct gq_str name)
{
    const struct gq_str suffix = GQ_STR_INIT(".graphql");

    return name.length > suffix.length && name.bytes[0] != '.'
            && gq_str_equal(gq_str_slice(name, name.length - suffix.length, suffix.length), suffix);
}

/* The names of the documents, each with its NUL: 0, or an errno. No arena here. */
static int
list_directory(const char *path, struct gq_buf *names)
{
    DIR *directory = opendir(path);
    const struct dirent *entry;
    int failure;

    if (!directory)
        return errno;
    while (errno = 0, (entry = readdir(directory)) != NULL) {
        struct gq_str name = gq_str_of(entry->d_name);

        if (is_document_name(name))
            gq_buf_append(names, name.bytes, name.length + 1);
    }
    failure = errno;
    (void)closedir(directory);
    return gq_buf_failed(names) ? E2BIG : failure;
}

static bool
read_document(struct read *read, const char *name)
{
    struct gq_manifest_document document = {
        .name = gq_arena_printf(read->arena, "%s/%s", read->path.bytes, name),
    };
    struct gq_str reason;

    if (gq_file_read(read->arena, document.name, GQ_MANIFEST_BYTES_MAX, &document.text, &reason))
        return add(read, &document);
    return refuse(read, gq_arena_printf(read->arena, "%s: %s", name, reason.bytes).bytes);
}

/* A document each file; its id is the hash of the file's very bytes. */
static bool
read_directory(struct read *read)
{
    struct gq_buf *names = gq_arena_new_of(read->arena, struct gq_buf);
    int failure;

    gq_buf_init_in(names, read->arena, NAMES_BYTES_MAX);
    failure = list_directory(read->path.bytes, names);
    if (failure)
        return refuse(read, strerror(failure));
    for (size_t i = 0; i < names->length; i += strlen(names->bytes + i) + 1) {
        if (!read_document(read, names->bytes + i))
            return false;
    }
    return true;
}

bool
gq_manifest_read(struct gq_arena *arena, struct gq_str path, struct gq_vec *documents,
        struct gq_errors *errs)
{
    struct read read = { arena, path, documents, 0, errs };
    struct stat status;

    assert(path.bytes && path.bytes[path.length] == '\0');
    for (uint32_t i = 0; i < documents->count; i++)
        read.bytes += GQ_VEC_AT(documents, struct gq_manifest_document, i).text.length;
    if (stat(path.bytes, &status) == 0 && S_ISDIR(status.st_mode))
        return read_directory(&read);
    return read_file(&read);
}
