/** The view of what waits for review, made without an editor. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { itemKinds } from '../../src/extension/ids.ts';
import { calmSentence, reviewRows } from '../../src/extension/review/review-rows.ts';
import type { TreeNode } from '../../src/extension/tree-node.ts';
import { openProject } from '../../src/project/open.ts';
import { reviewOf } from '../../src/project/review/review.ts';
import type { Project } from '../../src/project/snapshot.ts';

const checker = { check: () => Promise.resolve({ verdict: 'pass' as const, reason: 'proven' as const, details: '', restsOn: [] }), prove: () => Promise.resolve(undefined), suggest: () => Promise.resolve([]), dispose: () => undefined };
const now = '2026-06-15T12:00:00Z';
const model = `schema: 1
id: m
title: M
boundaries: {TB1: {name: edge}, TB2: {name: vault, sealed: {why: w, attestations: [{by: p, statement: s, expires_at: "2026-06-16"}]}}}
assets: {A1: {name: files, properties: [C]}}
attackers: {T1: {capability: sends, boundaries: [TB1]}}
assumptions: {AS1: {type: external, description: Wiped., attestations: [{by: operator, statement: s, expires_at: "2026-06-14"}]}}
controls: {CTRL-01: {description: Scan uploads., mitigates: [{asset: A1, attackers: [T1]}]}}
findings:
  fnd_a: {control: CTRL-01, title: "Archives pass $(bug)", severity: critical, checked_locations: ["src/upload.py:12 in handle"]}
  fnd_b: {control: CTRL-01, title: Not ours, status: dismissed, reason: elsewhere}
acceptances: {RA1: {objective: CO-A1-T1, owner: o, justification: j, review_by: "2026-06-15"}}
known_gaps: {CTRL-01: {reason: r, until: "2026-01-01"}}
`;

describe('the view of the review', () => {
  let home: string;
  let project: Project;
  const rows = (at = now): readonly TreeNode[] => reviewRows(project.models.map((snapshot) => ({ folder: 'file:///m', snapshot })), at);
  before(async () => {
    home = mkdtempSync(join(tmpdir(), 'mipiti-review-rows-'));
    writeFileSync(join(home, 'm.threatmodel.yaml'), model);
    mkdirSync(join(home, 'src'));
    writeFileSync(join(home, 'src', 'upload.py'), '\n'.repeat(12));
    project = await openProject(home, { checker, trusted: false, now: () => new Date(now) });
  });
  after(() => {
    project.dispose();
    rmSync(home, { recursive: true, force: true });
  });

  it('has a section for each kind that has something, with why it waits, and folds what is closed', () => {
    assert.deepEqual(rows().map(({ label, description, open, children }) => [label, description, open, children?.map((row) => `${row.label}: ${row.description}`)]), [
      ['Open findings', '1', 'expanded', ['Archives pass $(bug): critical · discovered · CTRL-01']],
      ['Attestations', '1', 'expanded', ['AS1 ended yesterday: Wiped.']],
      ['Seals', '1', 'expanded', ['TB2 ends in 1 day: vault']],
      ['Accepted risks', '1', 'expanded', ['RA1 ends today: j']],
      ['Known gaps', '1', 'expanded', ['CTRL-01 ended 165 days ago: Scan uploads.']],
      ['Contradictions', '1', 'expanded', ['A1 lies behind no boundary, so who gets at it cannot be told.: A1']],
      ['Closed findings', '1', 'collapsed', ['Not ours: medium · dismissed · CTRL-01']],
    ]);
  });

  it('gives every row an identity, a place, words for a screen reader and the kind of its menu', () => {
    const all = rows().flatMap((section) => [section, ...(section.children ?? [])]);
    assert.equal(new Set(all.map(({ id }) => id)).size, all.length);
    for (const row of all) assert.ok(row.spoken, row.id);
    for (const row of rows().flatMap(({ children }) => children ?? [])) {
      assert.ok(Object.values<string>(itemKinds).includes(row.kind!), row.id);
      assert.ok(row.place?.range && row.subject && row.keepsFocus, row.id);
    }
    const [finding] = rows()[0]!.children!;
    assert.deepEqual([finding!.place!.file, finding!.place!.range!.start.line], ['src/upload.py', 12]);
    const text = readFileSync(join(home, 'm.threatmodel.yaml'), 'utf8').split('\n');
    const lineOf = (word: string): number => text.findIndex((line) => line.includes(word)) + 1;
    assert.deepEqual(rows().slice(1).flatMap(({ children }) => children!.map(({ place }) => place!.range!.start.line)), ['AS1:', 'TB2:', 'RA1:', 'known_gaps', 'A1:', 'fnd_b'].map(lineOf));
  });

  it('says in a sentence that nothing waits, and when something will', () => {
    const review = reviewOf(project.models, now);
    assert.equal(calmSentence(review), '');
    assert.equal(calmSentence({ sections: [], waiting: 0 }), 'Nothing waits for you, and nothing in the model ends on a day.');
    assert.equal(calmSentence({ sections: [], waiting: 0, next: { day: '2026-12-01', model: project.models[0]!, entity: 'AS1' } }), 'Nothing waits for you. The next to come up for review is AS1, on 2026-12-01.');
  });
});
