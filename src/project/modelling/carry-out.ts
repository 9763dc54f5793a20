/** Carries out what a screen wants of a model: each intent is one use case of this folder, and comes to one set of small edits. */
import { removeValue, setValue, type EditResult } from '../../model/edit.ts';
import { editInSteps } from '../../model/edit-in-steps.ts';
import { entryAt } from '../../model/source.ts';
import type { ParsedModel } from '../../model/parse.ts';
import { mapOf } from '../../model/references.ts';
import type { TextEdit } from '../../model/text-edit.ts';
import type { Intent } from '../../protocol/intents.ts';
import type { FieldAnswer, FieldAnswers } from '../../protocol/form-field.ts';
import { kindNouns } from '../language/entity-words.ts';
import { describeRefusal, listed } from '../sentences/modelling.ts';
import { applyStop, subjectOfEdit } from './apply-stop.ts';
import { chooseFramework, excludeRequirement, mapRequirement, setKnownGap, type Unsound } from './choose-frameworks.ts';
import { addClause, attest, createEntity } from './create-entity.ts';
import { clauseFields } from './control-form.ts';
import { editableFields, setField } from './edit-entity.ts';
import type { Field } from './field.ts';
import { attestationFields, formOf, type FormContext } from './forms.ts';
import { joinGroup, moveBetweenGroups } from './mitigations.ts';
import { moveEntities } from './move-entities.ts';
import { pasteEntities } from './paste-entities.ts';
import { planRemoval, type RemovalGrounds } from './plan-removal.ts';
import { reorder } from './reorder.ts';
import { removeClause, removeEntities, restoreEntities, restoredWith } from './remove-entities.ts';

/** What an intent is carried out with: the evidence as it is, the moment, and chance for identifiers, as for `allocateIdentifier`. */
export interface IntentGrounds extends RemovalGrounds {
  readonly chance: () => number;
}

export type CarriedOut =
  /** `said` is what was done, in a few words; `made` the identifiers that were given out. */
  | { readonly edits: readonly TextEdit[]; readonly said: string; readonly made: readonly string[] }
  /** Nothing changes; the sentence says why, and what to do. */
  | { readonly refused: string };

/** What is wanted of the model itself. */
export type ModelIntent = Exclude<Intent, { readonly use: 'place' }>;

/** The edits that an intent comes to on a text. An answer that is none is refused, whatever the screen let through. */
export function carryOut(parsed: ParsedModel, intent: ModelIntent, grounds: IntentGrounds): CarriedOut {
  const { model } = parsed;
  const context: FormContext = { model, today: grounds.at.slice(0, 10) };
  switch (intent.use) {
    case 'describe':
      return describe(parsed, intent.key, intent.answer);
    case 'set':
      return setEach(parsed, intent, () => intent.answer, context);
    case 'change':
      return setEach(parsed, intent, (present) => (typeof present === 'string' ? present : [...present.filter((one) => !intent.takeOut.includes(one)), ...intent.add.filter((one) => !present.includes(one))]), context);
    case 'add': {
      const wrong = wrongIn(formOf(intent.kind, context).fields(intent.answers), intent.answers);
      if (wrong !== undefined) return { refused: wrong };
      const { id, result } = createEntity(parsed, intent.kind, intent.answers, context, grounds.chance);
      return told(result, `Added ${kindNouns[intent.kind]} ${id}`, [id]);
    }
    case 'add_clause': {
      if (!Object.hasOwn(model.controls, intent.control)) return notThere(intent.control);
      const taken = Object.keys(model.controls[intent.control]!.clauses);
      const wrong = wrongIn(clauseFields(model, taken, intent.answers), intent.answers);
      if (wrong !== undefined) return { refused: wrong };
      return told(addClause(parsed, intent.control, intent.answers), `Added a clause to ${intent.control}`);
    }
    case 'attest': {
      if (!Object.hasOwn(model.assumptions, intent.id) && model.boundaries[intent.id]?.sealed === undefined) return notThere(intent.id);
      const wrong = wrongIn(attestationFields(context, true, intent.answers), intent.answers);
      return wrong === undefined ? told(attest(parsed, intent.id, intent.answers, context.today), `Attested ${intent.id}`) : { refused: wrong };
    }
    case 'remove': {
      const plan = planRemoval(parsed, intent.ids, grounds);
      const why = intent.why?.trim() ?? '';
      return told(removeEntities(parsed, plan, intent.choice, { on: context.today, ...(why === '' ? {} : { why }) }), `Removed ${listed([...plan.removed, ...intent.choice.along])}`);
    }
    case 'remove_clause':
      return told(removeClause(parsed, intent.control, intent.clause), `Removed clause ${intent.clause} of ${intent.control}`);
    case 'restore':
      return told(restoreEntities(parsed, intent.ids), `Restored ${listed(restoredWith(model, intent.ids))}`);
    case 'move': {
      const moves = intent.moves.map(({ id, from }) => ({ id, ...(from === undefined ? {} : { from }) }));
      return told(moveEntities(parsed, moves, intent.to), `Moved ${listed([...new Set(moves.map(({ id }) => id))])} to ${intent.to ?? 'none'}`);
    }
    case 'regroup': {
      const { memberships, joining = [], to } = intent;
      const steps = [...memberships.flatMap((from) => moveBetweenGroups(from, to)), ...joining.map((control) => joinGroup({ control, ...to }))];
      return told(editInSteps(parsed, steps), `Moved ${listed([...memberships.map(({ control }) => control), ...joining])} to ${to.group === '' ? 'no group' : `group ${to.group}`} of ${to.objective}`);
    }
    case 'stop': {
      const wrong = intent.edits.some(({ kind }) => kind === 'seal') ? wrongIn(attestationFields(context, true, intent.answers), intent.answers) : undefined;
      return wrong === undefined ? told(applyStop(parsed, intent.edits, intent.answers, grounds), `Changed ${listed(intent.edits.map(subjectOfEdit))}`) : { refused: wrong };
    }
    case 'reorder': {
      if (intent.control !== undefined && !Object.hasOwn(model.controls, intent.control)) return notThere(intent.control);
      return told(reorder(parsed, intent.control === undefined ? [intent.kind] : ['controls', intent.control, 'clauses'], intent.keys, intent.before), `Moved ${listed(intent.keys)}`);
    }
    case 'paste': {
      const pasted = pasteEntities(parsed, intent.text, grounds.chance);
      return 'refused' in pasted ? pasted : told(pasted.result, `Pasted ${listed(pasted.made)}`, pasted.made);
    }
    case 'gap':
      return told(setKnownGap(parsed, intent.id, intent.gap), intent.gap ? `Noted that ${intent.id} is a known gap` : `Closed the gap of ${intent.id}`);
    case 'framework':
      return told(chooseFramework(parsed, intent.name.trim(), intent.chosen, intent.level), intent.chosen ? `Chose ${intent.name}` : `Let go of ${intent.name}`);
    case 'exclude':
      return told(excludeRequirement(parsed, intent.framework, intent.requirement.trim(), intent.why), intent.why === undefined ? `${intent.requirement} applies again` : `${intent.requirement} does not apply`);
    case 'map':
      return told(mapRequirement(parsed, intent.framework, intent.requirement.trim(), intent.control, intent.confidence), intent.confidence === undefined ? `${intent.control} does not answer ${intent.requirement} any more` : `${intent.control} answers ${intent.requirement}`);
  }
}

