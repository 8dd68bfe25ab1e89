/*
 * bench/text.h - what hand-written C needs to write JSON, and to read a number.
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

/* The number that the digits at `at` write; 0 when there are none. */
uint64_t text_number(const char *at);

#define text_literal(text, literal) text_bytes((text), (literal), sizeof(literal) - 1)

#endif
