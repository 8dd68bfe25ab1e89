/* model/scalar.c - the codec of DateTime. */
#include "model/scalar.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/datetime.h"
#include "model/vocabulary.h"
#include "schema/coerce.h"
#include "schema/schema.h"

#include <assert.h>

static bool
take_datetime(struct gq_str text, struct gq_value *ret_value)
{
    int64_t wall_us;

    if (!gq_datetime_parse(text, &wall_us))
        return false;
    *ret_value = (struct gq_value){ .kind = GQ_VALUE_STRING, .text = text };
    return true;
}

static bool
datetime_from_value(struct gq_arena *arena, const void *context, const struct gq_value *value,
        struct gq_value *ret_value, struct gq_str *ret_reason)
{
    (void)arena;
    (void)context;
    if (value->kind == GQ_VALUE_STRING && take_datetime(value->text, ret_value))
        return true;
    *ret_reason = GQ_STR("It must be a moment such as 2026-01-02T03:04:05Z.");
    return false;
}

static bool
datetime_from_literal(struct gq_arena *arena, const void *context, const struct gq_literal *literal,
        struct gq_value *ret_value, struct gq_str *ret_reason)
{
    (void)arena;
    (void)context;
    if (literal->kind == GQ_LITERAL_STRING && take_datetime(literal->text, ret_value))
        return true;
    *ret_reason = GQ_STR("It must be a moment such as 2026-01-02T03:04:05Z.");
    return false;
}

static const struct scalar {
    struct gq_str name;
    struct gq_scalar_codec codec;
} scalars[] = {
    { GQ_STR_INIT("DateTime"), { datetime_from_value, datetime_from_literal, NULL } },
};

void
gq_scalar_attach(const struct gq_vocabulary *vocabulary, struct gq_schema *schema)
{
    for (size_t i = 0; i < GQ_ARRAY_LENGTH(scalars); i++) {
        struct gq_type *type = gq_map_find(&schema->type_map, scalars[i].name);

        if (type && gq_vocabulary_has_scalar(vocabulary, scalars[i].name))
            type->codec = &scalars[i].codec;
    }
}

const struct gq_literal *
gq_scalar_stored_datetime(struct gq_arena *arena, const struct gq_literal *literal)
{
    struct gq_literal *stored = gq_arena_new_of(arena, struct gq_literal);
    char *text = gq_arena_alloc(arena, GQ_CLOCK_RFC3339_SIZE);
    int64_t wall_us = 0;
    bool is_taken = gq_datetime_parse(literal->text, &wall_us);

    assert(literal->kind == GQ_LITERAL_STRING && is_taken);
    gq_clock_format(wall_us, text);
    *stored = *literal;
    stored->is_block = false;
    stored->text = (struct gq_str){ text, GQ_CLOCK_RFC3339_SIZE - 1 };
    return stored;
}
