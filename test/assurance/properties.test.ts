import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { assess } from '../../src/assurance/assess.ts';
import type { Assessment } from '../../src/assurance/assessment.ts';
import type { AssertionEvidence, Evidence } from '../../src/assurance/evidence.ts';
import { weakenings } from '../../src/assurance/weakenings.ts';
import { objectiveId } from '../../src/model/identifiers.ts';
import type { ThreatModel } from '../../src/model/schema.ts';
import { attackVectors } from '../../src/model/vocabulary.ts';
import { anyEvidence, anyModel, chanceOf, now, shuffled } from './arbitraries.ts';
import { runs } from '../runs.ts';

const usual = runs(400);
const statuses = (assessment: Assessment): Map<string, string> => new Map(assessment.objectives.map(({ id, status }) => [id, status]));
const verdicts = (assessment: Assessment): Map<string, string> => new Map(assessment.objectives.map(({ id, reachability }) => [id, reachability.verdict]));

/** Mitigated stands above the other two, which are not compared. */
function assertNothingImproved(before: Assessment, after: Assessment, what: string): void {
  const [old, current] = [statuses(before), statuses(after)];
  for (const [id, status] of current) if (status === 'mitigated') assert.equal(old.get(id), 'mitigated', `${id} improved although ${what}`);
  const verified = new Set(before.controls.filter((control) => control.counts).map((control) => control.id));
  for (const control of after.controls) if (control.counts) assert.ok(verified.has(control.id), `${control.id} began to count although ${what}`);
}

describe('rule 8: nothing improves by a loss', () => {
  const worse: AssertionEvidence[] = [{ verdict: 'fail' }, { verdict: 'undecidable' }, { verdict: 'unchecked' }, { verdict: 'elsewhere' }];

  it('when a pass becomes anything else', () => {
    fc.assert(fc.property(anyModel, anyEvidence, fc.constantFrom(...worse), fc.nat(20), (model, evidence, loss, pick) => {
      const passing = Object.keys(evidence.assertions).filter((id) => evidence.assertions[id]!.verdict === 'pass');
      const lost = passing[pick % Math.max(passing.length, 1)];
      if (lost === undefined) return;
      assertNothingImproved(assess(model, evidence, now), assess(model, { ...evidence, assertions: { ...evidence.assertions, [lost]: loss } }, now), `${lost} became ${loss.verdict}`);
    }), runs(1000));
  });
  it('when a judge is unplugged', () => {
    fc.assert(fc.property(anyModel, anyEvidence, (model, evidence) => {
      const unjudged: Evidence = { ...evidence, assertions: Object.fromEntries(Object.entries(evidence.assertions).map(([id, { judgement: _, ...rest }]) => [id, rest])) };
      assertNothingImproved(assess(model, evidence, now), assess(model, unjudged, now), 'no judge was asked');
    }), usual);
  });
  it('when time goes by, whenever attestations start and end', () => {
    const later = fc.constantFrom('2026-06-15T23:59:59Z', '2026-06-16T00:00:00Z', '2026-06-17T00:00:01+02:00', '2027-12-31T00:00:00Z');
    fc.assert(fc.property(anyModel, anyEvidence, later, fc.constantFrom(undefined, '2026-06-16', '2030-01-01'), (model, evidence, at, start) => {
      const dated = structuredClone(model);
      for (const assumption of Object.values(dated.assumptions)) for (const attestation of assumption.attestations) if (start !== undefined) attestation.attested_at = start;
      assertNothingImproved(assess(dated, evidence, now), assess(dated, evidence, at), `it became ${at}`);
    }), usual);
  });
  it('when an attestation goes', () => {
    fc.assert(fc.property(anyModel, anyEvidence, (model, evidence) => {
      const without = structuredClone(model);
      for (const assumption of Object.values(without.assumptions)) assumption.attestations.pop();
      assertNothingImproved(assess(model, evidence, now), assess(without, evidence, now), 'an attestation went');
    }), usual);
  });
  it('when a finding is opened', () => {
    fc.assert(fc.property(anyModel, anyEvidence, (model, evidence) => {
      const found = structuredClone(model);
      for (const finding of Object.values(found.findings)) finding.status = 'discovered';
      assertNothingImproved(assess(model, evidence, now), assess(found, evidence, now), 'a finding was opened');
    }), usual);
  });
});

