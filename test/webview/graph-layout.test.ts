/** The layout of the graph: nothing covers another, the same input gives the same layout, and what is there stays when something comes or goes. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { memoryOf, nowhere, overlaps, type GraphLayout, type LayoutInput, type LayoutMemory } from '../../webview/screens/graph/layout/graph-layout.ts';
import { lanes } from '../../webview/screens/graph/layout/boxes.ts';
import { layOut } from '../../webview/screens/graph/layout/lay-out.ts';
import { layersOf } from '../../webview/screens/graph/layout/flow-order.ts';
import { runs } from '../runs.ts';

const usual = runs(150);
const names = (prefix: string, count: number): string[] => Array.from({ length: count }, (_, index) => `${prefix}${index + 1}`);

const input: fc.Arbitrary<LayoutInput> = fc.tuple(fc.nat(7), fc.nat(24), fc.nat(30), fc.nat(6)).chain(([regions, components, connections, attackers]) => {
  const [regionIds, componentIds] = [names('TB', regions), names('CMP', components)];
  const someRegion = regions === 0 ? fc.constant(nowhere) : fc.constantFrom(...regionIds, nowhere);
  return fc.record({
    regions: fc.tuple(...regionIds.map((id) => fc.record({ id: fc.constant(id), attackers: fc.subarray(names('T', attackers)), entered: fc.boolean() }, { noNullPrototype: true }))),
    components: fc.tuple(...componentIds.map((id) => fc.record({ id: fc.constant(id), region: someRegion, further: fc.constant([] as string[]), assets: fc.nat(7) }, { noNullPrototype: true }))),
    connections: components === 0 ? fc.constant([]) : fc.array(fc.record({ from: fc.constantFrom(...componentIds), to: fc.constantFrom(...componentIds) }, { noNullPrototype: true }), { maxLength: connections }),
    unpositioned: fc.subarray(names('T', attackers), { maxLength: Math.min(1, attackers) }),
    placed: fc.constant({}),
  }, { noNullPrototype: true });
});

function assertSound({ regions, cards, attackers, bounds }: GraphLayout, given: LayoutInput): void {
  assert.deepEqual(cards.map(({ id }) => id).sort(), given.components.map(({ id }) => id).sort());
  assert.equal(attackers.length, given.regions.reduce((sum, one) => sum + one.attackers.length, 0) + given.unpositioned.length);
  for (const one of cards) {
    const { box } = regions.find(({ id }) => id === one.region)!;
    assert.ok(one.x >= box.x && one.y >= box.y && one.x + one.width <= box.x + box.width && one.y + one.height <= box.y + box.height, `${one.id} stands outside of ${one.region}`);
  }
  for (const list of [cards, attackers, regions.map(({ id, footprint }) => ({ id, ...footprint }))]) {
    list.forEach((one, index) => {
      for (const other of list.slice(index + 1)) assert.ok(!overlaps(one, other), `${one.id} covers ${other.id}`);
      assert.ok(one.x >= bounds.x && one.y >= bounds.y && one.x + one.width <= bounds.x + bounds.width && one.y + one.height <= bounds.y + bounds.height, `${one.id} is out of bounds`);
      assert.ok([one.x, one.y, one.width, one.height].every(Number.isFinite));
    });
  }
}

const relative = (layout: GraphLayout): LayoutMemory['components'] => memoryOf(layout).components;

describe('a first layout', () => {
  it('covers nothing with another, and draws every component once in its region', () => {
    fc.assert(fc.property(input, (given) => assertSound(layOut(given), given)), usual);
  });
  it('is the same for the same input, and stays the same when it is laid out again', () => {
    fc.assert(fc.property(input, (given) => {
      const first = layOut(given);
      assert.deepEqual(layOut(structuredClone(given)), first);
      assert.deepEqual(layOut(given, memoryOf(first)), first);
    }), usual);
  });
  it('goes from left to right along the arrows, entered regions first', () => {
    const at = (layout: GraphLayout, id: string): number => layout.regions.find((one) => one.id === id)!.box.x;
    const chain = layOut({
      regions: names('TB', 4).map((id) => ({ id, attackers: id === 'TB4' ? ['T1'] : [], entered: id === 'TB4' })),
      components: names('CMP', 24).map((id, index) => ({ id, region: `TB${1 + (index % 4)}`, further: [], assets: 4 })),
      connections: [{ from: 'CMP4', to: 'CMP3' }, { from: 'CMP3', to: 'CMP2' }, { from: 'CMP2', to: 'CMP1' }],
      unpositioned: [],
      placed: {},
    });
    assert.ok(at(chain, 'TB4') <= at(chain, 'TB3') && at(chain, 'TB3') <= at(chain, 'TB2') && at(chain, 'TB2') <= at(chain, 'TB1') && at(chain, 'TB4') < at(chain, 'TB1'));
  });
  it('breaks circles where it may', () => {
    assert.deepEqual(layersOf(3, [[0, 1, 1], [1, 2, 1], [2, 0, 1]], (node) => (node === 1 ? 0 : 1)), [2, 0, 1]);
    assert.deepEqual(layersOf(2, [[0, 1, 1], [1, 0, 3]], () => 0), [1, 0]);
    assert.deepEqual(layersOf(2, [[0, 0, 1]], () => 0), [0, 0]);
  });
});

describe('what is there stays', () => {
  const pickOf = <T>(list: readonly T[], pick: number): T | undefined => list[pick % Math.max(list.length, 1)];

  it('when a component goes, no card and no region moves, unless the shorter wall gives its attackers another lane', () => {
    fc.assert(fc.property(input, fc.nat(), (given, pick) => {
      const first = layOut(given);
      const gone = pickOf(given.components, pick);
      if (!gone) return;
      const less = { ...given, components: given.components.filter((one) => one !== gone), connections: given.connections.filter(({ from, to }) => from !== gone.id && to !== gone.id) };
      const second = layOut(less, memoryOf(first));
      assertSound(second, less);
      const lanesOf = ({ regions }: GraphLayout): number[] => given.regions.map(({ id, attackers }) => lanes(regions.find((one) => one.id === id)!.box.height, attackers.length).columns);
      fc.pre(lanesOf(first).join() === lanesOf(second).join());
      for (const one of second.cards) assert.deepEqual(one, first.cards.find(({ id }) => id === one.id));
    }), usual);
  });
  it('when a component comes, no other card moves in its region, and regions only to the right and down', () => {
    fc.assert(fc.property(input, fc.nat(), fc.nat(7), (given, pick, assets) => {
      const first = layOut(given);
      const region = pickOf(given.regions, pick)?.id ?? nowhere;
      const more: LayoutInput = { ...given, components: [...given.components, { id: 'CMP99', region, further: [], assets }], connections: [...given.connections, ...given.components.slice(0, 1).map(({ id }) => ({ from: id, to: 'CMP99' }))] };
      const second = layOut(more, memoryOf(first));
      assertSound(second, more);
      const [before, after] = [relative(first), relative(second)];
      for (const { id } of given.components) assert.deepEqual(after[id], before[id]);
      for (const { id, origin } of first.regions) {
        const now = second.regions.find((one) => one.id === id)!.origin;
        assert.ok(now.x >= origin.x && now.y >= origin.y, `${id} moved back`);
        if (id === region && !first.regions.some((other) => other.id !== id && other.footprint.x + other.footprint.y < origin.x + origin.y)) assert.deepEqual(now, origin);
      }
    }), usual);
  });
  it('when a connection comes or goes nothing moves at all', () => {
    fc.assert(fc.property(input, (given) => {
      const first = layOut(given);
      assert.deepEqual(layOut({ ...given, connections: [] }, memoryOf(first)), first);
    }), usual);
  });
  it('when a card grows, those below it in its column make room, and nothing else in its region moves', () => {
    fc.assert(fc.property(input, fc.nat(), (given, pick) => {
      const first = layOut(given);
      const grown = pickOf(given.components, pick);
      if (!grown) return;
      const more = { ...given, components: given.components.map((one) => (one === grown ? { ...one, assets: 7 } : one)) };
      const second = layOut(more, memoryOf(first));
      assertSound(second, more);
      const [before, after] = [relative(first), relative(second)];
      for (const { id, region } of given.components) {
        if (region !== grown.region || before[id]!.x !== before[grown.id]!.x || before[id]!.y < before[grown.id]!.y) assert.deepEqual(after[id], before[id]);
        else assert.ok(after[id]!.y >= before[id]!.y && after[id]!.x === before[id]!.x);
      }
    }), usual);
  });
  it('when a boundary comes, nothing moves', () => {
    fc.assert(fc.property(input, (given) => {
      const first = layOut(given);
      const more = { ...given, regions: [...given.regions, { id: 'TB99', attackers: ['T1'], entered: true }] };
      if (first.regions.length === 0) return;
      const second = layOut(more, memoryOf(first));
      assertSound(second, more);
      for (const one of first.regions) assert.deepEqual(second.regions.find(({ id }) => id === one.id), one);
    }), usual);
  });
  it('what a person placed stands exactly there, and what it covers makes room', () => {
    fc.assert(fc.property(input, fc.nat(), fc.integer({ min: -400, max: 900 }), fc.integer({ min: -400, max: 900 }), (given, pick, x, y) => {
      const first = layOut(given);
      const [moved, region] = [pickOf(given.components, pick), pickOf(given.regions, pick)];
      if (!moved) return;
      const placed = { [moved.id]: { x, y }, ...(region ? { [region.id]: { x: y, y: x } } : {}) };
      const second = layOut({ ...given, placed }, memoryOf(first));
      assertSound(second, given);
      assert.deepEqual({ x: relative(second)[moved.id]!.x, y: relative(second)[moved.id]!.y }, { x, y });
      if (region) assert.deepEqual(second.regions.find(({ id }) => id === region.id)!.origin, { x: y, y: x });
    }), usual);
  });
});

describe('two thousand nodes', () => {
  it('are laid out soundly', () => {
    const given: LayoutInput = {
      regions: names('TB', 60).map((id, index) => ({ id, attackers: index % 3 === 0 ? [`T${index}`, `T${index + 1}`] : [], entered: index % 3 === 0 })),
      components: names('CMP', 1200).map((id, index) => ({ id, region: `TB${1 + ((index * 7) % 60)}`, further: [], assets: index % 4 })),
      connections: Array.from({ length: 2400 }, (_, index) => ({ from: `CMP${1 + ((index * 13) % 1200)}`, to: `CMP${1 + ((index * 29 + (index % 5)) % 1200)}` })),
      unpositioned: ['T99'],
      placed: {},
    };
    const began = performance.now();
    const layout = layOut(given);
    console.log(`2,000 nodes: ${Math.round(performance.now() - began)} ms, ${Math.round(layout.bounds.width)} x ${Math.round(layout.bounds.height)}`);
    assertSound(layout, given);
  });
});
