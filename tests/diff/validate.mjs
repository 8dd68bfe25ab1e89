// tests/diff/validate.mjs - validation beside graphql-js, on generated schemas and documents.
//
// usage: node validate.mjs DRIVER [COUNT [SEED]]
//
// Makes schemas from SEED, and for each of them documents: such as fit the schema, the same with
// one thing wrong that is chosen while they are made, and the same with one token exchanged. The
// errors of tests/diff/validate_driver must be those of graphql-js `validate`: as many, in the same
// order, with the same messages and places. Differences that are meant stand in accepted.txt.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const modules = resolve(process.env.GQLD_NODE_MODULES ?? join(here, '../node_modules'));
const { buildSchema, parse, validate } = createRequire(join(modules, 'x.js'))('graphql');

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
const maybe = (p, make) => (chance(p) ? make() : '');
const many = (least, most, make) => Array.from({ length: least + below(most - least + 1) }, (_, i) => make(i));

// ---- schemas: types as plain objects, printed as SDL ----

const fieldNames = ['id', 'name', 'title', 'owner', 'items', 'count', 'state', 'item2', 'item10', 'parent', 'related', 'search',
  'fields', 'interfaces'];
const argumentNames = ['id', 'ids', 'first', 'where', 'order', 'value', 'x'];
const wrap = (name) => pick([name, name, name, name + '!', `[${name}]`, `[${name}!]`, `[${name}!]!`, `[[${name}]]`]);
const unwrap = (type) => type.replace(/[[\]!]/g, '');
const distinct = (names, n) => {
  const left = names.slice();
  return Array.from({ length: Math.min(n, left.length) }, () => left.splice(below(left.length), 1)[0]);
};

function constant(schema, type, depth = 0) {
  return !type.endsWith('!') && chance(0.1) ? 'null' : constantNonNull(schema, type, depth);
}

function constantNonNull(schema, type, depth) {
  if (type.endsWith('!')) return constantNonNull(schema, type.slice(0, -1), depth);
  if (type.startsWith('[')) return `[${many(0, 2, () => constantNonNull(schema, type.slice(1, -1), depth + 1)).join(', ')}]`;
  if (schema.enums[type]) return pick(schema.enums[type]);
  if (schema.inputs[type]) return object(schema, type, (inner) => constantNonNull(schema, inner, depth + 1), depth);
  switch (type) {
    case 'Int': return pick(['0', '1', '-5', '2147483647']);
    case 'Float': return pick(['0.5', '1', '-1e3']);
    case 'String': return pick(['"a"', '""', '"""block"""']);
    case 'Boolean': return pick(['true', 'false']);
    case 'ID': return pick(['"1"', '7']);
    default: return pick(['"2020"', '{a: 1}', '[1]', '5', 'SOME', 'true']);
  }
}

function object(schema, type, make, depth) {
  const input = schema.inputs[type];
  if (input.isOneOf) {
    const field = pick(input.fields);
    return `{${field.name}: ${make(field.type)}}`;
  }
  const given = input.fields.filter((field) => (field.type.endsWith('!') && !field.default) || (depth < 2 && chance(0.4)));
  return `{${given.map((field) => `${field.name}: ${make(field.type)}`).join(', ')}}`;
}

function makeInputs(schema, count) {
  for (let i = 0; i < count; i++) {
    // Only those before may be non-null, so that every input has a finite value.
    const scalars = [...schema.scalars, ...Object.keys(schema.enums), ...Object.keys(schema.inputs)];
    const isOneOf = chance(0.3);
    const fields = distinct(argumentNames, 1 + below(4)).map((name) => {
      let type = wrap(pick(scalars));
      if (isOneOf) type = type.replace(/!$/, '');
      const field = { name, type };
      if (!isOneOf && chance(0.25)) field.default = constantNonNull(schema, type, 1);
      return field;
    });
    schema.inputs['In' + i] = { isOneOf, fields };
  }
}

