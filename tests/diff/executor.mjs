// gqld beside a naive executor (executor_naive.mjs), on generated data and queries; and the
// property of paging: all pages, walked forwards or backwards, are the list.
//
//   executor.mjs DRIVER [QUERIES [SEED]]
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { MODEL, Naive } from './executor_naive.mjs';

const [driver, queries = '2000', seed = '1'] = process.argv.slice(2);
const THINGS = 70, OWNERS = 9, ALIASES_MAX = 28, SELECTIONS_MAX = 60, FIELDS_MAX = 15;
const schema = fileURLToPath(new URL('./executor.graphql', import.meta.url));

/** mulberry32: the same numbers everywhere. */
let state = Number(seed);
function random() {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}
const below = (n) => Math.floor(random() * n);
const chance = (p) => random() < p;
const pick = (list) => list[below(list.length)];
const some = (count, make) => Array.from({ length: count }, make);

/** Few values, so that there are ties; null among them. */
const POOLS = {
  ID: ['1', '2', '3', '30', '70', '-1'],
  String: ['', 'a', 'A', 'ab', 'é', 'e\u0301', 'ß', '\u{1F600}', '\uFFFD', 'z z', '"\\\n', '%_'],
  Int: [0, 1, -1, 7, 2147483647, -2147483648],
  Float: [0, 0.1, -0.1, 1e300, -1e-300, 3, 2.5],
  Boolean: [true, false],
  Kind: ['RED', 'GREEN', 'blue'],
  DateTime: ['2026-01-02T03:04:05Z', '2026-01-02T03:04:05.5Z', '2026-01-02T03:04:05.000001Z',
    '1970-01-01T00:00:00Z', '0001-01-01T00:00:00Z'],
};
const PATTERNS = ['', '%', 'a', 'A%', '%b', '_', 'e_', '%\u0301', 'É', 'SS', 'ß', '\\%\\_', '%\uFFFD%', '"\\\\%',
  '\u{1F600}', 'z%z', 'AB', 'E\u0301', 'Z_Z', 'B%'];
const MATCHES = ['like', 'ilike', 'startsWith', 'endsWith', 'contains'];
const FLAT = { ID: 1, String: 1, Boolean: 1, Kind: 1 };
const DIRECTIONS = ['ASC', 'DESC', 'ASC_NULLS_FIRST', 'ASC_NULLS_LAST', 'DESC_NULLS_FIRST',
  'DESC_NULLS_LAST'];

class Engine {
  constructor() {
    this.folder = mkdtempSync(join(tmpdir(), 'gqld-diff-'));
    process.on('exit', () => rmSync(this.folder, { recursive: true, force: true }));
    this.child = spawn(driver, [schema, join(this.folder, 'data.db')],
      { stdio: ['pipe', 'pipe', 'inherit'] });
    this.lines = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]();
  }

  async ask(query, variables) {
    this.child.stdin.write(`${JSON.stringify({ query, variables })}\n`);
    const { value, done } = await this.lines.next();
    assert.ok(!done, 'the driver ended');
    return JSON.parse(value);
  }

  async data(query, variables) {
    const answer = await this.ask(query, variables);
    assert.equal(answer.errors, undefined, `${query} ${JSON.stringify(answer.errors)}`);
    return answer.data;
  }
}

const maybe = (type) => (chance(0.3) ? null : pick(POOLS[type]));

async function fill(engine) {
  const tables = { Owner: [], Thing: [] };
  for (let i = 1; i <= OWNERS; i++) {
    const input = { nick: i % 3 ? `nick${i % 5}${i}é` : null, age: maybe('Int') };
    await engine.data('mutation($i: CreateOwnerInput!) { createOwner(input: $i) { id } }',
      { i: input });
    tables.Owner.push({ id: `${i}`, ...input });
  }
  for (let i = 1; i <= THINGS; i++) {
    const row = Object.fromEntries(Object.entries(MODEL.Thing.columns)
      .filter(([name]) => name !== 'id').map(([name, type]) => [name, maybe(type)]));
    row.name ??= 'n';
    const ones = { owner: `${1 + below(OWNERS - 2)}`,
      helper: chance(0.4) ? null : `${1 + below(OWNERS)}`,
      parent: i === 1 || chance(0.3) ? null : `${1 + below(Math.min(i - 1, 12))}` };
    const connects = Object.fromEntries(Object.entries(ones).filter(([, id]) => id)
      .map(([name, id]) => [name, { connect: { id } }]));
    await engine.data('mutation($i: CreateThingInput!) { createThing(input: $i) { id } }',
      { i: { ...row, ...connects } });
    tables.Thing.push({ id: `${i}`, ...row, ...ones });
  }
  return tables;
}

