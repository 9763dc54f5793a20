/** The matrix where there is no room for columns: a list of assets, each opening to its attackers. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { MatrixScreen } from '../../../src/protocol/screens/matrix-screen.ts';
import { statusMark } from '../../../src/protocol/screens/matrix-cell.ts';
import { Icon } from '../../design/icons.tsx';
import { MarkView } from '../../design/mark.tsx';
import { l10n } from '../../l10n.ts';
import { kinds, sumOf, type Arranged } from './arrange.ts';
import { Total } from './row.tsx';
import { countWords } from './words.ts';

interface AssetListProps {
  readonly data: MatrixScreen;
  readonly arranged: Arranged;
  readonly open: (asset: number, attacker: number) => void;
  readonly fold: (key: string) => void;
  readonly unfolded: readonly string[];
  readonly unfold: (asset: string) => void;
}

/** Assets are drawn in portions: a page with a thousand of them is there at once all the same. */
const portion = 100;

export function AssetList({ data, arranged, open, fold, unfolded, unfold }: AssetListProps): JSX.Element {
  const [shown, setShown] = useState(portion);
  const { rows } = arranged;
  return (
    <div class="asset-list">
      <ul>
        {rows.slice(0, shown).map((line) => {
          if (line.kind === 'group') {
            const label = line.label === '' ? l10n.t('in no component') : line.label;
            const counts = sumOf(arranged.rowTotals, line.members);
            return (
              <li key={line.key} class="asset-group">
                <button type="button" class="asset-head" aria-expanded={!line.folded} onClick={() => fold(line.key)}>
                  <Icon name={line.folded ? 'right' : 'down'} />
                  <span class="matrix-name">{label}</span>
                  <span class="matrix-count">{line.members.length}</span>
                  <span class="unseen"> {l10n.t('assets: {0}', countWords(counts))}</span>
                  <Total counts={counts} />
                </button>
              </li>
            );
          }
          const { id, title } = data.assets[line.index]!;
          const counts = arranged.rowTotals[line.index] ?? { mitigated: 0, at_risk: 0, unassessed: 0 };
          const isOpen = unfolded.includes(id);
          return (
            <li key={id}>
              <button type="button" class="asset-head" aria-expanded={isOpen} onClick={() => unfold(id)}>
                <Icon name={isOpen ? 'down' : 'right'} />
                <span class="matrix-id">{id} </span>
                <span class="matrix-name">{title}</span>
                <span class="unseen">: {countWords(counts)}</span>
                <Total counts={counts} />
              </button>
              {isOpen && <Attackers data={data} arranged={arranged} asset={line.index} open={open} />}
            </li>
          );
        })}
      </ul>
      {rows.length > shown && (
        <button type="button" class="button" onClick={() => setShown(shown + portion)}>
          {l10n.t('Show {0} more', Math.min(portion, rows.length - shown))}
        </button>
      )}
    </div>
  );
}

function Attackers({ data, arranged, asset, open }: Pick<AssetListProps, 'data' | 'arranged' | 'open'> & { readonly asset: number }): JSX.Element {
  const attackers = arranged.columns.flatMap((line) => (line.kind === 'one' ? [line.index] : line.members));
  const passing = attackers.filter((attacker) => arranged.passing[arranged.cells[asset * arranged.columnCount + attacker]!]);
  return (
    <ul class="attacker-list">
      {passing.map((attacker) => {
        const { id, title } = data.attackers[attacker]!;
        const kind = kinds[arranged.cells[asset * arranged.columnCount + attacker]!]!;
        return (
          <li key={id}>
            <button type="button" class="attacker-row" onClick={() => open(asset, attacker)}>
              <span>
                <span class="matrix-id">{id}</span> {title}
              </span>
              <span class="attacker-marks">
                <MarkView mark={statusMark(kind)} />
                <MarkView mark={{ of: 'tier', is: kind.tier }} />
                <MarkView mark={{ of: 'reachability', is: kind.reach }} />
                {kind.accepted && <span>{l10n.t('risk accepted')}</span>}
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
