/*
 * validate/merge_conflicts.c - depth first over pairs, as graphql-js goes, with a stack of its own.
 *
 * A task at the top of the stack is done first; a task that leads to others replaces itself by
 * them, the first on top. So the order of what is found, and of what is remembered, is that of the
 * recursion it stands for, and a chain of fragments of any length needs no stack of the machine.
 */
#include "validate/merge_conflicts.h"

#include "base/arena.h"
#include "base/map.h"
#include "base/vec.h"
#include "language/ast.h"
#include "schema/schema.h"
#include "validate/document_index.h"
#include "validate/merge_conflict.h"
#include "validate/merge_sets.h"
#include "validate/merge_values.h"
#include "validate/validation.h"

#include <assert.h>

enum task_kind {
    TASK_WITHIN,  /* pairs of fields of one set */
    TASK_BETWEEN, /* pairs of a field of the one set and one of the other */
    TASK_FIELDS_AND_FRAGMENT,
    TASK_FRAGMENTS,
    TASK_COMBINE, /* the conflicts below a pair of fields become one of the pair */
};

/* May the fields of a pair both be in the response of one object? */
enum exclusion { NOT_EXCLUSIVE, EXCLUSIVE };

/* Which pair of fields is next. */
struct pair_cursor {
    uint32_t key, left, right;
};

struct task {
    enum task_kind kind;
    enum exclusion exclusion;
    struct gq_merge_set *left_set, *right_set;
    struct gq_document_index_part *left_part, *right_part;
    const struct gq_merge_field *left_field, *right_field;
    struct pair_cursor cursor;
    struct gq_merge_conflict_list *inner; /* COMBINE: what was found below */
    struct gq_merge_conflict_list *found; /* where conflicts go; NULL: they are reported */
};

struct gq_merge_conflicts {
    struct gq_validation *run;
    struct gq_merge_sets *sets;
    struct gq_vec tasks; /* struct task */
    /* Two addresses -> the exclusion that they were compared under. */
    struct gq_map compared_sets, compared_fragments;
};

static const enum exclusion compared_as[] = { NOT_EXCLUSIVE, EXCLUSIVE };

/* The key of a pair of addresses. */
struct pair_key {
    const void *left, *right;
};

/* What held without exclusion holds with it, but not the other way round. */
static bool
is_compared(const struct gq_map *map, struct pair_key key, enum exclusion exclusion)
{
    const enum exclusion *known =
            gq_map_find(map, (struct gq_str){ (const char *)&key, sizeof(key) });

    return known && (exclusion == EXCLUSIVE || *known == NOT_EXCLUSIVE);
}

static void
remember(struct gq_merge_conflicts *c, struct gq_map *map, struct pair_key key,
        enum exclusion exclusion)
{
    struct pair_key *kept = gq_arena_new_of(c->run->arena, struct pair_key);

    *kept = key;
    gq_map_set(c->run->arena, map, (struct gq_str){ (const char *)kept, sizeof(*kept) },
            (void *)(uintptr_t)&compared_as[exclusion]);
}

static void
push(struct gq_merge_conflicts *c, struct task task)
{
    *GQ_VEC_PUSH(c->run->arena, &c->tasks, struct task) = task;
}

static struct gq_merge_set *
set_of(const struct gq_merge_conflicts *c, const struct gq_document_index_part *part)
{
    return c->sets->by_part[part - c->run->index->parts];
}

/* The suspect fields of a set by response key: struct gq_vec of struct gq_merge_field *. */
static struct gq_merge_table *
keys_of(struct gq_merge_conflicts *c, struct gq_merge_set *set)
{
    struct gq_arena *arena = c->run->arena;

    if (set->keys)
        return set->keys;
    set->keys = gq_arena_new_of(arena, struct gq_merge_table);
    for (struct gq_merge_field *field = set->first; field; field = field->next) {
        struct gq_str key = gq_selection_response_key(field->node);
        struct gq_vec *fields;

        if (!gq_merge_sets_is_suspect_field(field))
            continue;
        fields = gq_merge_table_find(set->keys, key);
        if (!fields) {
            fields = gq_arena_new_of(arena, struct gq_vec);
            gq_merge_table_add(arena, set->keys, key, fields);
        }
        *GQ_VEC_PUSH(arena, fields, struct gq_merge_field *) = field;
    }
    return set->keys;
}

