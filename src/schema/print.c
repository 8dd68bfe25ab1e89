/* schema/print.c - graphql-js's `printSchema`. */
#include "schema/print.h"

#include "base/buf.h"
#include "language/print.h"
#include "schema/builtin.h"
#include "schema/schema.h"

#include <assert.h>

static const char *const location_names[GQ_LOCATION_COUNT] = {
#define GQ_LOCATION(symbol) #symbol,
#include "schema/locations.def"
#undef GQ_LOCATION
};

/* --- Descriptions ---------------------------------------------------------------------------- */

/* Where a description stands: `is_first` in its block, else an empty line goes before it. */
struct place {
    const char *indent;
    bool is_first;
};

static void
print_indented(struct gq_buf *out, struct gq_str text, const char *indent)
{
    for (size_t i = 0; i < text.length; i++) {
        gq_buf_char(out, text.bytes[i]);
        if (text.bytes[i] == '\n')
            gq_buf_text(out, indent);
    }
}

static void
print_description(struct gq_buf *out, struct gq_str description, struct place place)
{
    struct gq_buf text;

    if (!description.bytes)
        return;
    if (*place.indent && !place.is_first)
        gq_buf_char(out, '\n');
    gq_buf_text(out, place.indent);
    gq_buf_init(&text, SIZE_MAX);
    if (gq_print_fits_block_string(description))
        gq_print_block_string(&text, description);
    else
        gq_print_string(&text, description);
    print_indented(out, gq_buf_view(&text), place.indent);
    if (gq_buf_failed(&text))
        out->state = text.state;
    gq_buf_fini(&text);
    gq_buf_char(out, '\n');
}

/* --- Members --------------------------------------------------------------------------------- */

static void
print_deprecated(struct gq_buf *out, struct gq_str reason)
{
    if (!reason.bytes)
        return;
    gq_buf_text(out, " @deprecated");
    if (gq_str_is(reason, "No longer supported"))
        return;
    gq_buf_text(out, "(reason: ");
    gq_print_string(out, reason);
    gq_buf_char(out, ')');
}

static void
print_input_value(struct gq_buf *out, const struct gq_input_value *value)
{
    gq_buf_str(out, value->name);
    gq_buf_text(out, ": ");
    gq_type_print(out, value->type);
    if (value->default_literal) {
        gq_buf_text(out, " = ");
        gq_print_literal(out, value->default_literal);
    }
    print_deprecated(out, value->deprecation_reason);
}

static bool
has_description(const struct gq_input_value *values, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        if (values[i].description.bytes)
            return true;
    }
    return false;
}

/* On one line, unless one has a description. `indent` is that of what has the arguments. */
static void
print_arguments(struct gq_buf *out, const struct gq_input_value *arguments, uint32_t count,
        const char *indent)
{
    const char *inner = *indent ? "    " : "  ";

    if (count == 0)
        return;
    gq_buf_char(out, '(');
    if (!has_description(arguments, count)) {
        for (uint32_t i = 0; i < count; i++) {
            gq_buf_text(out, i ? ", " : "");
            print_input_value(out, &arguments[i]);
        }
        gq_buf_char(out, ')');
        return;
    }
    gq_buf_char(out, '\n');
    for (uint32_t i = 0; i < count; i++) {
        print_description(out, arguments[i].description, (struct place){ inner, i == 0 });
        gq_buf_text(out, inner);
        print_input_value(out, &arguments[i]);
        gq_buf_char(out, '\n');
    }
    gq_buf_text(out, indent);
    gq_buf_char(out, ')');
}

static void
begin_member(struct gq_buf *out, uint32_t index, struct gq_str description)
{
    gq_buf_text(out, index ? "\n" : " {\n");
    print_description(out, description, (struct place){ "  ", index == 0 });
    gq_buf_text(out, "  ");
}

static void
end_members(struct gq_buf *out, uint32_t count)
{
    gq_buf_text(out, count ? "\n}" : "");
}

static void
print_fields(struct gq_buf *out, const struct gq_type *type)
{
    for (uint32_t i = 0; i < type->field_count; i++) {
        const struct gq_field *field = &type->fields[i];

        begin_member(out, i, field->description);
        gq_buf_str(out, field->name);
        print_arguments(out, field->arguments, field->argument_count, "  ");
        gq_buf_text(out, ": ");
        gq_type_print(out, field->type);
        print_deprecated(out, field->deprecation_reason);
    }
    end_members(out, type->field_count);
}

/* --- Types ----------------------------------------------------------------------------------- */

static void
print_scalar(struct gq_buf *out, const struct gq_type *type)
{
    if (!type->specified_by_url.bytes)
        return;
    gq_buf_text(out, " @specifiedBy(url: ");
    gq_print_string(out, type->specified_by_url);
    gq_buf_char(out, ')');
}

