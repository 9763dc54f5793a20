/** Answers what screens ask besides their data: one function an ask. */
import type { Answers as Given, AskName, FormSubject, Question } from '../../protocol/asks.ts';
import type { IntentTarget } from '../../protocol/intents.ts';
import type { FieldAnswers } from '../../protocol/form-field.ts';
import { copyEntities } from '../modelling/copy-entities.ts';
import { clauseFields } from '../modelling/control-form.ts';
import { editableFields } from '../modelling/edit-entity.ts';
import type { Field } from '../modelling/field.ts';
import { attestationFields, formOf, type FormContext } from '../modelling/forms.ts';
import { lastAttestation } from '../review/extend.ts';
import { printable } from '../printable.ts';
import { recordedTrend } from '../recorded-trend.ts';
import type { ModelPast, Project } from '../snapshot.ts';
import { entityHistory, modelChanges, modelCommits } from './changes-screen.ts';
import { entityDetails } from './entity-details.ts';
import { explainedObjective } from './explained-objective.ts';
import { frameworkDetails } from './framework-details.ts';
import { formField } from './form-fields.ts';
import { offeredStops, previewOfStop } from './offered-stops.ts';
import { playedObjective } from './played-objective.ts';
import { removalConsequences } from './removal-consequences.ts';
import type { ScreenSource } from './screen-source.ts';

export type SaveFile = (name: string, base64: string) => Promise<boolean>;

/** What an answer may need besides a snapshot. */
export interface AnswerSource extends ScreenSource {
  /** The project of the model; missing where the model lies in no open folder. */
  readonly project?: Project;
  /** Looks up files and names in them, as forms do. */
  readonly suggest?: FormContext['suggest'];
  /** Asks a person where to, and keeps a file there. Resolves with whether it did. */
  readonly save?: SaveFile;
}

type Answering = { readonly [Name in AskName]: (source: AnswerSource, question: Question<Name>, signal: AbortSignal) => Given[Name] | Promise<Given[Name]> };

const answering: Answering = {
  details: (source, { ids }) => entityDetails(source, ids, source.suggest),
  form: (source, { of, answers }) => {
    const { title, fields } = formAbout(source, of, answers);
    return { title, fields: fields.map((field) => formField(field, answers[field.key])) };
  },
  check: (source, { of, answers, key, answer }) => {
    const wrong = fieldsAbout(source, of, { ...answers, [key]: answer }).find((field) => field.key === key)?.check(answer);
    return wrong === undefined ? {} : { wrong };
  },
  suggestions: async (source, { of, answers, key }) => (await fieldsAbout(source, of, answers).find((field) => field.key === key)?.suggest?.()) ?? [],
  removal: removalConsequences,
  play: ({ snapshot, at }, { objective }) => {
    const played = playedObjective(snapshot, objective, at);
    if (!played) throw new Error(`There is no objective ${objective} any more.`);
    return played;
  },
  stops: ({ snapshot, at }, { objective, budget }, signal) => offeredStops(snapshot, objective, at, { signal, budget }),
  save: async ({ save }, { name, base64 }) => {
    if (!save) throw new Error('Files cannot be kept from here.');
    return { said: (await save(name, base64)) ? `Saved ${name}` : `${name} was not saved` };
  },
  stop_preview: ({ snapshot, at }, { objective, edits }) => previewOfStop(snapshot, objective, edits, at),
  explain: ({ snapshot }, { objective }) => explainedObjective(snapshot, objective),
  trend: ({ snapshot, at }) => {
    const { points, runs } = recordedTrend(snapshot, at);
    return { runs, points: points.map(({ at: run, counts, ladder }) => ({ run: run.run, commit: run.commit, at: run.signedAt, signer: printable(run.signer.name), mitigated: counts.mitigated, atRisk: counts.at_risk, unassessed: counts.unassessed, verified: ladder.verified })) };
  },
  commits: (source) => modelCommits(pastOf(source)),
  changes: (source, question, signal) => modelChanges(source, pastOf(source), question, signal),
  history: (source, { id }) => entityHistory(pastOf(source), id),
  copy: ({ snapshot }, { ids }) => copyEntities(snapshot.parsed, ids),
  framework: ({ snapshot }, { name }) => frameworkDetails(snapshot.parsed.model, name),
};

function pastOf({ project, snapshot }: AnswerSource): ModelPast {
  const past = project?.pastOf(snapshot.path);
  if (!past) throw new Error('Git cannot be asked about this model here.');
  return past;
}

/** Answers a question. Rejects when what was asked cannot be worked out, or nobody wants it any more. */
export async function answerAsk<Name extends AskName>(source: AnswerSource, ask: Name, question: Question<Name>, signal: AbortSignal): Promise<Given[Name]> {
  const answer = await answering[ask](source, question, signal);
  signal.throwIfAborted();
  return answer;
}

function formAbout(source: AnswerSource, of: FormSubject, answers: FieldAnswers): { readonly title: string; readonly fields: readonly Field[] } {
  const context = contextOf(source);
  if ('kind' in of) {
    const form = formOf(of.kind, context);
    return { title: form.title, fields: form.fields(answers) };
  }
  if ('clauseOf' in of) return { title: `Add clause to ${of.clauseOf}`, fields: clauseFields(context.model, Object.keys(context.model.controls[of.clauseOf]?.clauses ?? {}), answers) };
  return { title: `Attest ${of.attest}`, fields: attestationFields(context, true, answers, lastAttestation(context.model, of.attest)) };
}

function fieldsAbout(source: AnswerSource, of: FormSubject | { readonly target: IntentTarget }, answers: FieldAnswers): readonly Field[] {
  if (!('target' in of)) return formAbout(source, of, answers).fields;
  const { kind, id, clause } = of.target;
  const { model, ...context } = contextOf(source);
  if (!Object.hasOwn(model[kind], id)) return [];
  return editableFields(source.snapshot.parsed, { kind, id, ...(clause === undefined ? {} : { clause }) }, context).map(({ field }) => field);
}

function contextOf({ snapshot, at, suggest }: AnswerSource): FormContext {
  return { model: snapshot.parsed.model, today: at.slice(0, 10), ...(suggest ? { suggest } : {}) };
}
