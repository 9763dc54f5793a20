/**
 * Random texts of every kind that the verifier reads, made from the cases, and what must hold for whatever it answers.
 * A language, format or ecosystem is covered as soon as it has a case.
 */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import type { AssertionParameter } from '../../src/verifier/assertion-type.ts';
import { assertionTypes } from '../../src/verifier/catalogue.ts';
import { checkClaim } from '../../src/verifier/check.ts';
import { plainPath } from '../../src/verifier/confinement.ts';
import { nodeGrammars } from '../../src/verifier/grammar-files.ts';
import { languageReader } from '../../src/verifier/language-reader.ts';
import { languageOfFile, languages } from '../../src/verifier/languages/all.ts';
import type { Claim, Verdict } from '../../src/verifier/verdict.ts';
import type { VerdictCase } from './cases/case.ts';
import { memorySources } from './in-memory.ts';

/** A kind of file: its name, and texts that are such files. */
export interface FuzzSubject {
  readonly title: string;
  readonly file: string;
  readonly texts: readonly string[];
  /** Claims that can be made about such a file; `name` is put where a claim has the name of something. */
  readonly claims: readonly ((name: string) => Claim)[];
}

const folder = join(import.meta.dirname, 'cases');
const cases: readonly VerdictCase[] = (await Promise.all(readdirSync(folder).map(async (name) => ((await import(pathToFileURL(join(folder, name)).href)) as { readonly cases?: readonly VerdictCase[] }).cases ?? []))).flat();
const written: readonly { readonly file: string; readonly text: string }[] = cases.flatMap(({ file, source, others }) => [{ file, text: source }, ...Object.entries(others ?? {}).map(([other, text]) => ({ file: other, text }))]);

/** Every type of claim that begins with a file or a glob, filled in with a name wherever it takes something from the text. */
function claimsOf(types: (id: string) => boolean): (file: string) => FuzzSubject['claims'] {
  const asked = assertionTypes.filter(({ id, params }) => types(id) && params.some(({ kind, required }) => required && (kind === 'path' || kind === 'glob')));
  return (file) =>
    asked.map(({ id, params }) => (name: string): Claim => {
      const value = ({ kind, choices, example }: AssertionParameter): unknown => {
        if (kind === 'path' || kind === 'glob') return file;
        if (kind === 'pattern') return name.replace(/\W/g, '.');
        if (kind === 'choice') return choices?.[0];
        return kind === 'flag' ? true : kind === 'texts' || kind === 'structure' ? [name] : kind === 'text' && id === 'dependency_version' && example.startsWith('>') ? '>=1' : name;
      };
      return { type: id, params: Object.fromEntries(params.filter(({ required, kind, name: called }) => required || (kind === 'text' && called === 'name')).map((parameter) => [parameter.name, value(parameter)])), ...(id.startsWith('pattern') ? { requires: 'text' as const } : {}) };
    });
}
const aboutDocuments = /^(config|dependency)_/;
const codeClaims = (file: string): FuzzSubject['claims'] => [
  ...claimsOf((id) => !aboutDocuments.test(id))(file),
  (name) => ({ type: 'function_calls', params: { file, caller: 'pay', callee: name }, requires: 'chained' }),
];
const documentClaims = claimsOf((id) => /^config_/.test(id));
const dependencyClaims = claimsOf((id) => /^dependency_/.test(id));

function textsOf(fits: (file: string) => boolean): readonly string[] {
  return [...new Set(written.filter(({ file, text }) => fits(file) && text.length < 5000).map(({ text }) => text))];
}

const nameOf = (file: string): string => file.slice(file.lastIndexOf('/') + 1);
const named = (types: RegExp): readonly string[] => [...new Set(cases.filter(({ type }) => types.test(type)).flatMap(({ file, others }) => [file, ...Object.keys(others ?? {})]).map(nameOf))].sort();
/** One name for each ending, and every name that stands for itself. */
function kinds(names: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return names.filter((name) => {
    const kind = /^(a|sample|other|main)\./.test(name) ? name.slice(name.indexOf('.')) : name;
    return !seen.has(kind) && Boolean(seen.add(kind));
  });
}

export const fuzzSubjects: readonly FuzzSubject[] = [
  ...languages.map(({ id, extensions }) => {
    const file = `sample${extensions[0] ?? ''}`;
    return { title: id, file, texts: textsOf((one) => languageOfFile(one)?.id === id), claims: codeClaims(file) };
  }),
  ...kinds(named(/^config_/)).map((file) => ({ title: `configuration ${file}`, file, texts: textsOf((one) => nameOf(one) === file), claims: documentClaims(file) })),
  ...kinds(named(/^dependency_/)).map((file) => ({ title: `dependencies ${file}`, file, texts: textsOf((one) => nameOf(one) === file), claims: dependencyClaims(file) })),
];

const marks = ['(', ')', '[', ']', '{', '}', '<', '>', '"', "'", '`', '"""', "'''", '//', '/*', '*/', '#', '\\', '\n', '\r', '\r\n', '\t', '\f', '\u2028', '\uFEFF', '\ud800', '\u0000', ';', ':', ',', '.', '..', '...', '=', '=>', '@', '$', '${', '{{', '<<', '&a', '*a', '---', '-', '!', '?', '?.', '<!--', ']]>', '&x;', '%', '|', '~', '^', 'é', 'ｗ', '𝒙', '\u202e'];

