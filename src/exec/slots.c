/* exec/slots.c - arguments to parameters. */
#include "base/arena.h"
#include "base/clock.h"
#include "base/limits.h"
#include "base/uuid.h"
#include "exec/convert.h"
#include "exec/cursor.h"
#include "exec/run.h"
#include "model/table.h"
#include "schema/coerce.h"
#include "schema/schema.h"

#include <assert.h>

/* What one kind of slot needs; the parameter starts out as one NULL. False after adding an error. */
typedef bool fill_fn(struct gq_run *run, uint32_t index, struct gq_cell *cell);

static const struct gq_value *
value_of(const struct gq_run *run, const struct gq_slot *slot)
{
    const struct gq_value *value = &run->sites[slot->site];

    for (uint32_t i = 0; i < slot->path_length; i++) {
        assert(slot->path[i] < value->count);
        value = value->kind == GQ_VALUE_LIST ? &value->items[slot->path[i]]
                                             : &value->members[slot->path[i]].value;
    }
    return value;
}

GQ_PRINTF(4, 5)
static bool
refuse(struct gq_run *run, const struct gq_slot *slot, enum gq_code code, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    gq_errors_vadd(run->input.errs, code, run->plan->sites[slot->site].position, format, args);
    va_end(args);
    return false;
}

/* The last name on the way to the value: the argument or input field that the error is about. */
static struct gq_str
name_of(const struct gq_run *run, const struct gq_slot *slot)
{
    const struct gq_value *value = &run->sites[slot->site];
    struct gq_str name = run->plan->sites[slot->site].field->name;

    for (uint32_t i = 0; i < slot->path_length; i++) {
        if (value->kind == GQ_VALUE_OBJECT) {
            name = value->members[slot->path[i]].key;
            value = &value->members[slot->path[i]].value;
        } else {
            value = &value->items[slot->path[i]];
        }
    }
    return name;
}

static bool
convert(struct gq_run *run, const struct gq_slot *slot, const struct gq_value *value,
        struct gq_cell *cell)
{
    const char *reason = NULL;
    struct gq_str name;

    if (gq_convert_to_cell(run->arena, slot->column, value, cell, &reason))
        return true;
    name = name_of(run, slot);
    return refuse(run, slot, GQ_E_BAD_USER_INPUT, "Value of \"%.*s\" must be %s.", GQ_STR_ARG(name),
            reason);
}

static bool
fill_constant(struct gq_run *run, uint32_t index, struct gq_cell *cell)
{
    *cell = run->plan->slots[index].constant;
    return true;
}

static bool
fill_cell(struct gq_run *run, uint32_t index, struct gq_cell *cell)
{
    const struct gq_slot *slot = &run->plan->slots[index];

    return convert(run, slot, value_of(run, slot), cell);
}

static bool
check_count(struct gq_run *run, const struct gq_slot *slot, const struct gq_value *list)
{
    int64_t count_max = gq_limits_get(run->input.limits, GQ_LIMIT_IN_LIST);

    return list->kind != GQ_VALUE_LIST || list->count <= count_max
            || refuse(run, slot, GQ_E_BAD_USER_INPUT,
                    "A filter's list may have at most %lld values.", (long long)count_max);
}

static bool
fill_pattern(struct gq_run *run, uint32_t index, struct gq_cell *cell)
{
    const struct gq_slot *slot = &run->plan->slots[index];
    const struct gq_value *value = value_of(run, slot);
    int64_t bytes_max = gq_limits_get(run->input.limits, GQ_LIMIT_PATTERN_BYTES);
    struct gq_str name = name_of(run, slot);

    if ((uint64_t)value->text.length > (uint64_t)bytes_max)
        return refuse(run, slot, GQ_E_BAD_USER_INPUT,
                "Value of \"%.*s\" may have at most %lld bytes.", GQ_STR_ARG(name),
                (long long)bytes_max);
    return convert(run, slot, value, cell);
}

