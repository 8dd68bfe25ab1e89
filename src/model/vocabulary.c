/* model/vocabulary.c - parses the embedded SDL. */
#include "model/vocabulary.h"

#include "base/arena.h"
#include "base/error.h"
#include "base/map.h"
#include "language/ast.h"
#include "language/parse.h"
#include "model/directive.h"

#include <assert.h>

static const char directives_sdl[] =
#include "model/directives.inc"
        ;

static const char scalars_sdl[] =
#include "model/scalars.inc"
        ;

/* The root types that the API defines, each once as a stand-in. */
static const struct root {
    struct gq_str name, sdl;
} roots[] = {
    { GQ_STR_INIT("Query"), GQ_STR_INIT("type Query { _gqld: Boolean } ") },
    { GQ_STR_INIT("Mutation"), GQ_STR_INIT("type Mutation { _gqld: Boolean } ") },
};

/* The name that a definition takes from everybody else; types and directives have their own. */
static struct gq_str
taken_name(struct gq_arena *arena, const struct gq_definition *definition)
{
    return gq_arena_printf(arena, "%s%.*s", definition->kind == GQ_DEFINITION_DIRECTIVE ? "@" : "",
            GQ_STR_ARG(definition->name.text));
}

static struct gq_map
taken_names(struct gq_arena *arena, struct gq_document *const *documents, uint32_t document_count)
{
    struct gq_map names = { 0 };

    for (uint32_t i = 0; i < document_count; i++) {
        for (struct gq_definition *d = documents[i]->definitions; d; d = d->next) {
            if (!d->is_extension && d->name.text.bytes)
                gq_map_add(arena, &names, taken_name(arena, d), d);
        }
    }
    return names;
}

static void
remove_taken(struct gq_arena *arena, struct gq_document *document, const struct gq_map *names)
{
    struct gq_definition **link = &document->definitions;

    document->last = NULL;
    while (*link) {
        if (gq_map_find(names, taken_name(arena, *link))) {
            *link = (*link)->next;
        } else {
            document->last = *link;
            link = &(*link)->next;
        }
    }
}

static struct gq_document *
parse(struct gq_arena *arena, struct gq_str name, struct gq_str text, struct gq_sources *sources,
        struct gq_errors *errs)
{
    static const struct gq_parse_options options = { 0 };
    const struct gq_source *source = gq_source_add(arena, sources, name, text);

    if (!source) {
        gq_errors_add(errs, GQ_E_SCHEMA_INVALID, GQ_SOURCE_NOWHERE,
                "The schema's files are too large together.");
        return NULL;
    }
    return gq_parse_document(arena, source, &options, errs);
}

static struct gq_str
missing_roots(struct gq_arena *arena, const struct gq_map *names)
{
    struct gq_str sdl = GQ_STR("");

    for (size_t i = 0; i < GQ_ARRAY_LENGTH(roots); i++) {
        if (!gq_map_find(names, roots[i].name))
            sdl = gq_arena_printf(arena, "%.*s%.*s", GQ_STR_ARG(sdl), GQ_STR_ARG(roots[i].sdl));
    }
    return sdl;
}

static bool
has(const struct gq_document *document, enum gq_definition_kind kind, struct gq_str name)
{
    const struct gq_definition *d = document->definitions;

    while (d && !(d->kind == kind && gq_str_equal(d->name.text, name)))
        d = d->next;
    return d != NULL;
}

const struct gq_vocabulary *
gq_vocabulary_new(struct gq_arena *arena, struct gq_document *const *documents,
        uint32_t document_count, struct gq_sources *sources, struct gq_errors *errs)
{
    struct gq_vocabulary *vocabulary = gq_arena_new_of(arena, struct gq_vocabulary);
    struct gq_map names = taken_names(arena, documents, document_count);
    struct gq_str directives = { directives_sdl, sizeof(directives_sdl) - 1 };
    struct gq_str scalars = { scalars_sdl, sizeof(scalars_sdl) - 1 };
    struct gq_str missing;

    vocabulary->directives = parse(arena, GQ_STR("gqld directives"), directives, sources, errs);
    vocabulary->scalars = parse(arena, GQ_STR("gqld scalars"), scalars, sources, errs);
    if (!vocabulary->directives || !vocabulary->scalars)
        return NULL;
    if (!gq_vocabulary_is_used(documents, document_count)) {
        remove_taken(arena, vocabulary->directives, &names);
        remove_taken(arena, vocabulary->scalars, &names);
        return vocabulary;
    }
    missing = missing_roots(arena, &names);
    if (missing.length == 0)
        return vocabulary;
    vocabulary->roots = parse(arena, GQ_STR("gqld roots"), missing, sources, errs);
    return vocabulary->roots ? vocabulary : NULL;
}

bool
gq_vocabulary_is_used(struct gq_document *const *documents, uint32_t document_count)
{
    for (uint32_t i = 0; i < document_count; i++) {
        for (const struct gq_definition *d = documents[i]->definitions; d; d = d->next) {
            if (d->kind == GQ_DEFINITION_OBJECT && gq_directive_find(d->directives, "model"))
                return true;
        }
    }
    return false;
}

bool
gq_vocabulary_has_directive(const struct gq_vocabulary *vocabulary, struct gq_str name)
{
    return has(vocabulary->directives, GQ_DEFINITION_DIRECTIVE, name);
}

bool
gq_vocabulary_has_scalar(const struct gq_vocabulary *vocabulary, struct gq_str name)
{
    return has(vocabulary->scalars, GQ_DEFINITION_SCALAR, name);
}

bool
gq_vocabulary_is_placeholder(
        const struct gq_vocabulary *vocabulary, const struct gq_field_definition *field)
{
    const struct gq_definition *d = vocabulary->roots ? vocabulary->roots->definitions : NULL;

    while (d && d->object.fields != field)
        d = d->next;
    return d != NULL;
}
