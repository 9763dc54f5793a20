/** The verdicts of an assertion in the course of commits: their order, the last pass, and what comes and goes. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ancestryOf, type Commit } from '../../src/evidence/recorded/ancestry.ts';
import { flappingOf, recordedHistory } from '../../src/evidence/recorded/history.ts';
import type { JudgedRun } from '../../src/evidence/recorded/recorded-basis.ts';
import type { RunEntry, RunPredicate } from '../../src/evidence/statement/run-statement.ts';
import { assertionHash, controlHash } from '../../src/model/canonical.ts';
import { parseModel } from '../../src/model/parse.ts';
import { entry, hashOf, run } from './made-runs.ts';

const { model } = parseModel(`schema: 1
id: upload
title: Upload
controls:
  CTRL-01: {description: Scan uploads., status: implemented, clauses: {scanned: {shows: it is scanned}}}
assertions:
  asrt_aaaa: {control: CTRL-01, type: function_calls, params: {file: a.py, caller: f, callee: g}, covers: [scanned]}
  asrt_bbbb: {control: CTRL-01, type: function_exists, params: {file: a.py, name: g}, covers: [scanned]}
`);
const control = { id: 'CTRL-01', hash: controlHash(model.controls['CTRL-01']!), clauses: [] };
const said = (verdict: RunEntry['verdict'], changes: Partial<RunEntry> = {}): RunEntry =>
  entry({ id: 'asrt_aaaa', hash: assertionHash(model.assertions['asrt_aaaa']!), control, files: ['a.py'], verdict, strength: verdict === 'pass' ? 'called' : null, ...changes });
const other = (verdict: RunEntry['verdict']): RunEntry => said(verdict, { id: 'asrt_bbbb', hash: assertionHash(model.assertions['asrt_bbbb']!), strength: verdict === 'pass' ? 'declared' : null });

/** Commits by letter: `d` of `c` of `b` of `a`; `x` is beside. */
const name = (letter: string): string => Buffer.from(letter).toString('hex').repeat(20);
const treeOf = (letter: string): string => name(`t${letter}`).slice(0, 40);
const line: readonly Commit[] = ['d', 'c', 'b', 'a'].map((letter, index, all) => ({ commit: name(letter), tree: treeOf(letter), parents: index + 1 < all.length ? [name(all[index + 1]!)] : [] }));

let number = 0;
const judged = (letter: string, entries: readonly RunEntry[], { state = '5', ...more }: Partial<RunPredicate> & { readonly state?: string } = {}): JudgedRun => ({
  name: hashOf((number++).toString(16).padStart(4, '0')),
  judgement: { accepted: true, signedAt: more.at ?? '2026-05-01T12:00:00.000Z', signer: { kind: 'key', name: 'ci', identity: 'f' }, run: run({ files: [{ path: 'a.py', state: `sha256:${hashOf(state)}` }], assertions: [...entries], ...more }, name(letter), treeOf(letter)) },
});
const historyOf = (runs: readonly JudgedRun[], commits = line) => recordedHistory({ model, runs, ancestry: ancestryOf(commits), isHere: () => true });
const words = (...of: Parameters<typeof historyOf>): string => (historyOf(...of).verdicts.get('asrt_aaaa') ?? []).map(({ at, entry: { verdict } }) => `${Buffer.from(at.commit, 'hex').toString()[0]} ${verdict}`).join(', ');

