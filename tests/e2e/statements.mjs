// The number of statements depends on the query, never on the data.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { data } from './http.mjs';
import { blogDatabase, blogSchema, gqld, startServer, temporaryFolder } from './server.mjs';
import { run, test } from './tap.mjs';

const ROWS = { users: 100, posts: 1000, comments: 5000 };
const server = await startServer({ database: blogDatabase(ROWS) });
/* The same rows: one database has one gqld at a time. */
const twin = blogDatabase(ROWS);

function threeLevels(users, posts, comments) {
  return `query { users(first: ${users}) { name posts(first: ${posts}) { title
    comments(first: ${comments}) { body author { name } } } } }`;
}

async function measured(query) {
  const { answer, line } = await server.requestLine(() => data(server, query));
  return { answer, statements: line.statements };
}

test('a three-level query honours `first` at each level', async () => {
  const { answer } = await measured(threeLevels(7, 3, 2));
  assert.equal(answer.users.length, 7);
  for (const user of answer.users) {
    assert.ok(user.posts.length <= 3);
    for (const post of user.posts) {
      assert.ok(post.comments.length <= 2);
      for (const comment of post.comments) assert.equal(typeof comment.author.name, 'string');
    }
  }
});

test('the log counts as many statements for 5 users as for 100', async () => {
  const few = await measured(threeLevels(5, 5, 3));
  const many = await measured(threeLevels(100, 5, 3));
  assert.equal(many.answer.users.length, 100);
  assert.ok(few.statements > 0);
  assert.equal(many.statements, few.statements);
});

for (const users of [5, 100]) {
  test(`\`gqld explain\` counts the same for ${users} users`, async () => {
    const document = join(temporaryFolder(), 'query.graphql');
    writeFileSync(document, threeLevels(users, 5, 3));
    const { statements } = await measured(threeLevels(users, 5, 3));
    const told = JSON.parse(gqld('explain', blogSchema, document, '--database', twin, '--json'));
    assert.equal(told.statements.length, statements);
  });
}

test('a request without data runs no statement', async () => {
  assert.equal((await measured('{ __typename }')).statements, 0);
});

test('the second time is like the first', async () => {
  const first = await measured(threeLevels(4, 4, 4));
  const second = await measured(threeLevels(4, 4, 4));
  assert.deepEqual(second, first);
});

await run(() => server.stop());
