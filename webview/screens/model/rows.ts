/** The rows of the model screen in the order in which they stand, after sections were folded and words were looked for. */
import type { EntityRow, ModelScreen } from '../../../src/protocol/screens/model-screen.ts';
import { l10n } from '../../l10n.ts';
import { wordOf } from '../../design/marks.ts';
import type { IconName } from '../../design/icons.tsx';

type EntityKind = ModelScreen['sections'][number]['kind'];
export type SectionName = EntityKind | 'gaps' | 'compliance' | 'removed';

/** Where a row stands among those of its level, from 1: said by itself, because of a long list only some rows are drawn. */
interface Standing {
  readonly position: number;
  readonly among: number;
}

/** A row that can have the focus. Its `key` is the same as long as it is about the same. */
export type ListRow = Standing & (
  | { readonly of: 'model'; readonly key: 'model'; readonly title: string }
  | { readonly of: 'section'; readonly key: string; readonly section: SectionName; readonly title: string; readonly count: number; readonly open: boolean }
  | { readonly of: 'entity'; readonly key: string; readonly section: SectionName; readonly icon: IconName; readonly row: EntityRow }
);

/** What people call each section. */
export function sectionTitle(section: SectionName): string {
  switch (section) {
    case 'boundaries': return l10n.t('Trust boundaries');
    case 'components': return l10n.t('Components');
    case 'connections': return l10n.t('Connections');
    case 'assets': return l10n.t('Assets');
    case 'attackers': return l10n.t('Attackers');
    case 'assumptions': return l10n.t('Assumptions');
    case 'controls': return l10n.t('Controls');
    case 'assertions': return l10n.t('Assertions');
    case 'findings': return l10n.t('Findings');
    case 'acceptances': return l10n.t('Accepted risks');
    case 'gaps': return l10n.t('Known gaps');
    case 'compliance': return l10n.t('Compliance');
    case 'removed': return l10n.t('Removed');
  }
}

/** What people call one of each kind. */
export function kindTitle(kind: EntityKind): string {
  switch (kind) {
    case 'boundaries': return l10n.t('Trust boundary');
    case 'components': return l10n.t('Component');
    case 'connections': return l10n.t('Connection');
    case 'assets': return l10n.t('Asset');
    case 'attackers': return l10n.t('Attacker');
    case 'assumptions': return l10n.t('Assumption');
    case 'controls': return l10n.t('Control');
    case 'assertions': return l10n.t('Assertion');
    case 'findings': return l10n.t('Finding');
    case 'acceptances': return l10n.t('Risk acceptance');
  }
}

/** The sections with their rows, as if they were all of one kind. */
function sectionsOf(data: ModelScreen): readonly { readonly section: SectionName; readonly rows: readonly EntityRow[] }[] {
  return [
    ...data.sections.map(({ kind, rows }) => ({ section: kind, rows })),
    { section: 'gaps', rows: data.gaps.map(({ id, title, reason, until }) => ({ id, title: reason, about: [l10n.t('until {0}', until), title], marks: [] })) },
    { section: 'compliance', rows: data.frameworks.map(({ name, exclusions, mappings }) => ({ id: name, title: '', about: [mappings === 1 ? l10n.t('1 mapping') : l10n.t('{0} mappings', mappings), exclusions === 1 ? l10n.t('1 exclusion') : l10n.t('{0} exclusions', exclusions)], marks: [] })) },
    { section: 'removed', rows: data.removed.map(({ id, title, on, why }) => ({ id, title, about: [l10n.t('on {0}', on), ...(why === undefined ? [] : [why])], marks: [] })) },
  ];
}

export function rowKey(section: SectionName, id: string): string {
  return `${section}/${id}`;
}

/** The rows that are shown. While words are looked for, every section is open, and those where nothing is found are left out. */
export function rowsOf(data: ModelScreen, folded: ReadonlySet<string>, sought: string): readonly ListRow[] {
  const words = sought.toLowerCase().split(/\s+/).filter((word) => word !== '');
  const found: ListRow[] = [];
  let outer = 0;
  if (words.length === 0 || holds([data.title, data.description], words)) found.push({ of: 'model', key: 'model', title: data.title, position: ++outer, among: 0 });
  for (const { section, rows } of sectionsOf(data)) {
    const fitting = words.length === 0 ? rows : rows.filter((row) => holds([row.id, row.title, ...row.about, ...row.marks.map(wordOf), ...(row.problems ? [l10n.t('problem')] : []), sectionTitle(section)], words));
    // What nobody makes here is not offered while there is none.
    if ((words.length > 0 || section === 'removed') && fitting.length === 0) continue;
    const open = words.length > 0 || !folded.has(section);
    found.push({ of: 'section', key: section, section, title: sectionTitle(section), count: fitting.length, open, position: ++outer, among: 0 });
    if (open) for (const [index, row] of fitting.entries()) found.push({ of: 'entity', key: rowKey(section, row.id), section, icon: section === 'removed' ? 'restore' : section, row, position: index + 1, among: fitting.length });
  }
  return found.map((row) => (row.of === 'entity' ? row : { ...row, among: outer }));
}

function holds(texts: readonly string[], words: readonly string[]): boolean {
  const text = texts.join(' ').toLowerCase();
  return words.every((word) => text.includes(word));
}

const prefixes: Readonly<Record<string, SectionName>> = { TB: 'boundaries', CMP: 'components', CN: 'connections', A: 'assets', T: 'attackers', AS: 'assumptions', 'CTRL-': 'controls', asrt_: 'assertions', fnd_: 'findings', RA: 'acceptances' };

/** Whether an identifier that was just given out is one of a section: by its letters, before it stands in the list. */
export function identifierFits(section: SectionName, id: string): boolean {
  return prefixes[/^(CTRL-|asrt_|fnd_|[A-Z]+)/.exec(id)?.[1] ?? ''] === section;
}
