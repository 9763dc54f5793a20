/** The line above the graph: looking for things, sizes, adding, export. */
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { Button, IconButton } from '../../../design/button.tsx';
import { l10n } from '../../../l10n.ts';

interface ToolbarProps {
  readonly query: string;
  readonly found: number | undefined;
  readonly folded: boolean;
  readonly readOnly: boolean;
  readonly search: (query: string) => void;
  readonly jump: (step: 1 | -1) => void;
  readonly zoom: (factor: number) => void;
  readonly fit: () => void;
  readonly foldAll: (all: boolean) => void;
  readonly add: (at: { readonly x: number; readonly y: number }) => void;
  readonly exportAs: (format: 'svg' | 'png') => void;
}

export function Toolbar({ query, found, folded, readOnly, search, jump, zoom, fit, foldAll, add, exportAs }: ToolbarProps): JSX.Element {
  const field = useRef<HTMLInputElement>(null);
  return (
    <div class="graph-tools" role="group" aria-label={l10n.t('Tools of the graph')}>
      <label class="graph-search">
        <span class="unseen">{l10n.t('Find in the graph')}</span>
        <input
          ref={field}
          class="text"
          type="search"
          placeholder={l10n.t('Find')}
          value={query}
          onInput={(event) => search(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') jump(event.shiftKey ? -1 : 1);
            else if (event.key === 'Escape' && query !== '') search('');
            else return;
            event.preventDefault();
            event.stopPropagation();
          }}
        />
      </label>
      <span class="graph-found" role="status">
        {found === undefined ? '' : found === 0 ? l10n.t('nothing') : l10n.t('{0} found', found)}
      </span>
      {found !== undefined && found > 0 && <IconButton icon="down" label={l10n.t('Next found')} onClick={() => jump(1)} />}
      <span class="graph-tools-space" />
      {!readOnly && (
        <Button
          kind="quiet"
          icon="add"
          aria-haspopup="menu"
          onClick={(event) => {
            const { left, bottom } = event.currentTarget.getBoundingClientRect();
            add({ x: left, y: bottom + 2 });
          }}
        >
          <span class="graph-tool-word">{l10n.t('Add')}</span>
        </Button>
      )}
      <ZoomButtons zoom={zoom} fit={fit} />
      <Button kind="quiet" icon={folded ? 'unfold' : 'fold'} onClick={() => foldAll(!folded)}>
        <span class="graph-tool-word">{folded ? l10n.t('Unfold all') : l10n.t('Fold all')}</span>
      </Button>
      <span class="graph-tools-group graph-export">
        <Button kind="quiet" icon="save" aria-label={l10n.t('Export as SVG')} onClick={() => exportAs('svg')}>
          SVG
        </Button>
        <Button kind="quiet" icon="save" aria-label={l10n.t('Export as PNG')} onClick={() => exportAs('png')}>
          PNG
        </Button>
      </span>
    </div>
  );
}

export function ZoomButtons({ zoom, fit }: Pick<ToolbarProps, 'zoom' | 'fit'>): JSX.Element {
  return (
    <span class="graph-tools-group">
      <IconButton icon="minus" label={l10n.t('Smaller')} onClick={() => zoom(1 / 1.3)} />
      <IconButton icon="add" label={l10n.t('Larger')} onClick={() => zoom(1.3)} />
      <IconButton icon="fit" label={l10n.t('Show all of it')} onClick={fit} />
    </span>
  );
}
