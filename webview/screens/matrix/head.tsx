/** The headings of the matrix: attackers, and their groups above them. */
import type { JSX } from 'preact';
import type { MatrixScreen } from '../../../src/protocol/screens/matrix-screen.ts';
import { Icon } from '../../design/icons.tsx';
import { l10n } from '../../l10n.ts';
import { sumOf, type Arranged } from './arrange.ts';
import type { Measures } from './measures.ts';
import type { Spot } from './moves.ts';
import { Total } from './row.tsx';
import { countWords } from './words.ts';

interface HeadProps {
  readonly data: MatrixScreen;
  readonly arranged: Arranged;
  readonly measures: Measures;
  readonly columns: readonly number[];
  readonly active: Spot;
}

export function MatrixHead({ data, arranged, measures, columns, active }: HeadProps): JSX.Element {
  const { columnWidth, sideWidth, headHeight, bandHeight, level } = measures;
  const hasBands = arranged.bands.length > 0;
  const tabIndex = (row: number, column: number): number => (active.row === row && active.column === column ? 0 : -1);
  const shown = { first: columns[0] ?? 0, last: columns.at(-1) ?? 0 };
  return (
    <div class="matrix-head" role="rowgroup">
      {hasBands && (
        <div role="row" class="matrix-bands" aria-rowindex={1} data-row={-2} style={{ height: `${bandHeight}px` }}>
          <div role="columnheader" class="matrix-corner" aria-colindex={1} data-column={-1} tabIndex={tabIndex(-2, -1)} style={{ width: `${sideWidth}px`, height: `${bandHeight}px` }}>
            <span class="unseen">{l10n.t('Groups of attackers')}</span>
          </div>
          {arranged.bands
            .filter(({ start, span }) => start <= shown.last && start + span > shown.first)
            .map(({ group, start, span }) => {
              const label = group.label === '' ? l10n.t('nowhere') : group.label;
              const here = active.row === -2 && active.column >= start && active.column < start + span;
              return (
                <div
                  key={group.key}
                  role="columnheader"
                  class="matrix-band"
                  aria-colindex={start + 2}
                  aria-colspan={span}
                  aria-expanded={!group.folded}
                  aria-label={l10n.t('{0}, {1} attackers: {2}', label, group.members.length, countWords(sumOf(arranged.columnTotals, group.members)))}
                  data-column={here ? active.column : start}
                  data-tip={label}
                  tabIndex={here ? 0 : -1}
                  style={{ left: `${sideWidth + start * columnWidth}px`, width: `${span * columnWidth}px`, height: `${bandHeight}px` }}
                >
                  <span class="matrix-band-name" style={{ left: `${sideWidth + 4}px` }}>
                    <Icon name={group.folded ? 'right' : 'down'} />
                    {label} <span class="matrix-count">{group.members.length}</span>
                  </span>
                </div>
              );
            })}
        </div>
      )}
      <div role="row" class="matrix-headings" data-row={-1} aria-rowindex={hasBands ? 2 : 1} style={{ height: `${headHeight}px` }}>
        <div role="columnheader" class="matrix-corner" aria-colindex={1} data-column={-1} tabIndex={tabIndex(-1, -1)} style={{ width: `${sideWidth}px`, height: `${headHeight}px` }}>
          <span class="matrix-corner-attackers">{l10n.t('attackers')}</span>
          <span class="matrix-corner-assets">{l10n.t('assets')}</span>
        </div>
        {columns.map((column) => {
          const line = arranged.columns[column]!;
          const place = { left: `${sideWidth + column * columnWidth}px`, width: `${columnWidth}px`, height: `${headHeight}px` };
          const counts = line.kind === 'one' ? (arranged.columnTotals[line.index] ?? { mitigated: 0, at_risk: 0, unassessed: 0 }) : sumOf(arranged.columnTotals, line.members);
          const { id, title } = line.kind === 'one' ? data.attackers[line.index]! : { id: '', title: l10n.t('{0} attackers', line.members.length) };
          const position = line.kind === 'one' ? data.attackers[line.index]!.position : undefined;
          return (
            <div key={column} role="columnheader" class={`matrix-heading${level ? ' level' : ''}`} aria-colindex={column + 2} aria-label={`${id} ${title}: ${countWords(counts)}`} data-column={column} data-tip={`${id} ${title}${position === undefined ? '' : `\n${position}`}`} tabIndex={tabIndex(-1, column)} style={place}>
              <span class="matrix-heading-text">
                <span class="matrix-id">{id}</span> {title}
              </span>
              <Total counts={counts} />
            </div>
          );
        })}
      </div>
    </div>
  );
}
