/* store/sqlite/migrate_print.c - a plan for people and for tools. */
#include "base/buf.h"
#include "store/migrate.h"
#include "json/write.h"

#include <assert.h>

static const struct kind_word {
    const char *name;
    bool is_about_index;
} kind_words[] = {
    [GQ_MIGRATE_CREATE_TABLE] = { "create-table", false },
    [GQ_MIGRATE_RENAME_TABLE] = { "rename-table", false },
    [GQ_MIGRATE_DROP_TABLE] = { "drop-table", false },
    [GQ_MIGRATE_ADD_COLUMN] = { "add-column", false },
    [GQ_MIGRATE_RENAME_COLUMN] = { "rename-column", false },
    [GQ_MIGRATE_DROP_COLUMN] = { "drop-column", false },
    [GQ_MIGRATE_CHANGE_TYPE] = { "change-type", false },
    [GQ_MIGRATE_CHANGE_NULLABILITY] = { "change-nullability", false },
    [GQ_MIGRATE_CHANGE_DEFAULT] = { "change-default", false },
    [GQ_MIGRATE_CHANGE_CHECK] = { "change-check", false },
    [GQ_MIGRATE_CHANGE_REFERENCE] = { "change-reference", false },
    [GQ_MIGRATE_CREATE_INDEX] = { "create-index", true },
    [GQ_MIGRATE_DROP_INDEX] = { "drop-index", true },
};

_Static_assert(GQ_ARRAY_LENGTH(kind_words) == GQ_MIGRATE_KIND_COUNT, "a word for each kind");

/* A text of the schema or the database in a comment of one line. */
static void
write_line_text(struct gq_buf *out, struct gq_str text)
{
    for (size_t i = 0; i < text.length; i++)
        gq_buf_char(out, (unsigned char)text.bytes[i] < ' ' ? ' ' : text.bytes[i]);
}

static void
print_measures(const struct gq_migrate_step *step, struct gq_buf *out)
{
    if (step->rows >= 0)
        gq_buf_printf(out, " [%lld rows", (long long)step->rows);
    if (step->rows >= 0 && step->nulls >= 0)
        gq_buf_printf(out, ", %lld NULL", (long long)step->nulls);
    if (step->rows >= 0)
        gq_buf_text(out, step->is_rebuild ? ", table is rebuilt]" : "]");
}

static void
print_step(const struct gq_migrate_step *step, struct gq_buf *out)
{
    const bool is_index = kind_words[step->kind].is_about_index;

    gq_buf_printf(out, "-- %s ", kind_words[step->kind].name);
    write_line_text(out, step->type);
    if (!is_index && step->field.length > 0) {
        gq_buf_char(out, '.');
        write_line_text(out, step->field);
    }
    if (is_index) {
        gq_buf_char(out, ' ');
        write_line_text(out, step->column);
    }
    if (step->detail.length > 0) {
        gq_buf_text(out, is_index ? " " : ": ");
        write_line_text(out, step->detail);
    }
    print_measures(step, out);
    if (step->blocked.length > 0) {
        gq_buf_text(out, "\n--   CANNOT BE DONE: ");
        write_line_text(out, step->blocked);
    } else if (step->is_destructive && !step->is_allowed) {
        gq_buf_printf(out, "\n--   LOSES DATA: --allow %s=", kind_words[step->kind].name);
        write_line_text(out, step->type);
        gq_buf_text(out, step->field.length ? "." : "");
        write_line_text(out, step->field);
    }
}

void
gq_migrate_print(const struct gq_migrate_plan *plan, struct gq_buf *out)
{
    for (uint32_t i = 0; i < plan->step_count; i++) {
        gq_buf_text(out, i ? "\n" : "");
        print_step(&plan->steps[i], out);
    }
    for (uint32_t i = 0; i < plan->statement_count; i++) {
        gq_buf_char(out, '\n');
        gq_buf_str(out, plan->statements[i]);
        gq_buf_char(out, ';');
    }
}

static void
write_text(struct gq_buf *out, const char *name, struct gq_str text)
{
    gq_buf_printf(out, "\"%s\":", name);
    if (text.length > 0)
        gq_write_string(out, text);
    else
        gq_buf_text(out, "null");
    gq_buf_char(out, ',');
}

static void
write_count(struct gq_buf *out, const char *name, int64_t number)
{
    if (number >= 0)
        gq_buf_printf(out, "\"%s\":%lld,", name, (long long)number);
    else
        gq_buf_printf(out, "\"%s\":null,", name);
}

static const char *
truth(bool value)
{
    return value ? "true" : "false";
}

static void
write_step(const struct gq_migrate_step *step, struct gq_buf *out)
{
    gq_buf_printf(out, "{\"kind\":\"%s\",", kind_words[step->kind].name);
    write_text(out, "type", step->type);
    write_text(out, "table", step->table);
    write_text(out, "field", step->field);
    write_text(out, kind_words[step->kind].is_about_index ? "index" : "column", step->column);
    write_text(out, "detail", step->detail);
    write_count(out, "rows", step->rows);
    write_count(out, "nulls", step->nulls);
    write_text(out, "blocked", step->blocked);
    gq_buf_printf(out, "\"rebuild\":%s,\"destructive\":%s,\"allowed\":%s}", truth(step->is_rebuild),
            truth(step->is_destructive), truth(step->is_allowed));
}

void
gq_migrate_print_json(const struct gq_migrate_plan *plan, struct gq_buf *out)
{
    gq_buf_text(out, "{\"steps\":[");
    for (uint32_t i = 0; i < plan->step_count; i++) {
        gq_buf_text(out, i ? "," : "");
        write_step(&plan->steps[i], out);
    }
    gq_buf_text(out, "],\"statements\":[");
    for (uint32_t i = 0; i < plan->statement_count; i++) {
        gq_buf_text(out, i ? "," : "");
        gq_write_string(out, plan->statements[i]);
    }
    gq_buf_printf(out, "],\"blocked\":%s,\"destructive\":%s}", truth(plan->is_blocked),
            truth(plan->is_destructive));
}
