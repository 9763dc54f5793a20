/** The rows of the outline: boundaries with who stands at them and what stands behind them, then what stands nowhere, then the lines. */
import { statusCourses, type ChangeOverlay } from '../../../../src/protocol/screens/change-overlay.ts';
import type { GraphScreen, Tally } from '../../../../src/protocol/screens/graph-screen.ts';
import { standingOf } from '../../../../src/protocol/screens/graph-screen.ts';
import type { Mark } from '../../../../src/protocol/marks.ts';
import type { IconName } from '../../../design/icons.tsx';
import { wordOf } from '../../../design/marks.ts';
import { l10n } from '../../../l10n.ts';

export interface OutlineNode {
  /** Differs for each row: a thing may stand in several places. */
  readonly key: string;
  /** Missing for a heading. */
  readonly id?: string;
  readonly icon: IconName;
  readonly title: string;
  readonly note?: string;
  readonly marks: readonly Mark[];
  /** What is read out before the title and behind it: what marks and notes show. */
  readonly before: string;
  readonly after: string;
  readonly children: readonly OutlineNode[];
}

export interface OutlineRow extends OutlineNode {
  readonly level: number;
  readonly place: number;
  readonly of: number;
  /** Whether what lies in it is shown. */
  readonly open: boolean;
}

/** @param changes Where two sides are shown as one: marks and words say how each thing differs. */
export function outlineOf(screen: GraphScreen, changes?: Omit<ChangeOverlay, 'graph'>): readonly OutlineNode[] {
  const noted = (id: string, marks: readonly Mark[], after: readonly string[]): Pick<OutlineNode, 'marks' | 'after'> => {
    const own = changes ? changeMarks(changes, id) : [];
    return { marks: [...marks, ...own.map(({ mark }) => mark)], after: [...own.map(({ words }) => words), ...after].filter((one) => one !== '').join(', ') };
  };
  const assets = new Map(screen.assets.map((one) => [one.id, one]));
  const names = new Map(screen.regions.map(({ id, name }) => [id, name]));
  const attackerRow = ({ id, capability, vector, enters }: GraphScreen['attackers'][number], region: string): OutlineNode => {
    const how = vector ?? l10n.t('vector not rated');
    const enter = region === '' ? l10n.t('stands at no boundary') : enters.includes(region) ? l10n.t('enters here') : l10n.t('does not pass here');
    return { key: `${region} ${id}`, id, icon: 'attackers', title: `${id} ${capability}`, note: enter, ...noted(id, [], [how, enter]), before: l10n.t('Attacker'), children: [] };
  };
  const assetRow = (component: string, id: string): OutlineNode[] => {
    const asset = assets.get(id);
    if (!asset) return [];
    return [{ key: `${component} ${id}`, id, icon: 'assets', title: `${id} ${asset.name}`, note: asset.properties.join(''), ...noted(id, marksOf(asset.tally), [asset.properties.join(' '), ...wordsOf(asset.tally)]), before: l10n.t('Asset'), children: [] }];
  };
  const componentRow = (one: GraphScreen['components'][number]): OutlineNode => ({
    key: one.id,
    id: one.id,
    icon: 'components',
    title: `${one.id} ${one.name}`,
    ...(one.further.length > 0 ? { note: l10n.t('also {0}', one.further.join(', ')) } : {}),
    ...noted(one.id, marksOf(one.tally), [...(one.further.length > 0 ? [l10n.t('stands behind {0} as well', one.further.map((id) => `${id} ${names.get(id) ?? ''}`).join(', '))] : []), ...wordsOf(one.tally)]),
    before: l10n.t('Component'),
    children: one.assets.flatMap((id) => assetRow(one.id, id)),
  });
  const regions = screen.regions.map((region): OutlineNode => {
    const seal = region.seal === 'attested' ? l10n.t('sealed, attested') : region.seal === 'claimed' ? l10n.t('sealed, not attested') : undefined;
    const passes = region.passes.length === 0 ? l10n.t('passes nothing') : region.passesUnset ? l10n.t('passes everything') : l10n.t('passes {0}', region.passes.join(', '));
    return {
      key: region.id,
      id: region.id,
      icon: 'boundaries',
      title: `${region.id} ${region.name}`,
      note: region.passes.length === 0 ? '–' : region.passes.map((vector) => vector[0]).join(''),
      ...noted(region.id, [...(region.seal === 'open' ? [] : [{ of: 'force' as const, is: region.seal === 'attested' ? ('sealed' as const) : ('pending' as const) }]), ...marksOf(region.tally)], [passes, ...(seal === undefined ? [] : [seal]), ...wordsOf(region.tally)]),
      before: l10n.t('Trust boundary'),
      children: [...screen.attackers.filter(({ boundaries }) => boundaries.includes(region.id)).map((one) => attackerRow(one, region.id)), ...screen.components.filter(({ home }) => home === region.id).map(componentRow)],
    };
  });
  const heading = (key: string, icon: IconName, title: string, children: readonly OutlineNode[]): OutlineNode[] => (children.length === 0 ? [] : [{ key, icon, title, note: String(children.length), marks: [], before: '', after: String(children.length), children }]);
  const held = new Set(screen.components.flatMap((one) => one.assets));
  return [
    ...regions,
    ...heading('no boundary', 'boundaries', l10n.t('Behind no boundary'), screen.components.filter(({ home }) => home === undefined).map(componentRow)),
    ...heading('no place', 'attackers', l10n.t('Attackers at no boundary'), screen.attackers.filter(({ boundaries }) => boundaries.length === 0).map((one) => attackerRow(one, ''))),
    ...heading('no component', 'assets', l10n.t('Assets in no component'), screen.assets.filter(({ id }) => !held.has(id)).flatMap(({ id }) => assetRow('', id))),
    ...heading('connections', 'connections', l10n.t('Connections'), screen.connections.map(({ id, from, to, label, throughSeal }): OutlineNode => ({ key: id, id, icon: 'connections', title: `${id} ${from} ${label ?? l10n.t('to')} ${to}`, ...(throughSeal === undefined ? {} : { note: l10n.t('through a seal') }), ...noted(id, [], [throughSeal === undefined ? '' : l10n.t('leads through the sealed {0}', throughSeal)]), before: l10n.t('Connection'), children: [] }))),
  ];
}

