/*
 * schema/introspect.c - one row for each field of each introspection type.
 *
 * A field finds its row by the names of its type and itself, once for each object.
 */
#include "schema/introspect.h"

#include "base/arena.h"
#include "base/buf.h"
#include "language/print.h"
#include "schema/builtin.h"
#include "schema/message.h"
#include "schema/schema.h"

#include <assert.h>

/* What a resolver is given; each takes the object as what its type says it is. */
struct call {
    struct gq_arena *arena;
    const struct gq_schema *schema;
    const void *object;
    const struct gq_value *arguments;
};

static const struct gq_str location_names[GQ_LOCATION_COUNT] = {
#define GQ_LOCATION(symbol) GQ_STR_INIT(#symbol),
#include "schema/locations.def"
#undef GQ_LOCATION
};

static const struct gq_str kind_names[] = {
    [GQ_TYPE_SCALAR] = GQ_STR_INIT("SCALAR"),
    [GQ_TYPE_OBJECT] = GQ_STR_INIT("OBJECT"),
    [GQ_TYPE_INTERFACE] = GQ_STR_INIT("INTERFACE"),
    [GQ_TYPE_UNION] = GQ_STR_INIT("UNION"),
    [GQ_TYPE_ENUM] = GQ_STR_INIT("ENUM"),
    [GQ_TYPE_INPUT_OBJECT] = GQ_STR_INIT("INPUT_OBJECT"),
    [GQ_TYPE_LIST] = GQ_STR_INIT("LIST"),
    [GQ_TYPE_NON_NULL] = GQ_STR_INIT("NON_NULL"),
};

/* --- Values ---------------------------------------------------------------------------------- */

static const struct gq_value null_value = { .kind = GQ_VALUE_NULL };

static struct gq_value
text_or_null(struct gq_str text)
{
    if (!text.bytes)
        return null_value;
    return (struct gq_value){ .kind = GQ_VALUE_STRING, .text = text };
}

static struct gq_value
boolean(bool truth)
{
    return (struct gq_value){ .kind = GQ_VALUE_BOOLEAN, .boolean = truth };
}

static struct gq_value
enum_value(struct gq_str name)
{
    return (struct gq_value){ .kind = GQ_VALUE_ENUM, .text = name };
}

static struct gq_value
handle_or_null(const void *object)
{
    if (!object)
        return null_value;
    return (struct gq_value){ .kind = GQ_VALUE_HANDLE, .handle = object };
}

/* A list with room for `count_max`; items are added by add_handle. */
static struct gq_value
begin_list(const struct call *call, uint32_t count_max)
{
    return (struct gq_value){ .kind = GQ_VALUE_LIST,
        .items = gq_arena_array_of(call->arena, struct gq_value, (size_t)count_max + 1) };
}

static void
add_handle(struct gq_value *list, const void *object)
{
    list->items[list->count++] = handle_or_null(object);
}

static struct gq_value
list_of_types(const struct call *call, const struct gq_type *const *types, uint32_t count)
{
    struct gq_value list = begin_list(call, count);

    for (uint32_t i = 0; i < count; i++)
        add_handle(&list, types[i]);
    return list;
}

/* Is this one to be listed, going by the argument includeDeprecated? */
static bool
is_wanted(const struct call *call, struct gq_str deprecation_reason)
{
    const struct gq_value *included = gq_value_member(call->arguments, GQ_STR("includeDeprecated"));

    return !deprecation_reason.bytes
            || (included && included->kind == GQ_VALUE_BOOLEAN && included->boolean);
}

static struct gq_value
list_of_inputs(const struct call *call, const struct gq_input_value *values, uint32_t count)
{
    struct gq_value list = begin_list(call, count);

    for (uint32_t i = 0; i < count; i++) {
        if (is_wanted(call, values[i].deprecation_reason))
            add_handle(&list, &values[i]);
    }
    return list;
}

/* --- __Schema -------------------------------------------------------------------------------- */

