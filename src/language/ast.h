/*
 * language/ast.h - the syntax tree of documents, executable and SDL alike.
 *
 * In:       made by parse.c, in one arena; immutable afterwards: any thread.
 * Out:      plain structs; lists are linked by `next`, in source order; NULL is the empty list.
 * Not here: types. A name is text; whether it means something is schema/'s and validate/'s affair.
 *
 * Every `position` is one of base/source.h: where graphql-js's `node.loc.start` points. Names and
 * unescaped text are slices of the source; what had to be unescaped lives in the arena.
 */
#ifndef GQ_LANGUAGE_AST_H
#define GQ_LANGUAGE_AST_H

#include "base/source.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

/* Spec: Language > Names. `text.bytes == NULL`: absent. */
struct gq_name {
    struct gq_str text;
    uint32_t position;
};

/* Spec: Language > Descriptions. `is_block` only matters to printing. */
struct gq_description {
    struct gq_str text; /* the value; bytes == NULL: absent */
    uint32_t position;
    bool is_block;
};

/* Spec: Language > Input Values. */
enum gq_literal_kind {
    GQ_LITERAL_VARIABLE,
    GQ_LITERAL_INT,
    GQ_LITERAL_FLOAT,
    GQ_LITERAL_STRING,
    GQ_LITERAL_BOOLEAN,
    GQ_LITERAL_NULL,
    GQ_LITERAL_ENUM,
    GQ_LITERAL_LIST,
    GQ_LITERAL_OBJECT,
};

struct gq_literal {
    enum gq_literal_kind kind;
    uint32_t position;
    bool is_block; /* STRING written as a block string */
    union {
        struct gq_str text;             /* VARIABLE: the name; INT, FLOAT: as written; STRING: the
                                         * value; ENUM: the name */
        bool boolean;                   /* BOOLEAN */
        struct gq_literal *items;       /* LIST */
        struct gq_object_field *fields; /* OBJECT */
    };
    struct gq_literal *next; /* within a LIST */
};

struct gq_object_field {
    struct gq_name name;
    struct gq_literal *value;
    struct gq_object_field *next;
};

/* Spec: Language > Arguments. */
struct gq_argument {
    struct gq_name name;
    struct gq_literal *value;
    struct gq_argument *next;
};

/* Spec: Language > Directives. `position` is that of the at sign. */
struct gq_directive {
    struct gq_name name;
    uint32_t position;
    struct gq_argument *arguments;
    struct gq_directive *next;
};

/* Spec: Language > Type References. */
enum gq_type_node_kind { GQ_TYPE_NODE_NAMED, GQ_TYPE_NODE_LIST, GQ_TYPE_NODE_NON_NULL };

struct gq_type_node {
    enum gq_type_node_kind kind;
    uint32_t position;
    struct gq_str name;      /* NAMED */
    struct gq_type_node *of; /* LIST, NON_NULL */
};

/* Spec: Language > Selection Sets, Fields, Fragments. */
enum gq_selection_kind { GQ_SELECTION_FIELD, GQ_SELECTION_SPREAD, GQ_SELECTION_INLINE };

struct gq_selection_set {
    struct gq_selection *first;
    uint32_t position; /* of the opening brace */
    bool is_present;   /* `{}` is there and empty: graphql-js reads it, validation judges it */
};

struct gq_selection {
    enum gq_selection_kind kind;
    uint32_t position;
    struct gq_name alias;          /* FIELD; may be absent */
    struct gq_name name;           /* FIELD: the field; SPREAD: the fragment */
    struct gq_name type_condition; /* INLINE; may be absent */
    struct gq_argument *arguments; /* FIELD */
    struct gq_directive *directives;
    struct gq_selection_set selections; /* FIELD, INLINE */
    struct gq_selection *next;
};