/** A value as GraphQL text. */
function literal(value) {
  if (value?.variable) return `$${value.variable}`;
  if (value?.cursor) return JSON.stringify(value.cursor);
  if (value?.bare) return value.bare;
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (value && typeof value === 'object')
    return `{${Object.entries(value).map(([k, v]) => `${k}: ${literal(v)}`).join(', ')}}`;
  return JSON.stringify(value);
}

/** Enum values in a tree of input values become names without quotes. */
function bare(value) {
  if (Array.isArray(value)) return value.map(bare);
  if (value && typeof value === 'object' && !value.cursor)
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, bare(v)]));
  const isName = typeof value === 'string'
    && (DIRECTIONS.includes(value) || POOLS.Kind.includes(value));
  return isName ? { bare: value } : value;
}

class Generator {
  constructor(engine) {
    this.engine = engine;
    this.cursors = new Map();
  }

  begin() {
    Object.assign(this,
      { variables: {}, definitions: [], fragments: [], aliases: 0, selections: 0 });
  }

  operators(type) {
    const names = ['eq', 'neq', 'in', 'nin', 'isNull',
      ...(type in FLAT && type !== 'String' ? [] : ['lt', 'lte', 'gt', 'gte'])];
    return Object.fromEntries(some(chance(0.2) ? 2 : 1, () => {
      if (type === 'String' && chance(0.4)) return [pick(MATCHES), pick(PATTERNS)];
      const name = pick(type === 'Boolean' ? ['eq', 'neq', 'isNull'] : names);
      if (name === 'isNull') return [name, chance(0.5)];
      if (name === 'eq' && chance(0.1)) return [name, null];
      return [name, /in$/.test(name) ? some(below(4), () => pick(POOLS[type])) : pick(POOLS[type])];
    }));
  }

  filter(type, depth = 0) {
    const { columns, ones, lists } = MODEL[type];
    return Object.fromEntries(some(below(3), () => {
      const kind = depth < 3 ? below(12) : 11;
      if (kind === 0) return ['not', this.filter(type, depth + 1)];
      if (kind <= 2)
        return [kind === 1 ? 'and' : 'or', some(below(3), () => this.filter(type, depth + 1))];
      if (kind <= 4 && Object.keys(ones).length) {
        const name = pick(Object.keys(ones));
        return [name, chance(0.3) ? this.keyFilter() : this.filter(ones[name], depth + 1)];
      }
      if (kind <= 6) {
        const name = pick(Object.keys(lists));
        return [name, Object.fromEntries(some(chance(0.1) ? 2 : 1, () =>
          [pick(['some', 'every', 'none']), this.filter(lists[name][0], depth + 1)]))];
      }
      const name = pick(Object.keys(columns));
      return [name, this.operators(columns[name])];
    }));
  }

  /** Tests of nothing but a row's key. */
  keyFilter() {
    const id = { id: this.operators('ID') };
    return pick([id, { not: id }, { or: [id, { id: this.operators('ID') }] }, { and: [id, {}] }]);
  }

  orderKey(type, depth = 0) {
    const { columns, ones, lists } = MODEL[type], kind = below(10);
    if (kind <= 1) return { [pick(Object.keys(lists))]: { count: pick(DIRECTIONS) } };
    if (kind <= 4 && depth < 3 && Object.keys(ones).length) {
      const name = pick(Object.keys(ones));
      return { [name]: this.orderKey(ones[name], depth + 1) };
    }
    return { [pick(Object.keys(columns))]: pick(DIRECTIONS) };
  }

  order(type) {
    return some(below(4), () => this.orderKey(type));
  }

  /** A real cursor of a row in an order: only gqld can make one. */
  async cursor(type, orderBy) {
    const row = `${1 + below(type === 'Thing' ? THINGS : OWNERS)}`;
    const key = `${type} ${row} ${JSON.stringify(orderBy)}`;
    if (!this.cursors.has(key)) {
      const field = `${type.toLowerCase()}sConnection`;
      const data = await this.engine.data(
        `query($o: [${type}Order!]) {
          ${field}(filter: {id: {eq: ${row}}}, orderBy: $o) { edges { cursor } } }`,
        { o: orderBy });
      this.cursors.set(key, data[field].edges[0].cursor);
    }
    return { cursor: this.cursors.get(key), row };
  }

