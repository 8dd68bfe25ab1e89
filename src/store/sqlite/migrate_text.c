/* store/sqlite/migrate_text.c - tokens of SQL, and the lists that they make. */
#include "store/sqlite/migrate_text.h"

#include "base/arena.h"
#include "model/names.h"
#include "store/sqlite/sql.h"

#include <assert.h>
#include <sqlite3.h>

enum token_kind { TOKEN_WORD, TOKEN_NAME, TOKEN_STRING, TOKEN_SIGN };

struct token {
    enum token_kind kind;
    struct gq_str text;
};

static bool
is_word_byte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z')
            || (byte >= '0' && byte <= '9') || byte == '_' || byte == '$' || byte == '.'
            || (unsigned char)byte >= 0x80;
}

/* The length of the blank or comment at the start; 0: there is none. */
static size_t
blank_length(struct gq_str text)
{
    size_t at = 0;

    if (strchr(" \t\r\n\f", text.bytes[0]))
        return 1;
    if (gq_str_starts_with(text, GQ_STR("--"))) {
        while (at < text.length && text.bytes[at] != '\n')
            at++;
        return at;
    }
    if (!gq_str_starts_with(text, GQ_STR("/*")))
        return 0;
    for (at = 2; at < text.length; at++)
        if (text.bytes[at] == '/' && text.bytes[at - 1] == '*' && at > 2)
            return at + 1;
    return text.length;
}

/* The length of a text in quotes; a doubled quote stands for itself. */
static size_t
quoted_length(struct gq_str text, char quote)
{
    size_t at = 1;

    for (; at < text.length; at++) {
        if (text.bytes[at] != quote)
            continue;
        if (quote == ']' || at + 1 == text.length || text.bytes[at + 1] != quote)
            return at + 1;
        at++;
    }
    return at;
}

static size_t
token_length(struct gq_str text, enum token_kind *ret_kind)
{
    const char first = text.bytes[0];
    size_t at = 0;

    *ret_kind = first == '\'' ? TOKEN_STRING : TOKEN_NAME;
    if (first == '\'' || first == '"' || first == '`' || first == '[')
        return quoted_length(text, first == '[' ? ']' : first);
    *ret_kind = TOKEN_WORD;
    while (at < text.length && is_word_byte(text.bytes[at]))
        at++;
    if (at > 0)
        return at;
    *ret_kind = TOKEN_SIGN;
    return 1;
}

/* Takes the next token off `*rest`; false at the end. */
static bool
next(struct gq_str *rest, struct token *ret_token)
{
    size_t length;

    while (rest->length > 0 && (length = blank_length(*rest)) > 0)
        *rest = gq_str_slice(*rest, length, rest->length);
    if (rest->length == 0)
        return false;
    length = token_length(*rest, &ret_token->kind);
    assert(length > 0 && length <= rest->length);
    ret_token->text = gq_str_slice(*rest, 0, length);
    *rest = gq_str_slice(*rest, length, rest->length);
    return true;
}

static bool
is_word(const struct token *token, const char *word)
{
    return token->kind == TOKEN_WORD && token->text.length == strlen(word)
            && sqlite3_strnicmp(token->text.bytes, word, (int)token->text.length) == 0;
}

static bool
is_sign(const struct token *token, char sign)
{
    return token->kind == TOKEN_SIGN && token->text.bytes[0] == sign;
}

/* Without its quotes, those inside undoubled. */
static struct gq_str
unquoted(struct gq_arena *arena, const struct token *token)
{
    struct gq_str text = token->text;
    char *bytes, quote;
    size_t length = 0;

    if (token->kind == TOKEN_WORD || token->kind == TOKEN_SIGN)
        return text;
    bytes = gq_arena_alloc(arena, text.length + 1);
    quote = text.bytes[text.length - 1];
    for (size_t i = 1; i + 1 < text.length; i++) {
        bytes[length++] = text.bytes[i];
        if (text.bytes[i] == quote && text.bytes[i + 1] == quote)
            i++;
    }
    bytes[length] = '\0';
    return (struct gq_str){ bytes, length };
}

