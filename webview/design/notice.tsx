/** What just happened, in one line at the foot of the page: read out, and gone after a while when it is good news. */
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { l10n } from '../l10n.ts';
import { IconButton } from './button.tsx';
import { Icon } from './icons.tsx';

const shownFor = 6000;

interface NoticeProps {
  readonly notice: { readonly good: boolean; readonly text: string } | undefined;
  readonly dismiss: () => void;
}

export function Notice({ notice, dismiss }: NoticeProps): JSX.Element {
  useEffect(() => {
    if (!notice?.good) return undefined;
    const timer = setTimeout(dismiss, shownFor);
    return () => clearTimeout(timer);
  }, [notice]);
  return (
    <div class="notices">
      <div role="status" aria-live="polite">
        {notice?.good && (
          <p class="notice good">
            <Icon name="check" />
            <span>{notice.text}</span>
          </p>
        )}
      </div>
      <div role="alert">
        {notice && !notice.good && (
          <p class="notice bad">
            <Icon name="warning" />
            <span>{notice.text}</span>
            <IconButton icon="close" label={l10n.t('Dismiss')} onClick={dismiss} />
          </p>
        )}
      </div>
    </div>
  );
}
