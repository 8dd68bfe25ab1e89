/*
 * json/errors.h - a list of errors as the member "errors" of a response has it.
 *
 * Spec: Response > Errors. `extensions` has `code`, and `constraint`, `fields` and `inputPath` where
 * they are known.
 */
#ifndef GQ_JSON_ERRORS_H
#define GQ_JSON_ERRORS_H

struct gq_buf;
struct gq_errors;

/* Appends `[{"message":...,"locations":[...],"path":[...],"extensions":{...}}, ...]`. */
void gq_errors_write(struct gq_buf *out, const struct gq_errors *errs);

/* As above, and `extensions.file` tells the source of the first place: for tools, never clients. */
void gq_errors_write_with_files(struct gq_buf *out, const struct gq_errors *errs);

#endif
