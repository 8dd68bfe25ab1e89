/* json/errors.c - one error is one object. */
#include "json/errors.h"

#include "base/buf.h"
#include "base/error.h"
#include "json/write.h"

static void
write_locations(struct gq_buf *out, const struct gq_error *error)
{
    gq_buf_text(out, ",\"locations\":[");
    for (uint32_t i = 0; i < error->location_count; i++) {
        gq_buf_text(out, i ? ",{\"line\":" : "{\"line\":");
        gq_write_int(out, error->locations[i].line);
        gq_buf_text(out, ",\"column\":");
        gq_write_int(out, error->locations[i].column);
        gq_buf_char(out, '}');
    }
    gq_buf_char(out, ']');
}

/* From the root to the leaf: the links go the other way. As deep as the response, hence bounded. */
static void
write_steps(struct gq_buf *out, const struct gq_path *path)
{
    if (path->parent) {
        write_steps(out, path->parent);
        gq_buf_char(out, ',');
    }
    if (path->key.bytes)
        gq_write_string(out, path->key);
    else
        gq_write_int(out, path->index);
}

static void
write_path(struct gq_buf *out, const char *name, const struct gq_path *path)
{
    gq_buf_text(out, name);
    gq_buf_char(out, '[');
    write_steps(out, path);
    gq_buf_char(out, ']');
}

static void
write_fields(struct gq_buf *out, const struct gq_error *error)
{
    gq_buf_text(out, ",\"fields\":[");
    for (uint32_t i = 0; i < error->field_count; i++) {
        if (i)
            gq_buf_char(out, ',');
        gq_write_string(out, error->fields[i]);
    }
    gq_buf_char(out, ']');
}

enum files { FILES_UNSAID, FILES_SAID };

static void
write_error(struct gq_buf *out, const struct gq_error *error, enum files files)
{
    gq_buf_text(out, "{\"message\":");
    gq_write_string(out, error->message);
    if (error->location_count)
        write_locations(out, error);
    if (error->path)
        write_path(out, ",\"path\":", error->path);
    gq_buf_text(out, ",\"extensions\":{\"code\":");
    gq_write_string(out, gq_code_info(error->code)->wire);
    if (error->constraint.length) {
        gq_buf_text(out, ",\"constraint\":");
        gq_write_string(out, error->constraint);
    }
    if (error->field_count)
        write_fields(out, error);
    if (error->input_path)
        write_path(out, ",\"inputPath\":", error->input_path);
    if (files == FILES_SAID && error->location_count) {
        gq_buf_text(out, ",\"file\":");
        gq_write_string(out, error->locations[0].source_name);
    }
    gq_buf_text(out, "}}");
}

static void
write_list(struct gq_buf *out, const struct gq_errors *errs, enum files files)
{
    gq_buf_char(out, '[');
    for (const struct gq_error *error = errs->first; error; error = error->next) {
        if (error != errs->first)
            gq_buf_char(out, ',');
        write_error(out, error, files);
    }
    gq_buf_char(out, ']');
}

void
gq_errors_write(struct gq_buf *out, const struct gq_errors *errs)
{
    write_list(out, errs, FILES_UNSAID);
}

void
gq_errors_write_with_files(struct gq_buf *out, const struct gq_errors *errs)
{
    write_list(out, errs, FILES_SAID);
}