function makeArguments(schema) {
  const types = [...schema.scalars, ...Object.keys(schema.enums), ...Object.keys(schema.inputs)];
  if (!chance(0.45)) return [];
  return distinct(argumentNames, 1 + below(3)).map((name) => {
    const argument = { name, type: wrap(pick(types)) };
    if (chance(0.2)) argument.default = constantNonNull(schema, argument.type, 1);
    return argument;
  });
}

function makeFields(schema, outputs) {
  return distinct(fieldNames, 2 + below(4)).map((name) => ({
    name, type: wrap(pick(chance(0.5) ? outputs : [...schema.scalars, ...Object.keys(schema.enums)])), args: makeArguments(schema),
  }));
}

// An interface that is inherited twice gives its fields once.
const withFields = (own, inherited) => [...inherited, ...own].filter((f, i, all) => all.findIndex((g) => g.name === f.name) === i);

function makeSchema() {
  const schema = { scalars: ['Int', 'String', 'ID', 'Boolean', 'Date'], enums: {}, inputs: {}, interfaces: {}, objects: {}, unions: {}, directives: [] };
  if (chance(0.6)) schema.scalars.push('Float');
  many(1, 2, (i) => (schema.enums['Enum' + i] = distinct(['RED', 'GREEN', 'BLUE', 'name', 'V1', 'V10', 'V2'], 3)));
  makeInputs(schema, 1 + below(3));
  const interfaceNames = many(1, 2, (i) => 'Node' + i);
  const objectNames = many(2, 4, (i) => 'Type' + i);
  const unionNames = many(0, 2, (i) => 'Union' + i);
  const outputs = [...interfaceNames, ...objectNames, ...unionNames];
  for (const name of interfaceNames) {
    const parent = schema.interfaces.Node0 && chance(0.4) ? ['Node0'] : [];
    schema.interfaces[name] = { interfaces: parent,
      fields: withFields(makeFields(schema, outputs), parent.flatMap((p) => schema.interfaces[p].fields)) };
  }
  for (const name of [...objectNames, 'Query', 'Mutation', 'Subscription']) {
    let implemented = name.startsWith('Type') && chance(0.7) ? [pick(interfaceNames)] : [];
    implemented = [...new Set([...implemented, ...implemented.flatMap((i) => schema.interfaces[i].interfaces)])];
    schema.objects[name] = { interfaces: implemented,
      fields: withFields(makeFields(schema, outputs), implemented.flatMap((i) => schema.interfaces[i].fields)) };
  }
  if (chance(0.3)) delete schema.objects.Mutation;
  if (chance(0.3)) delete schema.objects.Subscription;
  for (const name of unionNames) schema.unions[name] = distinct(objectNames, 1 + below(3));
  schema.directives = [
    { name: 'many', repeatable: true, args: [{ name: 'x', type: 'Int' }], on: ['FIELD', 'QUERY', 'FRAGMENT_SPREAD'] },
    { name: 'once', args: [{ name: 'value', type: wrap(pick(Object.keys(schema.inputs))) }], on: distinct(['FIELD', 'QUERY',
      'MUTATION', 'SUBSCRIPTION', 'INLINE_FRAGMENT', 'FRAGMENT_DEFINITION', 'VARIABLE_DEFINITION', 'OBJECT', 'SCHEMA'], 5) },
  ];
  return schema;
}

const printInput = ({ name, type, default: value }) => `${name}: ${type}${value ? ` = ${value}` : ''}`;
const printArguments = (args) => (args.length ? `(${args.map(printInput).join(', ')})` : '');
const printFields = (fields) => fields.map((f) => `  ${f.name}${printArguments(f.args)}: ${f.type}\n`).join('');
const printImplements = (interfaces) => (interfaces.length ? ` implements ${interfaces.join(' & ')}` : '');

