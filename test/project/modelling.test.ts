/** Modelling: every form makes an entity that parses, every edit leaves the other bytes alone, every removal says what it takes along. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { assess } from '../../src/assurance/assess.ts';
import { editInSteps, type EditStep } from '../../src/model/edit-in-steps.ts';
import { appendValue, removeValue, setValue, type EditResult } from '../../src/model/edit.ts';
import { entityKinds, type EntityKind } from '../../src/model/identifiers.ts';
import { parseModel, type ParsedModel } from '../../src/model/parse.ts';
import { newModelText } from '../../src/model/template.ts';
import { applyEdits } from '../../src/model/text-edit.ts';
import { addClause, attest, createEntity } from '../../src/project/modelling/create-entity.ts';
import { clauseFields, clauseName, groupField } from '../../src/project/modelling/control-form.ts';
import { editable, editableFields, setField, type EditTarget } from '../../src/project/modelling/edit-entity.ts';
import { attestationFields, formOf } from '../../src/project/modelling/forms.ts';
import { joinGroup, leaveGroup, membershipsOf, moveBetweenGroups } from '../../src/project/modelling/mitigations.ts';
import { moveEntities } from '../../src/project/modelling/move-entities.ts';
import { effectOf, planRemoval, type RemovalGrounds } from '../../src/project/modelling/plan-removal.ts';
import { removeClause, removeEntities, restoreEntities, restoredWith } from '../../src/project/modelling/remove-entities.ts';
import { describeEffect, describeRefusal } from '../../src/project/sentences/modelling.ts';
import type { FieldAnswer, FieldAnswers } from '../../src/protocol/form-field.ts';
import { givenBy } from '../../src/protocol/given-by.ts';
import { samples } from '../model/samples.ts';
import { runs } from '../runs.ts';

const sample = readFileSync(join(import.meta.dirname, '..', 'sample', 'upload.threatmodel.yaml'), 'utf8');
const today = '2026-06-15';
const chance = (): number => 0.31;

function after(parsed: ParsedModel, result: EditResult): ParsedModel {
  assert.ok(!('refused' in result), JSON.stringify(result));
  return parseModel(applyEdits(parsed.source.text, result.edits));
}

/** The lines of a text that another has not, and the other way round. */
function changedLines(before: string, now: string): { readonly gone: string[]; readonly come: string[] } {
  const [left, right] = [before.split('\n'), now.split('\n')];
  return { gone: left.filter((line) => !right.includes(line)), come: right.filter((line) => !left.includes(line)) };
}

/** Every assertion passes, at the strength that its ladder asks for. */
function grounds(parsed: ParsedModel): RemovalGrounds {
  const assertions = Object.fromEntries(Object.entries(parsed.model.assertions).map(([id, { type }]) => [id, { verdict: 'pass' as const, strength: type === 'function_calls' ? ('unconditional' as const) : ('declared' as const) }]));
  const at = `${today}T12:00:00Z`;
  return { assessment: assess(parsed.model, { basis: 'worktree', assertions }, at), at };
}

