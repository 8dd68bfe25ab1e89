/* model/rewrite.c - copies the author's definitions, with what the API changes in them. */
#include "model/rewrite.h"

#include "base/arena.h"
#include "model/api.h"
#include "model/draft.h"
#include "model/vocabulary.h"
#include "schema/schema.h"

#include <assert.h>

struct rewriter {
    struct gq_draft *draft;
    struct gq_map extensions; /* model's name -> struct gq_definition: the generated extension */
    bool has_models;
};

static void
append(struct gq_document *document, struct gq_definition *definition)
{
    definition->next = NULL;
    if (document->last)
        document->last->next = definition;
    else
        document->definitions = definition;
    document->last = definition;
}

/* The list without model directives. */
static struct gq_directive *
foreign_directives(struct rewriter *rewriter, const struct gq_directive *directive)
{
    struct gq_directive *first = NULL, **link = &first;

    for (; directive; directive = directive->next) {
        if (gq_vocabulary_has_directive(rewriter->draft->vocabulary, directive->name.text))
            continue;
        *link = gq_arena_new_of(rewriter->draft->arena, struct gq_directive);
        **link = *directive;
        link = &(*link)->next;
        *link = NULL;
    }
    return first;
}

static const struct gq_field_definition *
extension_field(const struct gq_definition *extension, struct gq_str name)
{
    const struct gq_field_definition *field = extension ? extension->object.fields : NULL;

    while (field && !gq_str_equal(field->name.text, name))
        field = field->next;
    return field;
}

static struct gq_field_definition *
copy_field(struct rewriter *rewriter, const struct gq_field_definition *field)
{
    struct gq_field_definition *copy =
            gq_arena_new_of(rewriter->draft->arena, struct gq_field_definition);

    *copy = *field;
    copy->directives = foreign_directives(rewriter, field->directives);
    copy->next = NULL;
    return copy;
}

/* The fields of a model: a list takes its arguments and is followed by its connection. */
static struct gq_field_definition *
rewrite_fields(struct rewriter *rewriter, const struct gq_field_definition *field,
        const struct gq_definition *extension)
{
    struct gq_field_definition *first = NULL, **link = &first;

    for (; field; field = field->next) {
        const struct gq_field_definition *list = extension_field(extension, field->name.text);

        *link = copy_field(rewriter, field);
        if (list) {
            assert(!field->arguments && list->next);
            (*link)->arguments = list->arguments;
            link = &(*link)->next;
            *link = copy_field(rewriter, list->next);
        }
        link = &(*link)->next;
    }
    return first;
}

static struct gq_root_operation_definition *
root_operation(struct rewriter *rewriter, const struct gq_definition *schema,
        enum gq_operation_kind operation, struct gq_str type)
{
    struct gq_root_operation_definition *root =
            gq_arena_new_of(rewriter->draft->arena, struct gq_root_operation_definition);

    root->operation = operation;
    root->position = schema->position;
    root->type.text = type;
    root->type.position = schema->position;
    return root;
}

static void
rewrite_roots(struct rewriter *rewriter, struct gq_definition *schema)
{
    schema->roots = NULL;
    if (schema->is_extension)
        return;
    schema->roots = root_operation(rewriter, schema, GQ_OPERATION_QUERY, GQ_STR("Query"));
    schema->roots->next =
            root_operation(rewriter, schema, GQ_OPERATION_MUTATION, GQ_STR("Mutation"));
}

static struct gq_definition *
rewrite_definition(struct rewriter *rewriter, const struct gq_definition *definition)
{
    struct gq_definition *copy = gq_arena_new_of(rewriter->draft->arena, struct gq_definition);

    *copy = *definition;
    copy->directives = foreign_directives(rewriter, definition->directives);
    if (!rewriter->has_models)
        return copy;
    if (definition->kind == GQ_DEFINITION_OBJECT)
        copy->object.fields = rewrite_fields(rewriter, definition->object.fields,
                gq_map_find(&rewriter->extensions, definition->name.text));
    else if (definition->kind == GQ_DEFINITION_SCHEMA)
        rewrite_roots(rewriter, copy);
    return copy;
}

static struct gq_document *
rewrite_document(struct rewriter *rewriter, const struct gq_document *document)
{
    struct gq_document *copy = gq_arena_new_of(rewriter->draft->arena, struct gq_document);

    copy->token_count = document->token_count;
    for (const struct gq_definition *d = document->definitions; d; d = d->next)
        append(copy, rewrite_definition(rewriter, d));
    return copy;
}

/* The generated document without its extensions, which go to the rewriter. */
static struct gq_document *
split_generated(struct rewriter *rewriter, const struct gq_document *generated)
{
    struct gq_document *rest = gq_arena_new_of(rewriter->draft->arena, struct gq_document);
    struct gq_definition *next;

    for (struct gq_definition *d = generated->definitions; d; d = next) {
        next = d->next;
        if (d->is_extension)
            gq_map_add(rewriter->draft->arena, &rewriter->extensions, d->name.text, d);
        else
            append(rest, d);
    }
    return rest;
}

static bool
values_use(const struct gq_input_value *values, uint32_t count, const struct gq_type *type)
{
    for (uint32_t i = 0; i < count; i++) {
        if (values[i].type->named == type)
            return true;
    }
    return false;
}

static bool
type_uses(const struct gq_type *user, const struct gq_type *type)
{
    if (values_use(user->input_fields, user->input_field_count, type))
        return true;
    for (uint32_t i = 0; i < user->field_count; i++) {
        const struct gq_field *field = &user->fields[i];

        if (field->type->named == type || values_use(field->arguments, field->argument_count, type))
            return true;
    }
    return false;
}

/* Does the author use this scalar of ours? */
static bool
is_used(const struct gq_schema *schema, struct gq_str name)
{
    const struct gq_type *type = gq_schema_type_find(schema, name);

    assert(type);
    if (type->extension_count > 0)
        return true;
    for (uint32_t i = 0; i < schema->type_count; i++) {
        if (type_uses(schema->types[i], type))
            return true;
    }
    for (uint32_t i = 0; i < schema->directive_count; i++) {
        const struct gq_directive_type *directive = &schema->directives[i];

        if (values_use(directive->arguments, directive->argument_count, type))
            return true;
    }
    return false;
}

static struct gq_document *
used_scalars(struct rewriter *rewriter)
{
    struct gq_draft *draft = rewriter->draft;
    struct gq_document *used = gq_arena_new_of(draft->arena, struct gq_document);

    for (const struct gq_definition *d = draft->vocabulary->scalars->definitions; d; d = d->next) {
        if (is_used(draft->schema, d->name.text))
            append(used, rewrite_definition(rewriter, d));
    }
    return used;
}

struct gq_document **
gq_rewrite_documents(struct gq_draft *draft, const struct gq_api *api)
{
    struct rewriter rewriter = { .draft = draft, .has_models = api != NULL };
    uint32_t count = draft->document_count;
    struct gq_document **rewritten =
            gq_arena_array_of(draft->arena, struct gq_document *, count + 2);

    rewritten[count + 1] = api ? split_generated(&rewriter, api->document)
                               : gq_arena_new_of(draft->arena, struct gq_document);
    for (uint32_t i = 0; i < count; i++)
        rewritten[i] = rewrite_document(&rewriter, draft->documents[i]);
    rewritten[count] = used_scalars(&rewriter);
    return rewritten;
}
