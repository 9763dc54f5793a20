/** What the change since a commit does to the posture: what it weakens, breaks, puts at risk, and what it improves. */
import { compareIdentifiers } from '../model/identifiers.ts';
import type { Weakening } from '../assurance/weakenings.ts';
import type { PastPosture } from './past-posture.ts';
import { describeClaim, describeStatus, standingWords, verdictWords } from './sentences/posture.ts';
import { describeWeakening } from './sentences/weakenings.ts';
import type { ModelSnapshot } from './snapshot.ts';

export const changeEffects = ['weakened', 'broken', 'put_at_risk', 'improved'] as const;
export type ChangeEffect = (typeof changeEffects)[number];

export interface ChangeItem {
  readonly effect: ChangeEffect;
  /** The assertion, objective or entity. */
  readonly subject: string;
  readonly sentence: string;
  /** Only of what is weakened. */
  readonly weakening?: Weakening;
}

export interface PendingChange {
  readonly commit: string;
  /** In the order of `changeEffects`, then of identifiers. Empty: the change leaves the posture as it was. */
  readonly items: readonly ChangeItem[];
}

/** Compares a model as it is now with what it came to at the base commit. Renumbered assertions are followed by what they claim. */
export function pendingChange(before: PastPosture, now: ModelSnapshot): PendingChange {
  const known = computed.get(now);
  if (known?.before === before) return known.change;
  const change = comparePostures(before, now);
  computed.set(now, { before, change });
  return change;
}

/** The view, its badge and the marks of files all ask after each change: a snapshot is compared once. */
const computed = new WeakMap<ModelSnapshot, { readonly before: PastPosture; readonly change: PendingChange }>();

/** What of a posture is compared with an earlier one. */
export type LaterPosture = Pick<ModelSnapshot, 'model' | 'verdicts' | 'assessment' | 'weakenings'>;

/** The same of any two postures, such as those of a commit and its parent. */
export function comparePostures(before: PastPosture, now: LaterPosture): PendingChange {
  const items: ChangeItem[] = now.weakenings.map((weakening) => ({ effect: 'weakened', subject: String(weakening.path[1] ?? weakening.path[0]), sentence: describeWeakening(weakening), weakening }));
  items.push(...assertionItems(before, now), ...objectiveItems(before, now), ...controlItems(before, now));
  const order = (item: ChangeItem): number => changeEffects.indexOf(item.effect);
  return { commit: before.commit, items: items.sort((a, b) => order(a) - order(b) || compareIdentifiers(a.subject, b.subject)) };
}

function assertionItems(before: PastPosture, now: LaterPosture): ChangeItem[] {
  const earlier = new Map([...before.assessment.controls, ...before.assessment.assumptions].flatMap(({ assertions }) => assertions).map(({ hash, verdict }) => [hash, verdict]));
  const later = [...now.assessment.controls, ...now.assessment.assumptions].flatMap(({ assertions }) => assertions);
  return later.flatMap(({ id, hash, verdict }): ChangeItem[] => {
    const was = earlier.get(hash);
    const claim = describeClaim(now.model.assertions[id]!);
    // What is still being checked has not changed yet.
    if (verdict === 'unchecked' || verdict === 'elsewhere' || was === undefined || was === verdict) return [];
    if (was === 'pass') return [{ effect: 'broken', subject: id, sentence: `${claim}: ${verdictWords[verdict]}. ${now.verdicts.get(id)?.details ?? ''}`.trim() }];
    return verdict === 'pass' ? [{ effect: 'improved', subject: id, sentence: `${claim}: passes again` }] : [];
  });
}

function objectiveItems(before: PastPosture, now: LaterPosture): ChangeItem[] {
  const earlier = new Map(before.assessment.objectives.map((objective) => [objective.id, objective]));
  return now.assessment.objectives.flatMap((objective): ChangeItem[] => {
    const was = earlier.get(objective.id);
    if (objective.status === 'mitigated') return was?.status === 'mitigated' ? [] : [{ effect: 'improved', subject: objective.id, sentence: `${objective.id} becomes ${describeStatus(objective)}` }];
    if (was?.status === 'mitigated') return [{ effect: 'put_at_risk', subject: objective.id, sentence: `${objective.id} was mitigated and becomes ${describeStatus(objective)}` }];
    return was ? [] : [{ effect: 'put_at_risk', subject: objective.id, sentence: `${objective.id} is new and ${describeStatus(objective)}` }];
  });
}

function controlItems(before: PastPosture, now: LaterPosture): ChangeItem[] {
  const earlier = new Map(before.assessment.controls.map((control) => [control.id, control]));
  return now.assessment.controls.flatMap((control): ChangeItem[] => {
    const was = earlier.get(control.id);
    const title = now.model.controls[control.id]?.description ?? '';
    if (control.counts && !was?.counts) return [{ effect: 'improved', subject: control.id, sentence: `${control.id} becomes ${standingWords[control.standing]}: ${title}` }];
    return was?.counts && !control.counts ? [{ effect: 'broken', subject: control.id, sentence: `${control.id} is no longer ${standingWords[was.standing]}: ${title}` }] : [];
  });
}
