/** Assertions and the code that they speak of: what rests on a word, what could be claimed, and how they follow moves. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before, describe, it } from 'node:test';
import { applyEdits } from '../../src/model/text-edit.ts';
import { addAssertions } from '../../src/project/claims/add-assertion.ts';
import { claimsOnWord, describeClaimOnCode } from '../../src/project/claims/claims-on-code.ts';
import { followMoves, type FollowingEdit } from '../../src/project/claims/follow-code.ts';
import { nodeChecker } from '../../src/project/node-checker.ts';
import { openProject } from '../../src/project/open.ts';
import type { ModelSnapshot, Project } from '../../src/project/snapshot.ts';
import { copySample } from '../sample-service/copy-sample.ts';

const checker = nodeChecker(pathToFileURL(join(import.meta.dirname, '..', '..', 'dist', 'verifier-worker.cjs')));
after(() => checker.dispose());

describe('claims and the code', () => {
  let folder: string;
  let project: Project;
  const model = (): ModelSnapshot => project.models[0]!;
  before(async () => {
    folder = join(mkdtempSync(join(tmpdir(), 'mipiti-claims-')), 'sample');
    copySample(folder);
    project = await openProject(folder, { checker, trusted: false, now: () => new Date('2026-06-15T12:00:00Z') });
    await project.verify();
  });
  after(() => {
    project.dispose();
    rmSync(join(folder, '..'), { recursive: true, force: true });
  });
  const textAfter = (following: FollowingEdit | undefined): string => {
    assert.ok(following && 'edits' in following.result, 'there is an edit');
    return applyEdits(model().text, following.result.edits);
  };

  it('tell what rests on a function, from either end of a call, and at what strength', () => {
    const said = claimsOnWord(model(), 'upload.py', 'scan_upload').map((claim) => describeClaimOnCode(model(), claim));
    assert.ok(said.some((line) => /^✓ CTRL-01 .*asrt_7k2m: handle_upload calls scan_upload\) passes, unconditional/.test(line)), said.join('\n'));
    assert.ok(claimsOnWord(model(), 'upload.py', 'handle_upload').length > 0);
    assert.deepEqual(claimsOnWord(model(), 'upload.py', 'argparse'), []);
    assert.deepEqual(claimsOnWord(model(), 'storage.py', 'scan_upload'), [], 'another file has no such claim');
  });

  it('are suggested for a place, nearest first, and every one of them holds', async () => {
    const line = readFileSync(join(folder, 'upload.py'), 'utf8').split('\n').findIndex((text) => text.startsWith('    scan_upload(data')) + 1;
    const found = await project.candidateClaims({ file: 'upload.py', line, lines: { first: line, last: line } });
    assert.deepEqual(found.map(({ claim }) => [claim.type, claim.params['caller'], claim.params['callee']]), [['function_calls', 'handle_upload', 'scan_upload']]);
    const all = await project.candidateClaims({ file: 'upload.py' });
    assert.ok(all.length > 10 && all.every(({ verdict }) => verdict.verdict === 'pass'));
    assert.deepEqual(await project.candidateClaims({ file: 'nowhere.py' }), []);
    assert.deepEqual(await project.candidateClaims({ file: 'README.md' }), []);
  });

  it('are written under identifiers of their own, with no other byte changed', () => {
    const claim = { type: 'function_exists', params: { file: 'upload.py', name: 'check_size' } };
    let draw = 0;
    const added = addAssertions(model().parsed, [{ subject: 'CTRL-05', claim }, { subject: 'CTRL-05', claim, covers: ['limited'] }], () => (draw += 0.137) % 1);
    assert.ok('edits' in added);
    assert.equal(new Set(added.ids).size, 2);
    const text = applyEdits(model().text, added.edits);
    assert.equal(text.split('\n').filter((line) => !added.ids.some((id) => line.startsWith(`  ${id}:`))).join('\n'), model().text);
  });

  it('follow files and folders that move', () => {
    const text = textAfter(followMoves(model(), [{ from: 'upload.py', to: 'service/upload.py' }]));
    assert.equal(text.includes('file: upload.py'), false);
    assert.equal(text.replaceAll('service/upload.py', 'upload.py'), model().text);
    assert.ok(textAfter(followMoves(model(), [{ from: 'web', to: 'site' }])).includes('site/upload-form.ts'));
    assert.equal(followMoves(model(), [{ from: 'we', to: 'x' }]), undefined, 'a part of a name is no folder');
  });

  it('take the places of findings along', async () => {
    const finding = '\nfindings:\n  fnd_a: {control: CTRL-01, title: Not looked at, checked_locations: ["scanner.py:3 in scan_upload @0a1b2c3d", the tests]}\n';
    project.setUnsaved('upload.threatmodel.yaml', model().text + finding);
    await project.settled();
    const text = textAfter(followMoves(model(), [{ from: 'scanner.py', to: 'service/scanner.py' }]));
    assert.ok(text.includes('["service/scanner.py:3 in scan_upload @0a1b2c3d", the tests]'), text.slice(-200));
    project.setUnsaved('upload.threatmodel.yaml', undefined);
    await project.settled();
  });

  it('are offered the name that a renamed function has now, once it holds', async () => {
    const file = join(folder, 'upload.py');
    const whole = readFileSync(file, 'utf8');
    writeFileSync(file, whole.replaceAll('scan_upload', 'scan_file'));
    try {
      project.fileChanged('upload.py');
      await project.settled();
      assert.equal(model().verdicts.get('asrt_7k2m')?.verdict, 'fail');
      const offered = await project.rebindings('upload.threatmodel.yaml', 'asrt_7k2m');
      assert.deepEqual(offered.map(({ parameter, from, to }) => [parameter, from, to])[0], ['callee', 'scan_upload', 'scan_file']);
      assert.ok(offered.every(({ verdict }) => verdict.verdict === 'pass'));
      assert.deepEqual(await project.rebindings('upload.threatmodel.yaml', 'asrt_none'), []);
    } finally {
      writeFileSync(file, whole);
      project.fileChanged('upload.py');
      await project.settled();
    }
  });
});
