// Ways to talk to the server: well-mannered ones, and bytes on a socket.
import assert from 'node:assert/strict';
import { connect } from 'node:net';

const ANSWER_MS = 45_000;
const RESPONSE_JSON = 'application/graphql-response+json';

/** fetch with a time limit; the body is read whole. `json` is undefined when it is none. */
export async function request(url, options = {}) {
  const response = await fetch(url, { signal: AbortSignal.timeout(ANSWER_MS), ...options });
  const text = await response.text();
  let json;
  try {
    json = JSON.parse(text);
  } catch { /* the caller looks */ }
  return { status: response.status, headers: response.headers, text, json };
}

/** A POST to /graphql; `body` is bytes or text. */
export function post(server, body, headers = {}) {
  return request(server.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: RESPONSE_JSON, ...headers },
    body,
  });
}

/** The JSON answer to a query, whatever the status. */
export async function graphql(server, query, variables, operationName) {
  const { json } = await post(server, JSON.stringify({ query, variables, operationName }));
  assert.ok(json, 'the answer is JSON');
  return json;
}

/** The data of a query that has to succeed. */
export async function data(server, query, variables) {
  const answer = await graphql(server, query, variables);
  assert.equal(answer.errors, undefined, JSON.stringify(answer.errors));
  return answer.data;
}

/** The server is well: a plain query is answered. */
export async function assertAnswers(server) {
  assert.deepEqual(await data(server, '{ __typename }'), { __typename: 'Query' });
}

/** A JSON error as clients expect it. */
export function assertJsonError(answer, code) {
  assert.match(answer.headers.get('content-type') ?? '', /json/);
  assert.ok(Array.isArray(answer.json?.errors), `errors in ${answer.text.slice(0, 200)}`);
  assert.ok(answer.json.errors.length > 0);
  assert.equal(typeof answer.json.errors[0].message, 'string');
  if (code) assert.equal(answer.json.errors[0].extensions?.code, code);
}

/**
 * Sends bytes and returns all that comes back until the server closes: { text, isClosed }.
 * `half` closes our side after sending.
 */
export function raw(server, bytes, { half = false, wait_ms = ANSWER_MS } = {}) {
  return new Promise((resolve) => {
    const chunks = [];
    const socket = connect(server.port, '127.0.0.1');
    const timer = setTimeout(() => end(false), wait_ms);
    function end(isClosed) {
      clearTimeout(timer);
      socket.destroy();
      resolve({ text: Buffer.concat(chunks).toString('latin1'), isClosed });
    }
    socket.on('connect', () => (half ? socket.end(bytes) : socket.write(bytes)));
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('end', () => end(true));
    socket.on('error', () => end(true));
  });
}
