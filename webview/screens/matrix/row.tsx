/** One row of the matrix. It is drawn again only when something of it changed. */
import { Component, type JSX } from 'preact';
import type { MatrixScreen } from '../../../src/protocol/screens/matrix-screen.ts';
import { Icon } from '../../design/icons.tsx';
import { MarkShape } from '../../design/mark.tsx';
import { lookOf } from '../../design/marks.ts';
import { l10n } from '../../l10n.ts';
import { statusOf, sumOf, summarise, type Arranged, type Counts, type Line } from './arrange.ts';
import type { Measures } from './measures.ts';
import { tierLetters } from './pictures.ts';
import { cellWords, countWords, statusWord, summaryWords } from './words.ts';

export interface RowProps {
  readonly data: MatrixScreen;
  readonly arranged: Arranged;
  readonly measures: Measures;
  readonly row: number;
  /** The columns to draw; the same list as long as they are the same. */
  readonly columns: readonly number[];
  /** In how many slots they stand. */
  readonly slots: number;
  /** The column of this row that the keyboard is at; undefined when it is in another row. */
  readonly active: number | undefined;
  /** The column whose explanation is open. */
  readonly opened: number | undefined;
  /** Rows of headings above the first. */
  readonly above: number;
}

export class MatrixRow extends Component<RowProps> {
  override shouldComponentUpdate(next: RowProps): boolean {
    return (Object.keys(next) as (keyof RowProps)[]).some((key) => next[key] !== this.props[key]);
  }

  override render({ data, arranged, measures, row, columns, slots, active, opened, above }: RowProps): JSX.Element {
    const line = arranged.rows[row]!;
    const { rowHeight } = measures;
    return (
      <div role="row" class={line.kind === 'group' ? 'matrix-row grouping' : 'matrix-row'} aria-rowindex={row + above + 1} data-row={row} style={{ top: `${row * rowHeight}px`, height: `${rowHeight}px` }}>
        <Heading data={data} arranged={arranged} measures={measures} line={line} active={active === -1} />
        {columns.map((column) => <Cell key={active === column ? 'active' : column % slots} arranged={arranged} measures={measures} data={data} line={line} column={column} active={active === column} opened={opened === column} />)}
      </div>
    );
  }
}

interface HeadingProps extends Pick<RowProps, 'data' | 'arranged' | 'measures'> {
  readonly line: Line;
  readonly active: boolean;
}

function Heading({ data, arranged, measures, line, active }: HeadingProps): JSX.Element {
  const spot = { 'data-column': -1, tabIndex: active ? 0 : -1, style: { width: `${measures.sideWidth}px` } };
  if (line.kind === 'group') {
    const counts = sumOf(arranged.rowTotals, line.members);
    const label = line.label === '' ? l10n.t('in no component') : line.label;
    return (
      <div role="rowheader" class="matrix-side" aria-colindex={1} aria-expanded={!line.folded} aria-label={l10n.t('{0}, {1} assets: {2}', label, line.members.length, countWords(counts))} {...spot}>
        <Icon name={line.folded ? 'right' : 'down'} />
        <span class="matrix-name">{label}</span>
        <span class="matrix-count">{line.members.length}</span>
        <Total counts={counts} />
      </div>
    );
  }
  const { id, title, components } = data.assets[line.index]!;
  const counts = arranged.rowTotals[line.index] ?? { mitigated: 0, at_risk: 0, unassessed: 0 };
  const tip = `${id} ${title}${components.length > 0 ? `\n${components.map((one) => `${one} ${data.names[one] ?? ''}`).join(', ')}` : ''}`;
  return (
    <div role="rowheader" class="matrix-side" aria-colindex={1} aria-label={`${id} ${title}: ${countWords(counts)}`} data-tip={tip} {...spot}>
      <span class="matrix-id">{id}</span>
      <span class="matrix-name">{title}</span>
      <Total counts={counts} />
    </div>
  );
}

/** How many of how many are mitigated, as a number and as a length. */
export function Total({ counts }: { readonly counts: Counts }): JSX.Element {
  const all = counts.mitigated + counts.at_risk + counts.unassessed;
  const part = (count: number): string => `${all === 0 ? 0 : (100 * count) / all}%`;
  return (
    <span class="matrix-total" aria-hidden="true">
      <span>{`${counts.mitigated}/${all}`}</span>
      <span class="matrix-bar">
        <span class="bar-mitigated" style={{ width: part(counts.mitigated) }} />
        <span class="bar-at_risk" style={{ width: part(counts.at_risk) }} />
      </span>
    </span>
  );
}

interface CellProps extends HeadingProps {
  readonly column: number;
  readonly opened: boolean;
}

function Cell({ data, arranged, measures, line, column, active, opened }: CellProps): JSX.Element {
  const other = arranged.columns[column]!;
  const spot = { 'aria-colindex': column + 2, 'data-column': column, tabIndex: active ? 0 : -1, style: { left: `${measures.sideWidth + column * measures.columnWidth}px`, width: `${measures.columnWidth}px` } };
  if (line.kind === 'group' || other.kind === 'group') {
    const summary = summarise(arranged, line, other);
    const open = summary.at_risk + summary.unassessed;
    const nothing = open + summary.mitigated === 0;
    const mark = { of: 'status', is: summary.at_risk > 0 ? 'at_risk' : open > 0 ? 'unassessed' : 'mitigated' } as const;
    return (
      <div role="gridcell" class={`matrix-cell summed ${nothing ? 'nothing' : `${lookOf(mark).tone}${open > 0 ? ' open' : ''}`}`} {...spot}>
        <span class="unseen">{summaryWords(summary)}</span>
        {!nothing && <MarkShape mark={mark} />}
        <span aria-hidden="true">{nothing ? '' : open > 0 ? `${open}${measures.wide ? ` ${l10n.t('open')}` : ''} ${summary.worst === undefined ? '' : tierLetters[summary.worst]}` : summary.mitigated}</span>
      </div>
    );
  }
  const number = arranged.cells[line.index * arranged.columnCount + other.index]!;
  const label = `${data.assets[line.index]!.id} ${data.attackers[other.index]!.id}: ${cellWords(number)}`;
  return (
    <div role="gridcell" class={`matrix-cell k${number}${arranged.passing[number] ? '' : ' faded'}${opened ? ' opened' : ''}`} aria-label={label} aria-selected={opened || undefined} {...spot}>
      {measures.wide && <span>{statusWord(statusOf(number))}</span>}
    </div>
  );
}
