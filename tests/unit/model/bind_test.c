/* What fields, arguments and input fields of the API mean. */
#include "harness.h"
#include "model/binding.h"
#include "model/model.h"
#include "schema/schema.h"
#include "unit.h"

static const char blog[] =
        "type User @model { id: ID! email: String @unique posts: [Post!]! }\n"
        "enum Kind { NEWS }\n"
        "type Post @model @unique(fields: [\"author\", \"slug\"]) {\n"
        "  id: ID! slug: String! kind: Kind author: User version: Int! @version\n"
        "}\n";

/* A case is named by the coordinate: `Type.field`, `Type.field(argument:)`. */
static const struct bind_case {
    const char *name;
    enum gq_binding_kind kind;
    const char *entity, *property; /* NULL: none, or not asked */
} bind_cases[] = {
    { "User.id", GQ_BIND_COLUMN, "User", "id" },
    { "User.posts", GQ_BIND_TO_MANY, "User", "posts" },
    { "User.posts(filter:)", GQ_BIND_ARGUMENT_FILTER, "Post", NULL },
    { "User.posts(first:)", GQ_BIND_ARGUMENT_FIRST, "Post", NULL },
    { "User.postsConnection", GQ_BIND_TO_MANY_CONNECTION, "User", "posts" },
    { "User.postsConnection(after:)", GQ_BIND_ARGUMENT_AFTER, "Post", NULL },
    { "Post.author", GQ_BIND_TO_ONE, "Post", "author" },
    { "Query.post", GQ_BIND_GET, "Post", NULL },
    { "Query.post(id:)", GQ_BIND_ARGUMENT_KEY, "Post", "id" },
    { "Query.postByAuthorAndSlug", GQ_BIND_GET, "Post", NULL },
    { "Query.postByAuthorAndSlug(author:)", GQ_BIND_ARGUMENT_KEY, "Post", "author" },
    { "Query.postByAuthorAndSlug(slug:)", GQ_BIND_ARGUMENT_KEY, "Post", "slug" },
    { "Query.userByEmail(email:)", GQ_BIND_ARGUMENT_KEY, "User", "email" },
    { "Query.posts", GQ_BIND_LIST, "Post", NULL },
    { "Query.posts(orderBy:)", GQ_BIND_ARGUMENT_ORDER_BY, "Post", NULL },
    { "Query.posts(offset:)", GQ_BIND_ARGUMENT_OFFSET, "Post", NULL },
    { "Query.postsConnection", GQ_BIND_CONNECTION, "Post", NULL },
    { "Query.postsConnection(last:)", GQ_BIND_ARGUMENT_LAST, "Post", NULL },
    { "Query.postsConnection(before:)", GQ_BIND_ARGUMENT_BEFORE, "Post", NULL },
    { "PostConnection.edges", GQ_BIND_EDGES, "Post", NULL },
    { "PostConnection.nodes", GQ_BIND_NODES, "Post", NULL },
    { "PostConnection.pageInfo", GQ_BIND_PAGE_INFO, "Post", NULL },
    { "PostConnection.totalCount", GQ_BIND_TOTAL_COUNT, "Post", NULL },
    { "PostEdge.cursor", GQ_BIND_CURSOR, "Post", NULL },
    { "PostEdge.node", GQ_BIND_NODE, "Post", NULL },
    { "PageInfo.hasNextPage", GQ_BIND_HAS_NEXT_PAGE, NULL, NULL },
    { "PageInfo.hasPreviousPage", GQ_BIND_HAS_PREVIOUS_PAGE, NULL, NULL },
    { "PageInfo.startCursor", GQ_BIND_START_CURSOR, NULL, NULL },
    { "PageInfo.endCursor", GQ_BIND_END_CURSOR, NULL, NULL },
    { "PostFilter.and", GQ_BIND_FILTER_AND, "Post", NULL },
    { "PostFilter.or", GQ_BIND_FILTER_OR, "Post", NULL },
    { "PostFilter.not", GQ_BIND_FILTER_NOT, "Post", NULL },
    { "PostFilter.slug", GQ_BIND_FILTER_COLUMN, "Post", "slug" },
    { "PostFilter.author", GQ_BIND_FILTER_RELATION, "User", "author" },
    { "UserFilter.posts", GQ_BIND_FILTER_LIST, "Post", "posts" },
    { "PostListFilter.some", GQ_BIND_FILTER_SOME, "Post", NULL },
    { "PostListFilter.every", GQ_BIND_FILTER_EVERY, "Post", NULL },
    { "PostListFilter.none", GQ_BIND_FILTER_NONE, "Post", NULL },
    { "StringFilter.ilike", GQ_BIND_OPERATOR, NULL, NULL },
    { "PostOrder.author", GQ_BIND_ORDER_RELATION, "Post", "author" },
    { "UserOrder.posts", GQ_BIND_ORDER_LIST, "User", "posts" },
    { "CountOrder.count", GQ_BIND_ORDER_COUNT, NULL, NULL },
    { "PostOrder.slug", GQ_BIND_ORDER_COLUMN, "Post", "slug" },
    { "Mutation.createPost", GQ_BIND_CREATE, "Post", NULL },
    { "Mutation.createPost(input:)", GQ_BIND_ARGUMENT_INPUT, "Post", NULL },
    { "Mutation.updatePost", GQ_BIND_UPDATE, "Post", NULL },
    { "Mutation.updatePost(id:)", GQ_BIND_ARGUMENT_KEY, "Post", "id" },
    { "Mutation.updatePost(expectedVersion:)", GQ_BIND_ARGUMENT_EXPECTED_VERSION, "Post", NULL },
    { "Mutation.deletePost", GQ_BIND_DELETE, "Post", NULL },
    { "Mutation.deletePost(expectedVersion:)", GQ_BIND_ARGUMENT_EXPECTED_VERSION, "Post", NULL },
    { "CreatePostInput.slug", GQ_BIND_INPUT_COLUMN, "Post", "slug" },
    { "CreatePostInput.author", GQ_BIND_INPUT_TO_ONE, "Post", "author" },
    { "CreatePostInputAuthor.connect", GQ_BIND_INPUT_CONNECT, "User", "author" },
    { "UpdatePostInputAuthor.connect", GQ_BIND_INPUT_CONNECT, "User", "author" },
    { "UpdatePostInputAuthor.disconnect", GQ_BIND_INPUT_DISCONNECT, "User", "author" },
    { "UserUnique.id", GQ_BIND_UNIQUE_COLUMN, "User", "id" },
    { "UserUnique.email", GQ_BIND_UNIQUE_COLUMN, "User", "email" },
};