function printSchema(schema) {
  let out = 'scalar Date\n';
  for (const [name, values] of Object.entries(schema.enums)) out += `enum ${name} { ${values.join(' ')} }\n`;
  for (const [name, { isOneOf, fields }] of Object.entries(schema.inputs))
    out += `input ${name}${isOneOf ? ' @oneOf' : ''} {\n${fields.map(printInput).join('\n')}\n}\n`;
  for (const [name, { interfaces, fields }] of Object.entries(schema.interfaces))
    out += `interface ${name}${printImplements(interfaces)} {\n${printFields(fields)}}\n`;
  for (const [name, { interfaces, fields }] of Object.entries(schema.objects))
    out += `type ${name}${printImplements(interfaces)} {\n${printFields(fields)}}\n`;
  for (const [name, members] of Object.entries(schema.unions)) out += `union ${name} = ${members.join(' | ')}\n`;
  for (const { name, repeatable, args, on } of schema.directives)
    out += `directive @${name}${printArguments(args)}${repeatable ? ' repeatable' : ''} on ${on.join(' | ')}\n`;
  return out;
}

// ---- documents: text made along the types; at one of the forks a mistake is made on purpose ----

let forks = 0, brokenFork = -1;

// A place where something could be wrong; true once in a document that is to be wrong.
const isBroken = () => forks++ === brokenFork;

let doc;

const allTypes = (schema) => [...schema.scalars, ...Object.keys(schema.enums), ...Object.keys(schema.inputs), ...Object.keys(schema.interfaces),
  ...Object.keys(schema.objects), ...Object.keys(schema.unions)];
const misspell = (name) => pick([name + 'x', name.slice(1) || 'z', name[0].toUpperCase() + name.slice(1) + '1', 'nothing', name.toLowerCase() + 's']);
const wrongValues = ['null', '1', '"a"', '{}', '[]', '1.5', 'RED', 'Red', 'true', '{x: 1, x: 2}', '[null]', '{nothing: 1, x: 2}', '{id: {id: $v0}}',
  '12345678901', '{where: null}', '[[1, "x"]]', '$nowhere', '{value: $v0, first: [$v1]}', 'GREN', '"RED"', '99999999999999999999.5'];

function fieldsOf(schema, type) {
  return (schema.objects[type] ?? schema.interfaces[type])?.fields ?? [];
}

function possible(schema, type) {
  if (schema.unions[type]) return schema.unions[type];
  if (schema.interfaces[type]) return Object.keys(schema.objects).filter((o) => schema.objects[o].interfaces.includes(type));
  return [type];
}

const overlap = (schema, a, b) => possible(schema, a).some((type) => possible(schema, b).includes(type));
const conditions = (schema, type) => [...Object.keys(schema.objects), ...Object.keys(schema.interfaces), ...Object.keys(schema.unions)]
  .filter((other) => overlap(schema, type, other));

