/* store/sqlite/tables.c - the tables of the model, as far as no data is lost by making them. */
#include "base/arena.h"
#include "base/error.h"
#include "store/migrate.h"
#include "store/store.h"

bool
gq_store_create_tables(struct gq_store *store, const struct gq_model *model, struct gq_errors *errs)
{
    const struct gq_migrate_allowed nothing = { 0 };
    struct gq_migrate_plan plan;

    if (!gq_migrate_build(store, model, &nothing, errs->arena, &plan, errs))
        return false;
    if (!plan.is_blocked)
        return plan.statement_count == 0 || gq_migrate_run(store, &plan, NULL, errs);
    gq_migrate_explain(&plan, errs);
    return false;
}
