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

#endif
