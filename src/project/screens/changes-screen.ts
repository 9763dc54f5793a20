/** Builds the screen of changes, and answers it: the commits of a model, what differs between two states, what happened to an entity. */
import { entityKinds } from '../../model/identifiers.ts';
import { canonicalHash } from '../../model/canonical.ts';
import { parseModel, type ParsedModel } from '../../model/parse.ts';
import { mapOf } from '../../model/references.ts';
import type { ThreatModel } from '../../model/schema.ts';
import type { ChangesSide, Question } from '../../protocol/asks.ts';
import type { ChangeRow, ChangesScreen, EntityEvent, EntityHistory, ModelChanges, ModelCommits, ObjectiveChange } from '../../protocol/screens/changes-screen.ts';
import type { Mark } from '../../protocol/marks.ts';
import type { ObjectivePosture } from '../../assurance/assessment.ts';
import { entityTitle } from '../language/entity-words.ts';
import { compareModels, type ModelChange, type ModelState, type StatusChange } from '../model-changes.ts';
import { printable } from '../printable.ts';
import { describeNoBase } from '../sentences/screens.ts';
import { describeModelProblem } from '../sentences/model-problems.ts';
import type { ModelPast, ModelSnapshot } from '../snapshot.ts';
import { changeOverlay } from './change-overlay.ts';
import { drawnThings } from './drawn-things.ts';
import { isReadable, shownModel, type ScreenSource } from './screen-source.ts';

export function changesScreen({ snapshot }: ScreenSource): ChangesScreen {
  const { base } = snapshot;
  const model = shownModel(snapshot);
  const none = 'none' in base && (base.none === 'no_repository' || base.none === 'not_trusted' || base.none === 'no_git' || base.none === 'pending') ? describeNoBase(base.none) : undefined;
  return {
    git: none === undefined ? { commit: 'commit' in base ? base.commit : '' } : { none },
    entities: [...entityKinds.flatMap((kind) => Object.keys(model[kind])), ...Object.keys(model.removed)].map((id) => ({ id, title: printable(entityTitle(model, id) ?? '') })),
  };
}

export async function modelCommits(past: ModelPast): Promise<ModelCommits> {
  const { commits, more } = await past.commits();
  return { more, commits: commits.map(({ commit, subject, author, at, path }) => ({ commit, at, path, subject: printable(subject), author: printable(author) })) };
}

/** One side as it can be compared. */
interface ReadSide extends ModelState {
  readonly problems: readonly string[];
  readonly notRun: readonly string[];
}

export async function modelChanges({ snapshot, at, placements = '' }: ScreenSource, past: ModelPast, { from, to, overlay }: Question<'changes'>, signal: AbortSignal): Promise<ModelChanges> {
  const [before, after] = [await readSide(snapshot, past, from, signal), await readSide(snapshot, past, to, signal)];
  const compared = compareModels(before, after);
  const present = shownModel(snapshot);
  const drawn = drawnThings([after.model, before.model]);
  const row = ({ id, sentence, before: was, after: is }: ModelChange): ChangeRow => ({
    id,
    sentence: printable(sentence),
    ...(was === undefined ? {} : { before: printable(was) }),
    ...(is === undefined ? {} : { after: printable(is) }),
    ...(mapOf(present, id) === undefined ? {} : { opens: { of: 'entity', id } }),
    drawn: drawn(id),
  });
  return {
    problems: [...before.problems, ...after.problems],
    weakenings: compared.weakenings.map(row),
    improvements: compared.improvements.map(row),
    rest: compared.rest.map(row),
    objectives: compared.objectives.map(objectiveRow),
    notRun: [...new Set([...before.notRun, ...after.notRun])].sort(),
    ...(overlay ? { overlay: changeOverlay({ before, after, compared, at, placements }) } : {}),
  };
}

function objectiveRow({ id, title, before, after, sentence }: StatusChange): ObjectiveChange {
  const pair = after ?? before;
  return { id, title: printable(title), sentence: printable(sentence), ...(before ? { before: markOf(before) } : {}), ...(after ? { after: markOf(after) } : {}), drawn: pair ? [pair.asset, pair.attacker] : [] };
}

function markOf({ status }: ObjectivePosture): Mark {
  return { of: 'status', is: status };
}

async function readSide(snapshot: ModelSnapshot, past: ModelPast, side: ChangesSide, signal: AbortSignal): Promise<ReadSide> {
  if (side === 'worktree') return { model: snapshot.model, assessment: snapshot.assessment, problems: snapshot.current ? [] : ['The text of the work tree has an error: what it said before is compared.'], notRun: [] };
  const [text] = await past.texts([side]);
  const short = side.commit.slice(0, 10);
  if (text === undefined) throw new Error(`The model is not in ${short}, or is too large there.`);
  const { model, assessment, parsed, verdicts } = await past.postureAt(side.commit, text, signal);
  const error = parsed.problems.find(({ severity }) => severity === 'error');
  const problems = error ? [printable(`At ${short} the model has an error: ${describeModelProblem(error).message} ${isReadable({ parsed }) ? 'What could be read is compared.' : 'Nothing of it could be read, so all of it looks as if it were not there.'}`)] : [];
  return { model, assessment, problems, notRun: [...verdicts].filter(([, { reason }]) => reason === 'not_run').map(([id]) => id) };
}

/** How many commits are looked through for what happened to one entity. */
const mostLooked = 200;

export async function entityHistory(past: ModelPast, id: string): Promise<EntityHistory> {
  const { commits, more } = await past.commits();
  const looked = commits.slice(0, mostLooked);
  const texts = await past.texts(looked);
  const unreadable: string[] = [];
  const states: { readonly index: number; readonly entity: object | undefined }[] = [];
  let parsed: ParsedModel | undefined;
  for (const [index, text] of texts.entries()) {
    parsed = text === undefined ? undefined : parseModel(text, parsed?.document.errors.length === 0 ? parsed : undefined);
    if (parsed && isReadable({ parsed })) states.push({ index, entity: entityOf(parsed.model, id) });
    else unreadable.push(looked[index]!.commit);
  }
  const whole = looked.length === commits.length && !more;
  const events = states.flatMap(({ index, entity }, at): EntityEvent[] => {
    const older = states[at + 1];
    // Behind the last commit that was looked at, nothing is known of what was before.
    if (!older && !whole) return [];
    const fields = fieldsThatDiffer(older?.entity, entity);
    if (fields === undefined) return [];
    const { commit, subject, author, at: when } = looked[index]!;
    return [{ commit, at: when, subject: printable(subject), author: printable(author), fields, change: !older?.entity ? 'added' : entity ? 'changed' : 'removed' }];
  });
  return { events, unreadable, more: !whole };
}

function entityOf(model: ThreatModel, id: string): object | undefined {
  const kind = mapOf(model, id);
  return kind === undefined ? undefined : model[kind][id];
}

/** Undefined where both say the same, or neither is there. */
function fieldsThatDiffer(before: object | undefined, after: object | undefined): readonly string[] | undefined {
  if (!before || !after) return before || after ? [] : undefined;
  const [old, now] = [before, after] as [Record<string, unknown>, Record<string, unknown>];
  const fields = [...new Set([...Object.keys(old), ...Object.keys(now)])].filter((field) => canonicalHash(old[field] ?? null) !== canonicalHash(now[field] ?? null)).sort();
  return fields.length > 0 ? fields : undefined;
}
