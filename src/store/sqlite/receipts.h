/*
 * store/sqlite/receipts.h - the housekeeping of receipts (store/receipt.h).
 *
 * In:       the writer's connection, between two groups.
 * Out:      a few rows less.
 */
#ifndef GQ_STORE_SQLITE_RECEIPTS_H
#define GQ_STORE_SQLITE_RECEIPTS_H

#include <sqlite3.h>
#include <stdint.h>

/*
 * Removes some of the receipts from before `oldest_us`, in a transaction of its own; how many.
 * Failures are left to the next round.
 */
uint32_t gq_receipts_trim(sqlite3 *db, int64_t oldest_us);

#endif
