/* cli/key.c - `gqld key create|list|revoke`: keys for programs. */
#include "auth/api_key.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/error.h"
#include "cli/files.h"
#include "cli/lifetime.h"
#include "cli/options.h"
#include "cli/report.h"
#include "cli/verb.h"
#include "store/credentials.h"
#include "json/write.h"

#include <assert.h>

/* What one run shares. */
struct run {
    struct gq_arena *arena;
    const struct gq_options *options;
    struct gq_credentials *credentials;
    int64_t now_s;
    struct gq_buf *out;
    struct gq_errors errs;
};

static void
close_credentials(void *arg)
{
    gq_credentials_close(arg);
}

static void
free_digest(void *arg)
{
    gq_digest_free(arg);
}

/* The words as one text, a blank between each two. False when one is none. */
static bool
join(struct run *run, const struct gq_vec *words, struct gq_str *ret_text)
{
    struct gq_str text = GQ_STR("");

    for (uint32_t i = 0; i < words->count; i++) {
        struct gq_str word = GQ_VEC_AT(words, struct gq_str, i);

        if (word.length == 0 || memchr(word.bytes, ' ', word.length)) {
            gq_errors_add(&run->errs, GQ_E_BAD_USER_INPUT, GQ_SOURCE_NOWHERE,
                    "A role or a scope is one word, not \"%.*s\".", GQ_STR_ARG(word));
            return false;
        }
        text = gq_arena_printf(
                run->arena, "%.*s%s%.*s", GQ_STR_ARG(text), i ? " " : "", GQ_STR_ARG(word));
    }
    *ret_text = text;
    return true;
}

static bool
read_expiry(struct run *run, int64_t *ret_expires_s)
{
    int64_t life_s;

    *ret_expires_s = INT64_MAX;
    if (!run->options->expires.bytes)
        return true;
    if (!gq_lifetime_parse(run->options->expires, &life_s)) {
        gq_errors_add(&run->errs, GQ_E_BAD_USER_INPUT, GQ_SOURCE_NOWHERE,
                "--expires is a time such as 90s, 15m, 24h or 30d.");
        return false;
    }
    *ret_expires_s = run->now_s + life_s;
    return true;
}

static bool
make(struct run *run, struct gq_api_key *ret_key)
{
    struct gq_digest *digest = gq_digest_new();

    gq_arena_defer(run->arena, free_digest, digest);
    if (digest && gq_api_key_make(run->arena, digest, ret_key))
        return true;
    gq_errors_add(&run->errs, GQ_E_INTERNAL_SERVER_ERROR, GQ_SOURCE_NOWHERE,
            "The cryptographic library failed.");
    return false;
}

/* The key is shown this once: the table has its hash alone. */
static bool
create(struct run *run)
{
    const struct gq_options *options = run->options;
    struct gq_credentials_key row = { .created_s = run->now_s, .name = options->name };
    struct gq_api_key key;

    if (!join(run, &options->roles, &row.roles) || !join(run, &options->scopes, &row.scopes)
            || !read_expiry(run, &row.expires_s) || !make(run, &key))
        return false;
    row.id = key.id;
    row.subject = options->subject.length
            ? options->subject
            : gq_arena_printf(run->arena, "key:%.*s", GQ_STR_ARG(key.id));
    memcpy(row.hash, key.hash, sizeof(key.hash));
    if (!gq_credentials_add_key(run->credentials, &row, &run->errs))
        return false;
    if (options->is_json)
        gq_buf_printf(run->out, "{\"id\":\"%.*s\",\"key\":\"%.*s\"}", GQ_STR_ARG(key.id),
                GQ_STR_ARG(key.text));
    else
        gq_buf_str(run->out, key.text);
    return true;
}

static struct gq_str
time_text(struct gq_arena *arena, int64_t time_s)
{
    char text[GQ_CLOCK_RFC3339_SIZE];

    gq_clock_format(time_s * 1000000, text);
    return gq_arena_printf(arena, "%.19sZ", text);
}

static void
write_member(struct gq_buf *out, const char *name, struct gq_str value)
{
    gq_buf_printf(out, ",\"%s\":", name);
    if (value.bytes)
        gq_write_string(out, value);
    else
        gq_write_null(out);
}

