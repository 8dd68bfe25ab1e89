// Writes the documents that are parsed and validated, and times graphql-js on them.
//
//     node documents.mjs FOLDER
//
// A line a case, as documents.c has them: name, least time in microseconds, bytes of the heap where
// they tell something (else 0), number of errors.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildASTSchema, parse, validate, validateSchema } from "graphql-17";

const folder = process.argv[2];
mkdirSync(folder, { recursive: true });

const many = (count, text) => Array.from({ length: count }, (_, i) => text(i)).join("");
const sink = (i) => `
query Sink${i}($id: ID!, $list: [Int!] = [1, 2, 3], $input: In = {a: 1.5e3, b: "text \\n \\u00e9", c: [true, null, ENUM]}) @on(a: $id) {
  alias: field(arg: $id, block: """
    a block
      string
  """) @include(if: $flag) @skip(if: false) { id, ... on Type @inline { name(first: -10) } ...Frag${i} ... { deep { deeper { deepest } } } }
}
fragment Frag${i} on Type @frag { one two three four: five(six: {seven: [8, 9, {ten: 11}]}) }
`;
const issue = `issues(first: 10) { totalCount nodes { id number title createdAt author { login url } labels(first: 5) { nodes { id name color } } } }`;
const repository = (i) =>
  `  a${i}: repository(owner: "owner", name: "name${i}") { id name description stargazerCount ${issue} }\n`;

const documents = {
  "point.graphql": `query ($owner: String!) { user(login: $owner) { id } }`,
  "kitchen.graphql": many(80, sink),
  "large.graphql": `query Large {\n${many(420, repository)}}\n`,
  "github.graphql": readFileSync(
    join(import.meta.dirname, "node_modules/@octokit/graphql-schema/schema.graphql"),
    "utf8",
  ),
  "deep.graphql": `{ user(login: "a") { ${"followers(first: 1) { nodes { ".repeat(30)} id ${"} }".repeat(30)} } }`,
  "chain.graphql": `{ viewer { ...f0 } } ${many(300, (i) => `fragment f${i} on User { login ...f${i + 1} } `)} fragment f300 on User { id }`,
  "unknown.graphql": `{ viewer { ${many(1000, (i) => `unknownField${i} `)} } }`,
};
for (const count of [100, 200, 400])
  documents[`repeats-${count}.graphql`] = `{ viewer { ${many(count, () => "login name ")} } }`;
for (const [name, text] of Object.entries(documents)) writeFileSync(join(folder, name), text);

const options = { noLocation: false };
const build = (text) => {
  const schema = buildASTSchema(parse(text, options));
  return validateSchema(schema);
};
// Its SDL breaks a newer rule on deprecated fields: taken as it is where queries are validated.
const schema = buildASTSchema(parse(documents["github.graphql"]), { assumeValid: true });

function time(name, turns, prepare, run) {
  let least = Infinity;
  let errors = [];
  for (let turn = 0; turn < turns; turn++) {
    const prepared = prepare();
    const start = performance.now();
    errors = run(prepared) ?? [];
    least = Math.min(least, performance.now() - start);
  }
  return [name, (least * 1000).toFixed(1), errors];
}

// The heap that one result keeps, with --expose-gc.
function kept(make) {
  globalThis.gc();
  const before = process.memoryUsage().heapUsed;
  const held = make();
  globalThis.gc();
  return [process.memoryUsage().heapUsed - before, held][0];
}

const text = (file) => () => documents[file];
const parsed = (file) => () => parse(documents[file], options);
const parseOnly = (source) => void parse(source, options);
const check = (document) => validate(schema, document);
const sdl = documents["github.graphql"];
const cases = [
  ["parse: point lookup", 2000, text("point.graphql"), parseOnly],
  ["parse: kitchen sinks", 40, text("kitchen.graphql"), parseOnly],
  ["parse: 100 kB query", 40, text("large.graphql"), parseOnly],
  ["parse: GitHub's SDL", 12, text("github.graphql"), parseOnly, () => parse(sdl, options)],
  ["parse, build and check: GitHub's SDL", 8, text("github.graphql"), build, () => buildASTSchema(parse(sdl))],
  ["validate: point lookup", 500, parsed("point.graphql"), check],
  ["validate: 100 kB query", 12, parsed("large.graphql"), check],
  ["validate: 60 levels", 40, parsed("deep.graphql"), check],
  ["validate: 100 repeats of two fields", 20, parsed("repeats-100.graphql"), check],
  ["validate: 200 repeats of two fields", 12, parsed("repeats-200.graphql"), check],
  ["validate: 400 repeats of two fields", 6, parsed("repeats-400.graphql"), check],
  ["validate: 300 fragments in a chain", 12, parsed("chain.graphql"), check],
  ["validate: 1000 unknown fields", 12, parsed("unknown.graphql"), check],
];
for (const [name, turns, prepare, run, make] of cases) {
  const [, least, errors] = time(name, turns, prepare, run);
  console.log([name, least, make ? kept(make) : 0, errors.length].join("\t"));
}
