/*
 * base/suggest.h - " Did you mean "title" or "titles"?", as graphql-js words it.
 *
 * In:       a name that is not known, the names that are.
 * Out:      the near ones, nearest first; the sentence that ends a message.
 * Not here: which names come into question.
 */
#ifndef GQ_BASE_SUGGEST_H
#define GQ_BASE_SUGGEST_H

#include "base/attribute.h"
#include "base/str.h"

#include <stdint.h>

struct gq_arena;

/* Whether a message may name what there is: not where the schema is to be kept from the reader. */
enum gq_suggestions { GQ_SUGGESTIONS_ON, GQ_SUGGESTIONS_OFF };

/*
 * The options near `input`, nearest first, equal ones in natural order ("a2" before "a10"),
 * each once. The measure is the Damerau-Levenshtein distance without regard to ASCII case; near is
 * up to 0.4 of the input's length plus one. Returns their number; `*ret_names` lives in `arena`.
 * Takes the product of the lengths for each option of about the input's length.
 */
uint32_t gq_suggest_list(struct gq_arena *arena, struct gq_str input, const struct gq_str *options,
        uint32_t option_count, struct gq_str **ret_names);

/*
 * ` Did you mean "a", "b", or "c"?` of the first five names; empty when there is none. `what` goes
 * before the names (`the enum value`) unless it is empty. Lives in `arena`.
 */
struct gq_str gq_suggest_sentence(
        struct gq_arena *arena, struct gq_str what, const struct gq_str *names, uint32_t count);

/* The natural order, in which runs of digits compare as numbers: negative, zero or positive. */
int gq_suggest_compare(struct gq_str a, struct gq_str b);

/* Both at once. */
struct gq_str gq_suggest(struct gq_arena *arena, struct gq_str what, struct gq_str input,
        const struct gq_str *options, uint32_t option_count);

#endif