describe('rule 3: in the order unreachable, indeterminate, reachable no verdict falls', () => {
  const order = ['unreachable', 'indeterminate', 'reachable'];
  const empty: Evidence = { basis: 'worktree', assertions: {} };

  function assertNoneFell(model: ThreatModel, changed: ThreatModel, what: string): void {
    const [before, after] = [verdicts(assess(model, empty, now)), verdicts(assess(changed, empty, now))];
    for (const [id, verdict] of before) assert.ok(order.indexOf(after.get(id)!) >= order.indexOf(verdict), `${id} fell from ${verdict} to ${after.get(id)} when ${what}`);
  }
  const check = (what: string, change: (model: ThreatModel, pick: number) => void) =>
    void it(what, () => {
      fc.assert(fc.property(anyModel, fc.nat(100), (model, pick) => {
        const changed = structuredClone(model);
        change(changed, pick);
        assertNoneFell(model, changed, what);
      }), runs(1000));
    });
  const at = <T>(list: readonly T[], pick: number): T | undefined => list[pick % Math.max(list.length, 1)];

  check('a boundary passes more', (model, pick) => {
    const boundary = at(Object.values(model.boundaries), pick);
    if (boundary?.passes) boundary.passes.push(attackVectors[pick % 4]!);
  });
  check('a boundary passes everything', (model, pick) => void delete at(Object.values(model.boundaries), pick)?.passes);
  check('a seal ends', (model, pick) => void delete at(Object.values(model.boundaries), pick)?.sealed);
  check('a positioned attacker gains a position', (model, pick) => {
    const attacker = at(Object.values(model.attackers).filter((one) => one.boundaries.some((id) => model.boundaries[id])), pick);
    attacker?.boundaries.push(`TB${1 + (pick % 3)}`);
  });
  check('an attacker loses its rated vector', (model, pick) => void delete at(Object.values(model.attackers), pick)?.vector);
  check('a bounded component gains a boundary', (model, pick) => {
    const component = at(Object.values(model.components).filter((one) => one.boundaries.some((id) => model.boundaries[id])), pick);
    component?.boundaries.push(`TB${1 + (pick % 3)}`);
  });
  check('an asset that is somewhere is somewhere else too', (model, pick) => {
    at(Object.values(model.assets).filter((one) => one.components.length > 0), pick)?.components.push(`CMP${1 + (pick % 5)}`);
  });
  check('a connection is added', (model, pick) => {
    model.connections['CN9'] = { from: `CMP${1 + (pick % 4)}`, to: `CMP${1 + ((pick >> 2) % 4)}` };
  });
  check('a component is added', (model, pick) => {
    const known = Object.keys(model.boundaries);
    // A component that assets already name was unknown before; only one that nothing names is new.
    model.components['CMP7'] = { name: 'new', paths: [], boundaries: known.length > 0 ? [at(known, pick)!] : [] };
  });
});

describe('the same input gives the same bytes', () => {
  it('in any order of maps and lists', () => {
    fc.assert(fc.property(anyModel, anyEvidence, fc.nat(), (model, evidence, seed) => {
      const again = assess(shuffled(model, chanceOf(seed)), evidence, now);
      assert.equal(JSON.stringify(again), JSON.stringify(assess(model, evidence, now)));
    }), usual);
  });
  it('and the digest changes with a status, and not with the moment or the basis', () => {
    fc.assert(fc.property(anyModel, anyEvidence, (model, evidence) => {
      const first = assess(model, evidence, now);
      assert.equal(assess(model, { ...evidence, basis: 'recorded' }, '2026-06-15T00:00:01Z').digest, first.digest);
      const none = assess(model, { basis: 'worktree', assertions: {} }, now);
      const key = (assessment: Assessment) => JSON.stringify([assessment.objectives.map(({ id, status, reason, by }) => [id, status, reason, by]), [...assessment.controls, ...assessment.assumptions].flatMap((state) => state.assertions.map(({ hash, verdict }) => [hash, verdict])).sort()]);
      assert.equal(none.digest === first.digest, key(none) === key(first));
    }), usual);
  });
});

