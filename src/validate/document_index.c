/* validate/document_index.c - one walk for the variables, one scan of the selections for the spreads. */
#include "validate/document_index.h"

#include "base/arena.h"
#include "base/buf.h"
#include "validate/validation.h"
#include "validate/walk.h"

#include <assert.h>
#include <stdlib.h>

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

static int
compare_names(const void *left, const void *right)
{
    const struct gq_str *a = left, *b = right;

    return gq_str_compare(*a, *b);
}

/* The names of what a part spreads directly, each once, in alphabetical order. */
static struct gq_str
list_spread_names(struct gq_validation *run, const struct gq_document_index_part *part)
{
    uint32_t count = part->spreads.count;
    struct gq_str *names = gq_arena_array_of(run->arena, struct gq_str, count);
    struct gq_buf *list = gq_arena_new_of(run->arena, struct gq_buf);

    for (uint32_t i = 0; i < count; i++)
        names[i] = GQ_VEC_AT(&part->spreads, struct gq_document_index_spread, i).node->name.text;
    qsort(names, count, sizeof(*names), compare_names);
    gq_buf_init_in(list, run->arena, SIZE_MAX);
    for (uint32_t i = 0; i < count; i++) {
        if (i && gq_str_equal(names[i], names[i - 1]))
            continue;
        gq_buf_str(list, names[i]);
        gq_buf_char(list, ' ');
    }
    return gq_buf_view(list);
}

/*
 * Operations that spread the same fragments reach the same ones: they share the order in which the
 * first of them does, as in graphql-js, where it shows in the order of errors.
 */
static const struct gq_document_index_part *
find_alike(struct gq_validation *run, struct gq_document_index_part *part)
{
    struct gq_map *by_names = &run->index->operations_by_spreads;
    const struct gq_document_index_part *alike;
    struct gq_str names;

    if (run->index->operation_count < 2 || part->spreads.count < 2)
        return NULL;
    names = list_spread_names(run, part);
    alike = gq_map_find(by_names, names);
    if (!alike)
        gq_map_add(run->arena, by_names, names, part);
    return alike;
}

static void
index_operation(struct gq_validation *run, struct gq_document_index_part *part)
{
    const struct gq_variable_definition *variable = part->definition->operation.variables;
    const struct gq_document_index_part *alike = find_alike(run, part);

    for (; variable; variable = variable->next)
        gq_map_set(run->arena, &part->variables, variable->name.text, (void *)(uintptr_t)variable);
    *GQ_VEC_PUSH(run->arena, &part->reached, struct gq_document_index_part *) = part;
    if (!alike) {
        gq_document_index_unmark(run->index);
        gq_document_index_reach(run, &part->reached);
        return;
    }
    for (uint32_t i = 1; i < alike->reached.count && gq_validation_spend(run, 1); i++)
        *GQ_VEC_PUSH(run->arena, &part->reached, struct gq_document_index_part *) =
                GQ_VEC_AT(&alike->reached, struct gq_document_index_part *, i);
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
