/** The ten descriptions: every point that an expert would insist on holds, the models are sound, and they are what they were. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { assess } from '../../src/assurance/assess.ts';
import { proposedModelText } from '../../src/generation/model-text.ts';
import { parseModel } from '../../src/model/parse.ts';
import { checklists, holds } from './checklist.ts';
import { builtIn, proposed } from './library.ts';

const at = '2026-06-15T12:00:00Z';

it('the library has no problem of its own', () => assert.deepEqual(builtIn.problems, []));

it('ten descriptions have ten points each', () => assert.deepEqual(checklists.map(({ points }) => points.length), Array.from({ length: 10 }, () => 10)));

for (const { name, description, points } of checklists) {
  describe(name, () => {
    const proposal = proposed(description);
    const text = proposedModelText(proposal, proposal.items);
    const parsed = parseModel(text);
    const { model } = parsed;

    for (const point of points) it(point.says, () => assert.ok(holds(model, point), `${name}: ${point.says}\n${text}`));

    it('parses without a problem', () => assert.deepEqual(parsed.problems, []));

    it('is the same for the same input, and the same as before', () => {
      assert.equal(proposedModelText(proposed(description), proposed(description).items), text);
      const file = join(import.meta.dirname, 'golden', `${name}.threatmodel.yaml`);
      if (process.env.MIPITI_UPDATE_GOLDEN === '1') writeFileSync(file, text);
      assert.ok(existsSync(file), `${file} is missing; MIPITI_UPDATE_GOLDEN=1 writes it`);
      assert.equal(text, readFileSync(file, 'utf8'));
    });

    it('has a control for every property of every objective, and claims none', () => {
      assert.deepEqual(proposal.uncovered, []);
      const assessment = assess(model, { basis: 'worktree', assertions: {} }, at);
      assert.equal(assessment.objectives.length, Object.keys(model.assets).length * Object.keys(model.attackers).length);
      for (const objective of assessment.objectives) {
        assert.equal(objective.status, 'at_risk', objective.id);
        assert.deepEqual(objective.notRated, [], objective.id);
        assert.ok(objective.groups.every(({ controls }) => controls.length > 0), objective.id);
      }
    });

    it('contradicts itself nowhere, and every attacker gets in somewhere', () => {
      const { coherence, objectives } = assess(model, { basis: 'worktree', assertions: {} }, at);
      // No code is bound yet to a model of a description.
      assert.deepEqual(coherence.filter(({ code }) => code !== 'component_unbound'), []);
      for (const attacker of Object.keys(model.attackers)) assert.ok(objectives.some((objective) => objective.attacker === attacker && objective.reachability.verdict === 'reachable'), `${attacker} reaches nothing`);
    });

    it('gives every item a reason, and shows the place of each word of the description', () => {
      for (const { id, reasons } of proposal.items) {
        assert.ok(reasons.length > 0, id);
        for (const reason of reasons) if ('place' in reason && reason.place.in === 'description') assert.equal(description.slice(reason.place.start, reason.place.end).replace(/\s+/g, ' '), reason.place.text, id);
      }
    });

    it('is of a size that somebody reads', () => {
      const count = (map: object): number => Object.keys(map).length;
      assert.ok(count(model.assets) >= 3 && count(model.assets) <= 9, `${count(model.assets)} assets`);
      assert.ok(count(model.attackers) >= 3 && count(model.attackers) <= 8, `${count(model.attackers)} attackers`);
      assert.ok(count(model.controls) >= 8 && count(model.controls) <= 26, `${count(model.controls)} controls`);
    });
  });
}
