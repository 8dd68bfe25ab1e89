/*
 * base/json_run.h - the bytes of a string that stand for themselves.
 *
 * Shared by the check, the reader, the writer and the log: all look for a quote, a backslash or a
 * control character.
 */
#ifndef GQ_BASE_JSON_RUN_H
#define GQ_BASE_JSON_RUN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Sixteen bytes at once, by the compilers' own vectors: no intrinsics of one processor. */
typedef unsigned char gq_json_run_block __attribute__((vector_size(16)));

static inline bool
gq_json_run_is_plain_byte(unsigned char byte)
{
    return byte >= 0x20 && byte != '"' && byte != '\\';
}

static inline bool
gq_json_run_is_plain_block(const char *bytes)
{
    gq_json_run_block block, special;
    uint64_t halves[2];

    memcpy(&block, bytes, sizeof(block));
    special = (gq_json_run_block)(block == '"') | (gq_json_run_block)(block == '\\')
            | (gq_json_run_block)(block < 0x20);
    memcpy(halves, &special, sizeof(halves));
    return (halves[0] | halves[1]) == 0;
}

/* The number of bytes before the first quote, backslash or control character. */
static inline size_t
gq_json_run_length(const char *bytes, size_t length)
{
    size_t at = 0;

    while (at + sizeof(gq_json_run_block) <= length && gq_json_run_is_plain_block(bytes + at))
        at += sizeof(gq_json_run_block);
    while (at < length && gq_json_run_is_plain_byte((unsigned char)bytes[at]))
        at++;
    return at;
}

#endif
