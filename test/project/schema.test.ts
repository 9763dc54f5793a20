import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { publishedSchema } from '../../src/project/published-schema.ts';
import { samples } from '../model/samples.ts';

const file = join(import.meta.dirname, '..', '..', 'media', 'threatmodel.schema.json');

test('the published JSON Schema is the one that the code makes', () => {
  const text = `${JSON.stringify(publishedSchema(), null, 2)}\n`;
  if (process.env.MIPITI_UPDATE_GOLDEN === '1') writeFileSync(file, text);
  assert.equal(readFileSync(file, 'utf8'), text, 'MIPITI_UPDATE_GOLDEN=1 npm test writes it anew');
});

test('a validator that is not ours takes our models by it and refuses mistakes', () => {
  const validate = new Ajv({ strict: false, allErrors: true }).compile(publishedSchema());
  const sample = readFileSync(join(import.meta.dirname, '..', 'sample', 'upload.threatmodel.yaml'), 'utf8');
  for (const [name, text] of Object.entries({ sample, flow: samples.flow!, block: samples.block! })) assert.ok(validate(parse(text)), `${name}: ${JSON.stringify(validate.errors)}`);
  const mistakes: readonly [string, string][] = [
    ['title: File upload', 'titel: File upload'],
    ['passes: [Network]', 'passes: [Netwrok]'],
    ['type: function_calls, params', 'type: function_call, params'],
    ['caller: handle_upload', 'callr: handle_upload'],
    ['asrt_7k2m:', 'assertion1:'],
  ];
  for (const [right, wrong] of mistakes) {
    assert.ok(sample.includes(right), right);
    assert.equal(validate(parse(sample.replace(right, wrong))), false, `${wrong} was taken`);
  }
});
