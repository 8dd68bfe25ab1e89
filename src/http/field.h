/*
 * http/field.h - what header fields are made of.
 *
 * RFC 9110, Common Rules for Defining Field Values. Pure: any thread.
 */
#ifndef GQ_HTTP_FIELD_H
#define GQ_HTTP_FIELD_H

#include "base/attribute.h"
#include "base/str.h"

#include <stdbool.h>

/* 1*tchar */
bool gq_field_is_token(struct gq_str text);

/* DQUOTE *( qdtext / quoted-pair ) DQUOTE */
bool gq_field_is_quoted(struct gq_str text);

/* Equal but for the case of ASCII letters. */
bool gq_field_equal(struct gq_str a, struct gq_str b);

#endif