static struct gq_value
schema_description(const struct call *call)
{
    return text_or_null(((const struct gq_schema *)call->object)->description);
}

static struct gq_value
schema_types(const struct call *call)
{
    const struct gq_schema *schema = call->object;

    return list_of_types(call, (const struct gq_type *const *)schema->types, schema->type_count);
}

static struct gq_value
schema_query(const struct call *call)
{
    return handle_or_null(((const struct gq_schema *)call->object)->query);
}

static struct gq_value
schema_mutation(const struct call *call)
{
    return handle_or_null(((const struct gq_schema *)call->object)->mutation);
}

static struct gq_value
schema_subscription(const struct call *call)
{
    return handle_or_null(((const struct gq_schema *)call->object)->subscription);
}

static struct gq_value
schema_directives(const struct call *call)
{
    const struct gq_schema *schema = call->object;
    struct gq_value list = begin_list(call, schema->directive_count);

    for (uint32_t i = 0; i < schema->directive_count; i++) {
        if (is_wanted(call, schema->directives[i].deprecation_reason))
            add_handle(&list, &schema->directives[i]);
    }
    return list;
}

/* --- __Directive ----------------------------------------------------------------------------- */

static struct gq_value
directive_name(const struct call *call)
{
    return text_or_null(((const struct gq_directive_type *)call->object)->name);
}

static struct gq_value
directive_description(const struct call *call)
{
    return text_or_null(((const struct gq_directive_type *)call->object)->description);
}

static struct gq_value
directive_is_repeatable(const struct call *call)
{
    return boolean(((const struct gq_directive_type *)call->object)->is_repeatable);
}

static struct gq_value
directive_locations(const struct call *call)
{
    const struct gq_directive_type *directive = call->object;
    struct gq_value list = begin_list(call, directive->location_count);

    for (uint32_t i = 0; i < directive->location_count; i++)
        list.items[list.count++] = enum_value(location_names[directive->location_list[i]]);
    return list;
}

static struct gq_value
directive_args(const struct call *call)
{
    const struct gq_directive_type *directive = call->object;

    return list_of_inputs(call, directive->arguments, directive->argument_count);
}

static struct gq_value
directive_is_deprecated(const struct call *call)
{
    return boolean(((const struct gq_directive_type *)call->object)->deprecation_reason.bytes);
}

static struct gq_value
directive_deprecation_reason(const struct call *call)
{
    return text_or_null(((const struct gq_directive_type *)call->object)->deprecation_reason);
}

/* --- __Type ---------------------------------------------------------------------------------- */

static struct gq_value
type_kind(const struct call *call)
{
    return enum_value(kind_names[((const struct gq_type *)call->object)->kind]);
}

static struct gq_value
type_name(const struct call *call)
{
    return text_or_null(((const struct gq_type *)call->object)->name);
}

static struct gq_value
type_description(const struct call *call)
{
    return text_or_null(((const struct gq_type *)call->object)->description);
}

static struct gq_value
type_specified_by_url(const struct call *call)
{
    return text_or_null(((const struct gq_type *)call->object)->specified_by_url);
}

static struct gq_value
type_fields(const struct call *call)
{
    const struct gq_type *type = call->object;
    struct gq_value list;

    if (type->kind != GQ_TYPE_OBJECT && type->kind != GQ_TYPE_INTERFACE)
        return null_value;
    list = begin_list(call, type->field_count);
    for (uint32_t i = 0; i < type->field_count; i++) {
        if (is_wanted(call, type->fields[i].deprecation_reason))
            add_handle(&list, &type->fields[i]);
    }
    return list;
}

static struct gq_value
type_interfaces(const struct call *call)
{
    const struct gq_type *type = call->object;

    if (type->kind != GQ_TYPE_OBJECT && type->kind != GQ_TYPE_INTERFACE)
        return null_value;
    return list_of_types(call, type->interfaces, type->interface_count);
}

