/*
 * schema/schema.h - the type system: immutable once built, read by every later stage.
 *
 * In:       SDL syntax trees (build.h).
 * Out:      types, fields and directives as plain structs with look-ups by name.
 * Not here: syntax (language/), tables (model/), the meaning of fields at run time: `binding` is
 *           set by the layers above and opaque here.
 *
 * Lives in its generation's arena. Any thread once built. Spec: Type System.
 */
#ifndef GQ_SCHEMA_SCHEMA_H
#define GQ_SCHEMA_SCHEMA_H

#include "base/map.h"
#include "base/str.h"
#include "language/ast.h"

#include <stdbool.h>
#include <stdint.h>

struct gq_arena;
struct gq_value;

/* Spec: Introspection > The __Type Type. */
enum gq_type_kind {
    GQ_TYPE_SCALAR,
    GQ_TYPE_OBJECT,
    GQ_TYPE_INTERFACE,
    GQ_TYPE_UNION,
    GQ_TYPE_ENUM,
    GQ_TYPE_INPUT_OBJECT,
    GQ_TYPE_LIST,
    GQ_TYPE_NON_NULL,
};

/* The specification's five scalars, and everything else. */
enum gq_scalar {
    GQ_SCALAR_CUSTOM,
    GQ_SCALAR_INT,
    GQ_SCALAR_FLOAT,
    GQ_SCALAR_STRING,
    GQ_SCALAR_BOOLEAN,
    GQ_SCALAR_ID,
};

/* Coerces an input value of a custom scalar; see coerce.h. */
struct gq_scalar_codec;

/* An argument of a field or directive, or a field of an input object. */
struct gq_input_value {
    struct gq_str name;
    struct gq_str description; /* bytes == NULL: none */
    const struct gq_type *type;
    const struct gq_literal *default_literal; /* NULL: no default value */
    const struct gq_value *default_value;     /* coerced; NULL: no default value */
    struct gq_str deprecation_reason;         /* bytes == NULL: not deprecated */
    struct gq_str coordinate; /* `Query.post(id:)`, `@skip(if:)`, `PostInput.title` */
    const struct gq_input_value_definition *definition; /* NULL: built in */
    const void *binding;
};

/* Required as the specification has it: non-null and without a default value. */
bool gq_input_value_is_required(const struct gq_input_value *value);

struct gq_field {
    struct gq_str name;
    struct gq_str description;
    const struct gq_type *type;
    struct gq_input_value *arguments;
    uint32_t argument_count;
    struct gq_str deprecation_reason;
    const struct gq_type *parent;                 /* the object or interface that declares it */
    const struct gq_field_definition *definition; /* NULL: built in */
    const void *binding; /* how the field gets its value; set while the generation is made */
};

struct gq_enum_value {
    struct gq_str name;
    struct gq_str description;
    struct gq_str deprecation_reason;
    const struct gq_enum_value_definition *definition;
};

struct gq_type {
    enum gq_type_kind kind;
    uint32_t index;     /* named types: 0 .. type_count - 1, in schema order */
    struct gq_str name; /* named types */
    struct gq_str description;
    const struct gq_type *of;       /* LIST, NON_NULL */
    const struct gq_type *named;    /* the named type inside; itself for named types */
    const struct gq_type *non_null; /* this type, non-null; itself for NON_NULL */
    const struct gq_type *list;     /* a list of this type; NULL when the schema has none */

    /* SCALAR */
    enum gq_scalar scalar;
    struct gq_str specified_by_url;      /* bytes == NULL: none */
    const struct gq_scalar_codec *codec; /* NULL: any value is taken as it is */
    /* OBJECT, INTERFACE */
    struct gq_field *fields;
    uint32_t field_count;
    struct gq_map field_map; /* name -> struct gq_field */
    const struct gq_type **interfaces;
    uint32_t interface_count;
    /* INTERFACE: its object types, in schema order; UNION: its members, as written; OBJECT: itself */
    const struct gq_type **possible_types;
    uint32_t possible_type_count;
    const struct gq_type **implementations; /* INTERFACE: the interfaces that implement it */
    uint32_t implementation_count;
    uint64_t *possible_set; /* INTERFACE, UNION, OBJECT: a bit for each type index */
    /* ENUM */
    struct gq_enum_value *enum_values;
    uint32_t enum_value_count;
    struct gq_map enum_value_map; /* name -> struct gq_enum_value */
    /* INPUT_OBJECT */
    struct gq_input_value *input_fields;
    uint32_t input_field_count;
    struct gq_map input_field_map; /* name -> struct gq_input_value */
    bool is_one_of;