/* Spec: Language > Variables. */
struct gq_variable_definition {
    struct gq_description description;
    struct gq_name name; /* without the dollar sign; its position is that of the name */
    uint32_t position;   /* of the whole definition */
    struct gq_type_node *type;
    struct gq_literal *default_value; /* NULL: none */
    struct gq_directive *directives;
    struct gq_variable_definition *next;
};

/* Spec: Language > Document. What a document consists of; executable kinds come first. */
enum gq_definition_kind {
    GQ_DEFINITION_OPERATION,
    GQ_DEFINITION_FRAGMENT,
    GQ_DEFINITION_SCHEMA,
    GQ_DEFINITION_SCALAR,
    GQ_DEFINITION_OBJECT,
    GQ_DEFINITION_INTERFACE,
    GQ_DEFINITION_UNION,
    GQ_DEFINITION_ENUM,
    GQ_DEFINITION_INPUT_OBJECT,
    GQ_DEFINITION_DIRECTIVE,
};

enum gq_operation_kind {
    GQ_OPERATION_QUERY,
    GQ_OPERATION_MUTATION,
    GQ_OPERATION_SUBSCRIPTION,
};

/* A name in a list: an implemented interface, a union's member, a directive's location. */
struct gq_named_item {
    struct gq_name name;
    struct gq_named_item *next;
};

/* An argument of a field or directive, or a field of an input object. */
struct gq_input_value_definition {
    struct gq_description description;
    struct gq_name name;
    uint32_t position;
    struct gq_type_node *type;
    struct gq_literal *default_value; /* NULL: none */
    struct gq_directive *directives;
    struct gq_input_value_definition *next;
};

struct gq_field_definition {
    struct gq_description description;
    struct gq_name name;
    uint32_t position;
    struct gq_input_value_definition *arguments;
    struct gq_type_node *type;
    struct gq_directive *directives;
    struct gq_field_definition *next;
};

struct gq_enum_value_definition {
    struct gq_description description;
    struct gq_name name;
    uint32_t position;
    struct gq_directive *directives;
    struct gq_enum_value_definition *next;
};

/* `query: Query` inside a schema definition. */
struct gq_root_operation_definition {
    enum gq_operation_kind operation;
    uint32_t position;
    struct gq_name type;
    struct gq_root_operation_definition *next;
};

struct gq_definition {
    enum gq_definition_kind kind;
    bool is_extension; /* `extend ...` */
    uint32_t position;
    struct gq_description description;
    struct gq_name name; /* absent: anonymous operation, schema */
    struct gq_directive *directives;
    union {
        struct {
            enum gq_operation_kind kind;
            bool is_shorthand; /* `{ ... }` alone */
            struct gq_variable_definition *variables;
            struct gq_selection_set selections;
        } operation;
        struct {
            struct gq_name type_condition;
            struct gq_selection_set selections;
        } fragment;
        struct gq_root_operation_definition *roots; /* SCHEMA */
        struct {
            struct gq_named_item *interfaces;
            struct gq_field_definition *fields;
        } object;                                       /* OBJECT, INTERFACE */
        struct gq_named_item *members;                  /* UNION */
        struct gq_enum_value_definition *enum_values;   /* ENUM */
        struct gq_input_value_definition *input_fields; /* INPUT_OBJECT */
        struct {
            struct gq_input_value_definition *arguments;
            struct gq_named_item *locations;
            bool is_repeatable;
        } directive;
    };
    struct gq_definition *next;
};

struct gq_document {
    struct gq_definition *definitions, *last;
    uint32_t token_count; /* of the source, comments not counted */
};

static inline bool
gq_definition_is_executable(const struct gq_definition *definition)
{
    return definition->kind <= GQ_DEFINITION_FRAGMENT;
}

/* The key of a field in the response: its alias, else its name. */
static inline struct gq_str
gq_selection_response_key(const struct gq_selection *field)
{
    return field->alias.text.bytes ? field->alias.text : field->name.text;
}

#endif
