// GraphQL over HTTP: the audit suite of graphql-http. What a server MUST do fails here when it is
// not done; what it SHOULD or MAY do is reported as skipped.
import assert from 'node:assert/strict';
import { serverAudits } from 'graphql-http';
import { startServer } from './server.mjs';
import { run, Skip, test } from './tap.mjs';

const server = await startServer();

for (const audit of serverAudits({ url: server.url })) {
  test(`${audit.id} ${audit.name}`, async () => {
    const result = await audit.fn();
    if (result.status === 'warn' || result.status === 'notice') throw new Skip(result.reason);
    assert.equal(result.status, 'ok', result.reason);
  });
}

await run(() => server.stop());
