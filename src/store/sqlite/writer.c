/*
 * store/sqlite/writer.c - group commit.
 *
 * The writer takes its whole queue, runs each job in a savepoint of one transaction and commits
 * them together. SQLite ends the whole transaction when a write is interrupted, the disk is full,
 * memory fails or a trigger says ROLLBACK; then the job that was running is to blame, and the
 * others, none of which was answered, run again without it: once together, then each alone.
 *
 * Jobs run, and callbacks are called, under no lock.
 */
#include "store/sqlite/writer.h"

#include "base/alloc.h"
#include "base/clock.h"
#include "base/limits.h"
#include "store/sqlite/database.h"
#include "store/sqlite/receipts.h"
#include "store/sqlite/session.h"
#include "store/sqlite/sqlite_error.h"

#include <assert.h>
#include <pthread.h>

/* Jobs that share a commit: past this many nothing more is gained. */
#define GROUP_MAX 1024u

/* Pages of log that are worth a checkpoint: 4 MB. */
#define CHECKPOINT_PAGES 1000

/* Between two looks at what is to be thrown away, when there was not much the last time. */
#define HOUSEKEEPING_US ((int64_t)60 * 1000 * 1000)

#define HOUR_US ((int64_t)3600 * 1000 * 1000)

/* A job of the group at work. */
struct member {
    struct gq_job *job;
    bool is_out; /* answered by `outcome`, whatever becomes of the others */
    enum gq_job_outcome outcome;
    bool has_error;
    struct gq_store_error error;
};

struct gq_writer {
    const struct gq_store *store;
    pthread_t thread;
    pthread_mutex_t mutex; /* guards the queue, below */
    pthread_cond_t has_news;
    struct gq_job *first, **last;
    int64_t count;
    bool is_closing;
    /* the thread's own */
    struct gq_session *session;
    struct member *members; /* GROUP_MAX */
    uint32_t member_count;
    int log_pages, checkpointed_pages;
    int64_t housekeeping_us; /* monotonic: when it is due */
};

static int
execute(struct gq_writer *writer, const char *sql)
{
    return sqlite3_exec(writer->session->db, sql, NULL, NULL, NULL);
}

static bool
has_transaction(const struct gq_writer *writer)
{
    return !sqlite3_get_autocommit(writer->session->db);
}

static void
roll_back_all(struct gq_writer *writer)
{
    if (has_transaction(writer))
        execute(writer, "ROLLBACK"); /* where this fails SQLite has done it itself */
}

static void
set_outcome(struct member *member, enum gq_job_outcome outcome, const struct gq_store_error *error)
{
    member->outcome = outcome;
    member->has_error = error != NULL;
    if (error)
        member->error = *error;
}

/* A foreign key that waits for its row until the end would fail everyone's COMMIT. */
static bool
has_open_foreign_keys(const struct gq_writer *writer)
{
    int current = 0, highest;
    const int code = sqlite3_db_status(
            writer->session->db, SQLITE_DBSTATUS_DEFERRED_FKS, &current, &highest, 0);

    return code != SQLITE_OK || current != 0;
}

static bool
run_job(struct gq_writer *writer, const struct gq_job *job)
{
    struct gq_session *const session = writer->session;
    const int64_t limit_us = gq_limits_get(writer->store->limits, GQ_LIMIT_WRITE_MS) * 1000;
    bool is_wanted;

    gq_session_job_begin(session, gq_clock_monotonic_us(writer->store->clock) + limit_us);
    is_wanted = job->run(job->context, session);
    gq_session_job_end(session);
    return is_wanted;
}

/* Ends the savepoint, keeping or undoing. False when the transaction is no longer sound. */
static bool
end_savepoint(struct gq_writer *writer, bool is_wanted, struct gq_store_error *error)
{
    int code = is_wanted ? SQLITE_OK : execute(writer, "ROLLBACK TO gq_job");

    if (code == SQLITE_OK)
        code = execute(writer, "RELEASE gq_job");
    if (code == SQLITE_OK)
        return true;
    gq_sqlite_error_fill(error, writer->session->db, code, writer->store->model);
    return false;
}

