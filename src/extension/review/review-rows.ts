/** What waits for review, as rows: a section for each kind, absent when it is empty; what is closed folded at the end. */
import { fromRepository } from '../../project/collect-problems.ts';
import { placeInModel } from '../../project/explanation.ts';
import { placesOf } from '../../project/review/finding-places.ts';
import { recordedRunsOf } from '../../project/on-record.ts';
import { reviewOf, type Review, type ReviewItem, type ReviewSection } from '../../project/review/review.ts';
import { reviewSectionTitles } from '../../project/sentences/review.ts';
import type { ModelSnapshot } from '../../project/snapshot.ts';
import { itemKinds } from '../ids.ts';
import type { FolderSnapshot } from '../objective-rows.ts';
import type { RowPlace, TreeNode } from '../tree-node.ts';

const looks: Readonly<Record<ReviewSection, { readonly icon: string; readonly kind: string }>> = {
  findings: { icon: 'bug', kind: itemKinds.reviewFinding },
  attestations: { icon: 'verified', kind: itemKinds.reviewAttestation },
  seals: { icon: 'lock', kind: itemKinds.reviewSeal },
  acceptances: { icon: 'pinned', kind: itemKinds.reviewAcceptance },
  gaps: { icon: 'debug-disconnect', kind: itemKinds.reviewGap },
  contradictions: { icon: 'warning', kind: itemKinds.reviewContradiction },
  unchecked: { icon: 'history', kind: itemKinds.reviewUnchecked },
  closed: { icon: 'pass', kind: itemKinds.reviewClosed },
};

/** The rows of all models at a moment. */
export function reviewRows(models: readonly FolderSnapshot[], at: string): readonly TreeNode[] {
  const { sections } = reviewOf(models.map(({ snapshot }) => snapshot), at, recordedRunsOf);
  return sections.map(({ section, items }): TreeNode => {
    const { title, meaning } = reviewSectionTitles[section];
    return {
      id: `review:${section}`,
      label: title,
      description: String(items.length),
      tooltip: meaning,
      spoken: `${title}, ${items.length}. ${meaning}`,
      open: section === 'closed' ? 'collapsed' : 'expanded',
      children: items.map((item) => itemRow(folderOf(models, item.model), item, models.length > 1)),
    };
  });
}

/** The row of an item; its identity is that of the item. */
function itemRow(folder: string, item: ReviewItem, several: boolean): TreeNode {
  const { section, model, entity, why, details, soon } = item;
  const { icon, kind } = looks[section];
  const { label, behind } = wordsOf(item);
  const description = [...(several ? [model.model.title] : []), behind].join(' · ');
  return {
    id: rowIdOf(folder, item),
    label,
    description,
    tooltip: [`${label}: ${behind}`, '', ...details].join('\n'),
    spoken: `${label}, ${behind}. ${details.join('. ')}`,
    icon,
    color: section === 'closed' ? 'testing.iconPassed' : soon ? 'descriptionForeground' : section === 'findings' && /^(critical|high)/.test(why) ? 'list.errorForeground' : 'list.warningForeground',
    kind,
    keepsFocus: true,
    subject: { folder, model: model.path, entity },
    place: placeOf(folder, item),
  };
}

/** In a narrow bar only the label is seen: it says what was found, or what waits and since when. */
function wordsOf({ section, entity, title, why }: ReviewItem): { readonly label: string; readonly behind: string } {
  if (section === 'findings' || section === 'closed' || section === 'contradictions') return { label: title, behind: why };
  return { label: `${entity} ${why}`, behind: title };
}

export function rowIdOf(folder: string, { section, model, key }: ReviewItem): string {
  return `review:${section}:${folder}:${model.path}:${key}`;
}

/** A finding leads to the code where it was made. */
function placeOf(folder: string, { model, path, entity }: ReviewItem): RowPlace {
  const finding = model.model.findings[entity];
  const [place] = finding ? placesOf(finding, model.findingPlaces) : [];
  if (!place) return path.length < 3 || typeof path[2] !== 'string' ? { folder, ...placeInModel(model, path.map(String)) } : { folder, ...nearest(model, path) };
  return { folder, file: fromRepository(place.file, { projectRoot: model.projectRoot, repositoryRoot: model.repository.root }), range: { start: { line: place.first, column: 1 }, end: { line: place.last, column: 1 } } };
}

function nearest(model: ModelSnapshot, path: ReviewItem['path']): Omit<RowPlace, 'folder'> {
  return { file: model.path, range: model.linesOf(model.parsed.source.keyRangeOf(path) ?? model.parsed.source.nearestRange(path)) };
}

function folderOf(models: readonly FolderSnapshot[], model: ModelSnapshot): string {
  return models.find(({ snapshot }) => snapshot === model)?.folder ?? '';
}

/** One friendly sentence when nothing waits, with the next day on which something will; empty while something does. */
export function calmSentence({ waiting, next }: Review): string {
  if (waiting > 0) return '';
  return next ? `Nothing waits for you. The next to come up for review is ${next.entity}, on ${next.day}.` : 'Nothing waits for you, and nothing in the model ends on a day.';
}
