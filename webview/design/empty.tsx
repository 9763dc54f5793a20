/** An empty place that teaches: what belongs here, why, and what to do first. */
import type { JSX } from 'preact';
import { Button } from './button.tsx';
import { Icon, type IconName } from './icons.tsx';

interface EmptyProps {
  readonly icon: IconName;
  readonly title: string;
  readonly text: string;
  readonly action?: { readonly title: string; readonly run: () => void };
}

export function Empty({ icon, title, text, action }: EmptyProps): JSX.Element {
  return (
    <div class="empty">
      <Icon name={icon} />
      <h2>{title}</h2>
      <p>{text}</p>
      {action && (
        <Button kind="primary" onClick={action.run}>
          {action.title}
        </Button>
      )}
    </div>
  );
}
