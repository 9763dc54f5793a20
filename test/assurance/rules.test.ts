/** Golden cases: a model as a person writes it, and the posture that a security engineer expects. One rule each. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import canonicalize from 'canonicalize';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { assess } from '../../src/assurance/assess.ts';
import { coherenceCodes } from '../../src/assurance/coherence.ts';
import { engineVersion } from '../../src/assurance/digest.ts';
import { explain } from '../../src/assurance/explain.ts';
import type { AssertionEvidence } from '../../src/assurance/evidence.ts';
import { weakenings } from '../../src/assurance/weakenings.ts';
import { semanticDigest } from '../../src/model/canonical.ts';
import { parseModel } from '../../src/model/parse.ts';
import { cases, pairs } from './cases.ts';

const at = '2026-06-15T12:00:00Z';

/** `pass declared`, `pass called judged`, `fail`: what a case says of an assertion. */
function evidenceOf(words: string): AssertionEvidence {
  const [verdict, strength, judgement] = words.split(' ');
  return {
    verdict: verdict as AssertionEvidence['verdict'],
    ...(strength === undefined ? {} : { strength: strength as NonNullable<AssertionEvidence['strength']> }),
    ...(judgement === undefined ? {} : { judgement: judgement === 'judged' ? 'pass' : (judgement as NonNullable<AssertionEvidence['judgement']>) }),
  };
}

function modelOf(yaml: string) {
  const parsed = parseModel(`schema: 1\nid: m\ntitle: M\n${yaml}`);
  const known = parsed.problems.filter((problem) => problem.code === 'yaml_syntax' || problem.code === 'invalid_value' || problem.code === 'missing_key' || problem.code === 'unknown_key');
  assert.deepEqual(known, [], 'the case itself must be readable');
  return parsed.model;
}

function postureOf(yaml: string, evidence: Readonly<Record<string, string>>, moment: string): string {
  const model = modelOf(yaml);
  const assertions = Object.fromEntries(Object.entries(evidence).map(([id, words]) => [id, evidenceOf(words)]));
  const assessment = assess(model, { basis: 'worktree', assertions }, moment);
  const lines: string[] = [];
  for (const objective of assessment.objectives) {
    const { verdict, reason, certificate } = objective.reachability;
    const path = certificate.path.map((hop) => `${hop.kind} ${hop.through} to ${hop.component}`).join(', ');
    lines.push(`${objective.id} ${objective.status}${objective.by ? ` by ${objective.by}` : ''}${objective.reasons.length > 0 ? ` (${objective.reasons.join(', ')})` : ''} | ${objective.tier}: impact ${objective.impact}, likelihood ${objective.likelihood} | ${verdict}: ${reason}${path ? `, ${path}` : ''} | ${objective.rung}${objective.accepted ? ` | accepted ${objective.accepted}` : ''}`);
    if (objective.notRated.length > 0 && objective.notRated.length < 5) lines.push(`  not rated: ${objective.notRated.join(', ')}`);
    for (const group of objective.groups) lines.push(`  group ${group.name || '(none)'}: ${group.controls.map(({ control, standing }) => `${control} ${standing}`).join(' + ')}${group.complete ? ', complete' : ''}${group.defenceInDepth ? ', defence in depth' : ''}`);
  }
  for (const control of assessment.controls) {
    const obstacles = control.obstacles.map((obstacle) => Object.values(obstacle).join(' ')).join('; ');
    lines.push(`${control.id} ${control.standing}${obstacles ? `: ${obstacles}` : ''}${control.assumedBy ? ` (assumed by ${control.assumedBy.assumptions.join(', ')})` : ''}`);
  }
  for (const assumption of assessment.assumptions) lines.push(`${assumption.id} ${assumption.inForce ? 'in force' : 'not in force'}, ${assumption.attestation}${assumption.expires ? ` until ${assumption.expires}` : ''}, names ${assumption.objectives.join(', ') || 'nothing'}`);
  for (const problem of assessment.coherence) if (problem.code !== 'component_unbound') lines.push(`! ${problem.code} at ${problem.path.join('.')}`);
  return `${lines.join('\n')}\n`;
}