static void
print_names(struct gq_buf *out, const char *before, const char *between,
        const struct gq_type *const *types, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        gq_buf_text(out, i ? between : before);
        gq_buf_str(out, types[i]->name);
    }
}

static void
print_object(struct gq_buf *out, const struct gq_type *type)
{
    print_names(out, " implements ", " & ", type->interfaces, type->interface_count);
    print_fields(out, type);
}

static void
print_union(struct gq_buf *out, const struct gq_type *type)
{
    print_names(out, " = ", " | ", type->possible_types, type->possible_type_count);
}

static void
print_enum(struct gq_buf *out, const struct gq_type *type)
{
    for (uint32_t i = 0; i < type->enum_value_count; i++) {
        begin_member(out, i, type->enum_values[i].description);
        gq_buf_str(out, type->enum_values[i].name);
        print_deprecated(out, type->enum_values[i].deprecation_reason);
    }
    end_members(out, type->enum_value_count);
}

static void
print_input_object(struct gq_buf *out, const struct gq_type *type)
{
    gq_buf_text(out, type->is_one_of ? " @oneOf" : "");
    for (uint32_t i = 0; i < type->input_field_count; i++) {
        begin_member(out, i, type->input_fields[i].description);
        print_input_value(out, &type->input_fields[i]);
    }
    end_members(out, type->input_field_count);
}

static const struct {
    const char *keyword;
    void (*print_rest)(struct gq_buf *out, const struct gq_type *type);
} kinds[] = {
    [GQ_TYPE_SCALAR] = { "scalar ", print_scalar },
    [GQ_TYPE_OBJECT] = { "type ", print_object },
    [GQ_TYPE_INTERFACE] = { "interface ", print_object },
    [GQ_TYPE_UNION] = { "union ", print_union },
    [GQ_TYPE_ENUM] = { "enum ", print_enum },
    [GQ_TYPE_INPUT_OBJECT] = { "input ", print_input_object },
};

static void
print_type(struct gq_buf *out, const struct gq_type *type)
{
    assert(!type->of);
    print_description(out, type->description, (struct place){ "", true });
    gq_buf_text(out, kinds[type->kind].keyword);
    gq_buf_str(out, type->name);
    kinds[type->kind].print_rest(out, type);
}

static void
print_directive(struct gq_buf *out, const struct gq_directive_type *directive)
{
    print_description(out, directive->description, (struct place){ "", true });
    gq_buf_text(out, "directive @");
    gq_buf_str(out, directive->name);
    print_arguments(out, directive->arguments, directive->argument_count, "");
    print_deprecated(out, directive->deprecation_reason);
    gq_buf_text(out, directive->is_repeatable ? " repeatable on " : " on ");
    for (uint32_t i = 0; i < directive->location_count; i++) {
        gq_buf_text(out, i ? " | " : "");
        gq_buf_text(out, location_names[directive->location_list[i]]);
    }
}

/* --- The schema ------------------------------------------------------------------------------ */

static bool
has_usual_root(const struct gq_schema *schema, const struct gq_type *root, struct gq_str name)
{
    return root == gq_schema_type_find(schema, name);
}

static void
print_root(struct gq_buf *out, const char *operation, const struct gq_type *root)
{
    if (root)
        gq_buf_printf(out, "  %s: %.*s\n", operation, GQ_STR_ARG(root->name));
}

/* Only when it says more than the usual names do. Returns whether it was printed. */
static bool
print_definition(struct gq_buf *out, const struct gq_schema *schema)
{
    if (!schema->query && !schema->mutation && !schema->subscription)
        return false;
    if (!schema->description.bytes && has_usual_root(schema, schema->query, GQ_STR("Query"))
            && has_usual_root(schema, schema->mutation, GQ_STR("Mutation"))
            && has_usual_root(schema, schema->subscription, GQ_STR("Subscription")))
        return false;
    print_description(out, schema->description, (struct place){ "", true });
    gq_buf_text(out, "schema {\n");
    print_root(out, "query", schema->query);
    print_root(out, "mutation", schema->mutation);
    print_root(out, "subscription", schema->subscription);
    gq_buf_char(out, '}');
    return true;
}

static void
separate(struct gq_buf *out, bool *is_first)
{
    gq_buf_text(out, *is_first ? "" : "\n\n");
    *is_first = false;
}

void
gq_schema_print(struct gq_buf *out, const struct gq_schema *schema)
{
    bool is_first = !print_definition(out, schema);

    for (uint32_t i = 0; i < schema->directive_count; i++) {
        if (schema->directives[i].is_specified)
            continue;
        separate(out, &is_first);
        print_directive(out, &schema->directives[i]);
    }
    for (uint32_t i = 0; i < schema->type_count; i++) {
        struct gq_str name = schema->types[i]->name;

        if (gq_builtin_is_scalar(name) || gq_builtin_is_introspection(name))
            continue;
        separate(out, &is_first);
        print_type(out, schema->types[i]);
    }
}
