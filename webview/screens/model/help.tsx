/** What keys do on the model screen. */
import type { JSX } from 'preact';
import { Dialog } from '../../design/dialog.tsx';
import { l10n } from '../../l10n.ts';

export function Help({ close }: { readonly close: () => void }): JSX.Element {
  const keys: readonly (readonly [string, string])[] = [
    ['↑ ↓', l10n.t('move in the list; with Shift select a range, with Ctrl without selecting')],
    ['Home, End, PageUp, PageDown', l10n.t('move to the ends and by a page')],
    ['Space', l10n.t('select one more, or one less')],
    ['Ctrl+A', l10n.t('select all')],
    ['← →', l10n.t('fold and unfold a section; → goes on to the fields')],
    ['Enter, F2', l10n.t('edit what is selected')],
    ['Escape', l10n.t('take back what was typed; back to the list')],
    ['Insert', l10n.t('add to the section')],
    ['Delete', l10n.t('remove, after what follows was told')],
    ['Ctrl+C, Ctrl+V', l10n.t('copy entities, and paste them here or into another model')],
    ['Alt+↑, Alt+↓', l10n.t('move it among its neighbours')],
    ['/, Ctrl+F', l10n.t('search')],
    ['Ctrl+Z, Ctrl+Y', l10n.t('undo and redo, one gesture at a time')],
    ['?', l10n.t('this list')],
  ];
  return (
    <Dialog title={l10n.t('Keys')} close={close}>
      <dl class="keys">
        {keys.map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
