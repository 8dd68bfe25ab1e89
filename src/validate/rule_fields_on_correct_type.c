/* validate/rule_fields_on_correct_type.c - the type has the field. */
#include "base/arena.h"
#include "base/suggest.h"
#include "base/vec.h"
#include "validate/rules.h"
#include "validate/validate.h"
#include "validate/validation.h"

#include <string.h>

/* A type that has the missing field, and how many possible types lead to it. */
struct candidate {
    const struct gq_type *type;
    uint32_t usage_count;
};

static void
add_candidate(struct gq_validation *run, struct gq_vec *candidates, const struct gq_type *type)
{
    struct candidate *candidate;

    for (uint32_t i = 0; i < candidates->count; i++) {
        candidate = &GQ_VEC_AT(candidates, struct candidate, i);
        if (candidate->type == type) {
            candidate->usage_count++;
            return;
        }
    }
    candidate = GQ_VEC_PUSH(run->arena, candidates, struct candidate);
    *candidate = (struct candidate){ type, 1 };
}

static bool
has_field(const struct gq_type *type, struct gq_str name)
{
    return gq_map_find(&type->field_map, name) != NULL;
}

/* The object types that have the field, and their interfaces that have it too. */
static void
collect_candidates(struct gq_validation *run, const struct gq_type *abstract, struct gq_str name,
        struct gq_vec *candidates)
{
    for (uint32_t i = 0; i < abstract->possible_type_count; i++) {
        const struct gq_type *type = abstract->possible_types[i];

        if (!has_field(type, name))
            continue;
        add_candidate(run, candidates, type);
        for (uint32_t j = 0; j < type->interface_count; j++) {
            if (has_field(type->interfaces[j], name))
                add_candidate(run, candidates, type->interfaces[j]);
        }
    }
}

/* The more often used first, an interface before what implements it, then by name. */
static bool
goes_before(const struct candidate *a, const struct candidate *b)
{
    if (a->usage_count != b->usage_count)
        return a->usage_count > b->usage_count;
    if (a->type->kind == GQ_TYPE_INTERFACE && gq_type_is_subtype(b->type, a->type))
        return true;
    if (b->type->kind == GQ_TYPE_INTERFACE && gq_type_is_subtype(a->type, b->type))
        return false;
    return gq_suggest_compare(a->type->name, b->type->name) < 0;
}

/* Stable, by binary insertion: the order that the reference gives to lists as short as these. */
static void
sort_candidates(struct candidate *items, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++) {
        struct candidate moving = items[i];
        uint32_t low = 0, high = i;

        while (low < high) {
            uint32_t middle = low + (high - low) / 2;

            if (goes_before(&moving, &items[middle]))
                high = middle;
            else
                low = middle + 1;
        }
        memmove(&items[low + 1], &items[low], (i - low) * sizeof(*items));
        items[low] = moving;
    }
}

static struct gq_str
suggest_types(struct gq_validation *run, const struct gq_type *type, struct gq_str name)
{
    struct gq_vec candidates = { 0 }, names = { 0 };

    if (!gq_type_is_abstract(type))
        return GQ_STR("");
    collect_candidates(run, type, name, &candidates);
    sort_candidates(candidates.items, candidates.count);
    for (uint32_t i = 0; i < candidates.count; i++)
        *GQ_VEC_PUSH(run->arena, &names, struct gq_str) =
                GQ_VEC_AT(&candidates, struct candidate, i).type->name;
    return gq_suggest_sentence(
            run->arena, GQ_STR("to use an inline fragment on"), names.items, names.count);
}

static struct gq_str
suggest_fields(struct gq_validation *run, const struct gq_type *type, struct gq_str name)
{
    struct gq_vec names = { 0 };

    for (uint32_t i = 0; i < type->field_count; i++)
        *GQ_VEC_PUSH(run->arena, &names, struct gq_str) = type->fields[i].name;
    return gq_validation_suggest(run, name, &names);
}

static void
check_field(struct gq_walk *walk, void *state)
{
    const struct gq_type *type = walk->parent_type;
    struct gq_str name = walk->selection->name.text, suggestion = GQ_STR("");

    (void)state;
    if (!type || walk->field_definition)
        return;
    if (walk->run->options->suggestions == GQ_SUGGESTIONS_ON)
        suggestion = suggest_types(walk->run, type, name);
    if (suggestion.length == 0)
        suggestion = suggest_fields(walk->run, type, name);
    gq_validation_report(walk->run, walk->selection->position,
            "Cannot query field \"%.*s\" on type \"%.*s\".%.*s", GQ_STR_ARG(name),
            GQ_STR_ARG(type->name), GQ_STR_ARG(suggestion));
}

const struct gq_walk_rule gq_rules_fields_on_correct_type = {
    .name = "fields on correct type",
    .enter = { [GQ_WALK_FIELD] = check_field },
};
