/*
 * examples/blog/generate.c - fills the blog's database with made-up users, posts and comments.
 *
 *     generate DATABASE [--users N] [--posts N] [--comments N]
 *
 * The same numbers give the same rows on every machine: a fixed seed, a fixed calendar. A database
 * that has users already is left as it is, so that the program may be run again.
 */
#include "base/clock.h"
#include "base/str.h"

#include <inttypes.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#define SEED        UINT64_C(0x9E3779B97F4A7C15)
#define SECOND_US   INT64_C(1000000)
#define DAY_US      (86400 * SECOND_US)
#define FIRST_US    (INT64_C(1672531200) * SECOND_US) /* 2023-01-01T00:00:00Z */
#define SPAN_DAYS   1000
#define DRAFTS_IN   10 /* one post in so many is a draft */
#define PARAGRAPH   24 /* words in a comment at most; a post has up to four times as many */
#define TEXT_SIZE   2048
#define NUMBER_MAX  10000000
#define BIND_ERRORS "cannot write a row"

struct blog {
    sqlite3 *db;
    uint64_t random;
    uint64_t users, posts, comments;
};

static const char *const given_names[] = { "Ada", "Bela", "Chidi", "Dana", "Emeka", "Fatima",
    "Goran", "Hana", "Ines", "Jonas", "Kaori", "Lucia", "Malik", "Nadia", "Oskar", "Priya",
    "Quentin", "Rosa", "Sven", "Tala", "Ulrich", "Vera", "Wanjiru", "Ximena", "Yusuf", "Zoe" };
static const char *const family_names[] = { "Abara", "Bauer", "Costa", "Dubois", "Eriksen",
    "Fischer", "Garcia", "Haddad", "Ivanova", "Jensen", "Kimura", "Lopez", "Moreau", "Novak",
    "Okafor", "Petrov", "Quispe", "Rossi", "Sato", "Tanaka", "Usman", "Varga", "Weber", "Yilmaz",
    "Zhou" };
static const char *const words[] = { "apple", "bridge", "candle", "desert", "engine", "forest",
    "garden", "harbour", "island", "journey", "kitchen", "lantern", "mountain", "notebook", "ocean",
    "paper", "question", "river", "station", "table", "umbrella", "village", "window", "yesterday",
    "bright", "calm", "distant", "early", "famous", "gentle", "hidden", "idle", "late", "modern",
    "narrow", "open", "plain", "quiet", "rare", "slow", "tall", "useful", "warm", "young" };
static const char *const roles[] = { "MEMBER", "MEMBER", "MEMBER", "MEMBER", "MEMBER", "MEMBER",
    "MEMBER", "EDITOR", "EDITOR", "ADMIN" };

GQ_NORETURN GQ_PRINTF(1, 2) static void fail(const char *format, ...)
{
    va_list args;

    va_start(args, format);
    fputs("generate: ", stderr);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
    exit(1);
}

static void
check(struct blog *blog, int result, const char *doing)
{
    if (result != SQLITE_OK && result != SQLITE_DONE && result != SQLITE_ROW)
        fail("%s: %s", doing, sqlite3_errmsg(blog->db));
}

/* SplitMix64: tiny, and the same everywhere. The bias of the remainder does no harm here. */
static uint64_t
random_below(struct blog *blog, uint64_t bound)
{
    uint64_t z = (blog->random += SEED);

    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return (z ^ (z >> 31)) % bound;
}

static const char *
pick(struct blog *blog, const char *const *list, size_t count)
{
    return list[random_below(blog, count)];
}

#define PICK(blog, list) pick((blog), (list), GQ_ARRAY_LENGTH(list))

/* A sentence of random words, `more` words and one at least. */
static void
make_text(struct blog *blog, uint64_t more, char ret_text[TEXT_SIZE])
{
    size_t length = 0;

    for (uint64_t left = random_below(blog, more) + 1; left && length < TEXT_SIZE - 32; left--)
        length += (size_t)snprintf(ret_text + length, TEXT_SIZE - length, "%s%s", PICK(blog, words),
                left > 1 ? " " : ".");
    if (ret_text[0] >= 'a')
        ret_text[0] = (char)(ret_text[0] - 'a' + 'A');
}

static int64_t
random_time(struct blog *blog, int64_t from_us, int64_t days)
{
    return from_us + (int64_t)random_below(blog, (uint64_t)(days * DAY_US / SECOND_US)) * SECOND_US;
}

static sqlite3_stmt *
prepare(struct blog *blog, const char *sql)
{
    sqlite3_stmt *stmt = NULL;

    check(blog, sqlite3_prepare_v2(blog->db, sql, -1, &stmt, NULL),
            "the database is not the blog's (create its tables with `gqld migrate apply`)");
    return stmt;
}

static void
bind_text(struct blog *blog, sqlite3_stmt *stmt, int at, const char *text)
{
    check(blog, sqlite3_bind_text(stmt, at, text, -1, SQLITE_TRANSIENT), BIND_ERRORS);
}

static void
bind_number(struct blog *blog, sqlite3_stmt *stmt, int at, uint64_t number)
{
    check(blog, sqlite3_bind_int64(stmt, at, (sqlite3_int64)number), BIND_ERRORS);
}

static void
bind_time(struct blog *blog, sqlite3_stmt *stmt, int at, int64_t time_us)
{
    char text[GQ_CLOCK_RFC3339_SIZE];

    gq_clock_format(time_us, text);
    bind_text(blog, stmt, at, text);
}

static void
insert(struct blog *blog, sqlite3_stmt *stmt)
{
    check(blog, sqlite3_step(stmt), BIND_ERRORS);
    check(blog, sqlite3_reset(stmt), BIND_ERRORS);
    check(blog, sqlite3_clear_bindings(stmt), BIND_ERRORS);
}