describe('forms', () => {
  const asked: readonly (readonly [kind: EntityKind, answers: FieldAnswers, entity: unknown])[] = [
    ['boundaries', { name: ' Edge: the #1 ', passes: ['Network', 'Local'] }, { name: 'Edge: the #1', passes: ['Network', 'Local'] }],
    ['boundaries', { name: 'Vault', passes: [] }, { name: 'Vault', passes: [] }],
    ['components', { name: 'api', paths: 'src/**, lib/{a,b}.py', boundaries: ['TB1'] }, { name: 'api', paths: ['src/**', 'lib/{a,b}.py'], boundaries: ['TB1'] }],
    ['components', { name: 'bare' }, { name: 'bare', paths: [], boundaries: [] }],
    ['connections', { from: 'CMP1', to: 'CMP2', label: 'writes' }, { from: 'CMP1', to: 'CMP2', label: 'writes' }],
    ['assets', { name: 'keys', properties: ['C', 'I'], components: ['CMP1'] }, { name: 'keys', properties: ['C', 'I'], components: ['CMP1'] }],
    ['attackers', { capability: 'asks', boundaries: ['TB1'], vector: 'Network' }, { capability: 'asks', boundaries: ['TB1'], vector: 'Network' }],
    ['assumptions', { type: 'external', description: 'd', objectives: ['CO-A1-T1'], 'attestation.by': 'ops', 'attestation.statement': 's', 'attestation.expires_at': '2027-01-31' }, { type: 'external', description: 'd', status: 'active', objectives: ['CO-A1-T1'], attestations: [{ by: 'ops', statement: 's', attested_at: today, expires_at: '2027-01-31' }] }],
    ['assumptions', { type: 'non_applicability', description: 'd', 'attestation.by': 'left from another type' }, { type: 'non_applicability', description: 'd', status: 'active', objectives: [], attestations: [] }],
    ['findings', { control: 'CTRL-01', title: 't', severity: 'high', description: '' }, { control: 'CTRL-01', title: 't', severity: 'high', status: 'discovered', checked_locations: [], checked_patterns: [], remediation_assertions: [] }],
    ['acceptances', { objective: 'CO-A1-T1', owner: 'o', justification: 'j', review_by: '2027-01-31' }, { objective: 'CO-A1-T1', owner: 'o', justification: 'j', status: 'active', review_by: '2027-01-31' }],
    ['controls', { description: 'd', objectives: ['CO-A1-T1', 'CO-A1-T2', 'CO-A2-T1'], group: 'b', 'clause.shows': 'the handler calls the scanner', status: 'not_implemented' }, { description: 'd', status: 'not_implemented', mitigates: [{ asset: 'A1', attackers: ['T1', 'T2'], group: 'b' }, { asset: 'A2', attackers: ['T1'], group: 'b' }], clauses: { 'calls-scanner': { shows: 'the handler calls the scanner', types: [] } }, assumed_by: {}, components: [], framework_refs: [], evidence: [] }],
    ['assertions', { subject: 'CTRL-01', covers: ['scanned'], type: 'function_exists', 'params.file': 'a.py', 'params.name': 'f', 'params.nontrivial': 'true' }, { control: 'CTRL-01', type: 'function_exists', covers: ['scanned'], params: { file: 'a.py', name: 'f', nontrivial: true } }],
    ['assertions', { subject: 'CTRL-01', type: 'function_calls', 'params.file': 'a.py', 'params.caller': 'f', 'params.callee': 'g' }, { control: 'CTRL-01', type: 'function_calls', covers: [], params: { file: 'a.py', caller: 'f', callee: 'g' } }],
  ];
  for (const [kind, answers, entity] of asked) {
    it(`${kind}: ${JSON.stringify(answers).slice(0, 60)} makes one entity, and no other byte changes`, () => {
      const parsed = parseModel(sample);
      const context = { model: parsed.model, today };
      for (const field of formOf(kind, context).fields(answers)) {
        const answer = answers[field.key];
        if (answer !== undefined) assert.equal(field.check(answer), undefined, `${field.key}: ${String(answer)}`);
        assert.ok(field.prompt !== '' && field.title !== '', field.key);
      }
      const { id, result } = createEntity(parsed, kind, answers, { today }, chance);
      const now = after(parsed, result);
      assert.deepEqual(now.problems.filter(({ severity, path }) => severity === 'error' || path[1] === id), []);
      assert.deepEqual(now.model[kind][id], entity);
      const { gone, come } = changedLines(sample, now.source.text);
      assert.deepEqual(gone.filter((line) => !/: \{\}$/.test(line)), []);
      assert.ok(come.length <= 2, come.join('\n'));
    });
  }

  it('of every kind open an empty model, one entity after the other, without a problem', () => {
    let parsed = parseModel(newModelText({ id: 'm', title: 'M' }));
    const answers: Partial<Record<EntityKind, FieldAnswers>> = {
      boundaries: { name: 'edge', passes: ['Network'] },
      components: { name: 'api', paths: 'src/**', boundaries: ['TB1'] },
      assets: { name: 'keys', properties: ['C'], components: ['CMP1'] },
      attackers: { capability: 'asks', boundaries: ['TB1'], vector: 'Network' },
      assumptions: { type: 'external', description: 'd', objectives: ['CO-A1-T1'] },
      controls: { description: 'd', objectives: ['CO-A1-T1'], 'clause.shows': 'it is so', status: 'implemented' },
      assertions: { subject: 'CTRL-01', covers: ['shown'], type: 'file_exists', 'params.file': 'a' },
      findings: { control: 'CTRL-01', title: 't', severity: 'low' },
      acceptances: { objective: 'CO-A1-T1', owner: 'o', justification: 'j', review_by: '2027-01-31' },
    };
    for (const kind of entityKinds) if (answers[kind]) parsed = after(parsed, createEntity(parsed, kind, answers[kind], { today }, chance).result);
    assert.deepEqual(parsed.problems, []);
    assert.equal(Object.keys(parsed.model.acceptances).length, 1);
  });

  it('say at once what is wrong with an answer', () => {
    const { model } = parseModel(sample);
    const field = (kind: EntityKind, key: string, answers: FieldAnswers = {}) => formOf(kind, { model, today }).fields(answers).find((one) => one.key === key)!;
    assert.equal(field('components', 'name').check(' '), 'Name is needed. For example: upload service.');
    assert.equal(field('components', 'paths').check(''), undefined);
    assert.equal(field('assets', 'properties').check([]), 'Pick at least one: properties.');
    assert.equal(field('acceptances', 'review_by').check('tomorrow'), 'Write a day such as 2027-01-31.');
    assert.equal(field('acceptances', 'review_by').check('2027-02-30'), '2027-02-30 is no day of the calendar.');
    assert.equal(field('acceptances', 'review_by').start, '2027-06-15');
    assert.match(field('assertions', 'params.caller', { type: 'function_calls' }).check('not a name')!, /must be a name such as handle_upload/);
    assert.match(field('assertions', 'params.file', { type: 'function_calls' }).check('')!, /needs file/);
    assert.match(groupField(model, ['CO-A1-T1']).check('two words') as string, /short name/);
    assert.equal(clauseFields(model, ['scanned'], {}).find(({ key }) => key === 'name')!.check('scanned'), 'The control has a clause scanned already.');
  });

  it('ask what depends on earlier answers, and offer what exists with what people call it', () => {
    const { model } = parseModel(sample);
    const keys = (kind: EntityKind, answers: FieldAnswers) => formOf(kind, { model, today }).fields(answers).map(({ key }) => key);
    assert.deepEqual(keys('assumptions', { type: 'external' }), ['type', 'description', 'objectives', 'attestation.by']);
    assert.deepEqual(keys('assumptions', { type: 'external', 'attestation.by': 'ops' }), ['type', 'description', 'objectives', 'attestation.by', 'attestation.statement', 'attestation.expires_at']);
    assert.deepEqual(keys('assumptions', { type: 'non_applicability' }), ['type', 'description', 'objectives']);
    assert.deepEqual(keys('assertions', { subject: 'CTRL-01' }), ['subject', 'covers', 'type']);
    assert.deepEqual(keys('assertions', { subject: 'CTRL-01', type: 'function_calls' }), ['subject', 'covers', 'type', 'params.file', 'params.caller', 'params.callee']);
    const to = formOf('connections', { model, today }).fields({ from: 'CMP1' })[1]!;
    assert.deepEqual(to.choices?.map(({ label }) => label), ['CMP2 scanner client', 'CMP3 upload page', 'CMP4 backup disks']);
    const types = formOf('assertions', { model, today }).fields({ subject: 'CTRL-01', covers: ['scanned'] }).find(({ key }) => key === 'type')!;
    assert.deepEqual(types.choices?.map(({ value }) => value), ['function_calls'], 'only types that the clause allows');
    assert.deepEqual(attestationFields({ model, today }, true, {}).map(({ key, required }) => [key, required]), [['attestation.by', true], ['attestation.statement', true], ['attestation.expires_at', true]]);
    assert.equal(clauseName('the handler calls the scanner', ['calls-scanner']), 'calls-scanner-2');
  });
});

