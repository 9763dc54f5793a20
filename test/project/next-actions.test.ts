/** What to do next, and how a model stood over recorded runs: of the sample, and of small models in which the order is plain. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { assess } from '../../src/assurance/assess.ts';
import type { Evidence } from '../../src/assurance/evidence.ts';
import { parseModel } from '../../src/model/parse.ts';
import { nextActions } from '../../src/project/next-actions.ts';
import { recordedTrend } from '../../src/project/recorded-trend.ts';
import { explainedObjective } from '../../src/project/screens/explained-objective.ts';
import { matrixScreen } from '../../src/project/screens/matrix-screen.ts';
import { postureScreen } from '../../src/project/screens/posture-screen.ts';
import type { ModelSnapshot } from '../../src/project/snapshot.ts';
import { cellOfNumber, readCells } from '../../src/protocol/screens/matrix-cell.ts';
import { sampleRecord } from '../../webview/page/sample-record.ts';

const at = '2026-06-15T12:00:00Z';
const sample = readFileSync(join(import.meta.dirname, '..', 'sample', 'upload.threatmodel.yaml'), 'utf8');

function snapshotOf(text: string, evidence: Evidence['assertions'] = {}): ModelSnapshot {
  const parsed = parseModel(text);
  const { model } = parsed;
  const assessment = assess(model, { basis: 'worktree', assertions: evidence }, at);
  const lines = { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };
  return { projectRoot: '/p', path: 'm.threatmodel.yaml', text, linesOf: () => lines, parsed, model, current: true, verdicts: new Map(), vacuity: new Map(), findingPlaces: new Map(), checking: new Set(), assessment, weakenings: [], base: { none: 'no_repository' }, past: undefined, history: undefined, recorded: undefined, repository: { root: '/p', hasGit: false }, problems: [] };
}
const passing = (text: string, except: Evidence['assertions'] = {}): Evidence['assertions'] => ({ ...Object.fromEntries(Object.keys(parseModel(text).model.assertions).map((id) => [id, { verdict: 'pass', strength: /^asrt_(p4xd|t2ln|v6xh)/.test(id) ? 'declared' : /^asrt_r7fa/.test(id) ? 'text' : 'unconditional' } as const])), ...except });

describe('what to do next', () => {
  it('is ordered by what each step alone would mitigate, the gravest first', () => {
    const steps = nextActions(snapshotOf(sample, passing(sample, { asrt_7k2m: { verdict: 'fail' } })));
    assert.deepEqual(
      steps.map(({ sentence, lowers, towards }) => `${sentence} | ${lowers.map(({ id, tier }) => `${id} ${tier}`).join(', ')} | ${towards.map(({ id }) => id).join(', ')}`),
      [
        'Mend CTRL-01: handle_upload calls scan_upload | CO-A1-T2 critical | ',
        'Implement CTRL-07 | CO-A2-T2 high | ',
        'Get AS2 attested | CO-A2-T3 low | ',
        'Say what protects A4 against T3 | CO-A4-T3 medium | ',
      ],
    );
  });
  it('tells apart what is only a part of what mitigates', () => {
    const text = `schema: 1
id: m
title: M
assets: {A1: {name: a, properties: [C]}}
attackers: {T1: {capability: x}}
controls:
  CTRL-01: {description: One, mitigates: [{asset: A1, attackers: [T1], group: g}]}
  CTRL-02: {description: Two, mitigates: [{asset: A1, attackers: [T1], group: g}]}
`;
    assert.deepEqual(nextActions(snapshotOf(text)).map(({ subject, lowers, towards }) => [subject, lowers.length, towards.map(({ id }) => id)]), [['CTRL-01', 0, ['CO-A1-T1']], ['CTRL-02', 0, ['CO-A1-T1']]]);
  });
});

describe('the screens of a model', () => {
  it('have a cell for each objective, with its status, tier and reachability', () => {
    const snapshot = snapshotOf(sample, passing(sample));
    const { assets, attackers, cells } = matrixScreen({ snapshot, at });
    const numbers = readCells(cells);
    assert.equal(numbers.length, snapshot.assessment.objectives.length);
    for (const objective of snapshot.assessment.objectives) {
      const number = numbers[assets.findIndex(({ id }) => id === objective.asset) * attackers.length + attackers.findIndex(({ id }) => id === objective.attacker)]!;
      const { status, tier, reach, accepted } = cellOfNumber(number);
      assert.deepEqual({ status: status.replace(/_by_.*/, ''), by: /_by_(controls|assumption)$/.exec(status)?.[1], tier, reach, accepted }, { status: objective.status, by: objective.by, tier: objective.tier, reach: objective.reachability.verdict, accepted: objective.accepted !== undefined }, objective.id);
    }
  });
  it('show foreign text without what could act', () => {
    const snapshot = snapshotOf('schema: 1\nid: m\ntitle: M\nassets: {A1: {name: "a\\e[31m\\u202Eb", properties: [C]}}\nattackers: {T1: {capability: "x\\a"}}\n');
    assert.equal(matrixScreen({ snapshot, at }).assets[0]!.title, 'a\uFFFD[31m\uFFFDb');
    assert.ok(explainedObjective(snapshot, 'CO-A1-T1').lines.every(({ text }) => !/[\u0007\u001b\u202e]/.test(text)));
  });
  it('say why nothing is on record, and what is in the way of each claim where something is', () => {
    const snapshot = snapshotOf(sample, passing(sample));
    assert.deepEqual(postureScreen({ snapshot, at }).recorded, { none: 'What is recorded has not been read yet.', teaches: false });
    const recorded = { ...snapshot, recorded: sampleRecord(snapshot.model, new Date(at)) };
    const side = postureScreen({ snapshot: recorded, at }).recorded;
    assert.ok(!('none' in side));
    assert.deepEqual([side.runs, side.claims, side.holding, side.stale.map(({ id }) => id)], [9, 13, 12, ['asrt_k3we']]);
  });
  it('count by tier and status what the assessment says', () => {
    const { worktree, objectives } = postureScreen({ snapshot: snapshotOf(sample, passing(sample)), at });
    const { counts } = snapshotOf(sample, passing(sample)).assessment;
    const sum = (list: readonly number[]): number => list.reduce((all, count) => all + count, 0);
    assert.deepEqual({ mitigated: sum(worktree.byTier.mitigated), at_risk: sum(worktree.byTier.at_risk), unassessed: sum(worktree.byTier.unassessed) }, counts);
    assert.equal(objectives, 12);
  });
});

describe('the trend over recorded runs', () => {
  it('holds a verdict until another run says otherwise, and ends at what is recorded', () => {
    const snapshot = snapshotOf(sample, passing(sample));
    const recorded = sampleRecord(snapshot.model, new Date(at));
    const { points, runs } = recordedTrend({ ...snapshot, recorded }, at);
    assert.equal(runs, 9);
    assert.deepEqual(points.map(({ counts }) => counts.mitigated), [5, 5, 5, 6, 6, 6, 8, 6, 8]);
    assert.deepEqual(points.map(({ at: run }) => run.signedAt), [...points.map(({ at: run }) => run.signedAt)].sort());
  });
  it('is empty where nothing was recorded', () => {
    assert.deepEqual(recordedTrend(snapshotOf(sample), at), { points: [], runs: 0 });
  });
});