/* Runs one member inside the transaction. False when that is gone, by this member's doing. */
static bool
run_member(struct gq_writer *writer, struct member *member)
{
    struct gq_store_error *const failure = &writer->session->failure;
    const int code = execute(writer, "SAVEPOINT gq_job");
    bool is_wanted;

    assert(has_transaction(writer));
    if (code != SQLITE_OK) {
        gq_sqlite_error_fill(failure, writer->session->db, code, NULL);
        set_outcome(member, GQ_JOB_ROLLED_BACK, failure);
        return false;
    }
    is_wanted = run_job(writer, member->job);
    if (!has_transaction(writer)) {
        set_outcome(member, GQ_JOB_ROLLED_BACK, failure);
        return false;
    }
    set_outcome(member, is_wanted ? GQ_JOB_COMMITTED : GQ_JOB_ROLLED_BACK, NULL);
    if (is_wanted && has_open_foreign_keys(writer)) {
        is_wanted = false;
        gq_sqlite_error_set(failure, GQ_E_FOREIGN_KEY_VIOLATION, "a deferred foreign key is open");
        set_outcome(member, GQ_JOB_ROLLED_BACK, failure);
    }
    if (end_savepoint(writer, is_wanted, failure))
        return true;
    set_outcome(member, GQ_JOB_ROLLED_BACK, failure);
    return false;
}

/* Members [first, end) that are not out share a fate that is not of their making. */
static void
fail_members(struct gq_writer *writer, uint32_t first, uint32_t end, int code)
{
    struct gq_store_error error;

    gq_sqlite_error_fill(&error, writer->session->db, code, NULL);
    error.code = GQ_E_STORAGE_ERROR; /* whatever it was, none of these members did it */
    roll_back_all(writer);
    for (uint32_t i = first; i < end; i++) {
        if (!writer->members[i].is_out)
            set_outcome(&writer->members[i], GQ_JOB_FAILED, &error);
    }
}

/*
 * One transaction for the members [first, end) that are not out. False when one of them ended it:
 * that one is out now, and the others have not happened.
 */
static bool
run_members(struct gq_writer *writer, uint32_t first, uint32_t end)
{
    int code = execute(writer, "BEGIN IMMEDIATE");

    for (uint32_t i = first; i < end && code == SQLITE_OK; i++) {
        struct member *const member = &writer->members[i];

        if (!member->is_out && !run_member(writer, member)) {
            member->is_out = true;
            roll_back_all(writer);
            return false;
        }
    }
    if (code == SQLITE_OK)
        code = execute(writer, "COMMIT");
    if (code != SQLITE_OK)
        fail_members(writer, first, end, code);
    assert(!has_transaction(writer));
    return true;
}

/* It has a connection and transactions of its own, or none. */
static void
run_alone(struct gq_writer *writer, struct member *member)
{
    assert(writer->member_count == 1);
    assert(!has_transaction(writer));
    set_outcome(member,
            member->job->run(member->job->context, writer->session) ? GQ_JOB_COMMITTED
                                                                    : GQ_JOB_ROLLED_BACK,
            NULL);
}

static void
run_group(struct gq_writer *writer)
{
    const uint32_t count = writer->member_count;

    if (writer->members[0].job->is_alone) {
        run_alone(writer, &writer->members[0]);
        return;
    }
    if (run_members(writer, 0, count) || run_members(writer, 0, count))
        return;
    for (uint32_t i = 0; i < count; i++) {
        if (!writer->members[i].is_out && !run_members(writer, i, i + 1))
            assert(writer->members[i].is_out);
    }
}

static void
answer_group(struct gq_writer *writer)
{
    for (uint32_t i = 0; i < writer->member_count; i++) {
        const struct member *const member = &writer->members[i];

        /* The job may be gone as soon as this is called. */
        member->job->done(
                member->job->context, member->outcome, member->has_error ? &member->error : NULL);
    }
}

static int
on_commit_to_log(void *context, sqlite3 *db, const char *schema, int pages)
{
    struct gq_writer *const writer = context;

    (void)db, (void)schema;
    writer->log_pages = pages;
    return SQLITE_OK;
}

/* Readers are not waited for: what they still need stays in the log for the next time. */
static void
checkpoint(struct gq_writer *writer)
{
    int log_pages = 0;

    if (writer->log_pages < writer->checkpointed_pages)
        writer->checkpointed_pages = 0; /* the log has started anew */
    if (writer->log_pages - writer->checkpointed_pages < CHECKPOINT_PAGES)
        return;
    sqlite3_wal_checkpoint_v2(writer->session->db, NULL, SQLITE_CHECKPOINT_PASSIVE, &log_pages,
            &writer->checkpointed_pages);
}

/* Throws away what is kept for a time only. Each round is short; a full one is soon followed. */
static void
keep_house(struct gq_writer *writer)
{
    const struct gq_store *const store = writer->store;
    const int64_t now_us = gq_clock_monotonic_us(store->clock);
    const int64_t age_us = gq_limits_get(store->limits, GQ_LIMIT_IDEMPOTENCY_HOURS) * HOUR_US;

    if (now_us < writer->housekeeping_us)
        return;
    writer->housekeeping_us = now_us;
    if (gq_receipts_trim(writer->session->db, gq_clock_wall_us(store->clock) - age_us) == 0)
        writer->housekeeping_us += HOUSEKEEPING_US;
}

