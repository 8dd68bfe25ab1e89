/*
 * engine/api_values.c - what resolvers read and fill.
 *
 * They run inside an embedder's frame, so that nothing here may unwind: memory is tried for, and its
 * want is remembered for when the resolver has returned.
 */
#include "engine/api_values.h"

#include "base/arena.h"
#include "base/utf8.h"
#include "exec/resolver.h"
#include "schema/schema.h"

#include <assert.h>
#include <gqld.h>
#include <string.h>

static_assert(
        sizeof(struct gqld_value) == sizeof(struct gq_value), "a list of one is of the other");

static const struct gqld_value *
wrap(const struct gq_value *value)
{
    return (const struct gqld_value *)value;
}

size_t
gqld_batch_count(const struct gqld_batch *batch)
{
    return batch->resolve->count;
}

const void *
gqld_batch_parent(const struct gqld_batch *batch, size_t index)
{
    assert(index < batch->resolve->count);
    return batch->resolve->parents[index];
}

/* Names of the schema end with a NUL only if its maker says so; these are copied once a batch. */
static const char *
terminated(const struct gqld_batch *batch, struct gq_str name)
{
    char *copy = gq_arena_try(batch->resolve->arena, name.length + 1);

    if (!copy) {
        batch->resolve->is_exhausted = true;
        return "";
    }
    memcpy(copy, name.bytes, name.length);
    copy[name.length] = '\0';
    return copy;
}

const char *
gqld_batch_field(const struct gqld_batch *batch)
{
    return terminated(batch, batch->resolve->field->name);
}

const char *
gqld_batch_type(const struct gqld_batch *batch)
{
    return terminated(batch, batch->resolve->field->parent->name);
}

const struct gqld_value *
gqld_batch_argument(const struct gqld_batch *batch, const char *name)
{
    return wrap(gq_value_member(batch->resolve->arguments, gq_str_of(name)));
}

struct gqld_value *
gqld_batch_result(struct gqld_batch *batch, size_t index)
{
    assert(index < batch->resolve->count);
    return (struct gqld_value *)&batch->resolve->values[index];
}

enum gqld_kind
gqld_value_kind(const struct gqld_value *value)
{
    static const enum gqld_kind kinds[] = {
        [GQ_VALUE_NULL] = GQLD_NULL,
        [GQ_VALUE_BOOLEAN] = GQLD_BOOLEAN,
        [GQ_VALUE_INT] = GQLD_INT,
        [GQ_VALUE_FLOAT] = GQLD_FLOAT,
        [GQ_VALUE_STRING] = GQLD_STRING,
        [GQ_VALUE_ENUM] = GQLD_ENUM,
        [GQ_VALUE_LIST] = GQLD_LIST,
        [GQ_VALUE_OBJECT] = GQLD_OBJECT,
    };

    return (size_t)value->value.kind < GQ_ARRAY_LENGTH(kinds) ? kinds[value->value.kind]
                                                              : GQLD_NULL;
}

int
gqld_value_boolean(const struct gqld_value *value)
{
    assert(value->value.kind == GQ_VALUE_BOOLEAN);
    return value->value.boolean;
}

int64_t
gqld_value_int(const struct gqld_value *value)
{
    assert(value->value.kind == GQ_VALUE_INT);
    return value->value.integer;
}

double
gqld_value_float(const struct gqld_value *value)
{
    if (value->value.kind == GQ_VALUE_INT)
        return (double)value->value.integer;
    assert(value->value.kind == GQ_VALUE_FLOAT);
    return value->value.real;
}

const char *
gqld_value_text(const struct gqld_value *value, size_t *ret_length)
{
    assert(value->value.kind == GQ_VALUE_STRING || value->value.kind == GQ_VALUE_ENUM);
    *ret_length = value->value.text.length;
    return value->value.text.bytes;
}

