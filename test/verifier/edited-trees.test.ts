/** A file that was edited is read exactly as if it were seen for the first time. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { nodeGrammars } from '../../src/verifier/grammar-files.ts';
import { languageOfFile, languages } from '../../src/verifier/languages/all.ts';
import { loweringParser } from '../../src/verifier/syntax/parser.ts';
import { runs } from '../runs.ts';

const root = join(import.meta.dirname, '..', '..');
const sample = (path: string): string => readFileSync(join(root, path), 'utf8');
/** A real text for each language that the repository has one of; the others are edited as prose, which is all errors. */
const texts: Readonly<Record<string, string>> = {
  python: sample('test/sample/upload.py'),
  javascript: sample('test/run.mjs'),
  typescript: sample('src/verifier/pool-worker.ts'),
  tsx: sample('test/sample/web/upload-form.ts'),
};
const pieces = ['', 'x', '(', ')', '{', '}', '\n', '\n\n', '"', "'", '`', '/*', '//', '# ', ' ', '    ', 'if False:\n', 'if (false) ', 'return 1;\n', 'é', '😀', '😁', 'f(x)', ' => ', '=', 'class A', 'def f():\n    pass\n', 'function f() {}\n'];

/** Gives the text after an edit. */
type Change = (text: string) => string;

const place = fc.double({ min: 0, max: 0.999, noNaN: true });
/** Mostly breaks the text. */
const anyChange: fc.Arbitrary<Change> = fc.record({ at: place, gone: fc.nat(12), piece: fc.constantFrom(...pieces) }).map(({ at, gone, piece }) => (text) => {
  const start = Math.floor(at * text.length);
  return text.slice(0, start) + piece + text.slice(start + gone);
});
/** Leaves the text whole: a number or a name gets longer, an empty line or a line of blanks comes or goes. */
const harmlessChange: fc.Arbitrary<Change> = fc.record({ at: place, what: fc.constantFrom(/\d/g, /[a-z]_/g, /[a-z](?=\()/g, /\n\n/g) }).map(({ at, what }) => (text) => {
  const places = [...text.matchAll(what)];
  const found = places[Math.floor(at * places.length)];
  if (!found) return text;
  const end = found.index + found[0].length;
  return text.slice(0, end) + (found[0].startsWith('\n') ? '\n' : (found[0].at(-1) ?? '')) + text.slice(end);
});
const change = fc.oneof({ weight: 1, arbitrary: anyChange }, { weight: 4, arbitrary: harmlessChange });

describe('an edited file is read as a new one', () => {
  for (const language of languages.filter(({ id }) => id in texts)) {
    it(language.title, async () => {
      const kept = loweringParser(nodeGrammars());
      const afresh = loweringParser(nodeGrammars());
      let number = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
          const file = `edited${number++}`;
          let text = texts[language.id]!;
          await kept.lowered(text, language, file);
          for (const [step, edited] of changes.entries()) {
            text = edited(text);
            assert.deepEqual(await kept.lowered(text, language, file), await afresh.lowered(text, language, `${file}.${step}`));
          }
        }),
        { ...runs(12), seed: 20 },
      );
    });
  }

  it('text that is typed and deleted again gives what was there', async () => {
    const parse = loweringParser(nodeGrammars());
    const python = languageOfFile('a.py')!;
    const text = texts.python!;
    const first = await parse.lowered(text, python, 'a.py');
    for (let length = 1; length <= 20; length++) await parse.lowered(`${text.slice(0, 400)}${'if x: y(😀)\n'.repeat(2).slice(0, length)}${text.slice(400)}`, python, 'a.py');
    assert.deepEqual(await parse.lowered(text, python, 'a.py'), first);
  });
});
