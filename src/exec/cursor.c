/* exec/cursor.c - fixed-size numbers in the machine's order: cursors do not travel between machines
 * of different byte order, and a wrong one is refused by its hash. */
#include "exec/cursor.h"

#include "base/arena.h"
#include "base/base64.h"
#include "base/buf.h"
#include "base/map.h"
#include "base/utf8.h"
#include "exec/convert.h"
#include "plan/plan.h"

#include <math.h>

#define VERSION 1

/* More than an order's values can need; a longer text is cut by nothing: its cursor is refused. */
#define CURSOR_BYTES_MAX (64u * 1024u)

/* Version and hash. */
#define HEADER_BYTES (1 + sizeof(uint64_t))

/* Of the order and the values: a cursor of another sort or a damaged one has another. */
static uint64_t
hash_of(const struct gq_cursor_order *order, struct gq_str values)
{
    return gq_map_hash(values, order->hash);
}

static void
put_cell(struct gq_buf *bytes, const struct gq_cell *cell)
{
    gq_buf_char(bytes, (char)cell->kind);
    if (cell->kind == GQ_CELL_INTEGER || cell->kind == GQ_CELL_REAL) {
        gq_buf_append(bytes, (const char *)&cell->integer, sizeof(cell->integer));
    } else if (cell->kind != GQ_CELL_NULL) {
        gq_buf_append(bytes, (const char *)&cell->length, sizeof(cell->length));
        gq_buf_str(bytes, gq_cell_str(cell));
    }
}

void
gq_cursor_write(struct gq_buf *out, const struct gq_cursor_order *order, const struct gq_cell *row,
        const uint32_t *cells)
{
    struct gq_buf bytes;
    uint64_t hash = 0;

    gq_buf_init(&bytes, CURSOR_BYTES_MAX);
    gq_buf_char(&bytes, VERSION);
    gq_buf_append(&bytes, (const char *)&hash, sizeof(hash));
    for (uint32_t i = 0; i < order->order_count; i++)
        put_cell(&bytes, &row[cells[i]]);
    if (!gq_buf_failed(&bytes)) {
        hash = hash_of(order, gq_str_slice(gq_buf_view(&bytes), HEADER_BYTES, bytes.length));
        memcpy(bytes.bytes + 1, &hash, sizeof(hash));
    }
    gq_buf_char(out, '"');
    if (gq_buf_failed(&bytes))
        out->state = bytes.state;
    else
        gq_base64_write(out, gq_buf_view(&bytes));
    gq_buf_char(out, '"');
    gq_buf_fini(&bytes);
}

/* Takes `size` bytes off the front of `*bytes`. */
static bool
take(struct gq_str *bytes, void *ret_memory, size_t size)
{
    if (bytes->length < size)
        return false;
    memcpy(ret_memory, bytes->bytes, size);
    *bytes = gq_str_slice(*bytes, size, bytes->length);
    return true;
}

static bool
take_cell(struct gq_str *bytes, struct gq_cell *ret_cell)
{
    size_t bad;

    *ret_cell = (struct gq_cell){ 0 };
    if (!take(bytes, &ret_cell->kind, 1))
        return false;
    switch (ret_cell->kind) {
    case GQ_CELL_NULL:
        return true;
    case GQ_CELL_INTEGER:
        return take(bytes, &ret_cell->integer, sizeof(ret_cell->integer));
    case GQ_CELL_REAL:
        return take(bytes, &ret_cell->real, sizeof(ret_cell->real)) && isfinite(ret_cell->real);
    case GQ_CELL_TEXT:
        if (!take(bytes, &ret_cell->length, sizeof(ret_cell->length))
                || bytes->length < ret_cell->length)
            return false;
        ret_cell->bytes = bytes->bytes;
        *bytes = gq_str_slice(*bytes, ret_cell->length, bytes->length);
        return gq_utf8_check(gq_cell_str(ret_cell), &bad);
    default:
        return false;
    }
}

/* Could the cell be what the order has of some row? An absent row's columns are NULL. */
static bool
fits(const struct gq_order *order, const struct gq_cell *cell)
{
    if (order->counted)
        return cell->kind == GQ_CELL_INTEGER;
    return (order->source > 0 && cell->kind == GQ_CELL_NULL)
            || gq_convert_fits(order->column, cell);
}

bool
gq_cursor_read(struct gq_arena *arena, struct gq_str text, const struct gq_cursor_order *order,
        struct gq_cell *ret_cells)
{
    struct gq_str bytes;
    uint64_t hash;
    char version;

    if (text.length > CURSOR_BYTES_MAX * 2 || !gq_base64_read(arena, text, &bytes)
            || !take(&bytes, &version, 1) || version != VERSION
            || !take(&bytes, &hash, sizeof(hash)) || hash != hash_of(order, bytes))
        return false;
    for (uint32_t i = 0; i < order->order_count; i++) {
        if (!take_cell(&bytes, &ret_cells[i]) || !fits(&order->orders[i], &ret_cells[i]))
            return false;
    }
    return bytes.length == 0;
}
