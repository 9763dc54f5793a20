/** The objectives of a model at a glance: assets by attackers, and behind every cell its explanation. */
import type { JSX } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Empty } from '../../design/empty.tsx';
import { l10n } from '../../l10n.ts';
import { useWidth } from '../../design/use-width.ts';
import type { ScreenProps } from '../table.ts';
import { arrange, noOptions, type Counts, type MatrixOptions } from './arrange.ts';
import { AssetList } from './asset-list.tsx';
import { Explanation } from './explanation.tsx';
import { FilterBar } from './filter-bar.tsx';
import { MatrixGrid } from './grid.tsx';
import { keepOptions, keptOptions } from './kept-options.ts';

/** Below so many pixels there is no room for columns. */
const narrowest = 560;
/** Below so many, the filters would take the room of the cells. */
const roomForFilters = 820;

interface Opened {
  readonly asset: string;
  readonly attacker: string;
  readonly takeFocus: boolean;
}

export function MatrixScreenView({ host, snapshot, memory, reveal, goTo }: ScreenProps<'matrix'>): JSX.Element {
  const { data } = snapshot;
  const [options, setOptions] = useState<MatrixOptions>(() => keptOptions(memory));
  const [unfolded, setUnfolded] = useState<readonly string[]>(() => memory.get<readonly string[]>('unfolded', []));
  const [opened, setOpened] = useState<Opened | undefined>(() => pairOf(memory.get('opened', ''), false));
  const place = useRef<HTMLDivElement>(null);
  const width = useWidth(place);
  const change = (some: Partial<MatrixOptions>): void => {
    const next = { ...options, ...some };
    setOptions(next);
    keepOptions(memory, next);
  };
  const show = (next: Opened | undefined): void => {
    setOpened(next);
    memory.set('opened', next ? `${next.asset} ${next.attacker}` : '');
  };
  useEffect(() => {
    const wanted = /^CO-(A\d+)-(T\d+)$/.exec(reveal?.id ?? '');
    if (wanted) show({ asset: wanted[1]!, attacker: wanted[2]!, takeFocus: true });
  }, [reveal]);
  const arranged = useMemo(() => arrange(data, options), [data, options]);
  const statusCounts = useMemo(() => countStatuses(data), [data]);
  if (data.assets.length === 0 || data.attackers.length === 0) {
    const text = data.assets.length === 0 ? l10n.t('Every asset has one objective for each attacker: what has to be protected, against whom. Name an asset first, then an attacker.') : l10n.t('Every asset has one objective for each attacker. Name the first attacker: what they can do, and from where.');
    return <Empty icon="assets" title={l10n.t('No objectives yet')} text={text} action={{ title: l10n.t('Go to the model'), run: () => goTo('model') }} />;
  }
  const fold = (key: string): void => change({ folded: options.folded.includes(key) ? options.folded.filter((one) => one !== key) : [...options.folded, key] });
  const open = (asset: number, attacker: number): void => show({ asset: data.assets[asset]!.id, attacker: data.attackers[attacker]!.id, takeFocus: true });
  const narrow = width > 0 && width < narrowest;
  const title = opened && titleOf(data, opened);
  const nothing = arranged.shownAssets === 0 || arranged.shownAttackers === 0;
  const close = (): void => {
    show(undefined);
    place.current?.querySelector<HTMLElement>('.matrix-grid [tabindex="0"], .asset-head')?.focus({ preventScroll: true });
  };
  return (
    <div class={`matrix${narrow ? ' narrow' : ''}${width < roomForFilters ? ' compact' : ''}${opened && title !== undefined ? ' explaining' : ''}`} ref={place}>
      <FilterBar options={options} change={change} counts={statusCounts} narrow={narrow} compact={width < roomForFilters} />
      <p class="unseen" role="status">
        {l10n.t('{0} assets by {1} attackers are shown', arranged.shownAssets, arranged.shownAttackers)}
      </p>
      <div class="matrix-parts">
        <div class="matrix-place">
          {width > 0 && nothing && <Empty icon="filter" title={l10n.t('Nothing is left')} text={l10n.t('No objective passes these filters.')} action={{ title: l10n.t('Clear filters'), run: () => change({ text: '', statuses: [], tiers: [], reaches: [] }) }} />}
          {width > 0 && !nothing && narrow && (
            <AssetList
              data={data}
              arranged={arranged}
              open={open}
              fold={fold}
              unfolded={unfolded}
              unfold={(asset) => {
                const next = unfolded.includes(asset) ? unfolded.filter((one) => one !== asset) : [...unfolded, asset];
                setUnfolded(next);
                memory.set('unfolded', next);
              }}
            />
          )}
          {width > 0 && !nothing && !narrow && (
            <MatrixGrid
              data={data}
              arranged={arranged}
              opened={opened}
              open={open}
              openAsset={(asset) => goTo('model', data.assets[asset]!.id)}
              openAttacker={(attacker) => goTo('model', data.attackers[attacker]!.id)}
              fold={fold}
              start={memory.get('spot', '0,0')}
              moved={(spot) => memory.set('spot', spot)}
            />
          )}
        </div>
        {opened && title !== undefined && <Explanation key={`${opened.asset}-${opened.attacker}`} host={host} objective={`CO-${opened.asset}-${opened.attacker}`} title={title} version={snapshot} takeFocus={opened.takeFocus} close={close} />}
      </div>
    </div>
  );
}

function pairOf(text: string, takeFocus: boolean): Opened | undefined {
  const [asset, attacker] = text.split(' ');
  return asset !== undefined && asset !== '' && attacker !== undefined ? { asset, attacker, takeFocus } : undefined;
}

/** Undefined when either is not there any more. */
function titleOf({ assets, attackers }: ScreenProps<'matrix'>['snapshot']['data'], { asset, attacker }: Opened): string | undefined {
  const [one, other] = [assets.find(({ id }) => id === asset), attackers.find(({ id }) => id === attacker)];
  return one && other ? l10n.t('{0} against: {1}', one.title, other.title) : undefined;
}

function countStatuses(data: ScreenProps<'matrix'>['snapshot']['data']): Counts {
  const { mitigated, at_risk: atRisk, unassessed } = arrange(data, noOptions).shown;
  return { mitigated, at_risk: atRisk, unassessed };
}
