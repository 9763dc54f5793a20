/** What waits for a person, on a model of a real repository with a history; what can be done about it; and what comes of that. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { assess } from '../../src/assurance/assess.ts';
import { coherenceCodes } from '../../src/assurance/coherence.ts';
import type { EditResult } from '../../src/model/edit.ts';
import { parseModel, type ParsedModel } from '../../src/model/parse.ts';
import { applyEdits } from '../../src/model/text-edit.ts';
import { describeIdentifier } from '../../src/project/language/hover.ts';
import { openProject } from '../../src/project/open.ts';
import type { ModelSnapshot, Project } from '../../src/project/snapshot.ts';
import { checksOf } from '../../src/project/review/control-checks.ts';
import { checkNoteFields, extend, extensionField, noteCheck } from '../../src/project/review/extend.ts';
import { moveFinding, findingSteps } from '../../src/project/review/finding-life.ts';
import { describePlace, digestOfLine, readPlace, writePlace } from '../../src/project/review/finding-places.ts';
import { placeIn } from '../../src/project/review/follow-findings.ts';
import { originsIn, readHistory } from '../../src/project/review/read-history.ts';
import { findingForm, recordFinding } from '../../src/project/review/record-finding.ts';
import { coherenceRemedies } from '../../src/project/review/remedies.ts';
import { reviewOf, type Review } from '../../src/project/review/review.ts';
import { cases } from '../assurance/cases.ts';

const now = '2026-06-15T12:00:00Z';
const pass = { verdict: 'pass' as const, reason: 'proven' as const, details: '', strength: 'called' as const, restsOn: [] };
const checker = { check: (_: unknown, { params }: { readonly params: Readonly<Record<string, unknown>> }) => Promise.resolve(params.file === 'broken.py' ? { verdict: 'fail' as const, reason: 'not_found' as const, details: '', restsOn: [] } : pass), prove: () => Promise.resolve(undefined), suggest: () => Promise.resolve([]), dispose: () => undefined };

const text = `schema: 1
id: m
title: M
# Who stands where.
boundaries:
  TB1: {name: edge, passes: [Network]}
  TB2:
    name: vault
    sealed:
      why: no network
      attestations: [{by: operator, statement: Nothing is connected., expires_at: "2026-06-30"}]
components:
  CMP1: {name: api, paths: ["*.py"], boundaries: [TB1]}
assets:
  A1: {name: files, properties: [C], components: [CMP1], impact: {confidentiality: High, why: w}}
attackers:
  T1: {capability: sends anything, boundaries: [TB1], vector: Network}
assumptions:
  AS1: {type: external, description: Disks are wiped., attestations: [{by: operator, statement: Wiped., expires_at: "2026-06-01"}]}
  AS2: {type: external, description: Staff is vetted.}
  AS3: {type: external, description: Far away., attestations: [{by: operator, statement: s, expires_at: "2026-12-31"}]}
controls:
  CTRL-01:
    description: Scan uploads.
    status: implemented
    mitigates: [{asset: A1, attackers: [T1]}]
    clauses: {scanned: {shows: s}}

  CTRL-02: {description: Log uploads., status: implemented, mitigates: [{asset: A1, attackers: [T1]}], clauses: {logged: {shows: s}}}
  CTRL-03: {description: Planned., mitigates: [{asset: A1, attackers: [T1]}]}
assertions:
  asrt_a: {control: CTRL-01, type: function_calls, params: {file: upload.py, caller: handle, callee: scan}, covers: [scanned]}
  asrt_b: {control: CTRL-02, type: function_calls, params: {file: broken.py, caller: handle, callee: log}, covers: [logged]}
findings:
  fnd_a: {control: CTRL-01, title: Archives pass unscanned, severity: low, checked_locations: ["upload.py:3-5 in handle"]}
  fnd_b: {control: CTRL-02, title: Nothing is logged, severity: critical, status: remediated, remediation_assertions: [asrt_b]}
  fnd_c: {control: CTRL-02, title: Not ours, status: dismissed, reason: another service}
  fnd_d: {control: CTRL-01, title: Mended, status: remediated, remediation_assertions: [asrt_a]}
acceptances:
  RA1: {objective: CO-A1-T1, owner: head of product, justification: Rare., review_by: "2026-06-10"}
known_gaps:
  asrt_b: {reason: Under way., until: "2026-07-10"}
`;

describe('the review of a model with a history', () => {
  let folder: string;
  let project: Project;
  const file = (): string => join(folder, 'm.threatmodel.yaml');
  const git = (cwd: string, day: string, ...words: string[]): string => execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.invalid', ...words], { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, GIT_AUTHOR_DATE: `${day}T10:00:00Z`, GIT_COMMITTER_DATE: `${day}T10:00:00Z` } });
  const commit = (day: string, next: string): void => {
    writeFileSync(file(), next);
    git(folder, day, 'add', '.');
    git(folder, day, 'commit', '-qm', 'One');
  };
  const model = (): ModelSnapshot => project.models[0]!;
  const review = (at = now): Review => reviewOf(project.models, at);
  const shown = (found: Review): string[] => found.sections.flatMap(({ section, items }) => items.map(({ entity, why }) => `${section}: ${entity} ${why}`));
  const applied = (parsed: ParsedModel, result: EditResult): ParsedModel => {
    assert.ok('edits' in result, JSON.stringify(result));
    return parseModel(applyEdits(parsed.source.text, result.edits));
  };

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'mipiti-review-'));
    git(folder, '2026-01-01', 'init', '-q');
    writeFileSync(join(folder, 'upload.py'), '\n'.repeat(5));
    commit('2026-01-10', text.replace('Log uploads.', 'Write down uploads.'));
    // The assertion of the one control, and the text of the other, are changed later; then only white space and other things are.
    commit('2026-03-01', text.replace('Log uploads.', 'Write down uploads.').replace('callee: scan}', 'callee: scan} # as of March'));
    commit('2026-03-20', text);
    commit('2026-06-01', text.replace('# Who stands where.', '# Who stands where, and why.').replace('    status: implemented\n', '    status:   implemented\n'));
    project = await openProject(folder, { checker: checker, trusted: true, now: () => new Date(now) });
    await project.verify();
  });
  after(() => {
    project.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  it('lists what waits by section, the worst first, and what is closed last', () => {
    assert.deepEqual(shown(review()), [
      'findings: fnd_b critical · remediated · CTRL-02',
      'findings: fnd_d medium · remediated · CTRL-01',
      'findings: fnd_a low · discovered · CTRL-01',
      'attestations: AS1 ended 14 days ago',
      'attestations: AS2 not attested yet',
      'seals: TB2 ends in 15 days',
      'acceptances: RA1 ended 5 days ago',
      'gaps: asrt_b ends in 25 days',
      'closed: fnd_c medium · dismissed · CTRL-02',
    ]);
    assert.equal(review().waiting, 8);
  });

  it('says nothing of controls before git was asked, and then which nobody has checked, by the newest change of their text', async () => {
    assert.equal(model().history, undefined);
    await project.readHistory();
    const checks = checksOf(model().model, model().history);
    assert.deepEqual([...checks].map(([id, { by, at }]) => [id, by, at?.slice(0, 10)]), [['CTRL-01', 'commit', '2026-03-20'], ['CTRL-02', 'commit', '2026-03-20'], ['CTRL-03', 'commit', '2026-01-10']]);
    assert.ok(!shown(review('2026-06-17T00:00:00Z')).some((line) => line.startsWith('unchecked')), 'not before ninety days are over, and a planned control not at all');
    assert.deepEqual(shown(review('2026-06-18T00:00:00Z')).filter((line) => line.startsWith('unchecked')), ['unchecked: CTRL-01 not checked for 90 days', 'unchecked: CTRL-02 not checked for 90 days']);
    const [item] = review('2026-06-18T00:00:00Z').sections.find(({ section }) => section === 'unchecked')!.items;
    assert.match(item!.details.join('\n'), /last changed on 2026-03-20, in commit [0-9a-f]{8}\.\nNo run is recorded/);
  });

  it('counts a recorded run instead, newer or older', async () => {
    await project.readHistory();
    const runs = new Map([['CTRL-01', { at: '2026-06-02T00:00:00Z' }], ['CTRL-02', { at: '2026-02-02T00:00:00Z' }]]);
    const found = reviewOf(project.models, now, () => runs);
    assert.deepEqual(shown(found).filter((line) => line.startsWith('unchecked')), ['unchecked: CTRL-02 not checked for 133 days']);
  });

  it('counts what is not committed as looked at now, a claim that was taken out included', async () => {
    await project.readHistory();
    const edited = parseModel(model().text.replace('callee: log', 'callee: write_log'));
    assert.deepEqual([...checksOf(edited.model, model().history)].map(([id, { by }]) => `${id} ${by}`), ['CTRL-01 commit', 'CTRL-02 uncommitted', 'CTRL-03 commit']);
    const without = parseModel(model().text.replace(/^ {2}asrt_a.*\n/m, ''));
    assert.equal(checksOf(without.model, model().history).get('CTRL-01')?.by, 'uncommitted');
  });

  it('says of a shallow clone that it may be longer ago', async () => {
    const shallow = join(folder, 'shallow');
    git(folder, '2026-06-01', 'clone', '-q', '--depth', '1', pathToFileURL(folder).href, shallow);
    const history = await readHistory(shallow, join(shallow, 'm.threatmodel.yaml'));
    assert.ok(history);
    assert.equal(checksOf(history.parsed.model, history).get('CTRL-01')?.orOlder, true);
    rmSync(shallow, { recursive: true, force: true });
  });

  it('runs no filter that the repository configures, and needs a commit', async () => {
    writeFileSync(join(folder, '.gitattributes'), '*.yaml diff=evil\n');
    git(folder, '2026-06-01', 'config', 'diff.evil.textconv', `touch ${join(folder, 'ran')}; cat`);
    assert.ok(await readHistory(folder, file()));
    assert.ok(!existsSync(join(folder, 'ran')));
    rmSync(join(folder, '.gitattributes'));
    assert.equal(await readHistory(folder, join(folder, 'other.threatmodel.yaml')), undefined);
  });

  it('asks git for no history where the workspace is not trusted', async () => {
    const restricted = await openProject(folder, { checker: checker, trusted: false, now: () => new Date(now) });
    await restricted.readHistory();
    assert.equal(restricted.models[0]!.history, undefined);
    assert.equal(checksOf(restricted.models[0]!.model, restricted.models[0]!.history).size, 0);
    restricted.dispose();
  });

  it('says of a control on hover when it was last checked, and what counts as that', async () => {
    await project.readHistory();
    assert.match(describeIdentifier(model(), 'CTRL-02')!.lines.join('\n'), /last changed on 2026-03-20, in commit [0-9a-f]{8}\.\nNo run is recorded for it, so that change stands in/);
  });

  it('names the next day on which something waits, when nothing does', async () => {
    const quiet = join(folder, 'quiet');
    mkdirSync(quiet);
    writeFileSync(join(quiet, 'q.threatmodel.yaml'), 'schema: 1\nid: q\ntitle: Q\nassumptions:\n  AS1: {type: external, description: d, attestations: [{by: p, statement: s, expires_at: "2026-12-31"}]}\n  AS2: {type: external, description: d, attestations: [{by: p, statement: s, expires_at: "2026-11-30"}]}\n');
    const other = await openProject(quiet, { checker: checker, trusted: true, now: () => new Date(now) });
    const found = reviewOf(other.models, now);
    assert.deepEqual([found.sections, found.waiting, found.next?.day, found.next?.entity], [[], 0, '2026-10-31', 'AS2']);
    assert.deepEqual(shown(reviewOf(other.models, '2026-10-31T00:00:00Z')), ['attestations: AS2 ends in 30 days']);
    other.dispose();
    rmSync(quiet, { recursive: true, force: true });
  });

  it('marks open findings at the code where they were made, and at the model where they name none', () => {
    const marks = model().problems.filter(({ code }) => code === 'finding_open').map(({ subject, severity, place }) => [subject, severity, place.in, place.file, place.lines.start.line, place.lines.end.line]);
    const line = model().text.slice(0, model().text.indexOf('  fnd_b')).split('\n').length;
    assert.deepEqual(marks, [['fnd_b', 'warning', 'model', 'm.threatmodel.yaml', line, line], ['fnd_d', 'warning', 'model', 'm.threatmodel.yaml', line + 2, line + 2], ['fnd_a', 'information', 'code', 'upload.py', 3, 5]]);
  });

  it('takes a finding through its life, and verifies it only by what passes', () => {
    const verdictOf = (id: string): string | undefined => model().verdicts.get(id)?.verdict;
    const steps = (parsed: ParsedModel, id: string): string[] => findingSteps(parsed.model.findings[id]!, verdictOf).map(({ to, blocked }) => (blocked === undefined ? to : `${to}: ${blocked}`));
    const { parsed } = model();
    assert.deepEqual(steps(parsed, 'fnd_a'), ['acknowledged', 'remediated', 'dismissed']);
    assert.deepEqual(steps(parsed, 'fnd_b'), ['verified: asrt_b does not pass.', 'remediated', 'acknowledged', 'dismissed']);
    assert.deepEqual(steps(parsed, 'fnd_d'), ['verified', 'remediated', 'acknowledged', 'dismissed']);
    assert.deepEqual(steps(parsed, 'fnd_c'), ['acknowledged']);
    const seen = applied(parsed, moveFinding(parsed, 'fnd_a', 'acknowledged'));
    assert.deepEqual(steps(seen, 'fnd_a'), ['remediated', 'dismissed']);
    const mended = applied(seen, moveFinding(seen, 'fnd_a', 'remediated', { remedies: ['asrt_a'] }));
    assert.deepEqual([mended.model.findings.fnd_a!.status, mended.model.findings.fnd_a!.remediation_assertions], ['remediated', ['asrt_a']]);
    const bare = applied(seen, moveFinding(seen, 'fnd_a', 'remediated', { remedies: [] }));
    assert.deepEqual(steps(bare, 'fnd_a')[0], 'verified: No assertion shows that it is remedied: name one first.');
    const dismissed = applied(seen, moveFinding(seen, 'fnd_a', 'dismissed', { reason: ' Archives are refused. ' }));
    assert.equal(dismissed.model.findings.fnd_a!.reason, 'Archives are refused.');
    const again = applied(dismissed, moveFinding(dismissed, 'fnd_a', 'acknowledged'));
    assert.deepEqual([again.model.findings.fnd_a!.status, again.model.findings.fnd_a!.reason], ['acknowledged', undefined]);
    assert.ok(again.source.text.startsWith(text.slice(0, text.indexOf('findings:')).replace('# Who stands where.', '# Who stands where, and why.').replace('    status: implemented\n', '    status:   implemented\n')), 'nothing else changes');
    assert.deepEqual(moveFinding(parsed, 'fnd_x', 'dismissed'), { refused: 'not_there', path: ['findings', 'fnd_x'] });
  });

  it('records a finding at a place, and asks first for the controls that rest on it', () => {
    const { parsed } = model();
    const place = { file: 'broken.py', first: 4, last: 9, symbol: 'Server.handle' };
    const [control] = findingForm({ model: parsed.model, today: '2026-06-15' }, place).fields({});
    assert.deepEqual([control!.start, control!.choices!.map(({ value }) => value)], ['CTRL-02', ['CTRL-02', 'CTRL-01', 'CTRL-03']]);
    const { id, result } = recordFinding(parsed, { control: 'CTRL-02', title: 'Errors are not logged', severity: 'high', description: '' }, place, '2026-06-15', () => 0.5);
    const { findings } = applied(parsed, result).model;
    assert.deepEqual([findings[id]!.control, findings[id]!.severity, findings[id]!.status, findings[id]!.checked_locations], ['CTRL-02', 'high', 'discovered', ['broken.py:4-9 in Server.handle']]);
    assert.deepEqual(readPlace(findings[id]!.checked_locations[0]!), place);
  });

  it('extends by one small edit, and says as one types what is no later day', () => {
    const { parsed } = model();
    const field = extensionField(parsed.model, 'RA1', '2026-06-15')!;
    assert.deepEqual([field.start, field.check('2026-13-01'), field.check('soon'), field.check('2026-06-14'), field.check('2026-06-15')], ['2027-06-15', '2026-13-01 is no day of the calendar.', 'Write a day such as 2027-01-31.', '2026-06-14 has passed.', undefined]);
    assert.equal(extensionField(parsed.model, 'asrt_b', '2026-06-15')!.check('2026-07-10'), 'It counts until 2026-07-10 already: name a later day.');
    assert.equal(extensionField(parsed.model, 'AS1', '2026-06-15'), undefined);
    const result = extend(parsed, 'RA1', '2026-09-30');
    assert.ok('edits' in result);
    assert.deepEqual([result.edits.length, applied(parsed, result).model.acceptances.RA1!.review_by], [1, '2026-09-30']);
    assert.equal(applied(parsed, extend(parsed, 'asrt_b', '2026-09-30')).model.known_gaps.asrt_b!.until, '2026-09-30');
  });

  it('notes that somebody looked, so that the text of the control says so', async () => {
    await project.readHistory();
    const { parsed } = model();
    assert.deepEqual(checkNoteFields(parsed.model).map(({ key, required }) => [key, required]), [['label', true], ['collected_by', false]]);
    const noted = applied(parsed, noteCheck(parsed, 'CTRL-01', { label: 'Read the handler.', collected_by: '' }, '2026-06-15'));
    assert.deepEqual(noted.model.controls['CTRL-01']!.evidence, [{ type: 'document', label: 'Read the handler.', collected_at: '2026-06-15' }]);
    assert.equal(checksOf(noted.model, model().history).get('CTRL-01')?.by, 'uncommitted');
  });
});

describe('places of findings', () => {
  it('are read as they are written, and nothing leads out of the repository', () => {
    for (const place of [{ file: 'a/b c.py', first: 3, last: 3 }, { file: 'a.ts', first: 3, last: 9, symbol: 'A.b' }, { file: 'a.ts', first: 3, last: 9, symbol: 'A.b', digest: '0a1b2c3d' }, { file: 'a.ts', first: 3, last: 3, digest: '0a1b2c3d' }]) assert.deepEqual(readPlace(writePlace(place)), place);
    assert.equal(writePlace({ file: 'a.ts', first: 3, last: 9, symbol: 'A.b', digest: '0a1b2c3d' }), 'a.ts:3-9 in A.b @0a1b2c3d');
    assert.equal(describePlace({ file: 'a.ts', first: 3, last: 9, symbol: 'A.b', digest: '0a1b2c3d' }), 'a.ts:3-9 in A.b');
    assert.deepEqual(readPlace('src/upload.py'), { file: 'src/upload.py', first: 1, last: 1 });
    assert.deepEqual(readPlace('a.py:0'), { file: 'a.py', first: 1, last: 1 });
    for (const words of ['../../etc/passwd:1', '/etc/passwd:1', 'C:/x.py:1', 'the handler and its tests', '', 'a.py:3 and more']) assert.equal(readPlace(words), undefined, words);
  });
});

describe('findings in code that is edited', () => {
  const code = 'import os\n\n\ndef handle(upload):\n    keep(upload)\n    return True\n\n\ndef other(upload):\n    return True\n';
  const place = { file: 'upload.py', first: 5, last: 6, symbol: 'handle', digest: digestOfLine('    keep(upload)')! };
  const found = (text: string, one: Parameters<typeof placeIn>[1] = place): string => {
    const now = placeIn(text.split('\n'), one);
    return now ? `${now.first}-${now.last}` : 'gone';
  };

  it('follow what the line said, then their function, and say when both are gone', () => {
    assert.equal(found(code), '5-6');
    assert.equal(found(`# one\n# two\n${code}`), '7-8');
    assert.equal(found(code.replace('import os\n\n', '')), '3-4');
    assert.equal(found(code.replace('    keep', '  if upload:\n        keep')), '6-7', 'whatever its indentation');
    assert.equal(found(code.replace('keep(upload)', 'store(upload)')), '4-4');
    assert.equal(found('def other(upload):\n    return True\n'), 'gone');
    assert.equal(found(code.replace('keep(upload)', 'store(upload)').replace('def handle', 'def handle_all')), 'gone', 'a part of a name is no name');
  });
  it('stay where they were recorded when nothing was noted of the line, as long as the file is that long', () => {
    const { file, first, last } = place;
    assert.equal(found(`# one\n${code}`, { file, first, last }), '5-6');
    assert.equal(found('one line', { file, first, last }), 'gone');
    assert.deepEqual(['}', '  ', '---'].map(digestOfLine), [undefined, undefined, undefined]);
  });

  it('are shown at their new line while one types, before and after it is saved, and at the model when they are gone', async () => {
    const home = mkdtempSync(join(tmpdir(), 'mipiti-follow-'));
    writeFileSync(join(home, 'upload.py'), code);
    writeFileSync(join(home, 'm.threatmodel.yaml'), text.replace('upload.py:3-5 in handle', writePlace(place)));
    const project = await openProject(home, { checker, trusted: false, now: () => new Date(now) });
    const shown = (): unknown => {
      const problem = project.models[0]!.problems.find(({ code: kind, subject }) => kind === 'finding_open' && subject === 'fnd_a')!;
      return [problem.place.in, problem.place.file, problem.place.in === 'code' ? problem.place.lines.start.line : 'model', /What stood at upload\.py:5-6 in handle is not there any more\.$/.test(problem.message)];
    };
    try {
      assert.deepEqual(shown(), ['code', 'upload.py', 5, false]);
      project.setUnsaved('upload.py', `# one\n${code}`);
      await project.settled();
      assert.deepEqual(shown(), ['code', 'upload.py', 6, false]);
      assert.match(reviewOf(project.models, now).sections[0]!.items.find(({ entity }) => entity === 'fnd_a')!.details.join('\n'), /At upload\.py:6-7 in handle/);
      writeFileSync(join(home, 'upload.py'), `# one\n# two\n${code}`);
      project.setUnsaved('upload.py', undefined);
      await project.settled();
      assert.deepEqual(shown(), ['code', 'upload.py', 7, false]);
      rmSync(join(home, 'upload.py'));
      project.fileChanged('upload.py');
      await project.settled();
      assert.deepEqual(shown(), ['model', 'm.threatmodel.yaml', 'model', true]);
    } finally {
      project.dispose();
      rmSync(home, { recursive: true, force: true });
    }
  });
});

describe('the origins of lines', () => {
  it('take the earlier time of a commit, and are of no age where there is nothing', () => {
    const commit = 'a'.repeat(40);
    const printed = `${commit} 1 1 2\nauthor-time 1000\ncommitter-time 2000\nboundary\nfilename f\n\tx\n${commit} 2 2\n\tauthor-time 5\n`;
    assert.deepEqual(originsIn(printed, true).map(({ at, orOlder }) => [at, orOlder]), [['1970-01-01T00:16:40.000Z', true], ['1970-01-01T00:16:40.000Z', true]]);
    assert.deepEqual(originsIn(printed, false).map(({ orOlder }) => orOlder), [false, false]);
    assert.deepEqual(originsIn('', false), []);
  });
});

describe('the remedies of coherence problems', () => {
  const evidenceOf = (words: Readonly<Record<string, string>>) => ({ basis: 'worktree' as const, assertions: Object.fromEntries(Object.entries(words).map(([id, said]) => [id, { verdict: said.split(' ')[0] as 'pass' }])) });
  const found = cases.flatMap(({ name, yaml, evidence = {}, at: moment = now }) => {
    const parsed = parseModel(`schema: 1\nid: m\ntitle: M\n${yaml}`);
    return assess(parsed.model, evidenceOf(evidence), moment).coherence.map((problem) => ({ name, parsed, problem, moment, evidence }));
  });

  it('exist for every code', () => {
    for (const code of Object.keys(coherenceCodes)) {
      const one = found.find(({ problem }) => problem.code === code);
      if (!one) assert.fail(`no golden case reaches ${code}`);
      assert.ok(coherenceRemedies(one.parsed.model, one.problem, '2026-06-15').length > 0, code);
    }
  });

  it('that are edits end the problem by a small edit, and questions name what is there', () => {
    let edits = 0;
    for (const { name, parsed, problem, moment, evidence } of found) {
      for (const remedy of coherenceRemedies(parsed.model, problem, '2026-06-15')) {
        const about = `${name}: ${problem.code}: ${remedy.title}`;
        if ('edit' in remedy) {
          const result = remedy.edit(parsed);
          assert.ok('edits' in result && result.edits.length > 0, `${about} ${JSON.stringify(result)}`);
          const after = parseModel(applyEdits(parsed.source.text, result.edits));
          assert.equal(after.problems.filter(({ code }) => code === 'yaml_syntax' || code === 'invalid_value').length, 0, about);
          const left = assess(after.model, evidenceOf(evidence), moment).coherence;
          assert.ok(!left.some(({ code, parameters }) => code === problem.code && JSON.stringify(parameters) === JSON.stringify(problem.parameters)), about);
          edits++;
        } else if (remedy.asks.ask !== 'add' && remedy.asks.ask !== 'explain') {
          const { id } = remedy.asks;
          assert.ok((['boundaries', 'components', 'connections', 'assets', 'attackers', 'assumptions', 'controls', 'assertions', 'findings', 'acceptances', 'known_gaps'] as const).some((kind) => Object.hasOwn(parsed.model[kind], id)), `${about} ${id}`);
        }
      }
    }
    assert.ok(edits > 15, String(edits));
  });
});

