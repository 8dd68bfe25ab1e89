/* validate/rule_known_argument_names.c - fields and directives get arguments they have. */
#include "base/vec.h"
#include "validate/document_index.h"
#include "validate/rules.h"
#include "validate/validation.h"

static void
list_names(struct gq_validation *run, const struct gq_input_value *values, uint32_t count,
        struct gq_vec *names)
{
    for (uint32_t i = 0; i < count; i++)
        *GQ_VEC_PUSH(run->arena, names, struct gq_str) = values[i].name;
}

static void
check_argument(struct gq_walk *walk, void *state)
{
    const struct gq_field *field = walk->field_definition;
    struct gq_str name = walk->argument->name.text, suggestion, place;
    struct gq_vec names = { 0 };

    (void)state;
    if (walk->directive || walk->argument_definition || !field)
        return;
    list_names(walk->run, field->arguments, field->argument_count, &names);
    suggestion = gq_validation_suggest(walk->run, name, &names);
    place = gq_validation_field_text(walk->run, field);
    gq_validation_report(walk->run, walk->argument->name.position,
            "Unknown argument \"%.*s\" on field \"%.*s\".%.*s", GQ_STR_ARG(name), GQ_STR_ARG(place),
            GQ_STR_ARG(suggestion));
}

static void
report_on_directive(
        struct gq_walk *walk, const struct gq_argument *argument, const struct gq_vec *names)
{
    struct gq_str name = argument->name.text;
    struct gq_str suggestion = gq_validation_suggest(walk->run, name, names);

    gq_validation_report(walk->run, argument->name.position,
            "Unknown argument \"%.*s\" on directive \"@%.*s\".%.*s", GQ_STR_ARG(name),
            GQ_STR_ARG(walk->directive->name.text), GQ_STR_ARG(suggestion));
}

static bool
is_listed(const struct gq_vec *names, struct gq_str name)
{
    for (uint32_t i = 0; i < names->count; i++) {
        if (gq_str_equal(GQ_VEC_AT(names, struct gq_str, i), name))
            return true;
    }
    return false;
}

/* By a definition in the document itself. */
static void
check_by_own(struct gq_walk *walk, const struct gq_definition *own)
{
    const struct gq_input_value_definition *value = own->directive.arguments;
    const struct gq_argument *argument = walk->directive->arguments;
    struct gq_vec names = { 0 };

    for (; value; value = value->next)
        *GQ_VEC_PUSH(walk->run->arena, &names, struct gq_str) = value->name.text;
    for (; argument && gq_validation_spend(walk->run, names.count); argument = argument->next) {
        if (!is_listed(&names, argument->name.text))
            report_on_directive(walk, argument, &names);
    }
}

static void
check_by_schema(struct gq_walk *walk, const struct gq_directive_type *type)
{
    const struct gq_argument *argument = walk->directive->arguments;
    struct gq_vec names = { 0 };

    for (; argument && !walk->run->is_closed; argument = argument->next) {
        if (gq_schema_argument_find(type->arguments, type->argument_count, argument->name.text))
            continue;
        if (!names.count)
            list_names(walk->run, type->arguments, type->argument_count, &names);
        report_on_directive(walk, argument, &names);
    }
}

static void
check_directive(struct gq_walk *walk, void *state)
{
    const struct gq_definition *own =
            gq_document_index_directive_find(walk->run->index, walk->directive->name.text);

    (void)state;
    if (own)
        check_by_own(walk, own);
    else if (walk->directive_type)
        check_by_schema(walk, walk->directive_type);
}

const struct gq_walk_rule gq_rules_known_argument_names = {
    .name = "known argument names",
    .enter = { [GQ_WALK_ARGUMENT] = check_argument, [GQ_WALK_DIRECTIVE] = check_directive },
};
