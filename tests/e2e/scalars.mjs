// Every scalar over HTTP: what goes in as a variable comes back the same, and is found again.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { data, graphql } from './http.mjs';
import { gqld, startServer, temporaryFolder } from './server.mjs';
import { run, test } from './tap.mjs';

const schema = fileURLToPath(new URL('../golden/schemas/scalars.graphql', import.meta.url));
const database = join(temporaryFolder(), 'scalars.db');
gqld('migrate', 'apply', schema, '--database', database);
const server = await startServer({ schema, database });

const FIELDS = 'big price at day time uuid bytes json email url slug tags sizes kinds';
const CREATE = `mutation ($input: CreateItemInput!) { createItem(input: $input) { id ${FIELDS} } }`;
const READ = `query ($id: ID!) { item(id: $id) { id ${FIELDS} } }`;

const VALUES = {
  big: '9223372036854775807',
  price: '999.999',
  at: '2026-01-02T03:04:05.000001Z',
  day: '0000-01-01',
  time: '23:59:59.999999',
  uuid: '01890a5d-ac96-774b-bcce-b302099a8057',
  bytes: Buffer.from([0, 255, 128, 10]).toString('base64'),
  json: { z: 1, a: [null, true, 1.5, 'é\u0000"\\', { deep: [[[]]] }] },
  email: 'ada+x@example.com',
  url: 'https://example.com:8443/a%20b?c=d#e',
  slug: 'slug',
  tags: ['', 'é', 'with "quotes", and commas'],
  sizes: ['-0.01', null, '12.00'],
  kinds: ['LARGE', 'LARGE'],
};

async function refused(input) {
  const answer = await graphql(server, CREATE, { input });
  assert.equal(answer.errors?.length > 0, true, JSON.stringify(answer));
  return answer.errors[0];
}

test('every value comes back as it was, at once and later', async () => {
  const { createItem } = await data(server, CREATE, { input: VALUES });
  const { id, ...given } = createItem;
  assert.deepEqual(given, VALUES);
  assert.equal(JSON.stringify(given.json), JSON.stringify(VALUES.json), 'the order of members');
  const { item } = await data(server, READ, { id });
  assert.deepEqual(item, createItem);
});

test('values are found by other spellings of them', async () => {
  const { items } = await data(server, `query ($filter: ItemFilter) { items(filter: $filter) { id } }`, {
    filter: {
      uuid: { eq: VALUES.uuid.toUpperCase() }, price: { eq: '0999.999' }, sizes: { has: '12' },
      at: { eq: '2026-01-02T04:04:05.000001+01:00' }, time: { eq: '23:59:59.999999000' },
      big: { gte: VALUES.big }, bytes: { eq: VALUES.bytes }, tags: { hasEvery: VALUES.tags },
    },
  });
  assert.equal(items.length, 1);
});

test('an integer of JSON past 53 bits stays exact', async () => {
  const body = `{"query": ${JSON.stringify(CREATE)}, "variables": {"input": {"big": 9007199254740993}}}`;
  const answer = await fetch(server.url, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body });
  assert.equal((await answer.json()).data.createItem.big, '9007199254740993');
});

for (const [name, value] of Object.entries({
  big: '9223372036854775808', price: 0.1, at: '2026-01-01', day: '2026-02-29', time: '23:59:60',
  uuid: 'x', bytes: 'AA', email: 'ada', url: 'javascript:alert(1)', slug: 1, kinds: ['HUGE'],
})) {
  test(`a value that is none is refused: ${name}`, async () => {
    const error = await refused({ [name]: value });
    assert.equal(error.extensions.code, 'BAD_USER_INPUT');
    assert.match(error.message, new RegExp(name === 'kinds' ? 'Kind' : name));
  });
}

test('a violated constraint is told with its name, its field and the author\'s words', async () => {
  for (const [name, value, constraint, message] of [
    ['price', '-0.001', 'items_price_min', 'A price is 0 to 1000.5.'],
    ['slug', 'UPPER', 'items_slug_pattern', 'A slug has two small letters or more.'],
    ['slug', 'a', 'items_slug_min_length', 'A slug has two small letters or more.'],
    ['bytes', 'AAAAAAA=', 'items_bytes_max_length', 'A value breaks a constraint.'],
    ['tags', ['a', 'b', 'c', 'd'], 'items_tags_max_length', 'A value breaks a constraint.'],
  ]) {
    const error = await refused({ [name]: value });
    assert.equal(error.message, message);
    assert.deepEqual(error.extensions, {
      code: 'CHECK_VIOLATION', constraint, fields: [name], inputPath: ['input', name] });
    assert.deepEqual(error.path, ['createItem']);
  }
});

test('keys of our making grow and are those of their strategy', async () => {
  const { createItem } = await data(server, 'mutation { createItem(input: {}) { id } }');
  const made = await data(server, `mutation ($item: ID!) {
    a: createPart(input: { item: { connect: { id: $item } } }) { id item { id } }
    b: createPart(input: { item: { connect: { id: $item } } }) { id }
    c: createOld(input: {}) { id made }
    d: createOld(input: {}) { id }
  }`, { item: createItem.id });
  assert.match(made.a.id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.match(made.c.id, /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/);
  assert.ok(made.a.id < made.b.id);
  assert.ok(made.c.id < made.d.id);
  assert.match(made.c.made, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  const { item } = await data(server,
    'query ($id: ID!) { item(id: $id) { parts { id } } }', { id: createItem.id });
  assert.deepEqual(item.parts.map(({ id }) => id), [made.a.id, made.b.id]);
});

test('a key that is given twice is a conflict of the key', async () => {
  const { createItem } = await data(server, CREATE, { input: { id: '4711' } });
  assert.equal(createItem.id, '4711');
  const error = await refused({ id: 4711 });
  assert.equal(error.extensions.code, 'UNIQUE_VIOLATION');
  assert.deepEqual(error.extensions.fields, ['id']);
});

await run(() => server.stop());