function value(schema, type, depth = 0) {
  if (isBroken()) return pick(wrongValues);
  if (chance(0.25) && depth < 3 && doc.canUse) {
    if (isBroken()) return '$' + pick(doc.variables.map((v) => v.name).concat('nowhere'));
    const known = doc.variables.filter((v) => v.type === type);
    if (known.length && chance(0.4)) return '$' + pick(known).name;
    const name = 'v' + doc.variables.length;
    doc.variables.push({ name, type });
    return '$' + name;
  }
  const named = type.replace(/!$/, '');
  if (named.startsWith('[')) {
    const inner = named.slice(1, -1);
    if (chance(0.2)) return value(schema, inner.replace(/!$/, '') + '!', depth + 1);
    return `[${many(0, 2, () => value(schema, inner, depth + 1)).join(', ')}]`;
  }
  if (schema.inputs[named]) {
    const text = object(schema, named, (inner) => value(schema, inner, depth + 1), depth);
    if (isBroken()) return text.replace(/^\{/, `{${pick(['nothing', 'x', 'id', 'ids', 'vlue'])}: ${pick(wrongValues)}, `);
    return text;
  }
  return constantNonNull(schema, named, depth);
}

function argumentsFor(schema, definitions) {
  let given = definitions.filter((a) => (a.type.endsWith('!') && !a.default) || chance(0.5));
  if (given.length && isBroken()) given = given.slice(1);
  const texts = given.map((a) => `${isBroken() ? misspell(a.name) : a.name}: ${value(schema, a.type)}`);
  if (texts.length && isBroken()) texts.push(...many(1, 2, () => pick(texts)));
  if (isBroken()) texts.push(`${pick(argumentNames)}: ${pick(wrongValues)}`);
  return texts.length ? `(${texts.join(pick([', ', ' ', '\n']))})` : '';
}

function directives(schema, location) {
  let out = '';
  if (isBroken()) out += pick([' @nothing', ' @nothing(id: 5, where: {x: 1})', ' @skip', ' @include(if: 1)', ' @once @once', ' @many @many @once(valu: 1) @once',
    ' @skip(if: true) @skip(if: false)', ' @deprecated', ' @include(if: $v0, if: true)', ' @oneOf', ' @specifiedBy(url: "x")']);
  if (['FIELD', 'FRAGMENT_SPREAD', 'INLINE_FRAGMENT'].includes(location)) {
    out += maybe(0.06, () => ` @skip(if: ${value(schema, 'Boolean!')})`);
    out += maybe(0.06, () => ` @include(if: ${value(schema, 'Boolean!')})`);
  }
  for (const directive of schema.directives)
    if (directive.on.includes(location) && chance(0.08))
      for (let i = 0; i < (directive.repeatable ? 2 : 1); i++) out += ` @${directive.name}${argumentsFor(schema, directive.args)}`;
  return out;
}

const isComposite = (schema, type) => schema.objects[type] || schema.interfaces[type] || schema.unions[type];

function introspection() {
  const deep = many(0, 4, () => pick(['fields { type {', 'ofType {', 'interfaces {', 'possibleTypes {', 'inputFields { type {']));
  let out = pick(['__schema { types {', '__type(name: "Type0") {', '__schema { queryType {']);
  for (const level of deep) out += ' ' + level;
  out += pick([' name', ' kind', ' name kind', ' nothing', ' name: kind name', ' ...Deep', ' fields { name }']);
  return out + ' }'.repeat(out.split('{').length - 1);
}

function field(schema, type, depth) {
  if (chance(0.1)) return `${maybe(0.3, () => pick(fieldNames) + ': ')}__typename${directives(schema, 'FIELD')}`;
  if (type === 'Query' && chance(0.06)) return introspection();
  const definitions = fieldsOf(schema, type);
  if (!definitions.length) return '__typename';
  const definition = pick(definitions);
  const name = isBroken() ? pick([misspell(definition.name), pick(fieldNames), '__schema', '__type']) : definition.name;
  const inner = unwrap(definition.type);
  let alias = '';
  if (doc.isCareful) alias = 'k' + doc.next++ + ': ';
  else if (chance(doc.aliasRate)) alias = pick(['a', 'b', 'c', 'name', 'id', 'al' + below(40)]) + ': ';
  if (isBroken()) alias = pick([...fieldNames, ...definitions.map((d) => d.name)]) + ': ';
  let body = isComposite(schema, inner) ? ' ' + selections(schema, inner, depth + 1) : '';
  if (isBroken()) body = body ? '' : ' { name }';
  return alias + name + argumentsFor(schema, definition.args) + directives(schema, 'FIELD') + body;
}

function spread(schema, type, depth) {
  const on = pick(conditions(schema, type)) ?? type;
  if (isBroken()) return pick(['...Nowhere', '...Deep', '... on Nothing { id }', '... on Int { id }', '... on In0 { id }',
    `... on ${pick(allTypes(schema))} { __typename }`, `...F${below(4)}`]);
  if (chance(0.45)) {
    const known = doc.fragments.filter((f) => overlap(schema, f.on, type) && !f.isOpen);
    if (known.length && chance(0.5)) return `...${pick(known).name}${directives(schema, 'FRAGMENT_SPREAD')}`;
    if (doc.fragments.length < 6) return `...${fragment(schema, on, depth)}${directives(schema, 'FRAGMENT_SPREAD')}`;
  }
  const condition = chance(0.8) ? ` on ${on}` : '';
  return `...${condition}${directives(schema, 'INLINE_FRAGMENT')} ${selections(schema, condition ? on : type, depth + 1)}`;
}

function selections(schema, type, depth) {
  if (depth > 4) return '{ __typename }';
  const parts = many(1, depth > 2 ? 2 : 4, () => (chance(depth > 3 ? 0.05 : 0.22) ? spread(schema, type, depth) : field(schema, type, depth)));
  if (chance(0.15)) parts.push(pick(parts)); // twice the same is no conflict
  return `{ ${parts.join(pick([' ', '\n  ', ', ']))} }`;
}

function fragment(schema, on, depth) {
  const entry = { name: 'F' + doc.fragments.length, on, isOpen: true };
  doc.fragments.push(entry);
  const condition = isBroken() ? pick([...allTypes(schema), 'Nothing', 'Typ0']) : on;
  const head = `fragment ${isBroken() ? pick(['F0', 'F1', 'Unused']) : entry.name} on ${condition}`;
  entry.text = `${head}${directives(schema, 'FRAGMENT_DEFINITION')} ${selections(schema, on, depth + 1)}`;
  if (isBroken()) entry.text = entry.text.replace(/\}$/, `...${pick(doc.fragments).name} }`);
  entry.isOpen = false;
  return entry.name;
}

