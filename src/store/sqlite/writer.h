/*
 * store/sqlite/writer.h - the one thread that writes, and its queue.
 *
 * In:       jobs, from any thread.
 * Out:      groups of them committed together; each job's outcome by its callback.
 * Not here: what a job does.
 */
#ifndef GQ_STORE_SQLITE_WRITER_H
#define GQ_STORE_SQLITE_WRITER_H

#include "base/attribute.h"

#include <stdbool.h>
#include <stdint.h>

struct gq_job;
struct gq_store;
struct gq_store_error;
struct gq_writer; /* any thread */

/*
 * Opens the writing connection and starts the thread. Owned by the caller, as is `store`, which
 * outlives it. False after filling `*ret_error`.
 */
GQ_MUST_CHECK bool gq_writer_new(const struct gq_store *store, struct gq_writer **ret_writer,
        struct gq_store_error *ret_error);

/* Runs what is queued, truncates the log, ends the thread. NULL is fine. */
void gq_writer_free(struct gq_writer *writer);

/* Jobs that wait at the moment. */
uint32_t gq_writer_queue_length(struct gq_writer *writer);

/* Queues the job, or refuses it at once. */
void gq_writer_submit(struct gq_writer *writer, struct gq_job *job);

#endif