static void
add_found(struct gq_merge_conflicts *c, struct gq_merge_conflict_list *found,
        struct gq_merge_conflict *conflict)
{
    if (!found) {
        gq_merge_conflict_report(c->run, conflict);
        return;
    }
    if (found->last)
        found->last->next = conflict;
    else
        found->first = conflict;
    found->last = conflict;
}

/* The selections of two fields, their fragments included. */
static void
push_subfields(struct gq_merge_conflicts *c, const struct gq_merge_field *left,
        const struct gq_merge_field *right, enum exclusion exclusion,
        struct gq_merge_conflict_list *found)
{
    struct gq_merge_set *left_set = left->children, *right_set = right->children;
    struct gq_merge_conflict_list *inner =
            gq_arena_new_of(c->run->arena, struct gq_merge_conflict_list);
    uint32_t left_count = left_set->spreads.count, right_count = right_set->spreads.count;
    struct task task = { .exclusion = exclusion, .found = inner };

    if (!gq_validation_spend(c->run, (uint64_t)left_count * right_count + left_count + right_count))
        return;
    push(c,
            (struct task){ .kind = TASK_COMBINE,
                    .left_field = left,
                    .right_field = right,
                    .inner = inner,
                    .found = found });
    task.kind = TASK_FRAGMENTS;
    for (uint32_t i = left_count; i-- > 0;) {
        task.left_part = GQ_VEC_AT(&left_set->spreads, struct gq_document_index_part *, i);
        for (uint32_t j = right_count; j-- > 0;) {
            task.right_part = GQ_VEC_AT(&right_set->spreads, struct gq_document_index_part *, j);
            push(c, task);
        }
    }
    task.kind = TASK_FIELDS_AND_FRAGMENT;
    task.left_set = right_set;
    for (uint32_t i = left_count; i-- > 0;) {
        task.right_part = GQ_VEC_AT(&left_set->spreads, struct gq_document_index_part *, i);
        push(c, task);
    }
    task.left_set = left_set;
    for (uint32_t i = right_count; i-- > 0;) {
        task.right_part = GQ_VEC_AT(&right_set->spreads, struct gq_document_index_part *, i);
        push(c, task);
    }
    task.kind = TASK_BETWEEN;
    task.right_set = right_set;
    push(c, task);
}

static bool
is_object(const struct gq_type *type)
{
    return type && type->kind == GQ_TYPE_OBJECT;
}

static struct gq_str
describe_names(struct gq_validation *run, struct gq_str left, struct gq_str right)
{
    left = gq_merge_conflict_abbreviate(run, left);
    right = gq_merge_conflict_abbreviate(run, right);
    return gq_arena_printf(run->arena, "\"%.*s\" and \"%.*s\" are different fields",
            GQ_STR_ARG(left), GQ_STR_ARG(right));
}

static struct gq_str
describe_types(struct gq_validation *run, const struct gq_type *left, const struct gq_type *right)
{
    struct gq_str left_text = gq_validation_type_text(run, left);
    struct gq_str right_text = gq_validation_type_text(run, right);

    return gq_arena_printf(run->arena, "they return conflicting types \"%.*s\" and \"%.*s\"",
            GQ_STR_ARG(left_text), GQ_STR_ARG(right_text));
}