static const struct keyword {
    const char *word;
    enum gq_migrate_text_kind kind;
} keywords[] = {
    { "PRIMARY", GQ_MIGRATE_TEXT_PRIMARY_KEY },
    { "NOT", GQ_MIGRATE_TEXT_NOT_NULL },
    { "NULL", GQ_MIGRATE_TEXT_NULL },
    { "UNIQUE", GQ_MIGRATE_TEXT_UNIQUE },
    { "CHECK", GQ_MIGRATE_TEXT_CHECK },
    { "DEFAULT", GQ_MIGRATE_TEXT_DEFAULT },
    { "COLLATE", GQ_MIGRATE_TEXT_COLLATE },
    { "REFERENCES", GQ_MIGRATE_TEXT_REFERENCES },
    { "FOREIGN", GQ_MIGRATE_TEXT_REFERENCES },
    { "GENERATED", GQ_MIGRATE_TEXT_GENERATED },
    { "AS", GQ_MIGRATE_TEXT_GENERATED },
};

static enum gq_migrate_text_kind
kind_of(const struct token *token)
{
    for (size_t i = 0; i < GQ_ARRAY_LENGTH(keywords); i++) {
        if (is_word(token, keywords[i].word))
            return keywords[i].kind;
    }
    return GQ_MIGRATE_TEXT_NONE;
}

/* After these words a keyword goes on with what was begun. */
static bool
goes_on_after(const struct token *before)
{
    static const char *const words[] = { "NOT", "DEFAULT", "COLLATE", "REFERENCES", "SET",
        "ALWAYS" };

    for (size_t i = 0; i < GQ_ARRAY_LENGTH(words); i++) {
        if (is_word(before, words[i]))
            return true;
    }
    return false;
}

/* The state of a walk over the constraints of one item. */
struct walk {
    struct gq_arena *arena;
    struct gq_vec *parts;
    struct token before;
    bool is_named; /* CONSTRAINT name has been read: its kind comes next */
    int depth;
};

static struct gq_migrate_text_part *
last_part(const struct walk *walk)
{
    return walk->parts->count
            ? &GQ_VEC_AT(walk->parts, struct gq_migrate_text_part, walk->parts->count - 1)
            : NULL;
}

static bool
starts_part(const struct walk *walk, const struct token *token, struct gq_str rest)
{
    struct token after;

    if (walk->depth > 0 || goes_on_after(&walk->before))
        return false;
    if (is_word(token, "NOT") && next(&rest, &after) && is_word(&after, "DEFERRABLE"))
        return false;
    return is_word(token, "CONSTRAINT") || kind_of(token) != GQ_MIGRATE_TEXT_NONE;
}

/* A FOREIGN KEY's own REFERENCES belongs to it. */
static bool
belongs_to_last(const struct walk *walk, const struct token *token)
{
    const struct gq_migrate_text_part *last = last_part(walk);

    return last && last->kind == GQ_MIGRATE_TEXT_REFERENCES && is_word(token, "REFERENCES");
}

static void
begin_part(struct walk *walk, const struct token *token, struct gq_str *rest)
{
    struct gq_migrate_text_part *part = last_part(walk);
    struct token name;

    if (walk->is_named) {
        part->kind = kind_of(token);
        walk->is_named = false;
        return;
    }
    if (belongs_to_last(walk, token))
        return;
    part = GQ_VEC_PUSH(walk->arena, walk->parts, struct gq_migrate_text_part);
    part->text = (struct gq_str){ token->text.bytes, 0 };
    part->kind = kind_of(token);
    part->name = GQ_STR("");
    if (is_word(token, "CONSTRAINT") && next(rest, &name)) {
        part->name = unquoted(walk->arena, &name);
        walk->is_named = true;
    }
}

/* Cuts `text` into constraints; what stands before the first is passed over. */
static void
split_parts(struct gq_arena *arena, struct gq_str text, struct gq_vec *parts)
{
    struct walk walk = { .arena = arena, .parts = parts };
    struct gq_str rest = text;
    struct token token;

    while (next(&rest, &token)) {
        struct gq_migrate_text_part *part;

        if (starts_part(&walk, &token, rest))
            begin_part(&walk, &token, &rest);
        walk.depth += is_sign(&token, '(') - is_sign(&token, ')');
        walk.before = token;
        part = last_part(&walk);
        if (part)
            part->text.length = (size_t)(rest.bytes - part->text.bytes);
    }
}

