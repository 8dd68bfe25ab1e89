/* Group commit: what one job does wrong costs no other its writes, and nothing happens twice. */
#include "base/arena.h"
#include "base/guard.h"
#include "base/map.h"
#include "fixture.h"
#include "store/sqlite/session.h"
#include "unit.h"

#include <pthread.h>
#include <stdio.h>

enum { THREADS = 8, JOBS_A_THREAD = 25, JOBS = THREADS * JOBS_A_THREAD };

/* Jobs of a test, and the gate that keeps the writer busy until all are queued. */
struct crew {
    struct fixture fixture;
    pthread_mutex_t mutex; /* guards all below */
    pthread_cond_t has_changed;
    bool is_gate_reached, is_gate_open;
    uint32_t done_count;
};

struct worker {
    struct crew *crew;
    const char *sql;      /* what it writes */
    const char *then_sql; /* and then, whatever became of the first */
    bool is_unwanted;
    uint32_t run_count;
    struct fixture_outcome outcome;
    struct gq_store_error write_error;
    struct gq_job job;
};

static int
open_crew(void **state)
{
    static struct crew crew;

    crew = (struct crew){ .mutex = PTHREAD_MUTEX_INITIALIZER,
        .has_changed = PTHREAD_COND_INITIALIZER };
    fixture_open(&crew.fixture);
    *state = &crew;
    return 0;
}

static int
close_crew(void **state)
{
    struct crew *crew = *state;

    fixture_close(&crew->fixture);
    return 0;
}

static bool
write_sql(struct gq_session *session, const char *sql, struct gq_store_error *ret_error)
{
    const struct gq_statement statement = { .sql = gq_str_of(sql),
        .hash = gq_map_hash(gq_str_of(sql), 0) };
    uint32_t changes;
    int64_t key;

    return gq_session_write(session, &statement, NULL, &key, &changes, ret_error);
}

static bool
run_worker(void *context, struct gq_session *session)
{
    struct worker *worker = context;
    struct gq_store_error second;
    bool is_ok;

    worker->run_count++;
    is_ok = write_sql(session, worker->sql, &worker->write_error);
    if (worker->then_sql)
        is_ok = write_sql(session, worker->then_sql, &second) && is_ok;
    return is_ok && !worker->is_unwanted;
}

static void
end_worker(void *context, enum gq_job_outcome outcome, const struct gq_store_error *error)
{
    struct worker *worker = context;
    struct crew *crew = worker->crew;

    pthread_mutex_lock(&crew->mutex);
    worker->outcome.outcome = outcome;
    worker->outcome.has_error = error != NULL;
    if (error)
        worker->outcome.error = *error;
    crew->done_count++;
    pthread_cond_broadcast(&crew->has_changed);
    pthread_mutex_unlock(&crew->mutex);
}

static bool
run_gate(void *context, struct gq_session *session)
{
    struct crew *crew = ((struct worker *)context)->crew;

    (void)session;
    pthread_mutex_lock(&crew->mutex);
    crew->is_gate_reached = true;
    pthread_cond_broadcast(&crew->has_changed);
    while (!crew->is_gate_open)
        pthread_cond_wait(&crew->has_changed, &crew->mutex);
    pthread_mutex_unlock(&crew->mutex);
    return true;
}

static void
submit(struct crew *crew, struct worker *worker, bool (*run)(void *, struct gq_session *))
{
    worker->crew = crew;
    worker->job = (struct gq_job){ .run = run, .done = end_worker, .context = worker };
    gq_store_submit(crew->fixture.store, &worker->job);
}

/* Occupies the writer: what is submitted now becomes one group. */
static void
close_gate(struct crew *crew, struct worker *gate)
{
    crew->is_gate_reached = crew->is_gate_open = false;
    crew->done_count = 0;
    *gate = (struct worker){ 0 };
    submit(crew, gate, run_gate);
    pthread_mutex_lock(&crew->mutex);
    while (!crew->is_gate_reached)
        pthread_cond_wait(&crew->has_changed, &crew->mutex);
    pthread_mutex_unlock(&crew->mutex);
}

