/** What differs between two states of a model, and the commits it comes from, with a real repository. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { assess } from '../../src/assurance/assess.ts';
import { weakenings } from '../../src/assurance/weakenings.ts';
import type { ThreatModel } from '../../src/model/schema.ts';
import { compareModels, type ModelState } from '../../src/project/model-changes.ts';
import { nodeChecker } from '../../src/project/node-checker.ts';
import { openProject } from '../../src/project/open.ts';
import { answerAsk } from '../../src/project/screens/answer.ts';
import { changesScreen } from '../../src/project/screens/changes-screen.ts';
import type { Project } from '../../src/project/snapshot.ts';
import type { ModelCommit } from '../../src/protocol/screens/changes-screen.ts';
import { anyEvidence, anyModel, now } from '../assurance/arbitraries.ts';
import { runs } from '../runs.ts';

const workerFile = pathToFileURL(join(import.meta.dirname, '..', '..', 'dist', 'verifier-worker.cjs'));
const stateOf = (model: ThreatModel, evidence: Parameters<typeof assess>[1]): ModelState => ({ model, assessment: assess(model, evidence, now) });

describe('two states of a model', () => {
  it('differ in nothing when they are the same', () => {
    fc.assert(fc.property(anyModel, anyEvidence, (model, evidence) => {
      const compared = compareModels(stateOf(model, evidence), stateOf(structuredClone(model), evidence));
      for (const list of Object.values(compared)) assert.deepEqual(list, []);
    }), runs(200));
  });
  it('mirror each other: what one way is weakened is strengthened the other way, and nothing that differs is left out', () => {
    fc.assert(fc.property(anyModel, anyModel, anyEvidence, (one, other, evidence) => {
      const [there, back] = [compareModels(stateOf(one, evidence), stateOf(other, evidence)), compareModels(stateOf(other, evidence), stateOf(one, evidence))];
      assert.deepEqual(there.weakenings.map(({ id }) => id), back.improvements.map(({ id }) => id));
      assert.equal(there.weakenings.length, weakenings(one, other).length);
      assert.deepEqual(new Set(there.added), new Set(back.removed));
      assert.deepEqual(new Set(there.objectives.map(({ id }) => id)), new Set(back.objectives.map(({ id }) => id)));
      const told = new Set([...there.weakenings, ...there.improvements, ...there.rest].map(({ id }) => id));
      for (const id of [...there.added, ...there.removed, ...there.changed]) if (!id.startsWith('CO-')) assert.ok(told.has(id), `${id} differs, and no sentence says so`);
    }), runs(300));
  });
});

describe('the commits of a model', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mipiti-past-'));
  const checker = nodeChecker(workerFile);
  let project: Project;
  let commits: readonly ModelCommit[];
  const git = (...words: string[]): string => execFileSync('git', ['-c', 'user.name=developer', '-c', 'user.email=developer@example.invalid', '-c', 'commit.gpgsign=false', ...words], { cwd: folder, encoding: 'utf8' });
  const model = (control: string, more = ''): string => `schema: 1
id: uploads
title: Uploads
assets: {A1: {name: files, properties: [C]}}
attackers: {T1: {capability: sends anything}}
controls:
  CTRL-01: {description: ${control}, status: implemented, mitigates: [{asset: A1, attackers: [T1]}], clauses: {scanned: {shows: uploads are scanned}${more}}}
assertions:
  asrt_a: {control: CTRL-01, type: function_exists, params: {file: upload.py, name: scan}, covers: [scanned]}
`;
  const commit = (subject: string): void => {
    git('add', '-A');
    git('commit', '-qm', subject);
  };
  const write = (file: string, text: string): void => writeFileSync(join(folder, file), text);
  const ran = join(folder, 'ran');

  before(async () => {
    git('init', '-q');
    write('upload.py', 'def scan(data):\n    return data.check()\n');
    write('first.threatmodel.yaml', model('Scan.', ', logged: {shows: it is logged}'));
    commit('Begin');
    renameSync(join(folder, 'first.threatmodel.yaml'), join(folder, 'uploads.threatmodel.yaml'));
    commit('Rename it');
    write('uploads.threatmodel.yaml', `${model('Scan.')}  - {not: [yaml`);
    commit('Break\u001b[31m it');
    write('uploads.threatmodel.yaml', model('Scan uploads.'));
    commit('Say what is scanned');
    write('upload.py', 'def other(data):\n    return data.check()\n');
    commit('Lose the scanner');
    // What a hostile repository would have run.
    writeFileSync(join(folder, 'program'), `#!/bin/sh\ntouch ${ran}\n`);
    chmodSync(join(folder, 'program'), 0o755);
    for (const key of ['gpg.program', 'diff.external', 'core.fsmonitor', 'core.pager']) git('config', key, join(folder, 'program'));
    git('config', 'log.showSignature', 'true');
    project = await openProject(folder, { checker, trusted: true, now: () => new Date(now) });
    await project.verify();
    commits = (await ask('commits', {})).commits;
  });
  after(() => {
    project.dispose();
    checker.dispose();
    rmSync(folder, { recursive: true, force: true });
  });
  const source = () => ({ snapshot: project.models[0]!, project, at: now });
  const ask = <Name extends 'commits' | 'changes' | 'history'>(name: Name, question: Parameters<typeof answerAsk<Name>>[2]) => answerAsk(source(), name, question, new AbortController().signal);
  const side = (index: number) => ({ commit: commits[index]!.commit, path: commits[index]!.path });

  it('are listed newest first, under the name that the file had then', () => {
    assert.deepEqual(commits.map(({ subject, path, author }) => [subject, path, author]), [
      ['Say what is scanned', 'uploads.threatmodel.yaml', 'developer'],
      ['Break\uFFFD[31m it', 'uploads.threatmodel.yaml', 'developer'],
      ['Rename it', 'uploads.threatmodel.yaml', 'developer'],
      ['Begin', 'first.threatmodel.yaml', 'developer'],
    ]);
  });
  it('are asked for without running what the repository names', () => {
    assert.equal(existsSync(ran), false);
    assert.ok(readFileSync(join(folder, '.git', 'config'), 'utf8').includes('showSignature'));
  });
  it('are compared across the rename: weakened first, then the rest', async () => {
    const { weakenings: weakened, improvements, rest, objectives, problems } = await ask('changes', { from: side(3), to: side(0), overlay: false });
    assert.deepEqual(problems, []);
    assert.deepEqual(weakened.map(({ sentence }) => sentence), ['CTRL-01: a control need not show something any more (logged)']);
    assert.deepEqual(improvements, []);
    assert.deepEqual(rest, [{ id: 'CTRL-01', sentence: 'CTRL-01: description changed', before: 'Scan.', after: 'Scan uploads.', opens: { of: 'entity', id: 'CTRL-01' }, drawn: ['A1'] }]);
    assert.deepEqual(objectives.map(({ sentence }) => sentence), ['CO-A1-T1 was at risk: evidence is not verified and is mitigated by controls']);
  });
  it('are compared with the work tree by the code of each side', async () => {
    const { weakenings: weakened, objectives, overlay } = await ask('changes', { from: side(0), to: 'worktree', overlay: true });
    assert.deepEqual(weakened, []);
    assert.deepEqual(objectives.map(({ id, before: was, after: is }) => [id, was?.is, is?.is]), [['CO-A1-T1', 'mitigated', 'at_risk']]);
    assert.deepEqual([overlay?.things, overlay?.statuses], [{}, { A1: { fell: 1, rose: 0, differs: 0 } }]);
  });
  it('say where a model does not parse', async () => {
    const { problems } = await ask('changes', { from: side(1), to: 'worktree', overlay: false });
    assert.equal(problems.length, 1);
    assert.match(problems[0]!, new RegExp(`^At ${commits[1]!.commit.slice(0, 10)} the model has an error: `));
  });
  it('refuse a commit in which the model is not', async () => {
    await assert.rejects(ask('changes', { from: { commit: commits[0]!.commit, path: 'first.threatmodel.yaml' }, to: 'worktree', overlay: false }), /The model is not in /);
  });
  it('tell what happened to an entity, and where it could not be read', async () => {
    const { events, unreadable, more } = await ask('history', { id: 'CTRL-01' });
    assert.deepEqual(events.map(({ subject, change, fields }) => [subject, change, fields]), [['Say what is scanned', 'changed', ['clauses', 'description']], ['Begin', 'added', []]]);
    assert.deepEqual([unreadable, more], [[commits[1]!.commit], false]);
  });
  it('are not asked for where the workspace is not trusted', async () => {
    const closed = await openProject(folder, { checker, trusted: false, now: () => new Date(now) });
    assert.equal(closed.pastOf('uploads.threatmodel.yaml'), undefined);
    const { git: state } = changesScreen({ snapshot: closed.models[0]!, at: now });
    assert.deepEqual(state, { none: 'This workspace is not trusted, so git is not asked for its base commit.' });
    closed.dispose();
  });
});
