/* engine/admit.c - measures by dynamic programming over the fragment graph. */
#include "engine/admit.h"

#include "base/arena.h"
#include "base/error.h"
#include "base/limits.h"
#include "base/map.h"
#include "language/ast.h"

#include <assert.h>

/* What a list of selections amounts to with its fragments spread out. Sums saturate. */
struct measure {
    uint32_t depth;         /* levels of fields */
    uint32_t introspection; /* levels of fields below __schema and __type */
    uint32_t selections;
    uint32_t fields; /* of this very level */
    bool is_done;
};

struct pass {
    struct gq_arena *arena;
    struct gq_map fragments; /* name -> struct gq_definition */
    struct gq_map measures;  /* name -> struct measure, once measured */
    uint32_t aliases, directives, fragment_count, operation_count;
};

static uint32_t
sum(uint32_t a, uint32_t b)
{
    return a > UINT32_MAX - b ? UINT32_MAX : a + b;
}

static uint32_t
larger(uint32_t a, uint32_t b)
{
    return a > b ? a : b;
}

static struct measure measure_list(struct pass *pass, const struct gq_selection *selections);

static struct measure
measure_field(struct pass *pass, const struct gq_selection *field)
{
    struct measure inner = measure_list(pass, field->selections.first);
    struct measure m = { .selections = sum(1, inner.selections), .fields = 1 };
    bool is_meta = gq_str_is(field->name.text, "__schema") || gq_str_is(field->name.text, "__type");

    if (is_meta)
        m.introspection = sum(1, larger(inner.depth, inner.introspection));
    else
        m = (struct measure){ sum(1, inner.depth), inner.introspection, m.selections, 1, false };
    if (field->alias.text.bytes)
        pass->aliases++;
    return m;
}

static struct measure
measure_fragment(struct pass *pass, struct gq_str name)
{
    struct measure *memo = gq_map_find(&pass->measures, name);
    const struct gq_definition *fragment = gq_map_find(&pass->fragments, name);

    assert(fragment);
    if (!memo) {
        memo = gq_arena_new_of(pass->arena, struct measure);
        gq_map_add(pass->arena, &pass->measures, name, memo);
        *memo = measure_list(pass, fragment->fragment.selections.first);
        memo->is_done = true;
    }
    assert(memo->is_done); /* else validation let a cycle pass */
    return *memo;
}

static uint32_t
count_directives(const struct gq_directive *directives)
{
    uint32_t count = 0;

    for (; directives; directives = directives->next)
        count++;
    return count;
}

/* As deep as selections nest plus the chain of fragments: bounded by the limit on tokens. */
static struct measure
measure_list(struct pass *pass, const struct gq_selection *selections)
{
    struct measure all = { 0 };

    for (const struct gq_selection *s = selections; s; s = s->next) {
        struct measure one;

        pass->directives += count_directives(s->directives);
        if (s->kind == GQ_SELECTION_FIELD)
            one = measure_field(pass, s);
        else if (s->kind == GQ_SELECTION_SPREAD)
            one = measure_fragment(pass, s->name.text);
        else
            one = measure_list(pass, s->selections.first);
        all.depth = larger(all.depth, one.depth);
        all.introspection = larger(all.introspection, one.introspection);
        all.selections = sum(all.selections, one.selections);
        all.fields = sum(all.fields, one.fields);
    }
    return all;
}

static bool
check(uint32_t value, enum gq_limit limit, const struct gq_limits *limits, uint32_t position,
        struct gq_errors *errs)
{
    const struct gq_limit_info *info = gq_limits_info(limit);
    int64_t value_max = gq_limits_get(limits, limit);

    if (value <= value_max)
        return true;
    gq_errors_add(errs, info->code, position, "Limit \"%.*s\" exceeded: at most %lld %s allowed.",
            GQ_STR_ARG(info->name), (long long)value_max, info->unit);
    return false;
}

/* Those of the definition itself and of its variables. */
static uint32_t
count_directives_of(const struct gq_definition *definition)
{
    uint32_t count = count_directives(definition->directives);

    if (definition->kind != GQ_DEFINITION_OPERATION)
        return count;
    for (const struct gq_variable_definition *v = definition->operation.variables; v; v = v->next)
        count += count_directives(v->directives);
    return count;
}

static uint32_t
count_variables(const struct gq_definition *operation)
{
    uint32_t count = 0;

    for (const struct gq_variable_definition *v = operation->operation.variables; v; v = v->next)
        count++;
    return count;
}

static bool
check_operation(struct pass *pass, const struct gq_definition *operation,
        const struct gq_limits *limits, struct gq_errors *errs)
{
    struct measure m = measure_list(pass, operation->operation.selections.first);
    uint32_t at = operation->position;

    return check(m.fields, GQ_LIMIT_ROOT_FIELDS, limits, at, errs)
            && check(m.depth, GQ_LIMIT_DEPTH, limits, at, errs)
            && check(m.introspection, GQ_LIMIT_INTROSPECTION_DEPTH, limits, at, errs)
            && check(m.selections, GQ_LIMIT_SELECTIONS, limits, at, errs)
            && check(count_variables(operation), GQ_LIMIT_VARIABLES, limits, at, errs);
}

bool
gq_admit_document(struct gq_arena *arena, const struct gq_document *document,
        const struct gq_limits *limits, struct gq_errors *errs)
{
    struct pass pass = { .arena = arena };
    uint32_t position = document->definitions->position;

    for (struct gq_definition *d = document->definitions; d; d = d->next) {
        pass.directives += count_directives_of(d);
        pass.operation_count += d->kind == GQ_DEFINITION_OPERATION;
        pass.fragment_count += d->kind == GQ_DEFINITION_FRAGMENT;
        if (d->kind == GQ_DEFINITION_FRAGMENT)
            gq_map_add(arena, &pass.fragments, d->name.text, d);
    }
    if (!check(pass.operation_count, GQ_LIMIT_OPERATIONS, limits, position, errs)
            || !check(pass.fragment_count, GQ_LIMIT_FRAGMENTS, limits, position, errs))
        return false;
    for (const struct gq_definition *d = document->definitions; d; d = d->next) {
        if (d->kind == GQ_DEFINITION_OPERATION && !check_operation(&pass, d, limits, errs))
            return false;
    }
    return check(pass.aliases, GQ_LIMIT_ALIASES, limits, position, errs)
            && check(pass.directives, GQ_LIMIT_DIRECTIVES, limits, position, errs);
}