/** How a thing differs, and how the statuses of its objectives do; each with its words. */
export function changeMarks({ things, statuses }: Omit<ChangeOverlay, 'graph'>, id: string): readonly { readonly mark: Mark; readonly words: string }[] {
  const change = things[id];
  const moves = statuses[id];
  return [
    ...(change ? [{ mark: { of: 'change', is: change } as const, words: wordOf({ of: 'change', is: change }) }] : []),
    ...statusCourses.filter((is) => moves && moves[is] > 0).map((is) => ({ mark: { of: 'course', is } as const, words: moves![is] === 1 ? wordOf({ of: 'course', is }) : l10n.t('{0} ×{1}', wordOf({ of: 'course', is }), moves![is]) })),
  ];
}

function marksOf(tally: Tally): readonly Mark[] {
  const standing = standingOf(tally);
  return standing === undefined ? [] : [{ of: 'status', is: standing }];
}

function wordsOf(tally: Tally): readonly string[] {
  const standing = standingOf(tally);
  return standing === undefined ? [] : [l10n.t('{0} of {1} objectives {2}', tally[standing], tally.at_risk + tally.unassessed + tally.mitigated, wordOf({ of: 'status', is: standing }))];
}

/** The rows that are in sight: below what is open; with a search, everything that was found, and what it lies in. */
export function shownRows(roots: readonly OutlineNode[], opened: ReadonlySet<string>, found: ReadonlySet<string> | undefined): readonly OutlineRow[] {
  const rows: OutlineRow[] = [];
  const isIn = (node: OutlineNode): boolean => found === undefined || (node.id !== undefined && found.has(node.id)) || node.children.some(isIn);
  const visit = (nodes: readonly OutlineNode[], level: number): void => {
    const shown = nodes.filter(isIn);
    shown.forEach((node, index) => {
      const open = opened.has(node.key) || (found !== undefined && node.children.some(isIn));
      rows.push({ ...node, level, place: index + 1, of: shown.length, open });
      if (open) visit(node.children, level + 1);
    });
  };
  visit(roots, 1);
  return rows;
}

/** The keys of the rows that stand open. */
export function openKeys(nodes: readonly OutlineNode[], isOpen: (key: string, level: number) => boolean, level = 1): readonly string[] {
  return nodes.flatMap((node) => (node.children.length === 0 ? [] : [...(isOpen(node.key, level) ? [node.key] : []), ...openKeys(node.children, isOpen, level + 1)]));
}

/** The rows from the top down to a thing; empty when it has none. */
export function pathTo(nodes: readonly OutlineNode[], id: string): readonly OutlineNode[] {
  for (const node of nodes) {
    if (node.id === id) return [node];
    const below = pathTo(node.children, id);
    if (below.length > 0) return [node, ...below];
  }
  return [];
}
