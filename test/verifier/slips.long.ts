/**
 * One slip at a time in sound files: a line gone, there twice, further in or out, a mark or a word gone. What the language takes is never
 * refused, and of what it refuses the verifier notices nearly all. JavaScript is asked of this Node; Python, Ruby and Go need `python3`,
 * `ruby` and `gofmt`.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, it } from 'node:test';
import vm from 'node:vm';
import { nodeGrammars } from '../../src/verifier/grammar-files.ts';
import { languageOfFile } from '../../src/verifier/languages/all.ts';
import { loweringParser } from '../../src/verifier/syntax/parser.ts';
import { randomOf, type Random } from '../truth/mutants/random.ts';

const folder = mkdtempSync(join(tmpdir(), 'mipiti-slips-'));
after(() => rmSync(folder, { recursive: true, force: true }));

interface Asked {
  readonly name: string;
  readonly ending: string;
  readonly root: () => string;
  readonly takes: (text: string) => boolean;
  /** The share of refused files that may pass unnoticed: what no syntax tree tells, such as a broken regular expression. */
  readonly unnoticed: number;
  /** A line that is gone or moved is always noticed. */
  readonly everyLine?: boolean;
}

function said(program: string, ...args: readonly string[]): string {
  const { stdout, stderr, status } = spawnSync(program, args, { encoding: 'utf8' });
  assert.equal(status, 0, `${program} cannot be asked: ${stderr}`);
  return stdout.trim();
}

const byProgram = (ending: string, program: string, ...args: readonly string[]) => (text: string): boolean => {
  const file = join(folder, `slip${ending}`);
  writeFileSync(file, text);
  const { status, error } = spawnSync(program, [...args, file], { stdio: 'ignore' });
  if (error) throw error;
  return status === 0;
};

function asScript(text: string): boolean {
  try {
    new vm.Script(`(function (exports, require, module) {${text.replace(/^#!.*/, '')}\n})`);
    return true;
  } catch {
    return false;
  }
}

/** Itself, not what stands before it and looks for it at each call. */
const python = said('python3', '-c', 'import sys; print(sys.executable)');

const languages: readonly Asked[] = [
  { name: 'JavaScript', ending: '.js', root: () => join(import.meta.dirname, '..', '..', 'node_modules', 'eslint', 'lib'), takes: asScript, unnoticed: 0.06 },
  { name: 'Python', ending: '.py', root: () => said(python, '-c', `import sysconfig; print(sysconfig.get_paths()['stdlib'])`), takes: byProgram('.py', python, '-W', 'ignore', '-c', 'import ast, sys; ast.parse(open(sys.argv[1], encoding="utf8").read())'), unnoticed: 0.03, everyLine: true },
  { name: 'Ruby', ending: '.rb', root: () => said('ruby', '-e', `puts RbConfig::CONFIG['rubylibdir']`), takes: byProgram('.rb', 'ruby', '-c'), unnoticed: 0.08 },
  { name: 'Go', ending: '.go', root: () => join(said('go', 'env', 'GOROOT'), 'src', 'net'), takes: byProgram('.go', 'gofmt', '-e'), unnoticed: 0.05 },
];

function slip(text: string, random: Random): readonly [string, string] {
  const lines = text.split('\n');
  const at = random.below(lines.length);
  const how = random.below(6);
  if (how === 0) return [`line ${at + 1} gone`, lines.toSpliced(at, 1).join('\n')];
  if (how === 1) return [`line ${at + 1} twice`, lines.toSpliced(at, 0, lines[at]!).join('\n')];
  if (how === 2) return [`line ${at + 1} further in`, lines.with(at, `  ${lines[at]!}`).join('\n')];
  if (how === 3) return [`line ${at + 1} further out`, lines.with(at, lines[at]!.replace(/^[ \t]/, '')).join('\n')];
  const [found] = random.some([...text.matchAll(how === 4 ? /[()[\]{};,.:=+'"`]/g : /\b[A-Za-z_]\w*\b/g)], 1);
  return found ? [`${found[0]} gone from line ${text.slice(0, found.index).split('\n').length}`, text.slice(0, found.index) + text.slice(found.index + found[0].length)] : ['whole', text];
}

for (const { name, ending, root, takes, unnoticed, everyLine = false } of languages) {
  it(`${name} and the verifier refuse the same files`, async () => {
    const seed = Number(process.env.MIPITI_SEED ?? Date.now() % 1_000_000);
    const random = randomOf(seed);
    const parser = loweringParser(nodeGrammars());
    const language = languageOfFile(`slip${ending}`)!;
    const from = root();
    const files = readdirSync(from, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith(ending) && !/testdata|(^|\/)(test|tests|site-packages|lib2to3|idle_test)\//.test(file));
    const counts = { taken: 0, refused: 0 };
    const wronglyRefused: string[] = [];
    const missed: string[] = [];
    for (const file of random.some(files, 400)) {
      const text = readFileSync(join(from, file), 'utf8');
      if (text.length > 60_000 || !takes(text)) continue;
      for (const [what, version] of [['whole', text] as const, slip(text, random), slip(text, random), slip(text, random)]) {
        const isSound = takes(version);
        const { errors } = await parser.lowered(version, language, file);
        counts[isSound ? 'taken' : 'refused']++;
        if (isSound && errors.length > 0) wronglyRefused.push(`${file}: ${what}`);
        if (!isSound && errors.length === 0) missed.push(`${file}: ${what}`);
      }
    }
    console.log(`${name}, seed ${seed}: ${counts.taken} taken, ${wronglyRefused.length} of them not by us; ${counts.refused} refused, ${missed.length} of them not by us\n${missed.join('\n')}`);
    assert.deepEqual(wronglyRefused, []);
    if (everyLine) assert.deepEqual(missed.filter((one) => one.includes(': line ')), []);
    assert.ok(counts.refused > 150 && missed.length <= counts.refused * unnoticed, `${missed.length} of ${counts.refused} refused files passed unnoticed`);
  });
}