describe('what is selected', () => {
  it('answers what it can of a form, and every answer is one that the form takes', () => {
    const { model } = parseModel(sample);
    const selected = ['AS1', 'TB2', 'CO-A1-T1', 'CMP2', 'TB1', 'CTRL-03', 'CMP1', 'A2', 'asrt_7k2m'];
    const given: Readonly<Record<EntityKind, FieldAnswers>> = {
      boundaries: {},
      components: { boundaries: ['TB2', 'TB1'] },
      connections: { from: 'CMP2', to: 'CMP1' },
      assets: { components: ['CMP2', 'CMP1'] },
      attackers: { boundaries: ['TB2', 'TB1'] },
      assumptions: { objectives: ['CO-A1-T1'] },
      controls: { objectives: ['CO-A1-T1'] },
      assertions: { subject: 'CTRL-03' },
      findings: { control: 'CTRL-03' },
      acceptances: { objective: 'CO-A1-T1' },
    };
    for (const kind of entityKinds) {
      const answers = givenBy(kind, selected);
      assert.deepEqual(answers, given[kind], kind);
      const fields = formOf(kind, { model, today }).fields(answers);
      for (const [key, answer] of Object.entries(answers)) assert.equal(fields.find((field) => field.key === key)?.check(answer), undefined, `${kind} ${key}`);
      assert.deepEqual(givenBy(kind, []), {});
    }
    assert.deepEqual(givenBy('assertions', ['AS1']), { subject: 'AS1' });
    assert.deepEqual(givenBy('connections', ['CMP3']), { from: 'CMP3' });
  });
});

