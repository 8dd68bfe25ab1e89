/*
 * model/names.h - from the names of types and fields to those of tables, columns and root fields.
 *
 * In:       GraphQL names: ASCII letters, digits, underscores.
 * Out:      texts in the arena; pure.
 * Not here: collisions (entity.c, api_text.c).
 */
#ifndef GQ_MODEL_NAMES_H
#define GQ_MODEL_NAMES_H

#include "base/str.h"

#include <stdbool.h>

struct gq_arena;

/*
 * The plural of the last word: consonant and y -> ies; s x z ch sh -> es; else s; irregular words
 * by a table. `apiKey` -> `apiKeys`, `salesPerson` -> `salesPeople`.
 */
struct gq_str gq_names_plural(struct gq_arena *arena, struct gq_str singular);

/* `publishedAt` -> `published_at`, `APIKeys` -> `api_keys`, `userIDs` -> `user_ids`. */
struct gq_str gq_names_snake(struct gq_arena *arena, struct gq_str name);

/* `Post` -> `post`; a leading acronym is lowered whole: `APIKey` -> `apiKey`. */
struct gq_str gq_names_lower_camel(struct gq_arena *arena, struct gq_str name);

/* `author` -> `Author`. */
struct gq_str gq_names_capital(struct gq_arena *arena, struct gq_str name);

/* ASCII letters lowered: how SQLite compares the names of tables, columns and indexes. */
struct gq_str gq_names_folded(struct gq_arena *arena, struct gq_str name);

/* May `name` be that of a field? Letters, digits, underscores; not a digit or underscore first. */
bool gq_names_is_public(struct gq_str name);

/* May `name` be that of a table, column or index? Anything but an empty text or one with a NUL. */
bool gq_names_is_storable(struct gq_str name);

#endif