function variableText(schema, variable) {
  let { name, type } = variable;
  if (isBroken()) type = pick([wrap(unwrap(type)), wrap(pick(allTypes(schema))), 'Nothing', 'Strin', '[In]', 'Int', 'Float']);
  if (isBroken()) name = misspell(name);
  const fallback = isBroken() ? ` = ${pick(wrongValues.filter((v) => !v.includes('$')))}`
    : maybe(0.2, () => ` = ${constantNonNull(schema, type, 1)}`);
  return `$${name}: ${type}${fallback}${directivesConst(schema)}`;
}

function directivesConst(schema) {
  doc.canUse = false;
  const out = directives(schema, 'VARIABLE_DEFINITION');
  doc.canUse = true;
  return out.replace(/\$\w+/g, 'true');
}

function operation(schema, name) {
  const roots = { query: 'Query', mutation: 'Mutation', subscription: 'Subscription' };
  let kind = pick(['query', 'query', 'query', 'mutation', 'subscription']);
  if (!schema.objects[roots[kind]] && !isBroken()) kind = 'query';
  const root = schema.objects[roots[kind]] ? roots[kind] : 'Query';
  doc.variables = doc.variables.slice(0, 0);
  const before = doc.fragments.length;
  let body = selections(schema, root, kind === 'subscription' ? 1 : 0);
  if (kind === 'subscription' && !isBroken()) {
    doc.fragments = [];
    doc.variables = [];
    body = `{ ${field(schema, root, 1)} }`;
  }
  if (before && !doc.isCareful && chance(0.3)) doc.variables.push(...doc.lastVariables);
  doc.lastVariables = doc.variables.slice();
  const head = directives(schema, kind.toUpperCase());
  let variables = doc.variables.filter(() => !isBroken()).map((v) => variableText(schema, v));
  if (isBroken()) variables.push('$unused: Int');
  if (variables.length && isBroken()) variables.push(pick(variables), pick(variables));
  if (isBroken()) name = pick([undefined, 'Op0']);
  if (!name && !variables.length && !head && kind === 'query') return body;
  return `${kind}${name ? ' ' + name : ''}${variables.length ? `(${variables.join(' ')})` : ''}${head} ${body}`;
}