    const struct gq_definition *definition;        /* NULL: built in or a wrapper */
    const struct gq_definition *const *extensions; /* `extend` definitions, in source order */
    uint32_t extension_count;
    const void *binding;
};

/* Spec: Type System > Directives. The order is that of the specification's grammar. */
enum gq_directive_location {
#define GQ_LOCATION(symbol) GQ_LOCATION_##symbol,
#include "schema/locations.def"
#undef GQ_LOCATION
    GQ_LOCATION_COUNT
};

struct gq_directive_type {
    struct gq_str name;
    struct gq_str description;
    struct gq_input_value *arguments;
    uint32_t argument_count;
    uint32_t locations;                              /* bits, 1 << enum gq_directive_location */
    const enum gq_directive_location *location_list; /* as written, for printing */
    uint32_t location_count;
    struct gq_str deprecation_reason; /* bytes == NULL: not deprecated */
    bool is_repeatable;
    bool is_specified;                      /* one of the specification's own */
    const struct gq_definition *definition; /* NULL: built in */
};

struct gq_schema {
    struct gq_str description;
    const struct gq_type *query, *mutation, *subscription; /* NULL: not offered */
    struct gq_type **types; /* named types, in graphql-js's type map order; built-in ones too */
    uint32_t type_count;
    struct gq_map type_map; /* name -> struct gq_type */
    struct gq_directive_type *directives;
    uint32_t directive_count;
    struct gq_map directive_map; /* name -> struct gq_directive_type */
    /* __schema, __type and __typename: fields of every query type, of every composite type. */
    const struct gq_field *schema_field, *type_field, *typename_field;
    const struct gq_definition *definition;        /* NULL: the roots have the usual names */
    const struct gq_definition *const *extensions; /* `extend schema`, in source order */
    uint32_t extension_count;
    struct gq_sources sources; /* of all definitions: for errors about the schema */
};

/* The named type, or NULL. */
const struct gq_type *gq_schema_type_find(const struct gq_schema *schema, struct gq_str name);

/* The directive without its at sign, or NULL. */
const struct gq_directive_type *gq_schema_directive_find(
        const struct gq_schema *schema, struct gq_str name);

/*
 * The field of a composite type, the meta-fields included: __typename on all, __schema and __type
 * on the query type. NULL when there is none. Spec: Introspection > Type Name Introspection.
 */
const struct gq_field *gq_schema_field_find(
        const struct gq_schema *schema, const struct gq_type *parent, struct gq_str name);

/* The argument or input field called `name`, or NULL. Linear; arguments are few. */
const struct gq_input_value *gq_schema_argument_find(
        const struct gq_input_value *values, uint32_t count, struct gq_str name);

/*
 * The type that a reference means, wrappers included; NULL when its name is unknown. Wrappers that
 * the schema has are the schema's own, so equal types are pointer-equal; a reference that no place
 * of the schema uses (`[[[Int]]]` of a variable) gets its wrappers in `arena`.
 */
const struct gq_type *gq_schema_resolve(
        struct gq_arena *arena, const struct gq_schema *schema, const struct gq_type_node *node);

/* The root type of an operation kind, or NULL. */
const struct gq_type *gq_schema_root(
        const struct gq_schema *schema, enum gq_operation_kind operation);

static inline bool
gq_type_is_composite(const struct gq_type *type)
{
    return type->kind == GQ_TYPE_OBJECT || type->kind == GQ_TYPE_INTERFACE
            || type->kind == GQ_TYPE_UNION;
}

static inline bool
gq_type_is_abstract(const struct gq_type *type)
{
    return type->kind == GQ_TYPE_INTERFACE || type->kind == GQ_TYPE_UNION;
}

static inline bool
gq_type_is_leaf(const struct gq_type *type)
{
    return type->kind == GQ_TYPE_SCALAR || type->kind == GQ_TYPE_ENUM;
}

/* Scalar, enum or input object, wrapped or not. Spec: Type System > Input and Output Types. */
bool gq_type_is_input(const struct gq_type *type);

/* Everything but input objects, wrapped or not. */
bool gq_type_is_output(const struct gq_type *type);

/* May an object of type `object` stand where `abstract` is expected? Equal types may. */
bool gq_type_is_possible(const struct gq_type *abstract, const struct gq_type *object);

/* Spec: IsSubType, the covariance of fields: equal, non-null of it, lists of it, implements it. */
bool gq_type_is_subtype(const struct gq_type *maybe_sub, const struct gq_type *super);

/* `[Int!]!` */
struct gq_buf;
void gq_type_print(struct gq_buf *out, const struct gq_type *type);

#endif