static struct gq_str
optional_time(struct run *run, bool is_there, int64_t time_s)
{
    return is_there ? time_text(run->arena, time_s) : (struct gq_str){ NULL, 0 };
}

static void
write_key_json(struct run *run, const struct gq_credentials_key *key)
{
    gq_buf_printf(run->out, "{\"id\":\"%.*s\"", GQ_STR_ARG(key->id));
    write_member(run->out, "name", key->name);
    write_member(run->out, "subject", key->subject);
    write_member(run->out, "roles", key->roles);
    write_member(run->out, "scopes", key->scopes);
    write_member(run->out, "created", time_text(run->arena, key->created_s));
    write_member(
            run->out, "expires", optional_time(run, key->expires_s != INT64_MAX, key->expires_s));
    write_member(run->out, "used", optional_time(run, key->used_s != 0, key->used_s));
    gq_buf_printf(run->out, ",\"revoked\":%s}", key->is_revoked ? "true" : "false");
}

static void
write_key_line(struct run *run, const struct gq_credentials_key *key)
{
    const char *state = key->is_revoked    ? "revoked"
            : key->expires_s <= run->now_s ? "expired"
                                           : "valid";
    struct gq_str used = optional_time(run, key->used_s != 0, key->used_s);

    gq_buf_printf(run->out, "%.*s  %-7s  used %-20s  %.*s  %.*s", GQ_STR_ARG(key->id), state,
            used.bytes ? used.bytes : "never", GQ_STR_ARG(key->subject), GQ_STR_ARG(key->name));
}

static bool
list(struct run *run)
{
    struct gq_credentials_key *keys;
    bool is_json = run->options->is_json;
    uint32_t count;

    if (!gq_credentials_list(run->credentials, run->arena, &keys, &count, &run->errs))
        return false;
    if (is_json)
        gq_buf_text(run->out, "{\"keys\":[");
    for (uint32_t i = 0; i < count; i++) {
        gq_buf_text(run->out, i == 0 ? "" : is_json ? "," : "\n");
        (is_json ? write_key_json : write_key_line)(run, &keys[i]);
    }
    if (is_json)
        gq_buf_text(run->out, "]}");
    return true;
}

static bool
revoke(struct run *run)
{
    return gq_credentials_revoke_key(run->credentials, run->options->arguments[1], &run->errs);
}

static const struct action {
    const char *name;
    uint32_t argument_count;
    bool (*run)(struct run *run);
} actions[] = { { "create", 1, create }, { "list", 1, list }, { "revoke", 2, revoke } };

static const struct action *
find_action(const struct gq_options *options)
{
    for (size_t i = 0; i < GQ_ARRAY_LENGTH(actions); i++)
        if (gq_str_is(options->arguments[0], actions[i].name)
                && options->argument_count == actions[i].argument_count)
            return &actions[i];
    return NULL;
}

enum gq_verb_exit
gq_verb_key(struct gq_arena *arena, const struct gq_options *options)
{
    struct run *run = gq_arena_new_of(arena, struct run);
    const struct action *action = find_action(options);

    assert(options->argument_count >= 1);
    if (!action)
        return gq_verb_usage_fault("`gqld key` is followed by create, list, or revoke and an ID.");
    if (!options->database.length)
        return gq_verb_usage_fault("`gqld key` needs --database.");
    run->arena = arena;
    run->options = options;
    run->now_s = gq_clock_wall_us(&gq_clock_system) / 1000000;
    run->out = gq_arena_new_of(arena, struct gq_buf);
    gq_buf_init_in(run->out, arena, GQ_REPORT_BYTES_MAX);
    gq_files_init_errors(&run->errs, arena, options, NULL);
    run->credentials = gq_credentials_open(options->database, &run->errs);
    if (run->credentials)
        gq_arena_defer(arena, close_credentials, run->credentials);
    if (!run->credentials || !action->run(run))
        return gq_report_errors(arena, options, &run->errs);
    return run->out->length ? gq_report_answer(run->out) : GQ_VERB_OK;
}