/* Why the two fields themselves conflict; empty when they do not. */
static struct gq_str
find_reason(struct gq_validation *run, const struct gq_merge_field *left,
        const struct gq_merge_field *right, enum exclusion exclusion)
{
    const struct gq_selection *a = left->node, *b = right->node;

    if (exclusion == NOT_EXCLUSIVE) {
        if (!gq_str_equal(a->name.text, b->name.text))
            return describe_names(run, a->name.text, b->name.text);
        if (!gq_merge_values_match_arguments(run, a->arguments, b->arguments))
            return GQ_STR("they have differing arguments");
    }
    if (left->type && right->type && gq_merge_values_types_conflict(left->type, right->type))
        return describe_types(run, left->type, right->type);
    return GQ_STR("");
}

static void
compare_fields(struct gq_merge_conflicts *c, const struct gq_merge_field *left,
        const struct gq_merge_field *right, enum exclusion exclusion,
        struct gq_merge_conflict_list *found)
{
    struct gq_str reason;

    if (!gq_validation_spend(c->run, 1))
        return;
    if (left->parent != right->parent && is_object(left->parent) && is_object(right->parent))
        exclusion = EXCLUSIVE;
    reason = find_reason(c->run, left, right, exclusion);
    if (reason.length)
        add_found(c, found,
                gq_merge_conflict_new(c->run, gq_selection_response_key(left->node),
                        left->node->position, right->node->position, reason));
    else if (left->children && right->children && gq_merge_sets_is_suspect(left->children))
        push_subfields(c, left, right, exclusion, found);
}

/* The fields of the left set's next key and those of the same key in the right one, or NULL. */
static const struct gq_vec *
fields_of_key(struct gq_merge_conflicts *c, const struct task *task, uint32_t key,
        const struct gq_vec **ret_right)
{
    const struct gq_merge_table_item *item =
            &GQ_VEC_AT(&keys_of(c, task->left_set)->items, struct gq_merge_table_item, key);

    *ret_right = task->kind == TASK_WITHIN
            ? item->value
            : gq_merge_table_find(keys_of(c, task->right_set), item->key);
    return *ret_right ? item->value : NULL;
}

/* Puts the cursor on the first pair of a left field, or of the next one, or of the next key. */
static void
advance(struct pair_cursor *cursor, const struct task *task, uint32_t left_count)
{
    cursor->left++;
    if (cursor->left >= left_count)
        *cursor = (struct pair_cursor){ .key = cursor->key + 1 };
    cursor->right = task->kind == TASK_WITHIN ? cursor->left + 1 : 0;
}

/* Compares the next pair; the task stays on the stack, below what the pair leads to. */
static void
do_pair(struct gq_merge_conflicts *c, uint32_t task_index)
{
    struct task *task = &GQ_VEC_AT(&c->tasks, struct task, task_index);
    struct pair_cursor at = task->cursor;
    const struct gq_vec *left, *right;

    if (at.key >= keys_of(c, task->left_set)->items.count) {
        c->tasks.count--;
        return;
    }
    left = fields_of_key(c, task, at.key, &right);
    if (!left) {
        task->cursor = (struct pair_cursor){ .key = at.key + 1 };
        gq_validation_spend(c->run, 1);
        return;
    }
    if (at.right >= right->count) {
        advance(&task->cursor, task, left->count);
        return;
    }
    task->cursor.right++;
    compare_fields(c, GQ_VEC_AT(left, struct gq_merge_field *, at.left),
            GQ_VEC_AT(right, struct gq_merge_field *, at.right), task->exclusion, task->found);
}

static void
do_fields_and_fragment(struct gq_merge_conflicts *c, struct task task)
{
    struct gq_merge_set *set = task.left_set, *fragment_set = set_of(c, task.right_part);
    struct pair_key key = { set, task.right_part };

    if (!set->first || is_compared(&c->compared_sets, key, task.exclusion))
        return;
    remember(c, &c->compared_sets, key, task.exclusion);
    if (set == fragment_set)
        return;
    for (uint32_t i = fragment_set->spreads.count; i-- > 0;) {
        struct task next = task;

        next.right_part = GQ_VEC_AT(&fragment_set->spreads, struct gq_document_index_part *, i);
        push(c, next);
    }
    task.kind = TASK_BETWEEN;
    task.right_set = fragment_set;
    push(c, task);
}

