/** A text that is read with the help of an earlier reading is read the same as without: every value, problem and place of it. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isMap, isPair, isScalar, isSeq } from 'yaml';
import { outlineOf } from '../../src/model/outline.ts';
import { parseModel, type ParsedModel } from '../../src/model/parse.ts';
import { plainOf } from '../../src/model/plain.ts';
import { generatedModel } from '../bench/generated-model.ts';
import { runs } from '../runs.ts';
import { samples } from './samples.ts';

/** All that a reading says, with the place of every node. */
function everythingOf(parsed: ParsedModel): unknown {
  const places: unknown[] = [];
  const visit = (node: unknown): void => {
    if (isPair(node)) {
      visit(node.key);
      visit(node.value);
    } else if (isMap(node) || isSeq(node)) {
      places.push(node.range?.slice(0, 2), node.flow ?? false);
      for (const item of node.items) visit(item);
    } else if (isScalar(node)) places.push([node.range?.slice(0, 2), node.value, node.type]);
  };
  visit(parsed.document.contents);
  const { model, problems, usable, source } = parsed;
  return { model: JSON.stringify(model), problems, usable, text: source.text, places, plain: JSON.stringify(plainOf(parsed.document, [])), outline: outlineOf(parsed) };
}

const block = `schema: 1
id: m   # a remark
title: "Two
  lines"
# above the boundaries
boundaries:
  # the first
  TB1: {name: edge}

  TB2:
    name: inside
    description: |
      Some text.

      # no remark
  # behind the last
assets:
  A1:
    name: files
    properties: [C, I]
    components:
      - CMP1
      - CMP2
  A2: {name: "quoted # text", properties: [
      C], components: []}
components:
  CMP1: {name: api}
  CMP2: {name: store}
attackers: {T1: {capability: reads, boundaries: [TB1]}}
controls:
  CTRL-1:
    description: >-
      Folded
      text.
    mitigates: [{asset: A1, attackers: [T1]}]
    clauses: {done: {shows: it is done}}
assertions:
  asrt_a: {control: CTRL-1, type: file_exists, params: {file: a}, covers: [done]}
  asrt_b: {control: CTRL-9, type: file_exists, params: {file: b}}
`;
const texts = [...Object.values(samples), block, block.replaceAll('\n', '\r\n'), block.trimEnd(), generatedModel({ assets: 3, attackers: 2, controls: 3, assertions: 4 })];
const scraps = ['', ' ', '  ', '\n', '\n\n', ':', ': ', '#', ' #', '# remark\n', '- ', '"', "'", '{', '}', '[', ']', ',', '|', '|\n', '>-\n', '?', '? ', '&a ', '*a', '!t ', '---\n', '...\n', '%', '\t', '\r', '\r\n', 'x', 'A1', 'A7: {name: x}\n', '  A8: {name: y, properties: [C]}\n', '  A8:\n', 'assets:\n', 'title: T\n', 'T1: ', '__proto__: 1\n', '\uFEFF', '~', '<<: 1\n'];

interface Edit {
  readonly at: number;
  readonly length: number;
  readonly text: string;
  readonly lines: boolean;
}
const anyEdit: fc.Arbitrary<Edit> = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), length: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 90 })), text: fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...scraps) }, fc.string({ maxLength: 5 })), lines: fc.boolean() });

/** Whole lines are taken and given as often as parts of them. */
function edited(text: string, { at, length, text: added, lines }: Edit): string {
  let start = Math.floor(at * text.length);
  let end = Math.min(text.length, start + length);
  if (lines) {
    start = text.lastIndexOf('\n', start - 1) + 1;
    end = length === 0 ? start : text.indexOf('\n', Math.max(end - 1, 0)) + 1 || text.length;
  }
  return text.slice(0, start) + added + text.slice(Math.max(start, end));
}

describe('reading an edited model', () => {
  it('gives what reading it anew gives, edit after edit', () => {
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.array(anyEdit, { minLength: 1, maxLength: 5 }), (first, edits) => {
        let before = parseModel(first);
        for (const edit of edits) {
          const text = edited(before.source.text, edit);
          const now = parseModel(text, before);
          assert.deepEqual(everythingOf(now), everythingOf(parseModel(text)));
          before = now;
        }
      }),
      runs(400),
    );
  });

  it('keeps the objects of what was not touched, and reads none of it again', () => {
    const before = parseModel(block);
    const now = parseModel(block.replace('name: files', 'name: all the files'), before);
    assert.equal(now.model.assets.A1?.name, 'all the files');
    assert.equal(now.model.assets.A2, before.model.assets.A2);
    assert.equal(now.model.controls, before.model.controls);
    assert.equal(parseModel(`${block}# a remark\n`, now).model.assets.A2, before.model.assets.A2);
    assert.equal(parseModel(block.replace('  # the first\n', ''), before).model, before.model, 'a remark changes no model');
  });

  it('never changes the reading that it is helped by', () => {
    const before = parseModel(block);
    const then = everythingOf(before);
    parseModel(block.replace('TB1: {name: edge}', 'TB1: {name: edge, wrong: 1}\n  TB7: {}'), before);
    assert.deepEqual(everythingOf(before), then);
  });
});
