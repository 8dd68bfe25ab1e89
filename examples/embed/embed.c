/*
 * examples/embed/embed.c - GraphQL over your own data in a C program.
 *
 * A shelf of books and films in two arrays. Each resolver is asked once for all parents of a
 * level: the counter printed at the end shows that 3 people cost as many calls as 300 would.
 *
 *     cc embed.c $(pkg-config --cflags --libs gqld) -o embed
 *     ./embed '{"query": "{ people { name works { __typename title } } }"}'
 */
#include <gqld.h>
#include <stdio.h>
#include <string.h>

static const char schema[] =
        "\"A year of the common era.\" scalar Year\n"
        "interface Work { title: String! year: Year! maker: Person }\n"
        "type Book implements Work { title: String! year: Year! maker: Person pages: Int! }\n"
        "type Film implements Work { title: String! year: Year! maker: Person minutes: Int! }\n"
        "type Person { name: String! works(since: Year): [Work!]! }\n"
        "union Found = Book | Film | Person\n"
        "type Query { people: [Person!]! find(text: String!): [Found!]! broken: [Int!] }\n";

struct person {
    const char *name;
};

struct work {
    const char *type, *title;
    int year, length;
    const struct person *maker;
};

static const struct person people[] = { { "Agnes" }, { "Satyajit" }, { "Ursula" } };

