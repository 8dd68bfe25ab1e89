/*
 * cli/verb.h - what `gqld VERB` can be: one file for each, one row in main.c's table.
 *
 * In:       options (options.h).
 * Out:      an exit status; answers on standard output, faults on standard error.
 * Not here: anything that a library user would want: the verbs only compose.
 *
 * Verbs run once, inside a guard of `arena`.
 */
#ifndef GQ_CLI_VERB_H
#define GQ_CLI_VERB_H

struct gq_arena;
struct gq_options;

enum gq_verb_exit {
    GQ_VERB_OK = 0,
    GQ_VERB_FAULTS = 1, /* what was looked at has faults, or could not be done */
    GQ_VERB_USAGE = 2,  /* the command line is wrong */
};

typedef enum gq_verb_exit gq_verb_fn(struct gq_arena *arena, const struct gq_options *options);

gq_verb_fn gq_verb_serve;
gq_verb_fn gq_verb_check;
gq_verb_fn gq_verb_print;
gq_verb_fn gq_verb_format;
gq_verb_fn gq_verb_validate;
gq_verb_fn gq_verb_explain;
gq_verb_fn gq_verb_migrate;
gq_verb_fn gq_verb_documents;
gq_verb_fn gq_verb_key;
gq_verb_fn gq_verb_token;

/* Says on standard error what is wrong with the command line; the answer of a verb to that. */
enum gq_verb_exit gq_verb_usage_fault(const char *sentence);

#endif
