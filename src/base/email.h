/*
 * base/email.h - what a form of a web page takes for an e-mail address.
 */
#ifndef GQ_BASE_EMAIL_H
#define GQ_BASE_EMAIL_H

#include "base/attribute.h"
#include "base/str.h"

/*
 * A "valid e-mail address" of the HTML standard: a wilful violation of RFC 5322, without comments,
 * quoted names and addresses in brackets. HTML, E-mail state (type=email).
 */
GQ_MUST_CHECK bool gq_email_check(struct gq_str text);

#endif
