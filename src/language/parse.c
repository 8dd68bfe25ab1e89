/* language/parse.c - the entry points: documents, and values and types on their own. */
#include "language/parse.h"

#include "language/parser.h"
#include "language/syntax_error.h"

#include <assert.h>
#include <stddef.h>

struct keyword {
    const char *text;
    gq_parser_definition_fn *parse;
    bool is_extensible;
};

static const struct keyword keywords[] = {
    { "query", gq_parser_operation, false },
    { "mutation", gq_parser_operation, false },
    { "subscription", gq_parser_operation, false },
    { "fragment", gq_parser_fragment, false },
    { "type", gq_parser_object, true },
    { "interface", gq_parser_object, true },
    { "input", gq_parser_input_object, true },
    { "enum", gq_parser_enum, true },
    { "union", gq_parser_union, true },
    { "scalar", gq_parser_scalar, true },
    { "directive", gq_parser_directive_definition, true },
    { "schema", gq_parser_schema, true },
};

static const struct keyword *
find_keyword(const struct gq_parser *parser)
{
    if (!gq_parser_is(parser, GQ_TOKEN_NAME))
        return NULL;
    for (size_t i = 0; i < GQ_ARRAY_LENGTH(keywords); i++) {
        if (gq_str_is(parser->token.text, keywords[i].text))
            return &keywords[i];
    }
    return NULL;
}

/* TypeSystemExtension : `extend` ... */
static bool
parse_extension(struct gq_parser *parser, struct gq_definition *definition)
{
    const struct keyword *keyword;

    definition->is_extension = true;
    if (!gq_parser_advance(parser))
        return false;
    keyword = find_keyword(parser);
    if (!keyword || !keyword->is_extensible)
        return gq_parser_unexpected(parser, &parser->token);
    return keyword->parse(parser, definition);
}

static bool
fail_description(
        struct gq_parser *parser, const struct gq_definition *definition, const char *message)
{
    gq_syntax_error_add(parser->errs, definition->position, "Unexpected description, %s", message);
    return false;
}

/* Definition : ExecutableDefinition | TypeSystemDefinitionOrExtension */
static bool
parse_definition(struct gq_parser *parser, struct gq_definition *definition)
{
    const struct keyword *keyword;
    bool has_description = gq_parser_is_string(parser);

    definition->position = parser->token.position;
    if (!gq_parser_description(parser, &definition->description))
        return false;
    if (gq_parser_is(parser, GQ_TOKEN_BRACE_L))
        return has_description ? fail_description(
                       parser, definition, "descriptions are not supported on shorthand queries.")
                               : gq_parser_operation(parser, definition);
    keyword = find_keyword(parser);
    if (keyword)
        return keyword->parse(parser, definition);
    if (has_description && gq_parser_is(parser, GQ_TOKEN_NAME))
        return fail_description(
                parser, definition, "only GraphQL definitions support descriptions.");
    if (gq_parser_is_keyword(parser, "extend"))
        return parse_extension(parser, definition);
    return gq_parser_unexpected(parser, &parser->token);
}

/* Document : Definition+ */
struct gq_document *
gq_parse_document(struct gq_arena *arena, const struct gq_source *source,
        const struct gq_parse_options *options, struct gq_errors *errs)
{
    struct gq_document *document = gq_arena_new_of(arena, struct gq_document);
    struct gq_definition **tail = &document->definitions;
    struct gq_parser parser;

    if (!gq_parser_init(&parser, arena, source, options, errs))
        return NULL;
    do {
        struct gq_definition *definition = gq_arena_new_of(arena, struct gq_definition);

        if (!parse_definition(&parser, definition))
            return NULL;
        assert(parser.nesting == 0);
        *tail = document->last = definition;
        tail = &definition->next;
    } while (!gq_parser_is(&parser, GQ_TOKEN_EOF));
    document->token_count = parser.token_count;
    return document;
}

struct gq_literal *
gq_parse_const_value(struct gq_arena *arena, const struct gq_source *source,
        const struct gq_parse_options *options, struct gq_errors *errs)
{
    struct gq_parser parser;
    struct gq_literal *value;

    if (!gq_parser_init(&parser, arena, source, options, errs))
        return NULL;
    value = gq_parser_value(&parser, GQ_PARSER_VALUE_CONST);
    return value && gq_parser_expect(&parser, GQ_TOKEN_EOF) ? value : NULL;
}

struct gq_type_node *
gq_parse_type(struct gq_arena *arena, const struct gq_source *source,
        const struct gq_parse_options *options, struct gq_errors *errs)
{
    struct gq_parser parser;
    struct gq_type_node *type;

    if (!gq_parser_init(&parser, arena, source, options, errs))
        return NULL;
    type = gq_parser_type(&parser);
    return type && gq_parser_expect(&parser, GQ_TOKEN_EOF) ? type : NULL;
}
