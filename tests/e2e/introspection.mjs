// Introspection tells the whole schema: a client builds from it what `gqld print` prints.
import assert from 'node:assert/strict';
import { buildClientSchema, getIntrospectionQuery, printSchema, validateSchema } from 'graphql';
import { data } from './http.mjs';
import { blogSchema, gqld, startServer } from './server.mjs';
import { run, test } from './tap.mjs';

const server = await startServer();
let schema;

test('the full introspection query is answered', async () => {
  const query = getIntrospectionQuery({
    specifiedByUrl: true,
    directiveIsRepeatable: true,
    schemaDescription: true,
    inputValueDeprecation: true,
    oneOf: true,
  });
  schema = buildClientSchema(await data(server, query));
});

test('the schema that it tells is valid', async () => {
  assert.deepEqual(validateSchema(schema), []);
});

test('printed by graphql-js it is what `gqld print` prints', async () => {
  assert.equal(gqld('print', blogSchema), `${printSchema(schema)}\n`);
});

test('the query that older clients send is answered', async () => {
  const answer = await data(server, getIntrospectionQuery());
  assert.ok(buildClientSchema(answer).getType('User'));
});

await run(() => server.stop());
