/*
 * bench/l12.h - shared by the two files of l12: readers answer at once, the writer in groups.
 */
#ifndef BENCH_L12_H
#define BENCH_L12_H

#include <sqlite3.h>

struct exchange;
struct l12_writer;

/* Or the process ends. */
sqlite3 *l12_open(const char *database);
sqlite3_stmt *l12_prepare(sqlite3 *db, const char *text);

/* The text after `name`, quotes and colon skipped; not NUL-terminated at the value's end. */
const char *l12_variable(const struct exchange *exchange, const char *name);

struct l12_writer *l12_writer_start(const char *database);

/* Suspends the exchange until its post is on the disk. */
void l12_write(struct l12_writer *writer, struct exchange *exchange);

#endif
