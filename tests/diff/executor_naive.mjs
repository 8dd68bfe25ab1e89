// The naive executor: one field at a time, rows filtered and sorted in memory.
// Knows nothing of plans, batches and SQL; a selection is the generator's own tree.

const PAGE_DEFAULT = 20;

export const MODEL = {
  Thing: {
    columns: { id: 'ID', name: 'String', text: 'String', num: 'Int', real: 'Float',
      flag: 'Boolean', kind: 'Kind', at: 'DateTime' },
    ones: { parent: 'Thing', owner: 'Owner', helper: 'Owner' },
    lists: { children: ['Thing', 'parent'] },
  },
  Owner: {
    columns: { id: 'ID', nick: 'String', age: 'Int' },
    ones: {},
    lists: { owned: ['Thing', 'owner'], helped: ['Thing', 'helper'] },
  },
};

/** Below, equal, above; null is smallest. Text is compared by its bytes. */
function compare(type, a, b) {
  if (a === null || b === null) return (a !== null) - (b !== null);
  switch (type) {
    case 'ID': return Math.sign(Number(a) - Number(b));
    case 'DateTime': return Math.sign(micros(a) - micros(b));
    case 'String': case 'Kind': return Buffer.compare(Buffer.from(a), Buffer.from(b));
    default: return Math.sign(a - b);
  }
}

/** Microseconds: a Date alone has milliseconds. */
function micros(text) {
  const fraction = /\.(\d+)/.exec(text)?.[1] ?? '';
  const seconds = Date.parse(text.replace(/\.\d+/, '')) / 1000;
  return seconds * 1e6 + Number(fraction.slice(0, 6).padEnd(6, '0'));
}

/** SQL's three values: true, false, null for unknown. */
const not = (value) => (value === null ? null : !value);
function all(values) {
  return values.includes(false) ? false : values.includes(null) ? null : true;
}
const any = (values) => not(all(values.map(not)));

const OPERATORS = {
  eq: (order) => order === 0, neq: (order) => order !== 0,
  lt: (order) => order < 0, lte: (order) => order <= 0,
  gt: (order) => order > 0, gte: (order) => order >= 0,
};

/** LIKE as a regular expression; `iu` folds letters as Unicode's simple case folding does. */
function like(pattern, flags) {
  const parts = pattern.match(/\\[^]|[^]/gu) ?? [];
  const source = parts.map((part) => {
    if (part === '%') return '[^]*';
    if (part === '_') return '[^]';
    return `\\u{${part.codePointAt(part.length > 1 && part[0] === '\\' ? 1 : 0).toString(16)}}`;
  });
  return new RegExp(`^${source.join('')}$`, flags);
}

const MATCHES = {
  like: (value, operand) => like(operand, 'u').test(value),
  ilike: (value, operand) => like(operand, 'iu').test(value),
  startsWith: (value, operand) => value.startsWith(operand),
  endsWith: (value, operand) => value.endsWith(operand),
  contains: (value, operand) => value.includes(operand),
};

function operator(type, value, name, operand) {
  if (name === 'isNull') return (value === null) === operand;
  if (name === 'eq' && operand === null) return value === null;
  if (value === null) return null;
  if (name in MATCHES) return MATCHES[name](value, operand);
  if (name === 'in') return operand.some((item) => compare(type, value, item) === 0);
  if (name === 'nin') return !operand.some((item) => compare(type, value, item) === 0);
  return OPERATORS[name](compare(type, value, operand));
}

/** Does the filter test a row's key, and nothing else? Then it is about the reference to that row. */
function isAboutKey(filter) {
  const members = Object.entries(filter);
  return members.length > 0 && members.every(([name, value]) => {
    if (name === 'not') return isAboutKey(value);
    if (name === 'and' || name === 'or') return value.length > 0 && value.every(isAboutKey);
    return name === 'id' && Object.keys(value).length > 0;
  });
}

/** The direction at the end of an order's way. */
function directionOf(order) {
  return typeof order === 'string' ? order : directionOf(Object.values(order)[0]);
}

const QUANTIFIERS = {
  some: (truths) => truths.includes(true),
  every: (truths) => truths.every((truth) => truth === true),
  none: (truths) => !truths.includes(true),
};

export class Naive {
  constructor(tables) {
    this.tables = tables; // type -> rows
    this.variables = {};
  }

  value(value) {
    if (value?.variable) return this.variables[value.variable];
    return value;
  }

  row(type, id) {
    return this.tables[type].find((row) => row.id === id) ?? null;
  }

  matches(type, row, filter) {
    return all(Object.entries(filter).map(([name, operand]) => {
      if (name === 'and') return all(operand.map((item) => this.matches(type, row, item)));
      if (name === 'or') return any(operand.map((item) => this.matches(type, row, item)));
      if (name === 'not') return not(this.matches(type, row, operand));
      if (name in MODEL[type].lists) {
        const [target, back] = MODEL[type].lists[name];
        const rows = this.tables[target].filter((other) => other[back] === row.id);
        return all(Object.entries(operand).map(([quantifier, inner]) =>
          QUANTIFIERS[quantifier](rows.map((other) => this.matches(target, other, inner)))));
      }
      const target = MODEL[type].ones[name];
      if (target && isAboutKey(operand)) return this.matches(target, { id: row[name] }, operand);
      if (target) {
        const related = row[name] === null ? null : this.row(target, row[name]);
        return related && this.matches(target, related, operand);
      }
      return all(Object.entries(operand).map(([op, value]) =>
        operator(MODEL[type].columns[name], row[name], op, value)));
    }));
  }

