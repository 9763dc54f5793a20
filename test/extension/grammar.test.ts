/** The grammar of model files knows the words that the schema and the catalogue know. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import * as vocabulary from '../../src/model/vocabulary.ts';
import { idExamples } from '../../src/model/identifiers.ts';
import { assertionTypes } from '../../src/verifier/catalogue.ts';

interface Pattern {
  readonly name: string;
  readonly match: string;
}
const grammar = JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'syntaxes', 'threatmodel.tmLanguage.json'), 'utf8')) as { readonly injections: Readonly<Record<string, { readonly patterns: readonly Pattern[] }>> };
const patterns = Object.values(grammar.injections).flatMap((injection) => injection.patterns);
/** The kinds of words that a line is coloured with; these patterns are ones that JavaScript reads the same. */
const coloured = (line: string): Readonly<Record<string, string[]>> => Object.fromEntries(patterns.map(({ name, match }) => [name.split('.').at(-2)!, [...line.matchAll(new RegExp(match, 'g'))].map(([text]) => text)]));

test('every assertion type is coloured as one, where a type stands', () => {
  for (const { id } of assertionTypes) {
    assert.deepEqual(coloured(`  asrt_7k2m: {control: CTRL-01, type: ${id}, params: {}}`)['assertion-type'], [id]);
    assert.deepEqual(coloured(`types: [${id}]`)['assertion-type'], [id]);
  }
  assert.deepEqual(coloured('caller: function_calls_twice')['assertion-type'], []);
});

test('vectors, properties, statuses, factors and strengths are coloured', () => {
  for (const word of vocabulary.attackVectors) assert.deepEqual(coloured(`vector: ${word}`)['vector'], [word]);
  for (const word of vocabulary.securityProperties) assert.deepEqual(coloured(`properties: [${word}]`)['property'], [word]);
  for (const word of [...vocabulary.controlStatuses, ...vocabulary.assumptionStatuses, ...vocabulary.findingStatuses]) assert.deepEqual(coloured(`status: ${word}`)['status'], [word]);
  for (const word of [...vocabulary.impactLevels, ...vocabulary.blastRadii, ...vocabulary.recoverabilities, ...vocabulary.capabilityPrevalences]) assert.deepEqual(coloured(`a: ${word}`)['factor'], [word]);
  for (const word of vocabulary.strengths) assert.deepEqual(coloured(`least: ${word}}`)['strength'], [word]);
});

test('identifiers are coloured as entries and as references; words that look alike are not', () => {
  for (const [kind, id] of Object.entries(idExamples)) {
    if (['models', 'clauses', 'gaps'].includes(kind)) continue;
    assert.deepEqual(coloured(`  ${id}: {name: x}`)['entity'], [id], kind);
    assert.deepEqual(coloured(`a: [${id}]`)['reference'], [id], kind);
  }
  for (const text of ['a: src/A1/x', 'a: DATA1', 'a: T-shirt', 'a: x.A1']) assert.deepEqual(coloured(text)['reference'], [], text);
});
