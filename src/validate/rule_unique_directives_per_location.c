/* validate/rule_unique_directives_per_location.c - once at a place, unless it is repeatable. */
#include "base/arena.h"
#include "validate/document_index.h"
#include "validate/rules.h"
#include "validate/validation.h"

/* What is seen of each type system definition, whose parts count as one place. */
struct state {
    struct gq_map on_schema; /* directive name -> struct gq_directive */
    struct gq_map on_types;  /* type name -> such a struct gq_map */
    struct gq_map on_directives;
};

static bool
is_unique(const struct gq_validation *run, struct gq_str name)
{
    const struct gq_definition *own = gq_document_index_directive_find(run->index, name);
    const struct gq_directive_type *type = gq_schema_directive_find(run->schema, name);

    return own ? !own->directive.is_repeatable : type && !type->is_repeatable;
}

static void
check_list(struct gq_validation *run, const struct gq_directive *directives, struct gq_map *seen)
{
    for (; directives && !run->is_closed; directives = directives->next) {
        struct gq_str name = directives->name.text;
        const struct gq_directive *first;

        if (!is_unique(run, name))
            continue;
        first = gq_map_find(seen, name);
        if (first)
            gq_validation_report_both(run, first->position, directives->position,
                    "The directive \"@%.*s\" can only be used once at this location.",
                    GQ_STR_ARG(name));
        else
            gq_map_add(run->arena, seen, name, (void *)(uintptr_t)directives);
    }
}

static void
check_node(struct gq_walk *walk, void *state)
{
    struct gq_map seen = { 0 };

    (void)state;
    if (walk->directives && walk->directives->next)
        check_list(walk->run, walk->directives, &seen);
}

static void
check_type_system(struct gq_walk *walk, void *state)
{
    struct state *all = state;
    struct gq_str name = walk->definition->name.text;
    struct gq_map *places, *seen;

    if (walk->definition->kind == GQ_DEFINITION_SCHEMA) {
        check_list(walk->run, walk->directives, &all->on_schema);
        return;
    }
    places = walk->definition->kind == GQ_DEFINITION_DIRECTIVE ? &all->on_directives
                                                               : &all->on_types;
    seen = gq_map_find(places, name);
    if (!seen) {
        seen = gq_arena_new_of(walk->run->arena, struct gq_map);
        gq_map_add(walk->run->arena, places, name, seen);
    }
    check_list(walk->run, walk->directives, seen);
}

const struct gq_walk_rule gq_rules_unique_directives_per_location = {
    .name = "unique directives per location",
    .state_bytes = sizeof(struct state),
    .enter = {
        [GQ_WALK_OPERATION] = check_node,
        [GQ_WALK_FRAGMENT] = check_node,
        [GQ_WALK_TYPE_SYSTEM] = check_type_system,
        [GQ_WALK_MEMBER] = check_node,
        [GQ_WALK_VARIABLE_DEFINITION] = check_node,
        [GQ_WALK_FIELD] = check_node,
        [GQ_WALK_SPREAD] = check_node,
        [GQ_WALK_INLINE] = check_node,
    },
};