static struct gq_value
type_possible_types(const struct call *call)
{
    const struct gq_type *type = call->object;

    if (!gq_type_is_abstract(type))
        return null_value;
    return list_of_types(call, type->possible_types, type->possible_type_count);
}

static struct gq_value
type_enum_values(const struct call *call)
{
    const struct gq_type *type = call->object;
    struct gq_value list;

    if (type->kind != GQ_TYPE_ENUM)
        return null_value;
    list = begin_list(call, type->enum_value_count);
    for (uint32_t i = 0; i < type->enum_value_count; i++) {
        if (is_wanted(call, type->enum_values[i].deprecation_reason))
            add_handle(&list, &type->enum_values[i]);
    }
    return list;
}

static struct gq_value
type_input_fields(const struct call *call)
{
    const struct gq_type *type = call->object;

    if (type->kind != GQ_TYPE_INPUT_OBJECT)
        return null_value;
    return list_of_inputs(call, type->input_fields, type->input_field_count);
}

static struct gq_value
type_of_type(const struct call *call)
{
    return handle_or_null(((const struct gq_type *)call->object)->of);
}

static struct gq_value
type_is_one_of(const struct call *call)
{
    const struct gq_type *type = call->object;

    return type->kind == GQ_TYPE_INPUT_OBJECT ? boolean(type->is_one_of) : null_value;
}

/* --- __Field --------------------------------------------------------------------------------- */

static struct gq_value
field_name(const struct call *call)
{
    return text_or_null(((const struct gq_field *)call->object)->name);
}

static struct gq_value
field_description(const struct call *call)
{
    return text_or_null(((const struct gq_field *)call->object)->description);
}

static struct gq_value
field_args(const struct call *call)
{
    const struct gq_field *field = call->object;

    return list_of_inputs(call, field->arguments, field->argument_count);
}

static struct gq_value
field_type(const struct call *call)
{
    return handle_or_null(((const struct gq_field *)call->object)->type);
}

static struct gq_value
field_is_deprecated(const struct call *call)
{
    return boolean(((const struct gq_field *)call->object)->deprecation_reason.bytes);
}

static struct gq_value
field_deprecation_reason(const struct call *call)
{
    return text_or_null(((const struct gq_field *)call->object)->deprecation_reason);
}

/* --- __InputValue ---------------------------------------------------------------------------- */

static struct gq_value
input_name(const struct call *call)
{
    return text_or_null(((const struct gq_input_value *)call->object)->name);
}

static struct gq_value
input_description(const struct call *call)
{
    return text_or_null(((const struct gq_input_value *)call->object)->description);
}

static struct gq_value
input_type(const struct call *call)
{
    return handle_or_null(((const struct gq_input_value *)call->object)->type);
}

static struct gq_value
input_default_value(const struct call *call)
{
    const struct gq_input_value *input = call->object;

    if (!input->default_literal)
        return null_value;
    return text_or_null(gq_message_literal(call->arena, input->default_literal));
}

static struct gq_value
input_is_deprecated(const struct call *call)
{
    return boolean(((const struct gq_input_value *)call->object)->deprecation_reason.bytes);
}

static struct gq_value
input_deprecation_reason(const struct call *call)
{
    return text_or_null(((const struct gq_input_value *)call->object)->deprecation_reason);
}

/* --- __EnumValue ----------------------------------------------------------------------------- */

static struct gq_value
enum_value_name(const struct call *call)
{
    return text_or_null(((const struct gq_enum_value *)call->object)->name);
}

static struct gq_value
enum_value_description(const struct call *call)
{
    return text_or_null(((const struct gq_enum_value *)call->object)->description);
}

static struct gq_value
enum_value_is_deprecated(const struct call *call)
{
    return boolean(((const struct gq_enum_value *)call->object)->deprecation_reason.bytes);
}

static struct gq_value
enum_value_deprecation_reason(const struct call *call)
{
    return text_or_null(((const struct gq_enum_value *)call->object)->deprecation_reason);
}

/* --- __schema, __type ------------------------------------------------------------------------ */