const longestTitle = 120;

function describe(parsed: ParsedModel, key: 'title' | 'description', answer: string): CarriedOut {
  const text = answer.trim();
  if (key === 'title' && text === '') return { refused: 'A model needs a title.' };
  if (key === 'title' && text.length > longestTitle) return { refused: `A title has at most ${longestTitle} characters.` };
  const result = text !== '' ? setValue(parsed, [key], text) : entryAt(parsed.document, [key]) ? removeValue(parsed, [key]) : { edits: [] };
  return told(result, `Changed the ${key} of the model`);
}

function setEach(parsed: ParsedModel, { targets, key }: Pick<Extract<Intent, { use: 'set' }>, 'targets' | 'key'>, answerTo: (present: FieldAnswer) => FieldAnswer, context: FormContext): CarriedOut {
  const fieldOf = (now: ParsedModel, target: (typeof targets)[number]) => (mapOf(now.model, target.id) === target.kind && (target.clause === undefined || Object.hasOwn(now.model.controls[target.id]?.clauses ?? {}, target.clause)) ? editableFields(now, plain(target), context).find(({ field }) => field.key === key) : undefined);
  for (const target of targets) {
    const own = fieldOf(parsed, target);
    if (!own) return notThere(`${target.id}.${key}`);
    const wrong = own.field.check(answerTo(own.present));
    if (wrong !== undefined) return { refused: wrong };
  }
  const result = editInSteps(
    parsed,
    targets.map((target) => (now) => {
      const own = fieldOf(now, target);
      return own ? setField(now, plain(target), own, answerTo(own.present)) : { refused: 'not_there', path: [target.kind, target.id] };
    }),
  );
  return told(result, `Changed ${key.replaceAll('_', ' ')} of ${listed(targets.map(({ id }) => id))}`);
}

function plain({ kind, id, clause }: Extract<Intent, { use: 'set' }>['targets'][number]): Parameters<typeof setField>[1] {
  return { kind, id, ...(clause === undefined ? {} : { clause }) };
}

/** The first of the answers that is none; one that was not given counts as what is there before anybody gives one. */
function wrongIn(fields: readonly Field[], answers: FieldAnswers): string | undefined {
  for (const field of fields) {
    const wrong = field.check(answers[field.key] ?? field.start ?? (field.ask === 'many' ? [] : ''));
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

function notThere(what: string): CarriedOut {
  return { refused: `${what} is not there any more, so nothing was changed.` };
}

function told(result: EditResult | Unsound, said: string, made: readonly string[] = []): CarriedOut {
  if ('unsound' in result) return { refused: result.unsound };
  return 'refused' in result ? { refused: describeRefusal(result) } : { edits: result.edits, said, made };
}
