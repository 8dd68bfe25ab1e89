/*
 * base/fold.h - simple case folding, as Unicode's CaseFolding.txt has it (statuses C and S).
 *
 * Not here: full folding, which changes lengths (`ß` and `ss` stay different), and the Turkish i.
 */
#ifndef GQ_BASE_FOLD_H
#define GQ_BASE_FOLD_H

#include <stdint.h>

/* The code point that stands for all those that differ from this one by case only. */
uint32_t gq_fold_code_point(uint32_t code_point);

#endif
