// tests/diff/schema.mjs - schemas and variables beside graphql-js, on generated ones.
//
// usage: node schema.mjs DRIVER [COUNT [SEED]]
//        node schema.mjs DRIVER FILE.graphql...
//
// Makes COUNT schemas from SEED: valid ones, and the same broken in one place. What
// tests/diff/schema_driver makes of each must be what graphql-js makes of it: errors with their
// messages, order and places, or `printSchema`, every field of introspection, and the coerced
// variables of an operation. Differences that are meant stand in accepted.txt, one line each: the
// kind of difference, a pattern, the reason, by tabs.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const modules = resolve(process.env.GQLD_NODE_MODULES ?? join(here, '../node_modules'));
const load = createRequire(join(modules, 'x.js'));
const g = load('graphql');
const { validateSDL } = load('graphql/validation/validate');
const { getVariableValues } = load('graphql/execution/values');

// ---- random choices, the same for the same seed ----

let state = 1;

function random() {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) / 4294967296;
}

const below = (n) => Math.floor(random() * n);
const pick = (list) => list[below(list.length)];
const chance = (p) => random() < p;
const many = (least, most, make) => Array.from({ length: least + below(most - least + 1) }, (_, i) => make(i));
const maybe = (p, make) => (chance(p) ? make() : '');

// ---- a valid schema, as a list of definitions ----

const scalars = ['Int', 'Float', 'String', 'Boolean', 'ID'];
let world;

function newWorld() {
  world = { enums: many(1, 2, (i) => `Enum${i}`), scalars: many(0, 2, (i) => `Scalar${i}`), inputs: many(0, 4, (i) => `Input${i}`),
    interfaces: many(0, 3, (i) => `Face${i}`), objects: many(1, 3, (i) => `Object${i}`), unions: many(0, 2, (i) => `Union${i}`),
    inputFields: {}, enumValues: {}, oneOf: {} };
  for (const name of world.enums) world.enumValues[name] = many(1, 4, (i) => `VALUE_${i}${pick(['', 'X', '0', '10'])}`);
}

const description = (indent = '') => maybe(0.25, () => pick(['"plain"', '"""block"""', '"""\n' + indent + 'two\n' + indent + 'lines\n' + indent + '"""',
  '"\\u0007 control"', '""', '"trailing\\\\"', '"a \\"quoted\\" text"', '"""has \\""" inside"""', '"""ends with "quote"\n"""', '"  leading"', '"line\\n  indented"',
  '"""a description that is long enough to be printed on several lines, as graphql-js does it"""']) + '\n' + indent);
const deprecated = (p = 0.1) => maybe(p, () => pick([' @deprecated', ' @deprecated(reason: "because")', ' @deprecated(reason: "")',
  ' @deprecated(reason: "No longer supported")', ' @deprecated(reason: """block\nreason""")']));

function wrap(name, depth = 0) {
  const inner = depth < 2 && chance(0.25) ? `[${wrap(name, depth + 1)}]` : name;
  return chance(0.3) ? `${inner}!` : inner;
}

const nullable = (type) => (type.endsWith('!') ? type.slice(0, -1) : type);
const leaf = () => pick([...scalars, ...scalars, ...world.enums, ...world.scalars]);

function literal(type, depth = 0) {
  if (type.endsWith('!')) return value(type.slice(0, -1), depth);
  return chance(0.1) ? 'null' : value(type, depth);
}

function value(type, depth) {
  if (type.startsWith('[')) {
    const item = type.slice(1, -1);
    return chance(0.2) && !item.startsWith('[') ? literal(item, depth) : '[' + many(0, 3, () => literal(item, depth + 1)).join(', ') + ']';
  }
  switch (type) {
    case 'Int': return pick(['0', '1', '-7', '2147483647', '-2147483648']);
    case 'Float': return pick(['0', '1.5', '-2.25e3', '1e-7', '123456789012']);
    case 'String': return pick(['""', '"text"', '"\\u00e9\\n"', '"""block"""', '"tab\\t"']);
    case 'Boolean': return pick(['true', 'false']);
    case 'ID': return pick(['1', '"a"', '"12"', '123456789012345678901']);
  }
  if (world.enumValues[type]) return pick(world.enumValues[type]);
  if (world.inputFields[type]) {
    const fields = world.inputFields[type];
    if (world.oneOf[type]) {
      if (depth > 4) return '{}';
      const field = pick(fields);
      return `{${field.name}: ${value(nullable(field.type), depth + 1)}}`;
    }
    return '{' + fields.filter((f) => f.required || (depth < 3 && chance(0.5))).map((f) => `${f.name}: ${literal(f.type, depth + 1)}`).join(', ') + '}';
  }
  return pick(['1', '"x"', '{a: [1, 2.5, true, null, X]}', '[]', 'ANY', '-0.0']);
}