/* Lets the writer go on, until `count` jobs and the gate itself have been answered. */
static void
open_gate(struct crew *crew, uint32_t count)
{
    pthread_mutex_lock(&crew->mutex);
    crew->is_gate_open = true;
    pthread_cond_broadcast(&crew->has_changed);
    while (crew->done_count < count + 1)
        pthread_cond_wait(&crew->has_changed, &crew->mutex);
    pthread_mutex_unlock(&crew->mutex);
}

static int64_t
count_users(struct crew *crew)
{
    const struct gq_fetch fetch = { FETCH_OF(&users), .kind = GQ_FETCH_COUNT };
    struct fixture_request request;

    fixture_fetch(&crew->fixture, &fetch, NULL, NULL, &request);
    assert_true(request.request.is_ok);
    return request.rows.rows[0].cells[0].integer;
}

#define INSERT "INSERT INTO users (name) VALUES ('x')"
#define ENDLESS                                                                                \
    "INSERT INTO users (name) WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c)" \
    " SELECT 'endless' FROM c"

struct submitter {
    struct crew *crew;
    struct worker *workers;
};

static void *
submit_all(void *arg)
{
    struct submitter *submitter = arg;

    for (int i = 0; i < JOBS_A_THREAD; i++) {
        submitter->workers[i].sql = INSERT;
        submit(submitter->crew, &submitter->workers[i], run_worker);
    }
    return NULL;
}

static void
test_jobs_of_many_threads_are_done_once(void **state)
{
    static struct worker workers[JOBS];
    struct submitter submitters[THREADS];
    pthread_t threads[THREADS];
    struct crew *crew = *state;

    memset(workers, 0, sizeof(workers));
    for (int i = 0; i < THREADS; i++) {
        submitters[i] = (struct submitter){ crew, &workers[i * JOBS_A_THREAD] };
        assert_int_equal(pthread_create(&threads[i], NULL, submit_all, &submitters[i]), 0);
    }
    for (int i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    pthread_mutex_lock(&crew->mutex);
    while (crew->done_count < JOBS)
        pthread_cond_wait(&crew->has_changed, &crew->mutex);
    pthread_mutex_unlock(&crew->mutex);
    for (int i = 0; i < JOBS; i++) {
        assert_int_equal(workers[i].outcome.outcome, GQ_JOB_COMMITTED);
        assert_false(workers[i].outcome.has_error);
        assert_int_equal(workers[i].run_count, 1);
    }
    assert_int_equal(count_users(crew), JOBS);
}

static int
count_commit(void *context)
{
    ++*(int *)context;
    return 0;
}

static int commit_count;

static bool
run_counting(void *context, struct gq_session *session)
{
    (void)context;
    sqlite3_commit_hook(session->db, count_commit, &commit_count);
    return true;
}

static void
test_queued_jobs_share_a_commit(void **state)
{
    struct crew *crew = *state;
    struct worker gate, workers[20] = { 0 };

    assert_int_equal(fixture_run(&crew->fixture, run_counting, NULL).outcome, GQ_JOB_COMMITTED);
    close_gate(crew, &gate);
    for (int i = 0; i < 20; i++) {
        workers[i].sql = INSERT;
        submit(crew, &workers[i], run_worker);
    }
    commit_count = 0;
    open_gate(crew, 20);
    assert_int_equal(commit_count, 2); /* the gate's and theirs */
    assert_int_equal(count_users(crew), 20);
}

static bool refuse_commit_once(struct gq_session *session);

static bool
run_refusing_commit(void *context, struct gq_session *session)
{
    struct worker *worker = context;
    struct gq_store_error error;

    worker->run_count++;
    return write_sql(session, INSERT, &error) && refuse_commit_once(session);
}

static int
refuse(void *context)
{
    sqlite3_commit_hook(context, NULL, NULL);
    return 1;
}

static bool
refuse_commit_once(struct gq_session *session)
{
    sqlite3_commit_hook(session->db, refuse, session->db);
    return true;
}

static void
test_failed_commit_fails_the_group(void **state)
{
    struct crew *crew = *state;
    struct worker gate, workers[3] = { { .sql = INSERT }, { 0 }, { .sql = INSERT } };

    close_gate(crew, &gate);
    submit(crew, &workers[0], run_worker);
    submit(crew, &workers[1], run_refusing_commit);
    submit(crew, &workers[2], run_worker);
    open_gate(crew, 3);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(workers[i].outcome.outcome, GQ_JOB_FAILED);
        assert_int_equal(workers[i].outcome.error.code, GQ_E_STORAGE_ERROR);
        assert_int_equal(workers[i].run_count, 1);
    }
    assert_int_equal(count_users(crew), 0);
    assert_true(fixture_execute(&crew->fixture, INSERT));
}

