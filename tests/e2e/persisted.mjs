// Persisted documents: registered by clients, by hash alone, in the path, trusted from manifests.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApolloClient, ApolloLink, HttpLink, InMemoryCache, gql } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { assertAnswers, assertJsonError, data, post, request } from './http.mjs';
import { blogDatabase, startServer, temporaryFolder } from './server.mjs';
import { run, test } from './tap.mjs';

const NO_CACHE = 'private, no-cache, must-revalidate';
const NOT_FOUND = { errors: [{
  message: 'PersistedQueryNotFound',
  extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' },
}] };

const database = blogDatabase({ users: 3, posts: 3, comments: 3 });
const sha256 = (text) => createHash('sha256').update(text).digest('hex');
const extensionsOf = (hash) => ({ persistedQuery: { version: 1, sha256Hash: hash } });
const send = (server, body, headers) => post(server, JSON.stringify(body), headers);

/** A server for one case; a database has one server at a time. */
const other = blogDatabase({ users: 3, posts: 3, comments: 3 });
async function withServer(args, body) {
  const server = await startServer({ database: other, args });
  try {
    return await body(server);
  } finally {
    await server.stop();
  }
}

function getByHash(server, hash, parameters = {}) {
  return request(`${server.url}?${new URLSearchParams(
    { ...parameters, extensions: JSON.stringify(extensionsOf(hash)) })}`);
}

function assertNotFound(answer) {
  assert.equal(answer.status, 200);
  assert.deepEqual(answer.json, NOT_FOUND);
  assert.equal(answer.headers.get('cache-control'), NO_CACHE);
}

// Every case has documents of its own: they share a server, and a document stays registered.
const apq = await startServer({ database, args: ['--threads', '2'] });
let number = 0;
function document() {
  return `query Q${number++}($id: ID!) { user(id: $id) { id } }`;
}

test('a hash that is not registered is PersistedQueryNotFound, by POST and by GET', async () => {
  const hash = sha256(document());
  assertNotFound(await send(apq, { extensions: extensionsOf(hash) }));
  assertNotFound(await getByHash(apq, hash));
  assertNotFound(await request(`${apq.url}/${hash}`));
  assertNotFound(await send(apq, { documentId: hash }));
});

test('a miss is 200 under both media types', async () => {
  for (const accept of ['application/json', 'application/graphql-response+json']) {
    assertNotFound(await send(apq, { extensions: extensionsOf(sha256('x')) }, { accept }));
  }
});

test('a registered document is found by all its names', async () => {
  const query = document();
  const hash = sha256(query);
  const wanted = { data: { user: { id: '2' } } };
  const variables = { id: 2 };
  const first = await send(apq, { query, variables, extensions: extensionsOf(hash) });
  assert.deepEqual(first.json, wanted);
  const asText = JSON.stringify(variables);
  const inPath = `?variables=${encodeURIComponent(asText)}`;
  for (const answer of [
    await send(apq, { variables, extensions: extensionsOf(hash) }),
    await send(apq, { query: '', variables, extensions: extensionsOf(hash) }),
    await send(apq, { documentId: hash, variables }),
    await send(apq, { documentId: `sha256:${hash}`, variables }),
    await send(apq, { documentId: hash.toUpperCase(), variables }),
    await getByHash(apq, hash, { variables: asText }),
    await request(`${apq.url}?documentId=${hash}&variables=${encodeURIComponent(asText)}`),
    await request(`${apq.url}/${hash}${inPath}`),
    await request(`${apq.url}/sha256:${hash}${inPath}`),
  ]) {
    assert.equal(answer.status, 200);
    assert.deepEqual(answer.json, wanted);
  }
});

test('a document is registered by GET', async () => {
  const query = document();
  const hash = sha256(query);
  const variables = '{"id": 1}';
  assert.deepEqual((await getByHash(apq, hash, { query, variables })).json.data,
    { user: { id: '1' } });
  assert.deepEqual((await getByHash(apq, hash, { variables })).json.data, { user: { id: '1' } });
});

test('all loops share what is registered', async () => {
  const query = document();
  const hash = sha256(query);
  await send(apq, { query, variables: { id: 1 }, extensions: extensionsOf(hash) });
  for (let i = 0; i < 20; i++) { // connections of their own: the kernel spreads them
    const answer = await send(apq, { variables: { id: 1 }, extensions: extensionsOf(hash) },
      { connection: 'close' });
    assert.deepEqual(answer.json, { data: { user: { id: '1' } } });
  }
});

test('a hash of another text is 400 and registers nothing', async () => {
  const query = document();
  for (const hash of [sha256(`${query} `), 'short', '']) {
    for (const accept of ['application/json', 'application/graphql-response+json']) {
      const answer = await send(apq, { query, extensions: extensionsOf(hash) }, { accept });
      assert.equal(answer.status, 400);
      assertJsonError(answer, 'PERSISTED_QUERY_HASH_MISMATCH');
    }
  }
  assertNotFound(await send(apq, { extensions: extensionsOf(sha256(query)) }));
});

