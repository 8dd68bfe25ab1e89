/* plan/list.c - the arguments of lists: which rows, in which order, which page. */
#include "plan/builder.h"

#include "base/arena.h"
#include "base/limits.h"
#include "schema/schema.h"

#include <assert.h>

/* The arguments that say which page, as given. */
struct paging {
    struct gq_input first, last, after, before, offset;
    bool has_first, has_last, has_after, has_before, has_offset;
};

static struct paging
read_paging(const struct gq_input *arguments, const struct gq_field *field)
{
    struct paging p = { 0 };

    p.has_first = gq_builder_argument(arguments, field, GQ_BIND_ARGUMENT_FIRST, &p.first);
    p.has_last = gq_builder_argument(arguments, field, GQ_BIND_ARGUMENT_LAST, &p.last);
    p.has_after = gq_builder_argument(arguments, field, GQ_BIND_ARGUMENT_AFTER, &p.after);
    p.has_before = gq_builder_argument(arguments, field, GQ_BIND_ARGUMENT_BEFORE, &p.before);
    p.has_offset = gq_builder_argument(arguments, field, GQ_BIND_ARGUMENT_OFFSET, &p.offset);
    return p;
}

static bool
check_paging(struct gq_builder *b, const struct paging *p)
{
    if (p->has_first && p->has_last)
        return gq_builder_refuse(
                b, &p->first, "Arguments \"first\" and \"last\" cannot be given together.");
    if (p->has_offset && (p->has_after || p->has_before))
        return gq_builder_refuse(
                b, &p->offset, "Argument \"offset\" cannot be given together with a cursor.");
    if (p->has_offset && p->has_last)
        return gq_builder_refuse(
                b, &p->offset, "Arguments \"offset\" and \"last\" cannot be given together.");
    return true;
}

static uint32_t
limit_slot(struct gq_builder *b, const struct paging *p)
{
    uint32_t slot;

    if (p->has_first || p->has_last)
        slot = gq_builder_slot(b, GQ_SLOT_LIMIT, p->has_last ? &p->last : &p->first, NULL);
    else
        slot = gq_builder_slot(b, GQ_SLOT_CONSTANT, NULL, NULL);
    gq_builder_slot_at(b, slot)->constant = (struct gq_cell){
        .kind = GQ_CELL_INTEGER,
        .integer = p->has_first || p->has_last
                ? 0
                : gq_limits_get(b->input->limits, GQ_LIMIT_PAGE_DEFAULT),
    };
    return slot;
}

/* One slot for each column of the order, filled together. */
static uint32_t
cursor_slots(
        struct gq_builder *b, const struct gq_input *cursor, const struct gq_cursor_order *order)
{
    uint32_t first = gq_builder_slot(b, GQ_SLOT_CURSOR, cursor, order->orders[0].column);

    gq_builder_slot_at(b, first)->cursor = order;
    for (uint32_t i = 1; i < order->order_count; i++) {
        uint32_t slot = gq_builder_slot(b, GQ_SLOT_CURSOR_PART, NULL, order->orders[i].column);

        assert(slot == first + i);
        gq_builder_slot_at(b, slot)->first_slot = first;
    }
    return first;
}

static void
set_page(struct gq_builder *b, struct gq_step *step, const struct paging *p)
{
    const struct gq_cursor_order *order = step->page.order;
    struct gq_fetch *fetch = &step->fetch;

    fetch->is_reversed = p->has_last;
    fetch->limit_slot = limit_slot(b, p);
    if (p->has_after)
        fetch->after.first_slot = cursor_slots(b, &p->after, order);
    if (p->has_before)
        fetch->before.first_slot = cursor_slots(b, &p->before, order);
    if (p->has_offset)
        fetch->offset_slot = gq_builder_slot(b, GQ_SLOT_OFFSET, &p->offset, NULL);
    step->page.is_from_end = p->has_last;
    step->page.has_other_side = p->has_last ? p->has_before : p->has_after;
}

