// What stands between a client and the server: CORS, compression, CSRF, proxies, sockets, traces.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { chmodSync, existsSync, statSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { assertAnswers, assertJsonError, post, request } from './http.mjs';
import { blogDatabase, startServer, temporaryFolder, until } from './server.mjs';
import { run, test } from './tap.mjs';

const database = blogDatabase({ users: 100, posts: 10, comments: 10 });
const other = blogDatabase({ users: 3, posts: 3, comments: 3 });
const folder = temporaryFolder();
const ORIGIN = 'https://app.example.com';

/** A server for one case; a database has one server at a time. */
async function withServer(args, body) {
  const server = await startServer({ database: other, args });
  try {
    return await body(server);
  } finally {
    await server.stop();
  }
}

/** A request whose fields and body are as they go over the wire: { status, headers, body }. */
function plain(server, { path = '/graphql', method = 'GET', headers = {}, body, agent,
  socketPath } = {}) {
  return new Promise((resolve, reject) => {
    const target = socketPath ? { socketPath } : { host: '127.0.0.1', port: server.port };
    const sent = httpRequest({ ...target, path, method, headers, agent }, (answer) => {
      const chunks = [];
      answer.on('data', (chunk) => chunks.push(chunk));
      answer.on('end', () => resolve(
        { status: answer.statusCode, headers: answer.headers, body: Buffer.concat(chunks) }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const TYPENAME = '/graphql?query=%7B__typename%7D';
const users = (count) => `/graphql?query=${encodeURIComponent(
  `{ users(first: ${count}) { id email } }`)}`;

const server = await startServer({
  database,
  args: ['--cors', ORIGIN, '--cors', 'http://localhost:5173', '--trusted-proxy', '127.0.0.1',
    '--limit', 'client_connections=3'],
});

test('CORS: a listed origin may read the answer', async () => {
  for (const origin of [ORIGIN, 'http://localhost:5173']) {
    const answer = await plain(server, { path: TYPENAME, headers: { origin } });
    assert.equal(answer.status, 200);
    assert.equal(answer.headers['access-control-allow-origin'], origin);
    assert.match(answer.headers['access-control-expose-headers'], /X-Request-Id/);
    assert.match(answer.headers.vary, /Origin/);
  }
});

test('CORS: another origin may not, and caches are told so', async () => {
  for (const origin of ['https://evil.example.com', `${ORIGIN}.evil.com`, 'null',
    ORIGIN.toUpperCase(), `${ORIGIN}:443`]) {
    const answer = await plain(server, { path: TYPENAME, headers: { origin } });
    assert.equal(answer.headers['access-control-allow-origin'], undefined, origin);
    assert.match(answer.headers.vary, /Origin/);
  }
});

test('CORS: an error can be read too', async () => {
  const answer = await plain(server, { path: '/nothing', headers: { origin: ORIGIN } });
  assert.equal(answer.status, 404);
  assert.equal(answer.headers['access-control-allow-origin'], ORIGIN);
});

test('CORS: a preflight of a listed origin allows what it asks for', async () => {
  const answer = await plain(server, {
    method: 'OPTIONS',
    headers: {
      origin: ORIGIN,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization, content-type',
    },
  });
  assert.equal(answer.status, 204);
  assert.equal(answer.headers['access-control-allow-origin'], ORIGIN);
  assert.match(answer.headers['access-control-allow-methods'], /POST/);
  assert.equal(answer.headers['access-control-allow-headers'], 'authorization, content-type');
  assert.equal(answer.headers['access-control-max-age'], '600');
});

test('CORS: a preflight of another origin allows nothing', async () => {
  const answer = await plain(server, {
    method: 'OPTIONS',
    headers: { origin: 'https://evil.example.com', 'access-control-request-method': 'POST' },
  });
  assert.equal(answer.status, 204);
  for (const name of Object.keys(answer.headers)) {
    assert.doesNotMatch(name, /^access-control/);
  }
});

test('CORS: names that are none are not repeated to the browser', async () => {
  const answer = await plain(server, {
    method: 'OPTIONS',
    headers: {
      origin: ORIGIN,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'x; y',
    },
  });
  assert.equal(answer.headers['access-control-allow-headers'], undefined);
});

test('CORS: without a list there are no such fields', () => withServer([], async (quiet) => {
  const answer = await plain(quiet, { path: TYPENAME, headers: { origin: ORIGIN } });
  assert.equal(answer.headers['access-control-allow-origin'], undefined);
  assert.doesNotMatch(answer.headers.vary ?? '', /Origin/);
}));

for (const [accepted, isCompressed] of [
  ['gzip', true], ['deflate, gzip;q=0.5, br', true], ['GZIP', true], ['*', true],
  ['gzip;q=0', false], ['*;q=0', false], ['br', false], ['identity', false], [undefined, false]]) {
  test(`gzip: \`Accept-Encoding: ${accepted}\``, async () => {
    const headers = accepted ? { 'accept-encoding': accepted } : {};
    const answer = await plain(server, { path: users(60), headers });
    assert.equal(answer.headers['content-encoding'], isCompressed ? 'gzip' : undefined);
    assert.match(answer.headers.vary, /Accept-Encoding/);
    assert.equal(Number(answer.headers['content-length']), answer.body.length);
    const text = (isCompressed ? gunzipSync(answer.body) : answer.body).toString();
    assert.equal(JSON.parse(text).data.users.length, 60);
    if (isCompressed) assert.ok(answer.body.length < text.length / 2);
  });
}

test('gzip: a small body stays as it is', async () => {
  const answer = await plain(server, { path: TYPENAME, headers: { 'accept-encoding': 'gzip' } });
  assert.equal(answer.headers['content-encoding'], undefined);
});

test('Server-Timing says how long the answer took', async () => {
  const answer = await plain(server, { path: TYPENAME });
  assert.match(answer.headers['server-timing'], /^total;dur=\d+\.\d{3}$/);
});

const TRACE = '0af7651916cd43dd8448eb211c80319c';
for (const [name, traceparent, wanted] of [
  ['a trace', `00-${TRACE}-b7ad6b7169203331-01`, TRACE],
  ['a trace of a later version', `01-${TRACE}-b7ad6b7169203331-01-more`, TRACE],
  ['no trace', undefined, undefined],
  ['a trace of zeros', `00-${'0'.repeat(32)}-b7ad6b7169203331-01`, undefined],
  ['capitals', `00-${TRACE.toUpperCase()}-b7ad6b7169203331-01`, undefined],
  ['a trace cut short', `00-${TRACE}`, undefined]]) {
  test(`traceparent: ${name}`, async () => {
    const id = `trace-${name.replaceAll(' ', '-')}`;
    const headers = { 'x-request-id': id, ...(traceparent && { traceparent }) };
    const findLine = () => server.events('request').find((line) => line.request_id === id);
    await plain(server, { path: TYPENAME, headers });
    await until(findLine, 'the request is logged');
    assert.equal(findLine().trace_id, wanted);
  });
}

/** `count` mutations that wait for the end of their bodies; the function ends them. */
async function hold(count, headers) {
  const sockets = [];
  for (let i = 0; i < count; i++) {
    const socket = connect(server.port, '127.0.0.1');
    await once(socket, 'connect');
    socket.write(`POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n${headers}`
      + 'Content-Length: 30\r\n\r\n{');
    socket.on('error', () => {});
    sockets.push(socket);
  }
  return () => sockets.forEach((socket) => socket.destroy());
}

const forwarded = (text) => plain(
  server, { path: TYPENAME, headers: { 'x-forwarded-for': text }, agent: false });

test('behind a trusted proxy each client has its own number of requests', async () => {
  const release = await hold(3, 'X-Forwarded-For: 198.51.100.7\r\n');
  try {
    await untilStatus(() => forwarded('198.51.100.7'), 503);
    const full = await forwarded('198.51.100.7');
    assert.equal(full.status, 503);
    assert.ok(full.headers['retry-after']);
    assert.equal((await forwarded('198.51.100.8')).status, 200);
    assert.equal((await forwarded('198.51.100.7, 198.51.100.8')).status, 200,
      'the last address is the one that the proxy saw');
    assert.equal((await forwarded('198.51.100.8, 198.51.100.7')).status, 503);
    assert.equal((await forwarded('198.51.100.7, 127.0.0.1')).status, 503,
      'proxies are passed over');
  } finally {
    release();
  }
  await untilStatus(() => forwarded('198.51.100.7'), 200);
});

async function untilStatus(send, status) {
  for (let i = 0; i < 500; i++) {
    if ((await send()).status === status) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  assert.fail(`in vain: status ${status}`);
}

test('an address has so many connections and no more', () => withServer(
  ['--limit', 'client_connections=3'], async (limited) => {
    const sockets = [];
    for (let i = 0; i < 3; i++) {
      const socket = connect(limited.port, '127.0.0.1');
      await once(socket, 'connect');
      socket.write('GET /health HTTP/1.1\r\nHost: x\r\n\r\n');
      await once(socket, 'data');
      sockets.push(socket);
    }
    const headers = { 'x-forwarded-for': '198.51.100.7' };
    assert.equal((await plain(limited, { path: '/health', headers, agent: false })).status, 503,
      'and X-Forwarded-For of anybody does not help');
    sockets.forEach((socket) => socket.destroy());
    await untilStatus(() => plain(limited, { path: '/health', agent: false }), 200);
  }));

test('--csrf strict: a GET needs a field that another origin cannot send unasked', () => withServer(
  ['--csrf', 'strict'], async (strict) => {
    const refused = await plain(strict, { path: TYPENAME });
    assert.equal(refused.status, 400);
    assert.equal(JSON.parse(refused.body).errors[0].extensions.code, 'BAD_REQUEST');
    for (const name of ['GraphQL-Require-Preflight', 'Apollo-Require-Preflight',
      'X-Apollo-Operation-Name']) {
      assert.equal((await plain(strict, { path: TYPENAME, headers: { [name]: '1' } })).status, 200);
    }
    assert.equal((await post(strict, '{"query": "{ __typename }"}')).status, 200);
    assert.equal((await plain(strict, { path: '/health' })).status, 200);
  }));

test('--listen unix:PATH', async () => {
  const path = join(folder, 'gqld.sock');
  await withServer(['--listen', `unix:${path}`, '--threads', '2'], async (local) => {
    assert.equal(local.events('listening')[0].address, `unix:${path}`);
    assert.equal(statSync(path).mode & 0o777, 0o660);
    for (let i = 0; i < 20; i++) {
      const answer = await plain(local, { path: TYPENAME, socketPath: path, agent: false });
      assert.deepEqual(JSON.parse(answer.body), { data: { __typename: 'Query' } });
    }
  });
  assert.ok(!existsSync(path), 'the file goes with the server');
});

test('--listen unix:PATH replaces what a server left, but nothing else', async () => {
  const path = join(folder, 'left.sock');
  const dying = await startServer({ database: other, args: ['--listen', `unix:${path}`] });
  await dying.stop('SIGKILL');
  assert.ok(existsSync(path));
  await withServer(['--listen', `unix:${path}`], async () => {
    const answer = await plain(undefined, { path: TYPENAME, socketPath: path });
    assert.equal(answer.status, 200);
    await assert.rejects(
      startServer({ database: blogDatabase({ users: 1 }), args: ['--listen', `unix:${path}`] }),
      /Address already in use/);
  });
  const file = join(folder, 'file');
  writeFileSync(file, 'precious');
  chmodSync(file, 0o600);
  await assert.rejects(
    startServer({ database: other, args: ['--listen', `unix:${file}`] }), /already in use/);
  assert.ok(existsSync(file));
});

test('--config: the options of a file, below the environment and the command line', async () => {
  const config = join(folder, 'gqld.ini');
  writeFileSync(config, '; a comment\npersisted = off\ncors = https://a.example\n'
    + 'cors = https://b.example\n[limits]\nbody_bytes = 100\n');
  await withServer(['--config', config, '--cors', ORIGIN], async (configured) => {
    const answer = await plain(configured, { path: TYPENAME, headers: { origin: ORIGIN } });
    assert.equal(answer.headers['access-control-allow-origin'], ORIGIN);
    const a = await plain(
      configured, { path: TYPENAME, headers: { origin: 'https://a.example' } });
    assert.equal(a.headers['access-control-allow-origin'], undefined);
    const over = await post(configured, `{"query": "{ __typename }"${' '.repeat(100)}}`);
    assert.equal(over.status, 413);
    assertJsonError(await request(`${configured.url}?extensions=${encodeURIComponent(
      '{"persistedQuery":{"version":1,"sha256Hash":""}}')}`), 'PERSISTED_QUERY_NOT_SUPPORTED');
    await assertAnswers(configured);
  });
});

test('a proxy that is none ends the start', async () => {
  await assert.rejects(
    startServer({ database: other, args: ['--trusted-proxy', '10.0.0.0/33'] }), /not the address/);
});

await run(() => server.stop());
