/** Which of many lines are drawn: all that is seen, what must not vanish, and never many more. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { indicesOf, runOf, scrolledTo } from '../../webview/design/lines.ts';
import { runs } from '../runs.ts';

describe('what is drawn', () => {
  it('covers all that is seen, and never more than its slots', () => {
    fc.assert(fc.property(fc.nat(30_000), fc.integer({ min: 1, max: 2000 }), fc.integer({ min: 10, max: 90 }), fc.integer({ min: 1, max: 1000 }), fc.integer({ min: -2, max: 1000 }), (from, room, size, count, besides) => {
      const run = runOf(from, room, size, count);
      const indices = indicesOf(run, [besides, count - 1], count);
      for (let line = Math.floor(from / size); line < Math.min(count, (from + room) / size); line++) assert.ok(indices.includes(line), `${line} is seen`);
      assert.ok(run.end - run.first <= run.slots);
      assert.ok([besides, count - 1].every((index) => index < 0 || index >= count || indices.includes(index)), 'what must not vanish');
      assert.ok(indices.length <= run.slots + 2);
      assert.deepEqual(indices, [...new Set(indices)].sort((a, b) => a - b));
      // Filters may leave fewer lines before it is looked anew.
      assert.ok(indicesOf(run, [besides, count - 1], Math.floor(count / 3)).every((index) => index < Math.floor(count / 3)));
    }), runs(500));
  });
  it('scrolls as little as possible until a line is seen whole', () => {
    fc.assert(fc.property(fc.nat(30_000), fc.integer({ min: 100, max: 2000 }), fc.integer({ min: 10, max: 90 }), fc.nat(1000), (from, room, size, index) => {
      const to = scrolledTo(from, room, size, index);
      assert.ok(to <= index * size && (index + 1) * size <= to + room, 'it is seen');
      if (from <= index * size && (index + 1) * size <= from + room) assert.equal(to, from);
    }), runs(500));
  });
});