static void
fill_users(struct blog *blog)
{
    sqlite3_stmt *stmt = prepare(blog,
            "INSERT INTO users (id, email, name, role, created_at) VALUES (?1, ?2, ?3, ?4, ?5)");

    for (uint64_t id = 1; id <= blog->users; id++) {
        const char *given = PICK(blog, given_names), *family = PICK(blog, family_names);
        char email[64], name[64];

        snprintf(email, sizeof(email), "user%" PRIu64 "@example.com", id);
        snprintf(name, sizeof(name), "%s %s", given, family);
        bind_number(blog, stmt, 1, id);
        bind_text(blog, stmt, 2, email);
        bind_text(blog, stmt, 3, name);
        bind_text(blog, stmt, 4, PICK(blog, roles));
        bind_time(blog, stmt, 5, random_time(blog, FIRST_US, SPAN_DAYS));
        insert(blog, stmt);
    }
    sqlite3_finalize(stmt);
}

static void
fill_posts(struct blog *blog)
{
    sqlite3_stmt *stmt = prepare(blog,
            "INSERT INTO posts (id, slug, title, body, published_at, created_at, updated_at,"
            " author_id, version) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 1)");

    for (uint64_t id = 1; id <= blog->posts; id++) {
        int64_t created_us = random_time(blog, FIRST_US, SPAN_DAYS);
        /* One after the other: arguments of a call would be drawn in any order. */
        const char *first = PICK(blog, words), *second = PICK(blog, words);
        char slug[64], text[TEXT_SIZE];

        snprintf(slug, sizeof(slug), "%s-%s-%" PRIu64, first, second, id);
        bind_number(blog, stmt, 1, id);
        bind_text(blog, stmt, 2, slug);
        make_text(blog, 8, text);
        bind_text(blog, stmt, 3, text);
        make_text(blog, 4 * PARAGRAPH, text);
        bind_text(blog, stmt, 4, text);
        if (random_below(blog, DRAFTS_IN))
            bind_time(blog, stmt, 5, random_time(blog, created_us, 30));
        bind_time(blog, stmt, 6, created_us);
        bind_time(blog, stmt, 7, created_us);
        bind_number(blog, stmt, 8, random_below(blog, blog->users) + 1);
        insert(blog, stmt);
    }
    sqlite3_finalize(stmt);
}

static void
fill_comments(struct blog *blog)
{
    sqlite3_stmt *stmt = prepare(blog,
            "INSERT INTO comments (id, body, created_at, author_id, post_id)"
            " VALUES (?1, ?2, ?3, ?4, ?5)");

    for (uint64_t id = 1; id <= blog->comments; id++) {
        char text[TEXT_SIZE];

        make_text(blog, PARAGRAPH, text);
        bind_number(blog, stmt, 1, id);
        bind_text(blog, stmt, 2, text);
        bind_time(blog, stmt, 3, random_time(blog, FIRST_US + SPAN_DAYS * DAY_US, 100));
        bind_number(blog, stmt, 4, random_below(blog, blog->users) + 1);
        bind_number(blog, stmt, 5, random_below(blog, blog->posts) + 1);
        insert(blog, stmt);
    }
    sqlite3_finalize(stmt);
}

static bool
has_users(struct blog *blog)
{
    sqlite3_stmt *stmt = prepare(blog, "SELECT 1 FROM users LIMIT 1");
    int result = sqlite3_step(stmt);

    check(blog, result, "cannot read the database");
    sqlite3_finalize(stmt);
    return result == SQLITE_ROW;
}

static void
fill(struct blog *blog)
{
    check(blog, sqlite3_exec(blog->db, "BEGIN IMMEDIATE", NULL, NULL, NULL), "cannot begin");
    fill_users(blog);
    fill_posts(blog);
    fill_comments(blog);
    check(blog, sqlite3_exec(blog->db, "COMMIT", NULL, NULL, NULL), "cannot commit");
}

static uint64_t *
option(struct blog *blog, const char *name)
{
    if (strcmp(name, "--users") == 0)
        return &blog->users;
    if (strcmp(name, "--posts") == 0)
        return &blog->posts;
    return strcmp(name, "--comments") == 0 ? &blog->comments : NULL;
}

static void
parse_options(struct blog *blog, int argc, char **argv)
{
    for (int i = 2; i < argc; i += 2) {
        uint64_t *number = option(blog, argv[i]);

        if (!number || i + 1 == argc
                || !gq_str_parse_u64(gq_str_of(argv[i + 1]), NUMBER_MAX, number))
            fail("what is `%s`?", argv[i]);
    }
    if ((blog->posts && !blog->users) || (blog->comments && !blog->posts))
        fail("posts need users, comments need posts");
}

int
main(int argc, char **argv)
{
    struct blog blog = { .random = SEED, .users = 100, .posts = 1000, .comments = 5000 };

    if (argc < 2 || argv[1][0] == '-') {
        fputs("usage: generate DATABASE [--users N] [--posts N] [--comments N]\n", stderr);
        return 2;
    }
    parse_options(&blog, argc, argv);
    check(&blog, sqlite3_open_v2(argv[1], &blog.db, SQLITE_OPEN_READWRITE, NULL), argv[1]);
    check(&blog, sqlite3_busy_timeout(blog.db, 5000), "cannot wait");
    if (has_users(&blog)) {
        printf("%s has rows already: left as it is\n", argv[1]);
    } else {
        fill(&blog);
        printf("%s: %" PRIu64 " users, %" PRIu64 " posts, %" PRIu64 " comments\n", argv[1],
                blog.users, blog.posts, blog.comments);
    }
    check(&blog, sqlite3_close(blog.db), "cannot close");
    return 0;
}
