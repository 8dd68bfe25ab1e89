/* tests/unit/engine/fixture.c - whole requests for tests. */
#include "fixture.h"

#include "base/alloc.h"
#include "base/arena.h"
#include "base/error.h"
#include "base/guard.h"
#include "unit.h"
#include "json/parse.h"
#include "json/value.h"
#include "json/write.h"

#include <semaphore.h>
#include <sqlite3.h>
#include <stdio.h>
#include <unistd.h>

const char fixture_library[] =
        "type Author @model { id: ID! name: String! email: String @unique\n"
        "  books: [Book!]! @relation(field: \"author\")\n"
        "  edited: [Book!]! @relation(field: \"editor\") }\n"
        "type Book @model { id: ID! title: String! isbn: String @unique pages: Int price: Float\n"
        "  lent: Boolean genre: Genre printedAt: DateTime createdAt: DateTime! @createdAt\n"
        "  author: Author! @relation(onDelete: RESTRICT) editor: Author version: Int! @version }\n"
        "enum Genre { NOVEL POETRY }\n";

static void
write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

void
fixture_init(struct fixture *fixture, const char *schema)
{
    *fixture = (struct fixture){ .directory = "/tmp/gqld-engine-XXXXXX", .fail_after = -1 };
    assert_non_null(mkdtemp(fixture->directory));
    snprintf(fixture->schema_path, sizeof(fixture->schema_path), "%s/schema.graphql",
            fixture->directory);
    snprintf(fixture->database_path, sizeof(fixture->database_path), "%s/data.db",
            fixture->directory);
    write_file(fixture->schema_path, schema);
    gq_limits_init(&fixture->limits);
    fixture->clock = gq_clock_system;
    gq_buf_init(&fixture->body, SIZE_MAX / 2);
}

void
fixture_fini(struct fixture *fixture)
{
    static const char *const suffixes[] = { "", "-wal", "-shm", "-journal", ".gqld-lock",
        "-gqld-lock" };

    for (size_t i = 0; i < GQ_ARRAY_LENGTH(suffixes); i++) {
        char path[128];

        snprintf(path, sizeof(path), "%s%s", fixture->database_path, suffixes[i]);
        unlink(path);
    }
    unlink(fixture->schema_path);
    rmdir(fixture->directory);
    gq_buf_fini(&fixture->body);
}

struct opening {
    struct fixture *fixture;
    struct gq_errors errs;
};

static void
start_guarded(void *arg)
{
    struct opening *opening = arg;
    struct fixture *fixture = opening->fixture;
    struct gq_str path = gq_str_of(fixture->schema_path);

    fixture->engine = gq_engine_open(
            &(struct gq_engine_options){
                    .schema_paths = &path,
                    .schema_path_count = 1,
                    .database_path = gq_str_of(fixture->database_path),
                    .limits = &fixture->limits,
                    .clock = &fixture->clock,
            },
            &opening->errs);
    if (fixture->engine)
        fixture->worker = gq_worker_open(fixture->engine, &opening->errs);
}

void
fixture_start(struct fixture *fixture)
{
    struct gq_arena *arena = gq_arena_new(1 << 20);
    struct opening opening = { .fixture = fixture };

    gq_errors_init(&opening.errs, arena, NULL, 5);
    assert_int_equal(gq_guard(arena, start_guarded, &opening), GQ_GUARD_DONE);
    if (opening.errs.first)
        fail_msg("%.*s", GQ_STR_ARG(opening.errs.first->message));
    assert_non_null(fixture->worker);
    gq_arena_free(arena);
}

void
fixture_stop(struct fixture *fixture)
{
    gq_worker_close(fixture->worker);
    gq_engine_close(fixture->engine);
    fixture->worker = NULL;
    fixture->engine = NULL;
}

void
fixture_seed(const struct fixture *fixture)
{
    fixture_sql(fixture,
            "INSERT INTO authors(id, name, email) VALUES (1, 'Ada', 'ada@x'), (2, 'Bo', NULL);"
            "INSERT INTO books(id, title, isbn, pages, created_at, author_id, editor_id, version) "
            "VALUES (1, 'One', 'i1', 10, '2026-01-02T03:04:05.000000Z', 1, NULL, 1),"
            "(2, 'Two', NULL, NULL, '2026-01-02T03:04:05.000000Z', 1, 2, 4);");
}

void
fixture_open_seeded(struct fixture *fixture)
{
    fixture_open(fixture);
    fixture_seed(fixture);
}