static void
add_item(struct gq_arena *arena, struct gq_str item, struct gq_migrate_text *text)
{
    struct gq_migrate_text_column *column;
    struct gq_str rest = item;
    struct token token;

    if (!next(&rest, &token))
        return;
    item.length = (size_t)(rest.bytes + rest.length - token.text.bytes);
    item.bytes = token.text.bytes;
    while (strchr(" \t\r\n", item.bytes[item.length - 1]))
        item.length--;
    if (is_word(&token, "CONSTRAINT") || is_word(&token, "PRIMARY") || is_word(&token, "UNIQUE")
            || is_word(&token, "CHECK") || is_word(&token, "FOREIGN")) {
        split_parts(arena, item, &text->parts);
        return;
    }
    column = GQ_VEC_PUSH(arena, &text->columns, struct gq_migrate_text_column);
    column->name = unquoted(arena, &token);
    column->text = item;
    split_parts(arena, rest, &column->parts);
}

void
gq_migrate_text_split(struct gq_arena *arena, struct gq_str sql, struct gq_migrate_text *ret_text)
{
    struct gq_str rest = sql;
    const char *start = NULL;
    struct token token;
    int depth = 0;

    *ret_text = (struct gq_migrate_text){ .options = GQ_STR("") };
    while (next(&rest, &token)) {
        const bool is_end = is_sign(&token, ')') && depth == 1;

        if (depth == 1 && (is_end || is_sign(&token, ','))) {
            add_item(arena, (struct gq_str){ start, (size_t)(token.text.bytes - start) }, ret_text);
            start = rest.bytes;
        }
        if (is_end)
            break;
        depth += is_sign(&token, '(') - is_sign(&token, ')');
        if (depth == 1 && !start)
            start = rest.bytes;
    }
    ret_text->options = rest;
}

struct gq_str
gq_migrate_text_inside(struct gq_str text)
{
    struct gq_str rest = text;
    const char *start = NULL;
    struct token token;
    int depth = 0;

    while (next(&rest, &token)) {
        depth += is_sign(&token, '(') - is_sign(&token, ')');
        if (depth == 1 && !start)
            start = rest.bytes;
        if (start && depth == 0)
            return (struct gq_str){ start, (size_t)(token.text.bytes - start) };
    }
    return GQ_STR("");
}

/* `(...)` as a whole, not `(a) + (b)`. */
static bool
is_enclosed(struct gq_str text)
{
    struct gq_str rest = text;
    struct token token;
    int depth = 0;

    if (!next(&rest, &token) || !is_sign(&token, '('))
        return false;
    for (depth = 1; depth > 0 && next(&rest, &token);)
        depth += is_sign(&token, '(') - is_sign(&token, ')');
    return depth == 0 && !next(&rest, &token);
}

struct gq_str
gq_migrate_text_normal(struct gq_arena *arena, struct gq_str text)
{
    struct token token = { 0 };
    struct gq_sql normal;

    while (text.length > 0 && is_enclosed(text))
        text = gq_migrate_text_inside(text);
    gq_sql_init(&normal, arena);
    while (next(&text, &token)) {
        if (normal.length > 0 && normal.bytes[normal.length - 1] != '-')
            gq_sql_text(&normal, " ");
        gq_sql_append(&normal,
                token.kind == TOKEN_STRING ? token.text
                                           : gq_names_folded(arena, unquoted(arena, &token)));
    }
    return gq_arena_copy(arena, (struct gq_str){ normal.bytes, normal.length });
}

bool
gq_migrate_text_list(struct gq_arena *arena, struct gq_str normal, struct gq_str *ret_column,
        struct gq_vec *ret_values)
{
    struct gq_str rest = normal;
    struct token token;

    if (!next(&rest, &token) || token.kind != TOKEN_WORD)
        return false;
    *ret_column = token.text;
    if (!next(&rest, &token) || !is_word(&token, "IN") || !next(&rest, &token)
            || !is_sign(&token, '('))
        return false;
    while (next(&rest, &token)) {
        if (token.kind != TOKEN_STRING && !is_word(&token, "0") && !is_word(&token, "1"))
            return false;
        *GQ_VEC_PUSH(arena, ret_values, struct gq_str) = unquoted(arena, &token);
        if (!next(&rest, &token))
            return false;
        if (is_sign(&token, ')'))
            return !next(&rest, &token);
        if (!is_sign(&token, ','))
            return false;
    }
    return false;
}
