// Pages by cursor, put together, are the list.
import assert from 'node:assert/strict';
import { data, graphql } from './http.mjs';
import { blogDatabase, startServer } from './server.mjs';
import { run, test } from './tap.mjs';

const ROWS = 60;
const server = await startServer({
  database: blogDatabase({ users: 5, posts: ROWS, comments: 200 }),
});
const ORDERS = {
  'the default order': '',
  'a text': 'orderBy: [{title: ASC}]',
  'a text, descending': 'orderBy: [{title: DESC}]',
  'a column with nulls': 'orderBy: [{publishedAt: ASC}]',
  'a column with nulls, descending': 'orderBy: [{publishedAt: DESC}]',
  'nulls last': 'orderBy: [{publishedAt: ASC_NULLS_LAST}]',
  'nulls first': 'orderBy: [{publishedAt: DESC_NULLS_FIRST}]',
  'a column that many rows share': 'orderBy: [{version: DESC}]',
  'two columns': 'orderBy: [{version: ASC}, {slug: DESC}]',
  'a column of another row': 'orderBy: [{author: {name: DESC}}]',
  'a count': 'orderBy: [{comments: {count: DESC}}]',
  'a count, a column of another row and a column with nulls':
    'orderBy: [{comments: {count: ASC}}, {author: {email: DESC}}, {publishedAt: DESC_NULLS_FIRST}]',
};
const PAGE = `edges { cursor node { id } } nodes { id } totalCount
  pageInfo { hasNextPage hasPreviousPage startCursor endCursor }`;

async function page(args) {
  return (await data(server, `{ postsConnection(${args}) { ${PAGE} } }`)).postsConnection;
}

function ids(connection) {
  return connection.edges.map(({ node }) => node.id);
}

/** All ids, page by page; `direction` is how to ask for the next page. */
async function walk(order, size, forwards) {
  const pages = [];
  let cursor;
  for (let more = true; more;) {
    const from = cursor ? `, ${forwards ? 'after' : 'before'}: "${cursor}"` : '';
    const got = await page(`${order} ${forwards ? 'first' : 'last'}: ${size}${from}`);
    assert.deepEqual(ids(got), got.nodes.map(({ id }) => id));
    assert.equal(got.totalCount, ROWS);
    assert.equal(got.pageInfo.startCursor, got.edges[0].cursor);
    assert.equal(got.pageInfo.endCursor, got.edges.at(-1).cursor);
    pages.push(ids(got));
    cursor = forwards ? got.pageInfo.endCursor : got.pageInfo.startCursor;
    more = forwards ? got.pageInfo.hasNextPage : got.pageInfo.hasPreviousPage;
    assert.ok(pages.length <= ROWS, 'the pages come to an end');
  }
  return (forwards ? pages : pages.reverse()).flat();
}

for (const [name, order] of Object.entries(ORDERS)) {
  for (const [direction, forwards] of [['forwards', true], ['backwards', false]]) {
    test(`${direction} by ${name}`, async () => {
      const list = (await data(server, `{ posts(${order} first: 100) { id } }`)).posts;
      assert.equal(list.length, ROWS);
      assert.deepEqual(await walk(order, 7, forwards), list.map(({ id }) => id));
    });
  }
}

test('pages that fit exactly end without an empty one', async () => {
  const first = await page('first: 30');
  const second = await page(`first: 30, after: "${first.pageInfo.endCursor}"`);
  assert.equal(first.pageInfo.hasNextPage, true);
  assert.equal(second.pageInfo.hasNextPage, false);
  assert.equal(second.edges.length, 30);
});

test('a page behind the last row is empty', async () => {
  const last = await page('last: 1');
  const empty = await page(`first: 5, after: "${last.pageInfo.endCursor}"`);
  assert.deepEqual(empty.edges, []);
  assert.equal(empty.pageInfo.hasNextPage, false);
  assert.equal(empty.pageInfo.startCursor, null);
  assert.equal(empty.totalCount, ROWS);
});

test('the count is of the filtered list', async () => {
  const got = await page('filter: {id: {in: [1, 2, 3]}}, first: 2');
  assert.equal(got.totalCount, 3);
  assert.deepEqual(ids(got), ['1', '2']);
});

test('a connection below a row pages by that row', async () => {
  const { users } = await data(server, `{ users(first: 5) { posts(first: 100) { id }
    postsConnection(first: 3) { totalCount nodes { id } } } }`);
  for (const user of users) {
    assert.equal(user.postsConnection.totalCount, user.posts.length);
    assert.deepEqual(user.postsConnection.nodes, user.posts.slice(0, 3));
  }
});

for (const [name, cursor] of [
  ['no base64', '%%%'], ['damaged', 'AAAA'], ['empty', ''], ['of another order', null]]) {
  test(`a cursor that is ${name} is CURSOR_INVALID`, async () => {
    const other = (await page('orderBy: [{title: ASC}], first: 1')).pageInfo.endCursor;
    const answer = await graphql(server,
      'query ($after: String) { postsConnection(first: 1, after: $after) { nodes { id } } }',
      { after: cursor ?? other });
    assert.equal(answer.errors?.[0].extensions.code, 'CURSOR_INVALID', JSON.stringify(answer));
  });
}

for (const [name, args] of [
  ['first and last', 'first: 1, last: 1'],
  ['offset and a cursor', 'first: 1, offset: 1, after: "AAAA"'],
  ['a negative first', 'first: -1']]) {
  test(`${name} is BAD_USER_INPUT`, async () => {
    const answer = await graphql(server, `{ postsConnection(${args}) { nodes { id } } }`);
    assert.equal(answer.errors?.[0].extensions.code, 'BAD_USER_INPUT', JSON.stringify(answer));
  });
}

await run(() => server.stop());
