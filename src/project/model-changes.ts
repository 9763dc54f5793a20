/** What differs between two states of a model, in sentences: what became easier to satisfy first, then what became harder, then the rest. */
import type { Assessment, ObjectivePosture } from '../assurance/assessment.ts';
import { weakenings, type Weakening } from '../assurance/weakenings.ts';
import { diffModels, type EntityChange } from '../model/diff.ts';
import type { ModelPath } from '../model/problem.ts';
import type { ThreatModel } from '../model/schema.ts';
import { entityTitle, kindNouns } from './language/entity-words.ts';
import { describeStatus } from './sentences/posture.ts';
import { describeStrengthening, describeWeakening } from './sentences/weakenings.ts';

/** One state of a model: what it said, and what that came to. */
export interface ModelState {
  readonly model: ThreatModel;
  readonly assessment: Assessment;
}

export interface ModelChange {
  readonly id: string;
  readonly sentence: string;
  /** What a field said before and says after, where both are one line. */
  readonly before?: string;
  readonly after?: string;
}

export interface StatusChange {
  readonly id: string;
  readonly title: string;
  /** Missing: the objective was not there. */
  readonly before?: ObjectivePosture;
  readonly after?: ObjectivePosture;
  readonly sentence: string;
}

export interface ComparedModels {
  readonly weakenings: readonly ModelChange[];
  readonly improvements: readonly ModelChange[];
  readonly rest: readonly ModelChange[];
  readonly objectives: readonly StatusChange[];
  /** By entity, and by objective where its status differs. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly string[];
}

/** Compares two states. Equal models, and equal statuses, give empty lists. */
export function compareModels(before: ModelState, after: ModelState): ComparedModels {
  const [weakened, strengthened] = [weakenings(before.model, after.model), weakenings(after.model, before.model)];
  const entities = diffModels(before.model, after.model);
  const told = new Set([...weakened, ...strengthened].map(({ path }) => placeKey(path)));
  const objectives = statusChanges(before, after);
  const named = (change: EntityChange['change']): readonly string[] => entities.filter((one) => one.change === change).map(({ id }) => id);
  return {
    weakenings: weakened.map((one) => ({ id: subjectOf(one), sentence: describeWeakening(one) })),
    improvements: strengthened.map((one) => ({ id: subjectOf(one), sentence: describeStrengthening(one) })),
    rest: [...modelRows(before.model, after.model), ...entities.flatMap((change) => entityRows(change, before.model, after.model, told))],
    objectives,
    added: [...named('added'), ...objectives.filter((one) => !one.before).map(({ id }) => id)],
    removed: [...named('removed'), ...objectives.filter((one) => !one.after).map(({ id }) => id)],
    changed: [...named('changed'), ...objectives.filter((one) => one.before && one.after).map(({ id }) => id)],
  };
}

function subjectOf({ path }: Weakening): string {
  return String(path[1] ?? path[0]);
}

/** An entity, or one field of it. */
function placeKey(path: ModelPath): string {
  return path.slice(0, 3).join('\u0000');
}

function modelRows(before: ThreatModel, after: ThreatModel): readonly ModelChange[] {
  return (['id', 'title', 'description'] as const).flatMap((key) => (before[key] === after[key] ? [] : [{ id: after.id, sentence: `The model's ${key} changed`, ...oneLine(before[key], after[key]) }]));
}

function entityRows({ kind, id, change, fields }: EntityChange, before: ThreatModel, after: ThreatModel, told: ReadonlySet<string>): readonly ModelChange[] {
  const title = (model: ThreatModel): string => entityTitle(model, id) ?? '';
  const noun = kindNouns[kind];
  if (change !== 'changed') {
    if (told.has(placeKey([kind, id]))) return [];
    return [{ id, sentence: change === 'added' ? `New ${noun} ${id}: ${title(after)}` : `${id} is gone, the ${noun}: ${title(before)}` }];
  }
  const [old, now] = [before[kind][id], after[kind][id]] as unknown as readonly [Readonly<Record<string, unknown>>, Readonly<Record<string, unknown>>];
  return fields.filter((field) => !told.has(placeKey([kind, id, field]))).map((field) => ({ id, sentence: `${id}: ${field.replaceAll('_', ' ')} ${wordOfChange(old[field], now[field])}`, ...oneLine(old[field], now[field]) }));
}

function wordOfChange(before: unknown, after: unknown): string {
  if (isNothing(before)) return 'is set';
  return isNothing(after) ? 'is taken away' : 'changed';
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0) || (typeof value === 'object' && Object.keys(value).length === 0);
}

const longestLine = 240;

/** Both sides, where each is one short line: a text, a number, or a list of these. */
function oneLine(before: unknown, after: unknown): { readonly before?: string; readonly after?: string } {
  const text = (value: unknown): string | undefined => {
    if (isNothing(value)) return '';
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value);
    return Array.isArray(value) && value.every((one) => typeof one === 'string' || typeof one === 'number') ? value.join(', ') : undefined;
  };
  const [was, is] = [text(before), text(after)];
  if (was === undefined || is === undefined || was.length > longestLine || is.length > longestLine) return {};
  return { ...(was === '' ? {} : { before: was }), ...(is === '' ? {} : { after: is }) };
}

/** Objectives whose status differs, or that are on one side only; what fell first. */
function statusChanges(before: ModelState, after: ModelState): readonly StatusChange[] {
  const [earlier, later] = [before, after].map(({ assessment }) => new Map(assessment.objectives.map((objective) => [objective.id, objective]))) as [Map<string, ObjectivePosture>, Map<string, ObjectivePosture>];
  const changes: (StatusChange & { readonly rank: number })[] = [];
  for (const [id, now] of later) {
    const was = earlier.get(id);
    if (was?.status === now.status && was.by === now.by) continue;
    const rank = was?.status === 'mitigated' ? 0 : now.status === 'mitigated' ? 3 : was ? 1 : 2;
    changes.push({ id, title: entityTitle(after.model, id) ?? '', ...(was ? { before: was } : {}), after: now, rank, sentence: was ? `${id} was ${describeStatus(was)} and is ${describeStatus(now)}` : `${id} is new and ${describeStatus(now)}` });
  }
  for (const [id, was] of earlier) if (!later.has(id)) changes.push({ id, title: entityTitle(before.model, id) ?? '', before: was, rank: 4, sentence: `${id} is gone; it was ${describeStatus(was)}` });
  // Both maps are in the order of identifiers, and this sort keeps it.
  return changes.sort((a, b) => a.rank - b.rank).map(({ rank: _, ...change }) => change);
}
