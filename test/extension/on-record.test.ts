/** What the editor shows of the record: both bases in rows and explanations, drift in the change view, and nothing read where there is nothing. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, afterEach, beforeEach, describe, it } from 'node:test';
import { readSigningKey } from '../../src/evidence/signers/signing-key.ts';
import { keySigner } from '../../src/evidence/signers/signer.ts';
import { changeRows } from '../../src/extension/change-rows.ts';
import { explanationText } from '../../src/extension/explanation-text.ts';
import { objectiveRows } from '../../src/extension/objective-rows.ts';
import { statusText } from '../../src/extension/status-text.ts';
import { spokenOf, type TreeNode } from '../../src/extension/tree-node.ts';
import type { Disk } from '../../src/project/disk.ts';
import { nodeChecker } from '../../src/project/node-checker.ts';
import { nodeDisk } from '../../src/project/node-disk.ts';
import { onRecord } from '../../src/project/on-record.ts';
import { openProject } from '../../src/project/open.ts';
import { recordRun } from '../../src/project/record-run.ts';
import type { ModelSnapshot, Project } from '../../src/project/snapshot.ts';
import { keys, pemOf, policyText } from '../evidence/made-runs.ts';
import { breaks } from '../sample-service/breaks.ts';
import { copySample } from '../sample-service/copy-sample.ts';

const checker = nodeChecker(pathToFileURL(join(import.meta.dirname, '..', '..', 'dist', 'verifier-worker.cjs')));
after(() => checker.dispose());

describe('the record in the editor', () => {
  let folder: string;
  let project: Project;
  let readers = 0;
  const git = (...words: string[]): string => execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.invalid', ...words], { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  const model = (): ModelSnapshot => project.models[0]!;
  const shown = () => project.models.map((snapshot) => ({ folder: 'file:///sample', snapshot }));
  const objective = (id: string): TreeNode => objectiveRows(shown()).flatMap(({ children }) => children ?? []).find(({ id: row }) => row.endsWith(`:${id}`))!;
  const drifted = (): readonly TreeNode[] => changeRows(shown()).find(({ id }) => id === 'change:drifted')?.children ?? [];
  const record = async (): Promise<void> => {
    const read = readSigningKey(pemOf(keys.ed.privateKey));
    assert.ok(read.ok);
    const [outcome] = await recordRun({ models: project.models, signers: [keySigner('workspace', read.signingKey)], version: '0.1.0', now: () => new Date() });
    assert.ok(outcome?.ok, JSON.stringify(outcome));
    assert.deepEqual(outcome.leftOut, []);
  };
  const breakPromise = (): void => {
    const { file, edit } = breaks[0]!;
    writeFileSync(join(folder, file), edit(readFileSync(join(folder, file), 'utf8')));
    project.fileChanged(file);
  };
  /** Until the files that were saved have been held against the record. */
  const heldAgain = async (holds: () => boolean): Promise<void> => {
    for (let wait = 0; wait < 200 && !holds(); wait++) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      await project.settled();
    }
    assert.ok(holds());
  };
  const disk: Disk = { ...nodeDisk, evidence: { ...nodeDisk.evidence!, reader: () => (readers++, nodeDisk.evidence!.reader()) } };
  beforeEach(async () => {
    readers = 0;
    folder = join(mkdtempSync(join(tmpdir(), 'mipiti-on-record-')), 'sample');
    copySample(folder);
    mkdirSync(join(folder, '.mipiti'), { recursive: true });
    writeFileSync(join(folder, '.mipiti', 'trust.yaml'), policyText());
    git('add', '-A');
    git('commit', '-qm', 'Trust a key');
    project = await openProject(folder, { checker, disk, trusted: true, now: () => new Date() });
    await project.verify();
  });
  afterEach(() => {
    project.dispose();
    rmSync(join(folder, '..'), { recursive: true, force: true });
  });

  it('loads and shows nothing where there is no ledger', async () => {
    const before = model();
    const rows = JSON.stringify(objectiveRows(shown()));
    await project.readRecorded();
    assert.deepEqual(model().recorded, { none: 'no_ledger' });
    assert.equal(readers, 0);
    assert.equal(JSON.stringify(objectiveRows(shown())), rows);
    assert.match(explanationText(model(), 'CO-A1-T2').text, /Basis recorded: no recorded evidence\.\nDigest [0-9a-f]{64}\n$/);
    const after_ = model();
    await project.readRecorded();
    assert.equal(model(), after_, 'looking again changes nothing');
    assert.notEqual(before, after_);
  });

  it('asks nothing where the workspace is not trusted', async () => {
    await record();
    const restricted = await openProject(folder, { checker, disk, trusted: false, now: () => new Date() });
    await restricted.readRecorded();
    assert.deepEqual([restricted.models[0]!.recorded, readers], [{ none: 'not_trusted' }, 0]);
    restricted.dispose();
  });

  it('shows both bases, follows what is saved, and lags behind what is typed', async () => {
    await record();
    await project.readRecorded();
    assert.equal(readers, 1);
    assert.match(objective('CO-A1-T2').description ?? '', / · on record mitigated$/);
    assert.match(spokenOf(objective('CO-A1-T2')), /: mitigated by controls, on record mitigated, tier/);
    const explained = explanationText(model(), 'CO-A1-T2').text;
    assert.match(explained, /✓ On record it is mitigated by controls/);
    assert.match(explained, /✓ asrt_7k2m passes.*\n.*✓ on record passes at [0-9a-f]{10}, signed by ci on \d{4}-\d\d-\d\d\n/);
    assert.match(explained, /Digest ([0-9a-f]{64}) in the work tree\nDigest \1 on record\n$/);
    assert.match(statusText(project.models)!.tooltip, /on record 9 of 12 mitigated$/);
    // Typed, not saved.
    const { file, edit } = breaks[0]!;
    const text = edit(readFileSync(join(folder, file), 'utf8'));
    project.setUnsaved(file, text);
    await project.settled();
    assert.match(objective('CO-A1-T2').description ?? '', / · on record mitigated$/);
    const failing = model().problems.find(({ code, subject }) => code === 'assertion_failed' && subject === 'asrt_7k2m')!;
    assert.match(failing.related!.map(({ message }) => message).join('\n'), /^The claim asrt_7k2m\.\nIt passed on record at [0-9a-f]{10}, signed by ci on \d{4}-\d\d-\d\d\.$/);
    assert.equal(model().problems.filter(({ subject }) => subject === 'asrt_7k2m').length, 1, 'one mark, not two');
    // Saved.
    writeFileSync(join(folder, file), text);
    project.setUnsaved(file, undefined);
    project.fileChanged(file);
    await heldAgain(() => onRecord(model())?.basis.standings['asrt_7k2m']?.holds === false);
    assert.match(objective('CO-A1-T2').description ?? '', / · on record at risk$/);
    assert.match(explanationText(model(), 'CO-A1-T2').text, /○ on record does not hold: upload\.py has changed since/);
    assert.equal(readers, 1, 'what was verified is not read again');
  });

  it('sees a run that comes while the editor is open', async () => {
    await project.readRecorded();
    assert.equal(onRecord(model()), undefined);
    await record();
    project.fileChanged('.mipiti/evidence/new.json');
    await heldAgain(() => onRecord(model()) !== undefined);
  });

  it('tells before the commit what the change breaks, and after it what drifted, each once', async () => {
    await record();
    await project.readRecorded();
    await project.comparePast();
    breakPromise();
    await project.settled();
    const broken = changeRows(shown()).find(({ id }) => id === 'change:broken')!.children!.find(({ subject }) => subject?.entity === 'asrt_7k2m')!;
    assert.match(broken.tooltip ?? '', /\nIt passed on record at [0-9a-f]{10}, signed by ci/);
    assert.deepEqual(drifted(), []);
    git('commit', '-qam', 'Break it');
    await project.baseChanged();
    await project.settled();
    const [row, ...others] = drifted();
    assert.deepEqual([others, row?.description, row?.subject?.entity, row?.place?.file], [[], 'CO-A1-T2', 'asrt_7k2m', 'upload.py']);
    assert.match(spokenOf(row!), /^Drifted: .*: fails\. It passed on record at [0-9a-f]{10}, signed by ci on \d{4}-\d\d-\d\d\.$/);
    assert.deepEqual(changeRows(shown()).map(({ id }) => id), ['change:drifted']);
    await record();
    project.fileChanged('.mipiti/evidence/new.json');
    await heldAgain(() => /fails on record since/.test(drifted()[0]?.tooltip ?? ''));
  });
});
