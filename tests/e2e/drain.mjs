// SIGTERM under load: every request that the server took is answered whole, and it exits with 0.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { data } from './http.mjs';
import { blogDatabase, startServer, until } from './server.mjs';
import { run, test } from './tap.mjs';

const CLIENTS = 32;
const database = blogDatabase({ users: 100, posts: 1000, comments: 5000 });
const READ = '{ users(first: 20) { name posts(first: 5) { title comments(first: 5) { body } } } }';
const WRITE = `mutation { createComment(input: {
  body: "under load", author: {connect: {id: 1}}, post: {connect: {id: 1}} }) { id } }`;

/** One POST over the agent's connections: 'answered', 'refused' or 'torn'. */
function send(server, agent, query) {
  return new Promise((resolve) => {
    let started = false;
    const outgoing = request(server.url, {
      agent, method: 'POST', headers: { 'content-type': 'application/json' }, timeout: 30_000,
    }, (response) => {
      const chunks = [];
      started = true;
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => {
        const answer = JSON.parse(Buffer.concat(chunks));
        resolve({ outcome: response.complete ? 'answered' : 'torn', answer });
      });
      response.on('error', () => resolve({ outcome: 'torn' }));
    });
    outgoing.on('timeout', () => outgoing.destroy());
    outgoing.on('error', () => resolve({ outcome: started ? 'torn' : 'refused' }));
    outgoing.end(JSON.stringify({ query }));
  });
}

/** Sends one request after the other until the server takes no more. */
async function client(server, agent, query, tally) {
  for (;;) {
    const { outcome, answer } = await send(server, agent, query);
    tally[outcome] = (tally[outcome] ?? 0) + 1;
    if (outcome !== 'answered') return;
    if (answer.errors) tally.errors.push(answer.errors);
    else if (query === WRITE) tally.ids.add(answer.data.createComment.id);
  }
}

const server = await startServer({ database });
const tally = { answered: 0, torn: 0, errors: [], ids: new Set() };
let end;

test('it exits with 0', async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });
  const clients = Array.from({ length: CLIENTS },
    (_, index) => client(server, agent, index % 4 ? READ : WRITE, tally));
  await until(() => tally.answered >= 4 * CLIENTS, 'the load is on');
  end = await server.stop('SIGTERM');
  await Promise.all(clients);
  agent.destroy();
  assert.deepEqual(end, { code: 0, signal: null });
});

test('no answer is torn', async () => {
  assert.equal(tally.torn, 0);
});

test('every request that the log tells of was answered', async () => {
  assert.equal(tally.answered, server.events('request').length);
});

test('the answers have no errors', async () => {
  assert.deepEqual(tally.errors.slice(0, 1), []);
});

test('nothing is left beside the database', async () => {
  assert.equal(existsSync(`${database}-wal`), false);
  assert.equal(existsSync(`${database}-shm`), false);
});

test('what was acknowledged is there, and nothing else', async () => {
  const again = await startServer({ database });
  const { commentsConnection } = await data(again, `{ commentsConnection(
    filter: {body: {eq: "under load"}}, first: 1) { totalCount } }`);
  assert.equal(commentsConnection.totalCount, tally.ids.size);
  await again.stop();
});

test('SIGTERM ends an idle server as well, and one with an idle connection', async () => {
  const idle = await startServer({ database });
  const agent = new Agent({ keepAlive: true });
  await send(idle, agent, '{ __typename }');
  assert.deepEqual(await idle.stop('SIGTERM'), { code: 0, signal: null });
  agent.destroy();
});

test('SIGINT does the same', async () => {
  const idle = await startServer({ database });
  assert.deepEqual(await idle.stop('SIGINT'), { code: 0, signal: null });
});

await run();
