/** Problems: in the models and in the code they speak about, by file. */
import type { Problem } from '../project/problem.ts';
import { describeWeakening } from '../project/sentences/weakenings.ts';
import { itemKinds } from './ids.ts';
import type { FolderSnapshot } from './objective-rows.ts';
import type { TreeNode } from './tree-node.ts';

const icons = { error: ['error', 'list.errorForeground'], warning: ['warning', 'list.warningForeground'], information: ['info', 'descriptionForeground'] } as const;

/** Weakenings first, then problems by file; what is only information stands last and folded. */
export function problemRows(models: readonly FolderSnapshot[]): readonly TreeNode[] {
  const rows: TreeNode[] = [];
  for (const { folder, snapshot } of models) {
    if (snapshot.weakenings.length === 0) continue;
    const commit = 'commit' in snapshot.base ? snapshot.base.commit.slice(0, 8) : '';
    rows.push({
      id: `weaker:${folder}:${snapshot.path}`,
      label: `Easier to satisfy than at ${commit}`,
      description: `${snapshot.weakenings.length}`,
      icon: 'arrow-down',
      color: 'list.warningForeground',
      open: 'expanded',
      children: snapshot.weakenings.map((weakening, index): TreeNode => {
        const range = weakening.side === 'head' ? snapshot.parsed.source.nearestRange(weakening.path) : undefined;
        return { id: `weaker:${folder}:${snapshot.path}:${index}`, label: describeWeakening(weakening), icon: 'arrow-small-down', color: 'list.warningForeground', place: { folder, file: snapshot.path, ...(range ? { range: snapshot.linesOf(range) } : {}) } };
      }),
    });
  }
  const all = models.flatMap(({ folder, snapshot }) => snapshot.problems.map((problem) => ({ folder, problem })));
  const severe = all.filter(({ problem }) => problem.severity !== 'information');
  const quiet = all.filter(({ problem }) => problem.severity === 'information');
  rows.push(...byFile(severe));
  if (quiet.length > 0) rows.push({ id: 'quiet', label: 'Good to know', description: String(quiet.length), icon: 'info', open: 'collapsed', children: byFile(quiet, 'quiet:') });
  return rows;
}

function byFile(problems: readonly { readonly folder: string; readonly problem: Problem }[], prefix = ''): TreeNode[] {
  const files = new Map<string, { readonly folder: string; readonly problem: Problem }[]>();
  for (const one of problems) files.set(`${one.folder}:${one.problem.place.file}`, [...(files.get(`${one.folder}:${one.problem.place.file}`) ?? []), one]);
  return [...files].map(([key, inFile]) => ({
    id: `${prefix}file:${key}`,
    label: inFile[0]!.problem.place.file,
    description: String(inFile.length),
    icon: 'file',
    open: prefix === '' ? 'expanded' : 'collapsed',
    children: inFile.map(({ folder, problem }, index): TreeNode => {
      const [icon, color] = icons[problem.severity];
      return {
        id: `${prefix}problem:${key}:${problem.code}:${problem.subject ?? ''}:${index}`,
        label: problem.message,
        description: `line ${problem.place.lines.start.line}`,
        tooltip: `${problem.message}\n\n${problem.remedy}`,
        spoken: `${problem.severity}: ${problem.message} ${problem.remedy}`,
        icon,
        color,
        kind: itemKinds.problem,
        place: { folder, file: problem.place.file, range: problem.place.lines },
      };
    }),
  }));
}
