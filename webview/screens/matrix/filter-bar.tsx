/** What narrows and orders the matrix. Its buttons are its legend as well: each shows the mark that it filters by. */
import type { JSX } from 'preact';
import type { Mark } from '../../../src/protocol/marks.ts';
import { cellReaches, cellTiers } from '../../../src/protocol/screens/matrix-cell.ts';
import { Choice } from '../../design/choice.tsx';
import { Icon } from '../../design/icons.tsx';
import { MarkShape } from '../../design/mark.tsx';
import { lookOf, wordOf } from '../../design/marks.ts';
import { l10n } from '../../l10n.ts';
import { seenStatuses, type Counts, type MatrixOptions } from './arrange.ts';
import { tierLetters } from './pictures.ts';

interface FilterBarProps {
  readonly options: MatrixOptions;
  readonly change: (options: Partial<MatrixOptions>) => void;
  readonly counts: Counts;
  /** A list by asset: attackers stand in no columns that could be grouped. */
  readonly narrow: boolean;
  /** Most of it is folded away. */
  readonly compact: boolean;
}

export function FilterBar({ options, change, counts, narrow, compact }: FilterBarProps): JSX.Element {
  const picked = options.statuses.length + options.tiers.length + options.reaches.length;
  const any = options.text !== '' || picked > 0;
  const chips = (
    <>
      <Chips label={l10n.t('Tier')} marks={cellTiers.map((is) => ({ of: 'tier', is }) as const)} picked={options.tiers} pick={(tiers) => change({ tiers })} noteOf={(is) => tierLetters[is]} />
      <Chips label={l10n.t('Reachability')} marks={cellReaches.map((is) => ({ of: 'reachability', is }) as const)} picked={options.reaches} pick={(reaches) => change({ reaches })} />
      <div class="filter-choices">
        <Choice label={l10n.t('Assets')} value={options.rowsBy} choices={[['none', l10n.t('in one list')], ['component', l10n.t('by component')]]} choose={(rowsBy) => change({ rowsBy })} />
        {!narrow && <Choice label={l10n.t('Attackers')} value={options.columnsBy} choices={[['none', l10n.t('in one row')], ['boundary', l10n.t('by boundary')], ['position', l10n.t('by position')]]} choose={(columnsBy) => change({ columnsBy })} />}
        <Choice label={l10n.t('Order')} value={options.sort} choices={[['identifier', l10n.t('by identifier')], ['name', l10n.t('by name')], ['risk', l10n.t('by open risk')]]} choose={(sort) => change({ sort })} />
      </div>
      <button type="button" class="button quiet" disabled={!any} onClick={() => change({ text: '', statuses: [], tiers: [], reaches: [] })}>
        {l10n.t('Clear filters')}
      </button>
    </>
  );
  return (
    <div class="filter-bar" role="search" aria-label={l10n.t('Filters of the matrix')}>
      <div class="filter-search">
        <Icon name="search" />
        <input type="search" value={options.text} placeholder={l10n.t('Search assets and attackers')} aria-label={l10n.t('Search assets and attackers')} onInput={(event) => change({ text: event.currentTarget.value })} />
      </div>
      <Chips label={l10n.t('Status')} marks={seenStatuses.map((is) => ({ of: 'status', is }) as const)} picked={options.statuses} pick={(statuses) => change({ statuses })} noteOf={(is) => String(counts[is])} />
      {compact ? (
        <details class="filter-more folds light">
          <summary>{picked > 0 ? l10n.t('Filters and order ({0} picked)', picked) : l10n.t('Filters and order')}</summary>
          <div class="filter-more-parts">{chips}</div>
        </details>
      ) : (
        chips
      )}
    </div>
  );
}

interface ChipsProps<Is extends string> {
  readonly label: string;
  readonly marks: readonly (Mark & { readonly is: Is })[];
  readonly picked: readonly Is[];
  readonly pick: (picked: readonly Is[]) => void;
  readonly noteOf?: (is: Is) => string;
}

function Chips<Is extends string>({ label, marks, picked, pick, noteOf }: ChipsProps<Is>): JSX.Element {
  return (
    <fieldset class="chips">
      <legend class="unseen">{label}</legend>
      {marks.map((mark) => {
        const on = picked.includes(mark.is);
        return (
          <button key={mark.is} type="button" class={`chip ${lookOf(mark).tone}`} aria-pressed={on} onClick={() => pick(on ? picked.filter((one) => one !== mark.is) : [...picked, mark.is])}>
            <MarkShape mark={mark} />
            <span>{wordOf(mark)}</span>
            {noteOf && <span class="chip-note">{noteOf(mark.is)}</span>}
          </button>
        );
      })}
    </fieldset>
  );
}