describe('invariants', () => {
  it('one objective for each live asset and attacker, each identifier once', () => {
    fc.assert(fc.property(anyModel, anyEvidence, (model, evidence) => {
      const { objectives } = assess(model, evidence, now);
      const expected = Object.keys(model.assets).flatMap((asset) => Object.keys(model.attackers).map((attacker) => objectiveId(asset, attacker)));
      assert.deepEqual(objectives.map(({ id }) => id).sort(), expected.sort());
    }), usual);
  });
  it('removing and restoring an entity is as if nothing had happened', () => {
    fc.assert(fc.property(anyModel, anyEvidence, (model, evidence) => {
      const { A1, ...others } = model.assets;
      const before = assess(model, evidence, now);
      const without = assess({ ...model, assets: others }, evidence, now);
      assert.ok(!without.objectives.some(({ asset }) => asset === 'A1'));
      assert.deepEqual(assess({ ...model, assets: A1 ? { ...others, A1 } : others }, evidence, now), before);
    }), usual);
  });
  it('a control that is not active turns nothing from at risk into mitigated', () => {
    fc.assert(fc.property(anyModel, anyEvidence, fc.constantFrom('a', 'b', 'c'), (model, evidence, group) => {
      const added = structuredClone(model);
      added.controls['CTRL-9'] = { description: 'new', status: 'implemented', mitigates: [{ asset: 'A1', attackers: ['T1', 'T2', 'T3'], group }], clauses: {}, assumed_by: {}, components: [], framework_refs: [], evidence: [] };
      assertNothingImproved(assess(model, evidence, now), assess(added, evidence, now), 'only a claim was added');
    }), usual);
  });
  it('a further group never hurts', () => {
    fc.assert(fc.property(anyModel, anyEvidence, (model, evidence) => {
      const added = structuredClone(model);
      added.controls['CTRL-9'] = { description: 'new', status: 'not_implemented', mitigates: [{ asset: 'A1', attackers: ['T1'], group: 'z' }], clauses: {}, assumed_by: {}, components: [], framework_refs: [], evidence: [] };
      const [before, after] = [statuses(assess(model, evidence, now)), statuses(assess(added, evidence, now))];
      for (const [id, status] of before) if (status === 'mitigated') assert.equal(after.get(id), 'mitigated');
    }), usual);
  });
  it('an exclusion without an attestation has no effect', () => {
    fc.assert(fc.property(anyModel, anyEvidence, (model, evidence) => {
      const excluded = structuredClone(model);
      excluded.assumptions['AS9'] = { type: 'external', description: 'x', status: 'active', objectives: [], exclusion: { attacker: '*', vector: '*', asset: '*', component: '*', property: '*', objectives: [] }, attestations: [] };
      assertNothingImproved(assess(model, evidence, now), assess(excluded, evidence, now), 'nobody attested');
    }), usual);
  });
  it('reachability changes no status', () => {
    fc.assert(fc.property(anyModel, anyEvidence, (model, evidence) => {
      const open = structuredClone(model);
      open.boundaries = {};
      open.connections = {};
      const statusOnly = (assessment: Assessment) => assessment.objectives.map(({ id, status, reasons }) => [id, status, reasons]);
      assert.deepEqual(statusOnly(assess(open, evidence, now)), statusOnly(assess(model, evidence, now)));
    }), usual);
  });
});

describe('rule 9: a model does not get easier unseen', () => {
  it('equal models have no weakening, in any order', () => {
    fc.assert(fc.property(anyModel, fc.nat(), (model, seed) => assert.deepEqual(weakenings(model, shuffled(model, chanceOf(seed))), [])), usual);
  });

  /** Real work, which may improve a posture without being a weakening: new controls and assertions, a new place they serve. */
  function keepWork(base: ThreatModel, head: ThreatModel): ThreatModel {
    const merged = structuredClone(head);
    merged.assertions = structuredClone(base.assertions);
    for (const [id, control] of Object.entries(merged.controls)) {
      const before = base.controls[id];
      if (!before) delete merged.controls[id];
      else Object.assign(control, { status: before.status, mitigates: before.mitigates });
    }
    return merged;
  }
  it('whatever improves without new work is listed', () => {
    let improvements = 0;
    fc.assert(fc.property(anyModel, anyModel, anyEvidence, (base, other, evidence) => {
      const head = keepWork(base, { ...base, ...pick(other) });
      const [before, after] = [statuses(assess(base, evidence, now)), statuses(assess(head, evidence, now))];
      const improved = [...after].filter(([id, status]) => status === 'mitigated' && before.has(id) && before.get(id) !== 'mitigated');
      const vanished = [...before.keys()].filter((id) => !after.has(id));
      if (improved.length + vanished.length === 0) return;
      improvements++;
      assert.ok(weakenings(base, head).length > 0, `${[...improved, ...vanished].join()} improved unseen`);

      function pick(model: ThreatModel): Partial<ThreatModel> {
        const { assets, attackers, assumptions, controls, findings, removed } = model;
        return { assets, attackers, assumptions, controls, findings, removed };
      }
    }), runs(2000));
    assert.ok(improvements > 200, `only ${improvements} improvements were tried`);
  });
});

describe('an assessment that is helped by an earlier one', () => {
  const maps = ['boundaries', 'components', 'connections', 'assets', 'attackers', 'assumptions', 'controls', 'assertions', 'findings', 'acceptances', 'cal'] as const;

  it('says what it says without, to the letter, whatever has changed', () => {
    fc.assert(fc.property(anyModel, anyModel, anyEvidence, anyEvidence, fc.subarray([...maps]), fc.constantFrom(now, '2026-06-17T00:00:00Z'), (before, other, known, knownNow, changed, at) => {
      // What has not changed is the same object, as from one reading of a text to the next.
      const model = { ...before, ...Object.fromEntries(changed.map((map) => [map, { ...before[map], ...other[map] }])) } as ThreatModel;
      const earlier = { model: before, assessment: assess(before, known, now) };
      const [helped, alone] = [assess(model, knownNow, at, earlier), assess(model, knownNow, at)];
      assert.equal(JSON.stringify(helped), JSON.stringify(alone));
      assert.equal(helped.digest, alone.digest);
    }), runs(1500));
  });
  it('keeps the objectives to which nothing happened', () => {
    fc.assert(fc.property(anyModel, anyEvidence, (model, evidence) => {
      const earlier = { model, assessment: assess(model, evidence, now) };
      const again = assess({ ...model, title: 'Another title' }, structuredClone(evidence), now, earlier);
      assert.ok(again.objectives.every((objective, index) => objective === earlier.assessment.objectives[index]));
    }), usual);
  });
});