const typeSystemTexts = ['type New { a: Int @nothing, b(x: Strng = 5): New @deprecated }', 'extend type Query { a: Nothing }', 'schema { query: Query }',
  'extend schema @once @once', 'scalar Date2 @specifiedBy', 'interface X implements Node0 & Y { id: ID }', 'union W = Type0 | Typ1', 'enum E { A @deprecated @deprecated B @skip(if: true) }',
  'input J { a: In0 = {nothing: 1} @once, b: Float }', 'directive @nothing(id: Int!, where: [String]) on FIELD | QUERY', 'directive @once(other: Int) repeatable on FIELD',
  'extend type New @once(value: 1) @once', 'type Type0 @once { id: ID }', 'extend scalar Date @many', 'extend union Union0 @once(value: {x: 1}) = New'];

function makeText(schema) {
  forks = 0;
  doc = { variables: [], lastVariables: [], fragments: [], canUse: true, aliasRate: pick([0.1, 0.5, 0.9]),
    // Careful documents give each field a key of its own and have one operation, so most of them are valid.
    isCareful: chance(0.5), next: 0 };
  const count = doc.isCareful || chance(0.7) ? 1 : 1 + below(3);
  const parts = Array.from({ length: count }, (_, i) => operation(schema, count > 1 || chance(0.5) ? 'Op' + i : undefined));
  parts.push(...doc.fragments.map((f) => f.text));
  if (isBroken()) parts.push('fragment Unused on Query { __typename ...Unused }');
  if (isBroken()) parts.push(...many(1, 3, () => pick(typeSystemTexts)));
  if (!doc.isCareful && chance(0.3)) parts.push('fragment Deep on __Type { fields { type { name } } }');
  return parts.sort(() => (doc.aliasRate === 0.1 ? 0 : random() - 0.5)).join('\n');
}

function exchangeToken(schema, text) {
  const tokens = text.match(/"""[^]*?"""|"[^"]*"|[\w.]+|\s+|[^]/g);
  const at = below(tokens.length);
  const names = [...fieldNames, ...argumentNames, ...allTypes(schema), 'F0', 'F1', 'F2', 'v0', 'v1', 'Op0', 'a', 'b', 'once', 'skip', 'RED', 'null', '1', '"x"'];
  for (let i = 0; i < tokens.length; i++) {
    const j = (at + i) % tokens.length;
    if (!/^\w+$/.test(tokens[j]) || /^(query|mutation|subscription|fragment|on)$/.test(tokens[j])) continue;
    tokens[j] = chance(0.5) ? pick(names) : pick(tokens.filter((t) => /^\w+$/.test(t)));
    break;
  }
  return tokens.join('');
}

// The same choices twice: first to count the forks, then to take a wrong turn at one of them.
function makeDocument(schema) {
  const start = state;
  brokenFork = -1;
  const text = makeText(schema);
  const kind = below(10);
  if (kind < 2) return text;
  if (kind < 5) return exchangeToken(schema, text);
  const after = state;
  brokenFork = below(forks);
  state = start;
  const broken = makeText(schema);
  state = after;
  random();
  return broken;
}

// ---- the two sides ----

function oracle(schema, text) {
  let document;
  try {
    document = parse(text);
  } catch (error) {
    return { syntax: error.message };
  }
  return { errors: validate(schema, document).map((error) => ({ message: error.message,
    locations: (error.locations ?? []).map(({ line, column }) => [line, column]) })) };
}

function frame(kind, text) {
  const bytes = Buffer.from(text, 'utf8');
  const head = Buffer.alloc(5);
  head.write(kind);
  head.writeUInt32LE(bytes.length, 1);
  return Buffer.concat([head, bytes]);
}

