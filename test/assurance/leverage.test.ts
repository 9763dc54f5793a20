/** Single points and gains: what they say is what `assess` says of the model in which it happened. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { assess } from '../../src/assurance/assess.ts';
import type { Assessment } from '../../src/assurance/assessment.ts';
import { gainsOf } from '../../src/assurance/gains.ts';
import { objectivesFalling, singlePoints } from '../../src/assurance/single-points.ts';
import { parseModel } from '../../src/model/parse.ts';
import type { ThreatModel } from '../../src/model/schema.ts';
import { runs } from '../runs.ts';
import { anyEvidence, anyModel, now } from './arbitraries.ts';

const mitigated = ({ objectives }: Assessment): Set<string> => new Set(objectives.filter(({ status }) => status === 'mitigated').map(({ id }) => id));
const lost = (before: Assessment, after: Assessment): string[] => [...mitigated(before)].filter((id) => !mitigated(after).has(id));
const changed = (model: ThreatModel, change: (copy: ThreatModel) => void): ThreatModel => {
  const copy = structuredClone(model);
  change(copy);
  return copy;
};

describe('what falls with one thing', () => {
  it('is what falls when a control no longer counts', () => {
    fc.assert(fc.property(anyModel, anyEvidence, (model, evidence) => {
      const before = assess(model, evidence, now);
      for (const { id, counts } of before.controls) {
        if (!counts) continue;
        const without = changed(model, (copy) => Object.assign(copy.controls[id]!, { status: 'not_implemented', assumed_by: {} }));
        assert.deepEqual(objectivesFalling(model, before).control(id), lost(before, assess(without, evidence, now)), id);
      }
    }), runs(400));
  });
  it('is what falls when an assumption is violated', () => {
    fc.assert(fc.property(anyModel, anyEvidence, (model, evidence) => {
      const before = assess(model, evidence, now);
      for (const { id, inForce } of before.assumptions) {
        if (!inForce) continue;
        const without = changed(model, (copy) => Object.assign(copy.assumptions[id]!, { status: 'violated' }));
        assert.deepEqual(objectivesFalling(model, before).assumption(id), lost(before, assess(without, evidence, now)), id);
      }
    }), runs(400));
  });
  it('is what falls when a claim fails, wherever it stands', () => {
    fc.assert(fc.property(anyModel, anyEvidence, (model, evidence) => {
      const before = assess(model, evidence, now);
      const passing = [...before.controls, ...before.assumptions].flatMap(({ assertions }) => assertions).filter(({ verdict }) => verdict === 'pass');
      for (const { hash } of passing) {
        const ids = passing.filter((one) => one.hash === hash).map(({ id }) => id);
        const failing = { ...evidence, assertions: { ...evidence.assertions, ...Object.fromEntries(ids.map((id) => [id, { verdict: 'fail' as const }])) } };
        assert.deepEqual(objectivesFalling(model, before).claim(ids), lost(before, assess(model, failing, now)), ids.join());
      }
    }), runs(400));
  });
});

describe('single points of assurance', () => {
  const text = (first: string, second: string): ThreatModel =>
    parseModel(`schema: 1
id: m
title: M
assets: {A1: {name: a, properties: [C]}, A2: {name: b, properties: [C]}}
attackers: {T1: {capability: x}}
controls:
  CTRL-01: {description: One, status: implemented, mitigates: [{asset: A1, attackers: [T1]}], clauses: {done: {shows: s}}}
  CTRL-02: {description: Two, status: implemented, mitigates: [{asset: A2, attackers: [T1]}], clauses: {done: {shows: s}}}
assertions:
  asrt_a: {control: CTRL-01, type: function_exists, params: {file: ${first}, name: check}, covers: [done]}
  asrt_b: {control: CTRL-02, type: function_exists, params: {file: ${second}, name: check}, covers: [done]}
`).model;
  const passing = { basis: 'worktree', assertions: { asrt_a: { verdict: 'pass', strength: 'declared' }, asrt_b: { verdict: 'pass', strength: 'declared' } } } as const;
  it('name the claim that stands behind two controls, once', () => {
    const model = text('one.py', 'one.py');
    assert.deepEqual(singlePoints(model, assess(model, passing, now)), [{ kind: 'assertion', id: 'asrt_a', same: ['asrt_b'], objectives: ['CO-A1-T1', 'CO-A2-T1'] }]);
  });
  it('name nothing where each objective has a claim of its own', () => {
    const model = text('one.py', 'two.py');
    assert.deepEqual(singlePoints(model, assess(model, passing, now)), []);
  });
});

describe('what would be gained', () => {
  const anyLive = { by: 'somebody', statement: 'holds', expires_at: '2031-01-01' };
  it('by a control is what is mitigated once it counts', () => {
    fc.assert(fc.property(anyModel, anyEvidence, (model, evidence) => {
      const before = assess(model, evidence, now);
      const gains = new Map(gainsOf(model, before).map((gain) => [gain.id, gain]));
      for (const { id, counts } of before.controls) {
        if (counts) continue;
        const risen = changed(model, (copy) => {
          copy.assumptions.AS9 = { ...parseModel('schema: 1\nid: m\ntitle: M\nassumptions: {AS9: {type: external, description: d}}\n').model.assumptions.AS9!, attestations: [anyLive] };
          copy.controls[id]!.assumed_by = { z: ['AS9'] };
        });
        assert.deepEqual(gains.get(id)?.mitigates ?? [], lost(assess(risen, evidence, now), before), id);
      }
    }), runs(400));
  });
  it('by an assumption is what is mitigated once it is attested', () => {
    fc.assert(fc.property(anyModel, anyEvidence, (model, evidence) => {
      const before = assess(model, evidence, now);
      const gains = new Map(gainsOf(model, before).map((gain) => [gain.id, gain]));
      for (const { id, inForce, type } of before.assumptions) {
        if (inForce || type !== 'external') continue;
        const risen = changed(model, (copy) => Object.assign(copy.assumptions[id]!, { status: 'active', attestations: [anyLive] }));
        assert.deepEqual(gains.get(id)?.mitigates ?? [], lost(assess(risen, evidence, now), before), id);
      }
    }), runs(400));
  });
});