/* The draft with table, attachment and filter; `ret_arguments` lives in the arena. */
static struct gq_draft *
filtered_step(struct gq_builder *b, const struct gq_list *list, const struct gq_field_group *group,
        const struct gq_field *field, struct gq_input *ret_arguments)
{
    struct gq_draft *draft;
    struct gq_fetch *fetch;
    struct gq_input filter;
    const struct gq_input_value *definition;

    if (!gq_builder_site(b, field, group, ret_arguments))
        return NULL;
    draft = gq_builder_step(b, GQ_STEP_FETCH, list->parent, group, field);
    draft->source = list->source;
    draft->step->key_cell = list->key_cell;
    fetch = &draft->step->fetch;
    fetch->table = list->entity->table;
    fetch->attach = list->attach;
    if (!gq_builder_argument(ret_arguments, field, GQ_BIND_ARGUMENT_FILTER, &filter))
        return draft;
    definition = gq_schema_argument_find(field->arguments, field->argument_count,
            ret_arguments->value->members[filter.index].key);
    fetch->where = gq_filter_condition(b, fetch->table, definition->type->named, &filter);
    return fetch->where ? draft : NULL;
}

static bool
build_order(struct gq_builder *b, struct gq_draft *draft, const struct gq_list *list,
        const struct gq_input *arguments, const struct gq_field *field)
{
    struct gq_input order_by;
    const struct gq_input_value *definition;

    if (!gq_builder_argument(arguments, field, GQ_BIND_ARGUMENT_ORDER_BY, &order_by))
        return gq_order_build(b, draft, list->entity, NULL, NULL);
    definition = gq_schema_argument_find(
            field->arguments, field->argument_count, arguments->value->members[order_by.index].key);
    return gq_order_build(b, draft, list->entity, definition->type->named, &order_by);
}

struct gq_draft *
gq_list_step(struct gq_builder *b, const struct gq_list *list, const struct gq_field_group *group,
        const struct gq_field *field)
{
    struct gq_draft *draft =
            gq_builder_step_find(list->parent, field, list->source, group->first->arguments);
    struct gq_input arguments;
    struct paging paging;

    if (draft)
        return draft;
    draft = filtered_step(b, list, group, field, &arguments);
    if (!draft)
        return NULL;
    draft->identity = field;
    paging = read_paging(&arguments, field);
    if (!check_paging(b, &paging) || !build_order(b, draft, list, &arguments, field))
        return NULL;
    set_page(b, draft->step, &paging);
    return draft;
}

struct gq_draft *
gq_list_count_step(struct gq_builder *b, const struct gq_list *list,
        const struct gq_field_group *group, const struct gq_field *field)
{
    /* The binding, not the field: the page of the same field is another step. */
    struct gq_draft *draft = gq_builder_step_find(
            list->parent, field->binding, list->source, group->first->arguments);
    struct gq_input arguments;
    struct paging paging;

    if (draft)
        return draft;
    draft = filtered_step(b, list, group, field, &arguments);
    if (!draft)
        return NULL;
    /* No page is read, but what is wrong with it is wrong whatever is selected. */
    paging = read_paging(&arguments, field);
    if (!check_paging(b, &paging))
        return NULL;
    draft->identity = field->binding;
    draft->step->fetch.kind = GQ_FETCH_COUNT;
    draft->step->is_single = true;
    return draft;
}

bool
gq_list_check(struct gq_builder *b, const struct gq_list *list, const struct gq_field_group *group,
        const struct gq_field *field)
{
    struct gq_step unused = { 0 };
    struct gq_draft draft = { .step = &unused };
    struct gq_input arguments;
    struct paging paging;

    if (!gq_builder_site(b, field, group, &arguments))
        return false;
    paging = read_paging(&arguments, field);
    if (!check_paging(b, &paging) || !build_order(b, &draft, list, &arguments, field))
        return false;
    /* The slots are filled at each run, and refuse what no page could be. */
    set_page(b, &unused, &paging);
    return true;
}

void
gq_list_need_probe(struct gq_builder *b, struct gq_draft *draft)
{
    struct gq_step *step = draft->step;

    if (step->page.has_probe)
        return;
    step->page.has_probe = true;
    gq_builder_slot_at(b, step->fetch.limit_slot)->constant.integer += 1;
}

void
gq_list_need_cursors(struct gq_builder *b, struct gq_draft *draft)
{
    const struct gq_cursor_order *order = draft->step->page.order;
    uint32_t *cells;

    if (draft->step->page.order_cells)
        return;
    cells = gq_arena_array_of(b->arena, uint32_t, order->order_count);
    for (uint32_t i = 0; i < order->order_count; i++) {
        const struct gq_order *key = &order->orders[i];

        cells[i] = gq_builder_value_cell(
                b, draft, &(struct gq_fetch_column){ key->source, key->column, key->counted });
    }
    draft->step->page.order_cells = cells;
}
