/*
 * schema/check_sdl.c - one walk over all definitions, all rules at once.
 *
 * Nodes are visited in graphql-js's order and rules are called in its order at each node, so that
 * the errors come in its order. Near-linear: every rule looks names up.
 */
#include "schema/check_sdl.h"

#include "base/arena.h"
#include "base/error.h"
#include "language/ast.h"
#include "schema/builder.h"
#include "schema/fault.h"
#include "schema/sdl.h"

#include <assert.h>

/* Argument names before literals inside arguments, literals before required arguments. */
static const struct {
    unsigned events;
    gq_sdl_rule_fn *check;
} rules[] = {
    { GQ_SDL_DEFINITION, gq_sdl_lone_schema_definition },
    { GQ_SDL_DEFINITION, gq_sdl_unique_operation_types },
    { GQ_SDL_DEFINITION, gq_sdl_unique_type_names },
    { GQ_SDL_DEFINITION, gq_sdl_unique_enum_value_names },
    { GQ_SDL_DEFINITION, gq_sdl_unique_field_definition_names },
    { GQ_SDL_DEFINITION, gq_sdl_unique_argument_definition_names },
    { GQ_SDL_DEFINITION, gq_sdl_unique_directive_names },
    { GQ_SDL_TYPE_NAME, gq_sdl_known_type_names },
    { GQ_SDL_DIRECTIVE, gq_sdl_known_directives },
    { GQ_SDL_DIRECTIVES, gq_sdl_unique_directives_per_location },
    { GQ_SDL_DEFINITION, gq_sdl_possible_type_extensions },
    { GQ_SDL_DIRECTIVE, gq_sdl_known_argument_names },
    { GQ_SDL_ARGUMENTS, gq_sdl_unique_argument_names },
    { GQ_SDL_LITERAL, gq_sdl_unique_input_field_names },
    { GQ_SDL_DIRECTIVE_END, gq_sdl_provided_required_arguments },
};

void
gq_sdl_report(struct gq_sdl *sdl, uint32_t first, uint32_t second, const char *format, ...)
{
    uint32_t places[] = { first, second };
    struct gq_vec positions = { places, second == GQ_SOURCE_NOWHERE ? 1 : 2, 2 };
    va_list args;

    va_start(args, format);
    gq_fault_vadd(sdl->errs, &positions, format, args);
    va_end(args);
}

bool
gq_sdl_is_full(const struct gq_sdl *sdl)
{
    return gq_errors_full(sdl->errs);
}

/* --- The walk -------------------------------------------------------------------------------- */

/* Where the walk is. */
struct walk {
    struct gq_sdl *sdl;
    const struct gq_definition *definition;
};

static void
emit(const struct walk *walk, struct gq_sdl_node node)
{
    node.definition = walk->definition;
    for (size_t i = 0; i < GQ_ARRAY_LENGTH(rules); i++) {
        if (rules[i].events & node.events)
            rules[i].check(walk->sdl, &node);
    }
}

static void
walk_name(const struct walk *walk, struct gq_name name)
{
    emit(walk, (struct gq_sdl_node){ .events = GQ_SDL_TYPE_NAME, .name = name });
}

static void
walk_names(const struct walk *walk, const struct gq_named_item *names)
{
    for (; names; names = names->next)
        walk_name(walk, names->name);
}

static void
walk_type(const struct walk *walk, const struct gq_type_node *type)
{
    while (type->of)
        type = type->of;
    walk_name(walk, (struct gq_name){ type->name, type->position });
}

static void
walk_literal(const struct walk *walk, const struct gq_literal *literal)
{
    if (literal)
        emit(walk, (struct gq_sdl_node){ .events = GQ_SDL_LITERAL, .literal = literal });
}

static void
walk_arguments(const struct walk *walk, const struct gq_argument *arguments)
{
    for (; arguments; arguments = arguments->next)
        walk_literal(walk, arguments->value);
}

static void
walk_directives(const struct walk *walk, const struct gq_directive *directives,
        enum gq_directive_location location)
{
    for (const struct gq_directive *d = directives; d; d = d->next) {
        struct gq_sdl_node node = { .events = GQ_SDL_DIRECTIVE | GQ_SDL_ARGUMENTS,
            .directive = d,
            .location = location,
            .arguments = d->arguments };

        emit(walk, node);
        walk_arguments(walk, d->arguments);
        node.events = GQ_SDL_DIRECTIVE_END;
        emit(walk, node);
    }
}

/* A node other than a definition is entered: the directives that stand there are looked at. */
static void
enter(const struct walk *walk, const struct gq_directive *directives)
{
    emit(walk, (struct gq_sdl_node){ .events = GQ_SDL_DIRECTIVES, .directives = directives });
}

static void
walk_input_values(const struct walk *walk, const struct gq_input_value_definition *values,
        enum gq_directive_location location)
{
    for (; values; values = values->next) {
        enter(walk, values->directives);
        walk_type(walk, values->type);
        walk_literal(walk, values->default_value);
        walk_directives(walk, values->directives, location);
    }
}

static void
walk_fields(const struct walk *walk, const struct gq_field_definition *fields)
{
    for (; fields; fields = fields->next) {
        enter(walk, fields->directives);
        walk_input_values(walk, fields->arguments, GQ_LOCATION_ARGUMENT_DEFINITION);
        walk_type(walk, fields->type);
        walk_directives(walk, fields->directives, GQ_LOCATION_FIELD_DEFINITION);
    }
}

static void
walk_enum_values(const struct walk *walk, const struct gq_enum_value_definition *values)
{
    for (; values; values = values->next) {
        enter(walk, values->directives);
        walk_directives(walk, values->directives, GQ_LOCATION_ENUM_VALUE);
    }
}

