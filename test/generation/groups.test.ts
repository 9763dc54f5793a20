/** Mitigation groups of a small library: all that serve a pair, alternatives beside them, and never a way around. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLibrary } from '../../src/generation/library.ts';
import { propose } from '../../src/generation/propose.ts';

const control = (mitigates: string, more = ''): string => `{description: Does it., mitigates: [${mitigates}], clauses: {shown: {shows: it is there, types: [function_calls]}}${more}}`;

function groupsOf(controls: Readonly<Record<string, string>>) {
  const text = `library: 1
title: T
concepts: {thing: {terms: [thing]}}
boundaries: {edge: {name: Edge, description: Edge., passes: [Network]}}
components: {main: {when: [thing], primary: true, name: main, description: Main., boundaries: [edge]}}
assets: {data: {when: [thing], name: data, description: Data., tags: [data], properties: [C, I], components: [primary], impact: {why: So.}}}
attackers: {stranger: {when: [thing], archetype: stranger, capability: Asks., position: outside, tags: [remote], boundaries: [edge], vector: Network, likelihood: {why: So.}}}
controls:
${Object.entries(controls).map(([key, entry]) => `  ${key}: ${entry}`).join('\n')}
`;
  const { library, problems } = readLibrary([{ file: 'x', text }]);
  assert.deepEqual(problems, []);
  const proposal = propose({ library, description: 'a thing' });
  assert.ok(!('refused' in proposal));
  const groups: Record<string, string[]> = {};
  for (const { kind, key, entity } of proposal.items) if (kind === 'controls') for (const { group = '' } of entity.mitigates as { group?: string }[]) (groups[group] ??= []).push(key);
  return { groups, uncovered: proposal.uncovered };
}

const protects = (properties: string, assets = 'data'): string => `{assets: [${assets}], attackers: ["tag:remote"], protects: [${properties}]}`;

test('all controls that protect something of the pair are needed together', () => {
  assert.deepEqual(groupsOf({ read: control(protects('C')), write: control(protects('I')) }), { groups: { '': ['read', 'write'] }, uncovered: [] });
});

test('a property that nothing protects is told', () => {
  assert.deepEqual(groupsOf({ read: control(protects('C')) }).uncovered, [{ objective: 'CO-A1-T1', properties: ['I'] }]);
});

test('an alternative stands in a group of its own, with all that it does not replace', () => {
  assert.deepEqual(groupsOf({ read: control(protects('C')), write: control(protects('I')), other: control(protects('C'), ', instead_of: [read]') }).groups, { a: ['read', 'write'], b: ['write', 'other'] });
});

test('an alternative that protects less than what it replaces is no way around it', () => {
  assert.deepEqual(groupsOf({ both: control(protects('C, I')), half: control(protects('C'), ', instead_of: [both]') }).groups, { '': ['both'] });
});
