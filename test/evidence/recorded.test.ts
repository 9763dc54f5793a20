/** The recorded basis: which verdict is the newest, whether it holds, and every reason for which it does not. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ancestryOf, type Commit } from '../../src/evidence/recorded/ancestry.ts';
import { recordedBasis, type JudgedRun, type RecordedInput } from '../../src/evidence/recorded/recorded-basis.ts';
import type { RunEntry, RunPredicate } from '../../src/evidence/statement/run-statement.ts';
import { assertionHash, clauseHash, controlHash } from '../../src/model/canonical.ts';
import { parseModel } from '../../src/model/parse.ts';
import { entry, hashOf, run } from './made-runs.ts';

const text = `schema: 1
id: upload
title: Upload
controls:
  CTRL-01:
    description: Scan uploads.
    status: implemented
    clauses: {scanned: {shows: it is scanned, types: [function_calls]}, other: {shows: another, types: [file_exists]}}
assertions:
  asrt_aaaa: {control: CTRL-01, type: function_calls, params: {file: a.py, caller: f, callee: g}, covers: [scanned]}
  asrt_bbbb: {control: CTRL-01, type: function_calls, params: {file: b.py, caller: f, callee: g}, covers: [scanned], repository: acme/other}
`;
const parsed = parseModel(text);
assert.deepEqual(parsed.problems.filter(({ severity }) => severity === 'error'), []);
const { model } = parsed;
const control = model.controls['CTRL-01']!;
const assertion = model.assertions['asrt_aaaa']!;
const said = (changes: Partial<RunEntry> = {}): RunEntry =>
  entry({ id: 'asrt_aaaa', hash: assertionHash(assertion), control: { id: 'CTRL-01', hash: controlHash(control), clauses: [{ name: 'scanned', hash: clauseHash(control.clauses['scanned']!) }] }, files: ['a.py'], ...changes });
const fail = said({ verdict: 'fail', strength: null });
const states = [{ path: 'a.py', state: `sha256:${hashOf('5')}` }];

/** Commits by letter: `a` begins, `b` and `c` are two branches of it, `m` merges them, `z` is on another history. */
const name = (letter: string): string => Buffer.from(letter).toString('hex').repeat(20);
const commit = (letter: string, ...parents: string[]): Commit => ({ commit: name(letter), tree: name(`t${letter}`).slice(0, 40), parents: parents.map(name) });
const history = [commit('m', 'b', 'c'), commit('b', 'a'), commit('c', 'a'), commit('a')];
const treeOf = (letter: string): string => name(`t${letter}`).slice(0, 40);

let number = 0;
const judged = (letter: string, entries: readonly RunEntry[], more: Partial<RunPredicate> = {}, tree = treeOf(letter)): JudgedRun => ({
  name: hashOf((number++).toString(16).padStart(4, '0')),
  judgement: { accepted: true, signedAt: '2026-05-01T12:00:00.000Z', signer: { kind: 'key', name: 'ci', identity: 'f' }, run: run({ files: states, assertions: [...entries], ...more }, name(letter), tree) },
});
const basis = (runs: readonly JudgedRun[], more: Partial<RecordedInput> = {}) =>
  recordedBasis({
    model,
    runs,
    names: runs.map((one) => one.name),
    ancestry: ancestryOf(history),
    fileState: (path) => (path === 'a.py' ? `sha256:${hashOf('5')}` : undefined),
    listingState: () => undefined,
    isHere: (one) => one.repository === undefined,
    ...more,
  });
/** What it comes to in one word. */
const word = (...of: Parameters<typeof basis>): string => {
  const { standings, evidence } = basis(...of);
  const standing = standings['asrt_aaaa']!;
  assert.equal(evidence.assertions['asrt_aaaa']?.verdict, standing.holds ? standing.entry.verdict : undefined);
  return standing.holds ? standing.entry.verdict : standing.why.code;
};
const later = (first: JudgedRun): Partial<RunPredicate> => ({ earlier: [first.name] });

