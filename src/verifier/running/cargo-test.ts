/**
 * `cargo test`. On a stable compiler its harness has no report but text, among which tests may print. So it is asked for
 * its tests first, without running any, and then each of them must have exactly one line, and the summary the same counts.
 */
import { existsSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { TestCase, TestStatus } from '../test-runner.ts';
import { firstLine, type Place, type PlacedFile, type Reading, type RunnerDefinition, type StepOutput } from './definition.ts';

export const cargoTest: RunnerDefinition = {
  id: 'cargo',
  async prepare(place) {
    const version = /^cargo (\S+)/.exec((await place.ask('cargo', ['--version'])) ?? '')?.[1];
    if (version === undefined) return { ok: false, reason: 'no_runner', details: 'cargo is not installed.' };
    const targets = new Map<string, PlacedFile[]>();
    for (const file of place.files) {
      const target = targetOf(file, place);
      if (target === undefined) return { ok: false, reason: 'no_runner', details: `Which target of cargo ${file.file} belongs to cannot be told: it is neither below src nor right in tests.` };
      targets.set(target.join(' '), [...(targets.get(target.join(' ')) ?? []), file]);
    }
    const steps = [...targets].flatMap(([target, files]) => {
      const words = ['test', '--color', 'never', '--manifest-path', join(place.folder, 'Cargo.toml'), ...target.split(' '), '--'];
      return [
        { program: 'cargo', words: [...words, '--list', '--format', 'terse'], reports: true, files },
        // With one thread a line is begun before its test and ended after it, with all between that the test prints.
        { program: 'cargo', words: [...words, '--test-threads', '2', '--color', 'never'], reports: true, files },
      ];
    });
    return { ok: true, runner: `cargo ${version}`, steps };
  },
  read({ steps, place }) {
    const cases: TestCase[] = [];
    const broken: { files: readonly string[]; because: string }[] = [];
    for (let index = 0; index < steps.length; index += 2) {
      const [list, run] = [steps[index]!, steps[index + 1]];
      const files = list.step.files ?? [];
      if (list.code !== 0) {
        broken.push({ files: files.map(({ file }) => file), because: 'it could not be compiled' });
        continue;
      }
      const read = run === undefined ? ({ ok: false, because: 'it does not end' } as const) : readHarness(list.output, run);
      if (!read.ok) return read;
      for (const one of read.cases) {
        const path = one.paths[0] ?? [];
        cases.push({ ...one, files: files.filter((file) => isBelow(path, moduleOf(file, place))).map(({ file }) => file) });
      }
    }
    return { ok: true, cases, broken };
  },
};

/** What names the target that a file is compiled into. */
function targetOf(file: PlacedFile, place: Pick<Place, 'folder'>): readonly string[] | undefined {
  const parts = partsOf(file, place);
  const single = /^([\w-]+)(?:\.rs|\/main\.rs)$/.exec(parts.slice(1).join('/'))?.[1];
  if (parts[0] === 'tests') return single === undefined ? undefined : ['--test', single];
  if (parts[0] !== 'src') return undefined;
  const program = parts[1] === 'bin' ? /^([\w-]+)(?:\.rs|\/main\.rs)$/.exec(parts.slice(2).join('/'))?.[1] : undefined;
  if (parts[1] === 'bin') return program === undefined ? undefined : ['--bin', program];
  return parts[1] !== 'main.rs' && existsSync(join(place.folder, 'src', 'lib.rs')) ? ['--lib'] : ['--bins'];
}

function partsOf({ path }: PlacedFile, { folder }: Pick<Place, 'folder'>): readonly string[] {
  return relative(folder, path).split(sep);
}

/** The module that a file of `src` is, by the rules for files; the root of a target is no module. */
function moduleOf(file: PlacedFile, place: Pick<Place, 'folder'>): readonly string[] {
  const parts = partsOf(file, place);
  if (parts[0] !== 'src' || parts[1] === 'bin') return [];
  const path = parts.slice(1).map((part) => part.replace(/\.rs$/, ''));
  if (path.at(-1) === 'mod') path.pop();
  return path.length === 1 && (path[0] === 'lib' || path[0] === 'main') ? [] : path;
}

function isBelow(path: readonly string[], module: readonly string[]): boolean {
  return module.every((name, index) => path[index] === name);
}

/** The cases of one target, or why its text cannot be trusted. Files are left to the caller. */
function readHarness(list: string, { output, code }: StepOutput): Reading {
  const listed = list.split(/\r?\n/).flatMap((line) => /^(\S.*): test$/.exec(line)?.slice(1) ?? []);
  const lines = output.split(/\r?\n/);
  const found = new Map<string, { readonly status: TestStatus; readonly because?: string }[]>();
  for (const line of lines) {
    const match = /^test (\S.*?)(?: - should panic(?: with `.*`)?)? \.\.\. (ok|FAILED|ignored)(?:, (.*))?$/.exec(line);
    if (!match) continue;
    const [, name = '', word, why] = match;
    const status = word === 'ok' ? 'passed' : word === 'FAILED' ? 'failed' : 'skipped';
    found.set(name, [...(found.get(name) ?? []), { status, ...(why === undefined ? {} : { because: why }) }]);
  }
  const cases: TestCase[] = [];
  for (const name of listed) {
    const told = found.get(name) ?? [];
    if (told.length > 1) return { ok: false, because: `it has ${told.length} lines on ${name}, so some test prints lines that look like a report` };
    const [one] = told;
    if (!one) return { ok: false, because: `it has no line on ${name}` };
    cases.push({ files: [], certain: false, paths: [name.split('::')], status: one.status, because: one.because ?? (one.status === 'skipped' ? 'ignored' : messageOf(name, lines)) });
  }
  const summaries = lines.flatMap((line) => /^test result: (ok|FAILED)\. (\d+) passed; (\d+) failed; (\d+) ignored;/.exec(line) ?? []);
  const count = (status: TestStatus): string => String(cases.filter((one) => one.status === status).length);
  if (summaries.length !== 5) return { ok: false, because: summaries.length === 0 ? 'it has no summary' : 'it has more than one summary' };
  const [, result, passed, failed, ignored] = summaries;
  if (passed !== count('passed') || failed !== count('failed') || ignored !== count('skipped')) return { ok: false, because: 'its summary counts other tests than it lists' };
  if ((result === 'ok') !== (code === 0)) return { ok: false, because: 'cargo ended otherwise than its summary says' };
  return { ok: true, cases: cases.map(({ because, ...one }) => (one.status === 'passed' || because === undefined || because === '' ? one : { ...one, because })), broken: [] };
}

/** What a failing test said, from the part about failures. */
function messageOf(name: string, lines: readonly string[]): string {
  const start = lines.indexOf(`---- ${name} stdout ----`);
  if (start < 0) return '';
  return firstLine(lines.slice(start + 1, start + 8).filter((line) => !/^\s*$|^thread '/.test(line)).join('\n'));
}
