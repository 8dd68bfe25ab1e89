// Nested writes, writes of many rows and Idempotency-Key, as a client of HTTP meets them.
import assert from 'node:assert/strict';
import { assertJsonError, data, graphql, post } from './http.mjs';
import { blogDatabase, startServer } from './server.mjs';
import { run, test } from './tap.mjs';

const server = await startServer({
  database: blogDatabase({ users: 10, posts: 20, comments: 40 }),
});
const CREATE = 'mutation Create($input: [CreatePostInput!]!) { createPosts(input: $input) { id slug } }';
const KEY = 'a-key-of-this-very-test';

function newPost(slug, more = {}) {
  return { slug, title: 'A title', body: '', author: { connect: { id: '1' } }, ...more };
}

function send(input, key) {
  return post(server, JSON.stringify({ query: CREATE, variables: { input } }),
    key === undefined ? {} : { 'idempotency-key': key });
}

async function count(slug) {
  const { postsConnection } = await data(server,
    'query ($slug: String!) { postsConnection(filter: {slug: {eq: $slug}}) { totalCount } }', { slug });
  return postsConnection.totalCount;
}

test('many rows in one operation, from variables', async () => {
  const input = Array.from({ length: 100 }, (_, i) => newPost(`many-${i}`));
  const { createPosts } = await data(server, CREATE, { input });
  assert.deepEqual(createPosts.map((one) => one.slug), input.map((one) => one.slug));
});

test('a violation names the item and the field, and nothing is done', async () => {
  const answer = await graphql(server, CREATE, {
    input: [newPost('fine'), newPost('twice'), newPost('other'), newPost('twice')] });
  assert.equal(answer.data, null);
  assert.deepEqual(answer.errors[0].extensions, {
    code: 'UNIQUE_VIOLATION', constraint: 'posts_slug_key', fields: ['slug'],
    inputPath: ['input', 3, 'slug'] });
  assert.equal(await count('fine'), 0);
});

test('a row to connect that does not exist is named, deep in a list', async () => {
  const answer = await graphql(server, CREATE, { input: [newPost('fine'), newPost('deep', {
    comments: { create: [{ body: '', author: { connect: { id: '1' } } },
      { body: '', author: { connect: { email: 'nobody@example.com' } } }] } })] });
  assert.equal(answer.errors[0].extensions.code, 'FOREIGN_KEY_VIOLATION');
  assert.deepEqual(answer.errors[0].extensions.inputPath,
    ['input', 1, 'comments', 'create', 1, 'author', 'connect']);
});

test('parent and children in one operation, read back by the selection', async () => {
  const { createPost } = await data(server, `mutation ($input: CreatePostInput!) {
    createPost(input: $input) { comments { body author { name } } } }`, {
    input: newPost('family', { comments: { create: [
      { body: 'a', author: { connect: { id: '2' } } },
      { body: 'b', author: { create: { email: 'child@example.com', name: 'Child' } } }] } }) });
  assert.deepEqual(createPost.comments.map((one) => one.body), ['a', 'b']);
  assert.equal(createPost.comments[1].author.name, 'Child');
});

test('more rows than atMost: MAX_AFFECTED_EXCEEDED, and all of them are there', async () => {
  const before = await data(server, '{ postsConnection { totalCount } }');
  const answer = await graphql(server, 'mutation { deletePosts(filter: {}, atMost: 5) { affectedCount } }');
  assert.equal(answer.errors[0].extensions.code, 'MAX_AFFECTED_EXCEEDED');
  assert.deepEqual(await data(server, '{ postsConnection { totalCount } }'), before);
});

test('the same key and body: done once, answered byte for byte', async () => {
  const first = await send([newPost('keyed')], KEY);
  const second = await send([newPost('keyed')], KEY);
  assert.equal(first.status, 200);
  assert.equal(first.json.errors, undefined);
  assert.deepEqual([second.status, second.text], [first.status, first.text]);
  assert.equal(await count('keyed'), 1);
});

test('many at once under one key: done once, the others are told to wait or get the answer', async () => {
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => send([newPost('at-once')], 'a-key-for-many-at-once')));
  const done = answers.filter((answer) => answer.status === 200);
  assert.ok(done.length > 0);
  assert.equal(new Set(done.map((answer) => answer.text)).size, 1);
  for (const answer of answers.filter((one) => one.status !== 200)) {
    assert.equal(answer.status, 409);
    assertJsonError(answer, 'IDEMPOTENCY_IN_PROGRESS');
  }
  assert.equal(await count('at-once'), 1);
});

test('what failed leaves the key free', async () => {
  const failed = await send([newPost('keyed')], 'another-key-of-this-test');
  assertJsonError(failed, 'UNIQUE_VIOLATION');
  await data(server, 'mutation { deletePosts(filter: {slug: {eq: "keyed"}}) { affectedCount } }');
  const done = await send([newPost('keyed')], 'another-key-of-this-test');
  assert.equal(done.json.errors, undefined, done.text);
});

test('a key that is too short or too long is refused', async () => {
  for (const key of ['short', 'k'.repeat(15), 'k'.repeat(256)]) {
    const answer = await send([newPost('refused')], key);
    assert.equal(answer.status, 400);
    assertJsonError(answer, 'BAD_REQUEST');
  }
  assert.equal(await count('refused'), 0);
});

test('a query with a key is a query', async () => {
  const answer = await post(server, '{"query":"{ __typename }"}', { 'idempotency-key': 'short' });
  assert.deepEqual(answer.json, { data: { __typename: 'Query' } });
});

await run();
await server.stop();
