/** The Test Explorer's tree and outcomes, made of real snapshots. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { outcomeOf, testNodes } from '../../src/extension/test-items.ts';
import { openProject } from '../../src/project/open.ts';
import type { ModelSnapshot, Project } from '../../src/project/snapshot.ts';
import type { Verdict } from '../../src/verifier/verdict.ts';
import { copySample } from '../sample-service/copy-sample.ts';

const asked: string[] = [];
const verdict: Verdict = { verdict: 'fail', reason: 'dead_code', details: 'It never runs.', file: 'upload.py', range: { start: { line: 3, column: 1 }, end: { line: 3, column: 9 } }, restsOn: [] };

describe('assertions as tests', () => {
  let home: string;
  let project: Project;
  let snapshot: ModelSnapshot;
  before(async () => {
    home = mkdtempSync(join(tmpdir(), 'mipiti-tests-'));
    copySample(join(home, 'sample'));
    const checker = { check: (_: unknown, { type }: { type: string }) => (asked.push(type), Promise.resolve(verdict)), prove: () => Promise.resolve(undefined), suggest: () => Promise.resolve([]), dispose: () => undefined };
    project = await openProject(join(home, 'sample'), { checker, trusted: false, now: () => new Date('2026-06-15T12:00:00Z') });
    [snapshot] = project.models as [ModelSnapshot];
  });
  after(() => {
    project.dispose();
    rmSync(home, { recursive: true, force: true });
  });

  it('stand below their controls, each at its place in the model', () => {
    const model = testNodes(snapshot);
    assert.equal(model.runsTests, snapshot.text.includes('type: test_passes'));
    assert.equal(model.label, 'File upload');
    const control = model.children.find(({ id }) => id === 'CTRL-01')!;
    assert.equal(control.label, 'CTRL-01 Scan uploads before accepting them.');
    assert.deepEqual(control.children.map(({ id, label }) => [id, label]), [['asrt_7k2m', 'handle_upload calls scan_upload'], ['asrt_p4xd', 'function scan_upload exists']]);
    const lines = snapshot.text.split('\n');
    for (const { id, range } of [control, ...control.children]) assert.ok(lines[range!.start.line - 1]!.trimStart().startsWith(`${id}:`), id);
    assert.equal(model.children.some(({ id }) => id === 'CTRL-07'), false, 'a control without an assertion is no test');
    assert.equal(model.children.flatMap(({ children }) => children).length, Object.keys(snapshot.model.assertions).length);
  });

  it('can be verified one by one', async () => {
    await project.verify({ assertions: [{ model: snapshot.path, assertion: 'asrt_p4xd' }] });
    assert.deepEqual(asked, ['function_exists']);
    await project.verify({ assertions: [{ model: 'another.threatmodel.yaml', assertion: 'asrt_p4xd' }] });
    assert.equal(asked.length, 1);
  });

  it('end as passed, failed, errored or skipped, with what was expected and found, at its place', () => {
    const end = (value: Verdict | undefined) => outcomeOf(snapshot, 'asrt_7k2m', value, (file) => `code/${file}`);
    assert.deepEqual(end({ ...verdict, verdict: 'pass', strength: 'called' }), { outcome: 'passed' });
    assert.deepEqual(end(undefined), { outcome: 'skipped' });
    assert.deepEqual(end(verdict), { outcome: 'failed', message: 'It never runs.', expected: 'handle_upload calls scan_upload', found: 'fails: dead code', place: { file: 'code/upload.py', range: verdict.range } });
    assert.equal(end({ ...verdict, verdict: 'undecidable', reason: 'parse_error' }).outcome, 'errored');
  });
});
