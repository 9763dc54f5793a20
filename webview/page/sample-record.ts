/** A record for the plain page: runs at commits that never were, judged by the product's own rules. */
import { assess } from '../../src/assurance/assess.ts';
import { ancestryOf } from '../../src/evidence/recorded/ancestry.ts';
import { recordedHistory } from '../../src/evidence/recorded/history.ts';
import { recordedBasis, subjectHash, type JudgedRun } from '../../src/evidence/recorded/recorded-basis.ts';
import { runStatement } from '../../src/evidence/statement/run-statement.ts';
import { assertionHash, clauseHash } from '../../src/model/canonical.ts';
import type { Assertion, ThreatModel } from '../../src/model/schema.ts';
import type { RecordedPosture } from '../../src/project/read-recorded.ts';

/** Of each sample run, the newest last: how long ago, and which assertions did not pass. */
const sampleRuns: readonly { readonly daysAgo: number; readonly failing: RegExp }[] = [
  { daysAgo: 160, failing: /asrt_[a-h]/ },
  { daysAgo: 131, failing: /asrt_[a-d]/ },
  { daysAgo: 120, failing: /asrt_[b-g]/ },
  { daysAgo: 88, failing: /asrt_[bg]/ },
  { daysAgo: 74, failing: /asrt_b/ },
  { daysAgo: 51, failing: /asrt_(b|k)/ },
  { daysAgo: 30, failing: /^$/ },
  { daysAgo: 12, failing: /asrt_k/ },
  { daysAgo: 3, failing: /^$/ },
];

const nameOf = (index: number, of: string): string => `${of}${index.toString(16)}`.padStart(8, '0').repeat(5);

export function sampleRecord(model: ThreatModel, now: Date): RecordedPosture {
  const runs = sampleRuns.map(({ daysAgo, failing }, index): JudgedRun => {
    const at = new Date(now.getTime() - daysAgo * 86_400_000).toISOString();
    const run = runStatement({
      commit: nameOf(index + 1, 'c0'),
      tree: nameOf(index + 1, 'e0'),
      predicate: {
        tool: { name: 'mipiti', version: '1', engine: '1' },
        model: { id: model.id, path: 'upload.threatmodel.yaml', digest: '0'.repeat(64) },
        repository: null,
        at,
        earlier: [],
        testResult: null,
        files: [{ path: 'upload.py', state: 'a'.repeat(64) }, { path: 'audit.py', state: (index > 6 ? 'b' : 'c').repeat(64) }],
        listings: [],
        assertions: Object.entries(model.assertions).map(([id, assertion]) => entryOf(model, id, assertion, failing.test(id))),
      },
    });
    return { name: nameOf(index + 1, 'f0'), judgement: { accepted: true, run, signer: { name: 'ci' }, signedAt: at } as JudgedRun['judgement'] };
  });
  const commits = sampleRuns.map((_, index) => ({ commit: nameOf(index + 1, 'c0'), tree: nameOf(index + 1, 'e0'), parents: index === 0 ? [] : [nameOf(index, 'c0')] })).reverse();
  const ancestry = ancestryOf(commits);
  const isHere = (): boolean => true;
  // The audit was changed since the last run, so what rests on it no longer holds.
  const basis = recordedBasis({ model, runs, names: runs.map(({ name }) => name), ancestry, fileState: (path) => (path === 'audit.py' ? 'd' : 'a').repeat(64), listingState: () => undefined, isHere });
  return { assessment: assess(model, basis.evidence, now.toISOString()), basis, history: recordedHistory({ model, runs, ancestry, isHere }), trust: {} as RecordedPosture['trust'], head: ancestry.head, runs: runs.length };
}

function entryOf(model: ThreatModel, id: string, assertion: Assertion, fails: boolean): Parameters<typeof runStatement>[0]['predicate']['assertions'][number] {
  const control = assertion.control === undefined ? undefined : model.controls[assertion.control];
  const hash = subjectHash(assertion, model) ?? '0'.repeat(64);
  return {
    id,
    hash: assertionHash(assertion),
    control: control ? { id: assertion.control!, hash, clauses: assertion.covers.flatMap((name) => (control.clauses[name] ? [{ name, hash: clauseHash(control.clauses[name]) }] : [])) } : null,
    assumption: control ? null : { id: assertion.assumption ?? '', hash },
    tier: 1,
    verdict: fails ? 'fail' : 'pass',
    strength: fails ? null : assertion.type === 'function_calls' ? 'unconditional' : assertion.type === 'pattern_absent' || assertion.type === 'pattern_matches' ? 'text' : 'declared',
    reason: 'proven',
    noticed: null,
    files: [assertion.params.file === 'audit.py' ? 'audit.py' : 'upload.py'],
    listings: [],
    reviewer: null,
  };
}