function inputField(name, owner, indent) {
  // Input types only refer to earlier ones without null, so that every one has a finite value.
  const earlier = Object.keys(world.inputFields);
  let type = chance(0.3) && earlier.length ? wrap(pick(earlier)) : wrap(leaf());
  if (chance(0.1)) type = pick(world.inputs) ?? type;
  if (owner !== undefined && world.oneOf[owner]) type = nullable(type);
  const known = !world.inputs.includes(type.replace(/[[\]!]/g, '')) || earlier.includes(type.replace(/[[\]!]/g, ''));
  const hasDefault = known && chance(0.3) && !(owner !== undefined && world.oneOf[owner]);
  const required = type.endsWith('!') && !hasDefault;
  return { name, type, required, text: `${description(indent)}${indent}${name}: ${type}${hasDefault ? ' = ' + literal(type) : ''}${required ? '' : deprecated()}` };
}

const argumentsOf = () => maybe(0.4, () => '(' + many(1, 3, (i) => inputField(pick(['a', 'b', 'c', 'first', 'filter']) + i, undefined, '').text).join(pick([', ', '\n'])) + ')');
const outputs = () => [...scalars, ...world.enums, ...world.scalars, ...world.objects, ...world.interfaces, ...world.unions];
const field = (name) => `${description('  ')}  ${name}${argumentsOf()}: ${wrap(pick(outputs()))}${deprecated()}`;
const block = (lines) => `{\n${lines.join('\n')}\n}`;

function makeDefinitions() {
  newWorld();
  const out = [];
  const own = chance(0.5) ? ['directive @mark(a: Int = 1, b: String) repeatable on OBJECT | FIELD_DEFINITION | INTERFACE | ENUM_VALUE | ARGUMENT_DEFINITION | SCHEMA | INPUT_FIELD_DEFINITION',
    description() + 'directive @once(x: ' + pick(['Int!', 'Boolean! = true', '[String]']) + ')' + deprecated() + ' on OBJECT | INTERFACE | UNION | ENUM | SCALAR | INPUT_OBJECT | FIELD'] : [];
  out.push(...own);
  for (const name of world.scalars) out.push(`${description()}scalar ${name}${maybe(0.3, () => ' @specifiedBy(url: "https://example.org/")')}`);
  for (const name of world.enums) out.push(`${description()}enum ${name} ${block(world.enumValues[name].map((v) => `${description('  ')}  ${v}${deprecated()}`))}`);
  for (const name of world.inputs) {
    world.oneOf[name] = chance(0.25);
    const fields = many(1, 4, (i) => inputField(pick(['a', 'b', 'c', 'name', 'id']) + i, name, '  '));
    world.inputFields[name] = fields;
    out.push(`${description()}input ${name}${world.oneOf[name] ? ' @oneOf' : ''} ${block(fields.map((f) => f.text))}`);
  }
  const faceFields = {};
  world.interfaces.forEach((name, i) => {
    const parents = i && chance(0.4) ? [world.interfaces[i - 1], ...faceFields[world.interfaces[i - 1]].parents] : [];
    const inherited = parents.flatMap((p) => faceFields[p].own);
    const own = many(1, 2, (n) => field(`face${i}${n}`));
    faceFields[name] = { parents, own };
    out.push(`${description()}interface ${name}${parents.length ? ' implements ' + parents.join(' & ') : ''} ${block([...inherited, ...own])}`);
  });
  for (const name of [...world.objects]) {
    const face = pick(world.interfaces);
    const faces = face && chance(0.6) ? [face, ...faceFields[face].parents] : [];
    const fields = [...faces.flatMap((f) => faceFields[f].own), ...many(1, 4, (i) => field(`field${i}`))];
    out.push(`${description()}type ${name}${faces.length ? ' implements ' + faces.join(' & ') : ''}${own.length ? maybe(0.2, () => ' @mark') : ''} ${block(fields)}`);
  }
  for (const name of world.unions) out.push(`${description()}union ${name} = ${[...new Set(many(1, 3, () => pick(world.objects)))].join(' | ')}`);
  for (const root of ['Query', 'Mutation', 'Subscription']) if (root === 'Query' || chance(0.2)) out.push(`type ${root} ${block(many(1, 3, (i) => field(`root${i}`)))}`);
  if (chance(0.3)) out.push(`extend type ${pick([...world.objects, 'Query'])} ${block([field('extended')])}`);
  if (chance(0.2)) out.push(`extend enum ${pick(world.enums)} { EXTENDED }`);
  if (chance(0.2) && world.scalars.length) out.push(`extend scalar ${pick(world.scalars)} @specifiedBy(url: "https://example.org/other")`);
  if (chance(0.2)) out.push(`${description()}schema { query: Query }`);
  if (chance(0.1)) out.push('extend schema @mark');
  for (let i = out.length - 1; chance(0.5) && i > 0; i--) {
    const j = below(i + 1);
    [out[i], out[j]] = [out[j], out[i]];
  }
  return out;
}

