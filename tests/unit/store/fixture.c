/* The model of the store's tests, and the store itself. */
#include "fixture.h"

#include "base/arena.h"
#include "schema/schema.h"
#include "store/sqlite/session.h"
#include "unit.h"

#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

static struct gq_enum_value status_values[] = { { .name = GQ_STR_INIT("DRAFT") },
    { .name = GQ_STR_INIT("LIVE") } };
static const struct gq_type status_type = {
    .name = GQ_STR_INIT("Status"), .enum_values = status_values, .enum_value_count = 2
};
static const struct gq_literal draft = { .kind = GQ_LITERAL_ENUM, .text = GQ_STR_INIT("DRAFT") };
static const struct gq_literal half = { .kind = GQ_LITERAL_FLOAT, .text = GQ_STR_INIT("0.5") };
static const struct gq_literal quoted = { .kind = GQ_LITERAL_STRING, .text = GQ_STR_INIT("it's") };
static const struct gq_literal no = { .kind = GQ_LITERAL_BOOLEAN, .boolean = false };

struct gq_column user_columns[] = {
    { .name = GQ_STR_INIT("id"), .index = USER_ID, .type = GQ_COLUMN_ID },
    { .name = GQ_STR_INIT("name"),
            .index = USER_NAME,
            .type = GQ_COLUMN_STRING,
            .default_literal = &quoted },
    { .name = GQ_STR_INIT("email"),
            .index = USER_EMAIL,
            .type = GQ_COLUMN_STRING,
            .is_nullable = true,
            .is_unique = true },
    { .name = GQ_STR_INIT("age"), .index = USER_AGE, .type = GQ_COLUMN_INT, .is_nullable = true },
};
static struct gq_table_key user_keys[] = {
    { .name = GQ_STR_INIT("users_age_idx"),
            .columns = (const uint32_t[]){ USER_AGE },
            .column_count = 1 },
};
struct gq_table users = { .name = GQ_STR_INIT("users"),
    .columns = user_columns,
    .column_count = USER_COLUMN_COUNT,
    .keys = user_keys,
    .key_count = 1 };

struct gq_column post_columns[] = {
    { .name = GQ_STR_INIT("id"), .index = POST_ID, .type = GQ_COLUMN_ID },
    { .name = GQ_STR_INIT("author_id"),
            .index = POST_AUTHOR,
            .type = GQ_COLUMN_ID,
            .is_nullable = true,
            .references = &users,
            .on_delete = GQ_ON_DELETE_CASCADE },
    { .name = GQ_STR_INIT("title"), .index = POST_TITLE, .type = GQ_COLUMN_STRING },
    { .name = GQ_STR_INIT("a"), .index = POST_A, .type = GQ_COLUMN_INT, .is_nullable = true },
    { .name = GQ_STR_INIT("b"), .index = POST_B, .type = GQ_COLUMN_INT, .is_nullable = true },
    { .name = GQ_STR_INIT("c"), .index = POST_C, .type = GQ_COLUMN_STRING, .is_nullable = true },
    { .name = GQ_STR_INIT("d"),
            .index = POST_D,
            .type = GQ_COLUMN_FLOAT,
            .default_literal = &half },
    { .name = GQ_STR_INIT("is_done"),
            .index = POST_DONE,
            .type = GQ_COLUMN_BOOLEAN,
            .default_literal = &no },
    { .name = GQ_STR_INIT("status"),
            .index = POST_STATUS,
            .type = GQ_COLUMN_ENUM,
            .default_literal = &draft,
            .enum_type = &status_type },
};
static struct gq_table_key post_keys[] = {
    { .name = GQ_STR_INIT("posts_author_id_title_key"),
            .columns = (const uint32_t[]){ POST_AUTHOR, POST_TITLE },
            .column_count = 2,
            .is_unique = true },
    { .name = GQ_STR_INIT("posts_a_idx"),
            .columns = (const uint32_t[]){ POST_A, POST_B },
            .column_count = 2 },
    { .name = GQ_STR_INIT("posts_d_idx"),
            .columns = (const uint32_t[]){ POST_D },
            .column_count = 1 },
};
struct gq_table posts = { .name = GQ_STR_INIT("posts"),
    .index = 1,
    .columns = post_columns,
    .column_count = POST_COLUMN_COUNT,
    .keys = post_keys,
    .key_count = 3 };

static struct gq_table *tables[] = { &users, &posts };
const struct gq_model model = { .tables = tables, .table_count = 2 };

struct gq_cell
text_cell(const char *text)
{
    return (struct gq_cell){
        .kind = GQ_CELL_TEXT, .length = (uint32_t)strlen(text), .bytes = text
    };
}

void
fixture_open(struct fixture *fixture)
{
    const char *const root = getenv("TMPDIR");

    *fixture = (struct fixture){ 0 };
    snprintf(fixture->directory, sizeof(fixture->directory), "%.40s/gqld-XXXXXX",
            root ? root : "/tmp");
    assert_non_null(mkdtemp(fixture->directory));
    snprintf(fixture->path, sizeof(fixture->path), "%s/data.db", fixture->directory);
    fixture->arena = gq_arena_new(64 << 20);
    assert_non_null(fixture->arena);
    gq_errors_init(&fixture->errs, fixture->arena, NULL, 20);
    gq_limits_init(&fixture->limits);
    fixture->store = gq_store_open(&(struct gq_store_options){ .path = gq_str_of(fixture->path),
                                           .limits = &fixture->limits,
                                           .clock = &fixture->clock,
                                           .model = &model },
            &fixture->errs);
    assert_non_null(fixture->store);
    assert_true(gq_store_create_tables(fixture->store, &model, &fixture->errs));
    fixture->session = gq_session_open(fixture->store, &fixture->errs);
    assert_non_null(fixture->session);
}

