/* schema/fault.c - one error, many places. */
#include "schema/fault.h"

#include "base/error.h"
#include "base/locations.h"
#include "base/vec.h"

void
gq_fault_vadd(
        struct gq_errors *errs, const struct gq_vec *positions, const char *format, va_list args)
{
    struct gq_error *error;

    if (gq_errors_full(errs)) {
        errs->dropped = true;
        return;
    }
    error = gq_errors_vadd(errs, GQ_E_SCHEMA_INVALID, GQ_SOURCE_NOWHERE, format, args);
    if (!errs->sources || positions->count == 0)
        return;
    error->locations =
            gq_locations_of(errs->arena, errs->sources, positions->items, positions->count);
    error->location_count = positions->count;
}

void
gq_fault_add(struct gq_errors *errs, const struct gq_vec *positions, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    gq_fault_vadd(errs, positions, format, args);
    va_end(args);
}
