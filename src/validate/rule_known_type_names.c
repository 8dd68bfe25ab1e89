/* validate/rule_known_type_names.c - conditions and variables name types that exist. */
#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"
#include "validate/rules.h"
#include "validate/validation.h"

struct state {
    bool is_filled;
    struct gq_map defined; /* types that the document itself defines, which it should not */
    struct gq_vec names;   /* struct gq_str: all known types */
};

/* What type system definitions may use although the schema has no use for it. */
static const struct gq_str standard_names[] = {
    GQ_STR_INIT("String"),
    GQ_STR_INIT("Int"),
    GQ_STR_INIT("Float"),
    GQ_STR_INIT("Boolean"),
    GQ_STR_INIT("ID"),
};

static bool
defines_type(const struct gq_definition *definition)
{
    return definition->kind >= GQ_DEFINITION_SCALAR
            && definition->kind <= GQ_DEFINITION_INPUT_OBJECT && !definition->is_extension;
}

static void
fill(struct gq_validation *run, struct state *known)
{
    if (known->is_filled)
        return;
    known->is_filled = true;
    for (uint32_t i = 0; i < run->schema->type_count; i++)
        *GQ_VEC_PUSH(run->arena, &known->names, struct gq_str) = run->schema->types[i]->name;
    for (const struct gq_definition *definition = run->document->definitions; definition;
            definition = definition->next) {
        struct gq_str name = definition->name.text;

        if (defines_type(definition)
                && gq_map_add(run->arena, &known->defined, name, (void *)(uintptr_t)definition))
            *GQ_VEC_PUSH(run->arena, &known->names, struct gq_str) = name;
    }
}

static bool
is_standard(struct gq_str name)
{
    for (size_t i = 0; i < GQ_ARRAY_LENGTH(standard_names); i++) {
        if (gq_str_equal(standard_names[i], name))
            return true;
    }
    return false;
}

static const struct gq_vec *
candidates(struct gq_validation *run, const struct state *known, bool in_type_system)
{
    struct gq_vec *names;

    if (!in_type_system)
        return &known->names;
    names = gq_arena_new_of(run->arena, struct gq_vec);
    for (size_t i = 0; i < GQ_ARRAY_LENGTH(standard_names); i++)
        *GQ_VEC_PUSH(run->arena, names, struct gq_str) = standard_names[i];
    for (uint32_t i = 0; i < known->names.count; i++)
        *GQ_VEC_PUSH(run->arena, names, struct gq_str) = GQ_VEC_AT(&known->names, struct gq_str, i);
    return names;
}

static void
check_type_name(struct gq_walk *walk, void *state)
{
    struct gq_validation *run = walk->run;
    struct gq_name type = walk->type_name;
    bool in_type_system = !gq_definition_is_executable(walk->definition);
    struct gq_str suggestion;

    if (gq_schema_type_find(run->schema, type.text))
        return;
    fill(run, state);
    if (gq_map_find(&((struct state *)state)->defined, type.text)
            || (in_type_system && is_standard(type.text)))
        return;
    suggestion = gq_validation_suggest(run, type.text, candidates(run, state, in_type_system));
    gq_validation_report(run, type.position, "Unknown type \"%.*s\".%.*s", GQ_STR_ARG(type.text),
            GQ_STR_ARG(suggestion));
}

const struct gq_walk_rule gq_rules_known_type_names = {
    .name = "known type names",
    .state_bytes = sizeof(struct state),
    .enter = { [GQ_WALK_NAMED_TYPE] = check_type_name },
};
