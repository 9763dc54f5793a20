/** What people download. */
import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const packaged = join(import.meta.dirname, '..', '..', 'dist', 'mipiti.vsix');

test('the packaged extension, with its grammars, stays within 7 MB', () => {
  const { size } = statSync(packaged);
  assert.ok(size > 500_000 && size <= 7_000_000, `${packaged} has ${size} bytes`);
});
