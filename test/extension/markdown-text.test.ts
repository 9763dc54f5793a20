/** Text of a workspace in hovers: lines break between words, and nothing else of what keeps it text changes. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { letLinesBreak } from '../../src/extension/markdown-text.ts';

it('lets lines break at spaces, makes no block of code, and leaves every escape', () => {
  assert.equal(letLinesBreak({ value: 'CTRL\\-01&nbsp;Scan&nbsp;uploads' }).value, 'CTRL\\-01 Scan uploads');
  assert.equal(letLinesBreak({ value: 'one\n\n&nbsp;&nbsp;&nbsp;&nbsp;two' }).value, 'one\n\n two');
  assert.equal(letLinesBreak({ value: '\\[a\\](command:x) &lt;img&gt;' }).value, '\\[a\\](command:x) &lt;img&gt;');
});
