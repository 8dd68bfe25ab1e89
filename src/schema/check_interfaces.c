/*
 * schema/check_interfaces.c - an object or interface does what its interfaces promise.
 *
 * Spec: Type System > Objects > Type Validation, IsValidImplementation.
 */
#include "base/arena.h"
#include "base/error.h"
#include "language/ast.h"
#include "schema/check.h"
#include "schema/schema.h"

#include <assert.h>

/* Arguments by name: a few are searched one by one, many through a map. */
struct arguments {
    const struct gq_field *field;
    struct gq_map map;
};

#define LINEAR_MAX 16u

static void
arguments_init(struct arguments *arguments, struct gq_check *check, const struct gq_field *field)
{
    *arguments = (struct arguments){ .field = field };
    for (uint32_t i = 0; field->argument_count > LINEAR_MAX && i < field->argument_count; i++)
        gq_map_add(check->arena, &arguments->map, field->arguments[i].name, &field->arguments[i]);
}

static const struct gq_input_value *
arguments_find(const struct arguments *arguments, struct gq_str name)
{
    if (arguments->map.count)
        return gq_map_find(&arguments->map, name);
    return gq_schema_argument_find(
            arguments->field->arguments, arguments->field->argument_count, name);
}

/* All places where the type, or one of its extensions, says that it implements the interface. */
static void
place_interface(struct gq_check *check, struct gq_check_places *places, const struct gq_type *type,
        struct gq_str name)
{
    for (uint32_t i = 0; i <= type->extension_count; i++) {
        const struct gq_definition *part = i ? type->extensions[i - 1] : type->definition;

        for (const struct gq_named_item *item = part->object.interfaces; item; item = item->next) {
            if (gq_str_equal(item->name.text, name))
                gq_check_place(check, places, item->name.position);
        }
    }
}

/* --- Fields ---------------------------------------------------------------------------------- */

/* The two fields of one name: what the interface promises, what the type has. */
struct promise {
    const struct gq_type *interface, *type;
    const struct gq_field *wanted, *given;
};

static void
report_missing_field(struct gq_check *check, const struct promise *p)
{
    struct gq_check_places places = { { 0 } };

    gq_check_place(check, &places, p->wanted->definition->position);
    gq_check_place_type(check, &places, p->type);
    gq_check_report_at(check, &places,
            "Interface field %.*s.%.*s expected but %.*s does not provide it.",
            GQ_STR_ARG(p->interface->name), GQ_STR_ARG(p->wanted->name), GQ_STR_ARG(p->type->name));
}

static void
check_field_type(struct gq_check *check, const struct promise *p)
{
    if (gq_type_is_subtype(p->given->type, p->wanted->type))
        return;
    gq_check_report_pair(check,
            (struct gq_check_pair){
                    p->wanted->definition->type->position, p->given->definition->type->position },
            "Interface field %.*s.%.*s expects type %.*s but %.*s.%.*s is type %.*s.",
            GQ_STR_ARG(p->interface->name), GQ_STR_ARG(p->wanted->name),
            GQ_STR_ARG(gq_check_type_text(check, p->wanted->type)), GQ_STR_ARG(p->type->name),
            GQ_STR_ARG(p->given->name), GQ_STR_ARG(gq_check_type_text(check, p->given->type)));
}

static void
check_promised_argument(struct gq_check *check, const struct promise *p,
        const struct gq_input_value *wanted, const struct gq_input_value *given)
{
    if (!given) {
        gq_check_report_pair(check,
                (struct gq_check_pair){
                        wanted->definition->position, p->given->definition->position },
                "Interface field argument %.*s expected but %.*s.%.*s does not provide it.",
                GQ_STR_ARG(wanted->coordinate), GQ_STR_ARG(p->type->name),
                GQ_STR_ARG(p->given->name));
        return;
    }
    if (given->type != wanted->type) /* interned: equal types are one */
        gq_check_report_pair(check,
                (struct gq_check_pair){
                        wanted->definition->type->position, given->definition->type->position },
                "Interface field argument %.*s expects type %.*s but %.*s is type %.*s.",
                GQ_STR_ARG(wanted->coordinate), GQ_STR_ARG(gq_check_type_text(check, wanted->type)),
                GQ_STR_ARG(given->coordinate), GQ_STR_ARG(gq_check_type_text(check, given->type)));
}

static void
check_further_argument(
        struct gq_check *check, const struct promise *p, const struct gq_input_value *given)
{
    gq_check_report_pair(check,
            (struct gq_check_pair){ given->definition->position, p->wanted->definition->position },
            "Argument \"%.*s\" must not be required type \"%.*s\" if not provided by the Interface "
            "field \"%.*s.%.*s\".",
            GQ_STR_ARG(given->coordinate), GQ_STR_ARG(gq_check_type_text(check, given->type)),
            GQ_STR_ARG(p->interface->name), GQ_STR_ARG(p->wanted->name));
}

