// Ambiguous framing: such a request is refused, the connection closed, and what follows in the same
// segment is never answered.
import assert from 'node:assert/strict';
import { assertAnswers, raw } from './http.mjs';
import { startServer } from './server.mjs';
import { run, test } from './tap.mjs';

const BODY = '{"query": "{ __typename }"}';
const CHUNKED = `${BODY.length.toString(16)}\r\n${BODY}\r\n0\r\n\r\n`;
const NEXT = 'GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n';
const server = await startServer();

function message(line, headers, body = '') {
  return [line, ...headers, '', body].join('\r\n');
}

function posted(headers, body = BODY, line = 'POST /graphql HTTP/1.1') {
  return message(line, ['Host: localhost', 'Content-Type: application/json', ...headers], body);
}

const LENGTH = `Content-Length: ${BODY.length}`;
const REFUSED = {
  'Content-Length and Transfer-Encoding': posted([LENGTH, 'Transfer-Encoding: chunked'], CHUNKED),
  'Transfer-Encoding and Content-Length': posted(['Transfer-Encoding: chunked', LENGTH], CHUNKED),
  'two Content-Length that differ': posted([LENGTH, 'Content-Length: 5']),
  'two Content-Length that agree': posted([LENGTH, LENGTH]),
  'a list of lengths': posted([`Content-Length: ${BODY.length}, ${BODY.length}`]),
  'a signed length': posted([`Content-Length: +${BODY.length}`]),
  'a negative length': posted(['Content-Length: -1']),
  'a hexadecimal length': posted(['Content-Length: 0x1b']),
  'an empty length': posted(['Content-Length: ']),
  'a length past 64 bits': posted(['Content-Length: 18446744073709551621']),
  'a blank before the colon': posted([`Content-Length : ${BODY.length}`]),
  'two Transfer-Encoding': posted(
    ['Transfer-Encoding: chunked', 'Transfer-Encoding: chunked'], CHUNKED),
  'an unknown coding': posted(['Transfer-Encoding: gzip'], CHUNKED),
  'a coding behind chunked': posted(['Transfer-Encoding: chunked, identity'], CHUNKED),
  'a coding that only looks like chunked': posted(['Transfer-Encoding: xchunked'], CHUNKED),
  'chunks under HTTP/1.0': posted(
    ['Transfer-Encoding: chunked'], CHUNKED, 'POST /graphql HTTP/1.0'),
  'two Host': message('GET /health HTTP/1.1', ['Host: localhost', 'Host: other']),
  'no Host': message('GET /health HTTP/1.1', ['Accept: */*']),
  'two Content-Type': posted([LENGTH, 'Content-Type: text/plain']),
  'two Authorization': posted([LENGTH, 'Authorization: a', 'Authorization: b']),
  'a NUL byte in the address': message('GET /health%00 HTTP/1.1', ['Host: localhost']),
  'a NUL byte in a parameter': message('GET /graphql?query=%00 HTTP/1.1', ['Host: localhost']),
  'a line feed in the address': message('GET /health%0A HTTP/1.1', ['Host: localhost']),
  'an encoded slash in the address': message('GET /graphql%2fx HTTP/1.1', ['Host: localhost']),
  'a header name with a blank': message('GET /health HTTP/1.1', ['Host: localhost', 'X Y: 1']),
  'a header name with a control byte': message(
    'GET /health HTTP/1.1', ['Host: localhost', 'X\x01: 1']),
};

for (const [name, bytes] of Object.entries(REFUSED)) {
  test(`${name}: refused, closed, nothing further answered`, async () => {
    const { text, isClosed } = await raw(server, Buffer.from(bytes + NEXT, 'latin1'));
    assert.match(text, /^HTTP\/1\.[01] 4(00|13) /);
    assert.doesNotMatch(text, /HTTP\/1\.[01] 2/);
    assert.ok(isClosed, 'the connection is closed');
    await assertAnswers(server);
  });
}

test('two sound requests in one segment are both answered', async () => {
  const bytes = posted([LENGTH]) + NEXT.replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n');
  const { text, isClosed } = await raw(server, bytes);
  assert.equal(text.match(/HTTP\/1\.1 200 /g)?.length, 2);
  assert.ok(isClosed, 'the connection is closed');
});

test('a sound request in chunks is answered', async () => {
  const { text } = await raw(server,
    posted(['Transfer-Encoding: chunked', 'Connection: close'], CHUNKED));
  assert.match(text, /^HTTP\/1\.1 200 /);
});

await run(() => server.stop());
