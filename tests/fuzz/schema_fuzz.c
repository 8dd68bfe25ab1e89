/*
 * tests/fuzz/schema_fuzz.c - SDL that is parsed becomes a model or errors; what becomes a model is
 * printed as an API that is a sound schema by itself.
 */
#include "base/buf.h"
#include "base/error.h"
#include "fuzz.h"
#include "language/ast.h"
#include "language/parse.h"
#include "model/model.h"
#include "schema/build.h"
#include "schema/print.h"
#include "schema/schema.h"

#define ERRORS_MAX 20
#define PRINT_MAX  (16u << 20)

static struct gq_document *
parse(struct gq_arena *arena, struct gq_sources *sources, struct gq_str text,
        struct gq_errors *errs)
{
    static const struct gq_parse_options options = { 0 };
    const struct gq_source *source = gq_source_add(arena, sources, GQ_STR("fuzz"), text);

    return gq_parse_document(arena, source, &options, errs);
}

/* The printed API says by itself all that it is. */
static void
require_sound(struct gq_arena *arena, const struct gq_schema *schema)
{
    struct gq_buf *text = gq_arena_new_of(arena, struct gq_buf);
    struct gq_sources sources = { 0 };
    struct gq_errors errs;
    struct gq_document *document;

    gq_buf_init_in(text, arena, PRINT_MAX);
    gq_schema_print(text, schema);
    if (gq_buf_failed(text) || text->length == 0)
        return;
    gq_errors_init(&errs, arena, &sources, 1);
    document = parse(arena, &sources, gq_buf_view(text), &errs);
    fuzz_require(document != NULL);
    fuzz_require(gq_schema_build(arena, &document, 1, &sources, &errs) != NULL);
}

static void
fuzz_one(struct gq_arena *arena, struct gq_str text)
{
    struct gq_sources sources = { 0 };
    const struct gq_model *model;
    struct gq_errors errs;
    struct gq_document *document;

    gq_errors_init(&errs, arena, &sources, ERRORS_MAX);
    document = parse(arena, &sources, text, &errs);
    if (!document)
        return;
    model = gq_model_build(arena, &document, 1, &sources, &errs);
    fuzz_require((model == NULL) == (errs.count > 0));
    for (const struct gq_error *error = errs.first; error; error = error->next)
        fuzz_require(error->message.length > 0);
    if (model)
        require_sound(arena, model->schema);
}