static const struct work works[] = {
    { "Film", "Cleo from 5 to 7", 1962, 90, &people[0] },
    { "Film", "The Gleaners and I", 2000, 82, &people[0] },
    { "Film", "The Music Room", 1958, 100, &people[1] },
    { "Book", "The Dispossessed", 1974, 387, &people[2] },
    { "Book", "Always Coming Home", 1985, 523, &people[2] },
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static unsigned calls;

static void
set_text(struct gqld_batch *batch, struct gqld_value *value, const char *text)
{
    gqld_value_set_text(batch, value, text, strlen(text));
}

/* Query.people */
static void
resolve_people(struct gqld_batch *batch, void *context)
{
    struct gqld_value *list = gqld_batch_result(batch, 0);

    (void)context;
    calls++;
    if (!gqld_value_set_list(batch, list, COUNT(people)))
        return;
    for (size_t i = 0; i < COUNT(people); i++)
        gqld_value_set_object(batch, gqld_value_list_item(list, i), NULL, &people[i]);
}

/* Query.find: people and works, so each object says its type. */
static void
resolve_find(struct gqld_batch *batch, void *context)
{
    size_t length, found = 0;
    const char *text = gqld_value_text(gqld_batch_argument(batch, "text"), &length);
    struct gqld_value *list = gqld_batch_result(batch, 0);
    const void *objects[COUNT(people) + COUNT(works)];
    const char *types[COUNT(people) + COUNT(works)];

    (void)context;
    calls++;
    for (size_t i = 0; i < COUNT(people); i++) {
        if (strncmp(people[i].name, text, length) == 0) {
            types[found] = "Person";
            objects[found++] = &people[i];
        }
    }
    for (size_t i = 0; i < COUNT(works); i++) {
        if (strncmp(works[i].title, text, length) == 0) {
            types[found] = works[i].type;
            objects[found++] = &works[i];
        }
    }
    if (!gqld_value_set_list(batch, list, found))
        return;
    for (size_t i = 0; i < found; i++)
        gqld_value_set_object(batch, gqld_value_list_item(list, i), types[i], objects[i]);
}

/* Query.broken: an error in a list that may not hold null. */
static void
resolve_broken(struct gqld_batch *batch, void *context)
{
    struct gqld_value *list = gqld_batch_result(batch, 0);

    (void)context;
    calls++;
    if (!gqld_value_set_list(batch, list, 2))
        return;
    gqld_value_set_int(gqld_value_list_item(list, 0), 1);
    gqld_value_set_error(batch, gqld_value_list_item(list, 1), "The second one is missing.");
}

/* Person.name */
static void
resolve_name(struct gqld_batch *batch, void *context)
{
    (void)context;
    calls++;
    for (size_t i = 0; i < gqld_batch_count(batch); i++) {
        const struct person *person = gqld_batch_parent(batch, i);

        set_text(batch, gqld_batch_result(batch, i), person->name);
    }
}

/* Person.works(since:) */
static void
resolve_works(struct gqld_batch *batch, void *context)
{
    const struct gqld_value *since = gqld_batch_argument(batch, "since");
    int64_t year = since && gqld_value_kind(since) == GQLD_INT ? gqld_value_int(since) : 0;

    (void)context;
    calls++;
    for (size_t i = 0; i < gqld_batch_count(batch); i++) {
        const struct person *person = gqld_batch_parent(batch, i);
        struct gqld_value *list = gqld_batch_result(batch, i);
        size_t count = 0;

        for (size_t w = 0; w < COUNT(works); w++)
            count += works[w].maker == person && works[w].year >= year;
        if (!gqld_value_set_list(batch, list, count))
            return;
        count = 0;
        for (size_t w = 0; w < COUNT(works); w++) {
            if (works[w].maker == person && works[w].year >= year)
                gqld_value_set_object(
                        batch, gqld_value_list_item(list, count++), works[w].type, &works[w]);
        }
    }
}

/* All fields of Book and Film, by name. */
static void
resolve_work(struct gqld_batch *batch, void *context)
{
    const char *field = gqld_batch_field(batch);

    (void)context;
    calls++;
    for (size_t i = 0; i < gqld_batch_count(batch); i++) {
        const struct work *work = gqld_batch_parent(batch, i);
        struct gqld_value *value = gqld_batch_result(batch, i);

        if (strcmp(field, "title") == 0)
            set_text(batch, value, work->title);
        else if (strcmp(field, "year") == 0)
            gqld_value_set_int(value, work->year);
        else if (strcmp(field, "maker") == 0)
            gqld_value_set_object(batch, value, NULL, work->maker);
        else
            gqld_value_set_int(value, work->length);
    }
}

/* The scalar Year: an integer from 1 on. */
static int
parse_year(struct gqld_batch *batch, const struct gqld_value *value, struct gqld_value *result,
        void *context)
{
    (void)batch;
    (void)result;
    (void)context;
    return gqld_value_kind(value) == GQLD_INT && gqld_value_int(value) >= 1;
}

static const struct {
    const char *type, *field;
    gqld_resolve_fn *resolve;
} resolvers[] = {
    { "Query", "people", resolve_people },
    { "Query", "find", resolve_find },
    { "Query", "broken", resolve_broken },
    { "Person", "name", resolve_name },
    { "Person", "works", resolve_works },
    { "Book", "title", resolve_work },
    { "Book", "year", resolve_work },
    { "Book", "maker", resolve_work },
    { "Book", "pages", resolve_work },
    { "Film", "title", resolve_work },
    { "Film", "year", resolve_work },
    { "Film", "maker", resolve_work },
    { "Film", "minutes", resolve_work },
};

int
main(int argc, char **argv)
{
    char *errors = NULL;
    struct gqld_engine *engine = gqld_engine_open_text(schema, &errors);

    if (!engine) {
        fprintf(stderr, "%s\n", errors ? errors : "out of memory");
        gqld_free(errors);
        return 1;
    }
    gqld_engine_set_scalar(engine, "Year", parse_year, NULL);
    for (size_t i = 0; i < COUNT(resolvers); i++)
        gqld_engine_set_resolver(
                engine, resolvers[i].type, resolvers[i].field, resolvers[i].resolve, NULL);
    for (int i = 1; i < argc; i++) {
        size_t length;
        char *response = gqld_engine_execute(engine, argv[i], strlen(argv[i]), NULL, &length);

        printf("%s\n", response ? response : "out of memory");
        gqld_free(response);
        printf("%u calls\n", calls);
        calls = 0;
    }
    gqld_engine_close(engine);
    return 0;
}
