/** Ten thousand ends of a writer. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { killWriters } from './kill-writers.ts';

it('ten thousand killed writers lose no run that was accepted and show none that is half written', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mipiti-ledger-'));
  try {
    const { kills, accepted } = await killWriters(folder, 10_000);
    assert.equal(kills, 10_000);
    assert.ok(accepted > 10_000, String(accepted));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
