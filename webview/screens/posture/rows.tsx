/** Lists of the posture screen: each row says one thing, and opens the place that mends it. */
import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import { tiersInOrder, type LeverRow, type PostureRow } from '../../../src/protocol/screens/posture-screen.ts';
import { Icon, type IconName } from '../../design/icons.tsx';
import { MarkShape } from '../../design/mark.tsx';
import { lookOf, wordOf } from '../../design/marks.ts';
import { l10n } from '../../l10n.ts';
import type { ScreenHost } from '../../host.ts';

interface CardProps {
  readonly title: string;
  readonly icon: IconName;
  readonly meaning: string;
  /** How many there are; nothing is shown for undefined. */
  readonly count?: number;
  readonly children: ComponentChildren;
}

/** A part of the page with its title and what one should know of it. */
export function Card({ title, icon, meaning, count, children }: CardProps): JSX.Element {
  const id = `card-${icon}`;
  return (
    <section class="card" aria-labelledby={id}>
      <header class="card-head">
        <Icon name={icon} />
        <h2 id={id}>{title}</h2>
        {count !== undefined && <span class="card-count">{count}</span>}
      </header>
      <p class="card-meaning">{meaning}</p>
      {children}
    </section>
  );
}

interface RowsProps<Row extends PostureRow> {
  readonly host: ScreenHost;
  readonly rows: readonly Row[];
  /** What stands where there is no row: good news, mostly. */
  readonly none: string;
  readonly lead?: (row: Row) => JSX.Element;
  readonly more?: (row: Row) => JSX.Element | undefined;
}

/** So many are shown at first. */
const portion = 8;

export function Rows<Row extends PostureRow>({ host, rows, none, lead, more }: RowsProps<Row>): JSX.Element {
  const [shown, setShown] = useState(portion);
  if (rows.length === 0) {
    return (
      <p class="card-none good">
        <Icon name="check" /> <span>{none}</span>
      </p>
    );
  }
  return (
    <>
      <ul class="fact-list">
        {rows.slice(0, shown).map((row, index) => (
          <li key={`${row.id} ${index}`}>
            <button type="button" class="fact" onClick={() => host.open(row.opens)}>
              {lead?.(row)}
              <span class="fact-words">
                <span class="fact-text">{row.text}</span>
                {row.detail !== undefined && row.detail !== '' && <span class="fact-detail">{row.detail}</span>}
                {more?.(row)}
              </span>
              <span class="fact-opens">
                <Icon name={row.opens.of === 'entity' ? 'text' : 'code'} />
              </span>
            </button>
          </li>
        ))}
      </ul>
      {rows.length > shown && (
        <button type="button" class="button quiet" onClick={() => setShown(shown + 4 * portion)}>
          {l10n.t('Show {0} more', Math.min(4 * portion, rows.length - shown))}
        </button>
      )}
    </>
  );
}

/** The objectives of a row by tier: `2 critical, 1 high, 3 reachable`. */
export function Lever({ row, lead }: { readonly row: LeverRow; readonly lead: string }): JSX.Element {
  const tiers = tiersInOrder.map((tier, index) => ({ tier, count: row.byTier[index]! })).filter(({ count }) => count > 0);
  return (
    <span class="lever">
      {lead !== '' && <span class="lever-lead">{lead}</span>}
      {tiers.map(({ tier, count }) => {
        const mark = { of: 'tier', is: tier } as const;
        return (
          <span key={tier} class={`mark ${lookOf(mark).tone}`}>
            <MarkShape mark={mark} />
            <span>
              {count} {wordOf(mark)}
            </span>
          </span>
        );
      })}
      {row.reachable > 0 && (
        <span class="mark bad">
          <MarkShape mark={{ of: 'reachability', is: 'reachable' }} />
          <span>{l10n.t('{0} reachable', row.reachable)}</span>
        </span>
      )}
      {row.towards > 0 && <span class="lever-lead">{row.objectives.length > 0 ? l10n.t('and is a part of what mitigates {0} more', row.towards) : l10n.t('is a part of what mitigates {0}', row.towards)}</span>}
    </span>
  );
}