static struct gq_value
meta_schema(const struct call *call)
{
    return handle_or_null(call->schema);
}

static struct gq_value
meta_type(const struct call *call)
{
    const struct gq_value *name = gq_value_member(call->arguments, GQ_STR("name"));

    if (!name || name->kind != GQ_VALUE_STRING)
        return null_value;
    return handle_or_null(gq_schema_type_find(call->schema, name->text));
}

/* --- The table ------------------------------------------------------------------------------- */

/* `R(type, field, function)`; a meta-field has no type. */
#define R(type, field, function)                        \
    {                                                   \
        GQ_STR_INIT(type), GQ_STR_INIT(field), function \
    }

/* Few enough to be searched one by one: most differ in length already. */
static const struct row {
    struct gq_str type, field;
    struct gq_value (*resolve)(const struct call *call);
} rows[] = {
    R("", "__schema", meta_schema),
    R("", "__type", meta_type),
    R("__Schema", "description", schema_description),
    R("__Schema", "types", schema_types),
    R("__Schema", "queryType", schema_query),
    R("__Schema", "mutationType", schema_mutation),
    R("__Schema", "subscriptionType", schema_subscription),
    R("__Schema", "directives", schema_directives),
    R("__Directive", "name", directive_name),
    R("__Directive", "description", directive_description),
    R("__Directive", "isRepeatable", directive_is_repeatable),
    R("__Directive", "locations", directive_locations),
    R("__Directive", "args", directive_args),
    R("__Directive", "isDeprecated", directive_is_deprecated),
    R("__Directive", "deprecationReason", directive_deprecation_reason),
    R("__Type", "kind", type_kind),
    R("__Type", "name", type_name),
    R("__Type", "description", type_description),
    R("__Type", "specifiedByURL", type_specified_by_url),
    R("__Type", "fields", type_fields),
    R("__Type", "interfaces", type_interfaces),
    R("__Type", "possibleTypes", type_possible_types),
    R("__Type", "enumValues", type_enum_values),
    R("__Type", "inputFields", type_input_fields),
    R("__Type", "ofType", type_of_type),
    R("__Type", "isOneOf", type_is_one_of),
    R("__Field", "name", field_name),
    R("__Field", "description", field_description),
    R("__Field", "args", field_args),
    R("__Field", "type", field_type),
    R("__Field", "isDeprecated", field_is_deprecated),
    R("__Field", "deprecationReason", field_deprecation_reason),
    R("__InputValue", "name", input_name),
    R("__InputValue", "description", input_description),
    R("__InputValue", "type", input_type),
    R("__InputValue", "defaultValue", input_default_value),
    R("__InputValue", "isDeprecated", input_is_deprecated),
    R("__InputValue", "deprecationReason", input_deprecation_reason),
    R("__EnumValue", "name", enum_value_name),
    R("__EnumValue", "description", enum_value_description),
    R("__EnumValue", "isDeprecated", enum_value_is_deprecated),
    R("__EnumValue", "deprecationReason", enum_value_deprecation_reason),
};
#undef R

static const struct row *
find_row(const struct gq_field *field)
{
    struct gq_str type = field->parent ? field->parent->name : GQ_STR("");

    for (size_t i = 0; i < GQ_ARRAY_LENGTH(rows); i++) {
        if (gq_str_equal(rows[i].field, field->name) && gq_str_equal(rows[i].type, type))
            return &rows[i];
    }
    return NULL;
}

bool
gq_introspect_owns(const struct gq_type *type)
{
    return gq_builtin_is_introspection(type->named->name);
}

struct gq_value
gq_introspect_resolve(struct gq_arena *arena, const struct gq_schema *schema,
        const struct gq_field *field, const void *object, const struct gq_value *arguments)
{
    struct call call = { arena, schema, object, arguments };
    const struct row *row = find_row(field);

    assert(row); /* every field of an introspection type has a row */
    assert(object || !field->parent);
    return row->resolve(&call);
}
