/*
 * language/lex_class.h - what a byte can be part of, by table.
 *
 * Spec: Appendix > Grammar Summary. Bytes past ASCII are in no class but NON_ASCII.
 */
#ifndef GQ_LANGUAGE_LEX_CLASS_H
#define GQ_LANGUAGE_LEX_CLASS_H

#include <stdbool.h>
#include <stdint.h>

enum gq_lex_class {
    GQ_LEX_CLASS_NAME_START = 1,
    GQ_LEX_CLASS_NAME_CONTINUE = 2,
    GQ_LEX_CLASS_DIGIT = 4,
    GQ_LEX_CLASS_BLANK = 8,         /* tab, space, comma and line ends */
    GQ_LEX_CLASS_STRING_STOP = 16,  /* ends a plain run in a string: quote, backslash, line ends */
    GQ_LEX_CLASS_COMMENT_STOP = 32, /* ends a plain run in a comment: line ends */
    GQ_LEX_CLASS_NON_ASCII = 64,
};

/* A set of gq_lex_class for each byte. */
extern const uint8_t gq_lex_class_of[256];

static inline bool
gq_lex_class_has(char byte, unsigned classes)
{
    return gq_lex_class_of[(unsigned char)byte] & classes;
}

#endif
