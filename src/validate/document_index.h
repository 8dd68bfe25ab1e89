/*
 * validate/document_index.h - what the document's operations and fragments refer to, found once.
 *
 * In:       a run with its document.
 * Out:      spreads and variables of every operation and fragment; which fragments an operation
 *           reaches; what an operation's variables are.
 * Not here: judgement.
 *
 * No fragment is looked at twice for one operation, and no loop here recurses over fragments.
 */
#ifndef GQ_VALIDATE_DOCUMENT_INDEX_H
#define GQ_VALIDATE_DOCUMENT_INDEX_H

#include "base/map.h"
#include "base/vec.h"
#include "language/ast.h"

#include <stdbool.h>
#include <stdint.h>

struct gq_validation;
struct gq_document_index_part;
struct gq_type;

/* A fragment spread. */
struct gq_document_index_spread {
    const struct gq_selection *node;
    struct gq_document_index_part *fragment; /* NULL: there is no such fragment */
};

/* A variable where a value stands, and what its place asks for. */
struct gq_document_index_usage {
    const struct gq_literal *variable;
    const struct gq_type *type;        /* NULL: unknown */
    const struct gq_type *parent_type; /* of the value around; NULL: none */
    bool has_default;                  /* the place has a default value */
};

/* An operation or a fragment definition. */
struct gq_document_index_part {
    const struct gq_definition *definition;
    /* The definition that a spread of this name means: of equal names, the last. */
    struct gq_document_index_part *named;
    struct gq_vec spreads; /* struct gq_document_index_spread, in graphql-js's order */
    struct gq_vec usages;  /* struct gq_document_index_usage, in document order */
    /* Operations: itself, then every fragment it reaches (struct gq_document_index_part *). */
    struct gq_vec reached;
    struct gq_map variables; /* operations: name -> struct gq_variable_definition, the last one */
    uint64_t mark;           /* equal to the index's: seen in the present traversal */
};

struct gq_document_index {
    struct gq_document_index_part *parts; /* operations and fragments, in document order */
    uint32_t part_count, operation_count;
    struct gq_map fragments; /* name -> struct gq_document_index_part */
    /* Directives that the document defines, which it should not: they hide the schema's. */
    struct gq_map directives;            /* name -> struct gq_definition */
    struct gq_map operations_by_spreads; /* names of the spreads -> the first operation with them */
    uint64_t mark;
};

/* Fills `run->index`: walks the whole document once. */
void gq_document_index_build(struct gq_validation *run);

/* The fragment that a spread of `name` means, or NULL. */
struct gq_document_index_part *gq_document_index_fragment_find(
        const struct gq_document_index *index, struct gq_str name);

/* The document's own definition of a directive, or NULL. */
const struct gq_definition *gq_document_index_directive_find(
        const struct gq_document_index *index, struct gq_str name);

/*
 * The fragments that a part spreads directly, and those they spread, in graphql-js's order:
 * breadth first, each once. Appends to `fragments` (struct gq_document_index_part *), which is also the
 * queue: what it holds already is where the search starts, and all of it is marked.
 */
void gq_document_index_reach(struct gq_validation *run, struct gq_vec *fragments);

/* Starts a traversal: no part is marked. */
void gq_document_index_unmark(struct gq_document_index *index);

/* Marks the part; false when the present traversal has done so already. */
bool gq_document_index_mark(struct gq_document_index *index, struct gq_document_index_part *part);

#endif