describe('editing', () => {
  it('every key that is offered is one of the schema, says what stands there, and setting that again changes nothing', () => {
    const parsed = parseModel(sample);
    for (const kind of entityKinds) {
      const id = Object.keys(parsed.model[kind])[0];
      if (id === undefined) continue;
      const fields = editableFields(parsed, { kind, id }, { today });
      assert.ok(fields.length >= editable[kind].length - 1, kind);
      for (const one of fields) {
        const result = setField(parsed, { kind, id }, one, one.present);
        assert.equal('refused' in result ? JSON.stringify(result) : applyEdits(sample, result.edits), sample, `${id}.${one.field.key}`);
      }
    }
  });

  const changes: readonly (readonly [target: EditTarget, key: string, answer: FieldAnswer, line: RegExp])[] = [
    [{ kind: 'assets', id: 'A2' }, 'name', 'bearer token', /^ {4}name: bearer token$/],
    [{ kind: 'components', id: 'CMP1' }, 'boundaries', ['TB1'], /CMP1: .*boundaries: \[TB1\]/],
    [{ kind: 'components', id: 'CMP2' }, 'description', 'asks clamd', /CMP2: .*boundaries: \[TB2\], description: asks clamd\}/],
    [{ kind: 'assets', id: 'A2' }, 'impact.integrity', 'Low', /impact: \{.*, integrity: Low\}/],
    [{ kind: 'controls', id: 'CTRL-01' }, 'judge', 'required', /^ {4}judge: required$/],
    [{ kind: 'assertions', id: 'asrt_7k2m' }, 'params.callee', 'scan_stream', /asrt_7k2m: .*callee: scan_stream/],
    [{ kind: 'controls', id: 'CTRL-01', clause: 'scanned' }, 'least', 'called', /least: called/],
  ];
  for (const [target, key, answer, line] of changes) {
    it(`${target.id}${target.clause === undefined ? '' : `.${target.clause}`}.${key} becomes ${String(answer)}`, () => {
      const parsed = parseModel(sample);
      const one = editableFields(parsed, target, { today }).find(({ field }) => field.key === key)!;
      const { gone, come } = changedLines(sample, after(parsed, setField(parsed, target, one, answer)).source.text);
      assert.ok(gone.length <= 1 && come.length === 1, come.join('\n'));
      assert.match(come[0]!, line);
    });
  }

  it('an optional key that is left empty is taken out', () => {
    const parsed = parseModel(sample);
    const target = { kind: 'connections', id: 'CN1' } as const;
    const label = editableFields(parsed, target, { today }).find(({ field }) => field.key === 'label')!;
    assert.match(after(parsed, setField(parsed, target, label, '')).source.text, /CN1: \{from: CMP3, to: CMP1\}/);
  });
  it('a clause is added, and taken out with what covers it', () => {
    const parsed = parseModel(sample);
    const added = after(parsed, addClause(parsed, 'CTRL-01', { shows: 'it is logged', name: 'logged', types: ['function_calls'], least: '' }));
    assert.deepEqual(added.model.controls['CTRL-01']!.clauses.logged, { shows: 'it is logged', types: ['function_calls'] });
    const gone = after(parsed, removeClause(parsed, 'CTRL-01', 'scanned'));
    assert.deepEqual(gone.problems.filter(({ severity }) => severity === 'error'), []);
    assert.deepEqual(gone.model.assertions.asrt_7k2m!.covers, []);
  });
  it('an attestation is appended to an assumption and to a seal', () => {
    const parsed = parseModel(sample);
    const answers = { 'attestation.by': 'ops', 'attestation.statement': 'so it is', 'attestation.expires_at': '2027-01-31' };
    for (const [id, list] of [['AS1', (now: ParsedModel) => now.model.assumptions.AS1!.attestations], ['TB3', (now: ParsedModel) => now.model.boundaries.TB3!.sealed!.attestations]] as const) {
      const before = list(parsed).length;
      const now = after(parsed, attest(parsed, id, answers, today));
      assert.deepEqual(list(now)[before], { by: 'ops', statement: 'so it is', attested_at: today, expires_at: '2027-01-31' });
    }
  });
});

