/* http/metrics.c - one writer a counter: a load and a store, no locked instruction. */
#include "http/metrics.h"

#include "base/buf.h"
#include "base/clock.h"
#include "engine/engine.h"
#include "http/exchange.h"
#include "http/loop.h"
#include "http/server.h"
#include "http/site.h"

#include <inttypes.h>

#define US_A_SECOND 1000000

static const int64_t bucket_us[GQ_METRICS_BUCKETS] = { 250, 500, 1000, 2500, 5000, 10000, 25000,
    50000, 100000, 250000, 500000, 1000000, 2500000, 10000000 };

static const struct series {
    enum gq_metric metric;
    const char *name, *labels, *help; /* help NULL: another series of the name before */
} series[] = {
    { GQ_METRIC_STATEMENTS, "gqld_statements_total", "", "SQL statements run for requests" },
    { GQ_METRIC_ROWS, "gqld_rows_total", "", "Rows read for requests" },
    { GQ_METRIC_DOCUMENT_HITS, "gqld_cache_lookups_total", "{cache=\"document\",outcome=\"hit\"}",
            "Look-ups of parsed documents and of plans" },
    { GQ_METRIC_DOCUMENT_MISSES, "gqld_cache_lookups_total",
            "{cache=\"document\",outcome=\"miss\"}", NULL },
    { GQ_METRIC_PLAN_HITS, "gqld_cache_lookups_total", "{cache=\"plan\",outcome=\"hit\"}", NULL },
    { GQ_METRIC_PLAN_MISSES, "gqld_cache_lookups_total", "{cache=\"plan\",outcome=\"miss\"}",
            NULL },
    { GQ_METRIC_BROKEN, "gqld_requests_broken_total", "", "Requests that got no answer" },
};

static void
set(_Atomic uint64_t *counter, uint64_t value)
{
    atomic_store_explicit(counter, value, memory_order_relaxed);
}

static uint64_t
get(const _Atomic uint64_t *counter)
{
    return atomic_load_explicit(counter, memory_order_relaxed);
}

static void
add(_Atomic uint64_t *counter, uint64_t more)
{
    set(counter, get(counter) + more);
}

static void
count_caches(struct gq_loop *loop)
{
    struct gq_worker_stats stats;

    if (!loop->worker)
        return;
    gq_worker_get_stats(loop->worker, &stats);
    set(&loop->metrics.values[GQ_METRIC_DOCUMENT_HITS], stats.document_hits);
    set(&loop->metrics.values[GQ_METRIC_DOCUMENT_MISSES], stats.document_misses);
    set(&loop->metrics.values[GQ_METRIC_PLAN_HITS], stats.plan_hits);
    set(&loop->metrics.values[GQ_METRIC_PLAN_MISSES], stats.plan_misses);
}

void
gq_metrics_count(const struct gq_exchange *exchange)
{
    struct gq_metrics *metrics = &exchange->loop->metrics;
    int64_t us = gq_clock_monotonic_us(exchange->loop->site->clock) - exchange->started_us;
    unsigned bucket = 0;

    if (exchange->status < GQ_METRICS_STATUS_MIN) {
        add(&metrics->values[GQ_METRIC_BROKEN], 1);
        return;
    }
    while (bucket < GQ_METRICS_BUCKETS && us > bucket_us[bucket])
        bucket++;
    add(&metrics->durations[bucket], 1);
    add(&metrics->values[GQ_METRIC_DURATION_US], (uint64_t)us);
    add(&metrics->statuses[exchange->status - GQ_METRICS_STATUS_MIN], 1);
    if (!exchange->call)
        return;
    add(&metrics->values[GQ_METRIC_STATEMENTS], gq_call_response(exchange->call)->statements);
    add(&metrics->values[GQ_METRIC_ROWS], gq_call_response(exchange->call)->rows);
    count_caches(exchange->loop);
}

void
gq_metrics_add(struct gq_metrics_sums *sums, const struct gq_metrics *metrics)
{
    for (unsigned i = 0; i < GQ_METRIC_COUNT; i++)
        sums->values[i] += get(&metrics->values[i]);
    for (unsigned i = 0; i <= GQ_METRICS_BUCKETS; i++)
        sums->durations[i] += get(&metrics->durations[i]);
    for (unsigned i = 0; i < GQ_METRICS_STATUSES; i++)
        sums->statuses[i] += get(&metrics->statuses[i]);
}

static void
write_head(struct gq_buf *out, const char *name, const char *type, const char *help)
{
    gq_buf_printf(out, "# HELP %s %s.\n# TYPE %s %s\n", name, help, name, type);
}

static void
write_requests(struct gq_buf *out, const struct gq_metrics_sums *sums)
{
    write_head(out, "gqld_requests_total", "counter", "Requests answered, by status");
    for (unsigned i = 0; i < GQ_METRICS_STATUSES; i++) {
        if (sums->statuses[i])
            gq_buf_printf(out, "gqld_requests_total{status=\"%u\"} %" PRIu64 "\n",
                    GQ_METRICS_STATUS_MIN + i, sums->statuses[i]);
    }
}

static void
write_durations(struct gq_buf *out, const struct gq_metrics_sums *sums)
{
    uint64_t count = 0, us = sums->values[GQ_METRIC_DURATION_US];

    write_head(out, "gqld_request_duration_seconds", "histogram",
            "From the request line to the end of the answer");
    for (unsigned i = 0; i < GQ_METRICS_BUCKETS; i++) {
        count += sums->durations[i];
        gq_buf_printf(out,
                "gqld_request_duration_seconds_bucket{le=\"%" PRId64 ".%06" PRId64 "\"} %" PRIu64
                "\n",
                bucket_us[i] / US_A_SECOND, bucket_us[i] % US_A_SECOND, count);
    }
    count += sums->durations[GQ_METRICS_BUCKETS];
    gq_buf_printf(out,
            "gqld_request_duration_seconds_bucket{le=\"+Inf\"} %" PRIu64 "\n"
            "gqld_request_duration_seconds_sum %" PRIu64 ".%06" PRIu64 "\n"
            "gqld_request_duration_seconds_count %" PRIu64 "\n",
            count, us / US_A_SECOND, us % US_A_SECOND, count);
}

static void
write_gauge(struct gq_buf *out, const char *name, const char *help, uint64_t value)
{
    write_head(out, name, "gauge", help);
    gq_buf_printf(out, "%s %" PRIu64 "\n", name, value);
}

void
gq_metrics_write(struct gq_buf *out, const struct gq_server_status *status)
{
    write_requests(out, &status->sums);
    write_durations(out, &status->sums);
    for (unsigned i = 0; i < GQ_ARRAY_LENGTH(series); i++) {
        if (series[i].help)
            write_head(out, series[i].name, "counter", series[i].help);
        gq_buf_printf(out, "%s%s %" PRIu64 "\n", series[i].name, series[i].labels,
                status->sums.values[series[i].metric]);
    }
    write_gauge(out, "gqld_connections", "Open client connections", status->connections);
    write_gauge(out, "gqld_write_queue", "Mutations that wait", status->engine.write_queue);
    write_gauge(out, "gqld_persisted_documents", "Documents that clients registered",
            status->engine.registered);
    write_gauge(
            out, "gqld_trusted_documents", "Documents of the manifests", status->engine.trusted);
}
