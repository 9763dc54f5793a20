/** The place of something that is on its way: empty for half a second, so that nothing flashes, then a line that moves. */
import type { JSX } from 'preact';
import { l10n } from '../l10n.ts';

export function Loading(): JSX.Element {
  return <div class="loading" role="progressbar" aria-busy="true" aria-label={l10n.t('Loading')} />;
}