/* Groups of three with up to three culprits. `runs` is how often the first job runs. */
static const struct culprit_case {
    const char *name;
    struct worker culprit;
    uint32_t culprit_count;
    enum gq_code code;
    bool has_error;       /* the store's own verdict */
    uint32_t runs;        /* of the jobs without fault */
    bool is_write_failed; /* or its write went well, and the job changed its mind */
} culprit_cases[] = {
    { "a job that changes its mind is undone alone", { .sql = INSERT, .is_unwanted = true }, 1,
            GQ_E_STORAGE_ERROR, false, 1, false },
    { "a violated constraint is undone alone", { .sql = "INSERT INTO users (name) VALUES (NULL)" },
            1, GQ_E_NOT_NULL_VIOLATION, false, 1, true },
    { "after an interrupted job the others run again", { .sql = ENDLESS }, 1, GQ_E_TIMEOUT, true, 2,
            true },
    { "after a trigger's ROLLBACK the others run again",
            { .sql = "INSERT INTO users (name) VALUES ('rollback')" }, 1, GQ_E_CHECK_VIOLATION,
            true, 2, true },
    { "the job at fault writes nothing more once the transaction has gone",
            { .sql = "INSERT INTO users (name) VALUES ('rollback')", .then_sql = INSERT }, 1,
            GQ_E_CHECK_VIOLATION, true, 2, true },
    { "after two at fault each runs alone",
            { .sql = "INSERT INTO users (name) VALUES ('rollback')" }, 2, GQ_E_CHECK_VIOLATION,
            true, 3, true },
    { "and those at fault fail alone", { .sql = "INSERT INTO users (name) VALUES ('rollback')" }, 3,
            GQ_E_CHECK_VIOLATION, true, 3, true },
};

#define ROLLBACK_TRIGGER                                                     \
    "CREATE TRIGGER spoil BEFORE INSERT ON users WHEN new.name = 'rollback'" \
    " BEGIN SELECT RAISE(ROLLBACK, 'spoiled'); END"

static void
test_culprit(void **state)
{
    const struct culprit_case *c = *state;
    struct worker gate, workers[5] = { 0 }, *culprits = &workers[1];
    void *crew_state = NULL;
    struct crew *crew;

    open_crew(&crew_state);
    crew = crew_state;
    assert_true(fixture_execute(&crew->fixture, ROLLBACK_TRIGGER));
    crew->fixture.limits.values[GQ_LIMIT_WRITE_MS] = c->code == GQ_E_TIMEOUT ? 20 : 60000;
    close_gate(crew, &gate);
    workers[0].sql = workers[1 + c->culprit_count].sql = INSERT;
    for (uint32_t i = 0; i < c->culprit_count; i++)
        culprits[i] = c->culprit;
    for (uint32_t i = 0; i < c->culprit_count + 2; i++)
        submit(crew, &workers[i], run_worker);
    open_gate(crew, c->culprit_count + 2);
    assert_int_equal(workers[0].outcome.outcome, GQ_JOB_COMMITTED);
    assert_int_equal(workers[0].run_count, c->runs);
    assert_int_equal(workers[1 + c->culprit_count].outcome.outcome, GQ_JOB_COMMITTED);
    for (uint32_t i = 0; i < c->culprit_count; i++) {
        assert_int_equal(culprits[i].outcome.outcome, GQ_JOB_ROLLED_BACK);
        assert_int_equal(culprits[i].outcome.has_error, c->has_error);
        if (c->has_error)
            assert_int_equal(culprits[i].outcome.error.code, c->code);
        if (c->is_write_failed)
            assert_int_equal(culprits[i].write_error.code, c->code);
    }
    assert_int_equal(count_users(crew), 2);
    fixture_close(&crew->fixture);
}

