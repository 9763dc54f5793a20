import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { assertionTypes } from '../../src/verifier/catalogue.ts';
import { referencePage } from '../../src/verifier/reference-page.ts';
import { validateClaim } from '../../src/verifier/validate-claim.ts';

const file = join(import.meta.dirname, '..', '..', 'media', 'assertion-types.md');

test('the published reference page is the one that the catalogue makes', () => {
  const page = referencePage();
  if (process.env.MIPITI_UPDATE_GOLDEN === '1') writeFileSync(file, page);
  assert.equal(readFileSync(file, 'utf8'), page, 'MIPITI_UPDATE_GOLDEN=1 npm test writes it anew');
});

test('every type has a section, and its example is a claim that can be asked', () => {
  const examples = [...referencePage().matchAll(/```yaml\n([^]*?)\n```/g)].map(([, yaml]) => (parse(yaml!) as { asrt_7k2m: { type: string; params: Record<string, unknown> } }).asrt_7k2m);
  assert.deepEqual(examples.map(({ type }) => type), assertionTypes.map(({ id }) => id));
  for (const { type, params } of examples) assert.deepEqual(validateClaim({ type, params }), [], type);
});
