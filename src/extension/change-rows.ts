/** What the pending change does to the posture, as rows: what it weakens and breaks before what it improves. */
import { fromRepository } from '../project/collect-problems.ts';
import { driftOf, type DriftItem } from '../project/drift.ts';
import { onRecord } from '../project/on-record.ts';
import { describeClaim, verdictWords } from '../project/sentences/posture.ts';
import { describeLastPass } from '../project/sentences/recorded.ts';
import { placeInModel } from '../project/explanation.ts';
import { changeEffects, pendingChange, type ChangeEffect, type ChangeItem } from '../project/pending-change.ts';
import type { ModelSnapshot } from '../project/snapshot.ts';
import { itemKinds } from './ids.ts';
import type { FolderSnapshot } from './objective-rows.ts';
import type { RowPlace, TreeNode } from './tree-node.ts';

const effectRows: Readonly<Record<ChangeEffect, { readonly title: string; readonly meaning: string; readonly icon: string; readonly color: string }>> = {
  weakened: { title: 'Weakened', meaning: 'The model asks for less than at the last commit.', icon: 'arrow-down', color: 'list.warningForeground' },
  broken: { title: 'Broken', meaning: 'These held at the last commit and do not hold now.', icon: 'error', color: 'list.errorForeground' },
  put_at_risk: { title: 'Put at risk', meaning: 'Objectives that were mitigated at the last commit, and new ones that are not.', icon: 'warning', color: 'list.warningForeground' },
  improved: { title: 'Improved', meaning: 'These did not hold at the last commit and hold now.', icon: 'pass', color: 'testing.iconPassed' },
};

/**
 * The rows of all models: of those whose last commit has been verified what the change does, then what drifted from the record
 * earlier, so that no claim is told twice. None when nothing changed and nothing drifted.
 */
export function changeRows(models: readonly FolderSnapshot[]): readonly TreeNode[] {
  const items = models.flatMap(({ folder, snapshot }) => (snapshot.past ? pendingChange(snapshot.past, snapshot).items.map((item) => ({ folder, snapshot, item })) : []));
  return [...changeEffects.slice(0, -1).flatMap((effect) => sectionOf(effect, items)), ...driftRows(models), ...sectionOf('improved', items)];
}

type FolderItem = FolderSnapshot & { readonly item: ChangeItem };

function sectionOf(effect: ChangeEffect, items: readonly FolderItem[]): TreeNode[] {
  const rows = items.filter(({ item }) => item.effect === effect);
  if (rows.length === 0) return [];
  const { title, meaning, icon, color } = effectRows[effect];
  return [
    {
      id: `change:${effect}`,
      label: title,
      description: String(rows.length),
      tooltip: meaning,
      spoken: `${title}, ${rows.length}. ${meaning}`,
      icon,
      color,
      open: 'expanded',
      children: rows.map(({ folder, snapshot, item }, index): TreeNode => {
        const kind = kindOf(snapshot, item);
        const last = effect === 'broken' ? onRecord(snapshot)?.history.lastPasses.get(item.subject) : undefined;
        return {
          id: `change:${effect}:${folder}:${snapshot.path}:${item.subject}:${index}`,
          label: item.sentence,
          ...(last ? { tooltip: `${item.sentence}\n${describeLastPass(last)}` } : {}),
          spoken: `${title}: ${item.sentence}${last ? ` ${describeLastPass(last)}` : ''}`,
          icon,
          color,
          place: placeOf(folder, snapshot, item),
          ...(kind === undefined ? {} : { kind, subject: { folder, model: snapshot.path, entity: item.subject } }),
        };
      }),
    },
  ];
}

/** What passed on record and does not hold now, but for what the change itself broke: that stands above. */
function driftRows(models: readonly FolderSnapshot[]): readonly TreeNode[] {
  const rows = models.flatMap(({ folder, snapshot }) => driftSinceRecord(snapshot).map((item): TreeNode => {
    const { assertion, objectives, from, failedSince } = item;
    const sentence = `${describeClaim(snapshot.model.assertions[assertion] ?? { type: assertion, params: {} })}: ${verdictWords[item.to.verdict]}`;
    const was = describeLastPass({ pass: from, ...(failedSince ? { failedSince } : {}) });
    const verdict = snapshot.verdicts.get(assertion);
    return {
      id: `change:drifted:${folder}:${snapshot.path}:${assertion}`,
      label: sentence,
      description: objectives.join(', '),
      tooltip: [sentence, item.to.details, was].filter((line) => line !== '').join('\n'),
      spoken: `Drifted: ${sentence}. ${was}`,
      icon: 'history',
      color: 'list.errorForeground',
      kind: itemKinds.assertion,
      subject: { folder, model: snapshot.path, entity: assertion },
      place: verdict?.file === undefined ? { folder, ...placeInModel(snapshot, ['assertions', assertion]) } : placeOf(folder, snapshot, { effect: 'broken', subject: assertion, sentence }),
    };
  }));
  if (rows.length === 0) return [];
  const meaning = 'These passed on record, and did not hold at the last commit either.';
  return [{ id: 'change:drifted', label: 'Drifted', description: String(rows.length), tooltip: meaning, spoken: `Drifted, ${rows.length}. ${meaning}`, icon: 'history', color: 'list.errorForeground', open: 'expanded', children: rows }];
}

/** Without what the change since the last commit broke. While that commit is not verified, nothing is said of either. */
function driftSinceRecord(snapshot: ModelSnapshot): readonly DriftItem[] {
  if (!snapshot.past) return [];
  const broken = new Set(pendingChange(snapshot.past, snapshot).items.filter(({ effect }) => effect === 'broken').map(({ subject }) => subject));
  return driftOf(snapshot, new Date().toISOString()).items.filter(({ assertion, knownGap }) => !knownGap && !broken.has(assertion));
}

/** The files, by address of their folder, in which something that held at the last commit does not hold now. */
export function brokenFiles(models: readonly FolderSnapshot[]): readonly { readonly folder: string; readonly file: string; readonly sentence: string }[] {
  return models.flatMap(({ folder, snapshot }) =>
    (snapshot.past ? pendingChange(snapshot.past, snapshot).items : []).flatMap((item) => {
      if (item.effect !== 'broken' && item.effect !== 'weakened') return [];
      return [{ folder, file: placeOf(folder, snapshot, item).file, sentence: item.sentence }];
    }),
  );
}

function kindOf({ model, assessment }: ModelSnapshot, { subject }: ChangeItem): string | undefined {
  if (Object.hasOwn(model.assertions, subject)) return itemKinds.assertion;
  if (Object.hasOwn(model.controls, subject)) return itemKinds.control;
  return assessment.objectives.some(({ id }) => id === subject) ? itemKinds.objective : undefined;
}

function placeOf(folder: string, snapshot: ModelSnapshot, { subject, weakening }: ChangeItem): RowPlace {
  if (weakening) {
    const range = weakening.side === 'head' ? snapshot.parsed.source.nearestRange(weakening.path) : undefined;
    return { folder, file: snapshot.path, ...(range ? { range: snapshot.linesOf(range) } : {}) };
  }
  const verdict = snapshot.verdicts.get(subject);
  if (verdict?.file !== undefined) return { folder, file: fromRepository(verdict.file, { projectRoot: snapshot.projectRoot, repositoryRoot: snapshot.repository.root }), ...(verdict.range ? { range: verdict.range } : {}) };
  const objective = snapshot.assessment.objectives.find(({ id }) => id === subject);
  return { folder, ...placeInModel(snapshot, objective ? ['assets', objective.asset] : ['controls', subject]) };
}
