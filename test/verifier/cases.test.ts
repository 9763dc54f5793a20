import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { test } from 'node:test';
import type { VerdictCase } from './cases/case.ts';
import { verdictOn } from './in-memory.ts';

const folder = join(import.meta.dirname, 'cases');
const tables: Readonly<Record<string, readonly VerdictCase[]>> = Object.fromEntries(
  await Promise.all(
    readdirSync(folder)
      .filter((name) => name !== 'case.ts')
      .sort()
      .map(async (name) => [name.replace(/\.ts$/, ''), ((await import(pathToFileURL(join(folder, name)).href)) as { readonly cases: readonly VerdictCase[] }).cases] as const),
  ),
);

for (const [table, cases] of Object.entries(tables)) {
  for (const [index, one] of cases.entries()) {
    test(`${table} ${index + 1}: ${one.why}`, async () => {
      const { type, params, requires } = one;
      const verdict = await verdictOn({ type, params, ...(requires ? { requires } : {}) }, { [one.file]: one.source, ...one.others });
      assert.equal(verdict.verdict, one.verdict, verdict.details);
      if (one.reason) assert.equal(verdict.reason, one.reason, verdict.details);
      if (one.strength) assert.equal(verdict.strength, one.strength, verdict.details);
      assert.equal(verdict.strength !== undefined, verdict.verdict === 'pass', 'a strength goes with a pass and with nothing else');
    });
  }
}

test('half of the cases are traps, and every reason that code can give is met', () => {
  const all = Object.values(tables).flat();
  const traps = all.filter(({ verdict }) => verdict !== 'pass');
  assert.ok(all.length >= 600, `${all.length} cases`);
  assert.ok(traps.length >= all.length * 0.45, `${traps.length} of ${all.length}`);
  const met = new Set(all.map(({ reason }) => reason));
  for (const reason of ['not_found', 'not_code', 'type_only', 'declaration_only', 'stub', 'dead_code', 'test_only', 'skipped', 'nested_not_called', 'other_receiver', 'shadowed', 'reference_only', 'too_weak', 'present', 'mismatch', 'duplicate_key', 'out_of_date', 'development_only', 'ambiguous', 'dynamic', 'parse_error', 'unknown_language', 'invalid_pattern'] as const) {
    assert.ok(met.has(reason), reason);
  }
});

for (const [table, cases] of Object.entries(tables)) {
  test(`${table}: every case says something of its own`, () => {
    const said = new Set<string>();
    for (const { why, type, file } of cases) {
      const sentence = `${why} (${type} in ${file})`;
      assert.ok(!said.has(sentence), sentence);
      said.add(sentence);
    }
  });
}
