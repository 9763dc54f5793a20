/** The rows, lenses and words of the editor, made of real snapshots: what they say, and that it is little. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before, describe, it } from 'node:test';
import { assumptionRows } from '../../src/extension/assumption-rows.ts';
import { controlRows } from '../../src/extension/control-rows.ts';
import { diagnosticsText } from '../../src/extension/help/diagnostics-text.ts';
import { lensesOf, moveLenses, type Lens } from '../../src/extension/lenses.ts';
import { modelRows } from '../../src/extension/model-rows.ts';
import { objectiveRows, type FolderSnapshot } from '../../src/extension/objective-rows.ts';
import { problemRows } from '../../src/extension/problem-rows.ts';
import { statusText } from '../../src/extension/status-text.ts';
import { spokenOf, type TreeNode } from '../../src/extension/tree-node.ts';
import { nodeChecker } from '../../src/project/node-checker.ts';
import { openProject } from '../../src/project/open.ts';
import type { Project } from '../../src/project/snapshot.ts';
import { breaks } from '../sample-service/breaks.ts';
import { copySample } from '../sample-service/copy-sample.ts';

const checker = nodeChecker(pathToFileURL(join(import.meta.dirname, '..', '..', 'dist', 'verifier-worker.cjs')));
after(() => checker.dispose());

const folder = 'file:///sample';
const shown = (project: Project): FolderSnapshot[] => project.models.map((snapshot) => ({ folder, snapshot }));
const outline = (rows: readonly TreeNode[]): string[] => rows.map(({ label, description, icon }) => `${icon ?? '-'} ${label}${description === undefined ? '' : ` (${description})`}`);
const meanings: Readonly<Record<string, RegExp>> = { pass: /mitigated|verified|shown|passes|in force|holds|, complete/i, error: /error|not |fail|broken|mend/i, warning: /warning|do next|expire|not |no /i, question: /unassessed|undecidable|unknown|not /i };
const everyRow = (rows: readonly TreeNode[]): TreeNode[] => rows.flatMap((row) => [row, ...everyRow(row.children ?? [])]);

describe('the sample as the editor shows it', () => {
  let home: string;
  let project: Project;
  before(async () => {
    home = mkdtempSync(join(tmpdir(), 'mipiti-rows-'));
    copySample(join(home, 'sample'));
    project = await openProject(join(home, 'sample'), { checker, trusted: false, now: () => new Date('2026-06-15T12:00:00Z') });
    await project.verify();
  });
  after(() => {
    project.dispose();
    rmSync(home, { recursive: true, force: true });
  });

  it('says what to do next before anything else', () => {
    const rows = objectiveRows(shown(project));
    assert.deepEqual(outline(rows), ['warning Do next (1)', 'circle-large-outline At risk (1)', 'question Unassessed (1)', 'pass Mitigated (9)']);
    assert.deepEqual(rows.map(({ open }) => open), ['expanded', 'collapsed', 'collapsed', 'collapsed']);
    assert.match(rows[0]!.children![0]!.label, /^Implement CTRL-07/);
  });

  it('gives each row an identity of its own, and words for a screen reader where an icon speaks', () => {
    for (const rows of [objectiveRows(shown(project)), modelRows(shown(project)), controlRows(shown(project)), assumptionRows(shown(project)), problemRows(shown(project))]) {
      const all = everyRow(rows);
      assert.ok(all.length > 0);
      assert.equal(new Set(all.map(({ id }) => id)).size, all.length);
      for (const row of all) {
        assert.ok(spokenOf(row).trim().length > 0, row.id);
        assert.doesNotMatch(spokenOf(row), /\$\(|undefined|·/, row.id);
        // An icon is not read out: what it says, the words say.
        const meaning = row.icon === undefined ? undefined : meanings[row.icon];
        if (meaning) assert.match(spokenOf(row), meaning, `${row.id} has the icon ${row.icon}`);
      }
    }
  });

  it('copies diagnostics that say how things stand and nothing of what files say or where they lie', () => {
    const secret = { id: 'mipiti.somewhere', value: 'token-of-a-person', where: 'user' } as const;
    const text = diagnosticsText({
      host: { Mipiti: '0.1.0' },
      settings: [{ id: 'mipiti.hovers.enabled', value: false, where: 'workspace' }, secret],
      models: project.models.map((snapshot) => ({ folder: 1, snapshot })),
      checker: checker.state?.(),
      timings: [['activated', 12.34]],
    });
    assert.match(text, /^- mipiti\.hovers\.enabled: false \(workspace\)$/m);
    assert.match(text, /^- mipiti\.somewhere: set \(user\)$/m);
    assert.match(text, /^- folder 1, upload\.threatmodel\.yaml: \d{4,} bytes; .*4 assets.*, 12 objectives; verdicts \d+ pass; problems .*; base not_trusted$/m);
    assert.match(text, /^- [1-4] of [1-4] threads running, 0 at work$/m);
    assert.match(text, /^- activated: 12\.3 ms$/m);
    const [snapshot] = project.models;
    const kept = [home, secret.value, snapshot!.model.title, ...Object.values(snapshot!.model.assets).map(({ name }) => name), ...Object.values(snapshot!.model.controls).map(({ description }) => description)];
    for (const word of kept) assert.ok(!text.includes(word), word);
  });

  for (const { name, file, edit } of breaks) {
    it(`${name}: one lens, one control, one objective and the status bar say so, and nothing else`, async () => {
      const before = { controls: outline(controlRows(shown(project))), lenses: lensesOf(shown(project), folder, file).map(({ title }) => title) };
      project.setUnsaved(file, edit(readFileSync(join(home, 'sample', file), 'utf8')));
      await project.settled();
      const status = statusText(project.models.slice())!;
      assert.equal(status.text, '$(error) 1 broken, 8 of 12 mitigated');
      assert.equal(status.broken, true);
      assert.match(status.tooltip, /1 claim does not hold/);
      assert.match(objectiveRows(shown(project))[0]!.children![0]!.label, /^Mend CTRL-01: /);
      const changed = outline(controlRows(shown(project))).filter((row, index) => row !== before.controls[index]);
      assert.equal(changed.length, 1);
      assert.match(changed[0]!, /^error CTRL-01 .*not verified/);
      const titles = lensesOf(shown(project), folder, file).map(({ title }) => title);
      assert.equal(titles.filter((title) => title.startsWith('$(error)')).length, 1, titles.join('\n'));
      assert.ok(titles.some((title) => title.includes('CTRL-01 broken: Scan uploads before accepting them')));
      project.setUnsaved(file, undefined);
      await project.settled();
      assert.deepEqual(lensesOf(shown(project), folder, file).map(({ title }) => title), before.lenses);
      assert.equal(statusText(project.models.slice())!.text, '$(shield) 9 of 12 mitigated');
    });
  }

  it('keeps a lens at the top of the file when the claimed function is gone', async () => {
    const text = readFileSync(join(home, 'sample', 'upload.py'), 'utf8');
    project.setUnsaved('upload.py', text.replaceAll('handle_upload', 'take_upload'));
    await project.settled();
    const top = lensesOf(shown(project), folder, 'upload.py').filter(({ line }) => line === 0);
    assert.deepEqual(top.map(({ subject }) => subject), ['CTRL-01', 'CTRL-04']);
    project.setUnsaved('upload.py', undefined);
    await project.settled();
  });

  it('shows model text as text: it cannot make icons in lenses', async () => {
    const model = readFileSync(join(home, 'sample', 'upload.threatmodel.yaml'), 'utf8');
    project.setUnsaved('upload.threatmodel.yaml', model.replace('Scan uploads before accepting them.', 'Scan $(pass) uploads.'));
    await project.settled();
    const titles = lensesOf(shown(project), folder, 'upload.py').map(({ title }) => title);
    assert.ok(titles.some((title) => title.includes('Scan')), titles.join('\n'));
    for (const title of titles) assert.equal(title.indexOf('$(', 1), -1, title);
    project.setUnsaved('upload.threatmodel.yaml', undefined);
    await project.settled();
  });
});

describe('a model of 160 objectives', () => {
  it('is no wall: a handful of groups, only what is urgent open, long ones cut', async () => {
    const home = mkdtempSync(join(tmpdir(), 'mipiti-wall-'));
    mkdirSync(home, { recursive: true });
    const each = (count: number, line: (n: number) => string): string => Array.from({ length: count }, (_, i) => line(i + 1)).join('\n');
    writeFileSync(join(home, 'wall.threatmodel.yaml'), `schema: 1\nid: wall\ntitle: Wall\nboundaries: {TB1: {name: edge, passes: [Network]}}\ncomponents: {CMP1: {name: api, paths: ["**"], boundaries: [TB1]}}\nassets:\n${each(16, (n) => `  A${n}: {name: asset ${n}, properties: [C], components: [CMP1], impact: {confidentiality: ${n % 4 === 0 ? 'High' : 'Low'}, blast_radius: Isolated, why: x}}`)}\nattackers:\n${each(10, (n) => `  T${n}: {capability: c${n}, boundaries: [TB1], vector: Network}`)}\ncontrols: {}\nassertions: {}\n`);
    const project = await openProject(home, { checker, trusted: false, now: () => new Date('2026-06-15T12:00:00Z') });
    try {
      const rows = objectiveRows(shown(project));
      assert.equal(project.models[0]!.assessment.objectives.length, 160);
      assert.ok(rows.length <= 5);
      assert.ok(rows.every((row) => (row.children ?? []).length <= 51));
      assert.equal(rows.reduce((sum, row) => sum + Number(row.description), 0), 160);
      assert.match(everyRow(rows).find(({ label }) => label.startsWith('and '))?.label ?? '', /^and \d+ more/);
    } finally {
      project.dispose();
      rmSync(home, { recursive: true, force: true });
    }
  });
});

describe('lenses while a person types', () => {
  const at = (line: number): Lens => ({ line, standing: 'verified', title: '', tooltip: '', folder, model: 'm', subject: 'CTRL-01', assertion: 'asrt_a' });
  const moved = (line: number, ...changes: Parameters<typeof moveLenses>[1]): number => moveLenses([at(line)], changes)[0]!.line;

  it('move along with lines that come and go above them', () => {
    assert.equal(moved(10, { start: 3, end: 3, added: 2 }), 12);
    assert.equal(moved(10, { start: 3, end: 5, added: 0 }), 8);
    assert.equal(moved(10, { start: 3, end: 3, added: 1 }, { start: 1, end: 1, added: 1 }), 12);
  });
  it('stay where they are for edits below and on their own line', () => {
    assert.equal(moved(10, { start: 11, end: 30, added: 0 }), 10);
    assert.equal(moved(10, { start: 10, end: 10, added: 1 }), 10);
  });
  it('never vanish: what loses its line stands where the edit was', () => {
    assert.equal(moved(10, { start: 5, end: 20, added: 0 }), 5);
    assert.equal(moved(10, { start: 5, end: 20, added: 2 }), 7);
  });
});
