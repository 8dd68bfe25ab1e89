/*
 * exec/render.c - one walk over templates and batches, JSON straight into the buffer.
 *
 * A null that must propagate cuts the buffer back to where the nearest nullable value began.
 * Spec: Execution > Handling Execution Errors.
 */
#include "base/arena.h"
#include "base/buf.h"
#include "exec/complete.h"
#include "exec/convert.h"
#include "exec/cursor.h"
#include "exec/run.h"
#include "schema/schema.h"
#include "json/write.h"

#include <assert.h>

/* The page that a connection, an edge or a PageInfo is about. */
struct page {
    const struct gq_step *step;
    const struct gq_batch *batch;
    struct gq_span rows; /* without the probe row */
    bool has_more;       /* the probe row was there */
};

/* Where a template's fields are read from. */
struct place {
    const struct gq_batch *batch;
    uint32_t row;
    const struct page *page;
};

/* The frames of the path are on the C stack; an error copies them. */
struct frame {
    const struct frame *parent;
    struct gq_str key; /* bytes == NULL: an index */
    uint32_t index;
};

struct render {
    struct gq_run *run;
    struct gq_buf *out;
};

/* False: null, which the caller writes or passes on. */
static bool render_object(struct render *r, const struct gq_template *object,
        const struct place *at, const struct frame *path);

static const struct gq_path *
copy_path(struct gq_arena *arena, const struct frame *frame)
{
    const struct gq_path *parent;

    if (!frame)
        return NULL;
    parent = copy_path(arena, frame->parent);
    return frame->key.bytes ? gq_path_key(arena, parent, frame->key)
                            : gq_path_index(arena, parent, frame->index);
}

static bool
refuse_null(struct render *r, const struct gq_entry *entry, const struct frame *path)
{
    const struct gq_field *field = entry->field;
    struct gq_error *error = gq_errors_add(r->run->input.errs, GQ_E_INTERNAL_SERVER_ERROR,
            entry->position, "Cannot return null for non-nullable field %.*s.%.*s.",
            GQ_STR_ARG(field->parent->name), GQ_STR_ARG(field->name));

    error->path = copy_path(r->run->arena, path);
    return false;
}

/* A value that is null by itself: written where the type allows it. */
static bool
null_value(struct render *r, const struct gq_entry *entry, const struct frame *path)
{
    if (entry->is_non_null)
        return refuse_null(r, entry, path);
    gq_write_null(r->out);
    return true;
}

/* A value inside which a null came up: everything written since `start` is undone. */
static bool
replaced_by_null(struct render *r, size_t start, bool is_non_null)
{
    gq_buf_truncate(r->out, start);
    if (is_non_null)
        return false;
    gq_write_null(r->out);
    return true;
}

/* The table holds what its column's type does not: gqld did not write it. */
static bool
refuse_cell(struct render *r, const struct gq_entry *entry, const struct frame *path)
{
    const struct gq_field *field = entry->field;
    struct gq_error *error = gq_errors_add(r->run->input.errs, GQ_E_STORAGE_ERROR, entry->position,
            "The database has a value for %.*s.%.*s that is not of its type.",
            GQ_STR_ARG(field->parent->name), GQ_STR_ARG(field->name));

    error->path = copy_path(r->run->arena, path);
    if (!entry->is_non_null)
        gq_write_null(r->out);
    return !entry->is_non_null;
}

static bool
render_column(struct render *r, const struct gq_entry *entry, const struct place *at,
        const struct frame *path)
{
    const struct gq_cell *cell = gq_run_row(at->batch, at->row) + entry->cell;

    if (cell->kind == GQ_CELL_NULL)
        return null_value(r, entry, path);
    if (!gq_convert_fits(entry->column, cell))
        return refuse_cell(r, entry, path);
    gq_convert_to_json(r->out, entry->column, cell);
    return true;
}

static bool
render_inner(struct render *r, const struct gq_entry *entry, const struct place *at,
        const struct frame *path)
{
    size_t start = r->out->length;

    if (render_object(r, entry->object, at, path))
        return true;
    return replaced_by_null(r, start, entry->is_non_null);
}

static bool
render_joined(struct render *r, const struct gq_entry *entry, const struct place *at,
        const struct frame *path)
{
    if (gq_run_row(at->batch, at->row)[entry->cell].kind == GQ_CELL_NULL)
        return null_value(r, entry, path);
    return render_inner(r, entry, at, path);
}

