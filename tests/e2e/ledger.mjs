// What clients were told, kept outside of the server, against what its database holds.

/**
 * One line for each request: { slug, key, outcome }, `outcome` being 'done', 'not done' or 'unknown'
 * (the connection was lost). `rows`: how often each slug is in the database. Every broken promise
 * is one line of text.
 */
export function faults(ledger, rows) {
  const found = [];
  const asked = new Map();
  for (const { slug, outcome } of ledger) {
    const outcomes = asked.get(slug) ?? [];
    outcomes.push(outcome);
    asked.set(slug, outcomes);
  }
  for (const [slug, outcomes] of asked) {
    const count = rows.get(slug) ?? 0;
    const isDone = outcomes.includes('done');
    const isUnknown = outcomes.includes('unknown');
    if (isDone && count === 0) found.push(`${slug}: acknowledged and lost`);
    if (count > 1) found.push(`${slug}: there ${count} times`);
    if (!isDone && !isUnknown && count > 0) found.push(`${slug}: refused and there`);
  }
  for (const slug of rows.keys()) {
    if (!asked.has(slug)) found.push(`${slug}: nobody asked for it`);
  }
  return found;
}