  /** Some arguments are variables; their values are what they would have been. */
  variable(type, value) {
    if (chance(0.6)) return bare(value);
    const name = `v${this.definitions.length}`;
    this.definitions.push(`$${name}: ${type}`);
    this.variables[name] = value;
    return { variable: name };
  }

  async listArguments(type, isConnection) {
    const args = {}, orderBy = chance(0.7) ? this.order(type) : undefined;
    if (chance(0.5)) args.filter = this.variable(`${type}Filter`, this.filter(type));
    if (orderBy) args.orderBy = this.variable(`[${type}Order!]`, orderBy);
    const isFromEnd = isConnection && chance(0.4);
    if (isFromEnd) args.last = this.variable('Int', below(8));
    else if (chance(0.7)) args.first = this.variable('Int', chance(0.1) ? 100 : below(8));
    if (isConnection && chance(0.4)) args.after = await this.cursor(type, orderBy ?? []);
    if (isConnection && chance(0.3)) args.before = await this.cursor(type, orderBy ?? []);
    if (!isFromEnd && !args.after && !args.before && chance(0.3))
      args.offset = this.variable('Int', below(6));
    return args;
  }

  condition(selection) {
    if (chance(0.05)) selection.skip = { if: this.variable('Boolean!', chance(0.5)) };
    if (chance(0.05)) selection.include = { if: this.variable('Boolean!', chance(0.5)) };
    return selection;
  }

  /** A field with arguments of its own needs a key of its own. */
  aliased(field) {
    return { ...field, alias: `a${this.aliases++}` };
  }

  async entity(type, depth) {
    const { columns, ones, lists } = MODEL[type];
    const selections = [{ name: pick(Object.keys(columns)) }];
    for (let i = below(4); i > 0 && this.selections++ < SELECTIONS_MAX; i--) {
      const kind = below(depth < 4 ? 9 : 3), one = pick(Object.keys(ones));
      if (kind <= 2) selections.push({ name: pick([...Object.keys(columns), '__typename']) });
      else if (kind <= 5 && one)
        selections.push({ name: one, selections: await this.entity(ones[one], depth + 1) });
      else if (kind === 6) selections.push(await this.fragment(type, depth));
      else if (this.aliases < ALIASES_MAX) {
        const name = pick(Object.keys(lists));
        selections.push(this.aliased(await this.many(lists[name][0], name, depth + 1)));
      }
    }
    return selections.map((selection) => this.condition(selection));
  }

  async fragment(type, depth) {
    const selections = await this.entity(type, depth + 1);
    if (chance(0.5)) return { on: type, selections };
    const fragment = `F${this.fragments.length}`;
    this.fragments.push({ fragment, on: type, selections });
    return { on: type, fragment, selections };
  }

  async many(type, name, depth) {
    if (chance(0.5))
      return { name, args: await this.listArguments(type, false),
        selections: await this.entity(type, depth) };
    const members = chance(0.6) ? [{ name: 'totalCount' }] : [{ name: '__typename' }];
    if (chance(0.5))
      members.push({ name: 'nodes', selections: await this.entity(type, depth + 1) });
    if (chance(0.5))
      members.push({ name: 'edges', selections: [{ name: 'cursor' },
        { name: 'node', selections: await this.entity(type, depth + 2) }] });
    if (chance(0.6))
      members.push({ name: 'pageInfo', selections: ['hasNextPage', 'hasPreviousPage', 'startCursor',
        'endCursor', '__typename'].filter(() => chance(0.6)).concat('hasNextPage')
        .map((member) => ({ name: member })) });
    return { name: `${name}Connection`, args: await this.listArguments(type, true),
      selections: members };
  }

  async root() {
    const type = chance(0.7) ? 'Thing' : 'Owner', lower = type.toLowerCase();
    if (chance(0.1))
      return { name: lower, args: { id: this.variable('ID!', pick(POOLS.ID)) },
        selections: await this.entity(type, 1) };
    if (chance(0.05))
      return { name: 'ownerByNick', args: { nick: this.variable('String!', 'nick11é') },
        selections: await this.entity('Owner', 1) };
    return this.many(type, `${lower}s`, 1);
  }

  async operation() {
    this.begin();
    const selections = [];
    for (let i = 1 + below(3); i > 0; i--) selections.push(this.aliased(await this.root()));
    if (chance(0.2)) selections.push({ ...selections[0], alias: `a${this.aliases++}` });
    return selections;
  }