test('a document that is not valid is not registered', async () => {
  const query = `query Q${number++} { nothing }`;
  const answer = await send(apq, { query, extensions: extensionsOf(sha256(query)) });
  assertJsonError(answer, 'GRAPHQL_VALIDATION_FAILED');
  assertNotFound(await send(apq, { extensions: extensionsOf(sha256(query)) }));
});

test('a kept mutation by GET is 405', async () => {
  const query = `mutation Q${number++} { deletePost(id: 1) { id } }`;
  const hash = sha256(query);
  const first = await request(`${apq.url}?${new URLSearchParams(
    { query, extensions: JSON.stringify(extensionsOf(hash)) })}`);
  assert.equal(first.status, 405);
  for (const answer of [await getByHash(apq, hash), await request(`${apq.url}/${hash}`)]) {
    assert.equal(answer.status, 405);
    assertJsonError(answer, 'METHOD_NOT_ALLOWED');
  }
  assert.deepEqual(await data(apq, '{ post(id: 1) { id } }'), { post: { id: '1' } });
});

for (const [name, persistedQuery] of [
  ['another version', { version: 2, sha256Hash: sha256('') }],
  ['no version', { sha256Hash: sha256('') }],
  ['a hash that is a number', { version: 1, sha256Hash: 1 }],
  ['no hash', { version: 1 }], ['a persistedQuery that is a text', 'x']]) {
  test(`${name} is 400`, async () => {
    const answer = await send(apq, { extensions: { persistedQuery } });
    assert.equal(answer.status, 400);
    assertJsonError(answer, 'BAD_REQUEST');
  });
}

test('text beside a documentId is 400', async () => {
  const query = document();
  const answer = await send(apq, { query, documentId: sha256(query) });
  assert.equal(answer.status, 400);
  assertJsonError(answer, 'BAD_REQUEST');
});

test('a path that is no hash is 404', async () => {
  const hash = sha256('');
  for (const path of ['x', hash.slice(1), `${hash}0`, `sha256:${hash}/`, `md5:${hash}`, '']) {
    assert.equal((await request(`${apq.url}/${path}`)).status, 404, path);
  }
});

test('the least recently used document goes first', () => withServer(
  ['--limit', 'persisted=2'], async (server) => {
    const [a, b, c] = [document(), document(), document()];
    const register = (query) => send(
      server, { query, variables: { id: 1 }, extensions: extensionsOf(sha256(query)) });
    const find = (query) => send(
      server, { variables: { id: 1 }, extensions: extensionsOf(sha256(query)) });
    await register(a);
    await register(b);
    assert.equal((await find(a)).json.data.user.id, '1');
    await register(c);
    assertNotFound(await find(b));
    assert.equal((await find(a)).json.data.user.id, '1');
    assert.equal((await find(c)).json.data.user.id, '1');
  }));

/** A client, and what its link sent. */
function apolloClient(server) {
  const sent = [];
  const http = new HttpLink({
    uri: server.url,
    useGETForQueries: true,
    fetch: async (url, options) => {
      const answer = await fetch(url, options);
      sent.push({ method: options.method, url: String(url), status: answer.status });
      return answer;
    },
  });
  const link = ApolloLink.from([
    new PersistedQueryLink({ sha256, useGETForHashedQueries: true }), http]);
  return { client: new ApolloClient({ link, cache: new InMemoryCache() }), sent };
}

test('@apollo/client: hash alone by GET, miss, register, hit', async () => {
  const query = gql`query Apollo($id: ID!) { user(id: $id) { id email } }`;
  const first = apolloClient(apq);
  const options = { query, variables: { id: 1 }, fetchPolicy: 'network-only' };
  const { data: one } = await first.client.query(options);
  assert.equal(one.user.email, 'user1@example.com');
  const isHashOnly = ({ method, url }) =>
    method === 'GET' && url.includes('sha256Hash') && !url.includes('query=');
  assert.equal(first.sent.length, 2);
  assert.ok(isHashOnly(first.sent[0]), first.sent[0].url);
  assert.ok(!isHashOnly(first.sent[1]), first.sent[1].url);
  await first.client.query(options);
  assert.equal(first.sent.length, 3);
  assert.ok(isHashOnly(first.sent[2]));
  const second = apolloClient(apq); // another one finds what the first has registered
  const { data: two } = await second.client.query(options);
  assert.equal(two.user.email, 'user1@example.com');
  assert.equal(second.sent.length, 1);
  assert.ok(isHashOnly(second.sent[0]));
});

