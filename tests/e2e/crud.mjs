// Reading and writing rows, with what the language offers: variables, fragments, directives.
import assert from 'node:assert/strict';
import { assertJsonError, data, graphql, post } from './http.mjs';
import { blogDatabase, startServer } from './server.mjs';
import { run, test } from './tap.mjs';

const server = await startServer({
  database: blogDatabase({ users: 10, posts: 40, comments: 100 }),
});
const CREATE = `mutation ($input: CreatePostInput!) { createPost(input: $input) {
  id slug title version createdAt updatedAt publishedAt author { id } } }`;
const READ_ID = 'query ($id: ID!) { post(id: $id) { id } }';

function newPost(slug, author = '1') {
  return { slug, title: 'A title', body: 'A body', author: { connect: { id: author } } };
}

async function create(slug) {
  return (await data(server, CREATE, { input: newPost(slug) })).createPost;
}

async function assertError(query, code, path) {
  const answer = await graphql(server, query);
  assert.equal(answer.errors?.[0].extensions?.code, code, JSON.stringify(answer));
  if (path) assert.deepEqual(answer.errors[0].path, path);
  return answer;
}

test('a created row has what was given, and what the server adds', async () => {
  const created = await create('created');
  assert.equal(created.slug, 'created');
  assert.equal(created.version, 1);
  assert.equal(created.publishedAt, null);
  assert.deepEqual(created.author, { id: '1' });
  assert.match(created.createdAt, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
  const read = await data(server, 'query ($id: ID!) { post(id: $id) { slug title } }', created);
  assert.deepEqual(read.post, { slug: 'created', title: 'A title' });
});

test('a default value stands in for what is not given', async () => {
  const { createUser } = await data(server,
    'mutation { createUser(input: {email: "new@example.com", name: "New"}) { role } }');
  assert.equal(createUser.role, 'MEMBER');
});

test('an update changes what is given and counts the version', async () => {
  const { id } = await create('updated');
  const { updatePost } = await data(server,
    'mutation ($id: ID!) { updatePost(id: $id, input: {title: "New"}) { title body version } }',
    { id });
  assert.deepEqual(updatePost, { title: 'New', body: 'A body', version: 2 });
});

test('an update sets null where null is given', async () => {
  const { id } = await create('nulled');
  const { first, second } = await data(server, `mutation ($id: ID!) {
    first: updatePost(id: $id, input: {publishedAt: "2026-01-02T03:04:05Z"}) { publishedAt }
    second: updatePost(id: $id, input: {publishedAt: null}) { publishedAt } }`, { id });
  assert.equal(first.publishedAt, '2026-01-02T03:04:05Z');
  assert.equal(second.publishedAt, null);
});

test('a delete answers the row as it was, and then it is gone', async () => {
  const { id } = await create('deleted');
  const answer = await data(server,
    'mutation ($id: ID!) { deletePost(id: $id) { id slug } }', { id });
  assert.deepEqual(answer.deletePost, { id, slug: 'deleted' });
  assert.deepEqual(await data(server, READ_ID, { id }), { post: null });
});

test('the mutations of one operation are done together or not at all', async () => {
  const answer = await graphql(server, `mutation ($input: CreatePostInput!) {
    first: createPost(input: $input) { id } second: createPost(input: $input) { id } }`,
  { input: newPost('twice') });
  assert.equal(answer.errors[0].extensions.code, 'UNIQUE_VIOLATION');
  const { posts } = await data(server, '{ posts(filter: {slug: {eq: "twice"}}) { id } }');
  assert.deepEqual(posts, []);
});

test('UNIQUE_VIOLATION', async () => {
  await create('unique');
  const answer = await graphql(server, CREATE, { input: newPost('unique') });
  assert.equal(answer.errors[0].extensions.code, 'UNIQUE_VIOLATION');
  assert.deepEqual(answer.errors[0].path, ['createPost']);
});

test('FOREIGN_KEY_VIOLATION when the connected row does not exist', async () => {
  const answer = await graphql(server, CREATE, { input: newPost('orphan', '999999') });
  assert.equal(answer.errors[0].extensions.code, 'FOREIGN_KEY_VIOLATION');
});

test('NOT_FOUND when the row to update does not exist', () =>
  assertError('mutation { updatePost(id: 999999, input: {title: "x"}) { id } }', 'NOT_FOUND',
    ['updatePost']));

test('NOT_FOUND when the row to delete does not exist', () =>
  assertError('mutation { deletePost(id: 999999) { id } }', 'NOT_FOUND', ['deletePost']));

test('a row that does not exist is null', async () => {
  assert.deepEqual(await data(server, '{ post(id: 999999) { id } }'), { post: null });
});

test('BAD_USER_INPUT when a key is none', () =>
  assertError('{ post(id: "abc") { id } }', 'BAD_USER_INPUT'));

test('filters by eq and in, sorted, with first and offset', async () => {
  const { posts } = await data(server,
    `{ posts(filter: {id: {in: [9, 3, 7, 5]}}, orderBy: [{id: DESC}], first: 2, offset: 1) {
      id } }`);
  assert.deepEqual(posts.map(({ id }) => id), ['7', '5']);
  const one = await data(server, '{ users(filter: {email: {eq: "user3@example.com"}}) { id } }');
  assert.deepEqual(one.users, [{ id: '3' }]);
});

test('relations both ways agree', async () => {
  const { users } = await data(server,
    '{ users(first: 100) { id posts(first: 100) { author { id } } } }');
  for (const user of users) {
    for (const item of user.posts) assert.equal(item.author.id, user.id);
  }
});

test('aliases, fragments, inline fragments and __typename', async () => {
  const answer = await data(server, `{
    one: user(id: 1) { ...names }
    two: user(id: 2) { ...names ... on User { kind: __typename } ... { id } }
  } fragment names on User { __typename mail: email }`);
  assert.deepEqual(answer, {
    one: { __typename: 'User', mail: 'user1@example.com' },
    two: { __typename: 'User', mail: 'user2@example.com', kind: 'User', id: '2' },
  });
});

test('response keys come in the order of the document', async () => {
  const { text } = await post(server, '{"query": "{ user(id: 1) { role id email } }"}');
  assert.match(text, /"role":.*"id":.*"email":/s);
});

for (const yes of [true, false]) {
  test(`@include and @skip with ${yes}`, async () => {
    const { user } = await data(server, `query ($yes: Boolean!) { user(id: 1) { id
      email @include(if: $yes) name @skip(if: $yes)
      posts(first: 1) @include(if: $yes) { id } } }`, { yes });
    assert.deepEqual(Object.keys(user), yes ? ['id', 'email', 'posts'] : ['id', 'name']);
  });
}

test('a variable has its default value unless one is given', async () => {
  const query = 'query ($n: Int = 2) { users(first: $n) { id } }';
  assert.equal((await data(server, query)).users.length, 2);
  assert.equal((await data(server, query, { n: 3 })).users.length, 3);
});

test('a variable of a wrong type is BAD_USER_INPUT without data', async () => {
  const answer = await graphql(server, 'query ($n: Int) { users(first: $n) { id } }', { n: 'x' });
  assert.equal(answer.errors[0].extensions.code, 'BAD_USER_INPUT');
  assert.equal('data' in answer, false);
});

test('the operation is chosen by its name', async () => {
  const document = 'query a { a: __typename } query b { b: __typename }';
  assert.deepEqual((await graphql(server, document, undefined, 'b')).data, { b: 'Query' });
  for (const name of [undefined, 'c']) {
    const { errors } = await graphql(server, document, undefined, name);
    assert.equal(errors[0].extensions.code, 'OPERATION_RESOLUTION_FAILURE');
  }
});

for (const [accept, status] of [
  ['application/graphql-response+json', 400], ['application/json', 200]]) {
  test(`an unknown field is ${status} for ${accept}`, async () => {
    const answer = await post(server, '{"query": "{ user(id: 1) { nothing } }"}', { accept });
    assert.equal(answer.status, status);
    assert.ok(answer.headers.get('content-type').startsWith(accept));
    assertJsonError(answer, 'GRAPHQL_VALIDATION_FAILED');
    assert.equal(answer.json.errors[0].message, 'Cannot query field "nothing" on type "User".');
    assert.deepEqual(answer.json.errors[0].locations, [{ line: 1, column: 17 }]);
    assert.equal('data' in answer.json, false);
  });
}

test('a page of more rows than allowed is an error, not a cut', () =>
  assertError('{ users(first: 101) { id } }', 'BAD_USER_INPUT'));

test('without `first` a page has 20 rows', async () => {
  assert.equal((await data(server, '{ posts { id } }')).posts.length, 20);
});

await run(() => server.stop());
