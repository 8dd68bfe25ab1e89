/*
 * validate/rules.h - the rules by name; each lives in a file of its own, rule_<name>.c.
 */
#ifndef GQ_VALIDATE_RULES_H
#define GQ_VALIDATE_RULES_H

#include "validate/walk.h"

#define GQ_RULE(symbol, section) extern const struct gq_walk_rule gq_rules_##symbol;
#include "validate/rules.def"
#undef GQ_RULE

#endif
