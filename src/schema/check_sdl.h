/*
 * schema/check_sdl.h - the rules on definitions, before there are types.
 *
 * For schema/ alone. Spec: Type System, Type System Extensions; graphql-js `validateSDL`.
 */
#ifndef GQ_SCHEMA_CHECK_SDL_H
#define GQ_SCHEMA_CHECK_SDL_H

#include "base/attribute.h"

#include <stdbool.h>
#include <stdint.h>

struct gq_builder;
struct gq_document;
struct gq_errors;

/*
 * Checks all documents as one. `builder` has the built-in directives. False after adding
 * GQ_E_SCHEMA_INVALID errors: all of them, up to the bound of `errs`.
 */
GQ_MUST_CHECK bool gq_check_sdl(struct gq_builder *builder, struct gq_document *const *documents,
        uint32_t document_count, struct gq_errors *errs);

#endif
