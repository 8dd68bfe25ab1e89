/*
 * tests/diff/language_starts.h - every position in a syntax tree, in the order of language.mjs.
 */
#ifndef GQ_TESTS_DIFF_LANGUAGE_STARTS_H
#define GQ_TESTS_DIFF_LANGUAGE_STARTS_H

struct gq_buf;
struct gq_document;

/* Appends the positions as decimal numbers, a blank after each. */
void language_starts_print(struct gq_buf *out, const struct gq_document *document);

#endif
