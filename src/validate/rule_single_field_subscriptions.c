/* validate/rule_single_field_subscriptions.c - a subscription is one stream of events. */
#include "base/arena.h"
#include "base/str.h"
#include "validate/document_index.h"
#include "validate/rules.h"
#include "validate/validation.h"

/* The root fields that have one response key. */
struct root_field {
    struct gq_str name; /* of the first of them */
    struct gq_vec positions;
};

struct collection {
    struct gq_validation *run;
    const struct gq_type *root;
    struct gq_map by_key;    /* response key -> struct root_field */
    struct gq_vec fields;    /* struct root_field *, in order */
    struct gq_vec forbidden; /* positions of @skip and @include */
    struct gq_vec stack;     /* const struct gq_selection *: where to go on */
};

/* Spec: Execution > Field Collection, DoesFragmentTypeApply. */
static bool
condition_applies(const struct collection *c, struct gq_str condition)
{
    const struct gq_type *type;

    if (!condition.bytes)
        return true;
    type = gq_schema_type_find(c->run->schema, condition);
    return type
            && (type == c->root
                    || (gq_type_is_abstract(type) && gq_type_is_possible(type, c->root)));
}

static const struct gq_directive *
find_directive(const struct gq_selection *selection, const char *name)
{
    const struct gq_directive *directive = selection->directives;

    while (directive && !gq_str_is(directive->name.text, name))
        directive = directive->next;
    return directive;
}

/* What a variable decides cannot be judged before execution, so neither directive may stand here. */
static bool
is_conditional(struct collection *c, const struct gq_selection *selection)
{
    const struct gq_directive *directive = find_directive(selection, "skip");

    if (!directive)
        directive = find_directive(selection, "include");
    if (!directive)
        return false;
    *GQ_VEC_PUSH(c->run->arena, &c->forbidden, uint32_t) = directive->position;
    return true;
}

static void
add_field(struct collection *c, const struct gq_selection *selection)
{
    struct gq_arena *arena = c->run->arena;
    struct gq_str key = gq_selection_response_key(selection);
    struct root_field *field = gq_map_find(&c->by_key, key);

    if (!field) {
        field = gq_arena_new_of(arena, struct root_field);
        field->name = selection->name.text;
        gq_map_add(arena, &c->by_key, key, field);
        *GQ_VEC_PUSH(arena, &c->fields, struct root_field *) = field;
    }
    *GQ_VEC_PUSH(arena, &field->positions, uint32_t) = selection->position;
}

/* The selections to go into, or NULL. */
static const struct gq_selection *
expand(struct collection *c, const struct gq_selection *selection)
{
    struct gq_document_index_part *fragment;

    if (is_conditional(c, selection))
        return NULL;
    switch (selection->kind) {
    case GQ_SELECTION_FIELD:
        add_field(c, selection);
        return NULL;
    case GQ_SELECTION_INLINE:
        return condition_applies(c, selection->type_condition.text) ? selection->selections.first
                                                                    : NULL;
    case GQ_SELECTION_SPREAD:
        break;
    }
    fragment = gq_document_index_fragment_find(c->run->index, selection->name.text);
    if (!fragment || !condition_applies(c, fragment->definition->fragment.type_condition.text)
            || !gq_document_index_mark(c->run->index, fragment))
        return NULL;
    return fragment->definition->fragment.selections.first;
}

/* Depth first over inline fragments and spreads, with a stack of its own: chains may be long. */
static void
collect(struct collection *c, const struct gq_selection *first)
{
    struct gq_arena *arena = c->run->arena;

    gq_document_index_unmark(c->run->index);
    *GQ_VEC_PUSH(arena, &c->stack, const struct gq_selection *) = first;
    while (c->stack.count && gq_validation_spend(c->run, 1)) {
        const struct gq_selection *selection = GQ_VEC_AT(
                                          &c->stack, const struct gq_selection *, --c->stack.count),
                                  *inner;

        if (!selection)
            continue;
        if (selection->next)
            *GQ_VEC_PUSH(arena, &c->stack, const struct gq_selection *) = selection->next;
        inner = expand(c, selection);
        if (inner)
            *GQ_VEC_PUSH(arena, &c->stack, const struct gq_selection *) = inner;
    }
}

/* Reports with the subject that all messages of this rule begin with. */
static void
report(struct gq_walk *walk, const struct gq_vec *positions, const char *predicate)
{
    struct gq_str name = walk->definition->name.text;

    if (name.bytes)
        gq_validation_report_at(
                walk->run, positions, "Subscription \"%.*s\" %s", GQ_STR_ARG(name), predicate);
    else
        gq_validation_report_at(walk->run, positions, "Anonymous Subscription %s", predicate);
}

static void
check_count(struct gq_walk *walk, const struct collection *c)
{
    struct gq_vec positions = { 0 };

    if (c->fields.count == 0) {
        *GQ_VEC_PUSH(c->run->arena, &positions, uint32_t) =
                walk->definition->operation.selections.position;
        report(walk, &positions, "must select one top level field.");
        return;
    }
    for (uint32_t i = 1; i < c->fields.count; i++) {
        const struct root_field *field = GQ_VEC_AT(&c->fields, struct root_field *, i);

        for (uint32_t j = 0; j < field->positions.count; j++)
            *GQ_VEC_PUSH(c->run->arena, &positions, uint32_t) =
                    GQ_VEC_AT(&field->positions, uint32_t, j);
    }
    if (positions.count)
        report(walk, &positions, "must select only one top level field.");
}

static void
check_operation(struct gq_walk *walk, void *state)
{
    struct collection c = { .run = walk->run, .root = walk->run->schema->subscription };

    (void)state;
    if (walk->definition->operation.kind != GQ_OPERATION_SUBSCRIPTION || !c.root)
        return;
    collect(&c, walk->definition->operation.selections.first);
    if (c.forbidden.count) {
        report(walk, &c.forbidden,
                "must not use `@skip` or `@include` directives in the top level selection.");
        return;
    }
    check_count(walk, &c);
    for (uint32_t i = 0; i < c.fields.count && !walk->run->is_closed; i++) {
        const struct root_field *field = GQ_VEC_AT(&c.fields, struct root_field *, i);

        if (gq_str_starts_with(field->name, GQ_STR("__")))
            report(walk, &field->positions, "must not select an introspection top level field.");
    }
}

const struct gq_walk_rule gq_rules_single_field_subscriptions = {
    .name = "single field subscriptions",
    .enter = { [GQ_WALK_OPERATION] = check_operation },
};
