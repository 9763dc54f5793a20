/** The graph of two sides in one: what it holds, how it is marked, and what a sentence of the list is about on it. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { assess } from '../../src/assurance/assess.ts';
import { parseModel } from '../../src/model/parse.ts';
import type { ThreatModel } from '../../src/model/schema.ts';
import { compareModels, type ModelState } from '../../src/project/model-changes.ts';
import { changeOverlay } from '../../src/project/screens/change-overlay.ts';
import { drawnThings } from '../../src/project/screens/drawn-things.ts';
import { graphScreen } from '../../src/project/screens/graph-screen.ts';
import type { ChangeOverlay } from '../../src/protocol/screens/change-overlay.ts';
import { objectiveOf } from '../../src/protocol/screens/graph-screen.ts';
import { anyEvidence, anyModel, now } from '../assurance/arbitraries.ts';
import { runs } from '../runs.ts';

type Evidence = Parameters<typeof assess>[1];
const unchecked: Evidence = { basis: 'worktree', assertions: {} };
const stateOf = (model: ThreatModel, evidence = unchecked): ModelState => ({ model, assessment: assess(model, evidence, now) });
const overlayOf = (before: ModelState, after: ModelState, placements = ''): ChangeOverlay => changeOverlay({ before, after, compared: compareModels(before, after), at: now, placements });
const parse = (text: string): ThreatModel => parseModel(`schema: 1\nid: m\ntitle: M\n${text}`).model;

const older = parse(`boundaries: {TB1: {name: edge, passes: [Network]}, TB2: {name: yard}}
components:
  CMP1: {name: api, boundaries: [TB1]}
  CMP2: {name: mailer, boundaries: [TB2]}
connections: {CN1: {from: CMP1, to: CMP2, label: mails}}
assets:
  A1: {name: keys, properties: [C], components: [CMP1]}
  A2: {name: mails, properties: [C], components: [CMP2, CMP1]}
attackers: {T1: {capability: asks, boundaries: [TB1], vector: Network}, T2: {capability: walks in, boundaries: [TB2]}}
`);
const newer = parse(`boundaries: {TB1: {name: outer edge, passes: [Network]}, TB3: {name: vault}}
components:
  CMP1: {name: api, boundaries: [TB1]}
  CMP3: {name: store, boundaries: [TB3]}
connections: {CN2: {from: CMP1, to: CMP3}}
assets:
  A1: {name: keys, properties: [C], components: [CMP1]}
  A3: {name: files, properties: [I], components: [CMP3]}
attackers: {T1: {capability: asks, boundaries: [TB1], vector: Network}, T3: {capability: steals, boundaries: [TB3]}}
assumptions: {AS1: {type: external, description: d, objectives: [CO-A1-T1], attestations: [{by: ops, statement: s, expires_at: "2031-12-31"}]}}
`);

describe('the graph of two sides', () => {
  it('has what was removed where it stood, marks what differs, and leaves the rest unmarked', () => {
    const { graph, things } = overlayOf(stateOf(older), stateOf(newer), 'CMP1 5 6\nCMP2 7 8\n');
    assert.deepEqual(things, { TB1: 'changed', TB2: 'removed', TB3: 'added', CMP2: 'removed', CMP3: 'added', CN1: 'removed', CN2: 'added', A2: 'removed', A3: 'added', T2: 'removed', T3: 'added' });
    assert.deepEqual(graph.regions.map(({ id, name }) => [id, name]), [['TB1', 'outer edge'], ['TB2', 'yard'], ['TB3', 'vault']]);
    // In a card, what differs comes first.
    assert.deepEqual(graph.components.map(({ id, home, assets }) => [id, home, assets]), [['CMP1', 'TB1', ['A2', 'A1']], ['CMP2', 'TB2', ['A2']], ['CMP3', 'TB3', ['A3']]]);
    assert.deepEqual(graph.attackers.map(({ id, boundaries }) => [id, boundaries]), [['T1', ['TB1']], ['T2', ['TB2']], ['T3', ['TB3']]]);
    assert.deepEqual(graph.connections.map(({ id, from, to }) => [id, from, to]), [['CN1', 'CMP1', 'CMP2'], ['CN2', 'CMP1', 'CMP3']]);
    // Nobody placed what is not there any more.
    assert.deepEqual(graph.placed, { CMP1: { x: 5, y: 6 } });
  });
  it('tells at the asset and at its components which statuses moved, and which way', () => {
    const there = overlayOf(stateOf(older), stateOf(newer)).statuses;
    assert.deepEqual(there, { A1: { fell: 0, rose: 1, differs: 0 }, CMP1: { fell: 0, rose: 1, differs: 0 } });
    const back = overlayOf(stateOf(newer), stateOf(older)).statuses;
    assert.deepEqual(back, { A1: { fell: 1, rose: 0, differs: 0 }, CMP1: { fell: 1, rose: 0, differs: 0 } });
  });
  it('is the graph of the model itself, unmarked, where nothing differs', () => {
    fc.assert(fc.property(anyModel, anyEvidence, (model, evidence) => {
      const state = stateOf(model, evidence);
      const { graph, things, statuses } = overlayOf(state, stateOf(structuredClone(model), evidence));
      assert.deepEqual([things, statuses], [{}, {}]);
      const own = graphScreen({ snapshot: state, at: now });
      assert.deepEqual({ ...graph, components: [] }, { ...own, components: [] });
      assert.deepEqual(graph.components.map(({ id, assets }) => [id, [...assets].sort()]), own.components.map(({ id, assets }) => [id, [...assets].sort()]));
    }), runs(100));
  });
  it('draws everything that either side draws, once, and says of each pair what its side says', () => {
    fc.assert(fc.property(anyModel, anyModel, anyEvidence, (one, other, evidence) => {
      const [before, after] = [stateOf(one, evidence), stateOf(other, evidence)];
      const { graph, things } = overlayOf(before, after);
      const [left, right] = [graphScreen({ snapshot: before, at: now }), graphScreen({ snapshot: after, at: now })];
      for (const kind of ['regions', 'components', 'connections', 'assets', 'attackers'] as const) {
        const drawn = graph[kind].map(({ id }) => id);
        assert.deepEqual(new Set(drawn), new Set([...left[kind], ...right[kind]].map(({ id }) => id)));
        assert.equal(new Set(drawn).size, drawn.length);
      }
      // Whatever a thing refers to is drawn as well.
      const ids = new Set([...graph.regions, ...graph.components, ...graph.assets].map(({ id }) => id));
      for (const { home, further, assets } of graph.components) for (const id of [...(home === undefined ? [] : [home]), ...further, ...assets]) assert.ok(ids.has(id), id);
      for (const { from, to } of graph.connections) assert.ok(ids.has(from) && ids.has(to));
      const said = new Map([...before.assessment.objectives, ...after.assessment.objectives].map((objective) => [objective.id, objective.status]));
      for (const [a] of graph.assets.entries()) for (const [t] of graph.attackers.entries()) {
        const objective = objectiveOf(graph, a, t)!;
        assert.equal(objective.status, said.get(objective.id) ?? 'unassessed');
      }
      const compared = compareModels(before, after);
      for (const [id, change] of Object.entries(things)) assert.ok(compared[change].includes(id), `${id} is not ${change}`);
    }), runs(200));
  });
});

describe('what a sentence is about on the graph', () => {
  const model = parse(`assets: {A1: {name: keys, properties: [C]}, A2: {name: logs, properties: [I]}}
attackers: {T1: {capability: asks}}
assumptions: {AS1: {type: external, description: d, objectives: [CO-A2-T1]}}
controls: {CTRL-01: {description: c, mitigates: [{asset: A1, attackers: [T1]}], assumed_by: {a: [AS1]}}}
assertions: {asrt_a: {control: CTRL-01, type: file_exists, params: {file: x}}, asrt_b: {assumption: AS1, type: file_exists, params: {file: x}}}
`);
  it('is the thing itself, or the assets that it is to protect, on either side', () => {
    const drawn = drawnThings([parse('title: none'), model]);
    assert.deepEqual(Object.fromEntries(['T1', 'A1', 'CTRL-01', 'asrt_a', 'asrt_b', 'AS1', 'm', 'CMP9'].map((id) => [id, drawn(id)])), { T1: ['T1'], A1: ['A1'], 'CTRL-01': ['A1', 'A2'], asrt_a: ['A1', 'A2'], asrt_b: ['A2'], AS1: ['A2'], m: [], CMP9: [] });
  });
});
