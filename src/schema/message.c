/* schema/message.c - graphql-js's `inspect` and `printPathArray`. */
#include "schema/message.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "language/print.h"
#include "schema/schema.h"
#include "json/value.h"
#include "json/write.h"

#include <assert.h>

/* Values are bounded where they come in; this keeps a fault from growing without end. */
#define MESSAGE_BYTES_MAX (4u << 20)
#define INSPECT_DEPTH_MAX 2u
#define INSPECT_ITEMS_MAX 10u

struct gq_buf *
gq_message_begin(struct gq_arena *arena)
{
    struct gq_buf *buf = gq_arena_new_of(arena, struct gq_buf);

    gq_buf_init_in(buf, arena, MESSAGE_BYTES_MAX);
    return buf;
}

static void inspect(struct gq_buf *out, const struct gq_value *value, uint32_t depth);

static void
inspect_list(struct gq_buf *out, const struct gq_value *list, uint32_t depth)
{
    uint32_t shown = list->count < INSPECT_ITEMS_MAX ? list->count : INSPECT_ITEMS_MAX;

    if (list->count == 0) {
        gq_buf_text(out, "[]");
        return;
    }
    if (depth > INSPECT_DEPTH_MAX) {
        gq_buf_text(out, "[Array]");
        return;
    }
    gq_buf_char(out, '[');
    for (uint32_t i = 0; i < shown; i++) {
        gq_buf_text(out, i ? ", " : "");
        inspect(out, &list->items[i], depth);
    }
    if (list->count > shown)
        gq_buf_printf(out, ", ... %u more item%s", (unsigned)(list->count - shown),
                list->count - shown > 1 ? "s" : "");
    gq_buf_char(out, ']');
}

static void
inspect_object(struct gq_buf *out, const struct gq_value *object, uint32_t depth)
{
    if (object->count == 0) {
        gq_buf_text(out, "{}");
        return;
    }
    if (depth > INSPECT_DEPTH_MAX) {
        gq_buf_text(out, "[Object]");
        return;
    }
    gq_buf_text(out, "{ ");
    for (uint32_t i = 0; i < object->count; i++) {
        gq_buf_text(out, i ? ", " : "");
        gq_buf_str(out, object->members[i].key);
        gq_buf_text(out, ": ");
        inspect(out, &object->members[i].value, depth);
    }
    gq_buf_text(out, " }");
}

/* `depth` counts the lists and objects around the value; it bounds the recursion. */
static void
inspect(struct gq_buf *out, const struct gq_value *value, uint32_t depth)
{
    switch (value->kind) {
    case GQ_VALUE_NULL:
        gq_buf_text(out, "null");
        break;
    case GQ_VALUE_BOOLEAN:
        gq_buf_text(out, value->boolean ? "true" : "false");
        break;
    case GQ_VALUE_INT:
        gq_write_double(out, (double)value->integer);
        break;
    case GQ_VALUE_FLOAT:
        gq_write_double(out, value->real);
        break;
    case GQ_VALUE_STRING:
    case GQ_VALUE_ENUM:
        gq_write_string(out, value->text);
        break;
    case GQ_VALUE_LIST:
        inspect_list(out, value, depth + 1);
        break;
    case GQ_VALUE_OBJECT:
        inspect_object(out, value, depth + 1);
        break;
    case GQ_VALUE_HANDLE:
    case GQ_VALUE_ERROR:
        gq_buf_text(out, "[Object]");
        break;
    }
}

struct gq_str
gq_message_value(struct gq_arena *arena, const struct gq_value *value)
{
    struct gq_buf *out = gq_message_begin(arena);

    inspect(out, value, 0);
    return gq_buf_view(out);
}

struct gq_str
gq_message_literal(struct gq_arena *arena, const struct gq_literal *literal)
{
    struct gq_buf *out = gq_message_begin(arena);

    gq_print_literal(out, literal);
    return gq_buf_view(out);
}

struct gq_str
gq_message_type(struct gq_arena *arena, const struct gq_type *type)
{
    struct gq_buf *out;

    if (!type->of)
        return type->name;
    out = gq_message_begin(arena);
    gq_type_print(out, type);
    return gq_buf_view(out);
}

struct gq_str
gq_message_type_node(struct gq_arena *arena, const struct gq_type_node *node)
{
    struct gq_buf *out = gq_message_begin(arena);

    gq_print_type_node(out, node);
    return gq_buf_view(out);
}

struct gq_str
gq_message_path(struct gq_arena *arena, const struct gq_path *path)
{
    struct gq_str text = GQ_STR("");

    for (const struct gq_path *step = path; step; step = step->parent) {
        if (step->key.bytes)
            text = gq_arena_printf(arena, ".%.*s%.*s", GQ_STR_ARG(step->key), GQ_STR_ARG(text));
        else
            text = gq_arena_printf(arena, "[%u]%.*s", (unsigned)step->index, GQ_STR_ARG(text));
    }
    return path ? gq_arena_printf(arena, " at %.*s", GQ_STR_ARG(text)) : text;
}
