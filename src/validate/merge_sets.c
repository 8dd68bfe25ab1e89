/* validate/merge_sets.c - union-find over selection sets, with a list of what is still to unite. */
#include "validate/merge_sets.h"

#include "base/arena.h"
#include "language/ast.h"
#include "language/parse.h"
#include "schema/schema.h"
#include "validate/document_index.h"
#include "validate/merge_values.h"
#include "validate/validation.h"

#include <assert.h>

struct pair {
    struct gq_merge_set *a, *b;
};

struct builder {
    struct gq_validation *run;
    struct gq_merge_sets *sets;
    struct gq_vec to_unite; /* struct pair */
    uint32_t depth;
};

static struct gq_merge_set *
leader_of(struct gq_merge_set *set)
{
    while (set->leader) {
        if (set->leader->leader)
            set->leader = set->leader->leader; /* halves the path */
        set = set->leader;
    }
    return set;
}

static struct gq_merge_group *
group_leader_of(struct gq_merge_group *group)
{
    while (group->leader) {
        if (group->leader->leader)
            group->leader = group->leader->leader;
        group = group->leader;
    }
    return group;
}

static void
unite_later(struct builder *b, struct gq_merge_set *left, struct gq_merge_set *right)
{
    *GQ_VEC_PUSH(b->run->arena, &b->to_unite, struct pair) = (struct pair){ left, right };
}

static bool
same_field(struct builder *b, const struct gq_selection *left, const struct gq_selection *right)
{
    return gq_str_equal(left->name.text, right->name.text)
            && gq_merge_values_same_arguments(b->run, left->arguments, right->arguments);
}

/* Puts all fields of `other` under `group`, of the same key in the same class. */
static void
join_groups(struct builder *b, struct gq_merge_group *group, struct gq_merge_group *other)
{
    assert(!group->leader && !other->leader && group != other);
    other->leader = group;
    if (other->has_mismatch || !same_field(b, group->first->node, other->first->node)
            || (group->type && other->type
                    && gq_merge_values_types_conflict(group->type, other->type)))
        group->has_mismatch = true;
    if (!group->type)
        group->type = other->type;
    if (group->children && other->children)
        unite_later(b, group->children, other->children);
    else if (!group->children)
        group->children = other->children;
    if (group->has_mismatch)
        b->sets->has_suspects = true;
}

/* The smaller table goes into the larger one, so each group moves log n times at most. */
static void
unite(struct builder *b, struct gq_merge_set *left, struct gq_merge_set *right)
{
    struct gq_merge_set *large = leader_of(left), *small = leader_of(right);

    if (large == small)
        return;
    if (large->groups.items.count < small->groups.items.count) {
        struct gq_merge_set *swapped = large;

        large = small;
        small = swapped;
    }
    small->leader = large;
    for (uint32_t i = 0; i < small->groups.items.count && gq_validation_spend(b->run, 1); i++) {
        struct gq_merge_table_item item =
                GQ_VEC_AT(&small->groups.items, struct gq_merge_table_item, i);
        struct gq_merge_group *group = gq_merge_table_find(&large->groups, item.key);

        if (group)
            join_groups(b, group, item.value);
        else
            gq_merge_table_add(b->run->arena, &large->groups, item.key, item.value);
    }
}

static struct gq_merge_set *build_set(
        struct builder *b, const struct gq_type *parent, const struct gq_selection_set *node);

/* Meta-fields have no known type here: graphql-js looks among the type's own fields only. */
static const struct gq_type *
return_type(const struct gq_type *parent, struct gq_str name)
{
    const struct gq_field *field =
            parent && (parent->kind == GQ_TYPE_OBJECT || parent->kind == GQ_TYPE_INTERFACE)
            ? gq_map_find(&parent->field_map, name)
            : NULL;

    return field ? field->type : NULL;
}

/* The type around the selections of a field; here a meta-field's type does count. */
static const struct gq_type *
type_of_children(struct builder *b, const struct gq_merge_field *field)
{
    const struct gq_field *meta;

    if (field->type)
        return field->type->named;
    meta = field->parent && gq_type_is_composite(field->parent)
            ? gq_schema_field_find(b->run->schema, field->parent, field->node->name.text)
            : NULL;
    return meta ? meta->type->named : NULL;
}

static void
add_field(struct builder *b, struct gq_merge_set *set, const struct gq_type *parent,
        const struct gq_selection *node)
{
    struct gq_arena *arena = b->run->arena;
    struct gq_merge_field *field = gq_arena_new_of(arena, struct gq_merge_field);
    struct gq_str key = gq_selection_response_key(node);
    struct gq_merge_group *known;

    field->node = node;
    field->parent = parent;
    field->type = return_type(parent, node->name.text);
    if (node->selections.is_present)
        field->children = build_set(b, type_of_children(b, field), &node->selections);
    if (set->last)
        set->last->next = field;
    else
        set->first = field;
    set->last = field;
    field->group = (struct gq_merge_group){
        .first = field,
        .type = field->type,
        .children = field->children,
    };
    known = gq_merge_table_find(&set->groups, key);
    if (known)
        join_groups(b, known, &field->group);
    else
        gq_merge_table_add(arena, &set->groups, key, &field->group);
}

static void
add_spread(struct builder *b, struct gq_merge_set *set, struct gq_str name)
{
    struct gq_document_index_part *part = gq_document_index_fragment_find(b->run->index, name);

    if (part)
        *GQ_VEC_PUSH(b->run->arena, &set->spreads, struct gq_document_index_part *) = part;
}

