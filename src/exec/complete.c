/* exec/complete.c - one function for each built-in scalar; an author's own takes any value. */
#include "exec/complete.h"

#include "base/arena.h"
#include "base/buf.h"
#include "schema/schema.h"
#include "json/value.h"
#include "json/write.h"

#include <math.h>

typedef bool leaf_fn(struct gq_buf *out, const struct gq_value *value);

/* The value as a message shows it. */
static struct gq_str
shown(struct gq_arena *arena, const struct gq_value *value)
{
    struct gq_buf *text = gq_arena_new_of(arena, struct gq_buf);

    if (value->kind == GQ_VALUE_HANDLE)
        return GQ_STR("[object]");
    gq_buf_init_in(text, arena, 1u << 20);
    gq_write_value(text, value);
    return gq_buf_view(text);
}

static bool
is_number(const struct gq_value *value)
{
    return value->kind == GQ_VALUE_INT || value->kind == GQ_VALUE_FLOAT;
}

static double
number_of(const struct gq_value *value)
{
    return value->kind == GQ_VALUE_INT ? (double)value->integer : value->real;
}

static bool
write_int(struct gq_buf *out, const struct gq_value *value)
{
    double number;

    if (value->kind == GQ_VALUE_BOOLEAN) {
        gq_write_int(out, value->boolean);
        return true;
    }
    if (!is_number(value))
        return false;
    number = number_of(value);
    if (!(number >= INT32_MIN && number <= INT32_MAX) || trunc(number) < number
            || trunc(number) > number)
        return false;
    gq_write_int(out, (int64_t)number);
    return true;
}

static bool
write_float(struct gq_buf *out, const struct gq_value *value)
{
    if (value->kind == GQ_VALUE_BOOLEAN) {
        gq_write_int(out, value->boolean);
        return true;
    }
    if (!is_number(value) || !isfinite(number_of(value)))
        return false;
    gq_write_double(out, number_of(value));
    return true;
}

static bool
write_string(struct gq_buf *out, const struct gq_value *value)
{
    if (value->kind == GQ_VALUE_STRING) {
        gq_write_string(out, value->text);
        return true;
    }
    if (value->kind != GQ_VALUE_BOOLEAN && !is_number(value))
        return false;
    if (value->kind == GQ_VALUE_FLOAT && !isfinite(value->real))
        return false;
    gq_buf_char(out, '"');
    gq_write_value(out, value);
    gq_buf_char(out, '"');
    return true;
}

static bool
write_boolean(struct gq_buf *out, const struct gq_value *value)
{
    if (value->kind == GQ_VALUE_BOOLEAN) {
        gq_write_bool(out, value->boolean);
        return true;
    }
    if (!is_number(value) || !isfinite(number_of(value)))
        return false;
    gq_write_bool(out, number_of(value) < 0 || number_of(value) > 0);
    return true;
}

static bool
write_id(struct gq_buf *out, const struct gq_value *value)
{
    return (value->kind == GQ_VALUE_STRING || value->kind == GQ_VALUE_INT)
            && write_string(out, value);
}

static bool
write_custom(struct gq_buf *out, const struct gq_value *value)
{
    if (value->kind == GQ_VALUE_HANDLE || (value->kind == GQ_VALUE_FLOAT && !isfinite(value->real)))
        return false;
    gq_write_value(out, value);
    return true;
}

static const struct {
    leaf_fn *write;
    const char *complaint;
} scalars[] = {
    [GQ_SCALAR_CUSTOM] = { write_custom, "Scalar cannot represent value" },
    [GQ_SCALAR_INT] = { write_int, "Int cannot represent non 32-bit signed integer value" },
    [GQ_SCALAR_FLOAT] = { write_float, "Float cannot represent non numeric value" },
    [GQ_SCALAR_STRING] = { write_string, "String cannot represent value" },
    [GQ_SCALAR_BOOLEAN] = { write_boolean, "Boolean cannot represent a non boolean value" },
    [GQ_SCALAR_ID] = { write_id, "ID cannot represent value" },
};

static const char *
complaint_of(const struct gq_type *type, const struct gq_value *value)
{
    bool is_integral = value->kind == GQ_VALUE_INT
            || (value->kind == GQ_VALUE_FLOAT && isfinite(value->real)
                    && !(trunc(value->real) < value->real) && !(trunc(value->real) > value->real));

    if (type->scalar == GQ_SCALAR_INT && !is_integral)
        return "Int cannot represent non-integer value";
    return scalars[type->scalar].complaint;
}

bool
gq_complete_leaf(struct gq_arena *arena, const struct gq_type *type, const struct gq_value *value,
        struct gq_buf *out, struct gq_str *ret_message)
{
    struct gq_str text;

    if (type->kind == GQ_TYPE_ENUM) {
        if ((value->kind == GQ_VALUE_STRING || value->kind == GQ_VALUE_ENUM)
                && gq_map_find(&type->enum_value_map, value->text)) {
            gq_write_string(out, value->text);
            return true;
        }
        text = shown(arena, value);
        *ret_message = gq_arena_printf(arena, "Enum \"%.*s\" cannot represent value: %.*s",
                GQ_STR_ARG(type->name), GQ_STR_ARG(text));
        return false;
    }
    /* Introspection's own strings and booleans take the same way as everybody's. */
    if (scalars[type->scalar].write(out, value))
        return true;
    text = shown(arena, value);
    *ret_message = gq_arena_printf(arena, "%s: %.*s", complaint_of(type, value), GQ_STR_ARG(text));
    return false;
}
