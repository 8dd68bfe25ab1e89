/*
 * tests/fuzz/json_fuzz.c - what the check lets pass is read, and comes back the same from its
 * written form.
 */
#include "base/buf.h"
#include "base/error.h"
#include "base/limits.h"
#include "fuzz.h"
#include "json/check.h"
#include "json/parse.h"
#include "json/value.h"
#include "json/write.h"

#define WRITTEN_MAX ((size_t)1 << 26)

static void
free_parser(void *arg)
{
    gq_json_parser_free(arg);
}

static struct gq_json_parser *
parser_in(struct gq_arena *arena)
{
    struct gq_json_parser *parser = gq_json_parser_new();

    fuzz_require(parser != NULL);
    gq_arena_defer(arena, free_parser, parser);
    return parser;
}

static bool
parse(struct gq_arena *arena, struct gq_str text, struct gq_value *ret_value)
{
    struct gq_limits limits;
    struct gq_errors errs;
    bool ok;

    gq_limits_init(&limits);
    gq_errors_init(&errs, arena, NULL, 4);
    ok = gq_json_parse(parser_in(arena), arena, text, &limits, ret_value, &errs);
    fuzz_require(errs.count == !ok);
    return ok;
}

static struct gq_str
written(struct gq_arena *arena, const struct gq_value *value)
{
    struct gq_buf *out = gq_arena_new_of(arena, struct gq_buf);

    gq_buf_init_in(out, arena, WRITTEN_MAX);
    gq_write_value(out, value);
    fuzz_require(!gq_buf_failed(out));
    return gq_buf_view(out);
}

/*
 * A double from 2^63 up to 10^21 is written in digits alone, as ECMAScript does, and is then an
 * integer too large to be read: the one value that does not come back.
 */
static bool
comes_back(const struct gq_value *value)
{
    if (value->kind == GQ_VALUE_FLOAT) {
        double size = value->real < 0 ? -value->real : value->real;

        return size < 9e18 || size >= 1e21;
    }
    for (uint32_t i = 0; i < value->count; i++) {
        if (!comes_back(value->kind == GQ_VALUE_LIST ? &value->items[i] : &value->members[i].value))
            return false;
    }
    return true;
}

static void
fuzz_one(struct gq_arena *arena, struct gq_str text)
{
    struct gq_value value, again;
    struct gq_str once;

    if (!parse(arena, text, &value) || !comes_back(&value))
        return;
    once = written(arena, &value);
    fuzz_require(parse(arena, once, &again));
    fuzz_require(gq_str_equal(written(arena, &again), once));
}
