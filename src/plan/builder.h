/*
 * plan/builder.h - a plan under construction: shared by the files of this folder, seen by no other.
 *
 * Everything lives in the plan's arena. One thread.
 */
#ifndef GQ_PLAN_BUILDER_H
#define GQ_PLAN_BUILDER_H

#include "base/attribute.h"
#include "base/error.h"
#include "base/vec.h"
#include "model/binding.h"
#include "model/model.h"
#include "plan/build.h"
#include "plan/collect.h"
#include "plan/plan.h"
#include "json/value.h"

/* A to-one is folded into its parent's statement up to so many levels and tables. */
#define GQ_BUILDER_FOLD_LEVELS 3
#define GQ_BUILDER_FOLD_TABLES 16

struct gq_builder {
    struct gq_arena *arena;
    const struct gq_plan_input *input;
    struct gq_collect collect;
    struct gq_vec drafts;                /* struct gq_draft *: one for each step, by index */
    struct gq_vec sites;                 /* struct gq_site */
    struct gq_vec slots;                 /* struct gq_slot */
    struct gq_vec stages;                /* struct gq_stage */
    uint32_t filter_terms, filter_depth; /* of the filter under way */
    struct gq_errors *errs;
};

/* A step that may still gain columns, joins and children. */
struct gq_draft {
    struct gq_step *step;
    struct gq_draft *parent;
    struct gq_vec columns;  /* struct gq_fetch_column */
    struct gq_vec joins;    /* struct gq_fetch_join */
    struct gq_vec children; /* struct gq_draft * */
    uint32_t stage;         /* index of its stage */
    /* What makes two children of one parent the same: */
    const void *identity; /* a binding or a field */
    uint32_t source;      /* which of the parent's tables they hang on */
    const struct gq_argument *arguments;
    bool has_order_cells;
};

/* The rows that templates are built over: one of the tables that a fetch reads. */
struct gq_scope {
    struct gq_draft *draft;
    uint32_t source;     /* 0: the fetch's own table */
    uint32_t fold_level; /* how many joins away from it */
};

/* A coerced input value, with the way to it from its site: what slots are made of. */
struct gq_input {
    const struct gq_value *value; /* of this very request; its kind is part of the shape */
    uint32_t site;
    const struct gq_input *parent; /* NULL: the site's whole object */
    uint32_t index;                /* member or item number in the parent */
};

/* --- builder.c --- */

/* A new step under `parent`; `identity` as in struct gq_draft. */
GQ_NONNULL_RESULT struct gq_draft *gq_builder_step(struct gq_builder *b, enum gq_step_kind kind,
        struct gq_draft *parent, const struct gq_field_group *group, const struct gq_field *field);

/* The child that an equal position made before, or NULL. */
struct gq_draft *gq_builder_step_find(const struct gq_draft *parent, const void *identity,
        uint32_t source, const struct gq_argument *arguments);

/* The cell in which the step's rows have the column; asked for if they had not. */
uint32_t gq_builder_cell(struct gq_builder *b, struct gq_draft *draft, uint32_t source,
        const struct gq_column *column);

/* The same of any value of one of the step's tables. */
uint32_t gq_builder_value_cell(
        struct gq_builder *b, struct gq_draft *draft, const struct gq_fetch_column *value);

/*
 * The table, of those that the step reads, that holds the row that a foreign key of table `source`
 * names; joined if it was not. False when there are too many of them.
 */
GQ_MUST_CHECK bool gq_builder_join(struct gq_builder *b, struct gq_draft *draft, uint32_t source,
        const struct gq_column *foreign_key, uint32_t *ret_source);

/* Coerces a field's arguments and remembers where they stand. False after adding an error. */
GQ_MUST_CHECK bool gq_builder_site(struct gq_builder *b, const struct gq_field *field,
        const struct gq_field_group *group, struct gq_input *ret_input);

/* A new slot: of this kind, reading the value of `input` (NULL: none). */
uint32_t gq_builder_slot(struct gq_builder *b, enum gq_slot_kind kind, const struct gq_input *input,
        const struct gq_column *column);
GQ_NONNULL_RESULT struct gq_slot *gq_builder_slot_at(struct gq_builder *b, uint32_t slot);

/* Item `index` of a list, or member `index` of an object. */
struct gq_input gq_builder_child(const struct gq_input *parent, uint32_t index);

/* The definition of member `index` of an input object. */
const struct gq_input_value *gq_builder_member(
        const struct gq_type *type, const struct gq_input *object, uint32_t index);

/* The value of the argument with this binding; false when it is absent or null. */
bool gq_builder_argument(const struct gq_input *arguments, const struct gq_field *field,
        enum gq_binding_kind kind, struct gq_input *ret_input);

