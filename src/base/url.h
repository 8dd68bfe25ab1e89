/*
 * base/url.h - absolute addresses.
 *
 * Not here: the request's own address (http/query.h), resolution.
 */
#ifndef GQ_BASE_URL_H
#define GQ_BASE_URL_H

#include "base/attribute.h"
#include "base/str.h"

/*
 * `scheme://host` and what may follow, in the characters of RFC 3986: others must be
 * percent-encoded. An address without a host (`javascript:`, `data:`, `mailto:`) is refused: a page
 * that links to it would run it. RFC 3986, section 3.
 */
GQ_MUST_CHECK bool gq_url_check(struct gq_str text);

#endif