static bool
fill_cells(struct gq_run *run, uint32_t index, struct gq_cell *cell)
{
    const struct gq_slot *slot = &run->plan->slots[index];
    const struct gq_value *list = value_of(run, slot);
    struct gq_cell *cells;

    (void)cell;
    assert(list->kind == GQ_VALUE_LIST);
    if (!check_count(run, slot, list))
        return false;
    cells = gq_arena_array_of(run->arena, struct gq_cell, list->count);
    for (uint32_t i = 0; i < list->count; i++) {
        if (list->items[i].kind == GQ_VALUE_NULL)
            return refuse(run, slot, GQ_E_BAD_USER_INPUT, "A filter's list takes no null.");
        if (!convert(run, slot, &list->items[i], &cells[i]))
            return false;
    }
    run->parameters[index] = (struct gq_parameter){ cells, list->count };
    return true;
}

/* A JSON array of what is looked for in a list of scalars. */
static bool
fill_items(struct gq_run *run, uint32_t index, struct gq_cell *cell)
{
    const struct gq_slot *slot = &run->plan->slots[index];
    const struct gq_value *list = value_of(run, slot);

    return check_count(run, slot, list) && convert(run, slot, list, cell);
}

static bool
fill_limit(struct gq_run *run, uint32_t index, struct gq_cell *cell)
{
    const struct gq_slot *slot = &run->plan->slots[index];
    int64_t limit = value_of(run, slot)->integer;
    int64_t limit_max = gq_limits_get(run->input.limits, GQ_LIMIT_PAGE);
    struct gq_str name = name_of(run, slot);

    if (limit < 0)
        return refuse(run, slot, GQ_E_BAD_USER_INPUT, "Argument \"%.*s\" must not be negative.",
                GQ_STR_ARG(name));
    if (limit > limit_max)
        return refuse(run, slot, GQ_E_BAD_USER_INPUT, "Argument \"%.*s\" must be at most %lld.",
                GQ_STR_ARG(name), (long long)limit_max);
    *cell = (struct gq_cell){ .kind = GQ_CELL_INTEGER, .integer = limit + slot->constant.integer };
    return true;
}

static bool
fill_offset(struct gq_run *run, uint32_t index, struct gq_cell *cell)
{
    const struct gq_slot *slot = &run->plan->slots[index];
    int64_t offset = value_of(run, slot)->integer;

    if (offset < 0)
        return refuse(run, slot, GQ_E_BAD_USER_INPUT, "Argument \"offset\" must not be negative.");
    *cell = (struct gq_cell){ .kind = GQ_CELL_INTEGER, .integer = offset };
    return true;
}

static bool
fill_at_most(struct gq_run *run, uint32_t index, struct gq_cell *cell)
{
    const struct gq_slot *slot = &run->plan->slots[index];
    int64_t count = value_of(run, slot)->integer;
    int64_t count_max = gq_limits_get(run->input.limits, GQ_LIMIT_MUTATION_ROWS);

    if (count < 0 || count > count_max)
        return refuse(run, slot, GQ_E_BAD_USER_INPUT, "Argument \"atMost\" must be from 0 to %lld.",
                (long long)count_max);
    *cell = (struct gq_cell){ .kind = GQ_CELL_INTEGER, .integer = count + slot->constant.integer };
    return true;
}

/* The cursor's values go into this slot and the CURSOR_PART slots behind it. */
static bool
fill_cursor(struct gq_run *run, uint32_t index, struct gq_cell *cell)
{
    const struct gq_slot *slot = &run->plan->slots[index];
    const struct gq_cursor_order *order = slot->cursor;
    struct gq_cell *cells = gq_arena_array_of(run->arena, struct gq_cell, order->order_count);
    struct gq_str name = name_of(run, slot);

    (void)cell;
    if (!gq_cursor_read(run->arena, value_of(run, slot)->text, order, cells))
        return refuse(run, slot, GQ_E_CURSOR_INVALID,
                "Argument \"%.*s\" is not a cursor of this list in this order.", GQ_STR_ARG(name));
    for (uint32_t i = 0; i < order->order_count; i++) {
        run->parameters[index + i] = (struct gq_parameter){ &cells[i], 1 };
        if (cells[i].kind == GQ_CELL_NULL)
            run->null_bits[index] |= 1u << i;
    }
    return true;
}