/* Takes what is queued as the next group; false when the writer is to end. */
static bool
take_queue(struct gq_writer *writer)
{
    uint32_t count = 0;

    pthread_mutex_lock(&writer->mutex);
    while (!writer->first && !writer->is_closing)
        pthread_cond_wait(&writer->has_news, &writer->mutex);
    for (; writer->first && count < GROUP_MAX; count++) {
        if (count > 0 && (writer->first->is_alone || writer->members[0].job->is_alone))
            break;
        writer->members[count] = (struct member){ .job = writer->first };
        writer->first = writer->first->next;
    }
    if (!writer->first)
        writer->last = &writer->first;
    writer->count -= count;
    pthread_mutex_unlock(&writer->mutex);
    writer->member_count = count;
    return count > 0;
}

static void *
writer_main(void *arg)
{
    struct gq_writer *const writer = arg;

    while (take_queue(writer)) {
        run_group(writer);
        answer_group(writer);
        keep_house(writer);
        checkpoint(writer);
    }
    sqlite3_wal_checkpoint_v2(writer->session->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
    return NULL;
}

static void
release(struct gq_writer *writer)
{
    gq_session_close(writer->session);
    pthread_cond_destroy(&writer->has_news);
    pthread_mutex_destroy(&writer->mutex);
    gq_alloc_free(writer->members);
    gq_alloc_free(writer);
}

static bool
start(struct gq_writer *writer, struct gq_store_error *ret_error)
{
    writer->members = gq_alloc_zeroed(GROUP_MAX, sizeof(*writer->members));
    if (!writer->members) {
        gq_sqlite_error_set(ret_error, GQ_E_STORAGE_ERROR, "out of memory");
        return false;
    }
    if (!gq_session_create(writer->store, GQ_CONNECTION_WRITER, &writer->session, ret_error))
        return false;
    sqlite3_wal_hook(writer->session->db, on_commit_to_log, writer);
    if (pthread_create(&writer->thread, NULL, writer_main, writer) != 0) {
        gq_sqlite_error_set(ret_error, GQ_E_STORAGE_ERROR, "no thread for the writer");
        return false;
    }
    return true;
}

bool
gq_writer_new(const struct gq_store *store, struct gq_writer **ret_writer,
        struct gq_store_error *ret_error)
{
    struct gq_writer *writer = gq_alloc_zeroed(1, sizeof(*writer));

    if (!writer) {
        gq_sqlite_error_set(ret_error, GQ_E_STORAGE_ERROR, "out of memory");
        return false;
    }
    writer->store = store;
    writer->last = &writer->first;
    pthread_mutex_init(&writer->mutex, NULL);
    pthread_cond_init(&writer->has_news, NULL);
    if (!start(writer, ret_error)) {
        release(writer);
        return false;
    }
    *ret_writer = writer;
    return true;
}

void
gq_writer_free(struct gq_writer *writer)
{
    if (!writer)
        return;
    pthread_mutex_lock(&writer->mutex);
    writer->is_closing = true;
    pthread_cond_signal(&writer->has_news);
    pthread_mutex_unlock(&writer->mutex);
    pthread_join(writer->thread, NULL);
    assert(!writer->first);
    release(writer);
}

static bool
enqueue(struct gq_writer *writer, struct gq_job *job)
{
    const int64_t count_max = gq_limits_get(writer->store->limits, GQ_LIMIT_WRITE_QUEUE);
    bool is_taken;

    pthread_mutex_lock(&writer->mutex);
    is_taken = !writer->is_closing && writer->count < count_max;
    if (is_taken) {
        job->next = NULL;
        *writer->last = job;
        writer->last = &job->next;
        writer->count++;
        pthread_cond_signal(&writer->has_news);
    }
    pthread_mutex_unlock(&writer->mutex);
    return is_taken;
}

void
gq_writer_submit(struct gq_writer *writer, struct gq_job *job)
{
    struct gq_store_error error;

    assert(job->run);
    assert(job->done);

    if (enqueue(writer, job))
        return;
    gq_sqlite_error_set(&error, GQ_E_OVERLOADED, "the queue of the writer is full");
    job->done(job->context, GQ_JOB_REFUSED, &error);
}

uint32_t
gq_writer_queue_length(struct gq_writer *writer)
{
    uint32_t length;

    pthread_mutex_lock(&writer->mutex);
    length = (uint32_t)writer->count;
    pthread_mutex_unlock(&writer->mutex);
    return length;
}
