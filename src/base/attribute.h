/*
 * base/attribute.h - compiler attributes under names of our own.
 *
 * Not here: anything with behaviour.
 */
#ifndef GQ_BASE_ATTRIBUTE_H
#define GQ_BASE_ATTRIBUTE_H

/* The caller must look at the result. */
#define GQ_MUST_CHECK __attribute__((warn_unused_result))
/* The arguments are checked like printf's: `fmt` and `first` are 1-based positions. */
#define GQ_PRINTF(fmt, first)  __attribute__((format(printf, fmt, first)))
#define GQ_NORETURN            __attribute__((noreturn))
#define GQ_NONNULL_RESULT      __attribute__((returns_nonnull))
#define GQ_LIKELY(condition)   __builtin_expect(!!(condition), 1)
#define GQ_UNLIKELY(condition) __builtin_expect(!!(condition), 0)
#define GQ_ARRAY_LENGTH(array) (sizeof(array) / sizeof((array)[0]))

#endif
