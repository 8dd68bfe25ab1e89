/* http/media.c - a small parser of media ranges with parameters. */
#include "http/media.h"

#include "http/field.h"

#include <assert.h>
#include <stdint.h>

/* Weights are in thousandths: RFC 9110 allows three digits. */
#define WEIGHT_MAX 1000

enum precision { PRECISION_NONE, PRECISION_ANY, PRECISION_TYPE, PRECISION_EXACT };

struct range {
    struct gq_str name; /* `application/json`, `application/ *` without the blank, ... */
    int weight;
    bool is_utf8; /* no charset, or UTF-8 */
};

/* How well a type is accepted so far. */
struct standing {
    enum precision precision;
    int weight;
    int order; /* of the member of the list that decided */
};

static const struct served {
    enum gq_media media;
    struct gq_str name;
} served[] = {
    { GQ_MEDIA_JSON, GQ_STR_INIT("application/json") },
    { GQ_MEDIA_GRAPHQL_RESPONSE, GQ_STR_INIT("application/graphql-response+json") },
};

static bool
is_blank(char byte)
{
    return byte == ' ' || byte == '\t';
}

static struct gq_str
trim(struct gq_str text)
{
    while (text.length && is_blank(text.bytes[0]))
        text = gq_str_slice(text, 1, text.length);
    while (text.length && is_blank(text.bytes[text.length - 1]))
        text.length--;
    return text;
}

/* Cuts the text at the first `separator` outside quotes; `rest` goes on after it. */
static struct gq_str
cut(struct gq_str *rest, char separator)
{
    struct gq_str part = *rest;
    bool is_quoted = false;

    for (size_t i = 0; i < rest->length; i++) {
        char byte = rest->bytes[i];

        if (is_quoted && byte == '\\')
            i++;
        else if (byte == '"')
            is_quoted = !is_quoted;
        else if (byte == separator && !is_quoted) {
            part.length = i;
            *rest = gq_str_slice(*rest, i + 1, rest->length);
            return trim(part);
        }
    }
    *rest = gq_str_slice(*rest, rest->length, 0);
    return trim(part);
}

/* qvalue = ( "0" [ "." 0*3DIGIT ] ) / ( "1" [ "." 0*3("0") ] ) */
static bool
parse_weight(struct gq_str text, int *ret_weight)
{
    int weight, unit = WEIGHT_MAX / 10;

    if (text.length == 0 || text.length > 5 || (text.bytes[0] != '0' && text.bytes[0] != '1'))
        return false;
    if (text.length > 1 && text.bytes[1] != '.')
        return false;
    weight = (text.bytes[0] - '0') * WEIGHT_MAX;
    for (size_t i = 2; i < text.length; i++, unit /= 10) {
        if (text.bytes[i] < '0' || text.bytes[i] > '9')
            return false;
        weight += (text.bytes[i] - '0') * unit;
    }
    *ret_weight = weight;
    return weight <= WEIGHT_MAX;
}

/* A token, or what is between the quotes. */
static bool
parse_value(struct gq_str text, struct gq_str *ret_value)
{
    bool is_quoted = gq_field_is_quoted(text);

    *ret_value = is_quoted ? gq_str_slice(text, 1, text.length - 2) : text;
    return is_quoted || gq_field_is_token(text);
}

/* parameter = token "=" ( token / quoted-string ); nothing at all is fine too */
static bool
parse_parameter(struct gq_str text, struct range *range)
{
    struct gq_str value = text, name = cut(&value, '=');

    if (text.length == 0)
        return true;
    if (!gq_field_is_token(name) || !parse_value(trim(value), &value))
        return false;
    if (gq_field_equal(name, GQ_STR("q")))
        return parse_weight(value, &range->weight);
    if (gq_field_equal(name, GQ_STR("charset")))
        range->is_utf8 = gq_field_equal(value, GQ_STR("utf-8"));
    return true;
}

/* media-range parameters [ weight ] */
static bool
parse_range(struct gq_str text, struct range *ret_range)
{
    *ret_range = (struct range){ .name = cut(&text, ';'), .weight = WEIGHT_MAX, .is_utf8 = true };
    while (text.length) {
        if (!parse_parameter(cut(&text, ';'), ret_range))
            return false;
    }
    return ret_range->name.length > 0;
}

static enum precision
match(const struct range *range, struct gq_str type)
{
    if (!range->is_utf8)
        return PRECISION_NONE;
    if (gq_field_equal(range->name, type))
        return PRECISION_EXACT;
    if (gq_field_equal(range->name, GQ_STR("application/*")))
        return PRECISION_TYPE;
    return gq_str_is(range->name, "*/*") ? PRECISION_ANY : PRECISION_NONE;
}

/* The most precise range decides about a type, whatever its weight. RFC 9110, Accept. */
static void
take_range(const struct range *range, int order, struct standing *standings)
{
    for (size_t i = 0; i < GQ_ARRAY_LENGTH(served); i++) {
        enum precision precision = match(range, served[i].name);

        if (precision > standings[i].precision)
            standings[i] = (struct standing){ precision, range->weight, order };
    }
}

static bool
is_better(const struct standing *a, const struct standing *b)
{
    if (a->weight != b->weight)
        return a->weight > b->weight;
    if (a->precision != b->precision)
        return a->precision > b->precision;
    return a->order < b->order;
}

bool
gq_media_is_json(struct gq_str content_type)
{
    struct range range;

    return parse_range(content_type, &range) && range.is_utf8
            && gq_field_equal(range.name, GQ_STR("application/json"));
}

enum gq_media
gq_media_negotiate(const struct gq_str *accepts, size_t accept_count)
{
    struct standing standings[GQ_ARRAY_LENGTH(served)] = { { PRECISION_NONE, 0, 0 } };
    const struct standing *best = NULL;
    int order = 0;

    if (accept_count == 0)
        return GQ_MEDIA_JSON;
    for (size_t i = 0; i < accept_count; i++) {
        for (struct gq_str rest = accepts[i]; rest.length; order++) {
            struct range range;

            if (parse_range(cut(&rest, ','), &range))
                take_range(&range, order, standings);
        }
    }
    for (size_t i = 0; i < GQ_ARRAY_LENGTH(served); i++) {
        if (standings[i].weight > 0 && (!best || is_better(&standings[i], best)))
            best = &standings[i];
    }
    return best ? served[best - standings].media : GQ_MEDIA_NONE;
}

const char *
gq_media_content_type(enum gq_media media)
{
    if (media == GQ_MEDIA_GRAPHQL_RESPONSE)
        return "application/graphql-response+json; charset=utf-8";
    return "application/json; charset=utf-8";
}
