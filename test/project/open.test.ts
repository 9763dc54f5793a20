import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { ClaimChecker } from '../../src/project/claim-checker.ts';
import { openProject } from '../../src/project/open.ts';
import { nextSteps } from '../../src/project/next-steps.ts';
import { explainObjective } from '../../src/project/explanation.ts';
import type { Project } from '../../src/project/snapshot.ts';
import type { Vacuity } from '../../src/verifier/vacuity/prove.ts';
import type { Claim, Verdict } from '../../src/verifier/verdict.ts';

const now = () => new Date('2026-06-15T12:00:00Z');

/** A checker of its own rule: a claim passes when its file holds the word; it counts what it is asked. */
class WordChecker implements ClaimChecker {
  readonly asked: string[] = [];
  /** Held back until called, when set: answers that take their time. */
  hold: Promise<void> | undefined;

  async check(sources: Parameters<ClaimChecker['check']>[0], claim: Claim, signal?: AbortSignal): Promise<Verdict> {
    const file = String(claim.params.file);
    this.asked.push(`${file} ${String(claim.params.word)}`);
    const source = await sources.read(file);
    await this.hold;
    signal?.throwIfAborted();
    if (!source.ok) return { verdict: 'fail', reason: 'file_missing', details: `There is no ${file}.`, file, restsOn: [{ file }] };
    const found = source.text.includes(String(claim.params.word));
    return { verdict: found ? 'pass' : 'fail', ...(found ? { strength: 'called' as const } : {}), reason: found ? 'proven' : 'not_found', details: found ? 'It is there.' : 'It is gone.', file, restsOn: [{ file }] };
  }
  /** What proving gives for a word; nothing when it is not set. */
  readonly vacuity = new Map<string, Vacuity>();
  readonly proven: string[] = [];
  async prove(_sources: unknown, claim: Claim, _verdict: Verdict, signal?: AbortSignal): Promise<Vacuity | undefined> {
    this.proven.push(String(claim.params.word));
    await this.hold;
    signal?.throwIfAborted();
    return this.vacuity.get(String(claim.params.word));
  }
  suggest(): Promise<[]> {
    return Promise.resolve([]);
  }
  dispose(): void {
    this.asked.length = 0;
  }
}

const model = (id: string, assertions: readonly [id: string, file: string, word: string, more?: string][]) => `schema: 1
id: ${id}
title: ${id}
boundaries: {TB1: {name: edge}}
components: {CMP1: {name: api, paths: ["**"], boundaries: [TB1]}}
assets: {A1: {name: data, properties: [C], components: [CMP1]}}
attackers: {T1: {capability: c, boundaries: [TB1], vector: Network}}
controls: {CTRL-01: {description: Do it., status: implemented, mitigates: [{asset: A1, attackers: [T1]}], clauses: {done: {shows: it is done}}}}
assertions:
${assertions.map(([one, file, word, more = '']) => `  ${one}: {control: CTRL-01, type: word, params: {file: ${file}, word: ${word}}, covers: [done]${more}}`).join('\n')}
`;