/** A text of the subject that something happened to. */
export function textOf({ texts }: FuzzSubject): fc.Arbitrary<string> {
  const words = [...new Set(texts.flatMap((text) => text.match(/\w+/g) ?? []))].slice(0, 400);
  const piece = fc.oneof(fc.constantFrom(...marks), words.length > 0 ? fc.constantFrom(...words) : fc.constant('x'), fc.string({ unit: 'binary', maxLength: 4 }));
  const whole = texts.length > 0 ? fc.constantFrom(...texts) : fc.constant('');
  const place = fc.double({ min: 0, max: 1, noNaN: true });
  const change = fc.record({ at: place, length: fc.nat(12), by: fc.array(piece, { maxLength: 4 }) });
  const changed = fc.tuple(whole, fc.array(change, { minLength: 1, maxLength: 6 })).map(([text, changes]) =>
    changes.reduce((now, { at, length, by }) => {
      const from = Math.floor(at * (now.length + 1));
      return now.slice(0, from) + by.join('') + now.slice(from + length);
    }, text),
  );
  const spliced = fc.tuple(whole, whole, place, place).map(([a, b, i, j]) => a.slice(0, Math.floor(i * a.length)) + b.slice(Math.floor(j * b.length)));
  const soup = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(' '));
  const nested = fc.tuple(whole, fc.constantFrom('(', '[', '{', '<a>', 'if (x) {', '- ', 'a: {', '!', 'x.', '"', 'not ', 'function(){'), fc.integer({ min: 1, max: 400 }), fc.boolean()).map(([text, mark, times, before]) => (before ? mark.repeat(times) + text : text + mark.repeat(times)));
  return fc.oneof({ weight: 5, arbitrary: changed }, { weight: 2, arbitrary: spliced }, { weight: 2, arbitrary: soup }, { weight: 1, arbitrary: nested }, { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) }, { weight: 1, arbitrary: whole });
}

export const neverWritten = 'zzNeverWritten';
const deadline = 6000;
const readers = [languageReader(nodeGrammars()), languageReader(nodeGrammars())] as const;

/** Asks a claim twice, and holds the answer against everything that holds for all answers. */
export async function holdToInvariants(claim: Claim, file: string, text: string): Promise<Verdict> {
  const began = process.cpuUsage();
  const verdict = await checkClaim(claim, memorySources({ [file]: text }), readers[0]);
  // The processor's time, since a busy machine takes its own.
  const took = process.cpuUsage(began).user / 1000;
  assert.ok(took < deadline, `took ${Math.round(took)} ms`);
  assert.ok(['pass', 'fail', 'undecidable'].includes(verdict.verdict), verdict.verdict);
  assert.notEqual(verdict.reason, 'internal_error', verdict.details);
  assert.ok(verdict.details.length > 0 && verdict.details.length < 3000, `${verdict.details.length} characters`);
  // The second reader comes from another text of the file, so that nothing of an earlier version may show.
  await readers[1].read({ ok: true, file, text: '', sha256: '' });
  const again = await checkClaim(claim, memorySources({ [file]: text }), readers[1]);
  assert.equal(JSON.stringify(again), JSON.stringify(verdict), 'the same again');
  for (const { file: rests, glob } of verdict.restsOn) assert.ok(glob === true || plainPath(rests).ok, `rests on ${JSON.stringify(rests)}`);
  if (verdict.range) assertInside(verdict.range, text);
  if (verdict.verdict === 'pass') assertWritten(claim, text);
  return verdict;
}

function assertInside({ start, end }: NonNullable<Verdict['range']>, text: string): void {
  const lines = text.split(/\r\n|\r|\n/);
  for (const { line, column } of [start, end]) assert.ok(line >= 1 && column >= 1 && line <= lines.length + 1 && column <= text.length + 2, `${line}:${column} of ${lines.length} lines`);
  assert.ok(start.line < end.line || (start.line === end.line && start.column <= end.column), `${start.line}:${start.column} to ${end.line}:${end.column}`);
}

/** Whether a claim is about something with a name: not about bytes, nor an absence. */
export function namesSomething({ type }: Claim): boolean {
  return assertionTypes.find(({ id }) => id === type)?.absence === false && !type.startsWith('file_');
}

/** Nothing passes about a name that stands nowhere. */
function assertWritten(claim: Claim, text: string): void {
  const { type, params } = claim;
  const names = type.startsWith('pattern') || !namesSomething(claim) ? [] : [params['name'], params['callee'], params['variable'], params['module'], params['decorator'], params['package'], params['middleware'], params['header']];
  for (const name of names) {
    if (typeof name !== 'string') continue;
    const last = name.split(/[^\w$]+/).filter((part) => part !== '').at(-1) ?? '';
    assert.ok(text.normalize('NFKC').toLowerCase().includes(last.toLowerCase()), `passes, and ${last} stands nowhere`);
  }
}

/** Names to ask for: some that the texts have, some that they have not. */
export function nameIn(text: string): fc.Arbitrary<string> {
  const words = [...new Set(text.match(/[A-Za-z_$][\w$.]*/g) ?? [])].slice(0, 200);
  return fc.oneof(fc.constantFrom('pay', 'audit', 'a', 'a.b', neverWritten), words.length > 0 ? fc.constantFrom(...words) : fc.constant(neverWritten));
}

/** The property: whatever happens to a file, every claim on it gets an answer that keeps the promises. */
export function answersKeepPromises(subject: FuzzSubject): fc.IAsyncProperty<[{ readonly text: string; readonly name: string; readonly claim: number }]> {
  const asked = textOf(subject).chain((text) => fc.record({ text: fc.constant(text), name: nameIn(text), claim: fc.nat(subject.claims.length - 1) }));
  return fc.asyncProperty(asked, async ({ text, name, claim }) => {
    await holdToInvariants(subject.claims[claim]!(name), subject.file, text);
  });
}
