/*
 * model/api_types.h - connections, filters and orders of each model, and what all of them share.
 *
 * In:       the finished entities of a draft.
 * Out:      text and marks.
 */
#ifndef GQ_MODEL_API_TYPES_H
#define GQ_MODEL_API_TYPES_H

struct gq_api_text;
struct gq_entity;

/* Which arguments a field that gives many rows takes. */
enum gq_api_shape { GQ_API_LIST, GQ_API_CONNECTION };

/* Writes `(filter: PostFilter, ...)` for a list or connection of `entity`. */
void gq_api_types_write_arguments(
        struct gq_api_text *text, const struct gq_entity *entity, enum gq_api_shape shape);

/*
 * Writes the types of one model. Its lists are written as `extend type Post`, with the arguments
 * that they gain and the connections beside them: rewrite.c works these into the author's type.
 */
void gq_api_types_write(struct gq_api_text *text, const struct gq_entity *entity);

/* Writes PageInfo, Direction and the operators of every scalar and enum that a filter uses. */
void gq_api_types_write_shared(struct gq_api_text *text);

#endif
