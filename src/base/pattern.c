/*
 * base/pattern.c - PCRE2 with bounds on the steps, the depth and the memory of a match.
 *
 * Matching needs no C stack of its own: PCRE2 keeps its frames on the heap, up to the bound.
 */
#include "base/pattern.h"

#include "base/arena.h"

#include <assert.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

/* A good pattern needs a few steps a byte; what backtracks without end meets these at once. */
#define STEPS_MAX    200000u
#define DEPTH_MAX    10000u
#define HEAP_MAX_KIB 8192u

#define OPTIONS (PCRE2_UTF | PCRE2_DOLLAR_ENDONLY | PCRE2_NEVER_BACKSLASH_C | PCRE2_NEVER_UCP)

struct gq_pattern {
    pcre2_code *code;
};

static void
free_code(void *arg)
{
    struct gq_pattern *pattern = arg;

    pcre2_code_free(pattern->code);
}

static struct gq_str
reason_of(struct gq_arena *arena, int code, size_t offset)
{
    PCRE2_UCHAR message[128];

    if (pcre2_get_error_message(code, message, sizeof(message)) < 0)
        message[0] = '\0';
    return gq_arena_printf(arena, "%s, at character %zu", (const char *)message, offset + 1);
}

const struct gq_pattern *
gq_pattern_compile(struct gq_arena *arena, struct gq_str text, struct gq_str *ret_reason)
{
    struct gq_pattern *pattern = gq_arena_new_of(arena, struct gq_pattern);
    PCRE2_SIZE offset = 0;
    int code = 0;

    /* Before the handle is there: registering allocates. */
    gq_arena_defer(arena, free_code, pattern);
    pattern->code =
            pcre2_compile((PCRE2_SPTR)text.bytes, text.length, OPTIONS, &code, &offset, NULL);
    if (pattern->code)
        return pattern;
    *ret_reason = reason_of(arena, code, offset);
    return NULL;
}

static int
search(const struct gq_pattern *pattern, struct gq_str text, pcre2_match_context *context)
{
    pcre2_match_data *data = pcre2_match_data_create(1, NULL);
    int code;

    if (!data)
        return PCRE2_ERROR_NOMEMORY;
    pcre2_set_match_limit(context, STEPS_MAX);
    pcre2_set_depth_limit(context, DEPTH_MAX);
    pcre2_set_heap_limit(context, HEAP_MAX_KIB);
    code = pcre2_match(pattern->code, (PCRE2_SPTR)text.bytes, text.length, 0, 0, data, context);
    pcre2_match_data_free(data);
    return code;
}

enum gq_pattern_outcome
gq_pattern_search(const struct gq_pattern *pattern, struct gq_str text)
{
    pcre2_match_context *context = pcre2_match_context_create(NULL);
    int code = PCRE2_ERROR_NOMEMORY;

    assert(pattern->code);
    if (text.length == 0)
        text = GQ_STR(""); /* PCRE2 takes no NULL */
    if (context)
        code = search(pattern, text, context);
    pcre2_match_context_free(context);
    if (code >= 0)
        return GQ_PATTERN_FOUND;
    if (code == PCRE2_ERROR_NOMATCH
            || (code <= PCRE2_ERROR_UTF8_ERR1 && code >= PCRE2_ERROR_UTF8_ERR21))
        return GQ_PATTERN_NOT_FOUND;
    return GQ_PATTERN_TOO_COSTLY;
}
