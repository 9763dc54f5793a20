/** The order of the matrix: filters, sorting and groups lose no cell and invent none; keys lead where they should. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { cellKinds, cellOfNumber, cellReaches, cellTiers, numberOfCell, readCells, writeCells } from '../../src/protocol/screens/matrix-cell.ts';
import type { MatrixScreen } from '../../src/protocol/screens/matrix-screen.ts';
import { arrange, kinds, membersOf, noOptions, seenStatuses, statusOf, summarise, type MatrixOptions } from '../../webview/screens/matrix/arrange.ts';
import { spotAfter } from '../../webview/screens/matrix/moves.ts';
import { runs } from '../runs.ts';

const anyMatrix: fc.Arbitrary<MatrixScreen> = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 8 })).chain(([height, width]) =>
  fc.record({
    assets: fc.array(fc.constantFrom('CMP1', 'CMP2', undefined), { minLength: height, maxLength: height }).map((components) => components.map((component, index) => ({ id: `A${index + 1}`, title: `asset ${index % 3}`, impact: 'high' as const, components: component === undefined ? [] : [component] }))),
    attackers: fc.array(fc.constantFrom('TB1', 'TB2', undefined), { minLength: width, maxLength: width }).map((boundaries) => boundaries.map((boundary, index) => ({ id: `T${index + 1}`, title: `attacker ${index % 2}`, likelihood: 'low' as const, boundaries: boundary === undefined ? [] : [boundary], ...(index % 2 ? { position: 'inside' } : {}) }))),
    cells: fc.uint8Array({ minLength: height * width, maxLength: height * width, max: cellKinds - 1 }).map(writeCells),
    names: fc.constant({ CMP1: 'api', CMP2: 'store', TB1: 'edge', TB2: 'host' }),
  }),
);
const anyOptions: fc.Arbitrary<MatrixOptions> = fc.record({
  rowsBy: fc.constantFrom('none', 'component'),
  columnsBy: fc.constantFrom('none', 'boundary', 'position'),
  sort: fc.constantFrom('identifier', 'name', 'risk'),
  text: fc.constantFrom('', 'asset 1', 'attacker', 'inside', 'CO-A1-T1', 'nothing like it'),
  statuses: fc.subarray([...seenStatuses]),
  tiers: fc.subarray([...cellTiers]),
  reaches: fc.subarray([...cellReaches]),
  folded: fc.subarray(['row:CMP1', 'row:', 'column:boundary:TB1', 'column:position:inside']),
});

describe('a cell', () => {
  it('is the same after it was written and read, and takes one byte of ASCII', () => {
    for (let number = 0; number < cellKinds; number++) assert.equal(numberOfCell(cellOfNumber(number)), number);
    const all = Uint8Array.from({ length: cellKinds }, (_, number) => number);
    assert.deepEqual(readCells(writeCells(all)), all);
    assert.match(writeCells(all), /^[\x20-\x7f]+$/);
  });
  it('that is none counts as unassessed', () => {
    assert.deepEqual([...readCells('é\n')].map((number) => cellOfNumber(number).status), ['unassessed', 'unassessed']);
  });
});

describe('the matrix in order', () => {
  it('shows each row and column that has a cell left, once, and counts what is left', () => {
    fc.assert(fc.property(anyMatrix, anyOptions, (data, options) => {
      const arranged = arrange(data, options);
      const rows = arranged.rows.flatMap((line) => (line.kind === 'group' && !line.folded ? [] : membersOf(line)));
      const columns = arranged.columns.flatMap(membersOf);
      assert.equal(new Set(rows).size, rows.length);
      assert.equal(new Set(columns).size, columns.length);
      assert.deepEqual([rows.length, columns.length], [arranged.shownAssets, arranged.shownAttackers]);
      const left = rows.flatMap((row) => columns.map((column) => arranged.cells[row * data.attackers.length + column]!)).filter((number) => arranged.passing[number]);
      for (const status of seenStatuses) assert.equal(arranged.shown[status], left.filter((number) => statusOf(number) === status).length, status);
      // Nothing is shown that has nothing to show.
      for (const row of rows) assert.ok(columns.some((column) => arranged.passing[arranged.cells[row * data.attackers.length + column]!]));
    }), runs(500));
  });
  it('lets through what the filters say, and all where none is picked', () => {
    fc.assert(fc.property(anyOptions, (options) => {
      const { passing } = arrange({ assets: [], attackers: [], cells: '', names: {} }, options);
      kinds.forEach((kind, number) => {
        const wanted = (options.statuses.length === 0 || options.statuses.includes(statusOf(number))) && (options.tiers.length === 0 || options.tiers.includes(kind.tier)) && (options.reaches.length === 0 || options.reaches.includes(kind.reach));
        assert.equal(passing[number] === 1, wanted);
      });
    }), runs(100));
  });
  it('sums up groups to what stands in them', () => {
    fc.assert(fc.property(anyMatrix, (data) => {
      const arranged = arrange(data, { ...noOptions, rowsBy: 'component', columnsBy: 'boundary' });
      const groups = arranged.rows.filter((line) => line.kind === 'group');
      const sums = { mitigated: 0, at_risk: 0, unassessed: 0 };
      for (const row of groups) for (const { group } of arranged.bands) for (const status of seenStatuses) sums[status] += summarise(arranged, row, group)[status];
      assert.deepEqual(sums, arranged.shown);
    }), runs(200));
  });
  it('puts the gravest open row first', () => {
    const cell = (status: 'at_risk' | 'mitigated_by_controls', tier: 'low' | 'critical'): number => numberOfCell({ status, tier, reach: 'reachable', accepted: false });
    const asset = (id: string) => ({ id, title: id, impact: 'high' as const, components: [] });
    const data: MatrixScreen = { assets: [asset('A1'), asset('A2'), asset('A3')], attackers: [{ id: 'T1', title: 'x', likelihood: 'high', boundaries: [] }], cells: writeCells(Uint8Array.of(cell('mitigated_by_controls', 'critical'), cell('at_risk', 'low'), cell('at_risk', 'critical'))), names: {} };
    assert.deepEqual(arrange(data, { ...noOptions, sort: 'risk' }).rows.map((line) => (line.kind === 'one' ? data.assets[line.index]!.id : '')), ['A3', 'A2', 'A1']);
  });
});

describe('keys in the matrix', () => {
  const data: MatrixScreen = { assets: Array.from({ length: 30 }, (_, n) => ({ id: `A${n + 1}`, title: '', impact: 'high', components: [] })), attackers: Array.from({ length: 6 }, (_, n) => ({ id: `T${n + 1}`, title: '', likelihood: 'high', boundaries: [n < 3 ? 'TB1' : 'TB2'] })), cells: writeCells(new Uint8Array(180)), names: {} };
  const plain = arrange(data, noOptions);
  const after = (key: string, row: number, column: number, ctrlKey = false, arranged = plain) => spotAfter({ key, ctrlKey }, { row, column }, arranged, 10);
  it('move by one, by a page, to the ends, and not beyond', () => {
    assert.deepEqual(after('ArrowDown', 0, 0), { row: 1, column: 0 });
    assert.deepEqual(after('ArrowUp', 0, 2), { row: -1, column: 2 });
    assert.deepEqual(after('ArrowUp', -1, 2), { row: -1, column: 2 });
    assert.deepEqual(after('ArrowLeft', 3, 0), { row: 3, column: -1 });
    assert.deepEqual(after('PageDown', 25, 1), { row: 29, column: 1 });
    assert.deepEqual(after('PageUp', 4, 1), { row: 0, column: 1 });
    assert.deepEqual(after('Home', 4, 3), { row: 4, column: -1 });
    assert.deepEqual(after('End', 4, 3), { row: 4, column: 5 });
    assert.deepEqual(after('Home', 4, 3, true), { row: 0, column: 0 });
    assert.deepEqual(after('End', 4, 3, true), { row: 29, column: 5 });
    assert.equal(after('a', 4, 3), undefined);
  });
  it('go from group to group above the columns', () => {
    const grouped = arrange(data, { ...noOptions, columnsBy: 'boundary' });
    assert.deepEqual(after('ArrowUp', -1, 4, false, grouped), { row: -2, column: 4 });
    assert.deepEqual(after('ArrowRight', -2, 1, false, grouped), { row: -2, column: 3 });
    assert.deepEqual(after('ArrowLeft', -2, 4, false, grouped), { row: -2, column: 2 });
  });
});
