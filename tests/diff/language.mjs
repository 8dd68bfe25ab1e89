// tests/diff/language.mjs - the parser and printer beside graphql-js, on generated documents.
//
// usage: node language.mjs DRIVER [COUNT [SEED]]
//
// Makes COUNT documents from SEED: valid ones of every construct, and the same with one token or
// byte deleted, inserted or replaced. What tests/diff/language_driver makes of them must be what
// graphql-js `parse` and `print` make of them: text, number of tokens and the place of every
// node; or message, line and column. Differences that are meant stand in accepted.txt, one line
// each: the kind of difference, a pattern over both answers, the reason.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const modules = resolve(process.env.GQLD_NODE_MODULES ?? join(here, '../node_modules'));
const { parse, print } = createRequire(join(modules, 'x.js'))('graphql');

// ---- random choices, the same for the same seed ----

let state = 1;

function random() {
  // xorshift32: short, and good enough to choose productions.
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) / 4294967296;
}

const below = (n) => Math.floor(random() * n);
const pick = (list) => list[below(list.length)];
const chance = (p) => random() < p;
const maybe = (p, make) => (chance(p) ? make() : []);
const many = (least, most, make) => Array.from({ length: least + below(most - least + 1) }, make);

// ---- a document as a list of tokens ----

const names = ['a', 'b', 'id', 'name', '_', '__typename', 'on', 'type', 'fragment', 'query', 'input',
  'repeatable', 'extend', 'implements', 'schema', 'X1', 'aVeryLongNameThatFillsTheLineQuickly', 'nul'];
const plainName = () => pick(names);
const fragmentName = () => pick(names.filter((name) => name !== 'on'));
const enumName = () => pick([...names, 'RED', 'Null', 'TRUE', 'true_']);
const characters = ['a', 'Z', ' ', '  ', '\t', '#', "'", '/', '$', '{', 'é', 'ß', '中', '\u{1F600}', '\u0085',
  '\u009f', '\u00a0', '\u2028', '\ufeff', '\u007f', '\u0000', '\u0001', '\u001f', 'long enough to matter '];
const escapes = ['\\n', '\\r', '\\t', '\\b', '\\f', '\\/', '\\\\', '\\"', '\\u0041', '\\u00e9', '\\u0000', '\\u007F',
  '\\u0085', '\\uD83D\\uDE00', '\\u{1F600}', '\\u{0}', '\\u{00000041}', '\\u{10FFFF}', '\\uFFFF', '\\u2028'];

function stringToken() {
  return '"' + many(0, 6, () => (chance(0.3) ? pick(escapes) : pick(characters))).join('') + '"';
}

