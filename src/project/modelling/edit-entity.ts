/** Changing one thing of an entity: what can be changed, what it is now, and the edit that sets it. */
import { removeValue, setValue, type EditResult } from '../../model/edit.ts';
import { editInSteps } from '../../model/edit-in-steps.ts';
import type { EntityKind } from '../../model/identifiers.ts';
import type { ParsedModel } from '../../model/parse.ts';
import type { ModelPath } from '../../model/problem.ts';
import { entryAt } from '../../model/source.ts';
import type { FieldAnswer } from '../../protocol/form-field.ts';
import { shapeAt } from '../language/shape.ts';
import { paramFields, paramOf } from './assertion-form.ts';
import { objectivesField, typeChoices } from './control-form.ts';
import { answerOf, listOf, schemaField, shapeField, stepsOf, valueOf, type Field } from './field.ts';
import { findAssertionType } from '../../verifier/catalogue.ts';
import { findingSteps, moveFinding, type FindingStatus } from '../review/finding-life.ts';
import type { FormContext } from './forms.ts';
import { setList } from './lists.ts';
import { membershipsOf, serveExactly } from './mitigations.ts';

/** An entity, or one clause of a control. */
export interface EditTarget {
  readonly kind: EntityKind;
  readonly id: string;
  readonly clause?: string;
}

export interface EditableField {
  readonly field: Field;
  readonly present: FieldAnswer;
}

const impact = ['confidentiality', 'integrity', 'availability', 'usage', 'blast_radius', 'recoverability', 'regulatory_scope', 'why'].map((key) => `impact.${key}`);
const likelihood = ['privileges', 'complexity', 'interaction', 'prevalence', 'why'].map((key) => `likelihood.${key}`);

/** The keys of each kind that can be changed, in the order in which they are offered. */
export const editable: Readonly<Record<EntityKind, readonly string[]>> = {
  boundaries: ['name', 'description', 'passes', 'why', 'sealed.why'],
  components: ['name', 'description', 'paths', 'repository', 'boundaries'],
  connections: ['from', 'to', 'label', 'description'],
  assets: ['name', 'description', 'properties', 'components', ...impact, 'notes'],
  attackers: ['capability', 'position', 'archetype', 'boundaries', 'vector', ...likelihood],
  assumptions: ['description', 'status', 'type', 'objectives'],
  controls: ['description', 'status', 'objectives', 'components', 'judge', 'notes', 'source'],
  assertions: ['covers', 'params', 'requires', 'repository', 'description'],
  findings: ['title', 'status', 'reason', 'severity', 'description', 'expected_evidence', 'remediation_assertions', 'notes'],
  acceptances: ['objective', 'owner', 'justification', 'status', 'review_by'],
};

/** What can be changed of an entity, each with what it is now. */
export function editableFields(parsed: ParsedModel, target: EditTarget, context: Omit<FormContext, 'model'>): readonly EditableField[] {
  const { model } = parsed;
  const { kind, id, clause } = target;
  if (clause !== undefined) {
    return ['shows', 'types', 'least'].map((key) => {
      const shape = shapeAt(['controls', id, 'clauses', clause, key])!;
      return withPresent(parsed, target, shapeField(model, key, shape, key === 'shows', key === 'types' ? { ask: 'many', choices: typeChoices() } : {}));
    });
  }
  return editable[kind].flatMap((key): readonly EditableField[] => {
    if (kind === 'controls' && key === 'objectives') return [{ field: objectivesField(model), present: [...new Set(membershipsOf(model, id).map(({ objective }) => objective))] }];
    if (kind === 'assertions' && key === 'params') return paramsOf(parsed, id, context);
    if (kind === 'assertions' && key === 'covers') return coversOf(parsed, id);
    if (kind === 'findings' && key === 'status') return [statusOfFinding(parsed, target)];
    return [withPresent(parsed, target, schemaField(model, kind, key, kind === 'boundaries' && key === 'passes' ? { keepsEmpty: true } : {}))];
  });
}

