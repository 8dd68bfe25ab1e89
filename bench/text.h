/*
 * bench/text.h - what hand-written C needs to write JSON: a growing text and the escapes.
 */
#ifndef BENCH_TEXT_H
#define BENCH_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct text {
    char *bytes; /* owned; handed over to whoever takes it */
    size_t length, capacity;
};

void text_bytes(struct text *text, const char *bytes, size_t length);
void text_int(struct text *text, int64_t value);

/* A JSON string. */
void text_string(struct text *text, const char *bytes, size_t length);

#define text_literal(text, literal) text_bytes((text), (literal), sizeof(literal) - 1)

#endif
