/** Our own threat model, verified by the worker that ships: what it says of this repository holds, or is a gap with a date. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before, describe, it } from 'node:test';
import { isKnownGap } from '../../src/project/known-gaps.ts';
import { nodeChecker } from '../../src/project/node-checker.ts';
import { openProject } from '../../src/project/open.ts';
import { postureBadge, postureLine } from '../../src/project/posture-badge.ts';
import type { ModelSnapshot, Project } from '../../src/project/snapshot.ts';

const root = join(import.meta.dirname, '..', '..');
const file = 'mipiti.threatmodel.yaml';

/** The day of the last commit: gaps that end fail the first build after their end, and an old commit can be built for ever. */
function day(): Date {
  try {
    return new Date(execFileSync('git', ['log', '-1', '--format=%cI'], { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim());
  } catch {
    return new Date();
  }
}

describe('our own threat model', { timeout: 240_000 }, () => {
  const at = day();
  const checker = nodeChecker(pathToFileURL(join(root, 'dist', 'verifier-worker.cjs')), 'alone');
  let project: Project;
  let snapshot: ModelSnapshot;
  before(async () => {
    project = await openProject(root, { checker, trusted: false, now: () => at, only: [file] });
    await project.verify({ prove: true });
    snapshot = project.models[0]!;
  });
  after(() => {
    project.dispose();
    checker.dispose();
  });
  const excused = (id: string): boolean => isKnownGap(snapshot.model, id, at.toISOString());

  it('can be read without an error, or a doubt about itself', () => {
    assert.deepEqual(snapshot.problems.filter(({ severity }) => severity !== 'information').map(({ message }) => message), []);
  });

  it('verifies: every assertion passes, or is a known gap in force', () => {
    const ids = Object.keys(snapshot.model.assertions);
    assert.ok(ids.length >= 60, `it has ${ids.length} assertions`);
    assert.equal(snapshot.verdicts.size, ids.length);
    assert.deepEqual([...snapshot.verdicts].filter(([id, { verdict }]) => verdict !== 'pass' && !excused(id)).map(([id, { details }]) => `${id}: ${details}`), []);
  });

  it('holds no gap that is closed', () => {
    const closed = Object.keys(snapshot.model.known_gaps).filter((id) => snapshot.verdicts.get(id)?.verdict === 'pass' || snapshot.assessment.controls.some((control) => control.id === id && control.counts));
    assert.deepEqual(closed, [], 'these hold now: take them out of known_gaps, and say that their control is implemented');
  });

  it('claims no control that is not verified', () => {
    const open = snapshot.assessment.controls.filter(({ id, standing, assertions }) => standing === 'implemented' && !excusedControl(id, assertions.map((assertion) => assertion.id)));
    assert.deepEqual(open.map(({ id, obstacles }) => `${id}: ${JSON.stringify(obstacles)}`), []);
    for (const { id, standing } of snapshot.assessment.controls) if (standing === 'not_implemented') assert.ok(excusedControl(id, Object.keys(snapshot.model.assertions).filter((one) => snapshot.model.assertions[one]!.control === id)), `${id} is missing and no gap says why`);
  });
  const excusedControl = (id: string, assertions: readonly string[]): boolean => Object.hasOwn(snapshot.model.known_gaps, id) || assertions.some((assertion) => Object.hasOwn(snapshot.model.known_gaps, assertion));

  it('claims nothing that would not be missed', () => {
    const passing = [...snapshot.verdicts].filter(([, { verdict }]) => verdict === 'pass').map(([id]) => id);
    assert.deepEqual(passing.filter((id) => (snapshot.vacuity.get(id)?.tried ?? 0) === 0), [], 'no change of these could be tried');
    assert.deepEqual(passing.flatMap((id) => snapshot.vacuity.get(id)!.survived), []);
  });

  it('invents nobody', () => {
    for (const assumption of Object.values(snapshot.model.assumptions)) assert.deepEqual(assumption.attestations, []);
    assert.deepEqual(snapshot.model.acceptances, {});
  });

  it('names files that are there, where it says which code is meant', async () => {
    const { fileSources } = await import('../../src/verifier/file-sources.ts');
    for (const [id, { paths }] of Object.entries(snapshot.model.components)) {
      for (const path of paths) {
        const listed = await fileSources(root).list(path);
        assert.ok(listed.ok && listed.files.length > 0, `${path} of ${id} names no file`);
      }
    }
  });

  it('is what the badge and the README say', () => {
    const { counts } = snapshot.assessment;
    const renew = process.env.MIPITI_UPDATE_GOLDEN === '1';
    const badge = join(root, 'media', 'posture-badge.svg');
    if (renew) writeFileSync(badge, postureBadge(counts));
    assert.equal(readFileSync(badge, 'utf8'), postureBadge(counts), 'MIPITI_UPDATE_GOLDEN=1 npm test draws it anew');
    const readme = join(root, 'README.md');
    const said = /\d+ of \d+ objectives mitigated, \d+ at risk, \d+ unassessed/;
    if (renew) writeFileSync(readme, readFileSync(readme, 'utf8').replace(said, postureLine(counts)));
    const line = said.exec(readFileSync(readme, 'utf8'))?.[0];
    if (line !== undefined) assert.equal(line, postureLine(counts), 'MIPITI_UPDATE_GOLDEN=1 npm test writes it anew');
  });
});