describe('moving', () => {
  it('components between boundaries, several as one edit, and out of all', () => {
    const parsed = parseModel(sample);
    const moved = after(parsed, moveEntities(parsed, [{ id: 'CMP1', from: 'TB1' }, { id: 'CMP3', from: 'TB1' }, { id: 'T1', from: 'TB1' }], 'TB3'));
    assert.deepEqual([moved.model.components.CMP1!.boundaries, moved.model.components.CMP3!.boundaries, moved.model.attackers.T1!.boundaries], [['TB3', 'TB2'], ['TB3'], ['TB3']]);
    assert.equal(changedLines(sample, moved.source.text).come.length, 3);
    assert.deepEqual(after(parsed, moveEntities(parsed, [{ id: 'CMP2', from: 'TB2' }], undefined)).model.components.CMP2!.boundaries, []);
    assert.deepEqual(after(parsed, moveEntities(parsed, [{ id: 'CMP1', from: 'TB1' }], 'TB2')).model.components.CMP1!.boundaries, ['TB2']);
    assert.deepEqual(after(parsed, moveEntities(parsed, [{ id: 'CMP2' }], 'TB1')).model.components.CMP2!.boundaries, ['TB2', 'TB1']);
    assert.deepEqual(after(parsed, moveEntities(parsed, [{ id: 'A4', from: 'CMP4' }], 'CMP1')).model.assets.A4!.components, ['CMP1']);
    assert.equal(after(parsed, moveEntities(parsed, [{ id: 'CN1' }, { id: 'A1' }], 'TB1')).source.text, sample, 'what cannot stand there stays');
  });
  it('controls between groups, with as little change as there can be', () => {
    const parsed = parseModel(samples.block!);
    const [first] = membershipsOf(parsed.model, 'CTRL-001');
    assert.deepEqual(first, { control: 'CTRL-001', objective: 'CO-A1-T1', group: 'a' });
    const groups = (now: ParsedModel) => membershipsOf(now.model, 'CTRL-001').map(({ objective, group }) => `${objective} ${group}`).sort();
    const split = after(parsed, editInSteps(parsed, moveBetweenGroups(first, { objective: 'CO-A1-T1', group: 'b' })));
    assert.deepEqual(groups(split), ['CO-A1-T1 b', 'CO-A1-T2 a', 'CO-A10-T1 ']);
    const [, , other] = membershipsOf(parsed.model, 'CTRL-001');
    const named = after(parsed, editInSteps(parsed, moveBetweenGroups(other!, { objective: 'CO-A10-T1', group: 'c' })));
    assert.match(named.source.text, /- \{asset: A10, attackers: \[T1\], group: c\}/);
    const back = after(named, editInSteps(named, moveBetweenGroups({ ...other!, group: 'c' }, { objective: 'CO-A10-T1', group: '' })));
    assert.equal(back.source.text, samples.block);
    assert.deepEqual(groups(after(parsed, editInSteps(parsed, moveBetweenGroups(first, { objective: 'CO-A10-T2', group: '' })))), ['CO-A1-T2 a', 'CO-A10-T1 ', 'CO-A10-T2 ']);
    const left = after(parsed, editInSteps(parsed, [leaveGroup(first), joinGroup(first)]));
    assert.deepEqual(groups(left), groups(parsed));
    assert.deepEqual(moveBetweenGroups(first, first), []);
  });
});

