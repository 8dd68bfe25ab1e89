/* schema/sdl_known.c - rules on definitions: names that must mean something where they stand. */
#include "base/arena.h"
#include "base/error.h"
#include "base/suggest.h"
#include "schema/builder.h"
#include "schema/builtin.h"
#include "schema/message.h"
#include "schema/sdl.h"

#include <assert.h>

static const struct gq_str location_names[GQ_LOCATION_COUNT] = {
#define GQ_LOCATION(symbol) GQ_STR_INIT(#symbol),
#include "schema/locations.def"
#undef GQ_LOCATION
};

static bool
is_type(const struct gq_definition *definition)
{
    return definition->kind >= GQ_DEFINITION_SCALAR
            && definition->kind <= GQ_DEFINITION_INPUT_OBJECT;
}

/* --- What is defined ------------------------------------------------------------------------- */

/* The slot for an argument; a name that comes again takes the place of the first. */
static struct gq_sdl_argument *
argument_slot(struct gq_sdl *sdl, struct gq_sdl_directive *directive, struct gq_map *seen,
        struct gq_str name)
{
    const uint32_t *index = gq_map_find(seen, name);
    uint32_t *new_index;

    if (index)
        return &GQ_VEC_AT(&directive->arguments, struct gq_sdl_argument, *index);
    new_index = gq_arena_new_of(sdl->arena, uint32_t);
    *new_index = directive->arguments.count;
    gq_map_add(sdl->arena, seen, name, new_index);
    return GQ_VEC_PUSH(sdl->arena, &directive->arguments, struct gq_sdl_argument);
}

static uint32_t
location_bit(struct gq_str name)
{
    for (uint32_t i = 0; i < GQ_LOCATION_COUNT; i++) {
        if (gq_str_equal(location_names[i], name))
            return UINT32_C(1) << i;
    }
    return 0;
}

static void
gather_directive(struct gq_sdl *sdl, const struct gq_definition *definition)
{
    struct gq_sdl_directive *directive = gq_arena_new_of(sdl->arena, struct gq_sdl_directive);
    struct gq_map seen = { 0 };

    directive->is_repeatable = definition->directive.is_repeatable;
    for (const struct gq_named_item *l = definition->directive.locations; l; l = l->next)
        directive->locations |= location_bit(l->name.text);
    for (const struct gq_input_value_definition *a = definition->directive.arguments; a;
            a = a->next)
        *argument_slot(sdl, directive, &seen, a->name.text) = (struct gq_sdl_argument){
            .name = a->name.text,
            .is_required = a->type->kind == GQ_TYPE_NODE_NON_NULL && !a->default_value,
            .type_node = a->type,
        };
    gq_map_set(sdl->arena, &sdl->directives, definition->name.text, directive);
}

void
gq_sdl_gather(struct gq_sdl *sdl, const struct gq_definition *definition)
{
    if (definition->is_extension)
        return;
    if (definition->kind == GQ_DEFINITION_DIRECTIVE)
        gather_directive(sdl, definition);
    if (!is_type(definition))
        return;
    if (!gq_map_find(&sdl->types, definition->name.text))
        *GQ_VEC_PUSH(sdl->arena, &sdl->type_names, struct gq_str) = definition->name.text;
    gq_map_set(sdl->arena, &sdl->types, definition->name.text, (void *)(uintptr_t)definition);
}

void
gq_sdl_gather_builtin(struct gq_sdl *sdl, const struct gq_builder *builder)
{
    for (uint32_t i = 0; i < builder->directives.count; i++) {
        const struct gq_directive_type *builtin =
                &GQ_VEC_AT(&builder->directives, struct gq_directive_type, i);
        struct gq_sdl_directive *directive = gq_arena_new_of(sdl->arena, struct gq_sdl_directive);

        directive->locations = builtin->locations;
        directive->is_repeatable = builtin->is_repeatable;
        for (uint32_t a = 0; a < builtin->argument_count; a++)
            *GQ_VEC_PUSH(sdl->arena, &directive->arguments, struct gq_sdl_argument) =
                    (struct gq_sdl_argument){
                        .name = builtin->arguments[a].name,
                        .is_required = gq_input_value_is_required(&builtin->arguments[a]),
                        .type = builtin->arguments[a].type,
                    };
        gq_map_add(sdl->arena, &sdl->directives, builtin->name, directive);
    }
}

/* --- Types ----------------------------------------------------------------------------------- */

static bool
is_builtin_type(struct gq_str name)
{
    return gq_builtin_is_scalar(name) || gq_builtin_is_introspection(name);
}

/* The types that SDL may mention: the specification's, then the documents'. */
static struct gq_str
suggest_type(struct gq_sdl *sdl, struct gq_str name)
{
    uint32_t builtin_count, count = sdl->type_names.count;
    const struct gq_str *builtin = gq_builtin_type_names(&builtin_count);
    struct gq_str *options =
            gq_arena_array_of(sdl->arena, struct gq_str, (size_t)builtin_count + count);

    memcpy(options, builtin, builtin_count * sizeof(*options));
    if (count)
        memcpy(options + builtin_count, sdl->type_names.items, count * sizeof(*options));
    return gq_suggest(sdl->arena, GQ_STR(""), name, options, builtin_count + count);
}

/* In an operation the specification's types are not known until a schema has them. */
void
gq_sdl_known_type_names(struct gq_sdl *sdl, const struct gq_sdl_node *node)
{
    struct gq_str name = node->name.text, suggestion = GQ_STR("");
    bool is_executable = gq_definition_is_executable(node->definition);

    if (gq_map_find(&sdl->types, name) || (!is_executable && is_builtin_type(name)))
        return;
    if (!gq_sdl_is_full(sdl))
        suggestion = is_executable ? gq_suggest(sdl->arena, GQ_STR(""), name, sdl->type_names.items,
                             sdl->type_names.count)
                                   : suggest_type(sdl, name);
    gq_sdl_report(sdl, node->name.position, GQ_SOURCE_NOWHERE, "Unknown type \"%.*s\".%.*s",
            GQ_STR_ARG(name), GQ_STR_ARG(suggestion));
}

