/*
 * model/binding.h - what a field, an argument or an input field of the API means.
 *
 * `gq_field.binding`, `gq_input_value.binding` and `gq_type.binding` point to these. A field
 * without a binding belongs to introspection or to an embedder's resolver.
 */
#ifndef GQ_MODEL_BINDING_H
#define GQ_MODEL_BINDING_H

#include "model/table.h"

struct gq_entity;
struct gq_property;
struct gq_resolver;

enum gq_binding_kind {
    /* output fields of entities */
    GQ_BIND_COLUMN,             /* property */
    GQ_BIND_TO_ONE,             /* property */
    GQ_BIND_TO_MANY,            /* property; arguments as LIST */
    GQ_BIND_TO_MANY_CONNECTION, /* property; arguments as CONNECTION */
    /* output fields of Query; arguments are bound as the ARGUMENT kinds below */
    GQ_BIND_GET,        /* entity, key: by the primary key (key NULL) or a unique key */
    GQ_BIND_LIST,       /* entity */
    GQ_BIND_CONNECTION, /* entity */
    /* output fields of Mutation */
    GQ_BIND_CREATE,      /* entity */
    GQ_BIND_CREATE_MANY, /* entity */
    GQ_BIND_DELETE,      /* entity */
    GQ_BIND_DELETE_MANY, /* entity */
    GQ_BIND_UPDATE,      /* entity */
    GQ_BIND_UPDATE_MANY, /* entity */
    GQ_BIND_UPSERT,      /* entity */
    /* fields of <T>sResult */
    GQ_BIND_AFFECTED_COUNT,
    GQ_BIND_AFFECTED_NODES,
    /* fields of connections, edges and PageInfo */
    GQ_BIND_EDGES,
    GQ_BIND_NODES,
    GQ_BIND_PAGE_INFO,
    GQ_BIND_TOTAL_COUNT,
    GQ_BIND_CURSOR,
    GQ_BIND_NODE,
    GQ_BIND_HAS_NEXT_PAGE,
    GQ_BIND_HAS_PREVIOUS_PAGE,
    GQ_BIND_START_CURSOR,
    GQ_BIND_END_CURSOR,
    /* arguments */
    GQ_BIND_ARGUMENT_KEY, /* column: the row whose column equals the value */
    GQ_BIND_ARGUMENT_FILTER,
    GQ_BIND_ARGUMENT_ORDER_BY,
    GQ_BIND_ARGUMENT_FIRST,
    GQ_BIND_ARGUMENT_LAST,
    GQ_BIND_ARGUMENT_AFTER,
    GQ_BIND_ARGUMENT_BEFORE,
    GQ_BIND_ARGUMENT_OFFSET,
    GQ_BIND_ARGUMENT_INPUT,
    GQ_BIND_ARGUMENT_EXPECTED_VERSION,
    GQ_BIND_ARGUMENT_AT_MOST,
    GQ_BIND_ARGUMENT_ON_CONFLICT, /* entity: the value names one of its conflicts */
    GQ_BIND_ARGUMENT_CONFLICT_UPDATE,
    /* fields of filter inputs */
    GQ_BIND_FILTER_AND,
    GQ_BIND_FILTER_OR,
    GQ_BIND_FILTER_NOT,
    GQ_BIND_FILTER_COLUMN,   /* property: the value is an object of operators */
    GQ_BIND_FILTER_RELATION, /* property: the value is the target's filter (TO_ONE) */
    GQ_BIND_FILTER_LIST,     /* property: the value is an object of the three below (TO_MANY) */
    GQ_BIND_FILTER_SOME,     /* a field of a list filter: the value is the target's filter */
    GQ_BIND_FILTER_EVERY,
    GQ_BIND_FILTER_NONE,
    GQ_BIND_OPERATOR, /* op: a field of an operators input */
    /* fields of order inputs */
    GQ_BIND_ORDER_COLUMN,   /* property: the value is a Direction */
    GQ_BIND_ORDER_RELATION, /* property: the value is the target's order (TO_ONE) */
    GQ_BIND_ORDER_LIST,     /* property: the value is a CountOrder (TO_MANY) */
    GQ_BIND_ORDER_COUNT,    /* the field of a CountOrder: the value is a Direction */
    /* fields of create and update inputs */
    GQ_BIND_INPUT_COLUMN,  /* property */
    GQ_BIND_INPUT_TO_ONE,  /* property: the value is a @oneOf of what may be done to the row */
    GQ_BIND_INPUT_TO_MANY, /* property: the value is an object of what may be done to the rows */
    /* what may be done to related rows: property; to-many: lists of these */
    GQ_BIND_INPUT_SET,               /* <T>Unique */
    GQ_BIND_INPUT_DISCONNECT,        /* to-one: Boolean; to-many: <T>Unique */
    GQ_BIND_INPUT_DELETE,            /* likewise */
    GQ_BIND_INPUT_CONNECT,           /* <T>Unique */
    GQ_BIND_INPUT_CONNECT_OR_CREATE, /* {where, create} */
    GQ_BIND_INPUT_CREATE,            /* the target's create input; in what follows it, too */
    GQ_BIND_INPUT_UPDATE,  /* to-one: the target's update input; to-many: {where, input} */
    GQ_BIND_INPUT_UPSERT,  /* {create, update}; to-many: with where */
    GQ_BIND_INPUT_WHERE,   /* in those objects: <T>Unique */
    GQ_BIND_INPUT_CHANGES, /* in those objects: the target's update input */
    /* fields of <T>Unique */
    GQ_BIND_UNIQUE_COLUMN, /* column */
    GQ_BIND_UNIQUE_KEY,    /* key: the value is an object of UNIQUE_COLUMN fields */
    /* a field that an embedder answers */
    GQ_BIND_RESOLVER, /* resolver */
};

enum gq_operator {
    GQ_OPERATOR_EQ,
    GQ_OPERATOR_NEQ,
    GQ_OPERATOR_IN,
    GQ_OPERATOR_NIN,
    GQ_OPERATOR_LT,
    GQ_OPERATOR_LTE,
    GQ_OPERATOR_GT,
    GQ_OPERATOR_GTE,
    GQ_OPERATOR_LIKE,
    GQ_OPERATOR_ILIKE,
    GQ_OPERATOR_STARTS_WITH,
    GQ_OPERATOR_ENDS_WITH,
    GQ_OPERATOR_CONTAINS,
    GQ_OPERATOR_IS_NULL,
    /* of lists of scalars */
    GQ_OPERATOR_HAS,
    GQ_OPERATOR_HAS_SOME,
    GQ_OPERATOR_HAS_EVERY,
    GQ_OPERATOR_IS_EMPTY,
};

struct gq_binding {
    enum gq_binding_kind kind;
    enum gq_operator op;
    const struct gq_entity *entity;
    const struct gq_property *property;
    const struct gq_column *column;
    const struct gq_table_key *key;
    const struct gq_resolver *resolver; /* exec/resolver.h; opaque here */
};

#endif