describe('removing', () => {
  const parsed = parseModel(sample);
  const known = grounds(parsed);

  it('a component: its connections go along, assets that name it are told', () => {
    const plan = planRemoval(parsed, ['CMP2'], known);
    assert.deepEqual(plan.along, [{ id: 'CN2', with: 'CMP2' }]);
    assert.deepEqual(planRemoval(parsed, ['CMP1'], known).usedBy, ['A1', 'A2', 'A3']);
  });
  it('a control: its assertions go along, and its objectives lose their mitigation', () => {
    const plan = planRemoval(parsed, ['CTRL-01'], known);
    assert.deepEqual(plan.along.map(({ id }) => id), Object.keys(parsed.model.assertions).filter((id) => parsed.model.assertions[id]!.control === 'CTRL-01').sort());
    const choice = { along: plan.along.map(({ id }) => id), takeOut: plan.takesOut, leaveGroups: false };
    const effect = effectOf(parsed, plan, choice, known)!;
    assert.deepEqual(effect, { objectivesGone: [], objectives: [{ id: 'CO-A1-T2', before: 'mitigated', after: 'unassessed' }], controls: [] });
    assert.deepEqual(describeEffect(effect), ['1 objective loses its mitigation: CO-A1-T2 becomes unassessed']);
  });
  it('an asset: its objectives go, and each control that names it is named', () => {
    const plan = planRemoval(parsed, ['A3'], known);
    const effect = effectOf(parsed, plan, { along: [], takeOut: true, leaveGroups: false }, known)!;
    assert.deepEqual(effect.objectivesGone, ['CO-A3-T1', 'CO-A3-T2', 'CO-A3-T3']);
    assert.deepEqual(plan.usedBy, ['AS1', ...Object.keys(parsed.model.controls).filter((id) => parsed.model.controls[id]!.mitigates.some(({ asset }) => asset === 'A3'))]);
    assert.equal(plan.takesOut, true);
  });
  it('takes out what names it, and leaves no problem behind; or leaves it, as reminders', () => {
    for (const id of ['TB2', 'CMP1', 'A3', 'T2', 'CTRL-02']) {
      const plan = planRemoval(parsed, [id], known);
      const along = plan.along.map((one) => one.id);
      const clean = after(parsed, removeEntities(parsed, plan, { along, takeOut: true, leaveGroups: false }, { on: today }));
      assert.deepEqual(clean.problems.filter(({ code }) => code === 'unknown_reference').filter(({ path }) => !path.includes('exclusion')), [], id);
      const left = after(parsed, removeEntities(parsed, plan, { along, takeOut: false, leaveGroups: false }, { on: today }));
      assert.ok(left.problems.every(({ severity, code }) => severity !== 'error' || code !== 'unknown_reference'), id);
      const back = after(left, restoreEntities(left, [id]));
      assert.deepEqual(back.model.removed, {});
      const bare = (now: ParsedModel) => JSON.stringify(Object.fromEntries(entityKinds.map((kind) => [kind, Object.fromEntries(Object.entries(now.model[kind]).sort(([a], [b]) => (a < b ? -1 : 1)))])));
      assert.equal(bare(back), bare(parsed), `${id} comes back as it was, with what went along`);
    }
  });
  it('does not take out by default what would improve a status by that alone', () => {
    const text = 'schema: 1\nid: m\ntitle: M\nboundaries:\n  TB1: {name: open, passes: [Network]}\n  TB2: {name: shut, passes: [], sealed: {why: w, attestations: [{by: b, statement: s, expires_at: "2027-01-31"}]}}\n  TB3: {name: far, passes: [Network]}\ncomponents: {CMP1: {name: c, boundaries: [TB1, TB2]}}\nassets: {A1: {name: a, properties: [C], components: [CMP1]}}\nattackers: {T1: {capability: c, boundaries: [TB1, TB3], vector: Network}}\n';
    const small = parseModel(text);
    assert.equal(planRemoval(small, ['TB1'], grounds(small)).takesOut, false);
    assert.equal(planRemoval(small, ['TB2'], grounds(small)).takesOut, true);
  });
  it('a removed control keeps its group incomplete, unless a person takes it out', () => {
    const text = 'schema: 1\nid: m\ntitle: M\nassets: {A1: {name: a, properties: [C]}}\nattackers: {T1: {capability: c}}\ncontrols:\n  CTRL-01: {description: one, status: implemented, mitigates: [{asset: A1, attackers: [T1]}], clauses: {x: {shows: s}}}\n  CTRL-02: {description: two, mitigates: [{asset: A1, attackers: [T1]}]}\nassertions: {asrt_a: {control: CTRL-01, type: file_exists, params: {file: a}, covers: [x]}}\n';
    const small = parseModel(text);
    const plan = planRemoval(small, ['CTRL-02'], grounds(small));
    assert.deepEqual(plan.groupMembers, ['CTRL-02']);
    const choice = { along: [], takeOut: true, leaveGroups: false };
    assert.deepEqual(effectOf(small, plan, choice, grounds(small))!.objectives, []);
    const lighter = effectOf(small, plan, { ...choice, leaveGroups: true }, grounds(small))!;
    assert.deepEqual(lighter.objectives, [{ id: 'CO-A1-T1', before: 'at_risk', after: 'mitigated' }]);
    assert.match(describeEffect(lighter).join(), /by asking for less/);
  });
  it('several at once are one edit, and what is restored brings along what went with it', () => {
    const plan = planRemoval(parsed, ['CMP2', 'CTRL-01'], known);
    const now = after(parsed, removeEntities(parsed, plan, { along: plan.along.map(({ id }) => id), takeOut: true, leaveGroups: false }, { on: today, why: 'not ours' }));
    assert.equal(now.model.removed['CTRL-01']?.why, 'not ours');
    assert.deepEqual(restoredWith(now.model, ['CMP2']), ['CMP2', 'CN2']);
    assert.deepEqual(Object.keys(after(now, restoreEntities(now, ['CMP2'])).model.components).sort(), ['CMP1', 'CMP2', 'CMP3', 'CMP4']);
    assert.match(describeRefusal({ refused: 'not_there', path: ['removed', 'A9', 'was'] }), /does not say what it was/);
  });
});