describe('a project', () => {
  let root: string;
  let checker: WordChecker;
  let project: Project | undefined;
  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  };
  const open = async (options: { trusted?: boolean } = {}): Promise<Project> => (project = await openProject(root, { checker, trusted: options.trusted ?? false, now }));
  const statusOf = (path = 'm.threatmodel.yaml'): string | undefined => project?.models.find((one) => one.path === path)?.assessment.objectives[0]?.status;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'mipiti-project-'));
    checker = new WordChecker();
  });
  afterEach(() => {
    project?.dispose();
    project = undefined;
    rmSync(root, { recursive: true, force: true });
  });

  it('finds models, and neither those of others nor those behind links', async () => {
    write('m.threatmodel.yaml', model('m', []));
    write('sub/n.threatmodel.yml', model('n', []));
    write('node_modules/x/o.threatmodel.yaml', model('o', []));
    write('.hidden/p.threatmodel.yaml', model('p', []));
    symlinkSync(join(root, 'sub'), join(root, 'linked'));
    assert.deepEqual((await open()).models.map(({ path }) => path), ['m.threatmodel.yaml', 'sub/n.threatmodel.yml']);
  });

  it('takes a claim that notices nothing for text, says so, and asks once for the same texts', async () => {
    write('m.threatmodel.yaml', model('m', [['asrt_a', 'a.py', 'scan']]));
    write('a.py', 'scan');
    const opened = await open();
    await opened.verify();
    assert.equal(statusOf(), 'mitigated');
    assert.deepEqual(checker.proven, [], 'only a cold run proves');
    checker.vacuity.set('scan', { tried: 2, killed: 1, survived: ['It passes although it is gone.'] });
    const steps: string[] = [];
    await opened.verify({ prove: true, onProgress: ({ step, done, total }) => steps.push(`${step} ${done}/${total}`) });
    assert.deepEqual(steps, ['verifying 1/1', 'proving 1/1']);
    assert.equal(statusOf(), 'at_risk');
    const [problem] = opened.models[0]!.problems;
    assert.equal(problem?.code, 'assertion_vacuous');
    assert.match(problem.message, /proves nothing\. It passes although it is gone\./);
    await opened.verify({ prove: true });
    assert.deepEqual(checker.proven, ['scan']);
    write('a.py', 'scan again');
    opened.fileChanged('a.py');
    await opened.settled();
    checker.vacuity.set('scan', { tried: 2, killed: 2, survived: [] });
    await opened.verify({ prove: true });
    assert.equal(statusOf(), checker.proven.length === 2 ? 'mitigated' : 'at_risk');
    assert.deepEqual(opened.models[0]!.problems.filter(({ code }) => code === 'assertion_vacuous').length, checker.proven.length === 2 ? 0 : 1);
  });

  it('verifies with progress, and posture follows the code', async () => {
    write('m.threatmodel.yaml', model('m', [['asrt_a', 'a.py', 'scan'], ['asrt_b', 'b.py', 'log']]));
    write('a.py', 'scan');
    write('b.py', 'nothing');
    const opened = await open();
    assert.equal(statusOf(), 'at_risk', 'nothing is a pass before it was checked');
    const progress: string[] = [];
    await opened.verify({ onProgress: ({ done, total }) => progress.push(`${done}/${total}`) });
    assert.deepEqual(progress, ['1/2', '2/2']);
    assert.equal(statusOf(), 'at_risk');
    const failed = opened.models[0]!.problems.find((problem) => problem.code === 'assertion_failed');
    assert.equal(failed?.place.file, 'b.py');
    assert.equal(failed.related?.[0]?.place.file, 'm.threatmodel.yaml');
    assert.match(failed.message, /CTRL-01 \(Do it\) rests on: word\(log\)\. It is gone\./);
    write('b.py', 'log');
    opened.fileChanged('b.py');
    await opened.settled();
    assert.equal(statusOf(), 'mitigated');
  });

  it('checks only what rests on the file that changed, and unsaved text wins over the disk', async () => {
    write('m.threatmodel.yaml', model('m', Array.from({ length: 200 }, (_, i) => [`asrt_a${i}`, `f${i % 50}.py`, 'scan'] as const).map((one) => [...one])));
    for (let i = 0; i < 50; i++) write(`f${i}.py`, 'scan');
    const opened = await open();
    await opened.verify();
    assert.equal(statusOf(), 'mitigated');
    assert.equal(checker.asked.length, 200);
    checker.asked.length = 0;
    opened.setUnsaved('f7.py', 'nothing');
    await opened.settled();
    assert.deepEqual([...new Set(checker.asked)], ['f7.py scan']);
    assert.equal(checker.asked.length, 4);
    assert.equal(statusOf(), 'at_risk');
    opened.fileChanged('f7.py');
    await opened.settled();
    assert.equal(statusOf(), 'at_risk', 'the disk does not matter while there is unsaved text');
    opened.setUnsaved('f7.py', undefined);
    await opened.settled();
    assert.equal(statusOf(), 'mitigated');
  });

  it('keeps the old verdict while a new one is on its way, and drops answers about older text', async () => {
    write('m.threatmodel.yaml', model('m', [['asrt_a', 'a.py', 'scan']]));
    write('a.py', 'scan');
    const opened = await open();
    await opened.verify();
    let release = (): void => undefined;
    checker.hold = new Promise((resolve) => (release = resolve));
    opened.setUnsaved('a.py', 'nothing');
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.equal(opened.models[0]!.checking.has('asrt_a'), true);
    assert.equal(opened.models[0]!.verdicts.get('asrt_a')?.verdict, 'pass', 'the last verdict stands meanwhile');
    opened.setUnsaved('a.py', 'scan again');
    release();
    checker.hold = undefined;
    await opened.settled();
    assert.equal(opened.models[0]!.verdicts.get('asrt_a')?.verdict, 'pass');
    assert.equal(opened.models[0]!.checking.size, 0);
  });

  it('follows the model: a broken text keeps the last good one, a new claim is checked, a new file is found', async () => {
    write('m.threatmodel.yaml', model('m', [['asrt_a', 'a.py', 'scan']]));
    write('a.py', 'scan log');
    const opened = await open();
    await opened.verify();
    opened.setUnsaved('m.threatmodel.yaml', 'schema: 1\nassets: {A1: {');
    await opened.settled();
    const broken = opened.models[0]!;
    assert.equal(broken.current, false);
    assert.equal(broken.assessment.objectives[0]?.status, 'mitigated');
    assert.ok(broken.problems.some((problem) => problem.code === 'yaml_syntax'));
    opened.setUnsaved('m.threatmodel.yaml', model('m', [['asrt_a', 'a.py', 'scan'], ['asrt_b', 'a.py', 'log'], ['asrt_c', 'a.py', 'gone']]));
    await opened.settled();
    assert.deepEqual([...opened.models[0]!.verdicts].map(([id, { verdict }]) => `${id} ${verdict}`), ['asrt_a pass', 'asrt_b pass', 'asrt_c fail']);
    write('n.threatmodel.yaml', model('n', []));
    opened.fileChanged('n.threatmodel.yaml');
    await opened.settled();
    assert.deepEqual(opened.models.map(({ path }) => path), ['m.threatmodel.yaml', 'n.threatmodel.yaml']);
    rmSync(join(root, 'n.threatmodel.yaml'));
    opened.fileChanged('n.threatmodel.yaml');
    await opened.settled();
    assert.deepEqual(opened.models.map(({ path }) => path), ['m.threatmodel.yaml']);
  });

  it('can be cancelled, and what was known stays', async () => {
    write('m.threatmodel.yaml', model('m', [['asrt_a', 'a.py', 'scan']]));
    write('a.py', 'scan');
    const opened = await open();
    await opened.verify();
    let release = (): void => undefined;
    checker.hold = new Promise((resolve) => (release = resolve));
    const abort = new AbortController();
    const verifying = opened.verify({ signal: abort.signal });
    abort.abort(new Error('enough'));
    await assert.rejects(verifying, /enough/);
    release();
    assert.equal(statusOf(), 'mitigated');
  });

  it('leaves assertions on other repositories alone', async () => {
    write('.git/config', '[remote "origin"]\n\turl = git@example.invalid:acme/app.git\n');
    write('m.threatmodel.yaml', model('m', [['asrt_a', 'a.py', 'scan', ', repository: acme/app'], ['asrt_b', 'a.py', 'scan', ', repository: acme/other']]));
    write('a.py', 'scan');
    const opened = await open();
    await opened.verify();
    assert.deepEqual(opened.models[0]?.assessment.controls[0]?.assertions.map(({ id, verdict }) => `${id} ${verdict}`), ['asrt_a pass', 'asrt_b elsewhere']);
    assert.equal(statusOf(), 'at_risk');
  });

  it('tells two models with one id apart, and says so', async () => {
    write('m.threatmodel.yaml', model('same', []));
    write('n.threatmodel.yaml', model('same', []));
    const opened = await open();
    assert.deepEqual(opened.models.map(({ problems }) => problems.filter(({ code }) => code === 'model_id_twice').length), [1, 1]);
  });

  it('computes weakenings against the last commit, only where the workspace is trusted', async () => {
    const git = (...words: string[]) => execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.invalid', ...words], { cwd: root, stdio: 'ignore' });
    write('m.threatmodel.yaml', model('m', [['asrt_a', 'a.py', 'scan']]));
    write('a.py', 'scan');
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', 'base');
    write('m.threatmodel.yaml', model('m', []));
    assert.deepEqual((await open()).models[0]?.base, { none: 'not_trusted' });
    project?.dispose();
    const opened = await open({ trusted: true });
    assert.ok('commit' in opened.models[0]!.base);
    assert.deepEqual(opened.models[0]!.weakenings.map(({ kind }) => kind), ['assertion_removed']);
  });

  it('never runs what a repository configures', async () => {
    const git = (...words: string[]) => execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.invalid', ...words], { cwd: root, stdio: 'ignore' });
    write('m.threatmodel.yaml', model('m', []));
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', 'base');
    const trap = join(root, 'trap.sh');
    write('trap.sh', `#!/bin/sh\ntouch ${join(root, 'ran')}\n`);
    execFileSync('chmod', ['+x', trap]);
    for (const setting of ['core.fsmonitor', 'core.pager', 'diff.external', 'core.sshCommand', 'core.editor']) git('config', setting, trap);
    await open({ trusted: true });
    assert.throws(() => execFileSync('ls', [join(root, 'ran')], { stdio: 'ignore' }), 'something of the repository was run');
  });

  it('says what to do next, and explains down to the file', async () => {
    write('m.threatmodel.yaml', model('m', [['asrt_a', 'a.py', 'scan']]));
    write('a.py', 'nothing');
    const opened = await open();
    await opened.verify();
    const [first] = nextSteps(opened.models);
    assert.equal(first?.group, 'broken');
    assert.equal(first.steps[0]?.action, 'mend CTRL-01: word(scan)');
    const chain = explainObjective(opened.models[0]!, 'CO-A1-T1')!;
    assert.ok(chain.some((line) => line.text.startsWith('asrt_a fails') && line.place?.file === 'a.py'), JSON.stringify(chain, null, 1));
  });
});
