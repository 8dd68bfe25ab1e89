/* schema/check_types.c - rules on what one type consists of. */
#include "language/ast.h"
#include "schema/builtin.h"
#include "schema/check.h"
#include "schema/schema.h"

#include <assert.h>

/* "Type Query must define one or more fields." */
static void
check_not_empty(struct gq_check *check, const struct gq_type *type, uint32_t count,
        const char *what, const char *of_what)
{
    struct gq_check_places places = { { 0 } };

    if (count)
        return;
    gq_check_place_type(check, &places, type);
    gq_check_report_at(check, &places, "%s %.*s must define one or more %s.", what,
            GQ_STR_ARG(type->name), of_what);
}

/* Spec: Type System > Objects > Type Validation. */
static void
check_fields(struct gq_check *check, const struct gq_type *type)
{
    check_not_empty(check, type, type->field_count, "Type", "fields");
    for (uint32_t i = 0; i < type->field_count; i++) {
        const struct gq_field *field = &type->fields[i];

        gq_check_name(check, field->name, field->definition->position);
        if (!gq_type_is_output(field->type))
            gq_check_report(check, field->definition->type->position,
                    "The type of %.*s.%.*s must be Output Type but got: %.*s.",
                    GQ_STR_ARG(type->name), GQ_STR_ARG(field->name),
                    GQ_STR_ARG(gq_check_type_text(check, field->type)));
        for (uint32_t a = 0; a < field->argument_count; a++)
            gq_check_argument(check, &field->arguments[a],
                    gq_check_input_type_position(&field->arguments[a]));
    }
}

static void
check_composite(struct gq_check *check, const struct gq_type *type)
{
    check_fields(check, type);
    gq_check_interfaces(check, type);
}

/* All places where a union, or one of its extensions, names the member. */
static void
place_member(struct gq_check *check, struct gq_check_places *places, const struct gq_type *type,
        struct gq_str name)
{
    for (uint32_t i = 0; i <= type->extension_count; i++) {
        const struct gq_definition *part = i ? type->extensions[i - 1] : type->definition;

        for (const struct gq_named_item *m = part->members; m; m = m->next) {
            if (gq_str_equal(m->name.text, name))
                gq_check_place(check, places, m->name.position);
        }
    }
}

/* Spec: Type System > Unions > Type Validation. */
static void
check_union(struct gq_check *check, const struct gq_type *type)
{
    check_not_empty(check, type, type->possible_type_count, "Union type", "member types");
    check->mark++;
    for (uint32_t i = 0; i < type->possible_type_count; i++) {
        const struct gq_type *member = type->possible_types[i];
        bool is_again = check->marks[member->index] == check->mark;
        struct gq_check_places places = { { 0 } };

        check->marks[member->index] = check->mark;
        if (!is_again && member->kind == GQ_TYPE_OBJECT)
            continue;
        place_member(check, &places, type, member->name);
        if (is_again)
            gq_check_report_at(check, &places, "Union type %.*s can only include type %.*s once.",
                    GQ_STR_ARG(type->name), GQ_STR_ARG(member->name));
        else
            gq_check_report_at(check, &places,
                    "Union type %.*s can only include Object types, it cannot include %.*s.",
                    GQ_STR_ARG(type->name), GQ_STR_ARG(member->name));
    }
}

/* Spec: Type System > Enums > Type Validation. */
static void
check_enum(struct gq_check *check, const struct gq_type *type)
{
    check_not_empty(check, type, type->enum_value_count, "Enum type", "values");
    for (uint32_t i = 0; i < type->enum_value_count; i++)
        gq_check_name(check, type->enum_values[i].name, type->enum_values[i].definition->position);
}

/* Spec: Type System > Input Objects > OneOf Input Objects. */
static void
check_one_of_field(struct gq_check *check, const struct gq_input_value *field)
{
    if (field->type->kind == GQ_TYPE_NON_NULL)
        gq_check_report(check, field->definition->type->position,
                "OneOf input field %.*s must be nullable.", GQ_STR_ARG(field->coordinate));
    if (field->default_literal)
        gq_check_report(check, field->definition->position,
                "OneOf input field %.*s cannot have a default value.",
                GQ_STR_ARG(field->coordinate));
}

static void
check_input_field(
        struct gq_check *check, const struct gq_type *type, const struct gq_input_value *field)
{
    uint32_t type_position = field->definition->type->position;

    gq_check_name(check, field->name, field->definition->position);
    if (!gq_type_is_input(field->type))
        gq_check_report(check, type_position, "The type of %.*s must be Input Type but got: %.*s.",
                GQ_STR_ARG(field->coordinate), GQ_STR_ARG(gq_check_type_text(check, field->type)));
    if (gq_input_value_is_required(field) && field->deprecation_reason.bytes)
        gq_check_report_pair(check,
                (struct gq_check_pair){ gq_check_deprecated_position(field->definition->directives),
                        type_position },
                "Required input field %.*s cannot be deprecated.", GQ_STR_ARG(field->coordinate));
    gq_check_default(check, field);
    if (type->is_one_of)
        check_one_of_field(check, field);
}

/* Spec: Type System > Input Objects > Type Validation. */
static void
check_input_object(struct gq_check *check, const struct gq_type *type)
{
    check_not_empty(check, type, type->input_field_count, "Input Object type", "fields");
    for (uint32_t i = 0; i < type->input_field_count; i++)
        check_input_field(check, type, &type->input_fields[i]);
    gq_check_default_cycles(check, type);
}

void
gq_check_type(struct gq_check *check, const struct gq_type *type)
{
    static void (*const checks[])(struct gq_check *, const struct gq_type *) = {
        [GQ_TYPE_OBJECT] = check_composite,
        [GQ_TYPE_INTERFACE] = check_composite,
        [GQ_TYPE_UNION] = check_union,
        [GQ_TYPE_ENUM] = check_enum,
        [GQ_TYPE_INPUT_OBJECT] = check_input_object,
    };

    assert(type->definition && !type->of);
    gq_check_name(check, type->name, type->definition->position);
    if (checks[type->kind])
        checks[type->kind](check, type);
}
