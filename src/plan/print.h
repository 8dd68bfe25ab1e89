/*
 * plan/print.h - a plan as text, for explain and golden files.
 *
 * One line a step, indented by level: response key, what is read, how it hangs on the level above,
 * order and page. Stable: a change of it is a change of the plan.
 */
#ifndef GQ_PLAN_PRINT_H
#define GQ_PLAN_PRINT_H

struct gq_buf;
struct gq_plan;

void gq_plan_print(struct gq_buf *out, const struct gq_plan *plan);

#endif