size_t
gqld_value_count(const struct gqld_value *value)
{
    assert(value->value.kind == GQ_VALUE_LIST || value->value.kind == GQ_VALUE_OBJECT);
    return value->value.count;
}

const struct gqld_value *
gqld_value_item(const struct gqld_value *value, size_t index)
{
    assert(value->value.kind == GQ_VALUE_LIST && index < value->value.count);
    return wrap(&value->value.items[index]);
}

const struct gqld_value *
gqld_value_member(const struct gqld_value *value, const char *name)
{
    return wrap(gq_value_member(&value->value, gq_str_of(name)));
}

void
gqld_value_set_null(struct gqld_value *value)
{
    value->value = (struct gq_value){ .kind = GQ_VALUE_NULL };
}

void
gqld_value_set_boolean(struct gqld_value *value, int boolean)
{
    value->value = (struct gq_value){ .kind = GQ_VALUE_BOOLEAN, .boolean = boolean != 0 };
}

void
gqld_value_set_int(struct gqld_value *value, int64_t integer)
{
    value->value = (struct gq_value){ .kind = GQ_VALUE_INT, .integer = integer };
}

void
gqld_value_set_float(struct gqld_value *value, double real)
{
    value->value = (struct gq_value){ .kind = GQ_VALUE_FLOAT, .real = real };
}

static void *
try_memory(struct gqld_batch *batch, size_t size)
{
    void *memory = gq_arena_try(batch->resolve->arena, size);

    if (!memory)
        batch->resolve->is_exhausted = true;
    return memory;
}

/* Bytes that are not UTF-8 must not reach a client as JSON: they are an error of the value. */
static int
set_text(struct gqld_batch *batch, struct gqld_value *value, enum gq_value_kind kind,
        struct gq_str text)
{
    size_t bad;
    char *copy;

    if (!gq_utf8_check(text, &bad)) {
        kind = GQ_VALUE_ERROR;
        text = GQ_STR("A resolver gave text that is not UTF-8.");
    }
    copy = try_memory(batch, text.length + 1);
    if (!copy)
        return 0;
    if (text.length)
        memcpy(copy, text.bytes, text.length);
    value->value = (struct gq_value){ .kind = kind, .text = { copy, text.length } };
    return 1;
}

int
gqld_value_set_text(
        struct gqld_batch *batch, struct gqld_value *value, const char *text, size_t length)
{
    return set_text(batch, value, GQ_VALUE_STRING, (struct gq_str){ text, length });
}

int
gqld_value_set_error(struct gqld_batch *batch, struct gqld_value *value, const char *message)
{
    return set_text(batch, value, GQ_VALUE_ERROR, gq_str_of(message));
}

int
gqld_value_set_list(struct gqld_batch *batch, struct gqld_value *value, size_t count)
{
    struct gq_value *items;

    if (count > UINT32_MAX) {
        batch->resolve->is_exhausted = true;
        return 0;
    }
    items = try_memory(batch, count * sizeof(*items));
    if (!items)
        return 0;
    memset(items, 0, count * sizeof(*items));
    value->value =
            (struct gq_value){ .kind = GQ_VALUE_LIST, .count = (uint32_t)count, .items = items };
    return 1;
}

struct gqld_value *
gqld_value_list_item(struct gqld_value *value, size_t index)
{
    assert(value->value.kind == GQ_VALUE_LIST && index < value->value.count);
    return (struct gqld_value *)&value->value.items[index];
}

int
gqld_value_set_object(struct gqld_batch *batch, struct gqld_value *value, const char *type_name,
        const void *object)
{
    const struct gq_type *type = NULL;

    if (type_name) {
        type = gq_schema_type_find(batch->resolve->schema, gq_str_of(type_name));
        if (!type)
            return 0;
    }
    value->value = (struct gq_value){
        .kind = GQ_VALUE_HANDLE, .count = type ? type->index + 1 : 0, .handle = object
    };
    return 1;
}
