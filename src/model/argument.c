/* model/argument.c - checks the arguments of model directives. */
#include "model/argument.h"

#include "model/draft.h"
#include "model/vocabulary.h"
#include "schema/check_literal.h"
#include "schema/schema.h"

#include <assert.h>

/* Where a fault is reported from. */
struct place {
    struct gq_draft *draft;
    const struct gq_directive *directive;
    const struct gq_argument *argument;
};

static bool
report(void *context, uint32_t position, const struct gq_path *path, struct gq_str message)
{
    const struct place *place = context;

    (void)path; /* the position says it */
    gq_draft_error(place->draft, position, "@%.*s(%.*s:): %.*s",
            GQ_STR_ARG(place->directive->name.text), GQ_STR_ARG(place->argument->name.text),
            GQ_STR_ARG(message));
    return true;
}

static void
check_directive(struct gq_draft *draft, const struct gq_directive *directive)
{
    const struct gq_directive_type *type =
            gq_schema_directive_find(draft->schema, directive->name.text);

    assert(type);
    for (const struct gq_argument *a = directive->arguments; a; a = a->next) {
        const struct gq_input_value *definition =
                gq_schema_argument_find(type->arguments, type->argument_count, a->name.text);
        struct place place = { draft, directive, a };

        assert(definition);
        gq_check_literal(
                draft->arena, definition->type, a->value, NULL, GQ_SUGGESTIONS_ON, report, &place);
    }
}

static void
check_list(struct gq_draft *draft, const struct gq_directive *directive)
{
    for (; directive; directive = directive->next) {
        if (gq_vocabulary_has_directive(draft->vocabulary, directive->name.text))
            check_directive(draft, directive);
    }
}

/* Only object types and fields can carry our directives: their locations say so. */
void
gq_argument_check(struct gq_draft *draft)
{
    for (uint32_t i = 0; i < draft->schema->type_count; i++) {
        const struct gq_type *type = draft->schema->types[i];

        if (!type->definition)
            continue;
        check_list(draft, type->definition->directives);
        for (uint32_t j = 0; j < type->extension_count; j++)
            check_list(draft, type->extensions[j]->directives);
        for (uint32_t j = 0; j < type->field_count; j++)
            check_list(draft, type->fields[j].definition->directives);
    }
}
