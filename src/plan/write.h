/*
 * plan/write.h - write actions under construction: shared by the files that plan mutations.
 *
 * In:       coerced inputs, bound types.
 * Out:      actions in the plan's arena.
 * Not here: the running of them (exec/), SQL text (store/).
 */
#ifndef GQ_PLAN_WRITE_H
#define GQ_PLAN_WRITE_H

#include "plan/builder.h"

/* JSON bodies nest at most 32 deep and documents 64 (limits.def); both bound nested inputs. */
#define GQ_WRITE_DEPTH_MAX 256u

/* The writes of one mutation field. */
struct gq_writes {
    struct gq_builder *b;
    struct gq_vec finds; /* struct gq_write_find: rows to connect, by kind of key */
    uint32_t depth;
};

/* Look-ups by the same columns of the same table, for the same relation: one statement. */
struct gq_write_find {
    const struct gq_entity *entity;
    const struct gq_property *property;
    const struct gq_column *columns[4];
    uint32_t column_count;
    struct gq_vec found; /* struct gq_found */
};

/* An object whose fields are written, and where it stands. */
struct gq_write_input {
    const struct gq_entity *entity;
    const struct gq_type *type;
    const struct gq_input *value;
};

/* A column that the place of the input decides: the foreign key to the row around it. */
struct gq_write_back {
    const struct gq_column *column; /* NULL: none */
    uint32_t slot;
};

/* --- write.c: single actions --- */

/* The way to a value, from the field's argument on. Lives in the plan's arena. */
const struct gq_path *gq_write_path(struct gq_builder *b, const struct gq_input *input);

GQ_NONNULL_RESULT struct gq_action *gq_write_action(struct gq_writes *w, struct gq_vec *actions,
        enum gq_action_kind kind, const struct gq_entity *entity, const struct gq_input *input);

/* `where` may be NULL. The cells of `columns` of the one row that satisfies it, to new slots. */
GQ_NONNULL_RESULT struct gq_action *gq_write_read(struct gq_writes *w, struct gq_vec *actions,
        const struct gq_entity *entity, const struct gq_condition *where,
        const struct gq_vec *columns);

/* The key of the row that satisfies `where`, to a slot: that slot. NULL where there is none. */
uint32_t gq_write_read_key(struct gq_writes *w, struct gq_vec *actions,
        const struct gq_entity *entity, const struct gq_condition *where);

/* The slot is not NULL, or the field fails with NOT_FOUND at `input`. */
void gq_write_need(struct gq_writes *w, struct gq_vec *actions, uint32_t slot,
        const struct gq_entity *entity, const struct gq_input *input);

/* Deletes the row whose key is in the slot. */
GQ_NONNULL_RESULT struct gq_action *gq_write_delete(struct gq_writes *w, struct gq_vec *actions,
        const struct gq_entity *entity, uint32_t key_slot, const struct gq_condition *where,
        const struct gq_input *input);

/* The slot of the key of a row that must exist: `connect`. Found before anything is written. */
uint32_t gq_write_find(struct gq_writes *w, const struct gq_property *property,
        const struct gq_type *unique_type, const struct gq_input *unique);

/* The actions of all look-ups so far. */
void gq_write_finds(struct gq_writes *w, struct gq_vec *actions);

/* The columns of a <T>Unique equal its values. */
const struct gq_condition *gq_write_unique(struct gq_writes *w, const struct gq_type *unique_type,
        const struct gq_input *unique, const struct gq_condition *and);

const struct gq_column *gq_write_key(const struct gq_entity *entity);
uint32_t gq_write_null_slot(struct gq_writes *w);
struct gq_actions gq_write_list(const struct gq_vec *actions);

/* The member of `object` with this binding; false when it is absent or null. */
bool gq_write_member(const struct gq_type *type, const struct gq_input *object,
        enum gq_binding_kind kind, struct gq_input *ret_value, const struct gq_type **ret_type);

/* --- write_row.c: one row and what hangs on it --- */

/* A new row; its key will be in `key_slot`. False after adding an error. */
GQ_MUST_CHECK bool gq_write_insert(struct gq_writes *w, struct gq_vec *actions,
        const struct gq_write_input *input, struct gq_write_back back, uint32_t key_slot);

/*
 * Changes the row whose key is in `key_slot`. `version`: NULL, or what it must satisfy, too.
 * `is_known`: the row is there. False after adding an error.
 */
GQ_MUST_CHECK bool gq_write_update(struct gq_writes *w, struct gq_vec *actions,
        const struct gq_write_input *input, uint32_t key_slot, const struct gq_condition *version,
        bool is_known);

/* The foreign key `back` of rows that satisfy `where` is set. At most one row: `key_slot`. */
void gq_write_link(struct gq_writes *w, struct gq_vec *actions, const struct gq_entity *entity,
        struct gq_write_back back, uint32_t key_slot, const struct gq_condition *where,
        const struct gq_input *input);

/* --- write_relation.c: related rows --- */

/* What a to-one member asks for before the row is written; its foreign key's value, or NONE. */
struct gq_write_one {
    const struct gq_property *property;
    const struct gq_type *type; /* of the member */
    const struct gq_input *value;
    uint32_t current_slot; /* updates: the foreign key as it is */
};

/* Does it need the foreign key as it is? */
bool gq_write_one_reads(const struct gq_write_one *one);

/*
 * Adds what has to be done first to `before` and what has to be done last to `after`.
 * `*ret_slot`: the new foreign key, or GQ_SLOT_NONE to leave it. False after adding an error.
 */
GQ_MUST_CHECK bool gq_write_to_one(struct gq_writes *w, struct gq_vec *before, struct gq_vec *after,
        const struct gq_write_one *one, uint32_t *ret_slot);

/* What a to-many member asks for, below the row whose key is in `parent_slot`. */
GQ_MUST_CHECK bool gq_write_to_many(struct gq_writes *w, struct gq_vec *actions,
        const struct gq_property *property, const struct gq_type *type,
        const struct gq_input *value, uint32_t parent_slot);

#endif
