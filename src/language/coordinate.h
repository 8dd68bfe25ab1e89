/*
 * language/coordinate.h - schema coordinates: `Type.field(argument:)`.
 *
 * In:       text without blanks or comments: the grammar has none.
 * Out:      names and the kind of thing they say.
 * Not here: finding it in a schema (schema/).
 */
#ifndef GQ_LANGUAGE_COORDINATE_H
#define GQ_LANGUAGE_COORDINATE_H

#include "base/attribute.h"
#include "language/ast.h"

#include <stdbool.h>

struct gq_errors;
struct gq_source;

/* Spec: Appendix > Schema Coordinates. */
enum gq_coordinate_kind {
    GQ_COORDINATE_TYPE,               /* Name */
    GQ_COORDINATE_MEMBER,             /* Name.member: a field, input field or enum value */
    GQ_COORDINATE_ARGUMENT,           /* Name.member(argument:) */
    GQ_COORDINATE_DIRECTIVE,          /* @name */
    GQ_COORDINATE_DIRECTIVE_ARGUMENT, /* @name(argument:) */
};

/* Names are slices of the source; those that the kind does not have are absent. */
struct gq_coordinate {
    enum gq_coordinate_kind kind;
    struct gq_name name, member, argument;
};

/*
 * Reads the whole text as one coordinate. Spec: Appendix > Schema Coordinates > Grammar.
 * False after adding GQ_E_PARSE_FAILED.
 */
GQ_MUST_CHECK bool gq_coordinate_parse(const struct gq_source *source,
        struct gq_coordinate *ret_coordinate, struct gq_errors *errs);

#endif