describe('edits in steps', () => {
  it('are refused whole', () => {
    const parsed = parseModel(samples.flow!);
    const result = editInSteps(parsed, [(now) => setValue(now, ['title'], 'x'), (now) => removeValue(now, ['assets', 'A9'])]);
    assert.deepEqual(result, { refused: 'not_there', path: ['assets', 'A9'] });
  });
  it('come to the same text as one after the other, in edits of the first text that do not overlap', () => {
    const step = fc.tuple(fc.nat(4), fc.nat(9)).map(([choice, pick]): EditStep => (now) => {
      const id = Object.keys(now.model.assets)[pick % Math.max(1, Object.keys(now.model.assets).length)] ?? 'A1';
      if (choice === 0) return setValue(now, ['assets', id, 'name'], `n${pick}`);
      if (choice === 1) return appendValue(now, ['assets', id, 'components'], `CMP${pick}`);
      if (choice === 2) return removeValue(now, ['assets', id, 'components', 0]);
      return choice === 3 ? setValue(now, ['title'], `t${pick}`) : setValue(now, ['assets', `A${20 + pick}`], { name: 'n' });
    });
    fc.assert(
      fc.property(fc.constantFrom(...Object.values(samples)), fc.array(step, { maxLength: 8 }), (text, steps) => {
        let now = parseModel(text);
        const made: EditStep[] = [];
        for (const one of steps) {
          const result = one(now);
          if ('refused' in result) continue;
          made.push(one);
          now = parseModel(applyEdits(now.source.text, result.edits));
        }
        assert.equal(after(parseModel(text), editInSteps(parseModel(text), made)).source.text, now.source.text);
      }),
      runs(200),
    );
  });
});
