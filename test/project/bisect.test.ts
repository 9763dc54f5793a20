/** The search for a commit that changed an objective: how many it looks at, and that it can be stopped. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { bisectObjective, type BisectOptions } from '../../src/project/bisect.ts';
import { searchChange } from '../../src/project/bisect-search.ts';
import { openProject } from '../../src/project/open.ts';

describe('the search between two ends that differ', () => {
  it('finds a change, whatever lies between, with as few questions as halving takes', async () => {
    for (let count = 2; count <= 40; count++) {
      for (let seed = 1; seed <= 10; seed++) {
        const like = Array.from({ length: count }, (_, index) => index === 0 || (index < count - 1 && (index * seed * 7) % 5 < 3));
        let asked = 0;
        const index = await searchChange(count, (at) => {
          asked++;
          assert.ok(at > 0 && at < count - 1, 'never an end');
          return Promise.resolve(like[at]!);
        });
        assert.deepEqual([like[index - 1], like[index]], [true, false]);
        assert.ok(asked <= Math.ceil(Math.log2(count)), `${asked} of ${count}`);
      }
    }
  });
});

describe('bisect', () => {
  const passing = { check: () => Promise.resolve({ verdict: 'pass' as const, reason: 'proven' as const, strength: 'declared' as const, details: '', restsOn: [] }), prove: () => Promise.resolve(undefined), suggest: () => Promise.resolve([]), dispose: () => undefined };
  const withRepository = async (act: (options: BisectOptions, git: (...words: string[]) => string) => Promise<void>): Promise<void> => {
    const folder = mkdtempSync(join(tmpdir(), 'mipiti-bisect-'));
    const git = (...words: string[]): string => execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.invalid', ...words], { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
    try {
      git('init', '-q', '-b', 'main');
      for (let number = 0; number < 6; number++) {
        const assets = number < 3 ? 'A1: {name: files, properties: [I]}' : 'A1: {name: files, properties: [I]}, A2: {name: logs, properties: [I]}';
        const control = number < 5 ? '' : 'controls: {CTRL-01: {description: Scan., status: implemented, mitigates: [{asset: A2, attackers: [T1]}], clauses: {c: {shows: s, types: [function_exists]}}}}\nassertions: {asrt_aaaa: {control: CTRL-01, type: function_exists, params: {file: a.py, name: f}, covers: [c]}, asrt_bbbb: {control: CTRL-09, type: function_exists, params: {file: a.py, name: g}}}\n';
        writeFileSync(join(folder, 'a.threatmodel.yaml'), `schema: 1\nid: a\ntitle: T${number}\nassets: {${assets}}\nattackers: {T1: {capability: sends}}\n${control}`);
        git('add', '-A');
        git('commit', '-qm', `Step ${number}`);
      }
      const project = await openProject(folder, { checker: passing, trusted: true, now: () => new Date() });
      const [snapshot] = project.models;
      assert.ok(snapshot);
      await act({ snapshot, objective: 'CO-A2-T1', checker: passing, at: new Date().toISOString(), signal: new AbortController().signal }, git);
      project.dispose();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };

  it('looks for a mitigated commit itself, and says when none of those it tried was', async () => {
    await withRepository(async (options, git) => {
      const never = await bisectObjective({ ...options, bad: 'HEAD~1' });
      assert.deepEqual([never.found, 'because' in never && never.because], [false, 'never_mitigated']);
      const mitigated = await bisectObjective(options);
      assert.equal('because' in mitigated && mitigated.because, 'mitigated');
      const came = await bisectObjective({ ...options, good: 'HEAD~5', bad: 'HEAD~1' });
      assert.ok(came.found);
      assert.deepEqual([came.commit.subject, came.commit.author, came.before.status, came.after.status, came.commit.commit], ['Step 3', 'Test', 'absent', 'unassessed', git('rev-parse', 'HEAD~2')]);
    });
  });

  it('asks only about the evidence of the objective, and stops when it is told to', async () => {
    await withRepository(async (options) => {
      const names: unknown[] = [];
      const checker = { ...passing, check: (_: unknown, { params }: { params: Readonly<Record<string, unknown>> }) => (names.push(params['name']), passing.check()) };
      await bisectObjective({ ...options, checker, good: 'HEAD~1' });
      assert.deepEqual(names, ['f']);
      const abort = new AbortController();
      let looked = 0;
      await assert.rejects(bisectObjective({ ...options, good: 'HEAD~5', signal: abort.signal, onStep: () => ++looked === 2 && abort.abort(new Error('enough')) }), /enough/);
      assert.equal(looked, 2);
    });
  });
});
