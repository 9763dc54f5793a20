import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { verdictOn } from './in-memory.ts';
import { claimOf, traps } from './traps.ts';

describe('traps', () => {
  for (const { file, claim, expected, code, why, strength } of traps) {
    it(`${file.split('.')[1]}: ${claim} is ${expected}: ${why}`, async () => {
      const verdict = await verdictOn(claimOf(claim, file), { [file]: code });
      assert.equal(verdict.verdict, expected, `${verdict.details}\n${code}`);
      if (strength !== undefined) assert.equal(verdict.strength, strength, code);
      assert.ok(verdict.details.length > 10, 'a verdict is a sentence');
      assert.ok(verdict.restsOn.some((foundation) => foundation.file === file), 'a verdict names what it rests on');
      // Comments, blank lines and other line ends change no verdict.
      for (const changed of [`${file.endsWith('.py') ? '#' : '//'} a comment about audit(x)\n${code}`, code.replaceAll('\n', '\r\n'), `\n\n${code}\n`]) {
        assert.equal((await verdictOn(claimOf(claim, file), { [file]: changed })).verdict, expected, JSON.stringify(changed));
      }
    });
  }
  it('half of them are fails or undecidable, so that always passing is no strategy', () => {
    const passes = traps.filter((trap) => trap.expected === 'pass').length;
    assert.ok(passes < traps.length * 0.6 && passes > traps.length * 0.4, `${passes} of ${traps.length}`);
  });
});