static bool
render_one(struct render *r, const struct gq_entry *entry, const struct place *at,
        const struct frame *path)
{
    const struct gq_batch *batch = &r->run->batches[entry->step->index];
    struct gq_span rows = gq_run_span(batch, at->row);

    if (rows.count == 0)
        return null_value(r, entry, path);
    return render_inner(r, entry, &(struct place){ .batch = batch, .row = rows.first }, path);
}

/* The rows of a span as a list; a page from the end came backwards. */
static bool
render_rows(struct render *r, const struct gq_entry *entry, const struct gq_batch *batch,
        struct gq_span rows, const struct page *page, const struct frame *path)
{
    bool is_backwards = page && page->step->page.is_from_end;
    size_t list_start = r->out->length;

    gq_buf_char(r->out, '[');
    for (uint32_t i = 0; i < rows.count; i++) {
        uint32_t row = rows.first + (is_backwards ? rows.count - 1 - i : i);
        struct frame item = { path, { NULL, 0 }, i };
        size_t start;

        if (i)
            gq_buf_char(r->out, ',');
        start = r->out->length;
        if (!render_object(r, entry->object, &(struct place){ batch, row, page }, &item)
                && !replaced_by_null(r, start, entry->item_is_non_null))
            return replaced_by_null(r, list_start, entry->is_non_null);
    }
    gq_buf_char(r->out, ']');
    return true;
}

static bool
render_list(struct render *r, const struct gq_entry *entry, const struct place *at,
        const struct frame *path)
{
    const struct gq_batch *batch = &r->run->batches[entry->step->index];

    return render_rows(r, entry, batch, gq_run_span(batch, at->row), NULL, path);
}

/* The rows in the order of the write, each once a key; those that are gone again are left out. */
static bool
render_written(struct render *r, const struct gq_entry *entry, const struct place *at,
        const struct frame *path)
{
    const struct gq_batch *batch = &r->run->batches[entry->step->index];
    const struct gq_batch *written = &r->run->batches[entry->step->parent->index];
    size_t list_start = r->out->length;
    uint32_t count = 0;

    (void)at;
    gq_buf_char(r->out, '[');
    for (uint32_t i = 0; i < written->row_count; i++) {
        struct gq_span rows = gq_run_span(batch, i);
        struct frame item = { path, { NULL, 0 }, count };

        if (rows.count == 0)
            continue;
        if (count++)
            gq_buf_char(r->out, ',');
        if (!render_object(r, entry->object, &(struct place){ batch, rows.first, NULL }, &item))
            return replaced_by_null(r, list_start, entry->is_non_null);
    }
    gq_buf_char(r->out, ']');
    return true;
}

static bool
render_affected_count(struct render *r, const struct gq_entry *entry, const struct place *at,
        const struct frame *path)
{
    (void)at;
    (void)path;
    gq_write_int(r->out, r->run->batches[entry->step->index].row_count);
    return true;
}

static bool
render_connection(struct render *r, const struct gq_entry *entry, const struct place *at,
        const struct frame *path)
{
    struct page page = { .step = entry->step };

    if (entry->step) {
        const struct gq_step *step = entry->step;
        uint32_t limit_slot = step->fetch.limit_slot;
        uint32_t limit = (uint32_t)r->run->parameters[limit_slot].cells[0].integer;

        page.batch = &r->run->batches[step->index];
        page.rows = gq_run_span(page.batch, at->row);
        if (step->page.has_probe && page.rows.count == limit && limit > 0) {
            page.has_more = true;
            page.rows.count--;
        }
    }
    return render_inner(r, entry, &(struct place){ at->batch, at->row, &page }, path);
}

static bool
render_page_rows(struct render *r, const struct gq_entry *entry, const struct place *at,
        const struct frame *path)
{
    return render_rows(r, entry, at->page->batch, at->page->rows, at->page, path);
}

static bool
render_total_count(struct render *r, const struct gq_entry *entry, const struct place *at,
        const struct frame *path)
{
    const struct gq_batch *batch = &r->run->batches[entry->step->index];
    struct gq_span rows = gq_run_span(batch, at->row);

    (void)path;
    gq_write_int(r->out, rows.count ? gq_run_row(batch, rows.first)->integer : 0);
    return true;
}

