/*
 * schema/fault.h - adds one error about the schema, at any number of places.
 *
 * For schema/ alone.
 */
#ifndef GQ_SCHEMA_FAULT_H
#define GQ_SCHEMA_FAULT_H

#include "base/attribute.h"

#include <stdarg.h>

struct gq_errors;
struct gq_vec;

/*
 * Adds GQ_E_SCHEMA_INVALID at the `positions` (uint32_t), in their order. Past the bound of `errs`
 * nothing is worded or located, only noted as dropped. Reads the sources once.
 */
GQ_PRINTF(3, 0)
void gq_fault_vadd(
        struct gq_errors *errs, const struct gq_vec *positions, const char *format, va_list args);

/* As above. */
GQ_PRINTF(3, 4)
void gq_fault_add(struct gq_errors *errs, const struct gq_vec *positions, const char *format, ...);

#endif