static struct gq_str
part(const char *coordinate, const char *from, const char *until)
{
    const char *start = from ? strpbrk(coordinate, from) : coordinate;

    if (!start)
        return (struct gq_str){ 0 };
    start += from != NULL;
    return (struct gq_str){ start, strcspn(start, until) };
}

static const struct gq_binding *
binding_at(const struct gq_schema *schema, const char *coordinate)
{
    const struct gq_type *type = gq_schema_type_find(schema, part(coordinate, NULL, "."));
    struct gq_str name = part(coordinate, ".", "("), argument = part(coordinate, "(", ":");
    const struct gq_input_value *value = NULL;

    assert_non_null(type);
    if (type->kind == GQ_TYPE_INPUT_OBJECT) {
        value = gq_schema_argument_find(type->input_fields, type->input_field_count, name);
    } else {
        const struct gq_field *field = gq_schema_field_find(schema, type, name);

        assert_non_null(field);
        if (!argument.bytes)
            return field->binding;
        value = gq_schema_argument_find(field->arguments, field->argument_count, argument);
    }
    assert_non_null(value);
    return value->binding;
}

static void
test_bind(void **state)
{
    const struct bind_case *c = *state;
    const struct gq_binding *binding;
    struct harness harness;

    harness_init(&harness, gq_str_of(blog));
    assert_str_equal(harness_errors(&harness), GQ_STR(""));
    binding = binding_at(harness.model->schema, c->name);
    assert_non_null(binding);
    assert_int_equal(binding->kind, c->kind);
    if (c->entity)
        assert_ptr_equal(binding->entity, harness_entity(&harness, c->entity));
    if (c->property) {
        assert_str_equal(binding->property->name, gq_str_of(c->property));
        assert_ptr_equal(binding->column, binding->property->column);
    }
    harness_fini(&harness);
}

static void
check_values(const struct gq_input_value *values, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        assert_non_null(values[i].binding);
}

/* Nothing that clients can say is without meaning. */
static void
test_everything_is_bound(void **state)
{
    struct harness harness;
    const struct gq_schema *schema;

    (void)state;
    harness_init(&harness, gq_str_of(blog));
    schema = harness.model->schema;
    for (uint32_t i = 0; i < schema->type_count; i++) {
        const struct gq_type *type = schema->types[i];

        if (!type->definition)
            continue;
        check_values(type->input_fields, type->input_field_count);
        for (uint32_t j = 0; j < type->field_count; j++) {
            assert_non_null(type->fields[j].binding);
            check_values(type->fields[j].arguments, type->fields[j].argument_count);
        }
    }
    harness_fini(&harness);
}

static const struct operator_case {
    const char *name;
    enum gq_operator op;
} operator_cases[] = {
    { "StringFilter.eq", GQ_OPERATOR_EQ },
    { "StringFilter.neq", GQ_OPERATOR_NEQ },
    { "KindFilter.in", GQ_OPERATOR_IN },
    { "IDFilter.nin", GQ_OPERATOR_NIN },
    { "IntFilter.lt", GQ_OPERATOR_LT },
    { "IntFilter.lte", GQ_OPERATOR_LTE },
    { "IntFilter.gt", GQ_OPERATOR_GT },
    { "IntFilter.gte", GQ_OPERATOR_GTE },
    { "KindFilter.isNull", GQ_OPERATOR_IS_NULL },
};

static void
test_operator(void **state)
{
    const struct operator_case *c = *state;
    const struct gq_binding *binding;
    struct harness harness;

    harness_init(&harness, gq_str_of(blog));
    binding = binding_at(harness.model->schema, c->name);
    assert_int_equal(binding->kind, GQ_BIND_OPERATOR);
    assert_int_equal(binding->op, c->op);
    harness_fini(&harness);
}

static void
test_types(void **state)
{
    struct harness harness;
    const struct gq_entity *user;

    (void)state;
    harness_init(&harness, gq_str_of(blog));
    user = harness_entity(&harness, "User");
    assert_ptr_equal(user->type, gq_schema_type_find(harness.model->schema, GQ_STR("User")));
    assert_ptr_equal(user->type->binding, user);
    assert_str_equal(user->singular, GQ_STR("user"));
    assert_str_equal(user->plural, GQ_STR("users"));
    assert_null(gq_schema_type_find(harness.model->schema, GQ_STR("DefaultValue")));
    assert_null(gq_schema_directive_find(harness.model->schema, GQ_STR("model")));
    harness_fini(&harness);
}

int
main(void)
{
    struct CMUnitTest tests[96] = {
        cmocka_unit_test(test_everything_is_bound),
        cmocka_unit_test(test_types),
    };
    size_t count = 2;

    GQ_UNIT_CASES(tests, count, bind_cases, test_bind);
    GQ_UNIT_CASES(tests, count, operator_cases, test_operator);
    return _cmocka_run_group_tests("model/bind", tests, count, NULL, NULL);
}
