/*
 * http/metrics.h - what a loop counts, and the text that a monitor reads.
 *
 * In:       finished exchanges, on the loop's thread.
 * Out:      sums over all loops, in the text format of Prometheus.
 * Not here: who may read it (admin.h).
 *
 * Each loop has counters of its own, so that counting takes no lock and shares no cache line; they
 * are added up when somebody asks.
 */
#ifndef GQ_HTTP_METRICS_H
#define GQ_HTTP_METRICS_H

#include <stdatomic.h>
#include <stdint.h>

struct gq_buf;
struct gq_exchange;
struct gq_server_status;

#define GQ_METRICS_BUCKETS    14
#define GQ_METRICS_STATUS_MIN 200u
#define GQ_METRICS_STATUSES   400u /* 200 to 599 */

enum gq_metric {
    GQ_METRIC_DURATION_US, /* of all requests together */
    GQ_METRIC_STATEMENTS,
    GQ_METRIC_ROWS,
    GQ_METRIC_DOCUMENT_HITS,
    GQ_METRIC_DOCUMENT_MISSES,
    GQ_METRIC_PLAN_HITS,
    GQ_METRIC_PLAN_MISSES,
    GQ_METRIC_BROKEN, /* requests that got no answer */
    GQ_METRIC_COUNT
};

/* All zeros at first. */
struct gq_metrics {
    _Atomic uint64_t values[GQ_METRIC_COUNT];
    _Atomic uint64_t durations[GQ_METRICS_BUCKETS + 1]; /* not yet added up; the last: longer */
    _Atomic uint64_t statuses[GQ_METRICS_STATUSES];
};

struct gq_metrics_sums {
    uint64_t values[GQ_METRIC_COUNT];
    uint64_t durations[GQ_METRICS_BUCKETS + 1];
    uint64_t statuses[GQ_METRICS_STATUSES];
};

/* Counts an exchange at its end. The loop's thread. */
void gq_metrics_count(const struct gq_exchange *exchange);

/* Adds a loop's counters to the sums. Any thread. */
void gq_metrics_add(struct gq_metrics_sums *sums, const struct gq_metrics *metrics);

/* Prometheus, Text-based format, version 0.0.4. */
void gq_metrics_write(struct gq_buf *out, const struct gq_server_status *status);

#endif
