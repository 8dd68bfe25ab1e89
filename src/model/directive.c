/* model/directive.c - look-ups in lists of applied directives. */
#include "model/directive.h"

#include "language/ast.h"
#include "schema/schema.h"

#include <assert.h>

/* The `*index`-th of them; `*index` goes down by those that were passed. */
static const struct gq_directive *
find_from(const struct gq_directive *directive, const char *name, uint32_t *index)
{
    for (; directive; directive = directive->next) {
        if (gq_str_is(directive->name.text, name) && (*index)-- == 0)
            return directive;
    }
    return NULL;
}

const struct gq_directive *
gq_directive_find(const struct gq_directive *directives, const char *name)
{
    uint32_t index = 0;

    return find_from(directives, name, &index);
}

const struct gq_directive *
gq_directive_of_type(const struct gq_type *type, const char *name, uint32_t index)
{
    const struct gq_directive *found =
            type->definition ? find_from(type->definition->directives, name, &index) : NULL;

    for (uint32_t i = 0; !found && i < type->extension_count; i++)
        found = find_from(type->extensions[i]->directives, name, &index);
    return found;
}

const struct gq_literal *
gq_directive_argument(const struct gq_directive *directive, const char *name)
{
    const struct gq_argument *argument = directive->arguments;

    while (argument && !gq_str_is(argument->name.text, name))
        argument = argument->next;
    if (!argument || argument->value->kind == GQ_LITERAL_NULL)
        return NULL;
    return argument->value;
}

const struct gq_literal *
gq_directive_items(const struct gq_literal *literal)
{
    assert(literal);
    /* Spec: Type System > List > Input Coercion: a single value is a list of one. */
    return literal->kind == GQ_LITERAL_LIST ? literal->items : literal;
}
