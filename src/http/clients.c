/* http/clients.c - uthash under a mutex: touched once a connection, not once a request. */
#include "http/clients.h"

#include "base/alloc.h"
#include "base/map.h"
#include "base/random.h"

#include <assert.h>
#include <pthread.h>

#define HASH_NONFATAL_OOM         1
#define uthash_malloc(size)       gq_alloc(size)
#define uthash_free(memory, size) gq_alloc_free(memory)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#include <uthash.h>

struct client {
    struct gq_address address;
    uint32_t open;
    UT_hash_handle hh;
};

struct gq_clients {
    pthread_mutex_t lock;
    struct client *table; /* under the lock */
    uint32_t open_max;
    uint64_t seed;
};

static unsigned
hash_of(const struct gq_clients *clients, const struct gq_address *address)
{
    struct gq_str key = { (const char *)address->bytes, sizeof(address->bytes) };

    return (unsigned)gq_map_hash(key, clients->seed);
}

static struct client *
find(struct gq_clients *clients, const struct gq_address *address)
{
    struct client *client = NULL;

    HASH_FIND_BYHASHVALUE(hh, clients->table, address->bytes, sizeof(address->bytes),
            hash_of(clients, address), client);
    return client;
}

/* NULL without memory. */
static struct client *
add(struct gq_clients *clients, const struct gq_address *address)
{
    struct client *client = gq_alloc_zeroed(1, sizeof(*client));

    if (!client)
        return NULL;
    client->address = *address;
    HASH_ADD_BYHASHVALUE(hh, clients->table, address.bytes, sizeof(address->bytes),
            hash_of(clients, address), client);
    if (client->hh.tbl)
        return client;
    gq_alloc_free(client);
    return NULL;
}

static void
drop(struct gq_clients *clients, struct client *client)
{
    HASH_DEL(clients->table, client);
    gq_alloc_free(client);
}
#pragma GCC diagnostic pop

struct gq_clients *
gq_clients_new(uint32_t open_max)
{
    struct gq_clients *clients = gq_alloc_zeroed(1, sizeof(*clients));

    assert(open_max > 0);
    if (!clients)
        return NULL;
    clients->open_max = open_max;
    gq_random_fill(&clients->seed, sizeof(clients->seed));
    pthread_mutex_init(&clients->lock, NULL);
    return clients;
}

void
gq_clients_free(struct gq_clients *clients)
{
    if (!clients)
        return;
    while (clients->table)
        drop(clients, clients->table);
    pthread_mutex_destroy(&clients->lock);
    gq_alloc_free(clients);
}

bool
gq_clients_enter(struct gq_clients *clients, const struct gq_address *address)
{
    struct gq_address share = gq_address_share(address);
    struct client *client;
    bool is_admitted = false;

    pthread_mutex_lock(&clients->lock);
    client = find(clients, &share);
    if (!client)
        client = add(clients, &share);
    if (client && client->open < clients->open_max) {
        client->open++;
        is_admitted = true;
    }
    pthread_mutex_unlock(&clients->lock);
    return is_admitted;
}

void
gq_clients_leave(struct gq_clients *clients, const struct gq_address *address)
{
    struct gq_address share = gq_address_share(address);
    struct client *client;

    pthread_mutex_lock(&clients->lock);
    client = find(clients, &share);
    assert(client && client->open > 0);
    client->open--;
    if (client->open == 0)
        drop(clients, client);
    pthread_mutex_unlock(&clients->lock);
}