static const char *const kind_names[] = {
    [GQ_DEFINITION_SCALAR] = "scalar",
    [GQ_DEFINITION_OBJECT] = "object",
    [GQ_DEFINITION_INTERFACE] = "interface",
    [GQ_DEFINITION_UNION] = "union",
    [GQ_DEFINITION_ENUM] = "enum",
    [GQ_DEFINITION_INPUT_OBJECT] = "input object",
};

void
gq_sdl_possible_type_extensions(struct gq_sdl *sdl, const struct gq_sdl_node *node)
{
    const struct gq_definition *extension = node->definition, *definition;
    struct gq_str name = extension->name.text, suggestion = GQ_STR("");

    if (!is_type(extension) || !extension->is_extension)
        return;
    definition = gq_map_find(&sdl->types, name);
    if (definition) {
        if (definition->kind != extension->kind)
            gq_sdl_report(sdl, definition->position, extension->position,
                    "Cannot extend non-%s type \"%.*s\".", kind_names[extension->kind],
                    GQ_STR_ARG(name));
        return;
    }
    if (!gq_sdl_is_full(sdl))
        suggestion = gq_suggest(
                sdl->arena, GQ_STR(""), name, sdl->type_names.items, sdl->type_names.count);
    gq_sdl_report(sdl, extension->name.position, GQ_SOURCE_NOWHERE,
            "Cannot extend type \"%.*s\" because it is not defined.%.*s", GQ_STR_ARG(name),
            GQ_STR_ARG(suggestion));
}

/* --- Directives ------------------------------------------------------------------------------ */

void
gq_sdl_known_directives(struct gq_sdl *sdl, const struct gq_sdl_node *node)
{
    struct gq_str name = node->directive->name.text;
    const struct gq_sdl_directive *known = gq_map_find(&sdl->directives, name);

    if (!known)
        gq_sdl_report(sdl, node->directive->position, GQ_SOURCE_NOWHERE,
                "Unknown directive \"@%.*s\".", GQ_STR_ARG(name));
    else if (!(known->locations >> node->location & 1))
        gq_sdl_report(sdl, node->directive->position, GQ_SOURCE_NOWHERE,
                "Directive \"@%.*s\" may not be used on %.*s.", GQ_STR_ARG(name),
                GQ_STR_ARG(location_names[node->location]));
}

static bool
has_argument(const struct gq_sdl_directive *directive, struct gq_str name)
{
    for (uint32_t i = 0; i < directive->arguments.count; i++) {
        if (gq_str_equal(GQ_VEC_AT(&directive->arguments, struct gq_sdl_argument, i).name, name))
            return true;
    }
    return false;
}

static struct gq_str
suggest_argument(struct gq_sdl *sdl, const struct gq_sdl_directive *directive, struct gq_str name)
{
    uint32_t count = directive->arguments.count;
    struct gq_str *options = gq_arena_array_of(sdl->arena, struct gq_str, (size_t)count + 1);

    for (uint32_t i = 0; i < count; i++)
        options[i] = GQ_VEC_AT(&directive->arguments, struct gq_sdl_argument, i).name;
    return gq_suggest(sdl->arena, GQ_STR(""), name, options, count);
}

void
gq_sdl_known_argument_names(struct gq_sdl *sdl, const struct gq_sdl_node *node)
{
    struct gq_str name = node->directive->name.text;
    const struct gq_sdl_directive *known = gq_map_find(&sdl->directives, name);

    if (!known)
        return;
    for (const struct gq_argument *a = node->directive->arguments; a; a = a->next) {
        struct gq_str suggestion = GQ_STR("");

        if (has_argument(known, a->name.text))
            continue;
        if (!gq_sdl_is_full(sdl))
            suggestion = suggest_argument(sdl, known, a->name.text);
        gq_sdl_report(sdl, a->name.position, GQ_SOURCE_NOWHERE,
                "Unknown argument \"%.*s\" on directive \"@%.*s\".%.*s", GQ_STR_ARG(a->name.text),
                GQ_STR_ARG(name), GQ_STR_ARG(suggestion));
    }
}

static bool
is_given(const struct gq_directive *directive, struct gq_str name)
{
    for (const struct gq_argument *a = directive->arguments; a; a = a->next) {
        if (gq_str_equal(a->name.text, name))
            return true;
    }
    return false;
}

void
gq_sdl_provided_required_arguments(struct gq_sdl *sdl, const struct gq_sdl_node *node)
{
    struct gq_str name = node->directive->name.text;
    const struct gq_sdl_directive *known = gq_map_find(&sdl->directives, name);

    for (uint32_t i = 0; known && i < known->arguments.count; i++) {
        const struct gq_sdl_argument *argument =
                &GQ_VEC_AT(&known->arguments, struct gq_sdl_argument, i);

        if (!argument->is_required || is_given(node->directive, argument->name))
            continue;
        gq_sdl_report(sdl, node->directive->position, GQ_SOURCE_NOWHERE,
                "Argument \"@%.*s(%.*s:)\" of type \"%.*s\" is required, but it was not provided.",
                GQ_STR_ARG(name), GQ_STR_ARG(argument->name),
                GQ_STR_ARG(argument->type ? gq_message_type(sdl->arena, argument->type)
                                          : gq_message_type_node(sdl->arena, argument->type_node)));
    }
}
