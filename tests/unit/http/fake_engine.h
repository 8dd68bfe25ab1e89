/*
 * tests/unit/http/fake_engine.h - an engine without a database: it echoes queries, and its writer
 * thread can be held, so that a test decides when mutations are done.
 *
 * A request whose text has the word `mutation` is one; `invalid` gives a request error, `overload`
 * one of load; no token or key is valid, and about `unavailable` nothing is known; a body that does not begin with a brace is unreadable; `big` gives a body of 4 MiB.
 */
#ifndef GQ_TESTS_FAKE_ENGINE_H
#define GQ_TESTS_FAKE_ENGINE_H

#include <stdint.h>

struct gq_engine;

struct gq_engine *gq_fake_engine_new(void);

/* From now on mutations wait; and those that wait are done. */
void gq_fake_engine_hold(struct gq_engine *engine);
void gq_fake_engine_release(struct gq_engine *engine);

/* Mutations that wait. */
uint32_t gq_fake_engine_waiting(struct gq_engine *engine);

/* Calls begun and not yet freed. */
uint32_t gq_fake_engine_calls(const struct gq_engine *engine);

#endif
