/* engine/envelope.c - JSON bodies and URL parameters to one form. */
#include "engine/envelope.h"

#include "base/arena.h"
#include "base/error.h"
#include "base/utf8.h"
#include "engine/engine.h"
#include "json/parse.h"
#include "json/value.h"

static bool
refuse(struct gq_errors *errs, const char *message)
{
    gq_errors_add(errs, GQ_E_BAD_REQUEST, GQ_SOURCE_NOWHERE, "%s", message);
    return false;
}

/* A member that is a string, or absent, or null. */
static bool
read_text(const struct gq_value *object, const char *name, struct gq_str *ret_text,
        struct gq_errors *errs)
{
    const struct gq_value *value = gq_value_member(object, gq_str_of(name));

    *ret_text = (struct gq_str){ NULL, 0 };
    if (!value || value->kind == GQ_VALUE_NULL)
        return true;
    if (value->kind == GQ_VALUE_STRING) {
        *ret_text = value->text;
        return true;
    }
    gq_errors_add(
            errs, GQ_E_BAD_REQUEST, GQ_SOURCE_NOWHERE, "Parameter \"%s\" must be a string.", name);
    return false;
}

/* {"persistedQuery": {"version": 1, "sha256Hash": "..."}} */
static bool
read_extensions(
        const struct gq_value *extensions, struct gq_envelope *envelope, struct gq_errors *errs)
{
    const struct gq_value *persisted = gq_value_member(extensions, GQ_STR("persistedQuery"));
    const struct gq_value *version = gq_value_member(persisted, GQ_STR("version"));
    const struct gq_value *hash = gq_value_member(persisted, GQ_STR("sha256Hash"));

    if (!persisted || persisted->kind == GQ_VALUE_NULL)
        return true;
    if (!version || version->kind != GQ_VALUE_INT || version->integer != 1)
        return refuse(errs, "Unsupported persisted query version.");
    if (!hash || hash->kind != GQ_VALUE_STRING)
        return refuse(errs, "Parameter \"extensions.persistedQuery.sha256Hash\" must be a string.");
    envelope->persisted_hash = hash->text;
    return true;
}

/* A member that is an object, or absent, or null. */
static bool
read_object(const struct gq_value *value, const char *name, const struct gq_value **ret_object,
        struct gq_errors *errs)
{
    *ret_object = NULL;
    if (!value || value->kind == GQ_VALUE_NULL)
        return true;
    if (value->kind == GQ_VALUE_OBJECT) {
        *ret_object = value;
        return true;
    }
    gq_errors_add(
            errs, GQ_E_BAD_REQUEST, GQ_SOURCE_NOWHERE, "Parameter \"%s\" must be an object.", name);
    return false;
}

static bool
read_body(struct gq_arena *arena, struct gq_json_parser *parser, const struct gq_request *request,
        const struct gq_limits *limits, struct gq_envelope *envelope, struct gq_errors *errs)
{
    struct gq_value *body = gq_arena_new_of(arena, struct gq_value);
    const struct gq_value *extensions;

    if (!gq_json_parse(parser, arena, request->json, limits, body, errs))
        return false;
    if (body->kind != GQ_VALUE_OBJECT)
        return refuse(errs, "The body must be a JSON object.");
    return read_text(body, "query", &envelope->query, errs)
            && read_text(body, "operationName", &envelope->operation_name, errs)
            && read_text(body, "documentId", &envelope->document_id, errs)
            && read_object(gq_value_member(body, GQ_STR("variables")), "variables",
                    &envelope->variables, errs)
            && read_object(
                    gq_value_member(body, GQ_STR("extensions")), "extensions", &extensions, errs)
            && read_extensions(extensions, envelope, errs);
}

/* A parameter whose text is JSON. */
static bool
read_json(struct gq_arena *arena, struct gq_json_parser *parser, struct gq_str text,
        const char *name, const struct gq_limits *limits, const struct gq_value **ret_object,
        struct gq_errors *errs)
{
    struct gq_value *value = gq_arena_new_of(arena, struct gq_value);

    *ret_object = NULL;
    if (text.length == 0)
        return true;
    return gq_json_parse(parser, arena, text, limits, value, errs)
            && read_object(value, name, ret_object, errs);
}

static bool
read_parameters(struct gq_arena *arena, struct gq_json_parser *parser,
        const struct gq_request *request, const struct gq_limits *limits,
        struct gq_envelope *envelope, struct gq_errors *errs)
{
    const struct gq_value *extensions;
    size_t offset;

    envelope->query = request->query;
    envelope->operation_name = request->operation_name;
    envelope->document_id = request->document_id;
    if (!gq_utf8_check(request->query, &offset) || !gq_utf8_check(request->operation_name, &offset))
        return refuse(errs, "The parameters must be UTF-8.");
    return read_json(arena, parser, request->variables, "variables", limits, &envelope->variables,
                   errs)
            && read_json(
                    arena, parser, request->extensions, "extensions", limits, &extensions, errs)
            && read_extensions(extensions, envelope, errs);
}

bool
gq_envelope_read(struct gq_arena *arena, struct gq_json_parser *parser,
        const struct gq_request *request, const struct gq_limits *limits,
        struct gq_envelope *ret_envelope, struct gq_errors *errs)
{
    struct gq_envelope envelope = { 0 };
    bool is_ok = request->form == GQ_REQUEST_BODY
            ? read_body(arena, parser, request, limits, &envelope, errs)
            : read_parameters(arena, parser, request, limits, &envelope, errs);

    if (!is_ok)
        return false;
    /* What asks for a kept document may come with an empty text beside its id. */
    if (envelope.query.length == 0 && (envelope.document_id.bytes || envelope.persisted_hash.bytes))
        envelope.query.bytes = NULL;
    else if (!envelope.query.bytes)
        return refuse(errs, "Parameter \"query\" is missing.");
    /* An empty name selects as no name does: clients send both. */
    if (envelope.operation_name.length == 0)
        envelope.operation_name.bytes = NULL;
    *ret_envelope = envelope;
    return true;
}
