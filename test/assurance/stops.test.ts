/** What would stop it: each offer does what it says, nothing smaller does, and none of the considered kinds is left out. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { assess } from '../../src/assurance/assess.ts';
import type { Assessment, ObjectivePosture } from '../../src/assurance/assessment.ts';
import { allStops, findStops, type StopOutcome } from '../../src/assurance/stops/find-stops.ts';
import { effectsOfStop } from '../../src/assurance/stops/stop-effects.ts';
import { keyOfEdit, passesOf, withStoppingEdits, type StoppingEdit } from '../../src/assurance/stops/stopping-edit.ts';
import { parseModel } from '../../src/model/parse.ts';
import type { ThreatModel } from '../../src/model/schema.ts';
import { runs } from '../runs.ts';
import { anyEvidence, anyModel, now } from './arbitraries.ts';

const rank: Readonly<Record<StopOutcome, number>> = { no_path: 1, unreachable: 2, mitigated: 2 };
const keyOf = (edits: readonly StoppingEdit[]): string => edits.map(keyOfEdit).sort().join('; ');

/** Every edit of the considered kinds. A boundary that is not in the model can be left by nobody: naming it is a problem of its own. */
function everyEdit(model: ThreatModel, { attacker, groups }: ObjectivePosture): StoppingEdit[] {
  const vector = model.attackers[attacker]!.vector;
  return [
    ...Object.keys(model.boundaries).map((boundary): StoppingEdit => ({ kind: 'narrow', boundary, vectors: vector === undefined ? passesOf(model, boundary) : [vector] })),
    ...Object.keys(model.boundaries).map((boundary): StoppingEdit => ({ kind: 'seal', boundary })),
    ...Object.keys(model.connections).map((connection): StoppingEdit => ({ kind: 'cut', connection })),
    ...Object.entries(model.components).flatMap(([component, { boundaries }]) => [...new Set(boundaries)].filter((boundary) => Object.hasOwn(model.boundaries, boundary)).map((boundary): StoppingEdit => ({ kind: 'leave', component, boundary }))),
    ...[...new Set(groups.flatMap(({ controls }) => controls.filter(({ standing }) => standing !== 'removed').map(({ control }) => control)))].map((control): StoppingEdit => ({ kind: 'verify', control })),
  ];
}

/** What a set of edits comes to, by the engine itself; undefined when it stops nothing or takes a component out of its last boundary. */
function outcomeOf(model: ThreatModel, assessment: Assessment, objective: ObjectivePosture, edits: readonly StoppingEdit[]): StopOutcome | undefined {
  const after = withStoppingEdits(model, edits);
  const isBounded = (one: ThreatModel, id: string): boolean => one.components[id]!.boundaries.some((boundary) => Object.hasOwn(one.boundaries, boundary));
  if (edits.some((edit) => edit.kind === 'leave' && !isBounded(after, edit.component))) return undefined;
  if (effectsOfStop(model, assessment, edits, now).statuses.some((change) => change.objective === objective.id)) return 'mitigated';
  const { verdict } = assess(after, { basis: 'worktree', assertions: {} }, now).objectives.find(({ id }) => id === objective.id)!.reachability;
  const before = objective.reachability.verdict;
  if (verdict === before) return undefined;
  if (verdict === 'unreachable') return 'unreachable';
  return before === 'reachable' && verdict === 'indeterminate' ? 'no_path' : undefined;
}

const three = parseModel(`schema: 1
id: m
title: M
boundaries:
  TB1: {name: edge, passes: [Network]}
  TB2: {name: vault, passes: []}
components:
  CMP1: {name: api, boundaries: [TB1]}
  CMP2: {name: store, boundaries: [TB2]}
connections: {CN1: {from: CMP1, to: CMP2}}
assets: {A1: {name: keys, properties: [C], components: [CMP2]}}
attackers: {T1: {capability: asks, boundaries: [TB1], vector: Network}}
controls:
  CTRL-01: {description: a, mitigates: [{asset: A1, attackers: [T1], group: a}]}
  CTRL-02: {description: b, mitigates: [{asset: A1, attackers: [T1], group: a}]}
`).model;
const assessed = (model: ThreatModel): Assessment => assess(model, { basis: 'worktree', assertions: {} }, now);
const words = (model: ThreatModel): string[] => allStops(model, assessed(model).objectives[0]!, now).offers.map(({ edits, outcome }) => `${keyOf(edits)} -> ${outcome}`);

