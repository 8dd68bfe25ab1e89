/* bench/l12_write.c - one thread writes all that waits and commits once: group commit. */
#include "l12.h"

#include "serve.h"
#include "text.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct l12_writer {
    pthread_mutex_t lock;
    pthread_cond_t filled;
    struct exchange *first, **end;
    sqlite3 *db;
    sqlite3_stmt *begin, *insert, *commit;
};

static size_t
format_now(char ret_text[32])
{
    struct timespec now;
    struct tm tm;
    size_t length;

    clock_gettime(CLOCK_REALTIME, &now);
    gmtime_r(&now.tv_sec, &tm);
    length = strftime(ret_text, 32, "%Y-%m-%dT%H:%M:%S", &tm);
    return length + (size_t)snprintf(ret_text + length, 32 - length, ".%06ldZ", now.tv_nsec / 1000);
}

static void
insert(struct l12_writer *writer, struct exchange *exchange)
{
    const char *slug = l12_variable(exchange, "\"slug\"");
    int slug_length = (int)strcspn(slug, "\"");
    struct text out = { 0 };
    char now[32];
    int now_length = (int)format_now(now);

    sqlite3_bind_text(writer->insert, 1, slug, slug_length, SQLITE_STATIC);
    sqlite3_bind_text(writer->insert, 2, now, now_length, SQLITE_STATIC);
    sqlite3_bind_int64(
            writer->insert, 3, (int64_t)text_number(l12_variable(exchange, "\"author\"")));
    if (sqlite3_step(writer->insert) == SQLITE_DONE) {
        text_literal(&out, "{\"data\":{\"createPost\":{\"id\":\"");
        text_int(&out, sqlite3_last_insert_rowid(writer->db));
        text_literal(&out, "\",\"slug\":");
        text_string(&out, slug, (size_t)slug_length);
        text_literal(&out, "}}}");
    } else {
        text_literal(&out, "{\"errors\":[{\"message\":\"not written\"}],\"data\":null}");
    }
    sqlite3_reset(writer->insert);
    exchange->reply = out.bytes;
    exchange->reply_length = out.length;
}

static struct exchange *
take_all(struct l12_writer *writer)
{
    struct exchange *all;

    pthread_mutex_lock(&writer->lock);
    while (!writer->first)
        pthread_cond_wait(&writer->filled, &writer->lock);
    all = writer->first;
    writer->first = NULL;
    writer->end = &writer->first;
    pthread_mutex_unlock(&writer->lock);
    return all;
}

static void
run(sqlite3_stmt *stmt)
{
    if (sqlite3_step(stmt) != SQLITE_DONE)
        fputs("l12: a transaction failed\n", stderr);
    sqlite3_reset(stmt);
}

static void *
run_writer(void *arg)
{
    struct l12_writer *writer = arg;

    for (;;) {
        struct exchange *group = take_all(writer), *next;

        run(writer->begin);
        for (struct exchange *e = group; e; e = e->next)
            insert(writer, e);
        run(writer->commit);
        for (; group; group = next) {
            struct serve_loop *loop = group->loop;

            next = group->next;
            serve_resume(group);
            if (!next || next->loop != loop)
                serve_wake(loop);
        }
    }
    return NULL;
}

struct l12_writer *
l12_writer_start(const char *database)
{
    struct l12_writer *writer = calloc(1, sizeof(*writer));
    pthread_t thread;

    if (!writer)
        abort();
    pthread_mutex_init(&writer->lock, NULL);
    pthread_cond_init(&writer->filled, NULL);
    writer->end = &writer->first;
    writer->db = l12_open(database);
    writer->begin = l12_prepare(writer->db, "BEGIN IMMEDIATE");
    writer->commit = l12_prepare(writer->db, "COMMIT");
    writer->insert = l12_prepare(writer->db,
            "INSERT INTO posts (slug, title, body, created_at, updated_at, author_id, version) "
            "VALUES (?1, 'A title', 'Some words of a body.', ?2, ?2, ?3, 1)");
    if (pthread_create(&thread, NULL, run_writer, writer) != 0)
        abort();
    return writer;
}

void
l12_write(struct l12_writer *writer, struct exchange *exchange)
{
    serve_suspend(exchange);
    exchange->next = NULL;
    pthread_mutex_lock(&writer->lock);
    *writer->end = exchange;
    writer->end = &exchange->next;
    pthread_cond_signal(&writer->filled);
    pthread_mutex_unlock(&writer->lock);
}