static bool
render_cursor(struct render *r, const struct gq_entry *entry, const struct place *at,
        const struct frame *path)
{
    const struct gq_page *page = &at->page->step->page;

    (void)entry;
    (void)path;
    gq_cursor_write(r->out, page->order, gq_run_row(at->page->batch, at->row), page->order_cells);
    return true;
}

/* The first or last cursor of the page, in the order of the answer. */
static bool
render_page_cursor(struct render *r, const struct gq_entry *entry, const struct place *at,
        const struct frame *path)
{
    const struct page *page = at->page;
    bool is_start = entry->kind == GQ_ENTRY_START_CURSOR;
    uint32_t row;

    if (page->rows.count == 0)
        return null_value(r, entry, path);
    row = is_start != page->step->page.is_from_end ? page->rows.first
                                                   : page->rows.first + page->rows.count - 1;
    return render_cursor(r, entry, &(struct place){ page->batch, row, page }, path);
}

/* Are there rows before the page, or behind one from the end? */
static bool
has_other_side(const struct render *r, const struct gq_step *step)
{
    uint32_t offset = step->fetch.offset_slot;

    if (step->page.has_other_side)
        return true;
    return offset != GQ_SLOT_NONE && r->run->parameters[offset].cells[0].integer > 0;
}

static bool
render_has_page(struct render *r, const struct gq_entry *entry, const struct place *at,
        const struct frame *path)
{
    const struct gq_step *step = at->page->step;
    bool is_next = entry->kind == GQ_ENTRY_HAS_NEXT_PAGE;

    (void)path;
    /* The probe looked in the direction of the page; the cursor given stands on the other side. */
    gq_write_bool(r->out,
            is_next != step->page.is_from_end ? at->page->has_more : has_other_side(r, step));
    return true;
}

static bool
render_typename(struct render *r, const struct gq_entry *entry, const struct place *at,
        const struct frame *path)
{
    (void)at;
    (void)path;
    gq_buf_str(r->out, entry->text);
    return true;
}

static const struct gq_template *
template_of(const struct gq_entry *entry, const struct gq_type *type)
{
    const struct gq_template *object = entry->object;

    while (object && object->type != type)
        object = object->next;
    assert(object);
    return object;
}

/* An error of the value itself: the caller makes it null. */
static bool
refuse_value(struct render *r, const struct gq_entry *entry, struct gq_str message,
        const struct frame *path)
{
    struct gq_error *error = gq_errors_add(r->run->input.errs, GQ_E_INTERNAL_SERVER_ERROR,
            entry->position, "%.*s", GQ_STR_ARG(message));

    error->path = copy_path(r->run->arena, path);
    return false;
}

static bool
render_leaf(struct render *r, const struct gq_entry *entry, const struct gq_type *type,
        const struct gq_value *value, const struct frame *path)
{
    struct gq_str message;

    return gq_complete_leaf(r->run->arena, type, value, r->out, &message)
            || refuse_value(r, entry, message, path);
}

static bool
render_handle(struct render *r, const struct gq_entry *entry, const struct gq_type *type,
        const struct gq_value *value, const struct frame *path)
{
    const struct gq_batch *batch = &r->run->batches[entry->step->index];
    uint32_t row = (uint32_t)value->integer;

    if (value->kind != GQ_VALUE_HANDLE)
        return refuse_value(r, entry,
                gq_arena_printf(r->run->arena, "Expected value of type \"%.*s\" to be an object.",
                        GQ_STR_ARG(type->name)),
                path);
    return render_object(r, template_of(entry, batch->types[row]),
            &(struct place){ .batch = batch, .row = row }, path);
}

static bool render_value(struct render *r, const struct gq_entry *entry, const struct gq_type *type,
        const struct gq_value *value, const struct frame *path);

