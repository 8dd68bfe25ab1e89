/*
 * bench/l12.c - what a good engineer would write by hand for these queries: libmicrohttpd, SQLite,
 * no GraphQL, no schema. Answers the same bytes as gqld.
 *
 *     l12 PORT THREADS DATABASE
 *
 * The path names the workload; the body is the same as gqld's, of which only the variables are read.
 * A connection a thread, prepared statements, one read transaction a request, to-one relations
 * joined. Not here: the writer (l12_write.c).
 */
#include "l12.h"

#include "serve.h"
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum statement { BEGIN, COMMIT, USER, POSTS, USERS, POSTS_OF, COMMENTS_OF, STATEMENT_COUNT };

static const char *const sql[] = {
    [BEGIN] = "BEGIN",
    [COMMIT] = "COMMIT",
    [USER] = "SELECT id, name, email FROM users WHERE id = ?1",
    [POSTS] = "SELECT id, slug, title, body, created_at, version FROM posts ORDER BY id "
              "LIMIT ?2 OFFSET ?1",
    [USERS] = "SELECT id, name FROM users ORDER BY id LIMIT 50 OFFSET ?1",
    [POSTS_OF] = "SELECT p.id, p.title, u.id, u.name FROM posts p LEFT JOIN users u "
                 "ON u.id = p.author_id WHERE p.author_id = ?1 ORDER BY p.id LIMIT 10",
    [COMMENTS_OF] = "SELECT c.id, c.body, u.id, u.name FROM comments c LEFT JOIN users u "
                    "ON u.id = c.author_id WHERE c.post_id = ?1 ORDER BY c.id LIMIT 5",
};

struct reader {
    sqlite3 *db;
    sqlite3_stmt *statements[STATEMENT_COUNT];
    struct l12_writer *writer;
};

struct settings {
    const char *database;
    struct l12_writer *writer;
};

sqlite3 *
l12_open(const char *database)
{
    sqlite3 *db = NULL;
    int code = sqlite3_open_v2(database, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);

    if (code == SQLITE_OK)
        code = sqlite3_exec(db,
                "PRAGMA journal_mode = WAL; PRAGMA mmap_size = 0; PRAGMA cache_size = -65536;"
                "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON",
                NULL, NULL, NULL);
    if (code != SQLITE_OK) {
        fprintf(stderr, "l12: %s\n", sqlite3_errmsg(db));
        exit(1);
    }
    return db;
}

sqlite3_stmt *
l12_prepare(sqlite3 *db, const char *text)
{
    sqlite3_stmt *stmt = NULL;

    if (sqlite3_prepare_v3(db, text, -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL) != SQLITE_OK) {
        fprintf(stderr, "l12: %s\n", sqlite3_errmsg(db));
        exit(1);
    }
    return stmt;
}

static void *
start_reader(void *context)
{
    const struct settings *settings = context;
    struct reader *reader = calloc(1, sizeof(*reader));

    if (!reader)
        abort();
    reader->writer = settings->writer;
    reader->db = l12_open(settings->database);
    for (int i = 0; i < STATEMENT_COUNT; i++)
        reader->statements[i] = l12_prepare(reader->db, sql[i]);
    return reader;
}

static void
run(const struct reader *reader, enum statement statement)
{
    sqlite3_step(reader->statements[statement]);
    sqlite3_reset(reader->statements[statement]);
}

static void
write_id(struct text *out, sqlite3_stmt *stmt, int column)
{
    text_literal(out, "\"");
    text_int(out, sqlite3_column_int64(stmt, column));
    text_literal(out, "\"");
}

static void
write_column(struct text *out, sqlite3_stmt *stmt, int column)
{
    const char *bytes = (const char *)sqlite3_column_text(stmt, column);

    text_string(out, bytes, (size_t)sqlite3_column_bytes(stmt, column));
}

/* Stored with six digits of a second; answered without the zeros at the end. */
static void
write_time(struct text *out, sqlite3_stmt *stmt, int column)
{
    const char *bytes = (const char *)sqlite3_column_text(stmt, column);
    size_t length = (size_t)sqlite3_column_bytes(stmt, column) - 1;

    while (length > 19 && bytes[length - 1] == '0')
        length--;
    if (length == 20)
        length--;
    text_literal(out, "\"");
    text_bytes(out, bytes, length);
    text_literal(out, "Z\"");
}

static void
write_user(const struct reader *reader, struct text *out, int64_t id)
{
    sqlite3_stmt *stmt = reader->statements[USER];

    sqlite3_bind_int64(stmt, 1, id);
    text_literal(out, "{\"data\":{\"user\":");
    if (sqlite3_step(stmt) == SQLITE_ROW) {
        text_literal(out, "{\"id\":");
        write_id(out, stmt, 0);
        text_literal(out, ",\"name\":");
        write_column(out, stmt, 1);
        text_literal(out, ",\"email\":");
        write_column(out, stmt, 2);
        text_literal(out, "}");
    } else {
        text_literal(out, "null");
    }
    text_literal(out, "}}");
    sqlite3_reset(stmt);
}

