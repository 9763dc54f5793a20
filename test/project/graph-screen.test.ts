/** The graph's data, the play of a certificate, and what would stop it: in words, and applied to the text of a model. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { assess } from '../../src/assurance/assess.ts';
import type { Assessment } from '../../src/assurance/assessment.ts';
import { allStops } from '../../src/assurance/stops/find-stops.ts';
import { effectsOfStop } from '../../src/assurance/stops/stop-effects.ts';
import { parseModel } from '../../src/model/parse.ts';
import type { ThreatModel } from '../../src/model/schema.ts';
import { applyEdits } from '../../src/model/text-edit.ts';
import { objectiveOf, objectivesWith } from '../../src/protocol/screens/graph-screen.ts';
import { applyStop } from '../../src/project/modelling/apply-stop.ts';
import { graphScreen } from '../../src/project/screens/graph-screen.ts';
import { offeredStops, previewOfStop, type SearchOptions } from '../../src/project/screens/offered-stops.ts';
import { playedObjective } from '../../src/project/screens/played-objective.ts';
import { anyModel, now } from '../assurance/arbitraries.ts';
import { runs } from '../runs.ts';

const seen = (model: ThreatModel): { readonly model: ThreatModel; readonly assessment: Assessment } => ({ model, assessment: assess(model, { basis: 'worktree', assertions: {} }, now) });
const parse = (text: string): ThreatModel => parseModel(`schema: 1\nid: m\ntitle: M\n${text}`).model;
const sample = parseModel(readFileSync(join(import.meta.dirname, '..', 'sample', 'upload.threatmodel.yaml'), 'utf8')).model;

const pair = parse(`boundaries:
  TB1: {name: "edge\\u202E", passes: [Network]}
  TB2: {name: vault, passes: [], sealed: {why: no route, attestations: [{by: ops, statement: s, expires_at: "2026-12-31"}]}}
  TB3: {name: yard}
components:
  CMP1: {name: api, boundaries: [TB1, TB3, TB9]}
  CMP2: {name: store, boundaries: [TB2]}
  CMP3: {name: lost}
connections: {CN1: {from: CMP1, to: CMP2, label: writes}, CN2: {from: CMP1, to: CMP9}}
assets:
  A1: {name: keys, properties: [C], components: [CMP2, CMP2]}
  A2: {name: logs, properties: [I], components: [CMP3]}
  A3: {name: nowhere, properties: [I]}
attackers:
  T1: {capability: asks, boundaries: [TB1, TB2], vector: Network}
  T2: {capability: walks in, boundaries: []}
  T3: {capability: plugs in, boundaries: [TB1], vector: Physical}
`);

describe('the data of the graph', () => {
  it('draws a component once, in the region of its first boundary, with marks for the others', () => {
    const { components, regions, connections, attackers } = graphScreen({ snapshot: seen(pair), placements: 'CMP1 5 6\nCMP8 1 1\nbad\n', at: now });
    const [one] = components;
    assert.deepEqual([one!.home, one!.further, components[2]!.home], ['TB1', ['TB3'], undefined]);
    assert.deepEqual(regions.map(({ seal, passesUnset }) => [seal, passesUnset]), [['open', false], ['attested', false], ['open', true]]);
    assert.equal(regions[0]!.name, 'edge\uFFFD');
    assert.deepEqual(connections.map(({ id, throughSeal }) => [id, throughSeal]), [['CN1', 'TB2']]);
    assert.deepEqual(attackers.map(({ enters }) => enters), [['TB1'], [], []]);
  });
  it('takes positions of what is there, and tells of lines that are none', () => {
    const { placed, placementProblems } = graphScreen({ snapshot: seen(pair), placements: 'CMP1 5 6\nCMP8 1 1\nbad\n', at: now });
    assert.deepEqual(placed, { CMP1: { x: 5, y: 6 } });
    assert.deepEqual(placementProblems.map(({ line }) => line), [3]);
  });
  it('counts each asset of a place once, and says of every pair what the engine says', () => {
    fc.assert(fc.property(anyModel, (model) => {
      const all = seen(model);
      const screen = graphScreen({ snapshot: all, at: now });
      assert.equal(JSON.stringify(JSON.parse(JSON.stringify(screen))), JSON.stringify(screen));
      for (const [a, { id, tally }] of screen.assets.entries()) {
        const own = all.assessment.objectives.filter(({ asset }) => asset === id);
        assert.equal(tally.at_risk + tally.unassessed + tally.mitigated, own.length);
        for (const [t, attacker] of screen.attackers.entries()) {
          const objective = own.find((one) => one.attacker === attacker.id)!;
          assert.deepEqual(objectiveOf(screen, a, t), { id: objective.id, asset: id, attacker: attacker.id, status: objective.status, verdict: objective.reachability.verdict, tier: objective.tier });
        }
        assert.equal(objectivesWith(screen, id).length, own.length);
      }
      for (const region of screen.regions) {
        const inside = Object.keys(model.assets).filter((id) => model.assets[id]!.components.some((component) => model.components[component]?.boundaries.includes(region.id)));
        assert.equal(region.tally.reachable + region.tally.indeterminate + region.tally.unreachable, inside.length * screen.attackers.length);
      }
    }), runs(150));
  });
});

describe('an objective, played', () => {
  const played = (id: string) => playedObjective(seen(pair), id, now)!;
  it('goes from where the attacker enters, hop by hop, each with what lets it through', () => {
    assert.deepEqual(played('CO-A1-T1').hops.map(({ kind, sentence }) => [kind, sentence]), [
      ['enter', 'T1 enters CMP1 api through TB1 edge\uFFFD, which passes Network.'],
      ['connection', 'From CMP1 it crosses the connection CN1 (writes) to CMP2 store.'],
    ]);
  });
  it('shows the walls where it is sealed', () => {
    const { verdict, walls } = played('CO-A1-T3');
    assert.equal(verdict, 'unreachable');
    assert.deepEqual(walls.map(({ sentence }) => sentence), ['TB2 vault is sealed: no route, attested by ops until 2026-12-31.']);
  });
  it('says what is missing to decide, and what supplies it', () => {
    assert.deepEqual(['CO-A1-T2', 'CO-A2-T1', 'CO-A3-T1'].map((id) => played(id).gaps[0]?.action?.kind), ['place_attacker', 'place_component', 'place_asset']);
    const open = structuredClone(pair);
    delete open.boundaries.TB2!.sealed;
    assert.deepEqual(playedObjective(seen(open), 'CO-A1-T3', now)!.gaps.map(({ action }) => action?.kind), ['seal']);
    open.boundaries.TB2!.sealed = { why: 'w', attestations: [] };
    assert.deepEqual(playedObjective(seen(open), 'CO-A1-T3', now)!.gaps.map(({ action }) => action?.kind), ['attest']);
    assert.equal(playedObjective(seen(open), 'CO-A9-T1', now), undefined);
  });
});

describe('what would stop it, for a person', () => {
  const options = (more: Partial<SearchOptions> = {}): SearchOptions => ({ signal: new AbortController().signal, budget: 5000, ...more });
  it('is told in words, with what reviewers will see of it', async () => {
    const { offers, complete } = await offeredStops(seen(pair), 'CO-A1-T1', now, options());
    const [first] = offers;
    assert.ok(complete);
    assert.deepEqual([first!.edits[0]!.sentence, first!.outcome], ['The connection CN1 CMP1 writes CMP2 is removed', 'unreachable']);
    const preview = previewOfStop(seen(pair), 'CO-A1-T1', first!.edits.map(({ edit }) => edit), now);
    assert.deepEqual(preview.changes[0], { objective: 'CO-A1-T1', title: 'CO-A1-T1 keys against: asks', before: 'reachable', after: 'unreachable', better: true });
    assert.match(preview.warnings.join('\n'), /true only when the system is changed[^]*CN1: a connection is gone/);
  });
  it('is searched in slices, says when the budget ended it, and ends when nobody wants it', async () => {
    const cancel = new AbortController();
    let [time, paused] = [0, 0];
    await assert.rejects(offeredStops(seen(pair), 'CO-A1-T1', now, options({ signal: cancel.signal, now: () => (time += 20), pause: () => {
      if (++paused === 2) cancel.abort();
      return Promise.resolve();
    } })), { name: 'AbortError' });
    assert.equal(paused, 2);
    const open = structuredClone(pair);
    delete open.boundaries.TB2!.sealed;
    assert.deepEqual(await Promise.all([1, 5000].map(async (budget) => (await offeredStops(seen(open), 'CO-A1-T1', now, options({ budget }))).complete)), [false, true]);
  });
  it('applied to the text of a model comes to what was shown, and to no other change', () => {
    const answers = { why: 'no route', 'attestation.by': 'ops', 'attestation.statement': 's', 'attestation.expires_at': '2099-01-01' };
    let applied = 0;
    fc.assert(fc.property(anyModel, fc.nat(20), (model, pick) => {
      const parsed = parseModel(stringify(model));
      const all = seen(parsed.model);
      const objective = all.assessment.objectives[pick % all.assessment.objectives.length]!;
      for (const offer of allStops(parsed.model, objective, now).offers.slice(0, 6)) {
        const result = applyStop(parsed, offer.edits, answers, { assessment: all.assessment, at: now });
        assert.ok(!('refused' in result), `${JSON.stringify(offer.edits)}: ${JSON.stringify(result)}`);
        applied++;
        const after = seen(parseModel(applyEdits(parsed.source.text, result.edits)).model).assessment;
        const expected = new Map(effectsOfStop(parsed.model, all.assessment, offer.edits, now).verdicts.map((change) => [change.objective, change.after]));
        for (const { id, reachability } of all.assessment.objectives) assert.equal(after.objectives.find((one) => one.id === id)?.reachability.verdict, expected.get(id) ?? reachability.verdict, `${JSON.stringify(offer.edits)}: ${id}`);
      }
    }), runs(120));
    assert.ok(applied > 10, `${applied} were applied`);
  });
  it('has an answer for every objective of the sample', async () => {
    for (const { id, reachability } of seen(sample).assessment.objectives) {
      const { offers } = await offeredStops(seen(sample), id, now, options());
      if (reachability.verdict === 'reachable') assert.ok(offers.length > 0, id);
    }
  });
});
