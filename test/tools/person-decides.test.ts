import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, it } from 'node:test';
import { removeValue } from '../../src/model/edit.ts';
import type { PersonAnswer } from '../../src/tools/desk.ts';
import { personDecides, type Decided } from '../../src/tools/person-decides.ts';
import { testDesk, type TestDesk } from './test-desk.ts';

describe('what a person decides', () => {
  let open: TestDesk;
  afterEach(() => open.close());

  async function dropClause(person: PersonAnswer): Promise<Decided> {
    open = await testDesk({ person });
    const [model] = open.project.models;
    return await personDecides(open.desk, model!, 'Take the clause counted out of CTRL-07?', removeValue(model!.parsed, ['controls', 'CTRL-07', 'clauses', 'counted']));
  }
  const text = (): string => readFileSync(join(open.folder, 'upload.threatmodel.yaml'), 'utf8');

  it('is asked of the person with what it means, and then done', async () => {
    const { decision, weakenings, model } = await dropClause('agreed');
    assert.equal(decision, 'agreed');
    assert.deepEqual(open.asked, [{ question: 'Take the clause counted out of CTRL-07?', consequences: ['CTRL-07: a control need not show something any more (counted)'] }]);
    assert.deepEqual(weakenings, open.asked[0]!.consequences);
    assert.ok(!text().includes('counted:'));
    assert.deepEqual(model.model.controls['CTRL-07']!.clauses, {});
  });

  it('changes nothing when the person declines', async () => {
    await assert.rejects(dropClause('declined'), (error: { code?: string }) => error.code === 'declined_by_person');
    assert.ok(text().includes('counted:'));
  });

  it('is not asked when it would leave a model that cannot be read as meant', async () => {
    open = await testDesk({ person: 'agreed' });
    const [model] = open.project.models;
    await assert.rejects(personDecides(open.desk, model!, 'Take the clause scanner out?', removeValue(model!.parsed, ['controls', 'CTRL-01', 'clauses', 'scanner'])), (error: { code?: string; message: string }) => error.code === 'would_break_model' && error.message.includes('asrt_p4xd'));
    assert.deepEqual(open.asked, []);
    assert.ok(text().includes('scanner:'));
  });

  it('is a proposal that shows as a weakening when nobody can be asked', async () => {
    const { decision, said, model } = await dropClause('not_asked');
    assert.equal(decision, 'proposed');
    assert.match(said, /proposal.*CTRL-07: a control need not show something/);
    assert.deepEqual(model.weakenings.map(({ kind }) => kind), ['clause_removed']);
  });
});
