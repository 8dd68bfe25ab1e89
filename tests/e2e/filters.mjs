// Filters as clients send them, in documents and in variables: what comes back is what JavaScript
// finds in the whole list by the same words.
import assert from 'node:assert/strict';
import { data, graphql } from './http.mjs';
import { blogDatabase, startServer } from './server.mjs';
import { run, test } from './tap.mjs';

const server = await startServer({
  database: blogDatabase({ users: 8, posts: 80, comments: 200 }),
});
const ALL = `{ posts(first: 100) { id slug title publishedAt author { id name }
  comments(first: 100) { id body author { id role } } } }`;
const { posts } = await data(server, ALL);

const FILTERS = {
  like: [{ slug: { like: '%_bridge-%' } }, (p) => /.bridge-/.test(p.slug)],
  ilike: [{ title: { ilike: '%GARDEN%' } }, (p) => /garden/i.test(p.title)],
  startsWith: [{ title: { startsWith: 'B' } }, (p) => p.title.startsWith('B')],
  endsWith: [{ title: { endsWith: 'quiet.' } }, (p) => p.title.endsWith('quiet.')],
  contains: [{ title: { contains: 'garden' } }, (p) => p.title.includes('garden')],
  'a negated text': [{ not: { slug: { contains: 'a' } } }, (p) => !p.slug.includes('a')],
  'the key of a to-one': [{ author: { id: { in: ['2', '3'] } } }, (p) => ['2', '3'].includes(p.author.id)],
  'a to-one': [{ author: { name: { contains: 'a' } } }, (p) => p.author.name.includes('a')],
  some: [{ comments: { some: { body: { contains: 'table' } } } },
    (p) => p.comments.some((c) => c.body.includes('table'))],
  'some, by a key': [{ comments: { some: { author: { id: { eq: '4' } } } } },
    (p) => p.comments.some((c) => c.author.id === '4')],
  every: [{ comments: { every: { author: { role: { eq: 'MEMBER' } } } } },
    (p) => p.comments.every((c) => c.author.role === 'MEMBER')],
  none: [{ comments: { none: { author: { id: { eq: '4' } } } } },
    (p) => !p.comments.some((c) => c.author.id === '4')],
  'neither or both': [{ or: [{ publishedAt: { isNull: true } },
    { and: [{ comments: { some: {} } }, { not: { author: { id: { eq: '1' } } } }] }] },
  (p) => p.publishedAt === null || (p.comments.length > 0 && p.author.id !== '1')],
};

/** Keys and enum values stand bare in a document. */
function literal(value) {
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (value && typeof value === 'object')
    return `{${Object.entries(value).map(([key, item]) => `${key}: ${literal(item)}`).join(', ')}}`;
  return value === 'MEMBER' ? value : JSON.stringify(value);
}

for (const [name, [filter, matches]] of Object.entries(FILTERS)) {
  test(name, async () => {
    const wanted = posts.filter(matches).map(({ id }) => id);
    const literally = await data(server, `{ posts(filter: ${literal(filter)}, first: 100) { id } }`);
    const byVariable = await data(server,
      'query ($f: PostFilter) { posts(filter: $f, first: 100) { id } }', { f: filter });
    assert.ok(wanted.length > 0 && wanted.length < posts.length, 'the case tells something');
    assert.deepEqual(literally.posts.map(({ id }) => id), wanted);
    assert.deepEqual(byVariable, literally);
  });
}

const REFUSED = {
  'a pattern past its limit': { title: { like: '%'.repeat(65) } },
  'a null for a relation': { author: null },
  'a null for a quantifier': { comments: { every: null } },
  'a null in a list': { id: { in: [null] } },
};

for (const [name, filter] of Object.entries(REFUSED)) {
  test(`${name} is refused`, async () => {
    const answer = await graphql(server, 'query ($f: PostFilter) { posts(filter: $f) { id } }',
      { f: filter });
    assert.equal(answer.errors[0].extensions.code, 'BAD_USER_INPUT');
    assert.equal('data' in answer, false);
  });
}

await run(() => server.stop());