static void
do_fragments(struct gq_merge_conflicts *c, struct task task)
{
    struct gq_merge_set *left = set_of(c, task.left_part), *right = set_of(c, task.right_part);
    struct pair_key key = { task.left_part, task.right_part };
    struct pair_key reversed = { task.right_part, task.left_part };
    struct task next = task;

    if (task.left_part == task.right_part
            || is_compared(&c->compared_fragments, key, task.exclusion)
            || is_compared(&c->compared_fragments, reversed, task.exclusion))
        return;
    remember(c, &c->compared_fragments, key, task.exclusion);
    for (uint32_t i = left->spreads.count; i-- > 0;) {
        next.left_part = GQ_VEC_AT(&left->spreads, struct gq_document_index_part *, i);
        push(c, next);
    }
    next = task;
    for (uint32_t i = right->spreads.count; i-- > 0;) {
        next.right_part = GQ_VEC_AT(&right->spreads, struct gq_document_index_part *, i);
        push(c, next);
    }
    task.kind = TASK_BETWEEN;
    task.left_set = left;
    task.right_set = right;
    push(c, task);
}

static void
do_combine(struct gq_merge_conflicts *c, struct task task)
{
    if (task.inner->first)
        add_found(c, task.found,
                gq_merge_conflict_combine(c->run, gq_selection_response_key(task.left_field->node),
                        task.left_field->node->position, task.right_field->node->position,
                        task.inner));
}

static void
do_task(struct gq_merge_conflicts *c)
{
    uint32_t index = c->tasks.count - 1;
    struct task task = GQ_VEC_AT(&c->tasks, struct task, index);

    switch (task.kind) {
    case TASK_WITHIN:
    case TASK_BETWEEN:
        do_pair(c, index);
        return;
    case TASK_FIELDS_AND_FRAGMENT:
        c->tasks.count--;
        do_fields_and_fragment(c, task);
        break;
    case TASK_FRAGMENTS:
        c->tasks.count--;
        do_fragments(c, task);
        break;
    case TASK_COMBINE:
        c->tasks.count--;
        do_combine(c, task);
        break;
    }
    gq_validation_spend(c->run, 1);
}

struct gq_merge_conflicts *
gq_merge_conflicts_new(struct gq_validation *run, struct gq_merge_sets *sets)
{
    struct gq_merge_conflicts *c = gq_arena_new_of(run->arena, struct gq_merge_conflicts);

    c->run = run;
    c->sets = sets;
    return c;
}

void
gq_merge_conflicts_report(struct gq_merge_conflicts *c, struct gq_merge_set *set)
{
    uint32_t count = set->spreads.count;
    struct task task = { .exclusion = NOT_EXCLUSIVE, .left_set = set };

    assert(c->tasks.count == 0 || c->run->is_closed);
    if (!gq_validation_spend(c->run, (uint64_t)count * count))
        return;
    for (uint32_t i = count; i-- > 0;) {
        task.kind = TASK_FRAGMENTS;
        task.left_part = GQ_VEC_AT(&set->spreads, struct gq_document_index_part *, i);
        for (uint32_t j = count; j-- > i + 1;) {
            task.right_part = GQ_VEC_AT(&set->spreads, struct gq_document_index_part *, j);
            push(c, task);
        }
        task.kind = TASK_FIELDS_AND_FRAGMENT;
        task.right_part = task.left_part;
        push(c, task);
    }
    task.kind = TASK_WITHIN;
    task.cursor.right = 1;
    push(c, task);
    while (c->tasks.count && !c->run->is_closed)
        do_task(c);
}