function assertGolden(file: string, actual: string): void {
  const path = join(import.meta.dirname, 'golden', file);
  if (process.env.MIPITI_UPDATE_GOLDEN === '1') writeFileSync(path, actual);
  assert.ok(existsSync(path), `${file} is missing; MIPITI_UPDATE_GOLDEN=1 writes it`);
  assert.equal(actual, readFileSync(path, 'utf8'));
}

describe('golden postures', () => {
  for (const { name, yaml, evidence = {}, at: moment = at } of cases) {
    it(name, () => assertGolden(`${name.replaceAll(/[^a-z0-9]+/gi, '-')}.txt`, `${yaml.trim()}\n\n# ${Object.entries(evidence).map(([id, words]) => `${id}: ${words}`).join(', ') || 'no evidence'}\n\n${postureOf(yaml, evidence, moment)}`));
  }
});

describe('golden weakenings', () => {
  for (const { name, base, head, expected } of pairs) {
    it(name, () => assert.deepEqual(weakenings(modelOf(base), modelOf(head)).map((weakening) => `${weakening.kind} ${weakening.path.join('.')}`), expected));
    it(`${name}, the other way round, is none of these`, () => {
      const back = weakenings(modelOf(head), modelOf(base)).map((weakening) => weakening.kind as string);
      assert.deepEqual(back.filter((kind) => expected.some((one) => one.startsWith(`${kind} `)) && !['clause_reworded', 'assumption_widened', 'connection_removed', 'assumption_type_changed'].includes(kind)), []);
    });
  }
});

describe('the digest', () => {
  it('is SHA-256 over the RFC 8785 form that a library makes of the same values', () => {
    const model = modelOf(cases[0]!.yaml);
    const assessment = assess(model, { basis: 'worktree', assertions: { asrt_a: { verdict: 'pass', strength: 'called' } } }, at);
    const value = {
      engine: engineVersion,
      model: semanticDigest(model),
      objectives: assessment.objectives.map(({ id, status, reason, by }) => [id, status, reason ?? null, by ?? null]),
      assertions: assessment.controls.flatMap((control) => control.assertions.map(({ hash, verdict }) => [hash, verdict])).sort(),
    };
    assert.equal(assessment.digest, bytesToHex(sha256(utf8ToBytes(canonicalize(value)!))));
  });
});

describe('explanations', () => {
  it('lead from the objective to every assertion', () => {
    const model = modelOf(cases[0]!.yaml);
    const assessment = assess(model, { basis: 'worktree', assertions: { asrt_a: { verdict: 'fail' } } }, at);
    const explanation = explain(model, assessment, 'CO-A1-T1');
    assert.equal(explanation?.groups[0]?.controls[0]?.state?.assertions[0]?.verdict, 'fail');
    assert.equal(explain(model, assessment, 'CO-A9-T1'), undefined);
  });
});

describe('statements', () => {
  const statementOf = (yaml: string): string => assess(modelOf(yaml), { basis: 'worktree', assertions: {} }, at).objectives[0]!.statement;
  it('have a fixed wording with SHALL, and name the properties in their fixed order', () => {
    assert.equal(statementOf(cases[0]!.yaml), 'The confidentiality and integrity of uploaded files SHALL be protected against an attacker with this capability: sends any request (the internet).');
    assert.equal(statementOf('assets: {A1: {name: keys, properties: [U, A, C]}}\nattackers: {T1: {capability: signs}}'), 'The confidentiality, availability and bound usage of keys SHALL be protected against an attacker with this capability: signs.');
  });
});

describe('what counts', () => {
  it('an assertion that is to be judged counts only once it was', () => {
    const judged = cases.find(({ name }) => name === 'judgement required and given')!;
    const counts = (judgement?: 'pass' | 'split') => assess(modelOf(judged.yaml), { basis: 'worktree', assertions: { asrt_a: { verdict: 'pass', strength: 'called', ...(judgement ? { judgement } : {}) } } }, at).controls[0]!.assertions[0]!.counts;
    assert.deepEqual([counts('pass'), counts('split'), counts()], [true, false, false]);
  });
});

describe('coherence', () => {
  it('every code is reached by a golden case', () => {
    const reached = new Set(cases.flatMap(({ yaml, evidence = {}, at: moment = at }) => [...postureOf(yaml, evidence, moment).matchAll(/^! (\w+)/gm)].map((match) => match[1]!)));
    assert.deepEqual(Object.keys(coherenceCodes).filter((code) => !reached.has(code) && code !== 'component_unbound'), []);
  });
});