// ---- mistakes ----

const strays = ['query Q($x: Int) { a(x: 1, x: 2) @skip ... on Nope @nope { b } }', 'fragment F on Object0 @include(iff: true) { ...G @skip(if: true) @skip(if: false) }',
  'type Object0 { a: Int }', 'directive @mark on FIELD', 'directive @mark(a: Int, a: Int) on FIELD', 'directive @__d(__a: Int) on FIELD', 'schema { query: Query }', 'schema { mutation: Object0 query: Object0 }', 'schema { query: Query query: Object0 }',
  'extend schema { subscription: Face0 }', 'extend schema { mutation: Query subscription: Query }', 'extend type Objct0 { a: Int }', 'extend input Object0 { a: Int }', 'extend type Enum0 { a: Int }', 'extend union Object0 = Query', 'enum __E { __A B }', 'type __T { a: Int }', 'extend type Object0 implements Face0',
  'extend type Object0 implements Enum0 & Object0', 'interface Face0 { more: Int }', 'interface Loop implements Loop { a: Int }', 'interface L1 implements L2 { a: Int } interface L2 implements L1 { a: Int }', 'input In0 { a: In1! } input In1 { b: In0! c: In1! }', 'input In0 @oneOf { a: In0 }', 'input In0 @oneOf { a: In0, b: Int! = 1 }',
  'input D0 { a: D1 = {} } input D1 { b: D0 = {} c: D1 = {b: {}} }', 'input D0 { a: [D0] = [{a: []}, {}] }', 'type Empty', 'input Empty', 'enum Empty', 'union Empty', 'interface Empty', 'union Union0 = Object0 | Object0', 'union UX = Enum0 | Face0 | Object0', 'scalar Int', 'scalar ID extend scalar ID @specifiedBy(url: "x")', 'type __Type { a: Int }',
  'extend schema @deprecated', 'scalar S @specifiedBy', 'scalar S @specifiedBy(url: 3)', 'scalar S @specifiedBy(url: "a") @specifiedBy(url: "b")', 'type T { a: Int @deprecated(reason: null) }', 'type T { a: Int @deprecated(reason: {a: 1, a: 2}) }', 'type T @nope(a: {b: 1, b: 2, c: [{d: 1, d: 1, d: 1}]}, a: 3) { a: Int }', 'type T { a(x: Int! @deprecated, x: Object0 = 1): Input0 }',
  'input R { a: Int! @deprecated b: Object0! c: Int! = null d: [Int!] = [1, null, "x"] }', 'type T implements Face0 { face00: Int }', 'extend directive @mark @deprecated(reason: "gone")', 'extend directive @nope @deprecated', 'directive @self(a: Int @self) on ARGUMENT_DEFINITION', 'directive @dd(e: Enum0! = NOPE, f: Int! @deprecated, g: Object0) on FIELD', 'type Mutation { a: Int } type Subscription { b: Int }', 'type T { f: Int g: String f: Int } extend type T { g: Int }', 'enum EE { A B A } extend enum EE { B }', 'input II { a: Int a: Int }',
  'interface A1 { x(a: Int, b: String!): A1 y: [A1] z: Int @deprecated } type B1 implements A1 { x(a: Int!, c: Int!): B1! y: [B1!]! z: Int } type B2 implements A1 { x(b: String!): Int y: A1 z: Int! @deprecated } union U1 = B1 type Query2 { u: U1 }'];

