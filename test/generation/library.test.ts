/** The built-in library holds together: identifiers of ASVS, assertion types, strengths, and everything in it can be chosen. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reaches, defaultLeast } from '../../src/assurance/strength.ts';
import { selects } from '../../src/generation/choose.ts';
import { propose } from '../../src/generation/propose.ts';
import { findAssertionType } from '../../src/verifier/catalogue.ts';
import { asvsIdentifiers } from './asvs-identifiers.ts';
import { builtIn } from './library.ts';

const { library } = builtIn;

test('every requirement that a control answers is one of ASVS 5.0', () => {
  for (const [key, { asvs }] of library.controls) for (const id of asvs) assert.ok(asvsIdentifiers.has(id), `${key}: ${id}`);
});

test('every type that a clause names is in the catalogue and can show as much as the clause asks', () => {
  for (const [key, { clauses }] of library.controls) {
    for (const [name, { types, least }] of Object.entries(clauses)) {
      for (const id of types) {
        const type = findAssertionType(id);
        assert.ok(type, `${key}.${name}: ${id}`);
        assert.ok((least === undefined ? defaultLeast : [least]).some((one) => reaches(type.most, one)), `${key}.${name}: ${id} shows at most ${type.most}`);
      }
    }
  }
});

test('every selector of a control selects something, and every control names requirements', () => {
  const selectsOne = (selectors: readonly string[], items: ReadonlyMap<string, { readonly tags: readonly string[] }>): boolean => selectors.filter((one) => !one.startsWith('!')).every((selector) => [...items].some(([key, { tags }]) => selects([selector], key, tags)));
  for (const [key, { mitigates, asvs }] of library.controls) {
    assert.ok(asvs.length > 0, key);
    for (const { assets, attackers } of mitigates) {
      assert.ok(selectsOne(assets, library.assets), `${key}: ${assets.join(', ')}`);
      assert.ok(selectsOne(attackers, library.attackers), `${key}: ${attackers.join(', ')}`);
    }
  }
});

test('every concept calls for something, and can be named or shown', () => {
  const used = new Set([...library.components, ...library.connections, ...library.assets, ...library.attackers, ...library.controls].flatMap(([, { when, unless }]) => [...when, ...unless].flatMap((condition) => condition.split(' & ').map((part) => part.replace('!', '')))));
  for (const { implies } of library.concepts.values()) for (const one of implies) used.add(one);
  for (const { of } of library.slots.values()) for (const one of of) used.add(one);
  assert.deepEqual([...library.concepts.keys()].filter((key) => !used.has(key) && library.concepts.get(key)!.implies.length === 0), []);
  for (const [key, { terms, facts }] of library.concepts) assert.ok(terms.length + facts.length > 0, key);
});

test('every gap in a text has a slot, and every slot fills a gap', () => {
  const gaps = new Set<string>();
  const items = [...library.boundaries, ...library.components, ...library.assets, ...library.attackers, ...library.controls];
  for (const [key, item] of items) for (const [, name] of JSON.stringify(item).matchAll(/\{([a-z][a-z0-9-]*)\}/g)) {
    assert.ok(library.slots.has(name!), `${key}: ${name!}`);
    gaps.add(name!);
  }
  assert.deepEqual([...library.slots.keys()].filter((name) => !gaps.has(name)), []);
});

test('whatever two things a description names, every property of every objective has a control', () => {
  const phrases = [...library.concepts.values()].flatMap(({ terms }) => (terms[0] === undefined ? [] : [terms[0].replace('=', '')]));
  assert.ok(phrases.length > 100);
  const open = new Set<string>();
  for (const [index, phrase] of phrases.entries()) {
    // Every ninth of all pairs, and each by itself.
    for (let other = index; other < phrases.length; other += 9) {
      const proposal = propose({ library, description: `${phrase}. ${phrases[other]!}.` });
      if ('refused' in proposal) continue;
      const keyOf = (id: string): string => proposal.items.find((item) => item.id === id)!.key;
      for (const { objective, properties } of proposal.uncovered) {
        const [, asset, attacker] = /^CO-(A\d+)-(T\d+)$/.exec(objective)!;
        open.add(`${keyOf(asset!)} from ${keyOf(attacker!)}: ${properties.join(', ')}`);
      }
    }
  }
  assert.deepEqual([...open].sort(), []);
});