describe('the history of an assertion', () => {
  it('stands in the order of commits, and at one commit of what names what, however the ledger lists it', () => {
    // Their names would have them the other way round.
    const first = { ...judged('b', [said('fail')]), name: hashOf('f') };
    const second = { ...judged('b', [said('pass')], { earlier: [first.name] }), name: hashOf('e') };
    const third = { ...judged('b', [said('undecidable')], { earlier: [second.name] }), name: hashOf('d') };
    const runs = [third, judged('d', [said('pass')]), second, judged('a', [said('pass')]), first];
    const wanted = 'a pass, b fail, b pass, b undecidable, d pass';
    assert.equal(words(runs), wanted);
    assert.equal(words([...runs].reverse()), wanted);
  });

  it('leaves out what is refused, about another commit, model or tree, or of tier 2', () => {
    const [good, refused, tree, model2, tier2] = [judged('a', [said('pass')]), judged('b', [said('fail')]), judged('c', [said('fail')]), judged('d', [said('fail')], { model: { id: 'x', path: 'x', digest: hashOf('4') } }), judged('d', [said('fail', { tier: 2 })])];
    assert.ok(tree.judgement.accepted);
    tree.judgement.run.subject[1].digest.gitTree = treeOf('q');
    const bad: JudgedRun = { name: refused.name, judgement: { accepted: false, code: 'revoked', because: 'no' } };
    assert.equal(words([good, bad, tree, model2, tier2, judged('x', [said('fail')])]), 'a pass');
  });

  it('follows a claim through another identifier, and marks another claim of the same one', () => {
    const found = historyOf([judged('a', [said('pass', { id: 'asrt_zzzz' })]), judged('b', [said('fail', { hash: hashOf('9') })])]).verdicts.get('asrt_aaaa')!;
    assert.deepEqual(found.map(({ sameAssertion, entry: { verdict } }) => [verdict, sameAssertion]), [['pass', true], ['fail', false]]);
  });

  it('knows the last pass, what was recorded since, and nothing of what never passed', () => {
    const last = (runs: readonly JudgedRun[]): string => {
      const found = historyOf(runs).lastPasses.get('asrt_aaaa');
      const letter = (commit: string | undefined): string => (commit === undefined ? '-' : (Buffer.from(commit, 'hex').toString()[0] ?? ''));
      return found ? `${letter(found.pass.at.commit)} ${letter(found.failedSince?.at.commit)} ${letter(found.newest?.at.commit)}` : 'none';
    };
    assert.equal(last([judged('a', [said('fail')])]), 'none');
    assert.equal(last([judged('a', [said('pass')]), judged('b', [said('pass')])]), 'b - -');
    assert.equal(last([judged('a', [said('pass')]), judged('b', [said('fail')]), judged('d', [said('undecidable')])]), 'a b d');
    assert.equal(last([judged('a', [said('pass')]), judged('b', [said('fail')]), judged('c', [said('pass')])]), 'c - -');
  });

  it('says since when all claims of a control were looked at, as they are now', () => {
    const checked = (runs: readonly JudgedRun[]) => historyOf(runs).checked.get('CTRL-01')?.at;
    assert.equal(checked([judged('a', [said('pass')])]), undefined, 'one of two');
    const [early, late] = ['2026-01-01T00:00:00.000Z', '2026-03-01T00:00:00.000Z'];
    assert.equal(checked([judged('a', [said('pass'), other('fail')], { at: early }), judged('b', [said('pass')], { at: late })]), early);
    assert.equal(checked([judged('a', [said('pass'), other('fail')], { at: early }), judged('b', [said('pass'), other('fail')], { at: late })]), late);
    assert.equal(checked([judged('a', [said('pass', { control: { ...control, hash: hashOf('8') } }), other('pass')])]), undefined, 'the control said something else');
  });

  const flapping: readonly (readonly [why: string, runs: () => readonly JudgedRun[], wanted: ReturnType<typeof flappingOf>])[] = [
    ['nothing that failed once', () => [judged('a', [said('pass')]), judged('b', [said('fail')], { state: '6' })], undefined],
    ['what came back', () => [judged('a', [said('pass')]), judged('b', [said('fail')], { state: '6' }), judged('c', [said('pass')])], { changes: 2, unexplained: 0 }],
    ['what changed on the same files', () => [judged('a', [said('pass')]), judged('b', [said('fail')])], { changes: 1, unexplained: 1 }],
    ['not what another version of the tool sees otherwise', () => [judged('a', [said('pass')]), judged('b', [said('fail')], { tool: { name: 'mipiti', version: '0.2.0', engine: 'engine/1' } })], undefined],
    ['not another claim under the same identifier', () => [judged('a', [said('pass')]), judged('b', [said('fail', { hash: hashOf('9') })]), judged('c', [said('pass')])], undefined],
  ];
  for (const [why, runs, wanted] of flapping) it(`calls flapping: ${why}`, () => assert.deepEqual(flappingOf(historyOf(runs()).verdicts.get('asrt_aaaa') ?? []), wanted));
});
