/**
 * Every runner for real, on the projects of `running/fixtures.ts`. Installs what npm has; pytest, go and cargo must be on the
 * machine, and a test that names them fails where they are not. `MIPITI_UPDATE_GOLDEN=1` records what `npm test` reads.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { processTestRunner } from '../../src/verifier/running/process-test-runner.ts';
import type { RunOutput } from '../../src/verifier/running/definition.ts';
import type { TestRunner } from '../../src/verifier/test-runner.ts';
import { hangingFile, projects } from './running/fixtures.ts';
import { record } from './running/recordings.ts';
import { verdictHere, writeProject } from './running/write-project.ts';

const recording = process.env.MIPITI_UPDATE_GOLDEN === '1';
const packages = ['vitest@3.2.7', 'jest@30.5.2', 'mocha@11.8.0'];

describe('real runners', () => {
  let root: string;
  before(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'mipiti-runners-')));
    for (const one of projects) writeProject(root, one);
    writeFileSync(join(root, 'package.json'), '{"private": true}');
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--no-save', '--ignore-scripts', ...packages], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  });
  after(() => rmSync(root, { recursive: true, force: true, maxRetries: 3 }));

  for (const one of projects) {
    describe(one.runner, () => {
      let tests: TestRunner;
      before(() => {
        const outputs: { readonly runner: string; readonly output: RunOutput }[] = [];
        const recorded = new Set<string>();
        const runner = processTestRunner({ root, timeoutMs: 180_000, onReport: (name, output) => outputs.push({ runner: name, output }) });
        tests = {
          async run(request) {
            const before = outputs.length;
            const answer = await runner.run(request);
            const key = request.files.join(' ');
            if (!recording || recorded.has(key)) return answer;
            recorded.add(key);
            const last = outputs[before];
            record(request, last?.runner ?? one.runner, root, last?.output, last || answer.ok ? undefined : answer);
            return answer;
          },
        };
      });
      for (const row of one.rows) {
        it(`${row.why}: ${row.verdict} ${row.reason}`, async () => {
          const verdict = await verdictHere(root, row, tests);
          assert.equal(`${verdict.verdict} ${verdict.reason}`, `${row.verdict} ${row.reason}`, `${row.file} ${row.name ?? ''}: ${verdict.details}`);
        });
      }
      it('stops a test that never ends, and all that it started', async () => {
        // Compiling first must not use up the time.
        const hurried = processTestRunner({ root, timeoutMs: one.runner === 'cargo' || one.runner === 'go' ? 15_000 : 6000 });
        const verdict = await verdictHere(root, { file: `${one.folder}/${hangingFile[one.runner]}`, name: one.runner === 'go' ? 'TestFirst' : one.runner === 'pytest' ? 'test_first' : 'first' }, hurried);
        assert.equal(`${verdict.verdict} ${verdict.reason}`, 'undecidable timeout', verdict.details);
        const left = execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' }).split('\n').filter((line) => line.includes(root) && !line.includes('npm'));
        assert.deepEqual(left, []);
      });
    });
  }
});
