/* plan/print.c - steps as lines. */
#include "plan/print.h"

#include "base/buf.h"
#include "language/ast.h"
#include "model/model.h"
#include "plan/plan.h"
#include "schema/schema.h"

static void
print_value(struct gq_buf *out, const struct gq_fetch *fetch, const struct gq_fetch_column *value)
{
    if (value->source)
        gq_buf_printf(out, "%.*s.", GQ_STR_ARG(fetch->joins[value->source - 1].target->name));
    if (value->counted)
        gq_buf_printf(out, "count of %.*s", GQ_STR_ARG(value->counted->name));
    else
        gq_buf_str(out, value->column->name);
}

static void
print_orders(struct gq_buf *out, const struct gq_fetch *fetch)
{
    static const char *const nulls[] = { "", " nulls first", " nulls last" };

    for (uint32_t i = 0; i < fetch->order_count; i++) {
        const struct gq_order *order = &fetch->orders[i];
        const struct gq_fetch_column value = { order->source, order->column, order->counted };

        gq_buf_text(out, i ? ", " : " order by ");
        print_value(out, fetch, &value);
        gq_buf_text(out, order->is_descending ? " desc" : "");
        gq_buf_text(out, nulls[order->nulls]);
    }
}

static void
print_joins(struct gq_buf *out, const struct gq_fetch *fetch)
{
    for (uint32_t i = 0; i < fetch->join_count; i++) {
        gq_buf_text(out, i ? ", " : " joined with ");
        gq_buf_str(out, fetch->joins[i].target->name);
        gq_buf_text(out, " by ");
        gq_buf_str(out, fetch->joins[i].foreign_key->name);
    }
}

static void
print_columns(struct gq_buf *out, const struct gq_fetch *fetch)
{
    gq_buf_text(out, " (");
    for (uint32_t i = 0; i < fetch->column_count; i++) {
        gq_buf_text(out, i ? ", " : "");
        print_value(out, fetch, &fetch->columns[i]);
    }
    gq_buf_char(out, ')');
}

static void
print_fetch(struct gq_buf *out, const struct gq_step *step)
{
    const struct gq_fetch *fetch = &step->fetch;

    gq_buf_text(out, fetch->kind == GQ_FETCH_COUNT ? "count " : step->is_single ? "one " : "list ");
    gq_buf_str(out, fetch->table->name);
    if (fetch->kind == GQ_FETCH_ROWS)
        print_columns(out, fetch);
    if (fetch->attach)
        gq_buf_printf(out, " per %.*s", GQ_STR_ARG(fetch->attach->name));
    print_joins(out, fetch);
    if (fetch->where)
        gq_buf_text(out, " filtered");
    print_orders(out, fetch);
    if (fetch->after.first_slot != GQ_SLOT_NONE)
        gq_buf_text(out, " after");
    if (fetch->before.first_slot != GQ_SLOT_NONE)
        gq_buf_text(out, " before");
    if (fetch->is_reversed)
        gq_buf_text(out, " from the end");
    if (fetch->limit_slot != GQ_SLOT_NONE)
        gq_buf_text(out, step->page.has_probe ? " page and one more" : " page");
    if (fetch->offset_slot != GQ_SLOT_NONE)
        gq_buf_text(out, " with offset");
}

static void
print_actions(struct gq_buf *out, const struct gq_actions *actions)
{
    static const char *const words[] = {
        [GQ_ACTION_FIND] = "find",
        [GQ_ACTION_READ] = "read",
        [GQ_ACTION_SELECT] = "select",
        [GQ_ACTION_INSERT] = "insert",
        [GQ_ACTION_UPDATE] = "update",
        [GQ_ACTION_DELETE] = "delete",
        [GQ_ACTION_CHOOSE] = "if",
        [GQ_ACTION_EACH] = "each",
        [GQ_ACTION_NEED] = NULL, /* no work of the database: as those below */
        [GQ_ACTION_GATHER] = NULL,
        [GQ_ACTION_RESULT] = NULL,
    };
    const char *before = "(";

    for (uint32_t i = 0; i < actions->count; i++) {
        const struct gq_action *action = &actions->items[i];

        if (!words[action->kind])
            continue;
        gq_buf_printf(out, "%s%s %.*s", before, words[action->kind],
                GQ_STR_ARG(action->entity->table->name));
        before = ", ";
        if (action->body.count) {
            gq_buf_char(out, ' ');
            print_actions(out, &action->body);
        }
        if (action->otherwise.count) {
            gq_buf_text(out, " else ");
            print_actions(out, &action->otherwise);
        }
    }
    gq_buf_text(out, *before == '(' ? "()" : ")");
}

/* What a write step does before its selection is read, and after. */
static void
print_write(struct gq_buf *out, const struct gq_plan *plan, const struct gq_step *step)
{
    gq_buf_text(out, "write ");
    for (uint32_t i = 0; i < plan->stage_count; i++) {
        const struct gq_stage_write *write = plan->stages[i].write;

        if (!write || write->step != step)
            continue;
        print_actions(out, &write->before);
        if (write->after.count) {
            gq_buf_text(out, " then ");
            print_actions(out, &write->after);
        }
    }
}

static void
print_step(struct gq_buf *out, const struct gq_plan *plan, const struct gq_step *step)
{
    for (uint32_t i = 0; i < step->level; i++)
        gq_buf_text(out, "  ");
    gq_buf_printf(out, "%.*s: ", GQ_STR_ARG(step->key));
    if (step->kind == GQ_STEP_FETCH)
        print_fetch(out, step);
    else if (step->kind == GQ_STEP_WRITE)
        print_write(out, plan, step);
    else
        gq_buf_text(out, "resolve");
    gq_buf_char(out, '\n');
}

/* Children under their parent, in the order of their making. As deep as the plan has levels. */
static void
print_below(struct gq_buf *out, const struct gq_plan *plan, const struct gq_step *parent)
{
    for (uint32_t i = parent->index + 1; i < plan->step_count; i++) {
        if (plan->steps[i]->parent != parent)
            continue;
        print_step(out, plan, plan->steps[i]);
        print_below(out, plan, plan->steps[i]);
    }
}

void
gq_plan_print(struct gq_buf *out, const struct gq_plan *plan)
{
    static const char *const kinds[] = { "query", "mutation", "subscription" };

    gq_buf_text(out, kinds[plan->operation->operation.kind]);
    gq_buf_char(out, '\n');
    print_below(out, plan, plan->steps[0]);
}
