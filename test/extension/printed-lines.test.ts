/** What runners print is shown line by line, and steers no terminal. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { printedLines } from '../../src/extension/printed-lines.ts';

it('shows whole lines, without what would steer a terminal', () => {
  const lines: string[] = [];
  const { hear, end } = printedLines((line) => lines.push(line));
  hear('one\ntw');
  hear('o\r\n\u001B[31mred\u001B[0m\n\u001B]52;c;aGVsbG8=\u0007copied\nlast');
  assert.deepEqual(lines, ['one', 'two', 'red', '\uFFFD]52;c;aGVsbG8=\uFFFDcopied']);
  end();
  end();
  assert.deepEqual(lines.slice(4), ['last']);
  hear(`${'x'.repeat(5000)}\n`);
  assert.equal(lines[5]?.length, 2000);
  hear('safe\u202Eexe.txt\n');
  assert.equal(lines[6], 'safe\uFFFDexe.txt', 'nor turns the direction of what follows');
});
