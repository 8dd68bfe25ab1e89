// A disk of a few MB: writes say that they failed, reads go on, and writes work again when there is room.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { data, graphql } from './http.mjs';
import { startServer, temporaryFolder } from './server.mjs';
import { run, test } from './tap.mjs';

const disk = join(temporaryFolder(), 'disk');
mkdirSync(disk);
try {
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', disk], { stdio: 'pipe' });
} catch {
  console.log('1..0 # SKIP a small disk cannot be mounted here');
  process.exit(0);
}
process.prependListener('exit', () => { /* before the folder is removed */
  try {
    execFileSync('umount', ['-l', disk], { stdio: 'pipe' });
  } catch { /* it is gone with the machine */ }
});

const schema = join(disk, 'schema.graphql');
const filler = join(disk, 'filler');
const TEXT = 'x'.repeat(60_000);
const CREATE = 'mutation ($text: String!) { createNote(input: {text: $text}) { id } }';
writeFileSync(schema, 'type Note @model { id: ID! text: String! }');
const server = await startServer({ schema, database: join(disk, 'data.db') });

function fill() {
  try {
    for (let size = 4 << 20; size >= 4096; size >>= 1) {
      try {
        writeFileSync(filler, Buffer.alloc(size), { flag: 'a' });
      } catch { /* what there was room for is written */ }
    }
  } catch { /* full */ }
}

async function count() {
  return (await data(server, '{ notesConnection { totalCount } }')).notesConnection.totalCount;
}

test('writes work while there is room', async () => {
  assert.equal((await data(server, CREATE, { text: 'first' })).createNote.id, '1');
});

test('without room a write is a STORAGE_ERROR, and nothing of it remains', async () => {
  fill();
  let answer;
  let done = await count();
  for (let n = 0; n < 200; n++) {
    answer = await graphql(server, CREATE, { text: TEXT });
    if (answer.errors) break;
    done++;
  }
  assert.equal(answer.errors?.[0].extensions.code, 'STORAGE_ERROR', JSON.stringify(answer));
  assert.equal(await count(), done);
});

test('reads go on', async () => {
  const { note } = await data(server, '{ note(id: 1) { text } }');
  assert.equal(note.text, 'first');
});

test('writes work again when there is room, without a restart', async () => {
  const before = await count();
  rmSync(filler);
  const { createNote } = await data(server, CREATE, { text: TEXT });
  assert.ok(Number(createNote.id) > 1);
  assert.equal(await count(), before + 1);
});

test('the server ends in order', async () => {
  assert.deepEqual(await server.stop(), { code: 0, signal: null });
});

await run();