static void
check_arguments(struct gq_check *check, const struct promise *p)
{
    struct arguments wanted, given;

    arguments_init(&wanted, check, p->wanted);
    arguments_init(&given, check, p->given);
    for (uint32_t i = 0; i < p->wanted->argument_count; i++) {
        const struct gq_input_value *argument = &p->wanted->arguments[i];

        check_promised_argument(check, p, argument, arguments_find(&given, argument->name));
    }
    for (uint32_t i = 0; i < p->given->argument_count; i++) {
        const struct gq_input_value *argument = &p->given->arguments[i];

        if (gq_input_value_is_required(argument) && !arguments_find(&wanted, argument->name))
            check_further_argument(check, p, argument);
    }
}

static void
check_deprecation(struct gq_check *check, const struct promise *p)
{
    if (!p->given->deprecation_reason.bytes || p->wanted->deprecation_reason.bytes)
        return;
    gq_check_report_pair(check,
            (struct gq_check_pair){ gq_check_deprecated_position(p->given->definition->directives),
                    p->given->definition->type->position },
            "Interface field %.*s.%.*s is not deprecated, so implementation field %.*s.%.*s must "
            "not be deprecated.",
            GQ_STR_ARG(p->interface->name), GQ_STR_ARG(p->wanted->name), GQ_STR_ARG(p->type->name),
            GQ_STR_ARG(p->given->name));
}

static void
check_fields(struct gq_check *check, const struct gq_type *type, const struct gq_type *interface)
{
    for (uint32_t i = 0; i < interface->field_count && !check->errs->dropped; i++) {
        const struct gq_field *wanted = &interface->fields[i];
        struct promise p = { interface, type, wanted, gq_map_find(&type->field_map, wanted->name) };

        if (!p.given) {
            report_missing_field(check, &p);
            continue;
        }
        check_field_type(check, &p);
        check_arguments(check, &p);
        check_deprecation(check, &p);
    }
}

/* --- Interfaces of interfaces ---------------------------------------------------------------- */

/* `declared` holds the interfaces of the type, as marks. */
static void
check_ancestors(struct gq_check *check, const struct gq_type *type, const struct gq_type *interface,
        const uint32_t *declared, uint32_t mark)
{
    for (uint32_t i = 0; i < interface->interface_count && !check->errs->dropped; i++) {
        const struct gq_type *ancestor = interface->interfaces[i];
        struct gq_check_places places = { { 0 } };

        if (declared[ancestor->index] >= mark)
            continue;
        place_interface(check, &places, interface, ancestor->name);
        place_interface(check, &places, type, interface->name);
        if (ancestor == type)
            gq_check_report_at(check, &places,
                    "Type %.*s cannot implement %.*s because it would create a circular "
                    "reference.",
                    GQ_STR_ARG(type->name), GQ_STR_ARG(interface->name));
        else
            gq_check_report_at(check, &places,
                    "Type %.*s must implement %.*s because it is implemented by %.*s.",
                    GQ_STR_ARG(type->name), GQ_STR_ARG(ancestor->name),
                    GQ_STR_ARG(interface->name));
    }
}

/* False, after an error, when there is no use in comparing fields. */
static bool
is_usable(struct gq_check *check, const struct gq_type *type, const struct gq_type *interface,
        bool is_again)
{
    struct gq_check_places places = { { 0 } };

    if (interface->kind == GQ_TYPE_INTERFACE && interface != type && !is_again)
        return true;
    place_interface(check, &places, type, interface->name);
    if (interface->kind != GQ_TYPE_INTERFACE)
        gq_check_report_at(check, &places,
                "Type %.*s must only implement Interface types, it cannot implement %.*s.",
                GQ_STR_ARG(type->name), GQ_STR_ARG(interface->name));
    else if (interface == type)
        gq_check_report_at(check, &places,
                "Type %.*s cannot implement itself because it would create a circular reference.",
                GQ_STR_ARG(type->name));
    else
        gq_check_report_at(check, &places, "Type %.*s can only implement %.*s once.",
                GQ_STR_ARG(type->name), GQ_STR_ARG(interface->name));
    return false;
}

void
gq_check_interfaces(struct gq_check *check, const struct gq_type *type)
{
    /* Two marks: declared, and declared and looked at. Both are at least the first. */
    uint32_t mark = check->mark + 1;

    check->mark += 2;
    for (uint32_t i = 0; i < type->interface_count; i++)
        check->marks[type->interfaces[i]->index] = mark;
    for (uint32_t i = 0; i < type->interface_count && !check->errs->dropped; i++) {
        const struct gq_type *interface = type->interfaces[i];

        if (!is_usable(check, type, interface, check->marks[interface->index] == check->mark))
            continue;
        check->marks[interface->index] = check->mark;
        check_ancestors(check, type, interface, check->marks, mark);
        check_fields(check, type, interface);
    }
}
