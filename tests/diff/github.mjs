// GitHub's public schema beside graphql-js: printing, faults, introspection.
//
//     node github.mjs GQLD          TAP on standard output
//
// `@octokit/graphql-schema` has nine fields that break a rule of the type system: both must say
// so at the same places, both print it all the same, and with the nine deprecations that the rule
// is about taken out the answers to the introspection query are equal.
import { deepStrictEqual, strictEqual } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const gqld = process.argv[2];
const modules = process.env.GQLD_NODE_MODULES ?? join(import.meta.dirname, '../node_modules');
const require = createRequire(join(modules, 'x.js'));
const { buildSchema, graphqlSync, printSchema, validateSchema } = require('graphql');
const file = join(modules, '@octokit/graphql-schema/schema.graphql');
const text = readFileSync(file, 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'gqld-github-'));

const run = (...args) => spawnSync(gqld, args, { encoding: 'utf8', maxBuffer: 1 << 28, timeout: 60000 });

let number = 0;
let failed = 0;

function test(name, body) {
  number += 1;
  try {
    body();
    console.log(`ok ${number} - ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`not ok ${number} - ${name}`);
    console.log(String(error.stack).slice(0, 2000).replace(/^/gm, '# '));
  }
}

const places = (error) => ({
  message: error.message,
  locations: error.locations.map(({ line, column }) => ({ line, column })),
});

const schema = buildSchema(text);
const wanted = validateSchema(schema).map(places);

test('it is printed as graphql-js prints it', () => {
  strictEqual(run('print', '--plain', file).stdout.trimEnd(), printSchema(schema));
});

test('its nine faults are told as graphql-js tells them', () => {
  strictEqual(wanted.length, 9);
  deepStrictEqual(JSON.parse(run('check', '--json', file).stdout).errors.map(places), wanted);
});

// The first place of a fault is the directive that must not be there; it ends its line.
function withoutFaults() {
  const lines = text.split('\n');
  for (const { locations: [{ line, column }] } of wanted)
    lines[line - 1] = lines[line - 1].slice(0, column - 1);
  return lines.join('\n');
}

test('without them the introspection query has the same answer', () => {
  const mended = withoutFaults();
  const path = join(folder, 'schema.graphql');
  const sound = buildSchema(mended);
  deepStrictEqual(validateSchema(sound).map(places), []);
  writeFileSync(path, mended);
  const source = readFileSync(join(import.meta.dirname, '../../src/cli/introspection.graphql'), 'utf8');
  const got = JSON.parse(run('print', '--introspection', path).stdout);
  deepStrictEqual(got.data, JSON.parse(JSON.stringify(graphqlSync({ schema: sound, source }).data)));
});

rmSync(folder, { recursive: true });
console.log(`1..${number}`);
process.exitCode = failed ? 1 : 0;
