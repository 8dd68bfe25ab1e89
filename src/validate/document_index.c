/* validate/document_index.c - one walk for the variables, one scan of the selections for the spreads. */
#include "validate/document_index.h"

#include "base/arena.h"
#include "validate/validation.h"
#include "validate/walk.h"

#include <assert.h>

static void
add_usage(struct gq_walk *walk, void *state)
{
    struct gq_document_index_usage *usage;

    (void)state;
    if (!walk->part)
        return;
    usage = GQ_VEC_PUSH(walk->run->arena, &walk->part->usages, struct gq_document_index_usage);
    usage->variable = walk->literal;
    usage->type = walk->input_type;
    usage->parent_type = walk->parent_input_type;
    usage->has_default = walk->has_default;
}

/* Not a rule of the specification: it reports nothing. */
static const struct gq_walk_rule collect_usages = {
    .name = "collect variable usages",
    .enter = { [GQ_WALK_VARIABLE] = add_usage },
};

static const struct gq_selection *
selections_of(const struct gq_definition *definition)
{
    return definition->kind == GQ_DEFINITION_OPERATION ? definition->operation.selections.first
                                                       : definition->fragment.selections.first;
}

static void
add_spread(struct gq_validation *run, struct gq_document_index_part *part,
        const struct gq_selection *node)
{
    struct gq_document_index_spread *spread =
            GQ_VEC_PUSH(run->arena, &part->spreads, struct gq_document_index_spread);

    spread->node = node;
    spread->fragment = gq_document_index_fragment_find(run->index, node->name.text);
}

/*
 * The spreads of one selection set come first, then those of the sets inside of it, the last set
 * first: the order in which graphql-js meets them, and so that of its messages.
 */
static void
collect_spreads(
        struct gq_validation *run, struct gq_document_index_part *part, struct gq_vec *stack)
{
    stack->count = 0;
    *GQ_VEC_PUSH(run->arena, stack, const struct gq_selection *) = selections_of(part->definition);
    while (stack->count) {
        const struct gq_selection *first =
                GQ_VEC_AT(stack, const struct gq_selection *, --stack->count);

        for (const struct gq_selection *node = first; node; node = node->next) {
            if (node->kind == GQ_SELECTION_SPREAD)
                add_spread(run, part, node);
            else if (node->selections.first)
                *GQ_VEC_PUSH(run->arena, stack, const struct gq_selection *) =
                        node->selections.first;
        }
    }
}

static void
index_operation(struct gq_validation *run, struct gq_document_index_part *part)
{
    const struct gq_variable_definition *variable = part->definition->operation.variables;

    for (; variable; variable = variable->next)
        gq_map_set(run->arena, &part->variables, variable->name.text, (void *)(uintptr_t)variable);
    gq_document_index_unmark(run->index);
    *GQ_VEC_PUSH(run->arena, &part->reached, struct gq_document_index_part *) = part;
    gq_document_index_reach(run, &part->reached);
}

/* Fills the table of parts and the map of fragments. */
static void
list_parts(struct gq_validation *run, struct gq_document_index *index)
{
    const struct gq_definition *definition = run->document->definitions;
    uint32_t count = 0;

    for (const struct gq_definition *d = definition; d; d = d->next)
        count += gq_definition_is_executable(d);
    index->parts = gq_arena_array_of(run->arena, struct gq_document_index_part, count);
    for (; definition; definition = definition->next) {
        struct gq_document_index_part *part = &index->parts[index->part_count];

        if (definition->kind == GQ_DEFINITION_DIRECTIVE && !definition->is_extension)
            gq_map_set(run->arena, &index->directives, definition->name.text,
                    (void *)(uintptr_t)definition);
        if (!gq_definition_is_executable(definition))
            continue;
        part->definition = definition;
        index->part_count++;
        if (definition->kind == GQ_DEFINITION_OPERATION)
            index->operation_count++;
        else
            gq_map_set(run->arena, &index->fragments, definition->name.text, part);
    }
}

void
gq_document_index_build(struct gq_validation *run)
{
    static const struct gq_walk_rule *const rules[] = { &collect_usages };
    struct gq_document_index *index = gq_arena_new_of(run->arena, struct gq_document_index);
    struct gq_vec stack = { 0 };

    run->index = index;
    list_parts(run, index);
    for (uint32_t i = 0; i < index->part_count; i++) {
        struct gq_document_index_part *part = &index->parts[i];

        part->named = part->definition->kind == GQ_DEFINITION_FRAGMENT
                ? gq_document_index_fragment_find(index, part->definition->name.text)
                : part;
        collect_spreads(run, part, &stack);
    }
    for (uint32_t i = 0; i < index->part_count; i++) {
        if (index->parts[i].definition->kind == GQ_DEFINITION_OPERATION)
            index_operation(run, &index->parts[i]);
    }
    gq_walk_document(run, rules, GQ_ARRAY_LENGTH(rules));
}

struct gq_document_index_part *
gq_document_index_fragment_find(const struct gq_document_index *index, struct gq_str name)
{
    return gq_map_find(&index->fragments, name);
}

const struct gq_definition *
gq_document_index_directive_find(const struct gq_document_index *index, struct gq_str name)
{
    return gq_map_find(&index->directives, name);
}

void
gq_document_index_reach(struct gq_validation *run, struct gq_vec *fragments)
{
    for (uint32_t i = 0; i < fragments->count; i++) {
        const struct gq_document_index_part *part =
                GQ_VEC_AT(fragments, struct gq_document_index_part *, i);

        if (!gq_validation_spend(run, part->spreads.count + 1))
            return;
        for (uint32_t j = 0; j < part->spreads.count; j++) {
            struct gq_document_index_part *next =
                    GQ_VEC_AT(&part->spreads, struct gq_document_index_spread, j).fragment;

            if (next && gq_document_index_mark(run->index, next))
                *GQ_VEC_PUSH(run->arena, fragments, struct gq_document_index_part *) = next;
        }
    }
}

void
gq_document_index_unmark(struct gq_document_index *index)
{
    index->mark++;
}

bool
gq_document_index_mark(struct gq_document_index *index, struct gq_document_index_part *part)
{
    if (part->mark == index->mark)
        return false;
    part->mark = index->mark;
    return true;
}
