/** A report as a hostile workspace would have it: every text tries to be more than a text. */
import type { Report, ReportPlace } from '../../src/evidence/reports/report.ts';

/** What each format must show as the text that it is. */
export const hostile = [
  '<script>alert(1)</script><img src=x onerror=alert(2)>',
  '[click](javascript:alert(3)) ![](https://evil.invalid/p.png) <https://evil.invalid>',
  'https://evil.invalid www.evil.invalid @everyone #1 GH-2 `code` **bold** ~~gone~~',
  '</details></summary>| a | b |\n\n# heading\n- item\n::error file=x::owned\r\n##[add-mask]secret',
  '%0A::set-output name=a::b, c: d ]]> &amp; " \' \u0000\u001B[2J \uD800 \u202Etxt\uFFFF',
].join(' ');

const place = (file: string, line: number): ReportPlace => ({ file, range: { start: { line, column: 5 }, end: { line, column: 12 } } });

export const hostileReport: Report = {
  tool: { name: 'Mipiti', version: '1.2.3' },
  outcome: { holds: false, sentence: `Not everything holds: ${hostile}` },
  weakeningsFail: true,
  models: [
    {
      id: 'm',
      title: hostile,
      file: 'a b/ü,:%.threatmodel.yaml',
      base: { commit: '0123456789abcdef0123456789abcdef01234567' },
      weakenings: [{ kind: 'clause_removed', model: 'm', subject: 'CTRL-01', sentence: `CTRL-01: a control need not show something any more (${hostile})`, place: place('a b/ü,:%.threatmodel.yaml', 7), fingerprint: 'aa' }],
      changes: [{ effect: 'broken', subject: 'asrt_2222', sentence: hostile }],
      posture: {
        counts: { mitigated: 1, at_risk: 2, unassessed: 0 },
        open: [{ id: 'CO-A1-T1', tier: 'high', status: 'at risk: evidence is not verified', action: hostile }],
        controls: [{ id: 'CTRL-01', title: hostile, standing: 'implemented, not verified', counts: false }],
        digest: 'd'.repeat(64),
      },
      assertions: [
        { id: 'asrt_2222', model: 'm', subject: 'CTRL-01', promise: hostile, type: 'function_calls', claim: `a calls ${hostile}`, verdict: 'fail', details: hostile, remedy: 'Mend the code.', place: place('src/a.ts', 3) },
        { id: 'asrt_3333', model: 'm', subject: 'CTRL-01', promise: '', type: 'test_passes', claim: 't passes', verdict: 'undecidable', details: 'It was not run.', remedy: 'Let it run.' },
        { id: 'asrt_4444', model: 'm', subject: 'CTRL-01', promise: '', type: 'file_exists', claim: 'x exists', verdict: 'fail', details: 'x is not there.', remedy: 'Mend it.', excuse: { by: 'known_gap', why: `${hostile} (until 2099-12-31)` } },
        { id: 'asrt_5555', model: 'm', subject: 'CTRL-01', promise: '', type: 'file_exists', claim: 'y exists', verdict: 'pass', strength: 'declared', details: hostile, place: place('y', 1) },
        { id: 'asrt_6666', model: 'm', subject: 'CTRL-01', promise: '', type: 'file_exists', claim: 'z exists', verdict: 'left_out', details: hostile },
        { id: 'asrt_7777', model: 'm', subject: 'CTRL-01', promise: '', type: 'file_exists', claim: 'w exists', verdict: 'elsewhere', details: hostile },
      ],
      problems: [
        { rule: 'assertion.function_calls', code: 'assertion_failed', severity: 'error', model: 'm', subject: 'asrt_2222', place: place('src/a.ts', 3), message: hostile, remedy: 'Mend the code.', related: [{ place: place('a b/ü,:%.threatmodel.yaml', 9), message: 'The claim asrt_2222.' }], fingerprint: 'bb', state: 'new' },
        { rule: 'assertion.test_passes', code: 'assertion_undecidable', severity: 'warning', model: 'm', subject: 'asrt_3333', place: place('a b/ü,:%.threatmodel.yaml', 10), message: 'It was not run.', remedy: 'Let it run.', related: [], fingerprint: 'cc', state: 'updated' },
        { rule: 'assertion.file_exists', code: 'assertion_failed', severity: 'information', model: 'm', subject: 'asrt_4444', place: place('a b/ü,:%.threatmodel.yaml', 11), message: 'x is not there.', remedy: 'Mend it.', related: [], fingerprint: 'dd', state: 'unchanged', excuse: { by: 'known_gap', why: hostile } },
        { rule: 'model.unknown_reference', code: 'unknown_reference', severity: 'error', model: 'm', place: { file: 'a b/ü,:%.threatmodel.yaml', range: { start: { line: 12, column: 3 }, end: { line: 14, column: 1 } } }, message: hostile, remedy: 'Did you mean A1?', related: [], fingerprint: 'ee', state: 'new' },
      ],
      gone: [{ rule: 'model.unknown_key', code: 'unknown_key', severity: 'warning', model: 'm', place: place('a b/ü,:%.threatmodel.yaml', 2), message: 'The key x is not known here.', remedy: 'Remove it.', related: [], fingerprint: 'ff', state: 'absent' }],
    },
  ],
};
