// Who asks: tokens signed by node's own cryptography, forged ones, keys, revocation.
import assert from 'node:assert/strict';
import {
  constants, createHmac, generateKeyPairSync, randomBytes, sign,
} from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { blogDatabase, gqld, startServer, temporaryFolder } from './server.mjs';
import { assertAnswers, post, request } from './http.mjs';
import { run, test } from './tap.mjs';

const ISSUER = 'https://issuer.example';
const AUDIENCE = 'api';
const QUERY = JSON.stringify({ query: '{ __typename }' });
const ANSWER = '{"data":{"__typename":"Query"}}';
const REFUSAL = '{"errors":[{"message":"The token or key is not valid.",'
  + '"extensions":{"code":"UNAUTHENTICATED"}}]}';
const REVOKED_MS = 1100; // it is asked once a second

const folder = temporaryFolder();

function file(name, text) {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

// The keys that the server believes: one of each kind, in each of the forms it reads.
const secret = randomBytes(48).toString('base64');
const pairs = {
  RS256: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  RS384: generateKeyPairSync('rsa', { modulusLength: 3072 }),
  RS512: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  ES256: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  ES384: generateKeyPairSync('ec', { namedCurve: 'P-384' }),
  ES512: generateKeyPairSync('ec', { namedCurve: 'P-521' }),
};
const jwk = (name, more) => ({ ...pairs[name].publicKey.export({ format: 'jwk' }), ...more });
const pem = (key) => key.export({ format: 'pem', type: 'spki' });
const secretFile = file('secret', `${secret}\n`);
const database = blogDatabase({ users: 1 });

const server = await startServer({
  database,
  args: [
    '--jwt-issuer', ISSUER, '--jwt-audience', AUDIENCE, '--jwt-roles-claim', 'realm.roles',
    '--jwt-secret-file', secretFile, '--jwt-secret-file', `HS384:${secretFile}`,
    '--jwt-secret-file', `HS512:${secretFile}`,
    '--jwt-key', file('rs256.pem', pem(pairs.RS256.publicKey)),
    '--jwt-key', `RS384:${file('rs384.pem', pem(pairs.RS384.publicKey))}`,
    '--jwt-key', file('es256.pem', pem(pairs.ES256.publicKey)),
    '--jwt-key', file('jwks.json', JSON.stringify({ keys: [
      jwk('RS512', { kid: 'r', alg: 'RS512' }), jwk('ES384', { kid: 'e' }),
      jwk('ES512', { use: 'sig' }), { kty: 'OKP', crv: 'Ed25519', x: 'AAAA' },
    ] })),
  ],
});

const now = () => Math.floor(Date.now() / 1000);
const claims = (more = {}) => (
  { sub: '42', iss: ISSUER, aud: AUDIENCE, exp: now() + 600, ...more });
const base64 = (value) => Buffer.from(value).toString('base64url');
const isText = (value) => typeof value === 'string' || Buffer.isBuffer(value);
const json = (value) => (isText(value) ? value : JSON.stringify(value));

function signature(text, alg, key) {
  const hash = `sha${alg.slice(2)}`;
  if (alg.startsWith('HS')) return createHmac(hash, key).update(text).digest();
  return sign(hash, text, { key, dsaEncoding: 'ieee-p1363' });
}

/** A token of any header and claims, with the true signature of an algorithm and key. */
function token(header, payload, alg = 'HS256', key = secret) {
  const text = `${base64(json(header))}.${base64(json(payload))}`;
  return `${text}.${signature(Buffer.from(text), alg, key).toString('base64url')}`;
}

const bearer = (text) => ({ authorization: `Bearer ${text}` });

async function assertKnown(headers) {
  const answer = await post(server, QUERY, headers);
  assert.equal(answer.text, ANSWER);
  assert.equal(answer.status, 200);
}

async function assertRefused(headers) {
  const answer = await post(server, QUERY, headers);
  assert.equal(answer.text, REFUSAL);
  assert.equal(answer.status, 401);
  assert.equal(answer.headers.get('www-authenticate'), 'Bearer');
}

test('without a token a request is anonymous', () => assertKnown({}));

for (const alg of ['HS256', 'HS384', 'HS512', ...Object.keys(pairs)]) {
  test(`a token signed by ${alg} is known`, () => assertKnown(bearer(
    token({ alg, typ: 'JWT' }, claims(), alg, pairs[alg]?.privateKey ?? secret))));
}
test('a token that names its key is known', () => assertKnown(bearer(
  token({ alg: 'RS512', kid: 'r' }, claims(), 'RS512', pairs.RS512.privateKey))));
test('a token for several audiences is known', () => assertKnown(bearer(
  token({ alg: 'HS256' }, claims({ aud: ['other', AUDIENCE] })))));

const good = token({ alg: 'HS256' }, claims());
const [head, body, tail] = good.split('.');
const rs256 = (header, key = pairs.RS256.privateKey) => token(header, claims(), 'RS256', key);
const hs256 = (more) => token({ alg: 'HS256' }, claims(more));
const flip = (text, at) => text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
const small = generateKeyPairSync('rsa', { modulusLength: 1024 });
const publicPem = pem(pairs.RS256.publicKey);
const raw = (header, payload) => token(header, payload);
const exp = () => `"exp":${now() + 600}`;
const who = `"iss":"${ISSUER}","aud":"${AUDIENCE}"`;

const forged = {
  'no signature, alg none': `${base64('{"alg":"none"}')}.${body}.`,
  'no signature, alg None': `${base64('{"alg":"None"}')}.${body}.`,
  'no signature, alg nOnE with a type': `${base64('{"typ":"JWT","alg":"nOnE"}')}.${body}.`,
  'alg none over a true signature': raw({ alg: 'none' }, claims()),
  'alg empty': raw({ alg: '' }, claims()),
  'no alg': raw({ typ: 'JWT' }, claims()),
  'alg null': raw({ alg: null }, claims()),
  'alg a list': raw({ alg: ['HS256'] }, claims()),
  'alg in lower case': raw({ alg: 'hs256' }, claims()),
  'alg PS256': (() => {
    const text = `${base64('{"alg":"PS256"}')}.${body}`;
    return `${text}.${sign('sha256', Buffer.from(text), {
      key: pairs.RS256.privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32,
    }).toString('base64url')}`;
  })(),
  'alg twice': raw('{"alg":"HS256","alg":"none"}', claims()),
  'alg changed from HMAC to RSA': `${base64('{"alg":"RS256"}')}.${body}.${tail}`,
  'alg changed from RSA to HMAC': rs256({ alg: 'HS256' }),
  'alg changed from RSA to ECDSA': rs256({ alg: 'ES256' }),
  'alg of another length': token({ alg: 'HS512' }, claims(), 'HS256'),
  'the empty key': token({ alg: 'HS256' }, claims(), 'HS256', ''),
  'a NUL as the key': token({ alg: 'HS256' }, claims(), 'HS256', '\0'),
  'a guessed key': token({ alg: 'HS256' }, claims(), 'HS256', 'secret'),
  'the key with its line feed': token({ alg: 'HS256' }, claims(), 'HS256', `${secret}\n`),
  'the public key as the secret': token({ alg: 'HS256' }, claims(), 'HS256', publicPem),
  'the public key without its line feed as the secret':
    token({ alg: 'HS256' }, claims(), 'HS256', publicPem.trimEnd()),
  'the public key in DER form as the secret': token({ alg: 'HS256' }, claims(), 'HS256',
    pairs.RS256.publicKey.export({ format: 'der', type: 'spki' })),
  'a stranger': rs256({ alg: 'RS256' }, stranger.privateKey),
  'a stranger under a known kid': token({ alg: 'RS512', kid: 'r' }, claims(), 'RS512',
    stranger.privateKey),
  'a stranger who brings his key along': rs256(
    { alg: 'RS256', jwk: stranger.publicKey.export({ format: 'jwk' }) }, stranger.privateKey),
  'a small key': rs256({ alg: 'RS256' }, small.privateKey),
  'a key for another algorithm': rs256({ alg: 'RS256' }, pairs.RS512.privateKey),
  'kid of another algorithm': token({ alg: 'ES384', kid: 'r' }, claims(), 'ES384',
    pairs.ES384.privateKey),
  'kid a path': token({ alg: 'RS512', kid: '../../../../dev/null' }, claims(), 'RS512',
    pairs.RS512.privateKey),
  'kid SQL': token({ alg: 'RS512', kid: "r' OR '1'='1" }, claims(), 'RS512',
    pairs.RS512.privateKey),
  'kid a URL': token({ alg: 'RS512', kid: 'https://evil.example/r' }, claims(), 'RS512',
    pairs.RS512.privateKey),
  'kid a number': raw({ alg: 'HS256', kid: 1 }, claims()),
  'kid with a NUL': token({ alg: 'RS512', kid: 'r\0' }, claims(), 'RS512',
    pairs.RS512.privateKey),
  jku: raw({ alg: 'HS256', jku: 'https://evil.example/jwks' }, claims()),
  x5u: raw({ alg: 'HS256', x5u: 'https://evil.example/cert' }, claims()),
  x5c: raw({ alg: 'HS256', x5c: ['AAAA'] }, claims()),
  crit: raw({ alg: 'HS256', crit: ['exp'] }, claims()),
  b64: raw({ alg: 'HS256', b64: false }, claims()),
  'a compressed one': raw({ alg: 'HS256', zip: 'DEF' }, claims()),
  'an encrypted one': `${base64('{"alg":"dir","enc":"A256GCM"}')}..AAAA.AAAA.AAAA`,
  'a nested one': raw({ alg: 'HS256', cty: 'JWT' }, good),
  'typ of something else': raw({ alg: 'HS256', typ: 'secevent+jwt' }, claims()),
  'typ a number': raw({ alg: 'HS256', typ: 1 }, claims()),
  'a header that is a list': raw('["HS256"]', claims()),
  'a header that is not JSON': raw('{alg:HS256}', claims()),
  'a header nested deep': raw(`{"alg":"HS256","a":${'['.repeat(99)}${']'.repeat(99)}}`, claims()),
  'claims nested deep': raw({ alg: 'HS256' },
    `{"sub":"42",${who},${exp()},"a":${'{"a":'.repeat(99)}1${'}'.repeat(99)}}`),
  'claims that are a string': raw({ alg: 'HS256' }, '"42"'),
  'claims that are empty': raw({ alg: 'HS256' }, '{}'),
  'a claim twice': raw({ alg: 'HS256' }, `{"sub":"42","sub":"1",${who},${exp()}}`),
  'a claim twice, once escaped': raw({ alg: 'HS256' },
    `{"sub":"42","\\u0073ub":"1",${who},${exp()}}`),
  'claims that are not UTF-8': raw({ alg: 'HS256' },
    Buffer.from(`{"sub":"\xff",${who},${exp()}}`, 'latin1')),
  'a lone surrogate': raw({ alg: 'HS256' }, `{"sub":"\\ud800",${who},${exp()}}`),
  'no sub': hs256({ sub: undefined }),
  'sub a number': hs256({ sub: 42 }),
  'sub empty': hs256({ sub: '' }),
  'another issuer': hs256({ iss: 'https://evil.example' }),
  'an issuer with a slash more': hs256({ iss: `${ISSUER}/` }),
  'no issuer': hs256({ iss: undefined }),
  'another audience': hs256({ aud: 'other' }),
  'no audience': hs256({ aud: undefined }),
  'an audience in capitals': hs256({ aud: 'API' }),
  'no exp': hs256({ exp: undefined }),
  expired: hs256({ exp: now() - 60 }),
  'exp zero': hs256({ exp: 0 }),
  'exp negative': hs256({ exp: -1 }),
  'exp a string': hs256({ exp: `${now() + 600}` }),
  'exp a float': hs256({ exp: now() + 600.5 }),
  'exp past 64 bits': raw({ alg: 'HS256' }, `{"sub":"42",${who},"exp":18446744073709551616}`),
  'exp the largest number': raw({ alg: 'HS256' }, `{"sub":"42",${who},"exp":9223372036854775807}`),
  'exp infinite': raw({ alg: 'HS256' }, `{"sub":"42",${who},"exp":1e999}`),
  'a life of two days': hs256({ exp: now() + 172_800 }),
  'a life of two days, almost over': hs256({ iat: now() - 172_000, exp: now() + 600 }),
  'not yet': hs256({ nbf: now() + 300 }),
  'issued in the future': hs256({ iat: now() + 300 }),
  'iat a string': hs256({ iat: 'now' }),
  'a signature of no bytes': `${head}.${body}.`,
  'a signature cut short': good.slice(0, -4),
  'a signature with more bytes': `${good}AAAA`,
  'a huge signature': `${head}.${body}.${'A'.repeat(3000)}`,
  'a signature with padding': `${good}=`,
  'stray bits after the signature': good.slice(0, -1)
    + String.fromCharCode(good.charCodeAt(good.length - 1) + 1),
  'an elliptic signature of zeros':
    `${base64('{"alg":"ES256"}')}.${body}.${'A'.repeat(86)}`,
  'an elliptic signature in DER form': (() => {
    const text = `${base64('{"alg":"ES256"}')}.${body}`;
    return `${text}.${sign('sha256', Buffer.from(text), pairs.ES256.privateKey)
      .toString('base64url')}`;
  })(),
  'four parts': `${good}.${tail}`,
  'two parts': `${head}.${body}`,
  'one part': 'token',
  'dots alone': '..',
  'longer than any token': 'A'.repeat(5000),
  'claims changed': `${head}.${base64(json(claims({ sub: '1' })))}.${tail}`,
  'plain base64': `${head}+.${body}.${tail}`,
};

for (const [name, text] of Object.entries(forged)) {
  test(`refused: ${name}`, () => assertRefused(bearer(text)));
}

test('no beginning of a token is one', async () => {
  for (let length = 1; length < good.length; length += 1) {
    await assertRefused(bearer(good.slice(0, length)));
  }
});

test('no character of a token can be changed', async () => {
  for (let at = 0; at < good.length; at += 1) await assertRefused(bearer(flip(good, at)));
  await assertKnown(bearer(good));
});

for (const [name, headers] of Object.entries({
  'another scheme': { authorization: 'Basic dXNlcjpwYXNz' },
  'a scheme alone': { authorization: 'Bearer' },
  'a token as a key': { 'x-api-key': good },
  'a key that does not exist': { 'x-api-key': `gqld_0123456789abcdef_${'A'.repeat(43)}` },
  'a token and a key': { ...bearer(good), 'x-api-key': 'gqld_' },
})) {
  test(`refused: ${name}`, () => assertRefused(headers));
}

test('a GET and a mutation are refused alike', async () => {
  const answer = await request(`${server.url}?query=%7B__typename%7D`, { headers: bearer('x') });
  assert.equal(answer.status, 401);
  const mutation = await post(server, JSON.stringify(
    { query: 'mutation { deleteUser(id: 1) { id } }' }), bearer('x'));
  assert.equal(mutation.text, REFUSAL);
});

test('a token signed by gqld is known', () => assertKnown(bearer(gqld(
  'token', 'sign', '--secret-file', secretFile, '--sub', '7', '--role', 'editor',
  '--claim', 'team={"id":3}', '--jwt-issuer', ISSUER, '--jwt-audience', AUDIENCE).trim())));

test('gqld signs with private keys of every kind', async () => {
  for (const name of ['RS256', 'ES256', 'ES384', 'ES512']) {
    const key = file(
      'private.pem', pairs[name].privateKey.export({ format: 'pem', type: 'pkcs8' }));
    await assertKnown(bearer(gqld('token', 'sign', '--key', key, '--sub', '7',
      '--jwt-issuer', ISSUER, '--jwt-audience', AUDIENCE).trim()));
  }
});

const later = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

test('a key is known by either field until it is revoked', async () => {
  const { id, key } = JSON.parse(gqld('key', 'create', '--database', database, '--name', 'ci',
    '--role', 'bot', '--scope', 'read', '--expires', '30d', '--json'));
  await assertKnown({ 'x-api-key': key });
  await assertKnown(bearer(key));
  await assertRefused({ 'x-api-key': flip(key, key.length - 2) });
  gqld('key', 'revoke', id, '--database', database);
  await later(REVOKED_MS);
  await assertRefused({ 'x-api-key': key });
});

test('the list of keys tells who used one, and never the key', async () => {
  const key = gqld('key', 'create', '--database', database, '--sub', 'robot').trim();
  await assertKnown({ 'x-api-key': key });
  const used = () => JSON.parse(gqld('key', 'list', '--database', database, '--json')).keys
    .find(({ id }) => key.includes(id));
  for (let i = 0; !used().used && i < 50; i += 1) await later(50);
  assert.ok(used().used);
  assert.equal(used().subject, 'robot');
  assert.ok(!gqld('key', 'list', '--database', database).includes(key.split('_').pop()));
});

test('a key past its time is refused', async () => {
  const key = gqld('key', 'create', '--database', database, '--expires', '1s').trim();
  await later(2 * REVOKED_MS);
  await assertRefused({ 'x-api-key': key });
});

test('a token is revoked by its id, though it was just known', async () => {
  const denied = token({ alg: 'HS256' }, claims({ jti: 'a-1' }));
  const other = token({ alg: 'HS256' }, claims({ jti: 'a-2' }));
  await assertKnown(bearer(denied));
  await assertKnown(bearer(other));
  gqld('token', 'revoke', 'jti', 'a-1', '--database', database);
  await later(REVOKED_MS);
  await assertRefused(bearer(denied));
  await assertKnown(bearer(other));
});

test('a subject is revoked with all that it shows', async () => {
  const denied = token({ alg: 'HS256' }, claims({ sub: 'mallory' }));
  await assertKnown(bearer(denied));
  gqld('token', 'revoke', 'sub', 'mallory', '--database', database);
  await later(REVOKED_MS);
  await assertRefused(bearer(denied));
  await assertKnown(bearer(good));
});

test('the log has a hash of the subject, and no token', async () => {
  await assertKnown(bearer(good));
  await later(100);
  const lines = server.events('request');
  assert.ok(lines.some((line) => line.subject_hash === '73475cb40a568e8d'));
  assert.ok(lines.some((line) => line.refusal === 'expired'));
  const text = JSON.stringify(server.log);
  assert.ok(!text.includes(tail) && !text.includes(body) && !text.includes('mallory'));
});

test('the server is well after all that', () => assertAnswers(server));

await run(() => server.stop());