static bool
render_items(struct render *r, const struct gq_entry *entry, const struct gq_type *type,
        const struct gq_value *value, const struct frame *path)
{
    if (value->kind != GQ_VALUE_LIST)
        return refuse_value(r, entry,
                gq_arena_printf(r->run->arena,
                        "Expected Iterable, but did not find one for field \"%.*s.%.*s\".",
                        GQ_STR_ARG(entry->field->parent->name), GQ_STR_ARG(entry->field->name)),
                path);
    gq_buf_char(r->out, '[');
    for (uint32_t i = 0; i < value->count; i++) {
        struct frame item = { path, { NULL, 0 }, i };

        if (i)
            gq_buf_char(r->out, ',');
        if (!render_value(r, entry, type->of, &value->items[i], &item))
            return false;
    }
    gq_buf_char(r->out, ']');
    return true;
}

/* Spec: Execution > Value Completion. `type` loses one wrapper a call: bounded by the schema. */
static bool
render_value(struct render *r, const struct gq_entry *entry, const struct gq_type *type,
        const struct gq_value *value, const struct frame *path)
{
    bool is_non_null = type->kind == GQ_TYPE_NON_NULL;
    size_t start = r->out->length;
    bool is_ok;

    if (is_non_null)
        type = type->of;
    if (value->kind == GQ_VALUE_NULL) {
        if (is_non_null)
            return refuse_null(r, entry, path);
        gq_write_null(r->out);
        return true;
    }
    if (value->kind == GQ_VALUE_ERROR)
        is_ok = refuse_value(r, entry, value->text, path);
    else if (type->kind == GQ_TYPE_LIST)
        is_ok = render_items(r, entry, type, value, path);
    else if (gq_type_is_leaf(type))
        is_ok = render_leaf(r, entry, type, value, path);
    else
        is_ok = render_handle(r, entry, type, value, path);
    return is_ok || replaced_by_null(r, start, is_non_null);
}

static bool
render_resolved(struct render *r, const struct gq_entry *entry, const struct place *at,
        const struct frame *path)
{
    const struct gq_batch *batch = &r->run->batches[entry->step->index];

    return render_value(r, entry, entry->field->type, &batch->values[at->row], path);
}

typedef bool render_fn(struct render *r, const struct gq_entry *entry, const struct place *at,
        const struct frame *path);

static render_fn *const renderers[] = {
    [GQ_ENTRY_TYPENAME] = render_typename,
    [GQ_ENTRY_COLUMN] = render_column,
    [GQ_ENTRY_JOINED] = render_joined,
    [GQ_ENTRY_ONE] = render_one,
    [GQ_ENTRY_LIST] = render_list,
    [GQ_ENTRY_CONNECTION] = render_connection,
    [GQ_ENTRY_WRITTEN] = render_one,
    [GQ_ENTRY_WRITTEN_LIST] = render_written,
    [GQ_ENTRY_RESULT] = render_inner,
    [GQ_ENTRY_AFFECTED_COUNT] = render_affected_count,
    [GQ_ENTRY_RESOLVED] = render_resolved,
    [GQ_ENTRY_EDGES] = render_page_rows,
    [GQ_ENTRY_NODES] = render_page_rows,
    [GQ_ENTRY_PAGE_INFO] = render_inner,
    [GQ_ENTRY_TOTAL_COUNT] = render_total_count,
    [GQ_ENTRY_CURSOR] = render_cursor,
    [GQ_ENTRY_NODE] = render_inner,
    [GQ_ENTRY_HAS_NEXT_PAGE] = render_has_page,
    [GQ_ENTRY_HAS_PREVIOUS_PAGE] = render_has_page,
    [GQ_ENTRY_START_CURSOR] = render_page_cursor,
    [GQ_ENTRY_END_CURSOR] = render_page_cursor,
};

/* As deep as the selection is, which the engine has bounded. */
static bool
render_object(struct render *r, const struct gq_template *object, const struct place *at,
        const struct frame *path)
{
    gq_buf_char(r->out, '{');
    for (uint32_t i = 0; i < object->entry_count; i++) {
        const struct gq_entry *entry = &object->entries[i];
        struct frame field = { path, entry->key, 0 };

        gq_buf_str(r->out, entry->key_json);
        if (!renderers[entry->kind](r, entry, at, &field))
            return false;
    }
    gq_buf_char(r->out, '}');
    return true;
}

void
gq_exec_render(struct gq_run *run, struct gq_buf *out)
{
    struct render r = { run, out };
    size_t start = out->length;

    if (!render_object(&r, run->plan->root, &(struct place){ .batch = &run->batches[0] }, NULL))
        replaced_by_null(&r, start, false);
}