/** Sets one field; an empty answer takes an optional key out. */
export function setField(parsed: ParsedModel, target: EditTarget, { field, present }: EditableField, answer: FieldAnswer): EditResult {
  if (JSON.stringify(answer) === JSON.stringify(present)) return { edits: [] };
  const path = pathOf(target, field.key);
  if (target.kind === 'findings' && field.key === 'status') return moveFinding(parsed, target.id, answer as FindingStatus);
  if (target.kind === 'controls' && target.clause === undefined && field.key === 'objectives') return editInSteps(parsed, serveExactly(parsed.model, target.id, asList(answer)));
  if ((field.ask === 'many' || (field.list && listOf(String(answer)).length > 0)) && entryAt(parsed.document, path)) {
    return editInSteps(parsed, setList(path, asList(present), asList(answer)));
  }
  const value = target.kind === 'assertions' && field.key.startsWith('params.') ? paramValue(parsed, target.id, field, answer) : valueOf(field, answer);
  if (value === undefined) return entryAt(parsed.document, path) ? removeValue(parsed, path) : { edits: [] };
  return setValue(parsed, path, value);
}

/** What stands in the file, as an answer. */
function withPresent(parsed: ParsedModel, target: EditTarget, field: Field): EditableField {
  const value = pathOf(target, field.key).reduce<unknown>((at, step) => (typeof at === 'object' && at !== null ? (at as Record<string | number, unknown>)[step] : undefined), parsed.model);
  return { field, present: answerOf(field, value) };
}

function pathOf({ kind, id, clause }: EditTarget, key: string): ModelPath {
  return [kind, id, ...(clause === undefined ? [] : ['clauses', clause]), ...stepsOf(key)];
}

function paramsOf(parsed: ParsedModel, id: string, context: Omit<FormContext, 'model'>): readonly EditableField[] {
  const assertion = parsed.model.assertions[id];
  const answers = Object.fromEntries(Object.entries(assertion?.params ?? {}).map(([name, value]) => [`params.${name}`, typeof value === 'string' ? value : JSON.stringify(value)]));
  return paramFields({ ...context, model: parsed.model }, { ...answers, type: assertion?.type ?? '' }).map((field) => ({ field, present: answerOf(field, answers[field.key]) }));
}

/** Only the steps that may follow; whether what shows a remedy passes, the problems of the model say. */
function statusOfFinding(parsed: ParsedModel, target: EditTarget): EditableField {
  const finding = parsed.model.findings[target.id];
  const field = schemaField(parsed.model, 'findings', 'status');
  const reached = finding ? [finding.status, ...findingSteps(finding, () => 'pass').flatMap(({ to, blocked }) => (blocked === undefined ? [to] : []))] : [];
  const choices = (field.choices ?? []).filter(({ value }) => reached.includes(value as FindingStatus));
  return withPresent(parsed, target, schemaField(parsed.model, 'findings', 'status', { choices }));
}

function coversOf(parsed: ParsedModel, id: string): readonly EditableField[] {
  const assertion = parsed.model.assertions[id];
  const clauses = Object.entries(assertion?.control === undefined ? {} : (parsed.model.controls[assertion.control]?.clauses ?? {}));
  if (clauses.length === 0) return [];
  const field: Field = { key: 'covers', title: 'Covers', prompt: 'Which clauses of the control does it show?', ask: 'many', required: false, choices: clauses.map(([name, { shows }]) => ({ value: name, label: name, detail: shows })), check: () => undefined };
  return [{ field, present: assertion?.covers ?? [] }];
}

function paramValue(parsed: ParsedModel, id: string, field: Field, answer: FieldAnswer): unknown {
  const parameter = findAssertionType(parsed.model.assertions[id]?.type ?? '')?.params.find(({ name }) => `params.${name}` === field.key);
  return parameter ? paramOf(parameter, answer) : valueOf(field, answer);
}

function asList(answer: FieldAnswer): readonly string[] {
  return typeof answer === 'string' ? listOf(answer) : answer;
}