/* A new entry at the end of `entries`, for the group's field. */
GQ_NONNULL_RESULT struct gq_entry *gq_builder_entry(struct gq_builder *b, struct gq_vec *entries,
        enum gq_entry_kind kind, const struct gq_field_group *group, const struct gq_field *field);
GQ_NONNULL_RESULT struct gq_template *gq_builder_template(
        struct gq_builder *b, const struct gq_type *type, const struct gq_vec *entries);

/* Adds the entry when the group asks for __typename; false when it asks for something else. */
bool gq_builder_typename(struct gq_builder *b, struct gq_vec *entries, const struct gq_type *type,
        const struct gq_field_group *group);

/* The field of `type` that the group asks for; it exists: the document is valid. */
const struct gq_field *gq_builder_field(
        const struct gq_builder *b, const struct gq_type *type, const struct gq_field_group *group);

/* BAD_USER_INPUT at the site of `input`. Always false. */
GQ_PRINTF(3, 4)
bool gq_builder_refuse(struct gq_builder *b, const struct gq_input *input, const char *format, ...);

/* --- rows.c --- */

/* How the scope's rows look as objects of `type`, for the sub-selections of `group`. NULL: error. */
const struct gq_template *gq_rows_template(struct gq_builder *b, const struct gq_scope *scope,
        const struct gq_type *type, const struct gq_field_group *group);

/* Adds the entry of one field of an entity. False after adding an error. */
GQ_MUST_CHECK bool gq_rows_field(struct gq_builder *b, const struct gq_scope *scope,
        struct gq_vec *entries, const struct gq_field_group *group, const struct gq_field *field);

/* --- list.c --- */

/* Which rows a list is about and how they hang on the level above. */
struct gq_list {
    struct gq_draft *parent;
    uint32_t source;                /* the parent's table; 0 under the root */
    const struct gq_column *attach; /* NULL: a root list */
    uint32_t key_cell;              /* GQ_CELL_NONE: a root list */
    const struct gq_entity *entity;
};

/* The step of a list field or of a connection's page; an equal one is shared. NULL: error. */
struct gq_draft *gq_list_step(struct gq_builder *b, const struct gq_list *list,
        const struct gq_field_group *group, const struct gq_field *field);

/* The step of a connection's totalCount. NULL: error. */
struct gq_draft *gq_list_count_step(struct gq_builder *b, const struct gq_list *list,
        const struct gq_field_group *group, const struct gq_field *field);

/*
 * A connection that only counts: its page arguments are checked all the same. False after adding an
 * error.
 */
GQ_MUST_CHECK bool gq_list_check(struct gq_builder *b, const struct gq_list *list,
        const struct gq_field_group *group, const struct gq_field *field);

/* The page has to know whether there are rows past it. */
void gq_list_need_probe(struct gq_builder *b, struct gq_draft *draft);

/* The rows have to hold what cursors are made of. */
void gq_list_need_cursors(struct gq_builder *b, struct gq_draft *draft);

/* --- connection.c --- */

GQ_MUST_CHECK bool gq_connection_field(struct gq_builder *b, const struct gq_list *list,
        struct gq_vec *entries, const struct gq_field_group *group, const struct gq_field *field);

/* --- filter.c --- */

/* The condition that a filter input means, over `table`. NULL: error. */
const struct gq_condition *gq_filter_condition(struct gq_builder *b, const struct gq_table *table,
        const struct gq_type *type, const struct gq_input *filter);

GQ_NONNULL_RESULT struct gq_condition *gq_filter_compare(struct gq_builder *b,
        enum gq_comparison comparison, const struct gq_column *column, uint32_t slot);

/* --- order.c --- */

/*
 * Gives the step its orders: those asked for (NULL: none) and the primary key last. They join what
 * they need: nothing may have been joined before. False: error.
 */
GQ_MUST_CHECK bool gq_order_build(struct gq_builder *b, struct gq_draft *draft,
        const struct gq_entity *entity, const struct gq_type *type,
        const struct gq_input *order_by);

/* --- mutation.c --- */

GQ_MUST_CHECK bool gq_mutation_field(struct gq_builder *b, struct gq_draft *root,
        struct gq_vec *entries, const struct gq_field_group *group, const struct gq_field *field);

/* --- resolve.c --- */

/* A field without a binding: introspection, or an embedder's resolver. False: error. */
GQ_MUST_CHECK bool gq_resolve_field(struct gq_builder *b, struct gq_draft *parent,
        const struct gq_type *parent_type, struct gq_vec *entries,
        const struct gq_field_group *group, const struct gq_field *field);

#endif
