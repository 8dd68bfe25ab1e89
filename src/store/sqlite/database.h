/*
 * store/sqlite/database.h - what a store is made of.
 */
#ifndef GQ_STORE_SQLITE_DATABASE_H
#define GQ_STORE_SQLITE_DATABASE_H

struct gq_clock;
struct gq_limits;
struct gq_model;
struct gq_writer;

/* Immutable but for the writer's own state: any thread. */
struct gq_store {
    char *path; /* owned */
    int lock_fd;
    const struct gq_limits *limits;
    const struct gq_clock *clock;
    const struct gq_model *model;
    struct gq_writer *writer;
};

#endif
