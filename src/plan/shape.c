/* plan/shape.c - one walk over the coerced values. */
#include "plan/shape.h"

#include "base/buf.h"
#include "schema/coerce.h"

#include <assert.h>

/* JSON bodies nest at most 32 deep (limits.def); defaults of input fields add a few levels. */
#define DEPTH_MAX 256

static void
put_count(struct gq_buf *out, char tag, uint32_t count)
{
    gq_buf_char(out, tag);
    gq_buf_append(out, (const char *)&count, sizeof(count));
}

static void
put_value(struct gq_buf *out, const struct gq_value *value, uint32_t depth)
{
    assert(depth < DEPTH_MAX);
    switch (value->kind) {
    case GQ_VALUE_NULL:
        gq_buf_char(out, '0');
        break;
    case GQ_VALUE_BOOLEAN:
        gq_buf_char(out, value->boolean ? 't' : 'f');
        break;
    case GQ_VALUE_ENUM:
        put_count(out, 'e', (uint32_t)value->text.length);
        gq_buf_str(out, value->text);
        break;
    case GQ_VALUE_LIST:
        if (value->count == 0 || value->items[0].kind < GQ_VALUE_LIST) {
            gq_buf_char(out, 'l');
            break;
        }
        put_count(out, '[', value->count);
        for (uint32_t i = 0; i < value->count; i++)
            put_value(out, &value->items[i], depth + 1);
        break;
    case GQ_VALUE_OBJECT:
        put_count(out, '{', value->count);
        for (uint32_t i = 0; i < value->count; i++) {
            put_count(out, 'k', (uint32_t)value->members[i].key.length);
            gq_buf_str(out, value->members[i].key);
            put_value(out, &value->members[i].value, depth + 1);
        }
        break;
    default:
        gq_buf_char(out, 'v');
        break;
    }
}

void
gq_shape_write(struct gq_buf *out, const struct gq_variables *variables)
{
    for (uint32_t i = 0; i < variables->count; i++) {
        if (variables->items[i].is_present)
            put_value(out, &variables->items[i].value, 0);
        else
            gq_buf_char(out, '-');
    }
}