/* In the column's form, which may be less precise than the clock. */
static bool
fill_now(struct gq_run *run, uint32_t index, struct gq_cell *cell)
{
    const struct gq_column *column = run->plan->slots[index].column;
    int64_t unit = column->type == GQ_COLUMN_DATETIME    ? 1
            : column->type == GQ_COLUMN_DATETIME_UNIX_MS ? 1000
                                                         : 1000000;
    char *text = gq_arena_alloc(run->arena, GQ_CLOCK_RFC3339_SIZE);
    struct gq_value value = { .kind = GQ_VALUE_STRING };
    const char *reason;

    gq_clock_format(run->input.now_us - run->input.now_us % unit, text);
    value.text = (struct gq_str){ text, GQ_CLOCK_RFC3339_SIZE - 1 };
    return gq_convert_to_cell(run->arena, column, &value, cell, &reason);
}

static bool
fill_new_key(struct gq_run *run, uint32_t index, struct gq_cell *cell)
{
    bool is_uuid = run->plan->slots[index].column->source == GQ_COLUMN_FROM_UUIDV7;
    uint32_t length = is_uuid ? GQ_UUID_LENGTH : GQ_ULID_LENGTH;
    char *text = gq_arena_alloc(run->arena, length);

    if (is_uuid)
        gq_uuid_make_v7(run->input.now_us, text);
    else
        gq_uuid_make_ulid(run->input.now_us, text);
    *cell = (struct gq_cell){ .kind = GQ_CELL_TEXT, .length = length, .bytes = text };
    return true;
}

/* Filled by the CURSOR slot before it, or while the mutation runs. */
static bool
fill_later(struct gq_run *run, uint32_t index, struct gq_cell *cell)
{
    (void)run;
    (void)index;
    (void)cell;
    return true;
}

static fill_fn *const fills[] = {
    [GQ_SLOT_CONSTANT] = fill_constant,
    [GQ_SLOT_CELL] = fill_cell,
    [GQ_SLOT_CELLS] = fill_cells,
    [GQ_SLOT_ITEMS] = fill_items,
    [GQ_SLOT_PATTERN] = fill_pattern,
    [GQ_SLOT_LIMIT] = fill_limit,
    [GQ_SLOT_OFFSET] = fill_offset,
    [GQ_SLOT_CURSOR] = fill_cursor,
    [GQ_SLOT_CURSOR_PART] = fill_later,
    [GQ_SLOT_NOW] = fill_now,
    [GQ_SLOT_LOOKUP] = fill_later,
    [GQ_SLOT_AT_MOST] = fill_at_most,
    [GQ_SLOT_NEW_KEY] = fill_new_key,
};

static bool
fill_sites(struct gq_run *run)
{
    const struct gq_plan *plan = run->plan;

    run->sites = gq_arena_array_of(run->arena, struct gq_value, plan->site_count);
    for (uint32_t i = 0; i < plan->site_count; i++) {
        const struct gq_site *site = &plan->sites[i];

        if (!gq_coerce_arguments(run->arena, site->field->arguments, site->field->argument_count,
                    site->arguments, site->position, run->input.variables, &run->sites[i],
                    run->input.errs))
            return false;
    }
    return true;
}

void
gq_slots_renew(struct gq_run *run, uint32_t slot)
{
    struct gq_cell *cell;

    if (run->plan->slots[slot].kind != GQ_SLOT_NEW_KEY)
        return;
    cell = gq_arena_new_of(run->arena, struct gq_cell);
    fill_new_key(run, slot, cell);
    run->parameters[slot] = (struct gq_parameter){ cell, 1 };
}

bool
gq_slots_fill(struct gq_run *run)
{
    const struct gq_plan *plan = run->plan;
    struct gq_cell *cells = gq_arena_array_of(run->arena, struct gq_cell, plan->slot_count);

    if (!fill_sites(run))
        return false;
    run->parameters = gq_arena_array_of(run->arena, struct gq_parameter, plan->slot_count);
    run->null_bits = gq_arena_array_of(run->arena, uint32_t, plan->slot_count);
    for (uint32_t i = 0; i < plan->slot_count; i++) {
        if (!run->parameters[i].cells)
            run->parameters[i] = (struct gq_parameter){ &cells[i], 1 };
        if (!fills[plan->slots[i].kind](run, i, &cells[i]))
            return false;
    }
    return true;
}
