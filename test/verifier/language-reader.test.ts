/** What a reader remembers: claims that come one after the other on one file share one reading of it. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { nodeGrammars } from '../../src/verifier/grammar-files.ts';
import { languageReader } from '../../src/verifier/language-reader.ts';
import type { SourceText } from '../../src/verifier/sources.ts';

const source = (file: string, text: string): SourceText => ({ ok: true, file, text, sha256: createHash('sha256').update(text).digest('hex') });
const small = (number: number): SourceText => source(`${number}.js`, `function pay${number}() { audit(); }\n`);

describe('a reader', () => {
  it('remembers the last file however large it is, and forgets it for the next', async () => {
    const reader = languageReader(nodeGrammars());
    const large = source('large.js', `function pay() { audit(); }\n${'// A line that says nothing.\n'.repeat(20_000)}`);
    const first = await reader.read(large);
    assert.equal(await reader.read(large), first);
    await reader.read(small(1));
    assert.notEqual(await reader.read(large), first);
  });
  it('remembers the files read lately', async () => {
    const reader = languageReader(nodeGrammars());
    const read = await Promise.all(Array.from({ length: 20 }, (_, number) => reader.read(small(number))));
    for (const [number, before] of read.entries()) assert.equal(await reader.read(small(number)), before, `${number}.js was read again`);
  });
});
