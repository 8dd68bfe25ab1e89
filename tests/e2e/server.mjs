// Starts the real binary on a free loopback port with a database of its own; ends it, bounded.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const START_MS = 30_000;
const STOP_MS = 30_000;
const built = process.env.top_builddir ?? (existsSync('gqld') ? process.cwd() : resolve('_build'));
const generator = join(built, 'examples/blog/generate');

export const binary = process.env.GQLD_BINARY ?? join(built, 'gqld');
export const blogSchema = fileURLToPath(
  new URL('../../examples/blog/schema.graphql', import.meta.url));

const running = new Set();
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/** What one run of the program prints; throws when it does not exit with 0. */
export function gqld(...args) {
  return execFileSync(binary, args, { encoding: 'utf8', timeout: START_MS });
}

/** A folder that is gone when the process is. */
export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'gqld-e2e-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A blog's database with generated rows. */
export function blogDatabase(rows) {
  const database = join(temporaryFolder(), 'blog.db');
  gqld('migrate', 'apply', blogSchema, '--database', database);
  const numbers = Object.entries(rows).flatMap(([name, count]) => [`--${name}`, `${count}`]);
  execFileSync(generator, [database, ...numbers], { timeout: START_MS });
  return database;
}

class Server {
  log = [];

  constructor(child, database) {
    this.child = child;
    this.database = database;
    this.exited = once(child, 'exit').then(([code, signal]) => ({ code, signal }));
    this.exited.then(() => running.delete(child));
    running.add(child);
  }

  /** Resolves with the address once the server says that it listens. */
  listening() {
    return new Promise((resolve, reject) => {
      const noise = [];
      const timer = setTimeout(() => reject(new Error('the server does not listen')), START_MS);
      createInterface({ input: this.child.stderr }).on('line', (line) => {
        const event = parse(line);
        if (event) this.log.push(event);
        else noise.push(line);
        if (event?.event === 'listening') clearTimeout(timer), resolve(event.address);
      });
      this.exited.then(({ code }) => {
        clearTimeout(timer);
        reject(new Error(`the server ended with ${code}: ${noise.join('\n')}`));
        if (code) noise.forEach((line) => console.log(`# ${line}`));
      });
    });
  }

  events(name) {
    return this.log.filter((event) => event.event === name);
  }

  /** The log line of the request that comes next, once `send` has been answered. */
  async requestLine(send) {
    const before = this.events('request').length;
    const answer = await send();
    await until(() => this.events('request').length > before, 'the request is logged');
    return { answer, line: this.events('request')[before] };
  }

  /** Sends a signal and waits for the end: { code, signal }. */
  async stop(signal = 'SIGTERM') {
    this.child.kill(signal);
    const timer = setTimeout(() => this.child.kill('SIGKILL'), STOP_MS);
    const end = await this.exited;
    clearTimeout(timer);
    return end;
  }
}

function parse(line) {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

export async function until(holds, what) {
  const end = Date.now() + START_MS;
  while (!holds()) {
    assert.ok(Date.now() < end, `in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** A running server; without `database`, one that is empty. */
export async function startServer({ database, schema = blogSchema, args = [] } = {}) {
  const file = database ?? join(temporaryFolder(), 'test.db');
  const child = spawn(
    binary, ['serve', schema, '--database', file, '--listen', '127.0.0.1:0', ...args],
    { stdio: ['ignore', 'ignore', 'pipe'] });
  const server = new Server(child, file);
  const address = await server.listening();
  server.port = Number(address.slice(address.lastIndexOf(':') + 1));
  server.origin = `http://127.0.0.1:${server.port}`;
  server.url = `${server.origin}/graphql`;
  return server;
}