static bool
run_deferring(void *context, struct gq_session *session)
{
    struct gq_store_error error;

    (void)context;
    return sqlite3_exec(session->db, "PRAGMA defer_foreign_keys = ON", NULL, NULL, NULL)
            == SQLITE_OK
            && write_sql(session, "INSERT INTO posts (author_id, title) VALUES (99, 't')", &error);
}

static void
test_open_foreign_key_is_found_before_the_commit(void **state)
{
    struct crew *crew = *state;
    struct worker gate, workers[3] = { { .sql = INSERT }, { 0 }, { .sql = INSERT } };

    close_gate(crew, &gate);
    submit(crew, &workers[0], run_worker);
    submit(crew, &workers[1], run_deferring);
    submit(crew, &workers[2], run_worker);
    open_gate(crew, 3);
    assert_int_equal(workers[0].outcome.outcome, GQ_JOB_COMMITTED);
    assert_int_equal(workers[1].outcome.outcome, GQ_JOB_ROLLED_BACK);
    assert_int_equal(workers[1].outcome.error.code, GQ_E_FOREIGN_KEY_VIOLATION);
    assert_int_equal(workers[2].outcome.outcome, GQ_JOB_COMMITTED);
    assert_int_equal(workers[2].run_count, 1);
}

static void
test_full_queue_refuses(void **state)
{
    struct crew *crew = *state;
    struct worker gate, workers[5] = { 0 };

    crew->fixture.limits.values[GQ_LIMIT_WRITE_QUEUE] = 4;
    close_gate(crew, &gate);
    for (int i = 0; i < 5; i++) {
        workers[i].sql = INSERT;
        submit(crew, &workers[i], run_worker);
    }
    assert_int_equal(crew->done_count, 1);
    assert_int_equal(workers[4].outcome.outcome, GQ_JOB_REFUSED);
    assert_int_equal(workers[4].outcome.error.code, GQ_E_OVERLOADED);
    open_gate(crew, 5);
    assert_int_equal(workers[4].run_count, 0);
    assert_int_equal(count_users(crew), 4);
}

static void
test_close_runs_what_is_queued(void **state)
{
    struct crew *crew = *state;
    struct worker gate, workers[10] = { 0 };

    close_gate(crew, &gate);
    for (int i = 0; i < 10; i++) {
        workers[i].sql = INSERT;
        submit(crew, &workers[i], run_worker);
    }
    pthread_mutex_lock(&crew->mutex);
    crew->is_gate_open = true;
    pthread_cond_broadcast(&crew->has_changed);
    pthread_mutex_unlock(&crew->mutex);
    gq_session_close(crew->fixture.session);
    gq_store_close(crew->fixture.store);
    crew->fixture.session = NULL;
    crew->fixture.store = NULL;
    for (int i = 0; i < 10; i++)
        assert_int_equal(workers[i].outcome.outcome, GQ_JOB_COMMITTED);
}

struct reading {
    struct fixture *fixture;
    struct gq_arena *arena;
    struct gq_session *session;
    int64_t seen;
    uint32_t statements;
    bool is_greedy;
};