  /** The whole document. */
  print(selections) {
    const definitions = this.definitions.length ? `query(${this.definitions.join(', ')}) ` : '';
    const fragments = this.fragments.map(({ fragment, on, selections: inner }) =>
      ` fragment ${fragment} on ${on} ${set(inner)}`);
    return definitions + set(selections) + fragments.join('');
  }
}

function set(selections) {
  return `{ ${selections.map((s) => {
    const directives = ['skip', 'include'].filter((name) => s[name])
      .map((name) => ` @${name}(if: ${literal(s[name].if)})`).join('');
    if (s.fragment) return `...${s.fragment}${directives}`;
    if (s.on) return `... on ${s.on}${directives} ${set(s.selections)}`;
    const args = Object.entries(s.args ?? {}).map(([name, value]) => `${name}: ${literal(value)}`);
    const name = s.alias ? `${s.alias}: ${s.name}` : s.name;
    return `${name}${args.length ? `(${args.join(', ')})` : ''}${directives}${
      s.selections ? ` ${set(s.selections)}` : ''}`;
  }).join(' ')} }`;
}

/** The naive executor names a cursor by its row: the key is the last of its values. */
function readable(key, value) {
  if (!/^(cursor|startCursor|endCursor)$/.test(key) || value === null) return value;
  const bytes = Buffer.from(value, 'base64url');
  return `#${bytes.readBigInt64LE(bytes.length - 8)}`;
}

/** Bare names back to strings, for the naive executor. */
function plain(value) {
  if (Array.isArray(value)) return value.map(plain);
  if (value?.bare) return value.bare;
  if (value && typeof value === 'object' && !value.cursor && !value.variable)
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, plain(v)]));
  return value;
}

async function comparison(engine, naive) {
  const generator = new Generator(engine);
  let rows = 0;
  for (let i = 0; i < Number(queries); i++) {
    const selections = await generator.operation();
    const text = generator.print(selections);
    const answer = await engine.ask(text, generator.variables);
    const wanted = naive.query(plain(selections), generator.variables);
    const got = JSON.stringify(answer.data, readable);
    rows += got?.length ?? 0;
    if (answer.errors || got !== JSON.stringify(wanted)) {
      console.log(`query ${i}: ${text}\n${JSON.stringify(generator.variables)}`);
      console.log(`gqld:  ${answer.errors ? JSON.stringify(answer.errors) : got}`);
      console.log(`naive: ${JSON.stringify(wanted)}`);
      return false;
    }
  }
  console.log(`${queries} queries, ${rows} bytes of data, all equal`);
  return true;
}

/** All pages of a list, by one direction, put together. */
async function walk(engine, variables, size, isForwards) {
  const ids = [], how = isForwards ? ['first', 'after', 'hasNextPage', 'endCursor']
    : ['last', 'before', 'hasPreviousPage', 'startCursor'];
  for (let cursor = null, more = true; more;) {
    const { page } = await engine.data(`query($f: ThingFilter, $o: [ThingOrder!], $c: String) {
      page: thingsConnection(filter: $f, orderBy: $o, ${how[0]}: ${size}, ${how[1]}: $c) {
        nodes { id } pageInfo { ${how[2]} ${how[3]} } } }`, { ...variables, c: cursor });
    const part = page.nodes.map(({ id }) => id);
    if (isForwards) ids.push(...part);
    else ids.unshift(...part);
    more = page.pageInfo[how[2]];
    cursor = page.pageInfo[how[3]];
    assert.ok(ids.length <= THINGS && (part.length === size || !more), 'pages are full and end');
  }
  return ids;
}

async function paging(engine, naive) {
  const generator = new Generator(engine);
  generator.begin();
  for (let i = 0; i < Number(queries) / 20; i++) {
    const variables = { f: generator.filter('Thing'), o: generator.order('Thing') };
    const wanted = naive.list('Thing', naive.tables.Thing,
      { filter: variables.f, orderBy: variables.o }).map(({ id }) => id);
    for (const isForwards of [true, false]) {
      const got = await walk(engine, variables, 1 + below(9), isForwards);
      if (JSON.stringify(got) !== JSON.stringify(wanted)) {
        console.log(`walk ${i}, forwards ${isForwards}: ${JSON.stringify(variables)}`);
        console.log(`gqld:  ${got}\nnaive: ${wanted}`);
        return false;
      }
    }
  }
  return true;
}

const engine = new Engine();
const naive = new Naive(await fill(engine));
const isEqual = await comparison(engine, naive);
const isWhole = await paging(engine, naive);
engine.child.stdin.end();
process.exitCode = isEqual && isWhole ? 0 : 1;
