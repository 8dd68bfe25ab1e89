/*
 * model/scalar.c - one row for each scalar: what it takes, and what keeps it.
 *
 * A codec leaves the value in its one canonical form as far as that does not depend on the column:
 * BigInt as an integer, UUID in lower case; the rest is exec's.
 */
#include "model/scalar.h"

#include "base/arena.h"
#include "base/base64.h"
#include "base/datetime.h"
#include "base/decimal.h"
#include "base/email.h"
#include "base/number.h"
#include "base/url.h"
#include "base/uuid.h"
#include "model/directive.h"
#include "model/vocabulary.h"
#include "schema/coerce.h"
#include "schema/schema.h"

#include <assert.h>
#include <inttypes.h>
#include <math.h>

/* More digits than any value has: longer ones are not looked at. */
#define DIGITS_MAX 64u

/* A double is a fraction whose digits were lost on the way: JSON's. */
enum form { TEXT, INTEGER, FRACTION, DOUBLE, OTHER };

/* A value or literal, alike: numbers by their digits. */
struct given {
    struct gq_arena *arena;
    enum form form;
    struct gq_str text;
};

typedef bool take_fn(const struct given *given, struct gq_value *ret_value);

static bool
take_text(const struct given *given, struct gq_value *ret_value)
{
    *ret_value = (struct gq_value){ .kind = GQ_VALUE_STRING, .text = given->text };
    return given->form == TEXT;
}

static bool
take_integer(const struct given *given, struct gq_value *ret_value)
{
    *ret_value = (struct gq_value){ .kind = GQ_VALUE_INT };
    return (given->form == TEXT || given->form == INTEGER)
            && gq_decimal_parse(given->text, 0, &ret_value->integer) == GQ_DECIMAL_OK;
}

static bool
take_int(const struct given *given, struct gq_value *ret_value)
{
    return given->form == INTEGER && take_integer(given, ret_value)
            && ret_value->integer >= INT32_MIN && ret_value->integer <= INT32_MAX;
}

static bool
take_float(const struct given *given, struct gq_value *ret_value)
{
    if (given->form == TEXT || given->form == OTHER)
        return false;
    *ret_value = (struct gq_value){ .kind = GQ_VALUE_FLOAT,
        .real = gq_number_parse(given->arena, given->text) };
    return isfinite(ret_value->real);
}

static bool
take_decimal(const struct given *given, struct gq_value *ret_value)
{
    int64_t scaled;

    *ret_value = (struct gq_value){ .kind = GQ_VALUE_STRING, .text = given->text };
    return given->form != OTHER && given->form != DOUBLE && given->text.length <= DIGITS_MAX
            && gq_decimal_parse(given->text, GQ_DECIMAL_SCALE_MAX, &scaled)
            != GQ_DECIMAL_NOT_A_NUMBER;
}

static bool
take_datetime(const struct given *given, struct gq_value *ret_value)
{
    int64_t wall_us;

    return take_text(given, ret_value) && gq_datetime_parse(given->text, &wall_us);
}

static bool
take_date(const struct given *given, struct gq_value *ret_value)
{
    return take_text(given, ret_value) && gq_datetime_parse_date(given->text);
}

static bool
take_time(const struct given *given, struct gq_value *ret_value)
{
    int64_t us;

    return take_text(given, ret_value) && gq_datetime_parse_time(given->text, &us);
}

static bool
take_uuid(const struct given *given, struct gq_value *ret_value)
{
    char text[GQ_UUID_LENGTH];

    if (!take_text(given, ret_value) || !gq_uuid_parse(given->text, text))
        return false;
    ret_value->text = gq_arena_copy(given->arena, (struct gq_str){ text, sizeof(text) });
    return true;
}

static bool
take_bytes(const struct given *given, struct gq_value *ret_value)
{
    struct gq_str bytes;

    return take_text(given, ret_value) && gq_base64_read_padded(given->arena, given->text, &bytes);
}

static bool
take_email(const struct given *given, struct gq_value *ret_value)
{
    return take_text(given, ret_value) && gq_email_check(given->text);
}

static bool
take_url(const struct given *given, struct gq_value *ret_value)
{
    return take_text(given, ret_value) && gq_url_check(given->text);
}

/* The context of each codec. `take` NULL: any value is taken. */
static const struct scalar {
    struct gq_str name;
    enum gq_column_type column_type;
    take_fn *take;
    struct gq_str wanted;
} scalars[] = {
    { GQ_STR_INIT("BigInt"), GQ_COLUMN_BIG_INT, take_integer,
            GQ_STR_INIT("It must be an integer of 64 bits, such as \"9007199254740993\".") },
    { GQ_STR_INIT("Bytes"), GQ_COLUMN_BYTES, take_bytes,
            GQ_STR_INIT("It must be base64 with padding, such as \"SGVsbG8=\".") },
    { GQ_STR_INIT("Date"), GQ_COLUMN_DATE, take_date,
            GQ_STR_INIT("It must be a day such as 2026-01-02.") },
    { GQ_STR_INIT("DateTime"), GQ_COLUMN_DATETIME, take_datetime,
            GQ_STR_INIT("It must be a moment such as 2026-01-02T03:04:05Z.") },
    { GQ_STR_INIT("Decimal"), GQ_COLUMN_DECIMAL, take_decimal,
            GQ_STR_INIT("It must be a decimal number in a string, such as \"12.50\".") },
    { GQ_STR_INIT("EmailAddress"), GQ_COLUMN_STRING, take_email,
            GQ_STR_INIT("It must be an e-mail address such as ada@example.com.") },
    { GQ_STR_INIT("Float"), GQ_COLUMN_FLOAT, take_float,
            GQ_STR_INIT("It must be a finite number.") },
    { GQ_STR_INIT("Int"), GQ_COLUMN_INT, take_int,
            GQ_STR_INIT("It must be an integer of 32 bits.") },
    { GQ_STR_INIT("JSON"), GQ_COLUMN_JSON, NULL, GQ_STR_INIT("") },
    { GQ_STR_INIT("String"), GQ_COLUMN_STRING, take_text, GQ_STR_INIT("It must be a string.") },
    { GQ_STR_INIT("Time"), GQ_COLUMN_TIME, take_time,
            GQ_STR_INIT("It must be a time of day such as 03:04:05.") },
    { GQ_STR_INIT("URL"), GQ_COLUMN_STRING, take_url,
            GQ_STR_INIT("It must be an absolute address such as https://example.com/.") },
    { GQ_STR_INIT("UUID"), GQ_COLUMN_UUID, take_uuid,
            GQ_STR_INIT("It must be a UUID such as 01890a5d-ac96-774b-bcce-b302099a8057.") },
};

