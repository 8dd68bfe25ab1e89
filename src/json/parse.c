/*
 * json/parse.c - the readers behind the strict check: the short way for what is plain, json-c for the
 * rest. json-c's tree is copied into the arena and released.
 */
#include "json/parse.h"

#include "base/alloc.h"
#include "base/arena.h"
#include "base/error.h"
#include "json/check.h"
#include "json/plain.h"
#include "json/value.h"

#include <json-c/json.h>

#include <assert.h>
#include <limits.h>
#include <math.h>

struct gq_json_parser {
    struct json_tokener *tokener;
};

/* What the conversion carries along. */
struct conversion {
    struct gq_arena *arena;
    bool has_infinity; /* a number past the largest double */
};

struct gq_json_parser *
gq_json_parser_new(void)
{
    struct gq_json_parser *parser = gq_alloc(sizeof(*parser));

    if (!parser)
        return NULL;
    /* json-c counts a scalar as a level. */
    parser->tokener = json_tokener_new_ex((int)GQ_JSON_DEPTH_CEILING + 1);
    if (!parser->tokener) {
        gq_alloc_free(parser);
        return NULL;
    }
    json_tokener_set_flags(parser->tokener, JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
    return parser;
}

void
gq_json_parser_free(struct gq_json_parser *parser)
{
    if (!parser)
        return;
    json_tokener_free(parser->tokener);
    gq_alloc_free(parser);
}

static void
put_deferred(void *arg)
{
    json_object_put(arg);
}

static void convert(struct conversion *conv, struct json_object *json, struct gq_value *ret_value);

static void
convert_list(struct conversion *conv, struct json_object *json, struct gq_value *ret_value)
{
    size_t count = json_object_array_length(json);

    ret_value->kind = GQ_VALUE_LIST;
    ret_value->count = (uint32_t)count;
    ret_value->items = gq_arena_array_of(conv->arena, struct gq_value, count);
    for (size_t i = 0; i < count; i++)
        convert(conv, json_object_array_get_idx(json, i), &ret_value->items[i]);
}

static void
convert_object(struct conversion *conv, struct json_object *json, struct gq_value *ret_value)
{
    size_t count = (size_t)json_object_object_length(json);
    struct gq_member *member = gq_arena_array_of(conv->arena, struct gq_member, count);

    ret_value->kind = GQ_VALUE_OBJECT;
    ret_value->count = (uint32_t)count;
    ret_value->members = member;
    /* The list of entries is in the order in which the names first came. */
    for (struct lh_entry *entry = json_object_get_object(json)->head; entry; entry = entry->next) {
        assert(member < ret_value->members + count);
        member->key = gq_arena_copy(conv->arena, gq_str_of(lh_entry_k(entry)));
        convert(conv, lh_entry_v(entry), &member->value);
        member++;
    }
}

static void
convert_double(struct conversion *conv, struct json_object *json, struct gq_value *ret_value)
{
    ret_value->kind = GQ_VALUE_FLOAT;
    ret_value->real = json_object_get_double(json);
    if (!isfinite(ret_value->real))
        conv->has_infinity = true;
}

/* Recursion is bounded by the check, which ran before: GQ_JSON_DEPTH_CEILING. */
static void
convert(struct conversion *conv, struct json_object *json, struct gq_value *ret_value)
{
    switch (json_object_get_type(json)) {
    case json_type_null:
        ret_value->kind = GQ_VALUE_NULL;
        break;
    case json_type_boolean:
        ret_value->kind = GQ_VALUE_BOOLEAN;
        ret_value->boolean = json_object_get_boolean(json);
        break;
    case json_type_int:
        ret_value->kind = GQ_VALUE_INT;
        ret_value->integer = json_object_get_int64(json);
        break;
    case json_type_double:
        convert_double(conv, json, ret_value);
        break;
    case json_type_string:
        ret_value->kind = GQ_VALUE_STRING;
        ret_value->text = gq_arena_copy(conv->arena,
                (struct gq_str){
                        json_object_get_string(json), (size_t)json_object_get_string_len(json) });
        break;
    case json_type_array:
        convert_list(conv, json, ret_value);
        break;
    case json_type_object:
        convert_object(conv, json, ret_value);
        break;
    }
}

/* json-c's tree of a text that passed the check; NULL for `null` too, which `ret_ok` tells apart. */
static struct json_object *
tokenize(struct json_tokener *tokener, struct gq_str text, bool *ret_ok)
{
    struct json_object *json;

    json_tokener_reset(tokener);
    json = json_tokener_parse_ex(tokener, text.bytes, (int)text.length);
    /* A number on its own may go on: only a NUL ends it. */
    if (json_tokener_get_error(tokener) == json_tokener_continue)
        json = json_tokener_parse_ex(tokener, "", 1);
    *ret_ok = json_tokener_get_error(tokener) == json_tokener_success;
    return json;
}

static bool
refuse(struct gq_errors *errs, enum gq_code code, const char *message)
{
    gq_errors_add(errs, code, GQ_SOURCE_NOWHERE, "%s", message);
    return false;
}

/* The scan counted names as they came, json-c has one entry for each name. */
static bool
has_equal_names(struct json_object *json, const struct gq_json_shape *shape)
{
    return json_object_is_type(json, json_type_object)
            && (uint32_t)json_object_object_length(json) < shape->top_members;
}

/* Reads what passed the check by json-c. */
static bool
read_general(struct json_tokener *tokener, struct gq_arena *arena, struct gq_str text,
        const struct gq_json_shape *shape, struct gq_value *ret_value, struct gq_errors *errs)
{
    struct conversion conv = { .arena = arena };
    struct gq_arena_deferred *deferred;
    struct gq_value value = { .kind = GQ_VALUE_NULL };
    bool ok;
    struct json_object *json = tokenize(tokener, text, &ok);

    deferred = gq_arena_defer(arena, put_deferred, json);
    if (!ok)
        return refuse(errs, GQ_E_REQUEST_LIMIT_EXCEEDED, "No memory to read the JSON text.");
    if (has_equal_names(json, shape))
        return refuse(errs, GQ_E_BAD_REQUEST,
                "Invalid JSON at byte 0: two members of the object have the same name.");
    convert(&conv, json, &value);
    gq_arena_defer_cancel(deferred);
    json_object_put(json);
    if (conv.has_infinity)
        return refuse(errs, GQ_E_BAD_REQUEST,
                "Invalid JSON: a number is too large for double precision.");
    *ret_value = value;
    return true;
}

bool
gq_json_parse(struct gq_json_parser *parser, struct gq_arena *arena, struct gq_str text,
        const struct gq_limits *limits, struct gq_value *ret_value, struct gq_errors *errs)
{
    struct gq_json_shape shape;

    if (text.length > INT_MAX)
        return refuse(errs, GQ_E_REQUEST_LIMIT_EXCEEDED, "The JSON text is too long.");
    if (!gq_json_check(text, limits, &shape, errs))
        return false;
    if (shape.is_plain && gq_json_plain_read(arena, text, ret_value))
        return true;
    return read_general(parser->tokener, arena, text, &shape, ret_value, errs);
}