describe('the recorded basis', () => {
  it('holds what was said of the very same', () => {
    const { evidence, standings, missing, refused } = basis([judged('m', [said()])]);
    assert.deepEqual(evidence, { basis: 'recorded', assertions: { asrt_aaaa: { verdict: 'pass', strength: 'called' }, asrt_bbbb: { verdict: 'elsewhere' } } });
    assert.ok(standings['asrt_aaaa']?.holds);
    assert.deepEqual([missing, refused], [[], []]);
  });

  it('holds what was said of an ancestor, through both sides of a merge', () => {
    for (const letter of ['a', 'b', 'c', 'm']) assert.equal(word([judged(letter, [said()])]), 'pass', letter);
  });

  it('is the newest by ancestry, whatever their order, names and clocks', () => {
    const old = judged('a', [said()], { at: '2026-05-09T00:00:00.000Z' });
    const young = judged('b', [fail], { at: '2026-05-01T00:00:00.000Z' });
    assert.equal(word([old, young]), 'fail');
    assert.equal(word([young, old]), 'fail');
    assert.equal(word([judged('a', [fail]), judged('m', [said()])]), 'pass');
  });

  it('is at one commit the run that names the other, and the worse where none does', () => {
    const [first, second] = [judged('m', [fail]), judged('m', [said()])];
    assert.equal(word([first, second]), 'fail');
    const again = judged('m', [said()], later(first));
    assert.equal(word([first, again]), 'pass');
    const between = judged('m', [], later(first));
    assert.equal(word([first, between, judged('m', [said()], later(between))]), 'pass', 'through a run that says nothing of it');
    assert.equal(word([judged('m', [said({ verdict: 'undecidable', strength: null })]), second]), 'undecidable');
  });

  it('is the worse of two branches that were merged, and passes over the one about other files', () => {
    assert.equal(word([judged('b', [said()]), judged('c', [fail])]), 'fail');
    assert.equal(word([judged('b', [said()]), judged('c', [fail], { files: [{ path: 'a.py', state: 'refused:file_missing' }] })]), 'pass');
  });

  it('does not go back to an older verdict when the newest no longer holds', () => {
    const changed = { files: [{ path: 'a.py', state: `sha256:${hashOf('6')}` }] };
    assert.equal(word([judged('a', [said()]), judged('b', [fail], changed)]), 'file_changed');
  });

  it('keeps from a partial run what it says and from older ones the rest', () => {
    assert.equal(word([judged('a', [said()]), judged('m', [entry({ id: 'x', files: ['a.py'] })])]), 'pass');
  });

  const not: readonly (readonly [code: string, runs: readonly JudgedRun[], more?: Partial<RecordedInput>])[] = [
    ['no_run', []],
    ['no_run', [judged('m', [said()], { model: { id: 'another', path: 'x', digest: hashOf('4') } })]],
    ['not_trusted', [{ name: hashOf('9'), judgement: { accepted: false, code: 'revoked', because: 'lost', run: run({ files: states, assertions: [said()] }) } }]],
    ['not_an_ancestor', [judged('z', [said()])]],
    ['no_run', [judged('m', [said()], {}, treeOf('a'))]],
    ['assertion_changed', [judged('m', [said({ hash: hashOf('7') })])]],
    ['clause_changed', [judged('m', [said({ control: { id: 'CTRL-01', hash: hashOf('8'), clauses: [{ name: 'scanned', hash: hashOf('8') }] } })])]],
    ['control_changed', [judged('m', [said({ control: { ...said().control!, hash: hashOf('8') } })])]],
    ['control_changed', [judged('m', [said({ control: null, assumption: { id: 'AS1', hash: controlHash(control) } })])]],
    ['file_changed', [judged('m', [said()])], { fileState: () => `sha256:${hashOf('6')}` }],
    ['file_changed', [judged('m', [said()])], { fileState: () => undefined }],
    ['file_changed', [judged('m', [said({ files: [], listings: ['**'] })], { listings: [{ path: '**', state: 'refused:x' }] })]],
  ];
  for (const [index, [code, runs, more]] of not.entries()) it(`does not hold: ${code} (${index})`, () => assert.equal(word(runs, more), code));

  it('says which clause and which file', () => {
    const why = (runs: readonly JudgedRun[], more?: Partial<RecordedInput>) => {
      const standing = basis(runs, more).standings['asrt_aaaa']!;
      return standing.holds ? undefined : standing.why;
    };
    assert.equal((why(not[6]![1]) as { clause: string }).clause, 'scanned');
    assert.equal((why(not[9]![1], not[9]![2]) as { file: string }).file, 'a.py');
    assert.equal((why(not[2]![1]) as { refusal: string }).refusal, 'revoked');
  });

  it('shows runs that are gone and runs that lie about their tree', () => {
    const first = judged('a', [said()]);
    const second = judged('b', [said()], { ...later(first), testResult: hashOf('e') });
    assert.deepEqual(basis([second]).missing, [first.name, hashOf('e')].sort());
    assert.deepEqual(basis([second, first], { names: [first.name, second.name, hashOf('e')] }).missing, []);
    assert.equal(basis([judged('m', [said()], {}, treeOf('a'))]).refused[0]?.code, 'tree_differs');
  });

  it('takes of tier 2 the newest judgement that holds, and no agreement from a quarrel', () => {
    const judgement = (runs: readonly JudgedRun[]) => basis(runs).evidence.assertions['asrt_aaaa']?.judgement;
    const tier2 = (verdict: RunEntry['verdict']) => said({ tier: 2, verdict, strength: null, reviewer: 'a model' });
    assert.equal(judgement([judged('a', [said(), tier2('fail')]), judged('m', [tier2('pass')])]), 'pass');
    assert.equal(judgement([judged('m', [said(), tier2('pass')]), judged('m', [tier2('fail')])]), 'split');
    assert.equal(judgement([judged('m', [said()])]), undefined);
    assert.equal(judgement([judged('m', [said(), said({ tier: 2, verdict: 'pass', strength: null, reviewer: 'x', files: ['gone.py'] })], { files: [...states, { path: 'gone.py', state: 'refused:file_missing' }] })]), undefined);
  });
});

describe('the order of commits', () => {
  const ancestry = ancestryOf(history);
  it('knows ancestors over many steps, and nothing else', () => {
    const pairs = (['a', 'b', 'c', 'm', 'z'] as const).flatMap((older, _, all) => all.filter((newer) => ancestry.isAncestor(name(older), name(newer))).map((newer) => `${older}<${newer}`));
    assert.deepEqual(pairs.sort(), ['a<b', 'a<c', 'a<m', 'b<m', 'c<m']);
    assert.deepEqual([ancestry.head, ancestry.treeOf(name('z'))], [name('m'), undefined]);
  });
});
