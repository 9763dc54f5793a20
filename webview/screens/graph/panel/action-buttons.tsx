/** What can be done with what is selected, as buttons. */
import type { JSX } from 'preact';
import { Button } from '../../../design/button.tsx';
import { l10n } from '../../../l10n.ts';
import type { GraphAction } from '../gestures/actions.ts';

/** Nothing where there are none. */
export function ActionButtons({ actions }: { readonly actions: readonly GraphAction[] }): JSX.Element | null {
  if (actions.length === 0) return null;
  return (
    <div class="details-actions" role="group" aria-label={l10n.t('Actions')}>
      {actions.map((action) => (
        <Button key={action.id} onClick={action.run}>
          {action.title}
        </Button>
      ))}
    </div>
  );
}
