// The sample configurations of examples/proxy/, run by the servers that they are for.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { connect as connectHttp2 } from 'node:http2';
import { request as httpsRequest } from 'node:https';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { blogDatabase, startServer, temporaryFolder } from './server.mjs';
import { run, Skip, test } from './tap.mjs';

const folder = temporaryFolder();
const sample = (name) => readFileSync(
  fileURLToPath(new URL(`../../examples/proxy/${name}`, import.meta.url)), 'utf8');

/** The path of a program, or undefined. */
function find(program) {
  try {
    return execFileSync('sh', ['-c', `PATH=$PATH:/usr/sbin command -v ${program}`],
      { encoding: 'utf8' }).trim();
  } catch {
    return undefined;
  }
}

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

function makeCertificate() {
  const [key, crt] = [join(folder, 'tls.key'), join(folder, 'tls.crt')];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt',
    'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-subj', '/CN=localhost',
    '-keyout', key, '-out', crt], { stdio: 'ignore' });
  writeFileSync(join(folder, 'tls.pem'), readFileSync(crt, 'utf8') + readFileSync(key, 'utf8'));
}

function ask(port, { path = '/graphql', body, headers = {} } = {}) {
  return new Promise((resolve, reject) => {
    const client = connectHttp2(`https://127.0.0.1:${port}`, { rejectUnauthorized: false });
    client.on('error', reject);
    const sent = client.request({ ':path': path, ':method': body ? 'POST' : 'GET', ...headers });
    const answer = { text: '' };
    sent.setEncoding('utf8');
    sent.on('response', (fields) => Object.assign(answer, { fields, status: fields[':status'] }));
    sent.on('data', (chunk) => (answer.text += chunk));
    sent.on('error', reject);
    sent.on('end', () => client.close(() => resolve(answer)));
    sent.end(body);
  });
}

async function eventually(attempt) {
  for (let i = 0; ; i++) {
    try {
      const answer = await attempt();
      if (answer.status === 200 || i === 400) return answer;
    } catch (error) {
      if (i === 400) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

async function assertServes(port, server) {
  const json = { 'content-type': 'application/json' };
  const body = JSON.stringify({ query: '{ user(id: 1) { email } }' });
  await eventually(() => ask(port, { path: '/health' }));
  const answer = await ask(port, { body, headers: json });
  assert.equal(answer.status, 200);
  assert.deepEqual(JSON.parse(answer.text), { data: { user: { email: 'user1@example.com' } } });
  const large = await ask(port, { body: JSON.stringify({ query: ' '.repeat(300_000) }),
    headers: json });
  assert.equal(large.status, 413);
  assert.ok(server.events('request').length > 0);
  const status = await new Promise((resolve, reject) => {
    httpsRequest({ port, host: '127.0.0.1', path: '/ready', rejectUnauthorized: false },
      (got) => (got.resume(), resolve(got.statusCode))).on('error', reject).end();
  });
  assert.equal(status, 200, 'HTTP/1.1 is served as well');
}

/** Runs `command` beside a server for as long as `body` takes. */
async function withProxy(command, args, body) {
  const output = [];
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stderr.on('data', (chunk) => output.push(chunk));
  const ended = new Promise((resolve) => child.on('exit', resolve));
  try {
    await body();
  } catch (error) {
    error.message += `\n${Buffer.concat(output).toString().slice(-1000)}`;
    throw error;
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
}

test('nginx: TLS and HTTP/2 in front of a Unix socket', async () => {
  const nginx = find('nginx');
  if (!nginx) throw new Skip('nginx is not installed');
  makeCertificate();
  const port = await freePort();
  const socket = join(folder, 'gqld.sock');
  const config = join(folder, 'nginx.conf');
  writeFileSync(config, sample('nginx.conf').replaceAll('/etc/gqld', folder)
    .replaceAll('/run/gqld/gqld.sock', socket).replace('/run/nginx.pid', join(folder, 'nginx.pid'))
    .replace('listen 8443', `listen 127.0.0.1:${port}`)
    .replace('worker_processes auto', `${process.getuid() ? '' : 'user root; '}worker_processes 1`));
  const server = await startServer(
    { database: blogDatabase({ users: 3 }), args: ['--listen', `unix:${socket}`] });
  try {
    await withProxy(nginx, ['-p', folder, '-c', config, '-g', 'daemon off;'],
      () => assertServes(port, server));
  } finally {
    await server.stop();
  }
});

test('haproxy: TLS and HTTP/2, the client named by X-Forwarded-For', async () => {
  const haproxy = find('haproxy');
  if (!haproxy) throw new Skip('haproxy is not installed');
  makeCertificate();
  const port = await freePort();
  const server = await startServer(
    { database: blogDatabase({ users: 3 }), args: ['--trusted-proxy', '127.0.0.1'] });
  const config = join(folder, 'haproxy.cfg');
  writeFileSync(config, sample('haproxy.cfg').replaceAll('/etc/gqld', folder)
    .replace('bind :8443', `bind 127.0.0.1:${port}`)
    .replace('server gqld 127.0.0.1:4000', `server gqld 127.0.0.1:${server.port}`));
  try {
    await withProxy(haproxy, ['-db', '-f', config], () => assertServes(port, server));
  } finally {
    await server.stop();
  }
});

await run();