function runDriver(driver, input) {
  return new Promise((done, fail) => {
    const child = spawn(driver, { stdio: ['pipe', 'pipe', 'inherit'] });
    const chunks = [];
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.on('error', fail);
    child.stdin.on('error', () => {});
    child.on('close', (code, signal) => {
      const answers = Buffer.concat(chunks).toString('utf8').trimEnd().split('\n').map((line) => JSON.parse(line));
      if (code !== 0) return fail(new Error(`${driver} ended with ${code ?? signal} after ${answers.length} answers`));
      done(answers);
    });
    child.stdin.end(input);
  });
}

function readAccepted() {
  const lines = readFileSync(join(here, 'accepted.txt'), 'utf8').split('\n');
  return lines.filter((line) => line && !line.startsWith('#')).map((line) => {
    const [kind, pattern] = line.split('\t');
    return { kind, pattern: new RegExp(pattern) };
  });
}

const accepted = readAccepted();
const isAccepted = (kind, wanted, got) =>
  accepted.some((entry) => entry.kind === kind && entry.pattern.test(JSON.stringify([wanted, got])));

// What an error says may differ where accepted.txt allows it, its place may not.
function errorDiffers(wanted, got) {
  if (JSON.stringify(wanted.locations) !== JSON.stringify(got.locations)) return 'place';
  if (wanted.message === got.message) return undefined;
  return isAccepted('validate-message', wanted.message, got.message) ? 'accepted' : 'message';
}

// The kind of a difference, or undefined.
function differs(wanted, got) {
  if ('syntax' in wanted || 'syntax' in got) return 'syntax' in wanted === 'syntax' in got ? undefined : 'verdict';
  const [a, b] = [wanted.errors, got.errors];
  if (!a.length !== !b.length) return 'verdict';
  if (a.length !== b.length) return 'count';
  const kinds = a.map((error, i) => errorDiffers(error, b[i])).filter((kind) => kind);
  return kinds.find((kind) => kind !== 'accepted') ?? kinds[0];
}

const documentsPerSchema = 50;

async function main() {
  const [driver, count = '20000', seed = '1'] = process.argv.slice(2);
  state = Number(seed) * 2654435761 | 1;
  const cases = [], input = [];
  while (cases.length < Number(count)) {
    const made = makeSchema();
    const sdl = printSchema(made);
    const schema = buildSchema(sdl);
    input.push(frame('S', sdl));
    for (let i = 0; i < documentsPerSchema; i++) {
      const text = makeDocument(made);
      cases.push({ sdl, schema, text });
      input.push(frame('D', text));
    }
  }
  const answers = await runDriver(driver, Buffer.concat(input));
  const rules = new Map();
  let valid = 0, syntax = 0, different = 0, explained = 0;

  cases.forEach(({ sdl, schema, text }, i) => {
    const wanted = oracle(schema, text);
    const { syntax: refused, errors } = answers[i];
    const kind = differs(wanted, { ...(refused === undefined ? {} : { syntax: refused }), ...(errors && { errors }) });
    valid += wanted.errors?.length === 0;
    syntax += 'syntax' in wanted;
    for (const { message } of wanted.errors ?? []) {
      const shape = message.replace(/"[^"]*"/g, '"…"').slice(0, 40);
      rules.set(shape, (rules.get(shape) ?? 0) + 1);
    }
    if (!kind) return;
    if (kind === 'accepted' || isAccepted('validate-' + kind, wanted, answers[i])) {
      explained++;
    } else if (different++ < Number(process.env.GQLD_DIFF_SHOW ?? 3)) {
      console.log(JSON.stringify({ kind, wanted, got: answers[i] }, null, 1));
      console.log(`--- schema\n${sdl}--- document\n${text}`);
    }
  });
  if (process.env.GQLD_DIFF_RULES) console.log([...rules].sort((a, b) => b[1] - a[1]).map(([k, n]) => `${n} ${k}`).join('\n'));
  console.log(`${cases.length} documents, ${valid} valid, ${syntax} with syntax errors, ${explained} accepted differences, ${different} others`);
  process.exitCode = different ? 1 : 0;
}

await main();
