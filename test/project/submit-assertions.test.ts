import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseModel } from '../../src/model/parse.ts';
import type { Assertion } from '../../src/model/schema.ts';
import { judgeSubmissions, mayBeWritten } from '../../src/project/claims/submit-assertions.ts';
import { fitOf } from '../../src/project/claims/subject-fit.ts';
import type { ModelSnapshot, Project, TriedClaim } from '../../src/project/snapshot.ts';

const { model } = parseModel(`schema: 1
id: m
title: M
components: {CMP1: {name: api, paths: ["api/**"], repository: acme/api}, CMP2: {name: web, paths: ["web/**"]}}
controls:
  CTRL-01: {description: Scan uploads., components: [CMP1], clauses: {scanned: {shows: the handler scans, types: [function_calls, function_exists]}, strict: {shows: on every path, least: unconditional}}}
  CTRL-02: {description: Log rejections., clauses: {logged: {shows: a line is written}}}
assertions:
  asrt_1: {control: CTRL-02, type: function_exists, params: {file: web/a.py, name: write_log}, covers: [logged]}
`);
const repository = { root: '/r', name: 'acme/api', hasGit: true };
const snapshot = { model, repository, path: 'm.threatmodel.yaml' } as unknown as ModelSnapshot;

/** A project whose verifier answers the same to every claim. */
function answering(tried: TriedClaim): Project {
  return { tryClaims: (_: string, claims: readonly unknown[]) => Promise.resolve(claims.map(() => tried)) } as unknown as Project;
}
const pass = { verdict: 'pass', reason: 'proven', details: 'found', restsOn: [] } as const;
const claim = { type: 'function_exists', params: { file: 'api/a.py', name: 'scan' } };

describe('what is submitted', () => {
  it('counts as text when it survives that its claim is taken away', async () => {
    const judge = async (survived: readonly string[]) => (await judgeSubmissions(answering({ verdict: { ...pass, strength: 'declared' }, vacuity: { tried: 2, killed: 2 - survived.length, survived } }), snapshot, 'CTRL-01', [{ claim, covers: ['scanned'] }]))[0]!;
    assert.deepEqual((await judge([])).clauses, [{ clause: 'scanned', met: true }]);
    const vacuous = await judge(['It passes although it is gone.']);
    assert.deepEqual([vacuous.strength, vacuous.clauses], ['text', [{ clause: 'scanned', met: false, shortfall: 'too_weak' }]]);
  });

  it('meets a clause at the strength that it asks for', async () => {
    const met = async (strength: 'called' | 'unconditional') => (await judgeSubmissions(answering({ verdict: { ...pass, strength } }), snapshot, 'CTRL-01', [{ claim: { type: 'function_calls', params: { file: 'api/a.py', caller: 'a', callee: 'scan' } }, covers: ['strict'] }]))[0]!.clauses[0]?.met;
    assert.deepEqual([await met('called'), await met('unconditional')], [false, true]);
  });

  it('may not be written when it fails, cannot be decided, cannot be asked, or stands already', async () => {
    const outcome = async (verdict: 'pass' | 'fail' | 'undecidable', submitted = { claim, covers: ['scanned'] as readonly string[] }, subject = 'CTRL-01') => (await judgeSubmissions(answering({ verdict: { ...pass, verdict } }), snapshot, subject, [submitted]))[0]!;
    assert.deepEqual((await Promise.all([outcome('pass'), outcome('fail'), outcome('undecidable'), outcome('pass', { claim, covers: ['nothing'] })])).map(mayBeWritten), [true, false, false, false]);
    const standing = await outcome('pass', { claim: { type: 'function_exists', params: { file: 'web/a.py', name: 'write_log' } }, covers: ['logged'] }, 'CTRL-02');
    assert.deepEqual([standing.outcome, standing.already, mayBeWritten(standing)], ['already', 'asrt_1', false]);
    const twice = await judgeSubmissions(answering({ verdict: pass }), snapshot, 'CTRL-01', [{ claim, covers: [] }, { claim, covers: [] }]);
    assert.deepEqual(twice.map((one) => one.outcome), ['pass', 'already']);
  });
});

describe('whether a claim fits', () => {
  const codes = (given: Partial<Assertion>): readonly string[] => fitOf(model, { control: 'CTRL-01', type: 'function_exists', params: { file: 'api/a.py', name: 'scan' }, covers: ['scanned'], ...given }, repository).map(({ code }) => code);

  it('is judged by clauses, components, repositories and words', () => {
    assert.deepEqual(codes({}), []);
    assert.deepEqual(codes({ covers: [] }), ['covers_no_clause']);
    assert.deepEqual(codes({ type: 'class_exists', params: { file: 'api/a.py', name: 'Scanner' } }), ['type_not_allowed']);
    assert.deepEqual(codes({ params: { file: 'web/a.py', name: 'scan' } }), ['file_outside_components']);
    assert.deepEqual(codes({ params: { file: 'api/a.py', name: 'greet' } }), ['subject_may_not_fit']);
    assert.deepEqual(codes({ repository: 'acme/other', params: { file: 'elsewhere/a.py', name: 'scan' } }), ['repository_of_no_component']);
    assert.deepEqual(codes({ params: { file: 'web/a.py', name: 'write_log' } }), ['file_outside_components', 'subject_may_not_fit', 'claimed_elsewhere']);
  });

  it('lets a control that names no component be implemented in any', () => {
    assert.deepEqual(codes({ control: 'CTRL-02', covers: ['logged'], params: { file: 'api/a.py', name: 'write_line' } }), []);
    assert.deepEqual(codes({ control: 'CTRL-02', covers: ['logged'], params: { file: 'tools/a.py', name: 'write_line' } }), ['file_outside_components']);
  });
});
