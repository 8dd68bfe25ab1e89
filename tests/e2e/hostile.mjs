// Hostile bodies: each gets an error in JSON, and the next request is answered.
import assert from 'node:assert/strict';
import { assertAnswers, assertJsonError, post, raw } from './http.mjs';
import { startServer } from './server.mjs';
import { run, test } from './tap.mjs';

const MEGABYTE = 1_000_000;
const LONG_DOCUMENT = 60_000; // below the limit of a document, far beyond any nesting
const server = await startServer();

function hostile(name, body, code) {
  test(name, async () => {
    assertJsonError(await post(server, body), code);
    await assertAnswers(server);
  });
}

function query(text) {
  return JSON.stringify({ query: text });
}

hostile('1 MB of { as the body', '{'.repeat(MEGABYTE), 'REQUEST_LIMIT_EXCEEDED');
hostile('1 MB of [ as the body', '['.repeat(MEGABYTE), 'REQUEST_LIMIT_EXCEEDED');
hostile('1 MB of { as the query', query('{'.repeat(MEGABYTE)), 'REQUEST_LIMIT_EXCEEDED');
hostile('1 MB of [ in a value', query(`{ a(b: ${'['.repeat(MEGABYTE)}`), 'REQUEST_LIMIT_EXCEEDED');
hostile('1 MB of # as the query', query('#'.repeat(MEGABYTE)), 'REQUEST_LIMIT_EXCEEDED');

hostile('{ as deep as the body allows', '{"a":'.repeat(40_000), 'BAD_REQUEST');
hostile('[ as deep as the body allows', '['.repeat(200_000), 'BAD_REQUEST');
hostile('variables of [ as deep as the body allows',
  `{"query": "{ __typename }", "variables": {"a": ${'['.repeat(200_000)}`, 'BAD_REQUEST');
hostile('{ as deep as the document allows', query('{a'.repeat(LONG_DOCUMENT / 2)));
hostile('[ in a value as deep as the document allows',
  query(`{ a(b: ${'['.repeat(LONG_DOCUMENT)}`), 'MAX_NESTING_LIMIT');
hostile('objects in a value as deep as the document allows',
  query(`{ a(b: ${'{c:'.repeat(LONG_DOCUMENT / 3)}`), 'MAX_NESTING_LIMIT');
hostile('[ in a type as deep as the document allows',
  query(`query ($a: ${'['.repeat(LONG_DOCUMENT)}`), 'MAX_NESTING_LIMIT');
hostile('# as long as the document allows', query('#'.repeat(LONG_DOCUMENT)),
  'GRAPHQL_PARSE_FAILED');
hostile('commas as long as the document allows', query(','.repeat(LONG_DOCUMENT)),
  'GRAPHQL_PARSE_FAILED');
hostile('more tokens than a document may have', query(`{ ${'a '.repeat(10_000)} }`),
  'MAX_TOKENS_LIMIT');
hostile('more bytes than a document may have', query(`{ a } #${'x'.repeat(70_000)}`),
  'REQUEST_LIMIT_EXCEEDED');

hostile('an empty body', '', 'BAD_REQUEST');
hostile('a body of blanks', ' \n\t ', 'BAD_REQUEST');
hostile('a body of one NUL byte', Buffer.from([0]), 'BAD_REQUEST');
hostile('invalid UTF-8 in the query', Buffer.concat(
  [Buffer.from('{"query": "{ a'), Buffer.from([0xff, 0xfe]), Buffer.from(' }"}')]), 'BAD_REQUEST');
hostile('invalid UTF-8 in a key', Buffer.concat(
  [Buffer.from('{"'), Buffer.from([0xc0, 0xaf]), Buffer.from('": 1}')]), 'BAD_REQUEST');
hostile('a lone surrogate in an escape', '{"query": "{ a \\ud800 }"}', 'BAD_REQUEST');
hostile('a duplicate query', '{"query": "{ __typename }", "query": "{ a }"}', 'BAD_REQUEST');
hostile('JSON with something behind it', '{"query": "{ __typename }"} x', 'BAD_REQUEST');
hostile('a number past 64 bits',
  '{"query": "{ __typename }", "variables": {"a": 99999999999999999999}}', 'BAD_REQUEST');
hostile('a list as the body', '[{"query": "{ __typename }"}]', 'BAD_REQUEST');
hostile('a string as the body', '"{ __typename }"', 'BAD_REQUEST');

test('a body cut in half', async () => {
  const body = query('{ __typename }');
  const head = 'POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n'
    + `Content-Length: ${body.length}\r\n\r\n`;
  const bytes = head + body.slice(0, body.length / 2);
  const { text, isClosed } = await raw(server, bytes, { half: true });
  assert.ok(isClosed, 'the connection is closed');
  assert.doesNotMatch(text, /^HTTP\/1\.1 2/);
  await assertAnswers(server);
});

test('a head cut in half', async () => {
  const bytes = 'POST /graphql HTTP/1.1\r\nHost: loc';
  const { text, isClosed } = await raw(server, bytes, { half: true });
  assert.ok(isClosed, 'the connection is closed');
  assert.doesNotMatch(text, /^HTTP\/1\.1 2/);
  await assertAnswers(server);
});

test('afterwards it stops as it should', async () => {
  assert.deepEqual(await server.stop(), { code: 0, signal: null });
});

await run();