/* Keeps the first spread of each fragment. */
static void
drop_repeated_spreads(struct builder *b, struct gq_merge_set *set)
{
    uint32_t kept = 0;

    gq_document_index_unmark(b->run->index);
    for (uint32_t i = 0; i < set->spreads.count; i++) {
        struct gq_document_index_part *part =
                GQ_VEC_AT(&set->spreads, struct gq_document_index_part *, i);

        if (gq_document_index_mark(b->run->index, part))
            GQ_VEC_AT(&set->spreads, struct gq_document_index_part *, kept++) = part;
    }
    set->spreads.count = kept;
}

/* Recurses over nesting, which the parser bounds. */
static void
add_selections(struct builder *b, struct gq_merge_set *set, const struct gq_type *parent,
        const struct gq_selection *selection)
{
    b->depth++;
    assert(b->depth <= GQ_PARSE_NESTING_MAX);
    for (; selection && gq_validation_spend(b->run, 1); selection = selection->next) {
        struct gq_str condition = selection->type_condition.text;

        switch (selection->kind) {
        case GQ_SELECTION_FIELD:
            add_field(b, set, parent, selection);
            break;
        case GQ_SELECTION_SPREAD:
            add_spread(b, set, selection->name.text);
            break;
        case GQ_SELECTION_INLINE:
            add_selections(b, set,
                    condition.bytes ? gq_schema_type_find(b->run->schema, condition) : parent,
                    selection->selections.first);
            break;
        }
    }
    b->depth--;
}

static struct gq_merge_set *
build_set(struct builder *b, const struct gq_type *parent, const struct gq_selection_set *node)
{
    struct gq_merge_set *set = gq_arena_new_of(b->run->arena, struct gq_merge_set);

    *GQ_VEC_PUSH(b->run->arena, &b->sets->in_order, struct gq_merge_set *) = set;
    add_selections(b, set, parent, node->first);
    drop_repeated_spreads(b, set);
    return set;
}

static struct gq_merge_set *
build_part(struct builder *b, const struct gq_definition *definition)
{
    const struct gq_schema *schema = b->run->schema;

    if (definition->kind == GQ_DEFINITION_OPERATION)
        return build_set(b, gq_schema_root(schema, definition->operation.kind),
                &definition->operation.selections);
    return build_set(b, gq_schema_type_find(schema, definition->fragment.type_condition.text),
            &definition->fragment.selections);
}

static void
unite_with_fragments(struct builder *b, struct gq_merge_set *set)
{
    for (uint32_t i = 0; i < set->spreads.count; i++) {
        const struct gq_document_index_part *part =
                GQ_VEC_AT(&set->spreads, struct gq_document_index_part *, i);

        unite_later(b, set, b->sets->by_part[part - b->run->index->parts]);
    }
}

static void
unite_all(struct builder *b)
{
    for (uint32_t i = 0; i < b->sets->in_order.count; i++)
        unite_with_fragments(b, GQ_VEC_AT(&b->sets->in_order, struct gq_merge_set *, i));
    while (b->to_unite.count && gq_validation_spend(b->run, 1)) {
        struct pair pair = GQ_VEC_AT(&b->to_unite, struct pair, --b->to_unite.count);

        unite(b, pair.a, pair.b);
    }
}

/* Notes for each class below this one that it is so; begins the suspicion at mismatches. */
static void
link_class(struct builder *b, struct gq_merge_set *set, struct gq_vec *suspects)
{
    for (uint32_t i = 0; i < set->groups.items.count; i++) {
        const struct gq_merge_group *group =
                GQ_VEC_AT(&set->groups.items, struct gq_merge_table_item, i).value;

        if (group->children)
            *GQ_VEC_PUSH(b->run->arena, &leader_of(group->children)->parents,
                    struct gq_merge_set *) = set;
        if (group->has_mismatch)
            set->is_suspect = true;
    }
    if (set->is_suspect)
        *GQ_VEC_PUSH(b->run->arena, suspects, struct gq_merge_set *) = set;
}

/* What is above a suspect is one, too. */
static void
spread_suspicion(struct builder *b)
{
    struct gq_vec suspects = { 0 };

    for (uint32_t i = 0; i < b->sets->in_order.count; i++) {
        struct gq_merge_set *set = GQ_VEC_AT(&b->sets->in_order, struct gq_merge_set *, i);

        if (!set->leader)
            link_class(b, set, &suspects);
    }
    while (suspects.count) {
        const struct gq_merge_set *set =
                GQ_VEC_AT(&suspects, struct gq_merge_set *, --suspects.count);

        for (uint32_t i = 0; i < set->parents.count; i++) {
            struct gq_merge_set *parent = GQ_VEC_AT(&set->parents, struct gq_merge_set *, i);

            if (parent->is_suspect)
                continue;
            parent->is_suspect = true;
            *GQ_VEC_PUSH(b->run->arena, &suspects, struct gq_merge_set *) = parent;
        }
    }
}

struct gq_merge_sets *
gq_merge_sets_build(struct gq_validation *run)
{
    struct gq_merge_sets *sets = gq_arena_new_of(run->arena, struct gq_merge_sets);
    struct gq_document_index *index = run->index;
    struct builder b = { .run = run, .sets = sets };

    sets->by_part = gq_arena_array_of(run->arena, struct gq_merge_set *, index->part_count);
    for (uint32_t i = 0; i < index->part_count; i++)
        sets->by_part[i] = build_part(&b, index->parts[i].definition);
    unite_all(&b);
    if (sets->has_suspects && !run->is_closed)
        spread_suspicion(&b);
    return sets;
}

bool
gq_merge_sets_is_suspect(struct gq_merge_set *set)
{
    return leader_of(set)->is_suspect;
}

bool
gq_merge_sets_is_suspect_field(struct gq_merge_field *field)
{
    const struct gq_merge_group *group = group_leader_of(&field->group);

    return group->has_mismatch || (group->children && gq_merge_sets_is_suspect(group->children));
}
