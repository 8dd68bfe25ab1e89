// A small TAP producer: cases run one after the other, each within a time limit.
import { AssertionError } from 'node:assert';

const CASE_MS = 60_000;
const cases = [];

/** Thrown by a case that has nothing to say here. */
export class Skip extends Error {}

export function test(name, body) {
  cases.push({ name, body });
}

function limited(promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no end within ${CASE_MS} ms`)), CASE_MS);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

function explain(error) {
  const text = error instanceof AssertionError ? error.message : error.stack ?? String(error);
  return text.split('\n').map((line) => `# ${line}`).join('\n');
}

/** Runs all cases, then `cleanup`; ends the process. */
export async function run(cleanup = async () => {}) {
  let failed = 0;
  console.log(`1..${cases.length}`);
  for (const [index, { name, body }] of cases.entries()) {
    const title = `${index + 1} - ${name.replaceAll('#', '\\#')}`;
    try {
      await limited(body());
      console.log(`ok ${title}`);
    } catch (error) {
      failed += !(error instanceof Skip);
      if (error instanceof Skip) console.log(`ok ${title} # SKIP ${error.message}`);
      else console.log(`not ok ${title}\n${explain(error)}`);
    }
  }
  await cleanup();
  process.exit(failed ? 1 : 0);
}
