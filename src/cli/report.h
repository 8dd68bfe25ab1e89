/*
 * cli/report.h - errors and answers, to people on standard error and to tools as JSON.
 *
 * In:       the list of errors, texts.
 * Out:      `file:line:column: message` lines, or `{"errors":[...]}`.
 * Not here: errors in responses (exec/).
 */
#ifndef GQ_CLI_REPORT_H
#define GQ_CLI_REPORT_H

#include "base/str.h"
#include "cli/verb.h"

#include <stddef.h>

struct gq_arena;
struct gq_buf;
struct gq_errors;
struct gq_options;

/* What a run may print at most. */
#define GQ_REPORT_BYTES_MAX ((size_t)1 << 30)

/*
 * Reports the errors in the form that `options` asks for: lines on standard error, or an object on
 * standard output, also when there are none. GQ_VERB_FAULTS when there are any.
 */
enum gq_verb_exit gq_report_errors(
        struct gq_arena *arena, const struct gq_options *options, const struct gq_errors *errs);

/* Writes the buffer and a line feed to standard output. */
enum gq_verb_exit gq_report_answer(const struct gq_buf *answer);

#endif