function blockStringToken() {
  const line = () => many(0, 4, () => pick(['  ', ' ', '\t', '', 'a', 'text', '"', '""', '\\"""', '\\', 'é', '\u{1F600}',
    '#', '\\n', '\u0001', '\u007f', 'a line that is long enough to be more than seventy columns, with others'])).join('');
  const raw = many(1, 4, line).join(pick(['\n', '\r', '\r\n', '\n\n'])).replace(/"+$/, '').replace(/\\$/, '');
  // Three quotes in a row that no backslash precedes would end the string.
  return '"""' + raw.replace(/(?<!\\)"""/g, '""') .replace(/(?<!\\)""(?=")/g, '') + '"""';
}

const anyString = () => (chance(0.5) ? stringToken() : blockStringToken());
const numbers = ['0', '-0', '1', '-12', '123456789012345678901234567890', '0.5', '-1.25', '1e10', '1E-5', '1.5e+3', '0e0'];

function value(depth, isConst) {
  const kind = below(depth > 3 ? 7 : 10);
  switch (kind) {
    case 0: return [pick(numbers)];
    case 1: return [anyString()];
    case 2: return [pick(['true', 'false', 'null'])];
    case 3: return [enumName()];
    case 4: return isConst ? [pick(numbers)] : ['$', plainName()];
    case 5: return ['['].concat(maybe(0.5, () => [pick(numbers)]), [']']);
    case 6: return ['{', '}'];
    case 7:
    case 8: return ['[', ...many(0, chance(0.2) ? 14 : 4, () => value(depth + 1, isConst)).flat(), ']'];
    default: return ['{', ...many(0, 4, () => [plainName(), ':', ...value(depth + 1, isConst)]).flat(), '}'];
  }
}

const argument = (isConst) => [plainName(), ':', ...value(0, isConst)];
const args = (isConst) => ['(', ...many(1, 4, () => argument(isConst)).flat(), ')'];
const directives = (p, isConst) =>
  maybe(p, () => many(1, 3, () => ['@', plainName(), ...maybe(0.5, () => args(isConst))]).flat());

function type(depth = 0) {
  const inner = depth < 4 && chance(0.3) ? ['[', ...type(depth + 1), ']'] : [plainName()];
  return chance(0.4) ? [...inner, '!'] : inner;
}

const description = (p) => maybe(p, () => [anyString()]);
const defaultValue = (p) => maybe(p, () => ['=', ...value(0, true)]);

function selection(depth) {
  const kind = below(10);
  if (kind === 0) return ['...', fragmentName(), ...directives(0.3, false)];
  if (kind === 1)
    return ['...', ...maybe(0.6, () => ['on', plainName()]), ...directives(0.3, false), ...selectionSet(depth + 1)];
  return [plainName(), ...maybe(0.3, () => [':', plainName()]), ...maybe(0.4, () => args(false)),
    ...directives(0.2, false), ...(depth < 4 && chance(0.35) ? selectionSet(depth + 1) : [])];
}

const selectionSet = (depth = 0) => ['{', ...many(chance(0.05) ? 0 : 1, 4, () => selection(depth)).flat(), '}'];
const variable = () => [...description(0.15), '$', plainName(), ':', ...type(), ...defaultValue(0.3), ...directives(0.2, true)];

function operation() {
  if (chance(0.2)) return selectionSet();
  return [...description(0.2), pick(['query', 'mutation', 'subscription']), ...maybe(0.7, () => [plainName()]),
    ...maybe(0.5, () => ['(', ...many(1, 4, variable).flat(), ')']), ...directives(0.2, false), ...selectionSet()];
}

const fragment = () => [...description(0.2), 'fragment', fragmentName(), 'on', plainName(), ...directives(0.2, false),
  ...selectionSet()];
const inputValue = () => [...description(0.2), plainName(), ':', ...type(), ...defaultValue(0.3), ...directives(0.2, true)];
const fieldDefinition = () => [...description(0.2), plainName(), ...maybe(0.3, () => ['(', ...many(1, 4, inputValue).flat(), ')']),
  ':', ...type(), ...directives(0.2, true)];
const enumValue = () => [...description(0.2), enumName(), ...directives(0.2, true)];
const root = () => [pick(['query', 'mutation', 'subscription']), ':', plainName()];
const braced = (make) => ['{', ...many(1, 4, make).flat(), '}'];
const delimited = (delimiter, make) => [...maybe(0.3, () => [delimiter]),
  ...many(1, 4, make).flatMap((name, i) => (i ? [delimiter, name] : [name]))];
const locations = ['QUERY', 'MUTATION', 'SUBSCRIPTION', 'FIELD', 'FRAGMENT_DEFINITION', 'FRAGMENT_SPREAD', 'INLINE_FRAGMENT',
  'VARIABLE_DEFINITION', 'FRAGMENT_VARIABLE_DEFINITION', 'SCHEMA', 'SCALAR', 'OBJECT', 'FIELD_DEFINITION',
  'ARGUMENT_DEFINITION', 'INTERFACE', 'UNION', 'ENUM', 'ENUM_VALUE', 'INPUT_OBJECT', 'INPUT_FIELD_DEFINITION',
  'DIRECTIVE_DEFINITION'];

function typeSystem() {
  const isExtension = chance(0.3);
  const head = isExtension ? ['extend'] : description(0.4);
  const implementing = () => maybe(0.4, () => ['implements', ...delimited('&', plainName)]);
  const ds = directives(0.4, true);
  switch (below(8)) {
    case 0: return [...head, 'schema', ...ds, ...braced(root)];
    case 1: return [...head, 'scalar', plainName(), ...(isExtension ? directives(1, true) : ds)];
    case 2: return [...head, 'type', plainName(), ...implementing(), ...ds, ...braced(fieldDefinition)];
    case 3: return [...head, 'interface', plainName(), ...implementing(), ...ds, ...maybe(0.8, () => braced(fieldDefinition))];
    case 4: return [...head, 'union', plainName(), ...ds, ...maybe(0.8, () => ['=', ...delimited('|', plainName)])];
    case 5: return [...head, 'enum', plainName(), ...ds, ...maybe(0.8, () => braced(enumValue))];
    case 6: return [...head, 'input', plainName(), ...ds, ...maybe(0.8, () => braced(inputValue))];
    default:
      return isExtension ? [...head, 'directive', '@', plainName(), ...directives(1, true)]
        : [...head, 'directive', '@', plainName(), ...maybe(0.5, () => ['(', ...many(1, 4, inputValue).flat(), ')']),
          ...directives(0.2, true), ...maybe(0.3, () => ['repeatable']), 'on', ...delimited('|', () => pick(locations))];
  }
}

const documentTokens = () => many(1, 4, () => pick([operation, operation, fragment, typeSystem, typeSystem])()).flat();

const ignored = [' ', ' ', ' ', '\n', '\n  ', ',', ', ', '\t', '\r', '\r\n', '\ufeff', ' # comment\n', '#é\u{1F600}"\r\n', '#\r'];

function text(tokens) {
  let out = chance(0.1) ? '\ufeff' : '';
  for (const token of tokens)
    out += token + (chance(0.5) ? ' ' : pick(ignored));
  return out;
}

// ---- mistakes ----

const strayTokens = ['{', '}', '(', ')', '[', ']', ':', '=', '@', '$', '!', '|', '&', '...', '..', '.', '.5', '.123a', '1', '-', '-a',
  '01', '00', '1.', '1.a', '1e', '1e+', '1.5.', '1a', '0x1', '-01', '1_', '2.3e4e', 'a', 'on', 'true', 'null', 'extend', 'query', 'type', '"',
  '"on"', '"true"', '"""null"""', '""', '"""', '"""x', '"\\x"', '"\\', '"\\u12"', '"\\u{}"', '"\\u{110000}"', '"\\u{D800}"', '"\\u{FFFFFFFF}"', '"\\u{123456789}"',
  '"\\u{0000000041}"', '"\\u{12x}"', '"\\uD83D"', '"\\uD83Dx"', '"\\uD83D\\u0041"', '"\\uDE00"', '"\\uD83D\\u{DE00}"', '"\\u123\u{1F600}"', '"\\u{1\u{1F600}"', '"\\\u{1F600}"',
  '"\\u00\u{1F600}\u{1F600}', '"a\nb"', '"\\\n"', "'a'", '?', ';', '%', '^', '~', '`', '<', '\\', '\u0000', '\u007f', 'é', '中', '\u{1F600}', '\u00a0', '#', '+', '*', '/'];
const strayCharacters = [...characters, ...strayTokens, '\n', '\r', '\\', '"', 'u', '\ufffd'];

function breakTokens(tokens) {
  const at = below(tokens.length);
  const out = tokens.slice();
  switch (below(5)) {
    case 0: out.splice(at, 1); break;
    case 1: out.splice(at, 0, pick(strayTokens)); break;
    case 2: out[at] = pick(strayTokens); break;
    case 3: out.splice(at, 0, pick(tokens)); break;
    default: out.length = at;
  }
  return text(out);
}

function breakCharacters(tokens) {
  const points = Array.from(text(tokens));
  const at = below(points.length);
  switch (below(4)) {
    case 0: points.splice(at, 1); break;
    case 1: points.splice(at, 0, pick(strayCharacters)); break;
    case 2: points[at] = pick(strayCharacters); break;
    default: points.length = at;
  }
  return points.join('');
}

function makeDocument() {
  const tokens = documentTokens();
  const kind = below(10);
  if (kind < 4) return text(tokens);
  return kind < 8 ? breakTokens(tokens) : breakCharacters(tokens);
}

// ---- the two sides ----

// What is walked below each kind of node, in the order of language_starts.c.
const common = ['description', 'name', 'directives'];
const children = {
  Document: ['definitions'],
  OperationDefinition: [...common, 'variableDefinitions', 'selectionSet'],
  FragmentDefinition: [...common, 'typeCondition', 'selectionSet'],
  VariableDefinition: ['description', 'variable', 'type', 'defaultValue', 'directives'],
  SelectionSet: ['selections'],
  Field: ['alias', 'name', 'arguments', 'directives', 'selectionSet'],
  FragmentSpread: ['name', 'directives'],
  InlineFragment: ['typeCondition', 'directives', 'selectionSet'],
  Argument: ['name', 'value'],
  ObjectField: ['name', 'value'],
  ListValue: ['values'],
  ObjectValue: ['fields'],
  Directive: ['name', 'arguments'],
  ListType: ['type'],
  NonNullType: ['type'],
  InputValueDefinition: ['description', 'name', 'type', 'defaultValue', 'directives'],
  FieldDefinition: ['description', 'name', 'arguments', 'type', 'directives'],
  EnumValueDefinition: common,
  OperationTypeDefinition: ['type'],
};
const definitionChildren = [...common, 'operationTypes', 'interfaces', 'types', 'values', 'arguments', 'fields', 'locations'];
// Nodes that begin with their name, and whose place is the name's.
const placeless = new Set(['Document', 'Argument', 'ObjectField']);

function starts(node, offsets, parent, out) {
  if (Array.isArray(node)) {
    for (const item of node) starts(item, offsets, parent, out);
  } else if (node?.kind === 'Variable' && parent === 'VariableDefinition') {
    out.push(offsets(node.name.loc.start));
  } else if (node) {
    if (!placeless.has(node.kind)) out.push(offsets(node.loc.start));
    const keys = children[node.kind] ?? (/Definition$|Extension$/.test(node.kind) ? definitionChildren : []);
    for (const key of keys) starts(node[key], offsets, node.kind, out);
  }
  return out;
}

// From UTF-16 units to bytes.
function byteOffsets(document) {
  const table = [];
  let bytes = 0;
  for (const character of document) {
    for (let i = 0; i < character.length; i++) table.push(bytes);
    bytes += Buffer.byteLength(character);
  }
  table.push(bytes);
  return (offset) => table[offset];
}

function oracle(document) {
  try {
    const tree = parse(document);
    return {
      printed: print(tree).toWellFormed(),
      tokens: tree.tokenCount,
      starts: starts(tree, byteOffsets(document), undefined, []).map((start) => `${start} `).join(''),
    };
  } catch (error) {
    if (!error.locations) throw error;
    // Half a surrogate pair cannot be said in UTF-8.
    return { message: error.message.toWellFormed(), ...error.locations[0] };
  }
}

function runDriver(driver, documents) {
  return new Promise((done, fail) => {
    const child = spawn(driver, { stdio: ['pipe', 'pipe', 'inherit'] });
    const chunks = [];
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.on('error', fail);
    child.on('close', (code, signal) => {
      if (code !== 0) return fail(new Error(`${driver} ended with ${code ?? signal}`));
      done(Buffer.concat(chunks).toString('utf8').trimEnd().split('\n').map((line) => JSON.parse(line)));
    });
    for (const document of documents) {
      const bytes = Buffer.from(document, 'utf8');
      const length = Buffer.alloc(4);
      length.writeUInt32LE(bytes.length);
      child.stdin.write(length);
      child.stdin.write(bytes);
    }
    child.stdin.end();
  });
}

// The kind of a difference, as accepted.txt calls it.
function differs(wanted, got) {
  if ('printed' in wanted !== 'printed' in got) return 'verdict';
  if ('printed' in wanted) return ['printed', 'tokens', 'starts'].find((key) => wanted[key] !== got[key]);
  if (wanted.message !== got.message) return 'message';
  return wanted.line === got.line && wanted.column === got.column ? undefined : 'place';
}

function readAccepted() {
  const lines = readFileSync(join(here, 'accepted.txt'), 'utf8').split('\n');
  return lines.filter((line) => line && !line.startsWith('#')).map((line) => {
    const [kind, pattern] = line.split('\t');
    return { kind, pattern: new RegExp(pattern) };
  });
}

async function main() {
  const [driver, count = '20000', seed = '1'] = process.argv.slice(2);
  state = Number(seed) * 2654435761 | 1;
  const documents = Array.from({ length: Number(count) }, makeDocument);
  const answers = await runDriver(driver, documents);
  const accepted = readAccepted();
  let valid = 0, different = 0, explained = 0;

  documents.forEach((document, i) => {
    const wanted = oracle(document);
    const kind = differs(wanted, answers[i]);
    valid += 'printed' in wanted;
    if (!kind) return;
    if (accepted.some((entry) => entry.kind === kind && entry.pattern.test(JSON.stringify([wanted, answers[i]])))) {
      explained++;
    } else if (different++ < 5) {
      console.log(JSON.stringify({ kind, document, wanted, got: answers[i] }, null, 1));
    }
  });
  console.log(`${documents.length} documents, ${valid} valid, ${explained} accepted differences, ${different} others`);
  process.exitCode = different ? 1 : 0;
}

await main();
