/** Buttons: one that asks to be pressed, one that does not, one that is only an icon, and one within a sentence. */
import type { ButtonHTMLAttributes, ComponentChildren, JSX, Ref } from 'preact';
import { Icon, type IconName } from './icons.tsx';

export interface ButtonProps extends Omit<ButtonHTMLAttributes, 'icon' | 'ref'> {
  readonly kind?: 'primary' | 'plain' | 'quiet' | 'link';
  readonly icon?: IconName;
  readonly children: ComponentChildren;
  readonly buttonRef?: Ref<HTMLButtonElement>;
}

export function Button({ kind = 'plain', icon, children, buttonRef, ...rest }: ButtonProps): JSX.Element {
  return (
    <button type="button" class={`button ${kind}`} {...(buttonRef ? { ref: buttonRef } : {})} {...rest}>
      {icon !== undefined && <Icon name={icon} />}
      <span>{children}</span>
    </button>
  );
}

export interface IconButtonProps extends Omit<ButtonHTMLAttributes, 'icon' | 'label'> {
  readonly icon: IconName;
  /** What it does: read out, and shown beside it. */
  readonly label: string;
}

export function IconButton({ icon, label, ...rest }: IconButtonProps): JSX.Element {
  return (
    <button type="button" class="icon-button" aria-label={label} data-tip={label} {...rest}>
      <Icon name={icon} />
    </button>
  );
}