static bool
take(const struct scalar *scalar, const struct given *given, struct gq_value *ret_value,
        struct gq_str *ret_reason)
{
    struct gq_value value;

    assert(scalar->take);
    if (!scalar->take(given, &value)) {
        *ret_reason = scalar->wanted;
        return false;
    }
    *ret_value = value;
    return true;
}

static bool
from_value(struct gq_arena *arena, const void *context, const struct gq_value *value,
        struct gq_value *ret_value, struct gq_str *ret_reason)
{
    struct given given = { .arena = arena, .form = OTHER };

    if (value->kind == GQ_VALUE_STRING)
        given = (struct given){ arena, TEXT, value->text };
    else if (value->kind == GQ_VALUE_INT)
        given = (struct given){ arena, INTEGER,
            gq_arena_printf(arena, "%" PRId64, value->integer) };
    else if (value->kind == GQ_VALUE_FLOAT)
        given = (struct given){ arena, DOUBLE, gq_arena_printf(arena, "%.17g", value->real) };
    return take(context, &given, ret_value, ret_reason);
}

static bool
from_literal(struct gq_arena *arena, const void *context, const struct gq_literal *literal,
        struct gq_value *ret_value, struct gq_str *ret_reason)
{
    struct given given = { .arena = arena, .form = OTHER, .text = literal->text };

    if (literal->kind == GQ_LITERAL_STRING)
        given.form = TEXT;
    else if (literal->kind == GQ_LITERAL_INT)
        given.form = INTEGER;
    else if (literal->kind == GQ_LITERAL_FLOAT)
        given.form = FRACTION;
    return take(context, &given, ret_value, ret_reason);
}

static const struct scalar *
scalar_find(struct gq_str name)
{
    for (size_t i = 0; i < GQ_ARRAY_LENGTH(scalars); i++) {
        if (gq_str_equal(scalars[i].name, name))
            return &scalars[i];
    }
    return NULL;
}

/* The scalar that a custom one of the author's schema is or is based on; NULL: neither. */
static const struct scalar *
scalar_of(const struct gq_vocabulary *vocabulary, const struct gq_type *type)
{
    const struct gq_directive *base = gq_directive_of_type(type, "base", 0);

    if (type->scalar != GQ_SCALAR_CUSTOM || !type->definition)
        return NULL;
    if (gq_vocabulary_has_scalar(vocabulary, type->name))
        return scalar_find(type->name);
    if (!base || !gq_vocabulary_has_directive(vocabulary, GQ_STR("base"))
            || !gq_directive_argument(base, "type"))
        return NULL;
    return scalar_find(gq_directive_argument(base, "type")->text);
}

void
gq_scalar_attach(struct gq_arena *arena, const struct gq_vocabulary *vocabulary,
        const struct gq_schema *authored, struct gq_schema *schema)
{
    for (uint32_t i = 0; i < schema->type_count; i++) {
        struct gq_type *type = gq_map_find(&schema->type_map, schema->types[i]->name);
        const struct gq_type *own = gq_schema_type_find(authored, type->name);
        const struct scalar *scalar = NULL;
        struct gq_scalar_codec *codec;

        if (type->kind == GQ_TYPE_SCALAR && own && own->kind == GQ_TYPE_SCALAR)
            scalar = scalar_of(vocabulary, own);
        if (!scalar || !scalar->take)
            continue;
        codec = gq_arena_new_of(arena, struct gq_scalar_codec);
        *codec = (struct gq_scalar_codec){ from_value, from_literal, scalar };
        type->codec = codec;
    }
}

bool
gq_scalar_column(const struct gq_vocabulary *vocabulary, const struct gq_type *type,
        enum gq_column_type *ret_type)
{
    static const enum gq_column_type by_scalar[] = {
        [GQ_SCALAR_INT] = GQ_COLUMN_INT,
        [GQ_SCALAR_FLOAT] = GQ_COLUMN_FLOAT,
        [GQ_SCALAR_STRING] = GQ_COLUMN_STRING,
        [GQ_SCALAR_BOOLEAN] = GQ_COLUMN_BOOLEAN,
        [GQ_SCALAR_ID] = GQ_COLUMN_ID_TEXT,
    };
    const struct scalar *scalar;

    if (type->kind == GQ_TYPE_ENUM) {
        *ret_type = GQ_COLUMN_ENUM;
        return true;
    }
    if (type->scalar != GQ_SCALAR_CUSTOM) {
        *ret_type = by_scalar[type->scalar];
        return true;
    }
    scalar = scalar_of(vocabulary, type);
    if (scalar)
        *ret_type = scalar->column_type;
    return scalar != NULL;
}
