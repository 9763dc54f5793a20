/** Tidying changes the look of a file and never what it says. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseModel } from '../../src/model/parse.ts';
import { applyEdits } from '../../src/model/text-edit.ts';
import { formatEdits, sortEdits } from '../../src/model/tidy.ts';
import { samples } from './samples.ts';

const formatted = (text: string): string => applyEdits(text, formatEdits(parseModel(text)));
const sorted = (text: string): string => applyEdits(text, sortEdits(parseModel(text)));
const head = 'schema: 1\nid: m\ntitle: M\n';

describe('formatting', () => {
  it('takes away blanks at the ends of lines and doubled empty lines, and ends the file', () => {
    assert.equal(formatted('schema: 1  \nid: m\t\n\n\n\ntitle: M'), 'schema: 1\nid: m\n\ntitle: M\n');
  });
  it('keeps the line ends of the file', () => {
    assert.equal(formatted('schema: 1 \r\nid: m\r\n\r\n\r\ntitle: M'), 'schema: 1\r\nid: m\r\n\r\ntitle: M\r\n');
  });
  it('leaves texts over several lines alone, where blanks mean something', () => {
    const text = `${head}description: |\n  one  \n\n\n  two\nassets:\n  A1: {name: "a  \n\n\n    b", properties: [C]}\n`;
    assert.equal(formatted(text), text);
  });
  it('has nothing to do twice', () => {
    for (const [name, text] of Object.entries(samples)) {
      const once = formatted(text);
      assert.equal(formatted(once), once, name);
    }
  });
});

describe('sorting', () => {
  it('orders entities by prefix and number, each with the comments right above it', () => {
    assert.equal(
      sorted(`${head}assets:\n  # ten\n  A10: {name: ten, properties: [C]}\n  A2:\n    name: two\n    properties: [I]\n\n  A1: {name: one, properties: [A]} # first\nattackers: {}\n`),
      `${head}assets:\n  A1: {name: one, properties: [A]} # first\n  A2:\n    name: two\n    properties: [I]\n\n  # ten\n  A10: {name: ten, properties: [C]}\nattackers: {}\n`,
    );
  });
  it('sorts a section at the end of a file that has no final line break', () => {
    assert.equal(sorted(`${head}assets:\n  A2: {name: two, properties: [C]}\n  A1: {name: one, properties: [C]}`), `${head}assets:\n  A1: {name: one, properties: [C]}\n  A2: {name: two, properties: [C]}`);
  });
  it('leaves what is sorted, what is on one line, and what is broken', () => {
    for (const text of [`${head}assets:\n  A1: {name: one}\n  A2: {name: two}\n`, `${head}assets: {A2: {name: two}, A1: {name: one}}\n`, `${head}assets:\n  A2: {name: two\n  A1: {name: one}\n`]) assert.equal(sorted(text), text);
  });
  it('says the same afterwards for every sample', () => {
    for (const text of Object.values(samples)) {
      const after = sorted(text);
      assert.deepEqual(parseModel(after).model, parseModel(text).model);
      assert.deepEqual(after.split('\n').sort(), text.split('\n').sort());
    }
  });
});