void
fixture_close(struct fixture *fixture)
{
    static const char *const suffixes[] = { "", "-wal", "-shm", ".gqld-lock" };
    char path[128];

    gq_arena_free(fixture->arena);
    gq_session_close(fixture->session);
    gq_store_close(fixture->store);
    for (size_t i = 0; i < sizeof(suffixes) / sizeof(suffixes[0]); i++) {
        snprintf(path, sizeof(path), "%s%s", fixture->path, suffixes[i]);
        unlink(path);
    }
    assert_int_equal(rmdir(fixture->directory), 0);
}

struct waiting {
    pthread_mutex_t mutex;
    pthread_cond_t has_ended;
    bool is_done;
    struct fixture_outcome outcome;
    bool (*run)(void *context, struct gq_session *session);
    void *context;
};

static bool
run_waiting(void *context, struct gq_session *session)
{
    struct waiting *waiting = context;

    return waiting->run(waiting->context, session);
}

static void
end_waiting(void *context, enum gq_job_outcome outcome, const struct gq_store_error *error)
{
    struct waiting *waiting = context;

    pthread_mutex_lock(&waiting->mutex);
    waiting->outcome.outcome = outcome;
    waiting->outcome.has_error = error != NULL;
    if (error)
        waiting->outcome.error = *error;
    waiting->is_done = true;
    pthread_cond_signal(&waiting->has_ended);
    pthread_mutex_unlock(&waiting->mutex);
}

struct fixture_outcome
fixture_run(struct fixture *fixture, bool (*run)(void *context, struct gq_session *session),
        void *context)
{
    struct waiting waiting = { .mutex = PTHREAD_MUTEX_INITIALIZER,
        .has_ended = PTHREAD_COND_INITIALIZER,
        .run = run,
        .context = context };
    struct gq_job job = { .run = run_waiting, .done = end_waiting, .context = &waiting };

    gq_store_submit(fixture->store, &job);
    pthread_mutex_lock(&waiting.mutex);
    while (!waiting.is_done)
        pthread_cond_wait(&waiting.has_ended, &waiting.mutex);
    pthread_mutex_unlock(&waiting.mutex);
    return waiting.outcome;
}

static bool
run_sql(void *context, struct gq_session *session)
{
    return sqlite3_exec(session->db, context, NULL, NULL, NULL) == SQLITE_OK;
}

bool
fixture_execute(struct fixture *fixture, const char *sql)
{
    char *copy = strdup(sql);
    const struct fixture_outcome outcome = fixture_run(fixture, run_sql, copy);

    free(copy);
    return outcome.outcome == GQ_JOB_COMMITTED;
}

static bool
collect(void *context, uint32_t key_index, const struct gq_cell *cells)
{
    struct fixture_request *request = context;
    struct fixture_rows *rows = &request->rows;
    const uint32_t width = request->request.statement->column_count;
    struct fixture_row *row;

    if (rows->count == rows->capacity) {
        rows->capacity = rows->capacity ? rows->capacity * 2 : 16;
        row = gq_arena_array_of(rows->arena, struct fixture_row, rows->capacity);
        if (rows->count)
            memcpy(row, rows->rows, rows->count * sizeof(*row));
        rows->rows = row;
    }
    row = &rows->rows[rows->count++];
    row->key_index = key_index;
    for (uint32_t i = 0; i < width && i < 8; i++) {
        row->cells[i] = cells[i];
        if (cells[i].kind == GQ_CELL_TEXT || cells[i].kind == GQ_CELL_BLOB)
            row->cells[i].bytes = gq_arena_copy(rows->arena, gq_cell_str(&cells[i])).bytes;
    }
    return true;
}

static void
count_done(void *context)
{
    struct fixture_request *request = context;

    request->done_count++;
}

void
fixture_submit(struct fixture *fixture, struct gq_session *session,
        const struct gq_statement *statement, const struct gq_parameter *parameters,
        const struct gq_keys *keys, struct fixture_request *ret_request)
{
    *ret_request = (struct fixture_request){ .rows.arena = fixture->arena };
    ret_request->request.statement = statement;
    ret_request->request.parameters = parameters;
    if (keys)
        ret_request->request.keys = *keys;
    ret_request->request.on_row = collect;
    ret_request->request.context = ret_request;
    gq_session_submit(session, &ret_request->request, 1, count_done, ret_request);
    assert_int_equal(ret_request->done_count, 1);
}

void
fixture_fetch(struct fixture *fixture, const struct gq_fetch *fetch,
        const struct gq_parameter *parameters, const struct gq_keys *keys,
        struct fixture_request *ret_request)
{
    const struct gq_statement *statement = gq_store_compile_fetch(fixture->arena, fetch);
    struct gq_store_error error;

    assert_true(gq_session_begin(fixture->session, fixture->arena, INT64_MAX, &error));
    fixture_submit(fixture, fixture->session, statement, parameters, keys, ret_request);
    gq_session_end(fixture->session);
    if (!ret_request->request.is_ok)
        print_error("%s\n%s\n", ret_request->request.error.detail, statement->sql.bytes);
}
