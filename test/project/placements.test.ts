/** Positions that people gave: one line a node, read whatever else stands there, changed without touching another line. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { applyEdits } from '../../src/model/text-edit.ts';
import type { GraphPoint } from '../../src/protocol/screens/graph-screen.ts';
import { placeEdits, placementFileOf, placementsOf, readPlacements } from '../../src/project/screens/placements.ts';
import { runs } from '../runs.ts';

const place = (text: string, changes: Readonly<Record<string, GraphPoint | null>>): string => applyEdits(text, placeEdits(text, changes));
const all = (text: string): Readonly<Record<string, GraphPoint>> => placementsOf(readPlacements(text), () => true);

describe('the file of positions', () => {
  it('stands beside the model', () => {
    assert.equal(placementFileOf('docs/upload.threatmodel.yaml'), 'docs/upload.threatmodel.layout');
    assert.equal(placementFileOf('a.threatmodel.yml'), 'a.threatmodel.layout');
  });
  it('tells what it is when it is begun, and has its lines in the order of identifiers', () => {
    const text = place('', { TB1: { x: 0.4, y: -3 }, CMP10: { x: 10, y: 20 }, CMP2: { x: 1, y: 2 } });
    assert.match(text, /^# Where people placed/);
    assert.deepEqual(text.split('\n').slice(1), ['CMP2 1 2', 'CMP10 10 20', 'TB1 0 -3', '']);
    assert.equal(place(text, { CMP3: { x: 5, y: 5 } }).split('\n')[2], 'CMP3 5 5');
  });
  it('keeps comments, unknown identifiers, bad lines and line ends, and says what is wrong with which line', () => {
    const text = '# mine\r\nCMP1 1 2 # the heart\r\nCMP9 7 7\r\nCMP2 one two\r\nCMP1 3 4\r\nTB1 99999999 0';
    const { problems } = readPlacements(text);
    assert.deepEqual(problems.map(({ line }) => line), [4, 5, 6]);
    assert.ok(problems.every(({ message, remedy }) => message !== '' && /Delete|Write/.test(remedy)));
    assert.deepEqual(placementsOf(readPlacements(text), (id) => id !== 'CMP9'), { CMP1: { x: 1, y: 2 } });
    assert.equal(place(text, { CMP1: { x: -8, y: 0 } }), text.replace('CMP1 1 2', 'CMP1 -8 0'));
    assert.equal(place(text, { TB2: { x: 1, y: 1 } }), text.replace('CMP9 7 7\r\n', 'CMP9 7 7\r\nTB2 1 1\r\n'));
    assert.equal(place(text, { CMP9: null }), text.replace('CMP9 7 7\r\n', ''));
    assert.equal(place('CMP1 1 2', { CMP2: { x: 3, y: 4 } }), 'CMP1 1 2\nCMP2 3 4\n');
  });
  it('placing what is placed there already changes nothing', () => {
    assert.deepEqual(placeEdits('CMP1 1 2\n', { CMP1: { x: 1, y: 2 }, CMP5: null }), []);
  });
  it('on any text says afterwards what was asked, and nothing else is otherwise', () => {
    const ids = fc.constantFrom('CMP1', 'CMP2', 'CMP10', 'TB1', 'TB2', 'TB-Net');
    const point = fc.record({ x: fc.integer({ min: -9999, max: 9999 }), y: fc.integer({ min: -9999, max: 9999 }) }, { noNullPrototype: true });
    const line = fc.oneof(fc.tuple(ids, point).map(([id, { x, y }]) => `${id} ${x} ${y}`), fc.constantFrom('', '# note', 'junk', 'CMP1 2', '  TB1 4 5  # far'), fc.string({ maxLength: 12 }).filter((text) => !/[\r\n\uFEFF]/.test(text)));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), fc.constantFrom('\n', '\r\n'), fc.boolean(), fc.dictionary(ids, fc.option(point), { maxKeys: 4, noNullPrototype: true }), (lines, newline, ends, changes) => {
        const text = lines.join(newline) + (ends ? newline : '');
        const now = place(text, changes);
        const expected = { ...all(text) } as Record<string, GraphPoint>;
        // A line of the same identifier further down counts once the first one goes.
        for (const [id, given] of Object.entries(changes)) {
          if (given) expected[id] = given;
          else if (text.split(/\r\n|\n/).filter((one) => new RegExp(`^\\s*${id}\\s+-?\\d+\\s+-?\\d+\\s*(#|$)`).test(one)).length < 2) delete expected[id];
          else return;
        }
        assert.deepEqual(all(now), expected);
        const others = (one: string): string[] => one.split(/\r\n|\n/).filter((words) => words.trim() !== '' && !Object.keys(changes).some((id) => words.trim().startsWith(`${id} `)) && !words.startsWith('# Where people'));
        assert.deepEqual(others(now), others(text));
      }),
      runs(500),
    );
  });
});