test('off: a hash alone is PersistedQueryNotSupported, with a text it is ignored', () => withServer(
  ['--persisted', 'off'], async (server) => {
    const query = document();
    const extensions = extensionsOf(sha256(query));
    const answer = await send(server, { extensions });
    assert.equal(answer.status, 200);
    assert.equal(answer.json.errors[0].message, 'PersistedQueryNotSupported');
    assert.equal(answer.headers.get('cache-control'), NO_CACHE);
    const whole = await send(server, { query, variables: { id: 1 }, extensions });
    assert.equal(whole.json.data.user.id, '1');
    assert.equal((await send(server, { extensions })).json.data, undefined);
    const { client, sent } = apolloClient(server);
    const { data: got } = await client.query({ query: gql`{ users(first: 1) { id } }` });
    assert.equal(got.users.length, 1);
    assert.equal(sent.length, 2);
  }));

const folder = temporaryFolder();
const trusted = 'query Trusted($id: ID!) { user(id: $id) { id } }';
const hash = sha256(trusted);
function manifest(name, content) {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(content));
  return path;
}
mkdirSync(join(folder, 'documents'));
writeFileSync(join(folder, 'documents', 'Trusted.graphql'), trusted);
writeFileSync(join(folder, 'documents', 'ignored.txt'), 'query {');
const forms = {
  'an Apollo manifest': manifest('apollo.json', {
    format: 'apollo-persisted-query-manifest',
    version: 1,
    operations: [{ id: hash, name: 'Trusted', type: 'query', body: trusted }],
  }),
  'a map of hashes to documents': manifest('map.json', { [hash]: trusted }),
  'operationIdentifiers.json': manifest(
    'operationIdentifiers.json', { [hash]: { name: 'Trusted', source: trusted } }),
  'a folder of documents': join(folder, 'documents'),
};
const idRequired = (answer) => {
  assert.equal(answer.status, 400);
  assertJsonError(answer, 'PERSISTED_QUERY_ID_REQUIRED');
};

for (const [name, path] of Object.entries(forms)) {
  test(`trusted: ${name}`, () => withServer(
    ['--persisted', 'trusted', '--documents', path], async (server) => {
      const variables = { id: 3 };
      const asText = encodeURIComponent(JSON.stringify(variables));
      for (const answer of [
        await send(server, { documentId: hash, variables }),
        await send(server, { variables, extensions: extensionsOf(hash) }),
        await request(`${server.url}/${hash}?variables=${asText}`),
      ]) {
        assert.deepEqual(answer.json, { data: { user: { id: '3' } } });
      }
      assertNotFound(await send(server, { documentId: sha256('x') }));
    }));
}

test('trusted: text is refused before it is parsed, with and without a hash', () => withServer(
  ['--documents', forms['a map of hashes to documents']], async (server) => {
    for (const query of [trusted, '{', '{ __typename }', '('.repeat(60_000)]) {
      idRequired(await send(server, { query, variables: { id: 1 } }));
      idRequired(await send(server, { query, extensions: extensionsOf(sha256(query)) }));
      idRequired(await send(server, { query, documentId: hash }));
    }
    idRequired(await request(`${server.url}?query=%7B`));
    idRequired(await send(server, { query: '{', documentId: hash },
      { accept: 'application/json' }));
  }));

test('apq beside a manifest: trusted documents are there from the start', () => withServer(
  ['--persisted', 'apq', '--documents', forms['a map of hashes to documents']],
  async (server) => {
    const answer = await send(server, { documentId: hash, variables: { id: 1 } });
    assert.equal(answer.json.data.user.id, '1');
    await assertAnswers(server);
  }));

for (const [name, content, fault] of [
  ['a hash of another text', { [sha256('x')]: trusted }, new RegExp(`${sha256('x')}: The id is not the SHA-256`)],
  ['an MD5', { '5d41402abc4b2a76b9719d911017c592': trusted }, /5d41402abc4b2a76b9719d911017c592/],
  ['a document with a syntax error', { [sha256('{')]: '{' }, /Syntax Error/],
  ['a document that does not fit the schema', { [sha256('{ a }')]: '{ a }' },
    new RegExp(`${sha256('{ a }')}.*Cannot query field`)],
  ['no manifest at all', [1], /none of the known forms/],
  ['a map of numbers', { a: 1 }, /none of the known forms/],
  ['an Apollo manifest of another version',
    { format: 'apollo-persisted-query-manifest', version: 2, operations: [] }, /version 1/]]) {
  test(`trusted: ${name} is named and ends the start`, async () => {
    const path = manifest('faulty.json', content);
    await assert.rejects(startServer({ database: other, args: ['--documents', path] }), fault);
  });
}

test('trusted without a manifest ends the start', async () => {
  await assert.rejects(
    startServer({ database: other, args: ['--persisted', 'trusted'] }), /no manifest/);
});

await run(() => apq.stop());
