/** Tests as evidence of a project: nothing runs that nobody asked for, or where nobody trusts, and an edit ends what a run has shown. */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { nodeChecker } from '../../src/project/node-checker.ts';
import { openProject } from '../../src/project/open.ts';
import { testPorts } from '../../src/project/run-tests.ts';
import type { Project } from '../../src/project/snapshot.ts';

const worker = pathToFileURL(join(import.meta.dirname, '..', '..', 'dist', 'verifier-worker.cjs'));
const model = `schema: 1
id: m
title: M
components: {CMP1: {name: api, boundaries: []}}
assets: {A1: {name: data, properties: [C], components: [CMP1]}}
attackers: {T1: {capability: asks, boundaries: [], vector: Network}}
controls:
  CTRL-01: {description: Do it., status: implemented, mitigates: [{asset: A1, attackers: [T1]}], clauses: {done: {shows: it passes, types: [test_passes]}}}
assertions:
  asrt_aaaa: {control: CTRL-01, type: test_passes, params: {pattern: gate.test.mjs, name: works}, covers: [done]}
  asrt_bbbb: {control: CTRL-01, type: test_passes, params: {pattern: gate.test.mjs, name: works too}, covers: [done]}
`;

describe('tests of a project', () => {
  let root: string;
  let project: Project;
  const checker = nodeChecker(worker);
  const told = (): string[] => project.models.flatMap((one) => [...one.verdicts.values()].map(({ verdict, reason }) => `${verdict} ${reason}`));
  const statusOf = (): string | undefined => project.models[0]?.assessment.objectives[0]?.status;
  /** How often the file of tests was run, as it itself counts. */
  const ran = (): number => (existsSync(join(root, 'ran.txt')) ? readFileSync(join(root, 'ran.txt'), 'utf8').length : 0);

  beforeEach(async () => {
    root = mkdtempSync(join(tmpdir(), 'mipiti-project-tests-'));
    writeFileSync(join(root, 'm.threatmodel.yaml'), model);
    writeFileSync(join(root, 'code.mjs'), 'export const one = 1;\n');
    writeFileSync(join(root, 'gate.test.mjs'), "import { test } from 'node:test';\nimport assert from 'node:assert';\nimport { appendFileSync } from 'node:fs';\nimport { one } from './code.mjs';\nappendFileSync('ran.txt', 'x');\ntest('works', () => assert.equal(one, 1));\ntest('works too', () => assert.equal(one + 1, 2));\n");
    project = await openProject(root, { checker, trusted: true, now: () => new Date('2026-06-01T00:00:00Z') });
  });
  afterEach(() => {
    project.dispose();
    rmSync(root, { recursive: true, force: true, maxRetries: 3 });
  });

  it('are not run by a verification that was not asked to', async () => {
    await project.verify();
    assert.deepEqual(told(), ['undecidable not_run', 'undecidable not_run']);
    assert.equal(ran(), 0);
    const [problem] = project.models[0]!.problems.filter(({ code }) => code === 'assertion_undecidable');
    assert.equal(problem?.place.file, 'm.threatmodel.yaml', 'nothing is wrong in the code');
    assert.match(problem.remedy, /mipiti verify --run-tests/);
  });
  it('are not run in a workspace that nobody trusts', async () => {
    await project.verify({ ports: testPorts({ run: { trusted: false, timeoutMs: 60_000 } }) });
    assert.deepEqual(told(), ['undecidable not_run', 'undecidable not_run']);
    assert.match(project.models[0]!.verdicts.get('asrt_aaaa')!.details, /not trusted/);
    assert.equal(ran(), 0);
  });
  it('are run once for all claims, and count until something changes', async () => {
    await project.verify({ prove: true, ports: testPorts({ run: { trusted: true, timeoutMs: 60_000 } }) });
    assert.deepEqual(told(), ['pass proven', 'pass proven']);
    assert.equal(ran(), 1);
    assert.equal(statusOf(), 'mitigated');
    assert.match(project.models[0]!.vacuity.get('asrt_aaaa')?.inapplicable ?? '', /not tried/);
    project.setUnsaved('code.mjs', 'export const one = 2;\n');
    await project.settled();
    assert.deepEqual(told(), ['undecidable not_run', 'undecidable not_run'], 'what was run is not what stands here now');
    assert.equal(ran(), 1, 'an edit runs nothing');
    assert.equal(statusOf(), 'at_risk');
  });
  it('are run anew by the next verification', async () => {
    await project.verify({ ports: testPorts({ run: { trusted: true, timeoutMs: 60_000 } }) });
    writeFileSync(join(root, 'code.mjs'), 'export const one = 2;\n');
    await project.verify({ ports: testPorts({ run: { trusted: true, timeoutMs: 60_000 } }) });
    assert.deepEqual(told(), ['fail test_failed', 'fail test_failed']);
    assert.equal(ran(), 2);
  });
});
