/** A question about a model: what of the model it may be about, and whether an answer names only what is there. */
import { compareIdentifiers, entityKinds, kindOfIdentifier } from '../../model/identifiers.ts';
import { exists, wasRemoved } from '../../model/references.ts';
import type { ThreatModel } from '../../model/schema.ts';
import { entityTitle } from '../language/entity-words.ts';
import type { ModelSnapshot } from '../snapshot.ts';
import type { ProposalProblem } from './brief.ts';

export interface NamedThing {
  readonly id: string;
  readonly title: string;
  readonly status?: string;
}

/** What a question names, by identifier or by its words; what shares most words first. */
export function matchesOf(snapshot: ModelSnapshot, question: string): readonly NamedThing[] {
  const { model, assessment } = snapshot;
  const asked = new Set(wordsOf(question));
  const ids = new Set(question.match(/[A-Za-z]+[-_]?[A-Za-z0-9-]*\d[A-Za-z0-9-]*|asrt_[a-z0-9]+|fnd_[a-z0-9]+/g) ?? []);
  const all = [...entityKinds.flatMap((kind) => Object.keys(model[kind])), ...assessment.objectives.map(({ id }) => id)];
  return all
    .map((id) => ({ id, weight: (ids.has(id) ? 100 : 0) + wordsOf(entityTitle(model, id) ?? '').filter((word) => asked.has(word)).length }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight || compareIdentifiers(a.id, b.id))
    .slice(0, 12)
    .map(({ id }) => thing(snapshot, id));
}

/** An entity or objective, with its status where it has one. */
export function thing({ model, assessment }: ModelSnapshot, id: string): NamedThing {
  const status = assessment.objectives.find((one) => one.id === id)?.status ?? assessment.controls.find((one) => one.id === id)?.standing ?? assessment.assumptions.map((one) => ({ id: one.id, status: one.inForce ? 'in force' : 'not in force' })).find((one) => one.id === id)?.status;
  return { id, title: entityTitle(model, id) ?? '', ...(status === undefined ? {} : { status }) };
}

/** What is wrong with an answer: it cites nothing, or names what the model does not have. */
export function problemsOfAnswer(model: ThreatModel, { answer, cites, silent }: { readonly answer: string; readonly cites: readonly string[]; readonly silent: boolean }): readonly ProposalProblem[] {
  const problems: ProposalProblem[] = [];
  if (cites.length === 0 && !silent) problems.push({ place: 'cites', message: 'It cites nothing: name what it rests on, or say that the model is silent about it.' });
  cites.forEach((id, index) => {
    if (!known(model, id)) problems.push({ place: `cites[${index}]`, message: missing(model, id) });
  });
  const mentioned = answer.match(/\b(?:CO-A\d+-T\d+|CTRL-[A-Za-z0-9]+|CMP\d+|asrt_[a-z0-9]+|fnd_[a-z0-9]+|TB\d+|CN\d+|AS\d+|RA\d+|A\d+|T\d+)\b/g) ?? [];
  for (const id of new Set(mentioned)) if (!known(model, id)) problems.push({ place: 'answer', message: missing(model, id) });
  return problems;
}

function known(model: ThreatModel, id: string): boolean {
  const kind = kindOfIdentifier(id);
  return (kind !== undefined && exists(model, kind, id)) || wasRemoved(model, id);
}

function missing(model: ThreatModel, id: string): string {
  return `${model.id} has no ${id}, and never had.`;
}

function wordsOf(text: string): string[] {
  return (text.normalize('NFKD').toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? []).map((word) => (word.length > 3 ? word.replace(/(?<=[^s])s$/, '') : word));
}
