/** What the pending change does to the posture, as rows: what it weakens and breaks before what it improves. */
import { fromRepository } from '../project/collect-problems.ts';
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

/** The rows of all models whose last commit has been verified; none when the change leaves every posture as it was. */
export function changeRows(models: readonly FolderSnapshot[]): readonly TreeNode[] {
  const items = models.flatMap(({ folder, snapshot }) => (snapshot.past ? pendingChange(snapshot.past, snapshot).items.map((item) => ({ folder, snapshot, item })) : []));
  return changeEffects.flatMap((effect): TreeNode[] => {
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
          return {
            id: `change:${effect}:${folder}:${snapshot.path}:${item.subject}:${index}`,
            label: item.sentence,
            spoken: `${title}: ${item.sentence}`,
            icon,
            color,
            place: placeOf(folder, snapshot, item),
            ...(kind === undefined ? {} : { kind, subject: { folder, model: snapshot.path, entity: item.subject } }),
          };
        }),
      },
    ];
  });
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