/* --- Executable definitions in a schema file ------------------------------------------------- */

static void walk_selections(const struct walk *walk, const struct gq_selection *selections);

static void
walk_selection(const struct walk *walk, const struct gq_selection *selection)
{
    static const enum gq_directive_location locations[] = {
        [GQ_SELECTION_FIELD] = GQ_LOCATION_FIELD,
        [GQ_SELECTION_SPREAD] = GQ_LOCATION_FRAGMENT_SPREAD,
        [GQ_SELECTION_INLINE] = GQ_LOCATION_INLINE_FRAGMENT,
    };

    emit(walk,
            (struct gq_sdl_node){ .events = GQ_SDL_DIRECTIVES | GQ_SDL_ARGUMENTS,
                    .directives = selection->directives,
                    .arguments = selection->arguments });
    if (selection->type_condition.text.bytes)
        walk_name(walk, selection->type_condition);
    walk_arguments(walk, selection->arguments);
    walk_directives(walk, selection->directives, locations[selection->kind]);
    walk_selections(walk, selection->selections.first);
}

/* As deep as the parser lets selections nest. */
static void
walk_selections(const struct walk *walk, const struct gq_selection *selections)
{
    for (; selections; selections = selections->next)
        walk_selection(walk, selections);
}

static void
walk_operation(const struct walk *walk)
{
    const struct gq_definition *d = walk->definition;

    for (const struct gq_variable_definition *v = d->operation.variables; v; v = v->next) {
        enter(walk, v->directives);
        walk_type(walk, v->type);
        walk_literal(walk, v->default_value);
        walk_directives(walk, v->directives, GQ_LOCATION_VARIABLE_DEFINITION);
    }
    walk_directives(walk, d->directives,
            (enum gq_directive_location)(GQ_LOCATION_QUERY + d->operation.kind));
    walk_selections(walk, d->operation.selections.first);
}

/* --- Definitions ----------------------------------------------------------------------------- */

static void
walk_schema(const struct walk *walk)
{
    walk_directives(walk, walk->definition->directives, GQ_LOCATION_SCHEMA);
    for (const struct gq_root_operation_definition *r = walk->definition->roots; r; r = r->next)
        walk_name(walk, r->type);
}

static void
walk_object(const struct walk *walk, enum gq_directive_location location)
{
    walk_names(walk, walk->definition->object.interfaces);
    walk_directives(walk, walk->definition->directives, location);
    walk_fields(walk, walk->definition->object.fields);
}

static void
walk_inside(const struct walk *walk)
{
    const struct gq_definition *d = walk->definition;

    switch (d->kind) {
    case GQ_DEFINITION_OPERATION:
        walk_operation(walk);
        break;
    case GQ_DEFINITION_FRAGMENT:
        walk_name(walk, d->fragment.type_condition);
        walk_directives(walk, d->directives, GQ_LOCATION_FRAGMENT_DEFINITION);
        walk_selections(walk, d->fragment.selections.first);
        break;
    case GQ_DEFINITION_SCHEMA:
        walk_schema(walk);
        break;
    case GQ_DEFINITION_SCALAR:
        walk_directives(walk, d->directives, GQ_LOCATION_SCALAR);
        break;
    case GQ_DEFINITION_OBJECT:
        walk_object(walk, GQ_LOCATION_OBJECT);
        break;
    case GQ_DEFINITION_INTERFACE:
        walk_object(walk, GQ_LOCATION_INTERFACE);
        break;
    case GQ_DEFINITION_UNION:
        walk_directives(walk, d->directives, GQ_LOCATION_UNION);
        walk_names(walk, d->members);
        break;
    case GQ_DEFINITION_ENUM:
        walk_directives(walk, d->directives, GQ_LOCATION_ENUM);
        walk_enum_values(walk, d->enum_values);
        break;
    case GQ_DEFINITION_INPUT_OBJECT:
        walk_directives(walk, d->directives, GQ_LOCATION_INPUT_OBJECT);
        walk_input_values(walk, d->input_fields, GQ_LOCATION_INPUT_FIELD_DEFINITION);
        break;
    case GQ_DEFINITION_DIRECTIVE:
        if (!d->is_extension)
            walk_input_values(walk, d->directive.arguments, GQ_LOCATION_ARGUMENT_DEFINITION);
        walk_directives(walk, d->directives, GQ_LOCATION_DIRECTIVE_DEFINITION);
        break;
    }
}

static void
walk_definition(struct gq_sdl *sdl, const struct gq_definition *definition)
{
    struct walk walk = { sdl, definition };

    emit(&walk,
            (struct gq_sdl_node){ .events = GQ_SDL_DEFINITION | GQ_SDL_DIRECTIVES,
                    .directives = definition->directives,
                    .is_of_definition = true });
    walk_inside(&walk);
}

bool
gq_check_sdl(struct gq_builder *builder, struct gq_document *const *documents,
        uint32_t document_count, struct gq_errors *errs)
{
    struct gq_sdl *sdl = gq_arena_new_of(builder->arena, struct gq_sdl);
    uint32_t count_before = errs->count;
    bool was_dropping = errs->dropped;

    sdl->arena = builder->arena;
    sdl->errs = errs;
    gq_sdl_gather_builtin(sdl, builder);
    for (uint32_t i = 0; i < document_count; i++) {
        for (const struct gq_definition *d = documents[i]->definitions; d; d = d->next)
            gq_sdl_gather(sdl, d);
    }
    for (uint32_t i = 0; i < document_count; i++) {
        for (const struct gq_definition *d = documents[i]->definitions; d && !errs->dropped;
                d = d->next)
            walk_definition(sdl, d);
    }
    return errs->count == count_before && errs->dropped == was_dropping;
}