void
fixture_open(struct fixture *fixture)
{
    fixture_init(fixture, fixture_library);
    fixture_start(fixture);
}

void
fixture_close(struct fixture *fixture)
{
    fixture_stop(fixture);
    fixture_fini(fixture);
}

static void
wake(void *context)
{
    sem_post(context);
}

static void
write_and_wait(struct gq_call *call)
{
    sem_t written;

    sem_init(&written, 0, 0);
    gq_call_submit(call, wake, &written);
    while (sem_wait(&written) != 0)
        continue;
    sem_destroy(&written);
    gq_call_finish(call);
}

const char *
fixture_send(struct fixture *fixture, const struct gq_request *request)
{
    enum gq_call_state state;
    struct gq_call *call;
    const char *answer = NULL;

    gq_alloc_fail_after(fixture->fail_after);
    call = gq_call_begin(fixture->worker, request, &state);
    if (call && state == GQ_CALL_WRITES)
        write_and_wait(call);
    fixture->has_failed = gq_alloc_has_failed();
    fixture->has_no_call = !call;
    gq_alloc_fail_after(-1);
    if (!call)
        return NULL;
    fixture->response = *gq_call_response(call);
    gq_buf_fini(&fixture->body);
    if (fixture->response.body.bytes) {
        gq_buf_str(&fixture->body, fixture->response.body);
        gq_buf_char(&fixture->body, '\0');
        answer = fixture->body.bytes;
    }
    fixture->response.body = fixture->response.operation_name = (struct gq_str){ NULL, 0 };
    gq_call_free(call);
    return answer;
}

const char *
fixture_send_body(struct fixture *fixture, struct gq_str json)
{
    return fixture_send(fixture, &(struct gq_request){ .form = GQ_REQUEST_BODY, .json = json });
}

const char *
fixture_ask(struct fixture *fixture, const char *query, const char *variables)
{
    struct gq_buf json;
    const char *answer;

    gq_buf_init(&json, SIZE_MAX / 2);
    gq_buf_text(&json, "{\"query\":");
    gq_write_string(&json, gq_str_of(query));
    if (variables) {
        gq_buf_text(&json, ",\"variables\":");
        gq_buf_text(&json, variables);
    }
    gq_buf_char(&json, '}');
    answer = fixture_send_body(fixture, gq_buf_view(&json));
    gq_buf_fini(&json);
    return answer;
}

void
fixture_sql(const struct fixture *fixture, const char *sql)
{
    sqlite3 *db;
    char *message = NULL;

    assert_int_equal(sqlite3_open(fixture->database_path, &db), SQLITE_OK);
    sqlite3_busy_timeout(db, 10000);
    sqlite3_exec(db, sql, NULL, NULL, &message);
    if (message)
        fail_msg("%s", message);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

struct check {
    struct gq_arena *arena;
    struct gq_str text;
    bool is_ok;
};

static void
check_guarded(void *arg)
{
    struct check *check = arg;
    struct gq_json_parser *parser = gq_json_parser_new();
    struct gq_limits limits;
    struct gq_value value;
    struct gq_errors errs;
    const struct gq_value *errors, *data;

    gq_limits_init(&limits);
    gq_errors_init(&errs, check->arena, NULL, 1);
    check->is_ok = gq_json_parse(parser, check->arena, check->text, &limits, &value, &errs);
    gq_json_parser_free(parser);
    if (!check->is_ok)
        return;
    errors = gq_value_member(&value, GQ_STR("errors"));
    data = gq_value_member(&value, GQ_STR("data"));
    check->is_ok = errors ? errors->kind == GQ_VALUE_LIST && errors->count > 0
                    && gq_value_member(&errors->items[0], GQ_STR("message"))
                          : data && data->kind == GQ_VALUE_OBJECT;
}

bool
fixture_is_well_formed(const char *response)
{
    struct check check = { .arena = gq_arena_new(1 << 24), .text = gq_str_of(response) };
    bool is_done = gq_guard(check.arena, check_guarded, &check) == GQ_GUARD_DONE;

    gq_arena_free(check.arena);
    return is_done && check.is_ok;
}

void
fixture_assert_code(const char *answer, enum gq_code code)
{
    char wanted[128];

    snprintf(wanted, sizeof(wanted), "\"extensions\":{\"code\":\"%.*s\"",
            GQ_STR_ARG(gq_code_info(code)->wire));
    if (!answer || !strstr(answer, wanted))
        fail_msg("%s is not in %s", wanted, answer ? answer : "no answer");
    assert_true(fixture_is_well_formed(answer));
}
