import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { modelFilePage } from '../../src/model/model-file-page.ts';
import { modelSchema } from '../../src/model/schema.ts';

const file = join(import.meta.dirname, '..', '..', 'media', 'model-file.md');

test('the published page of the model file is the one that the schema makes', () => {
  const page = modelFilePage();
  if (process.env.MIPITI_UPDATE_GOLDEN === '1') writeFileSync(file, page);
  assert.equal(readFileSync(file, 'utf8'), page, 'MIPITI_UPDATE_GOLDEN=1 npm test writes it anew');
});

test('every key of a model has a row with a meaning, and every link of the page leads to a heading', () => {
  const page = modelFilePage();
  for (const key of Object.keys(modelSchema.shape)) assert.match(page, new RegExp(`^\\| (\\[\`${key}\`\\]|\`${key}\` )`, 'm'), key);
  const anchors = new Set([...page.matchAll(/^#+ (.+)$/gm)].map(([, heading]) => heading!.toLowerCase().replaceAll('.', '').replaceAll(' ', '-')));
  for (const [, anchor] of page.matchAll(/\]\(#([^)]+)\)/g)) assert.ok(anchors.has(anchor!), anchor);
  for (const row of page.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| Key'))) assert.doesNotMatch(row, /undefined|\| +\|/, row);
});
