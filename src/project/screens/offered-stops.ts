/** What would stop an attacker, in words; searched in slices, so that nothing else waits; looked at before it is applied. */
import { effectsOfStop } from '../../assurance/stops/stop-effects.ts';
import { findStops, type StopOffer, type StopOutcome } from '../../assurance/stops/find-stops.ts';
import { keyOfEdit, passesOf, type StoppingEdit } from '../../assurance/stops/stopping-edit.ts';
import { compareIdentifiers } from '../../model/identifiers.ts';
import type { ThreatModel } from '../../model/schema.ts';
import { mostChanges, mostOffers, type OfferedEdit, type OfferedStop, type OfferedStops, type StopPreview } from '../../protocol/screens/graph-reach.ts';
import { statusWords } from '../sentences/posture.ts';
import { describeWeakening } from '../sentences/weakenings.ts';
import type { ModelSnapshot } from '../snapshot.ts';
import { named } from './played-objective.ts';

/** How long a slice of the search lasts, in milliseconds. */
const slice = 12;
const outcomeSentences: Readonly<Record<StopOutcome, string>> = {
  mitigated: 'The objective would be mitigated.',
  unreachable: 'The objective would be unreachable.',
  no_path: 'No path would be known any more. Only an attested seal would make it unreachable.',
};

export interface SearchOptions {
  readonly signal: AbortSignal;
  /** How many models may be tried. */
  readonly budget: number;
  /** Lets others run. */
  readonly pause?: () => Promise<void>;
  readonly now?: () => number;
}

const nextTurn = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve));

/** Searches to the end of the budget. Rejects when nobody wants the answer any more. */
export async function offeredStops({ model, assessment }: Pick<ModelSnapshot, 'model' | 'assessment'>, id: string, at: string, { signal, budget, pause = nextTurn, now = () => performance.now() }: SearchOptions): Promise<OfferedStops> {
  const objective = assessment.objectives.find((one) => one.id === id);
  if (!objective) return { objective: id, offers: [], found: 0, tried: 0, complete: true };
  const search = findStops(model, objective, at, budget);
  let until = now() + slice;
  for (;;) {
    const step = search.next();
    if (step.done) {
      const { offers, complete, tried } = step.value;
      return { objective: id, offers: offers.slice(0, mostOffers).map((offer) => offered(model, offer)), found: offers.length, tried, complete };
    }
    if (now() < until) continue;
    await pause();
    signal.throwIfAborted();
    until = now() + slice;
  }
}

function keyOfOffer({ edits }: Pick<StopOffer, 'edits'>): string {
  return edits.map(keyOfEdit).join('; ');
}

function offered(model: ThreatModel, offer: StopOffer): OfferedStop {
  return {
    key: keyOfOffer(offer),
    edits: offer.edits.map((edit) => editInWords(model, edit)),
    outcome: offer.outcome,
    outcomeSentence: offer.edits.some(({ kind }) => kind === 'verify') ? 'The objective would be mitigated, once evidence for this is verified.' : outcomeSentences[offer.outcome],
    needsAttestation: offer.edits.some(({ kind }) => kind === 'seal'),
    changesModel: offer.edits.some((edit) => edit.kind !== 'verify' || model.controls[edit.control]?.status === 'not_implemented'),
  };
}

function editInWords(model: ThreatModel, edit: StoppingEdit): OfferedEdit {
  switch (edit.kind) {
    case 'narrow': {
      const all = passesOf(model, edit.boundary).every((vector) => edit.vectors.includes(vector));
      return { edit: { ...edit, vectors: [...edit.vectors] }, entities: [edit.boundary], sentence: `${named(model, edit.boundary)} passes ${all ? 'nothing any more' : `${edit.vectors.join(' and ')} no longer`}` };
    }
    case 'seal':
      return { edit, entities: [edit.boundary], sentence: `${named(model, edit.boundary)} is sealed, and somebody attests it` };
    case 'cut':
      return { edit, entities: [edit.connection], sentence: `The connection ${named(model, edit.connection)} is removed` };
    case 'leave':
      return { edit, entities: [edit.component, edit.boundary], sentence: `${named(model, edit.component)} stands behind ${named(model, edit.boundary)} no longer` };
    case 'verify':
      return { edit, entities: [edit.control], sentence: `${named(model, edit.control).replace(/\.$/, '')} is ${model.controls[edit.control]?.status === 'implemented' ? 'verified' : 'implemented and verified'}` };
  }
}

/** What an offer changes, in words. A boundary that is narrower in the model is not yet narrower in the world: it says so. */
export function previewOfStop({ model, assessment }: Pick<ModelSnapshot, 'model' | 'assessment'>, objective: string, edits: readonly StoppingEdit[], at: string): StopPreview {
  const { verdicts, statuses, weakenings } = effectsOfStop(model, assessment, edits, at);
  const order = ['reachable', 'indeterminate', 'unreachable'];
  const changes = [
    ...statuses.map(({ objective: id, before, after }) => ({ objective: id, title: named(model, id), before: statusWords[before], after: statusWords[after], better: true })),
    ...verdicts.map(({ objective: id, before, after }) => ({ objective: id, title: named(model, id), before, after, better: order.indexOf(after) > order.indexOf(before) })),
  ].sort((a, b) => Number(b.objective === objective) - Number(a.objective === objective) || compareIdentifiers(a.objective, b.objective));
  return {
    objective,
    changes: changes.slice(0, mostChanges),
    changesInAll: changes.length,
    warnings: [...(weakenings.length > 0 ? ['The model would say less of an attacker than it does now. It is true only when the system is changed as well.'] : []), ...weakenings.map(describeWeakening)],
  };
}