function breakDefinitions(definitions) {
  const out = definitions.slice();
  const at = below(out.length);
  switch (below(7)) {
    case 0: out.splice(at, 1); break;
    case 1: case 2: out.splice(at, 0, pick(strays)); break;
    case 3: out.push(out[at]); break;
    default: {
      // Another name in the place of one: types, fields, values, directives and arguments alike.
      const words = [...out[at].matchAll(/[A-Za-z_][A-Za-z0-9_]*|-?[0-9.e]+|!|"[^"]*"/g)];
      const word = pick(words);
      const other = pick(['Object0', 'Face0', 'Enum0', 'Input0', 'Union0', 'Scalar0', 'Int', 'Objct0', 'field0', 'a0', 'VALUE_0', '__x', '1', '1.5', '"s"', 'null', '{}', '[1]', 'true', 'mark', 'deprecated', '[[Int!]]', pick(words)[0]]);
      out[at] = out[at].slice(0, word.index) + other + out[at].slice(word.index + word[0].length);
    }
  }
  return out;
}

// ---- variables ----

function json(type, depth = 0) {
  if (chance(0.06)) return pick([null, 1, 1.5, -0.0, 'text', '', true, [], {}, [1], { a: 1 }, 3000000000, 1e21, 1e-7, 'VALUE_0', 'é"\\\u0001', [[[[1]]]], { deep: { deep: { deep: { deep: 1 } } } }, Array(12).fill(1), Array(11).fill('x')]);
  if (type.endsWith('!')) type = type.slice(0, -1);
  else if (chance(0.08)) return null;
  if (type.startsWith('[')) return chance(0.15) ? json(type.slice(1, -1), depth) : many(0, 3, () => json(type.slice(1, -1), depth + 1));
  switch (type) {
    case 'Int': return pick([0, 1, -5, 2147483647, 2147483648]);
    case 'Float': return pick([0, 1, 1.5, -2.5e10]);
    case 'String': return pick(['', 'text', 'é']);
    case 'Boolean': return chance(0.5);
    case 'ID': return pick([1, 'a', '12', 1.0]);
  }
  if (world.enumValues[type]) return pick([...world.enumValues[type], ...world.enumValues[type], 'VALUE_', 'value_0']);
  if (world.inputFields[type]) {
    const fields = world.oneOf[type] ? [pick(world.inputFields[type])] : world.inputFields[type];
    const object = {};
    for (const f of fields) if (depth < 5 && (f.required ? chance(0.97) : world.oneOf[type] || chance(0.5))) object[f.name] = json(f.type, depth + 1);
    if (chance(0.06)) object[pick(['name', 'a', 'a00', 'zzzz'])] = 1;
    return object;
  }
  return pick([1, 'x', { a: [1, null] }, [], true]);
}

function makeOperation() {
  const types = [...scalars, ...world.enums, ...world.scalars, ...world.inputs, ...world.inputs, ...world.inputs];
  const variables = many(1, 4, (i) => ({ name: `v${i}`, type: wrap(chance(0.03) ? pick(['Object0', 'Nope', 'Union0']) : pick(types)) }));
  const text = 'query (' + variables.map((v) => `$${v.name}: ${v.type}${maybe(0.2, () => ' = ' + literal(chance(0.8) ? v.type : wrap(leaf())))}`).join(', ') + ') { __typename }';
  const values = {};
  for (const v of variables) if (chance(0.85)) values[v.name] = json(v.type);
  return { operation: text, variables: chance(0.05) ? {} : values };
}

function makeJob() {
  const definitions = makeDefinitions();
  const isBroken = chance(0.5);
  const sdl = (isBroken ? breakDefinitions(definitions) : definitions).join('\n\n');
  return { sdl, ...(isBroken ? { operation: '', variables: {} } : makeOperation()) };
}

// ---- graphql-js's side ----

const places = (error) => (error.locations ?? []).map(({ line, column }) => [line, column]);
const report = (errors) => ({ errors: errors.map((error) => ({ message: error.message.toWellFormed(), locations: places(error) })) });

function dump(object, type, schema) {
  const out = [];
  for (const f of Object.values(type.getFields())) {
    for (const includeDeprecated of f.args.length ? [false, true] : [true])
      out.push(dumpValue(f.resolve(object, { includeDeprecated }, null, { schema }) ?? null, g.getNamedType(f.type), schema));
  }
  return out;
}

function dumpValue(value, type, schema) {
  if (Array.isArray(value)) return value.map((item) => dumpValue(item, type, schema));
  if (value === null || g.isLeafType(type)) return typeof value === 'string' ? value.toWellFormed() : value;
  return type.name === '__Type' ? String(value) : dump(value, type, schema);
}

function coerce(schema, job) {
  const operation = g.parse(job.operation).definitions[0];
  const result = getVariableValues(schema, operation.variableDefinitions ?? [], job.variables);
  return result.errors ? report(result.errors) : { coerced: { ...result.variableValues.coerced } };
}

function oracle(job) {
  let schema;
  try {
    const document = g.parse(job.sdl);
    const errors = validateSDL(document);
    if (errors.length) return report(errors);
    schema = g.buildASTSchema(document, { assumeValidSDL: true });
    const faults = g.validateSchema(schema);
    if (faults.length) return report(faults);
  } catch (error) {
    return { ...report([error]), isThrown: !error.locations };
  }
  return { printed: g.printSchema(schema).toWellFormed(), schema: dump(schema, g.__Schema, schema),
    types: Object.values(schema.getTypeMap()).map((type) => dump(type, g.__Type, schema)),
    ...(job.operation ? { variables: coerce(schema, job) } : {}) };
}

// ---- the comparison ----

function runDriver(driver, jobs) {
  return new Promise((done, fail) => {
    const child = spawn(driver, { stdio: ['pipe', 'pipe', 'inherit'] });
    const chunks = [];
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.on('error', fail);
    child.on('close', (code, signal) => {
      const lines = Buffer.concat(chunks).toString('utf8').trimEnd().split('\n');
      if (code !== 0) return fail(new Error(`${driver} ended with ${code ?? signal} after ${lines.length} jobs, at:\n${jobs[lines.length]?.sdl}`));
      done(lines.map((line) => JSON.parse(line)));
    });
    child.stdin.on('error', () => {});
    for (const job of jobs) {
      for (const text of [job.sdl, job.operation, job.operation ? JSON.stringify(job.variables) : '']) {
        const bytes = Buffer.from(text, 'utf8');
        const length = Buffer.alloc(4);
        length.writeUInt32LE(bytes.length);
        child.stdin.write(length);
        child.stdin.write(bytes);
      }
    }
    child.stdin.end();
  });
}

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
const sortKeys = (value) => (Array.isArray(value) ? value.map(sortKeys) : value && typeof value === 'object'
  ? Object.fromEntries(Object.keys(value).sort().map((key) => [key, sortKeys(value[key])])) : value);

// The kind of a difference, as accepted.txt calls it, and the parts that differ.
function differs(wanted, got) {
  if ('errors' in wanted !== 'errors' in got) return ['schema-verdict', wanted.errors ?? 'valid', got.errors ?? 'valid'];
  if (wanted.isThrown) return ['schema-thrown', wanted.errors, got.errors];
  if ('errors' in wanted) return same(wanted.errors, got.errors) ? undefined : ['schema-errors', wanted.errors, got.errors];
  for (const part of ['printed', 'schema', 'types']) if (!same(wanted[part], got[part])) return ['schema-' + part, wanted[part], got[part]];
  const [a, b] = [wanted.variables, got.variables].map((v) => (v?.coerced ? sortKeys(v) : v));
  return same(a, b) ? undefined : ['variables', a, b];
}

function readAccepted() {
  const lines = readFileSync(join(here, 'accepted.txt'), 'utf8').split('\n');
  return lines.filter((line) => line && !line.startsWith('#')).map((line) => {
    const [kind, pattern] = line.split('\t');
    return { kind, pattern: new RegExp(pattern) };
  });
}

async function main() {
  const [driver, ...rest] = process.argv.slice(2);
  const files = rest.filter((name) => !/^\d+$/.test(name));
  const [count = '5000', seed = '1'] = rest;
  state = Number(seed) * 2654435761 | 1;
  const jobs = files.length ? files.map((name) => ({ sdl: readFileSync(name, 'utf8'), operation: '', variables: {} }))
    : Array.from({ length: Number(count) }, makeJob);
  const answers = await runDriver(driver, jobs);
  const accepted = readAccepted();
  let valid = 0, coerced = 0, different = 0, explained = 0;

  jobs.forEach((job, i) => {
    const wanted = oracle(job);
    const difference = differs(wanted, answers[i]);
    valid += !('errors' in wanted);
    coerced += wanted.variables?.coerced !== undefined;
    if (!difference) return;
    const [kind, a, b] = difference;
    if (accepted.some((entry) => entry.kind === kind && entry.pattern.test(JSON.stringify([a, b]))))
      explained++;
    else if (different++ < 5)
      console.log(JSON.stringify({ kind, ...(files.length ? { file: files[i] } : job), wanted: a, got: b }, null, 1).slice(0, 6000));
  });
  console.log(`${jobs.length} schemas, ${valid} valid, ${coerced} with variables coerced, ${explained} accepted differences, ${different} others`);
  process.exitCode = different ? 1 : 0;
}

await main();
