// The admin listener: metrics, readiness, state; and what of that the public port shows.
import assert from 'node:assert/strict';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { data, post, request } from './http.mjs';
import { blogDatabase, startServer, temporaryFolder, until } from './server.mjs';
import { run, test } from './tap.mjs';

const server = await startServer({
  database: blogDatabase({ users: 3, posts: 3, comments: 3 }),
  args: ['--admin', '127.0.0.1:0', '--threads', '2'],
});
const [{ address }] = server.events('admin_listening');
const admin = `http://${address}`;

/** { "name{labels}": value } of all samples. */
async function metrics() {
  const answer = await request(`${admin}/metrics`);
  assert.equal(answer.status, 200);
  assert.match(answer.headers.get('content-type'), /^text\/plain; version=0\.0\.4/);
  return Object.fromEntries(answer.text.split('\n')
    .filter((line) => line && !line.startsWith('#'))
    .map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]));
}

/** Waits for samples that are so: a request is counted when its answer is on its way. */
async function untilMetrics(holds, what) {
  let samples = await metrics();
  for (let i = 0; i < 500 && !holds(samples); i++) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    samples = await metrics();
  }
  assert.ok(holds(samples), `${what}: ${JSON.stringify(samples)}`);
  return samples;
}

test('/metrics is in the text format: every sample has a type', async () => {
  const { text } = await request(`${admin}/metrics`);
  const types = new Set();
  for (const line of text.split('\n').filter(Boolean)) {
    const type = /^# TYPE (\w+) (counter|gauge|histogram)$/.exec(line);
    if (type) types.add(type[1]);
    if (line.startsWith('#')) continue;
    const [, name] = /^([a-z_]+)(?:\{(?:[a-z]+="[^"\\]*",?)+\})? \d+(?:\.\d+)?$/.exec(line) ?? [];
    assert.ok(name, line);
    assert.ok(types.has(name) || types.has(name.replace(/_(bucket|sum|count)$/, '')), line);
  }
});

test('requests are counted by status, over all loops', async () => {
  const before = await metrics();
  const count = (samples, status) => samples[`gqld_requests_total{status="${status}"}`] ?? 0;
  for (let i = 0; i < 20; i++) {
    await request(server.origin + (i % 2 ? '/health' : '/nothing'),
      { headers: { connection: 'close' } });
  }
  await untilMetrics((after) => count(after, 200) === count(before, 200) + 10
    && count(after, 404) === count(before, 404) + 10, 'ten of each');
});

test('durations are a histogram: it only grows, and its end is the count', async () => {
  await data(server, '{ users { id } }');
  const samples = await metrics();
  const buckets = Object.entries(samples).filter(([name]) => name.includes('_bucket{le='))
    .map(([, value]) => value);
  assert.ok(buckets.length > 10);
  assert.deepEqual(buckets, buckets.toSorted((a, b) => a - b));
  assert.equal(buckets.at(-1), samples.gqld_request_duration_seconds_count);
  assert.ok(samples.gqld_request_duration_seconds_sum > 0);
});

test('statements, rows and hits of the caches are counted', async () => {
  const before = await metrics();
  const hit = 'gqld_cache_lookups_total{cache="document",outcome="hit"}';
  const miss = 'gqld_cache_lookups_total{cache="document",outcome="miss"}';
  for (let i = 0; i < 10; i++) await data(server, 'query Counted { users(first: 3) { id } }');
  await untilMetrics((after) => after.gqld_statements_total === before.gqld_statements_total + 10
    && after.gqld_rows_total === before.gqld_rows_total + 30
    && after[hit] + after[miss] === before[hit] + before[miss] + 10
    && after[hit] >= before[hit] + 8, 'ten look-ups, at most one miss a loop');
});

test('registered documents, connections and the queue are shown', async () => {
  const samples = await metrics();
  assert.equal(samples.gqld_write_queue, 0);
  assert.equal(samples.gqld_trusted_documents, 0);
  assert.ok(samples.gqld_connections >= 0);
});

test('/ready says why when asked', async () => {
  assert.equal((await request(`${admin}/ready`)).text, 'ready\n');
  const { status, json } = await request(`${admin}/ready?verbose`);
  assert.equal(status, 200);
  assert.equal(json.ready, true);
  assert.equal(json.write_queue, 0);
});

test('/status says what runs', async () => {
  const { json } = await request(`${admin}/status`);
  assert.match(json.version, /^\d+\.\d+\.\d+/);
  assert.equal(json.loops, 2);
  assert.ok(json.uptime_s >= 0);
});

test('the public port has a word for readiness, and nothing else of it', async () => {
  for (const path of ['/ready', '/ready?verbose']) {
    const answer = await request(server.origin + path);
    assert.equal(answer.status, 200);
    assert.equal(answer.text, 'ready\n');
  }
  for (const path of ['/metrics', '/status']) {
    assert.equal((await request(server.origin + path)).status, 404);
  }
});

test('the admin listener has no API', async () => {
  assert.equal((await post({ url: `${admin}/graphql` }, '{"query":"{__typename}"}')).status, 404);
  assert.equal((await request(`${admin}/metrics`, { method: 'POST' })).status, 405);
});

test('--admin PATH is a Unix socket', async () => {
  const path = join(temporaryFolder(), 'admin.sock');
  const local = await startServer({ args: ['--admin', path] });
  const status = await new Promise((resolve, reject) => {
    const sent = httpRequest({ socketPath: path, path: '/metrics' }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    sent.on('error', reject);
    sent.end();
  });
  assert.equal(status, 200);
  assert.equal((await local.stop()).code, 0);
});

test('an address that others can reach ends the start', async () => {
  for (const far of ['0.0.0.0:0', '[::]:0', '192.0.2.1:9464']) {
    await assert.rejects(startServer({ args: ['--admin', far] }), /for this machine/);
  }
});

await until(() => server.events('admin_listening').length === 1, 'one admin listener');
await run(() => server.stop());