  /** What an order looks at: a column's type, and its value; null where there is no row. */
  orderValue(type, row, order) {
    const [name, inner] = Object.entries(order)[0];
    const { columns, ones, lists } = MODEL[type];
    if (name in columns) return [columns[name], row ? row[name] : null];
    if (name in lists) {
      const [target, back] = lists[name];
      return ['Int', this.tables[target].filter((other) => row && other[back] === row.id).length];
    }
    return this.orderValue(ones[name], row?.[name] ? this.row(ones[name], row[name]) : null, inner);
  }

  /** A comparator of rows; the key decides last, in the direction of the last order. */
  comparator(type, orderBy = []) {
    const last = orderBy.length ? directionOf(orderBy.at(-1)) : 'ASC';
    const keys = [...orderBy, { id: last.replace(/_.*/, '') }];
    return (a, b) => {
      for (const key of keys) {
        const direction = directionOf(key);
        const [valueType, x] = this.orderValue(type, a, key), [, y] = this.orderValue(type, b, key);
        const order = compare(valueType, x, y);
        const nulls = (x === null) !== (y === null);
        if (nulls && direction.endsWith('FIRST')) return x === null ? -1 : 1;
        if (nulls && direction.endsWith('LAST')) return x === null ? 1 : -1;
        if (order !== 0) return direction.startsWith('DESC') ? -order : order;
      }
      return 0;
    };
  }

  /** The whole list, before any page. */
  list(type, rows, args) {
    return rows.filter((row) => this.matches(type, row, args.filter ?? {}) === true)
      .sort(this.comparator(type, args.orderBy ?? []));
  }

  arguments(field) {
    return Object.fromEntries(Object.entries(field.args ?? {})
      .map(([name, value]) => [name, this.value(value)]));
  }

  page(type, rows, args) {
    const order = this.comparator(type, args.orderBy ?? []);
    const count = args.first ?? args.last ?? PAGE_DEFAULT;
    const behind = (cursor, sign) => (row) =>
      Math.sign(order(row, this.row(type, cursor.row))) === sign;
    let list = rows;
    if (args.after) list = list.filter(behind(args.after, 1));
    if (args.before) list = list.filter(behind(args.before, -1));
    list = list.slice(args.offset ?? 0);
    const isFromEnd = args.last !== undefined && args.last !== null;
    const taken = isFromEnd ? list.slice(Math.max(0, list.length - count)) : list.slice(0, count);
    const more = list.length > count;
    const before = Boolean(args.after) || (args.offset ?? 0) > 0;
    return {
      taken,
      hasNextPage: isFromEnd ? Boolean(args.before) : more,
      hasPreviousPage: isFromEnd ? more : before,
    };
  }

  /** Spec: Execution > Collecting Fields. Key -> fields. */
  collect(selections, groups = new Map(), visited = new Set()) {
    for (const selection of selections) {
      if (selection.skip && this.value(selection.skip.if)) continue;
      if (selection.include && !this.value(selection.include.if)) continue;
      if (!selection.on) {
        const key = selection.alias ?? selection.name;
        groups.set(key, [...(groups.get(key) ?? []), selection]);
      } else if (!selection.fragment || !visited.has(selection.fragment)) {
        if (selection.fragment) visited.add(selection.fragment);
        this.collect(selection.selections, groups, visited);
      }
    }
    return groups;
  }

  object(selections, resolve) {
    return Object.fromEntries([...this.collect(selections)].map(([key, fields]) =>
      [key, resolve(fields[0], fields.flatMap((field) => field.selections ?? []))]));
  }

  entity(type, row, selections) {
    if (!row) return null;
    return this.object(selections, (field, inner) => {
      const base = field.name.replace(/Connection$/, '');
      if (field.name === '__typename') return type;
      if (field.name in MODEL[type].columns) return row[field.name];
      if (field.name in MODEL[type].ones) {
        const target = MODEL[type].ones[field.name];
        return this.entity(target, row[field.name] && this.row(target, row[field.name]), inner);
      }
      const [target, back] = MODEL[type].lists[base];
      const rows = this.tables[target].filter((other) => other[back] === row.id);
      return this.many(target, rows, field, inner);
    });
  }

  many(type, rows, field, inner) {
    const args = this.arguments(field);
    const list = this.list(type, rows, args);
    const page = this.page(type, list, args);
    if (!field.name.endsWith('Connection'))
      return page.taken.map((row) => this.entity(type, row, inner));
    const cursor = (row) => (row ? `#${row.id}` : null);
    return this.object(inner, (member, below) => {
      switch (member.name) {
        case 'totalCount': return list.length;
        case 'nodes': return page.taken.map((row) => this.entity(type, row, below));
        case 'edges': return page.taken.map((row) => this.object(below, (edge, node) => {
          if (edge.name === '__typename') return `${type}Edge`;
          return edge.name === 'cursor' ? cursor(row) : this.entity(type, row, node);
        }));
        case 'pageInfo': return this.object(below, (info) => ({
          __typename: 'PageInfo', hasNextPage: page.hasNextPage,
          hasPreviousPage: page.hasPreviousPage,
          startCursor: cursor(page.taken[0]), endCursor: cursor(page.taken.at(-1)) })[info.name]);
        default: return `${type}Connection`;
      }
    });
  }

  query(selections, variables) {
    this.variables = variables;
    return this.object(selections, (field, inner) => {
      const args = this.arguments(field);
      const type = /^thing/.test(field.name) ? 'Thing' : 'Owner';
      if (field.name === '__typename') return 'Query';
      if (field.name === 'ownerByNick')
        return this.entity(type, this.tables.Owner.find((row) => row.nick === args.nick), inner);
      if ('id' in args) return this.entity(type, this.row(type, String(args.id)), inner);
      return this.many(type, this.tables[type], field, inner);
    });
  }
}