static void
write_posts(const struct reader *reader, struct text *out, int64_t offset, int limit)
{
    sqlite3_stmt *stmt = reader->statements[POSTS];
    bool is_first = true;

    sqlite3_bind_int64(stmt, 1, offset);
    sqlite3_bind_int(stmt, 2, limit);
    text_literal(out, "{\"data\":{\"posts\":[");
    for (; sqlite3_step(stmt) == SQLITE_ROW; is_first = false) {
        text_bytes(out, ",{\"id\":" + is_first, 7u - is_first);
        write_id(out, stmt, 0);
        text_literal(out, ",\"slug\":");
        write_column(out, stmt, 1);
        text_literal(out, ",\"title\":");
        write_column(out, stmt, 2);
        text_literal(out, ",\"body\":");
        write_column(out, stmt, 3);
        text_literal(out, ",\"createdAt\":");
        write_time(out, stmt, 4);
        text_literal(out, ",\"version\":");
        text_int(out, sqlite3_column_int64(stmt, 5));
        text_literal(out, "}");
    }
    text_literal(out, "]}}");
    sqlite3_reset(stmt);
}

static void
write_author(struct text *out, sqlite3_stmt *stmt)
{
    text_literal(out, ",\"author\":{\"id\":");
    write_id(out, stmt, 2);
    text_literal(out, ",\"name\":");
    write_column(out, stmt, 3);
    text_literal(out, "}");
}

static void
write_comments_of(const struct reader *reader, struct text *out, int64_t post)
{
    sqlite3_stmt *stmt = reader->statements[COMMENTS_OF];
    bool is_first = true;

    sqlite3_bind_int64(stmt, 1, post);
    text_literal(out, ",\"comments\":[");
    for (; sqlite3_step(stmt) == SQLITE_ROW; is_first = false) {
        text_bytes(out, ",{\"id\":" + is_first, 7u - is_first);
        write_id(out, stmt, 0);
        text_literal(out, ",\"body\":");
        write_column(out, stmt, 1);
        write_author(out, stmt);
        text_literal(out, "}");
    }
    text_literal(out, "]");
    sqlite3_reset(stmt);
}

static void
write_posts_of(const struct reader *reader, struct text *out, int64_t user)
{
    sqlite3_stmt *stmt = reader->statements[POSTS_OF];
    bool is_first = true;

    sqlite3_bind_int64(stmt, 1, user);
    text_literal(out, ",\"posts\":[");
    for (; sqlite3_step(stmt) == SQLITE_ROW; is_first = false) {
        text_bytes(out, ",{\"id\":" + is_first, 7u - is_first);
        write_id(out, stmt, 0);
        text_literal(out, ",\"title\":");
        write_column(out, stmt, 1);
        write_author(out, stmt);
        write_comments_of(reader, out, sqlite3_column_int64(stmt, 0));
        text_literal(out, "}");
    }
    text_literal(out, "]");
    sqlite3_reset(stmt);
}

static void
write_tree(const struct reader *reader, struct text *out, int64_t offset)
{
    sqlite3_stmt *stmt = reader->statements[USERS];
    bool is_first = true;

    sqlite3_bind_int64(stmt, 1, offset);
    text_literal(out, "{\"data\":{\"users\":[");
    for (; sqlite3_step(stmt) == SQLITE_ROW; is_first = false) {
        text_bytes(out, ",{\"id\":" + is_first, 7u - is_first);
        write_id(out, stmt, 0);
        text_literal(out, ",\"name\":");
        write_column(out, stmt, 1);
        write_posts_of(reader, out, sqlite3_column_int64(stmt, 0));
        text_literal(out, "}");
    }
    text_literal(out, "]}}");
    sqlite3_reset(stmt);
}

const char *
l12_variable(const struct exchange *exchange, const char *name)
{
    const char *variables = exchange->body ? strstr(exchange->body, "\"variables\"") : NULL;
    const char *at = variables ? strstr(variables, name) : NULL;

    at = at ? at + strlen(name) : "0";
    while (*at == '"' || *at == ':' || *at == ' ')
        at++;
    return at;
}

static int64_t
number(const struct exchange *exchange, const char *name)
{
    return (int64_t)text_number(l12_variable(exchange, name));
}

static void
answer(struct exchange *exchange, void *state)
{
    const struct reader *reader = state;
    struct text out = { 0 };
    char workload = exchange->path[1] == 'W' ? exchange->path[2] : '1';

    if (workload == '6') {
        l12_write(reader->writer, exchange);
        return;
    }
    run(reader, BEGIN);
    if (workload == '2' || workload == '5')
        write_posts(reader, &out, number(exchange, "\"offset\""), workload == '2' ? 50 : 1000);
    else if (workload == '3')
        write_tree(reader, &out, number(exchange, "\"offset\""));
    else
        write_user(reader, &out, number(exchange, "\"id\""));
    run(reader, COMMIT);
    exchange->reply = out.bytes;
    exchange->reply_length = out.length;
}

int
main(int argc, char **argv)
{
    struct settings settings;

    if (argc != 4) {
        fputs("usage: l12 PORT THREADS DATABASE\n", stderr);
        return 2;
    }
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    settings = (struct settings){ argv[3], l12_writer_start(argv[3]) };
    return serve((unsigned)text_number(argv[1]), (unsigned)text_number(argv[2]), start_reader,
            &settings, answer);
}
