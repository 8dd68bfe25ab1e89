// Every limit that a client can meet: one below, at and one past it, by each way to send a request.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { post, raw, request } from './http.mjs';
import { blogDatabase, startServer } from './server.mjs';
import { run, test } from './tap.mjs';

const database = blogDatabase({ users: 20, posts: 20, comments: 20 });
const sha256 = (text) => createHash('sha256').update(text).digest('hex');
const list = (count, make) => Array.from({ length: count }, (_, i) => make(i)).join(' ');
const nested = (count, open, inner) => open.repeat(count) + inner + '}'.repeat(count);

/** User, posts, author, posts, ... `levels` deep. */
function chain(levels) {
  const steps = Array.from({ length: levels - 2 }, (_, i) => (i % 2 ? 'author' : 'posts'));
  return `{ user(id: 1) { ${steps.map((step) => `${step} {`).join(' ')} id ${'}'.repeat(levels)}`;
}

// `is_valid`: a document past the limit is valid all the same, so that it is kept under its hash.
const documents = [
  { limit: 'tokens', at: 20, code: 'MAX_TOKENS_LIMIT',
    make: (n) => `{ ${list(n - 2, () => '__typename')} }` },
  { limit: 'nesting', at: 10, code: 'MAX_NESTING_LIMIT',
    make: (n) => nested(n - 1, '{ ... ', '{ __typename }') },
  { limit: 'root_fields', at: 5, code: 'MAX_ROOT_FIELDS_LIMIT',
    make: (n) => `{ ${list(n, (i) => `a${i}: __typename`)} }` },
  { limit: 'root_fields', at: 5, code: 'MAX_ROOT_FIELDS_LIMIT', name: 'by fragments',
    make: (n) => `{ __typename ...F } fragment F on Query { ${list(n - 1, () => '__typename')} }` },
  { limit: 'aliases', at: 5, code: 'MAX_ALIASES_LIMIT',
    make: (n) => `{ ${list(n, (i) => `a${i}: __typename`)} }` },
  { limit: 'directives', at: 5, code: 'MAX_DIRECTIVES_LIMIT',
    make: (n) => `{ ${list(n, (i) => `a${i}: __typename @include(if: true)`)} }` },
  { limit: 'depth', at: 4, code: 'MAX_DEPTH_LIMIT', make: chain },
  { limit: 'introspection_depth', at: 6, code: 'MAX_DEPTH_LIMIT',
    make: (n) => `{ __type(name: "User") { fields { type { ${nested(n - 4, 'ofType { ', 'name')}`
      + ' } } } }' },
  { limit: 'selections', at: 10, code: 'MAX_SELECTIONS_LIMIT',
    make: (n) => `{ ${list(n, () => '__typename')} }` },
  { limit: 'variables', at: 3, code: 'BAD_USER_INPUT',
    make: (n) => `query(${list(n, (i) => `$v${i}: Boolean = true`)}) {`
      + `${list(n, (i) => `a${i}: __typename @include(if: $v${i})`)} }` },
  { limit: 'fragments', at: 3, code: 'REQUEST_LIMIT_EXCEEDED',
    make: (n) => `{ ${list(n, (i) => `...F${i}`)} }`
      + list(n, (i) => `fragment F${i} on Query { __typename }`) },
  { limit: 'operations', at: 3, code: 'REQUEST_LIMIT_EXCEEDED', operationName: 'Q0',
    make: (n) => list(n, (i) => `query Q${i} { __typename }`) },
  { limit: 'document_bytes', at: 100, code: 'REQUEST_LIMIT_EXCEEDED',
    make: (n) => '{ __typename }'.padEnd(n) },
  { limit: 'in_list', at: 3, code: 'BAD_USER_INPUT', is_valid: true,
    make: (n) => `{ users(filter: {id: {in: [${list(n, (i) => i + 1)}]}}) { id } }` },
  { limit: 'page', at: 5, code: 'BAD_USER_INPUT', is_valid: true,
    make: (n) => `{ users(first: ${n}) { id } }` },
  { limit: 'rows', at: 5, code: 'MAX_ROWS_LIMIT', is_valid: true,
    make: (n) => `{ users(first: ${n}) { id } }` },
];

async function withServer(args, body) {
  const server = await startServer({ database, args });
  try {
    return await body(server);
  } finally {
    await server.stop();
  }
}

const codeOf = (answer) => answer.json?.errors?.[0]?.extensions?.code;

/** The ways to send a document; each gives the answer that decides. */
const ways = {
  POST: (server, { query, operationName }) => post(server, JSON.stringify({ query, operationName })),
  GET: (server, { query, operationName }) => request(
    `${server.url}?${new URLSearchParams({ query, ...(operationName && { operationName }) })}`),
  persisted: async (server, { query, operationName }) => {
    const persistedQuery = { version: 1, sha256Hash: sha256(query) };
    await post(server, JSON.stringify({ query, operationName, extensions: { persistedQuery } }));
    return post(server, JSON.stringify({ operationName, extensions: { persistedQuery } }));
  },
};

for (const row of documents) {
  test(`${row.limit}${row.name ? ` ${row.name}` : ''}: ${row.at - 1}, ${row.at}, ${row.at + 1}`,
    () => withServer(['--limit', `${row.limit}=${row.at}`], async (server) => {
      for (const [way, send] of Object.entries(ways)) {
        for (const n of [row.at - 1, row.at, row.at + 1]) {
          const answer = await send(server, { query: row.make(n), operationName: row.operationName });
          const what = `${way}, ${n}: ${answer.text}`;
          if (n <= row.at) {
            assert.equal(answer.status, 200, what);
            assert.equal(answer.json.errors, undefined, what);
          } else {
            const unknown = way === 'persisted' && !row.is_valid;
            assert.equal(codeOf(answer), unknown ? 'PERSISTED_QUERY_NOT_FOUND' : row.code, what);
          }
        }
      }
    }));
}

const body = (text, n) => text + ' '.repeat(n - text.length);
const QUERY = '{"query": "{ __typename }"';
const HOST = 'Host: localhost\r\n';
const close = (fields) => `GET /health HTTP/1.1\r\n${HOST}Connection: close\r\n${fields}\r\n`;
const statusOf = async (server, bytes) => Number(
  /^HTTP\/1\.1 (\d+)/.exec((await raw(server, bytes)).text)?.[1]);

// Limits of HTTP and JSON: `send` gives the status.
const transports = [
  { limit: 'body_bytes', at: 100, past: 413,
    send: async (server, n) => (await post(server, body(`${QUERY}}`, n))).status },
  { limit: 'json_depth', at: 6, past: 400,
    send: async (server, n) => (await post(
      server, `${QUERY}, "x": ${'['.repeat(n - 1)}${']'.repeat(n - 1)}}`)).status },
  { limit: 'json_nodes', at: 10, past: 400,
    send: async (server, n) => (await post(
      server, `${QUERY}, "x": [${Array(n - 3).fill(1)}]}`)).status },
  { limit: 'json_key_bytes', at: 30, past: 400,
    send: async (server, n) => (await post(server, `${QUERY}, "${'k'.repeat(n)}": 1}`)).status },
  { limit: 'url_bytes', at: 100, past: 414,
    send: (server, n) => statusOf(server, close('').replace('/health', '/health?'.padEnd(n, 'x'))) },
  { limit: 'header_fields', at: 10, past: 431,
    send: (server, n) => statusOf(server, close('X: y\r\n'.repeat(n - 2))) },
  { limit: 'header_bytes', at: 100, past: 431,
    send: (server, n) => statusOf(
      server, close(`X: ${'y'.repeat(n - 'HostlocalhostConnectioncloseX'.length)}\r\n`)) },
];

for (const { limit, at, past, send } of transports) {
  test(`${limit}: ${at - 1}, ${at}, ${at + 1}`, () => withServer(
    ['--limit', `${limit}=${at}`], async (server) => {
      for (const n of [at - 1, at, at + 1]) {
        assert.equal(await send(server, n), n <= at ? 200 : past, `${n}`);
      }
    }));
}

await run();