static bool
see(void *context, uint32_t key_index, const struct gq_cell *cells)
{
    struct reading *reading = context;

    (void)key_index;
    if (reading->is_greedy)
        gq_arena_alloc(reading->arena, 1 << 30);
    reading->seen = cells[0].integer;
    return true;
}

static void
ignore(void *context)
{
    (void)context;
}

static void
read_own(void *arg)
{
    struct reading *reading = arg;
    const struct gq_fetch fetch = { FETCH_OF(&users), .kind = GQ_FETCH_COUNT };
    struct gq_fetch_request request = { .statement = gq_store_compile_fetch(reading->arena, &fetch),
        .on_row = see,
        .context = reading };

    gq_session_submit(reading->session, &request, 1, ignore, NULL);
}

static bool
run_reading(void *context, struct gq_session *session)
{
    struct reading *reading = context;
    struct gq_store_error error;
    enum gq_guard_outcome outcome;

    reading->session = session;
    if (!write_sql(session, INSERT, &error))
        return false;
    reading->arena = gq_arena_new(1 << 20);
    outcome = gq_guard(reading->arena, read_own, reading);
    reading->statements = gq_session_stats(session)->statements;
    gq_arena_free(reading->arena);
    return outcome == GQ_GUARD_DONE;
}

static void
test_job_reads_its_own_writes(void **state)
{
    struct crew *crew = *state;
    struct reading reading = { .fixture = &crew->fixture };

    assert_int_equal(fixture_run(&crew->fixture, run_reading, &reading).outcome, GQ_JOB_COMMITTED);
    assert_int_equal(reading.seen, 1);
    assert_int_equal(reading.statements, 2);
}

static void
test_unwinding_job_leaves_nothing_behind(void **state)
{
    struct crew *crew = *state;
    struct reading reading = { .fixture = &crew->fixture, .is_greedy = true };

    assert_int_equal(
            fixture_run(&crew->fixture, run_reading, &reading).outcome, GQ_JOB_ROLLED_BACK);
    reading.is_greedy = false;
    assert_int_equal(fixture_run(&crew->fixture, run_reading, &reading).outcome, GQ_JOB_COMMITTED);
    assert_int_equal(reading.seen, 1);
}

/* Enough groups for checkpoints in between; the log is emptied at close. */
static void
test_log_is_checkpointed(void **state)
{
    struct crew *crew = *state;
    char path[128];
    FILE *log;

    for (int i = 0; i < 30; i++)
        assert_true(fixture_execute(&crew->fixture,
                "INSERT INTO users (name) WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1"
                " FROM c WHERE x < 50) SELECT hex(zeroblob(4000)) FROM c"));
    snprintf(path, sizeof(path), "%s-wal", crew->fixture.path);
    log = fopen(path, "r");
    assert_non_null(log);
    fseek(log, 0, SEEK_END);
    assert_true(ftell(log) < 3 * 1000 * 4096); /* of the 3,000 pages written */
    fclose(log);
}

#define WITH_CREW(test) cmocka_unit_test_setup_teardown(test, open_crew, close_crew)

int
main(void)
{
    struct CMUnitTest tests[32] = {
        WITH_CREW(test_jobs_of_many_threads_are_done_once),
        WITH_CREW(test_queued_jobs_share_a_commit),
        WITH_CREW(test_failed_commit_fails_the_group),
        WITH_CREW(test_open_foreign_key_is_found_before_the_commit),
        WITH_CREW(test_full_queue_refuses),
        WITH_CREW(test_close_runs_what_is_queued),
        WITH_CREW(test_job_reads_its_own_writes),
        WITH_CREW(test_unwinding_job_leaves_nothing_behind),
        WITH_CREW(test_log_is_checkpointed),
    };
    size_t count = 9;

    GQ_UNIT_CASES(tests, count, culprit_cases, test_culprit);
    return _cmocka_run_group_tests("writer", tests, count, NULL, NULL);
}
