// HTTP methods, media types and addresses.
import assert from 'node:assert/strict';
import { assertAnswers, assertJsonError, post, request } from './http.mjs';
import { blogDatabase, startServer } from './server.mjs';
import { run, test } from './tap.mjs';

const server = await startServer({ database: blogDatabase({ users: 3, posts: 3, comments: 3 }) });

function get(parameters, options) {
  return request(`${server.url}?${new URLSearchParams(parameters)}`, options);
}

function assertAllows(answer, ...methods) {
  const allowed = (answer.headers.get('allow') ?? '').split(/,\s*/);
  for (const method of methods) {
    assert.ok(allowed.includes(method), `${method} in Allow: ${allowed}`);
  }
}

test('GET /health is 200', async () => {
  const answer = await request(`${server.origin}/health`);
  assert.equal(answer.status, 200);
});

test('HEAD /health is 200 without a body', async () => {
  const answer = await request(`${server.origin}/health`, { method: 'HEAD' });
  assert.equal(answer.status, 200);
  assert.equal(answer.text, '');
});

test('an unknown address is 404', async () => {
  for (const path of ['/', '/nothing', '/graphql/nothing', '/health/', '/GRAPHQL']) {
    const answer = await request(server.origin + path);
    assert.equal(answer.status, 404, path);
  }
});

test('a query by GET', async () => {
  const answer = await get({ query: '{ user(id: 1) { email } }' });
  assert.equal(answer.status, 200);
  assert.deepEqual(answer.json, { data: { user: { email: 'user1@example.com' } } });
});

test('a query by GET with variables and a name', async () => {
  const answer = await get({
    query: 'query a { __typename } query b($id: ID!) { user(id: $id) { id } }',
    operationName: 'b',
    variables: '{"id": 2}',
  });
  assert.deepEqual(answer.json, { data: { user: { id: '2' } } });
});

test('a mutation by GET is 405, allows POST and does nothing', async () => {
  const answer = await get({ query: 'mutation { deletePost(id: 1) { id } }' });
  assert.equal(answer.status, 405);
  assertAllows(answer, 'POST');
  assertJsonError(answer, 'METHOD_NOT_ALLOWED');
  const { json } = await get({ query: '{ post(id: 1) { id } }' });
  assert.deepEqual(json.data, { post: { id: '1' } });
});

test('GET without a query is 400', async () => {
  const answer = await request(server.url, { headers: { accept: 'application/json' } });
  assert.equal(answer.status, 400);
  assertJsonError(answer, 'BAD_REQUEST');
});

test('GET with variables that are not JSON is 400', async () => {
  const answer = await get({ query: '{ __typename }', variables: '{' });
  assert.equal(answer.status, 400);
  assertJsonError(answer, 'BAD_REQUEST');
});

for (const method of ['PUT', 'PATCH', 'DELETE']) {
  test(`${method} /graphql is 405 and says what is allowed`, async () => {
    const answer = await request(server.url, { method });
    assert.equal(answer.status, 405);
    assertAllows(answer, 'GET', 'POST');
    assertJsonError(answer, 'METHOD_NOT_ALLOWED');
  });
}

test('POST /health is 405', async () => {
  const answer = await request(`${server.origin}/health`, { method: 'POST' });
  assert.equal(answer.status, 405);
  assertAllows(answer, 'GET');
});

test('OPTIONS /graphql says what is allowed', async () => {
  const answer = await request(server.url, { method: 'OPTIONS' });
  assert.ok([200, 204].includes(answer.status), `status ${answer.status}`);
  assertAllows(answer, 'GET', 'POST');
});

test('HEAD /graphql with a query has no body', async () => {
  const answer = await get({ query: '{ __typename }' }, { method: 'HEAD' });
  assert.equal(answer.status, 200);
  assert.equal(answer.text, '');
});

for (const type of ['text/plain', 'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x', 'application/graphql', 'application/jsonx',
  'application/json+x', '']) {
  test(`a body of type \`${type}\` is 415`, async () => {
    const body = Buffer.from('{"query": "{ __typename }"}');
    const answer = await post(server, body, { 'content-type': type });
    assert.equal(answer.status, 415);
    assertJsonError(answer, 'UNSUPPORTED_MEDIA_TYPE');
  });
}

for (const type of ['application/json', 'application/json; charset=utf-8',
  'Application/JSON;charset="UTF-8"']) {
  test(`a body of type \`${type}\` is read`, async () => {
    const answer = await post(server, '{"query": "{ __typename }"}', { 'content-type': type });
    assert.equal(answer.status, 200);
  });
}

test('a compressed body is 415', async () => {
  const answer = await post(server, '{"query": "{ __typename }"}', { 'content-encoding': 'gzip' });
  assert.equal(answer.status, 415);
});

for (const [accept, type] of [
  ['*/*', 'application/json'], ['application/*', 'application/json'],
  ['application/json', 'application/json'],
  ['application/graphql-response+json', 'application/graphql-response+json'],
  ['application/graphql-response+json, application/json;q=0.9',
    'application/graphql-response+json'],
  ['application/json;q=0.1, application/graphql-response+json;q=0.5',
    'application/graphql-response+json'],
  ['text/html, application/json;q=0.1', 'application/json']]) {
  test(`\`Accept: ${accept}\` gets ${type}`, async () => {
    const answer = await post(server, '{"query": "{ __typename }"}', { accept });
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('content-type').replaceAll(' ', ''), `${type};charset=utf-8`);
  });
}

for (const accept of ['image/png', 'text/html', 'application/json;q=0']) {
  test(`\`Accept: ${accept}\` is 406`, async () => {
    const answer = await post(server, '{"query": "{ __typename }"}', { accept });
    assert.equal(answer.status, 406);
    assertJsonError(answer, 'NOT_ACCEPTABLE');
  });
}

for (const [name, body] of [
  ['no query', '{}'], ['a query that is a number', '{"query": 1}'],
  ['a query that is null', '{"query": null}'],
  ['variables that are a list', '{"query": "{ __typename }", "variables": []}'],
  ['variables that are a string', '{"query": "{ __typename }", "variables": "{}"}'],
  ['an operationName that is a number', '{"query": "{ __typename }", "operationName": 1}'],
  ['extensions that are a string', '{"query": "{ __typename }", "extensions": ""}']]) {
  test(`${name} is 400 under both media types`, async () => {
    for (const accept of ['application/json', 'application/graphql-response+json']) {
      const answer = await post(server, body, { accept });
      assert.equal(answer.status, 400);
      assertJsonError(answer, 'BAD_REQUEST');
    }
  });
}

test('a body at the limit is read, one byte more is 413', async () => {
  const body = '{"query": "{ __typename }"}';
  const full = body + ' '.repeat(262_144 - body.length);
  assert.equal((await post(server, full)).status, 200);
  const over = await post(server, `${full} `);
  assert.equal(over.status, 413);
  assertJsonError(over, 'REQUEST_LIMIT_EXCEEDED');
  await assertAnswers(server);
});

await run(() => server.stop());
