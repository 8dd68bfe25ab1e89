// kill -9 under eight writing clients, again and again: nothing acknowledged is lost, nothing is done twice.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { faults } from './ledger.mjs';
import { data, post } from './http.mjs';
import { startServer, temporaryFolder } from './server.mjs';
import { run, test } from './tap.mjs';

const CYCLES = process.env.GQLD_LONG ? 300 : 20;
const CLIENTS = 8;
const CYCLES_A_CASE = 20;
const folder = temporaryFolder();
const schema = join(folder, 'schema.graphql');
const database = join(folder, 'data.db');
const CREATE = `mutation Create($slug: String!) {
  createEntry(input: { slug: $slug, lines: { create: [{ text: "a" }, { text: "b" }] } }) { id } }`;

// No unique slug: a write that is done twice has to show.
writeFileSync(schema, `
type Entry @model { id: ID! slug: String! lines: [Line!]! }
type Line @model { id: ID! text: String! entry: Entry! @relation(onDelete: CASCADE) }
`);

/** One request; its line in the ledger. */
async function write(server, slug, key) {
  try {
    const answer = await post(server, JSON.stringify({ query: CREATE, variables: { slug } }),
      key ? { 'idempotency-key': key } : {});
    if (answer.json?.data?.createEntry) return 'done';
    return answer.json?.errors ? 'not done' : 'unknown';
  } catch {
    return 'unknown';
  }
}

/** Writes until the server is gone; half of the writes under a key, and those sent again at random. */
async function client(server, ledger, pending, state) {
  for (let n = 0; !state.isDead; n++) {
    const key = n % 2 ? randomUUID() : undefined;
    const slug = randomUUID();
    const outcome = await write(server, slug, key);
    ledger.push({ slug, key, outcome });
    if (outcome === 'unknown') {
      if (key) pending.push({ slug, key });
      return;
    }
    if (key && n % 3 === 0) ledger.push({ slug, key, outcome: await again(server, slug, key) });
  }
}

async function again(server, slug, key) {
  const outcome = await write(server, slug, key);
  return outcome === 'not done' ? 'unknown' : outcome; /* in progress: the first one decides */
}

async function rowsOf(server) {
  const rows = new Map();
  for (let after = null; ;) {
    const { entriesConnection: page } = await data(server, `query ($after: String) {
      entriesConnection(first: 100, after: $after) {
        nodes { slug lines { text } } pageInfo { hasNextPage endCursor } } }`, { after });
    for (const { slug, lines } of page.nodes) {
      assert.equal(lines.length, 2, `${slug} is not whole`);
      rows.set(slug, (rows.get(slug) ?? 0) + 1);
    }
    if (!page.pageInfo.hasNextPage) return rows;
    after = page.pageInfo.endCursor;
  }
}

test('the checker finds planted violations, and nothing else', () => {
  const line = (slug, outcome) => ({ slug, outcome });
  const cases = [
    [[line('a', 'done')], [], 1],
    [[line('a', 'done'), line('b', 'done')], [['b', 1]], 1],
    [[line('a', 'done')], [['a', 2]], 1],
    [[line('a', 'unknown')], [['a', 2]], 1],
    [[line('a', 'unknown'), line('a', 'done')], [['a', 2]], 1],
    [[line('a', 'unknown'), line('a', 'done')], [], 1],
    [[line('a', 'not done')], [['a', 1]], 1],
    [[line('a', 'not done'), line('a', 'not done')], [['a', 2]], 2],
    [[], [['a', 1]], 1],
    [[line('a', 'done'), line('b', 'not done')], [['b', 1], ['c', 1]], 3],
    [[line('a', 'done'), line('b', 'unknown'), line('c', 'not done')], [['a', 1]], 0],
    [[line('b', 'unknown')], [['b', 1]], 0],
    [[line('a', 'not done'), line('a', 'done')], [['a', 1]], 0],
  ];
  for (const [ledger, rows, wanted] of cases)
    assert.equal(faults(ledger, new Map(rows)).length, wanted, JSON.stringify([ledger, rows]));
});

const ledger = [];
let pending = [];
let slowest_ms = 0;

/** Starts the server, resolves what is unknown, kills it under its clients. */
async function cycle() {
  const started = Date.now();
  const server = await startServer({ schema, database });
  await data(server, '{ __typename }');
  slowest_ms = Math.max(slowest_ms, Date.now() - started);
  /* Under a key, what was unknown can be resolved. */
  for (const { slug, key } of pending) {
    const outcome = await write(server, slug, key);
    ledger.push({ slug, key, outcome });
    assert.equal(outcome, 'done');
  }
  pending = [];
  const state = { isDead: false };
  const clients = Array.from({ length: CLIENTS }, () => client(server, ledger, pending, state));
  await new Promise((resolve) => setTimeout(resolve, 20 + Math.random() * 130));
  await server.stop('SIGKILL');
  state.isDead = true;
  await Promise.all(clients);
}

for (let part = 0; part < CYCLES; part += CYCLES_A_CASE) {
  test(`killed ${CYCLES_A_CASE} times under ${CLIENTS} writing clients`, async () => {
    for (let n = 0; n < CYCLES_A_CASE; n++) await cycle();
  });
}

test('what was acknowledged is there, nothing is there twice or by halves', async () => {
  const server = await startServer({ schema, database });
  const done = ledger.filter((line) => line.outcome === 'done').length;
  console.log(`# ${ledger.length} requests, ${done} done; slowest restart ${slowest_ms} ms`);
  assert.ok(done > CYCLES);
  assert.deepEqual(faults(ledger, await rowsOf(server)), []);
  await server.stop();
});

test('the file is whole', async () => {
  const { DatabaseSync } = await import('node:sqlite');
  const file = new DatabaseSync(database);
  assert.deepEqual(file.prepare('PRAGMA integrity_check').all().map((row) => row.integrity_check), ['ok']);
  assert.deepEqual(file.prepare('PRAGMA foreign_key_check').all(), []);
  file.close();
});

await run();
