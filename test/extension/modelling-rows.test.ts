/** The view of the model, the groups of objectives, and the steps of a form, made without an editor. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { itemKinds } from '../../src/extension/ids.ts';
import { modelRows } from '../../src/extension/model-rows.ts';
import { askSteps, type Reply } from '../../src/extension/modelling/steps.ts';
import { objectiveRows, type FolderSnapshot } from '../../src/extension/objective-rows.ts';
import type { TreeNode } from '../../src/extension/tree-node.ts';
import { newModelText } from '../../src/model/template.ts';
import { parseModel } from '../../src/model/parse.ts';
import { formOf } from '../../src/project/modelling/forms.ts';
import { namesIn } from '../../src/project/modelling/suggestions.ts';
import { openProject } from '../../src/project/open.ts';
import type { Project } from '../../src/project/snapshot.ts';
import { copySample } from '../sample-service/copy-sample.ts';

const checker = { check: () => Promise.resolve({ verdict: 'fail' as const, reason: 'not_found' as const, details: '', restsOn: [] }), prove: () => Promise.resolve(undefined), suggest: () => Promise.resolve([]), dispose: () => undefined };
const shown = (project: Project): FolderSnapshot[] => project.models.map((snapshot) => ({ folder: 'file:///sample', snapshot }));
const everyRow = (rows: readonly TreeNode[]): TreeNode[] => rows.flatMap((row) => [row, ...everyRow(row.children ?? [])]);

describe('the view of the model', () => {
  let home: string;
  let project: Project;
  before(async () => {
    home = mkdtempSync(join(tmpdir(), 'mipiti-model-rows-'));
    copySample(join(home, 'sample'));
    project = await openProject(join(home, 'sample'), { checker, trusted: false, now: () => new Date('2026-06-15T12:00:00Z') });
  });
  after(() => {
    project.dispose();
    rmSync(home, { recursive: true, force: true });
  });

  it('shows what stands at each boundary, and every other kind in a section of its own', () => {
    const rows = modelRows(shown(project));
    assert.deepEqual(rows.map(({ label, description }) => `${label}: ${description}`), ['Boundaries: 3', 'Components: 4, each behind a boundary', 'Connections: 2', 'Assets: 4', 'Attackers: 3']);
    assert.deepEqual(rows[0]!.children!.map(({ label, children }) => [label, children?.map((child) => child.label.split(' ')[0])]), [['TB1 Internet edge', ['CMP1', 'CMP3', 'T1', 'T2']], ['TB2 Service host', ['CMP1', 'CMP2', 'T3']], ['TB3 Backup vault', ['CMP4']]]);
    assert.equal(rows[0]!.children![2]!.description, 'passes Physical, sealed');
  });

  it('gives every row an identity of its own, words for a screen reader, a kind for its menu, and where it stands', () => {
    const all = everyRow(modelRows(shown(project)));
    assert.equal(new Set(all.map(({ id }) => id)).size, all.length);
    const kinds = new Set<string>(Object.values(itemKinds));
    for (const row of all) {
      assert.ok(row.spoken !== undefined && row.spoken !== '', row.id);
      assert.ok(row.kind !== undefined && kinds.has(row.kind), row.id);
    }
    assert.deepEqual(all.filter(({ subject }) => subject?.entity === 'CMP1').map(({ within }) => within?.place), ['TB1', 'TB2']);
  });

  it('says what is missing while there is nothing, and what was removed', async () => {
    const file = join(home, 'sample', 'upload.threatmodel.yaml');
    const text = readFileSync(file, 'utf8');
    project.setUnsaved('upload.threatmodel.yaml', newModelText({ id: 'upload', title: 'Empty' }));
    await project.settled();
    const empty = modelRows(shown(project));
    assert.ok(empty.every(({ description }) => description?.startsWith('none yet: ')));
    project.setUnsaved('upload.threatmodel.yaml', `${text}removed:\n  A9: {on: "2026-06-01", why: merged into A1, was: {name: old files, properties: [C]}}\n`);
    await project.settled();
    const removed = modelRows(shown(project)).at(-1)!;
    assert.deepEqual(removed.children!.map(({ label, description, kind }) => [label, description, kind]), [['A9 old files', '2026-06-01 · merged into A1', 'removed']]);
    project.setUnsaved('upload.threatmodel.yaml', undefined);
    await project.settled();
  });

  it('puts several models each under its own', async () => {
    writeFileSync(join(home, 'sample', 'other.threatmodel.yaml'), newModelText({ id: 'other', title: 'Other' }));
    project.fileChanged('other.threatmodel.yaml');
    await project.settled();
    assert.deepEqual(modelRows(shown(project)).map(({ label, open }) => [label, open]), [['Other', 'collapsed'], ['File upload', 'collapsed']]);
  });

  it('shows the groups of an objective as rows where they have names', () => {
    const row = everyRow(objectiveRows(shown(project))).find(({ subject, kind }) => kind === itemKinds.objective && subject?.entity === 'CO-A3-T1')!;
    assert.deepEqual(row.children!.map(({ label }) => label), ['Group log', 'Group shipped']);
    assert.ok(row.children!.every(({ children, within }) => children!.every((child) => child.within?.group === within?.group && child.kind === itemKinds.control)));
    assert.ok(row.children!.every(({ kind, within }) => kind === itemKinds.group && within?.objective === 'CO-A3-T1'));
  });
});

describe('the steps of a form', () => {
  const { model } = parseModel('schema: 1\nid: m\ntitle: M\nboundaries: {TB1: {name: edge}}\n');
  const form = formOf('components', { model, today: '2026-06-15' });
  const play = async (given: Record<string, readonly string[]>, replies: readonly (string | readonly string[])[]) => {
    const asked: string[] = [];
    const left = [...replies];
    const answers = await askSteps(form, given, ({ field, present, step, total }) => {
      asked.push(`${field.key} ${step}/${total}${present === undefined ? '' : ` was ${String(present)}`}`);
      const reply = left.shift()!;
      return Promise.resolve<Reply>(reply === 'back' || reply === 'leave' ? reply : { answer: reply });
    });
    return { asked, answers };
  };

  it('are asked in order, keep what was answered when one goes back, and leave without an answer', async () => {
    assert.deepEqual(await play({}, ['api', 'back', 'web', 'src/**', ['TB1']]), { asked: ['name 1/3', 'paths 2/3', 'name 1/3 was api', 'paths 2/3', 'boundaries 3/3'], answers: { name: 'web', paths: 'src/**', boundaries: ['TB1'] } });
    assert.deepEqual((await play({}, ['api', 'leave'])).answers, undefined);
  });
  it('do not ask what is known, nor what there is nothing to pick for', async () => {
    assert.deepEqual((await play({ boundaries: ['TB1'] }, ['api', ''])).asked, ['name 1/2', 'paths 2/2']);
    const bare = formOf('components', { model: parseModel('schema: 1\nid: m\ntitle: M\n').model, today: '2026-06-15' });
    const asked: string[] = [];
    await askSteps(bare, {}, ({ field }) => {
      asked.push(field.key);
      return Promise.resolve({ answer: 'x' });
    });
    assert.deepEqual(asked, ['name', 'paths']);
  });
  it('offer the names that stand in a file', () => {
    const text = 'class Store:\n    async def put(self):\n        # old(thing)\n        scan.file(x)\n\nfunc (s *Store) Get(id int) {\n  if (x) { fetch(y) }\n}\n';
    assert.deepEqual(namesIn(text, 'defined').map(({ value }) => value), ['Store', 'put', 'Get']);
    assert.deepEqual(namesIn(text, 'called').map(({ value }) => value), ['scan.file', 'Get', 'fetch']);
  });
});