describe('what would stop it', () => {
  it('offers single edits first, then the pairs that come to more', () => {
    assert.deepEqual(words(three), [
      'cut CN1 -> no_path',
      'narrow TB1 Network -> no_path',
      'cut CN1; seal TB2 -> unreachable',
      'narrow TB1 Network; seal TB2 -> unreachable',
      'verify CTRL-01; verify CTRL-02 -> mitigated',
    ]);
  });
  it('has nothing to offer where too little is known, and nothing structural where it is unreachable', () => {
    const unplaced = structuredClone(three);
    unplaced.attackers.T1!.boundaries = [];
    unplaced.controls = {};
    assert.deepEqual(words(unplaced), []);
    const closed = withStoppingEdits(unplaced, [{ kind: 'seal', boundary: 'TB2' }]);
    assert.deepEqual(words({ ...closed, attackers: { T1: { ...three.attackers.T1!, boundaries: ['TB2'] } } }), []);
  });
  it('closes a boundary wholly against an attacker whose vector is not rated', () => {
    const anyVector = structuredClone(three);
    delete anyVector.attackers.T1!.vector;
    delete anyVector.boundaries.TB1!.passes;
    assert.ok(words(anyVector).includes('narrow TB1 Network,Adjacent,Local,Physical -> no_path'), words(anyVector).join('\n'));
  });
  it('goes on by steps and says how far it is; a budget ends it, and it says so', () => {
    const objective = assessed(three).objectives[0]!;
    const seen = [...findStops(three, objective, now)].map(({ tried }) => tried);
    assert.ok(seen.length > 2);
    assert.deepEqual([...seen].sort((a, b) => a - b), seen);
    const ended = allStops(three, objective, now, 4);
    assert.equal(ended.complete, false);
    assert.deepEqual(ended.offers.filter(({ edits }) => edits.length === 1).length, 2);
  });
});

describe('on any model', () => {
  const check = (what: string, holds: (model: ThreatModel, assessment: Assessment, objective: ObjectivePosture) => void): void =>
    void it(what, () => {
      fc.assert(fc.property(anyModel, anyEvidence, fc.nat(20), (model, evidence, pick) => {
        const assessment = assess(model, evidence, now);
        holds(model, assessment, assessment.objectives[pick % assessment.objectives.length]!);
      }), runs(250));
    });

  check('each offer does what it says, and no part of it does as much', (model, assessment, objective) => {
    for (const { edits, outcome } of allStops(model, objective, now).offers) {
      assert.equal(outcomeOf(model, assessment, objective, edits), outcome, keyOf(edits));
      if (edits.length < 2) continue;
      for (const edit of edits) {
        const part = outcomeOf(model, assessment, objective, [edit]);
        assert.ok(part === undefined || rank[part] < rank[outcome], `${keyOfEdit(edit)} alone comes to ${part}`);
      }
    }
  });
  check('every single edit and every pair that stops it is offered', (model, assessment, objective) => {
    const offered = new Map(allStops(model, objective, now).offers.map(({ edits, outcome }) => [keyOf(edits), outcome]));
    const all = everyEdit(model, objective);
    const singles = new Map(all.map((edit) => [edit, outcomeOf(model, assessment, objective, [edit])]));
    for (const [edit, outcome] of singles) assert.equal(offered.get(keyOf([edit])), outcome, keyOfEdit(edit));
    all.forEach((left, index) => {
      for (const right of all.slice(index + 1)) {
        const outcome = outcomeOf(model, assessment, objective, [left, right]);
        const parts = [singles.get(left), singles.get(right)].map((part) => (part === undefined ? 0 : rank[part]));
        const expected = outcome !== undefined && parts.every((part) => part < rank[outcome]) ? outcome : undefined;
        assert.equal(offered.get(keyOf([left, right])), expected, keyOf([left, right]));
      }
    });
  });
  check('the effects are those that the engine comes to', (model, assessment, objective) => {
    for (const { edits } of allStops(model, objective, now).offers) {
      const effects = effectsOfStop(model, assessment, edits, now);
      const after = new Map(assess(withStoppingEdits(model, edits), { basis: 'worktree', assertions: {} }, now).objectives.map((one) => [one.id, one.reachability.verdict]));
      const told = new Map(effects.verdicts.map((change) => [change.objective, change.after]));
      for (const { id, reachability } of assessment.objectives) assert.equal(told.get(id) ?? reachability.verdict, after.get(id));
      if (edits.every(({ kind }) => kind !== 'verify')) assert.deepEqual(effects.statuses, []);
    }
  });
});
