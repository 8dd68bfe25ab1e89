/* tests/fuzz/document_fuzz.c - what can be parsed can be printed, and comes back the same. */
#include "base/buf.h"
#include "base/error.h"
#include "fuzz.h"
#include "language/ast.h"
#include "language/parse.h"
#include "language/print.h"

#define PRINTED_MAX ((size_t)1 << 26)

static struct gq_document *
parse(struct gq_arena *arena, struct gq_str text)
{
    static const struct gq_parse_options options = { 0 };
    struct gq_sources sources = { 0 };
    const struct gq_source *source = gq_source_add(arena, &sources, GQ_STR("fuzz"), text);
    struct gq_document *document;
    struct gq_errors errs;

    gq_errors_init(&errs, arena, &sources, 4);
    document = gq_parse_document(arena, source, &options, &errs);
    /* One error with a place, or none. */
    fuzz_require(errs.count == (document ? 0 : 1));
    fuzz_require(document || errs.first->locations[0].column > 0);
    return document;
}

static struct gq_str
print(struct gq_arena *arena, const struct gq_document *document)
{
    struct gq_buf *out = gq_arena_new_of(arena, struct gq_buf);

    gq_buf_init_in(out, arena, PRINTED_MAX);
    gq_print_document(out, document);
    fuzz_require(!gq_buf_failed(out));
    return gq_buf_view(out);
}

static bool
is_printed_in_shorthand(const struct gq_definition *definition)
{
    return definition->kind == GQ_DEFINITION_OPERATION
            && definition->operation.kind == GQ_OPERATION_QUERY
            && !definition->description.text.bytes && !definition->name.text.bytes
            && !definition->operation.variables && !definition->directives;
}

/*
 * `enum E query {a}` is printed, as graphql-js prints it, with the query in shorthand: which then
 * reads as the values of the enum. No other construct changes its meaning.
 */
static bool
is_ambiguous(const struct gq_document *document)
{
    for (const struct gq_definition *definition = document->definitions; definition->next;
            definition = definition->next) {
        if (!gq_definition_is_executable(definition) && is_printed_in_shorthand(definition->next))
            return true;
    }
    return false;
}

static void
fuzz_one(struct gq_arena *arena, struct gq_str text)
{
    struct gq_document *document = parse(arena, text), *again;
    struct gq_str printed;

    if (!document)
        return;
    printed = print(arena, document);
    if (is_ambiguous(document))
        return;
    again = parse(arena, printed);
    fuzz_require(again != NULL);
    fuzz_require(again->token_count <= document->token_count);
    fuzz_require(gq_str_equal(print(arena, again), printed));
}
