/** A dialog over the screen: it takes the focus, keeps it, gives it back, and goes with Escape. */
import type { ComponentChildren, JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { useIdentifier } from './use-identifier.ts';
import { l10n } from '../l10n.ts';
import { IconButton } from './button.tsx';

interface DialogProps {
  readonly title: string;
  readonly children: ComponentChildren;
  /** The buttons at its foot. */
  readonly foot?: ComponentChildren;
  readonly close: () => void;
  /** When its form is sent, by a button or by Enter. */
  readonly submit?: () => void;
}

export function Dialog({ title, children, foot, close, submit }: DialogProps): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useIdentifier();
  // Before anything is painted, here and wherever the focus is moved: whoever types on loses no key.
  useLayoutEffect(() => {
    const [before, shown] = [document.activeElement, dialog.current];
    shown?.showModal();
    return () => {
      // What stands behind an open dialog takes no focus.
      shown?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class="dialog"
      aria-labelledby={id}
      onCancel={(event: Event) => {
        event.preventDefault();
        close();
      }}
    >
      <form
        class="dialog-form"
        noValidate
        onSubmit={(event: Event) => {
          event.preventDefault();
          submit?.();
        }}
      >
        <header class="dialog-head">
          <h2 id={id}>{title}</h2>
          <IconButton icon="close" label={l10n.t('Close')} onClick={close} />
        </header>
        <div class="dialog-body" tabIndex={-1}>{children}</div>
        {foot !== undefined && <footer class="dialog-foot">{foot}</footer>}
      </form>
    </dialog>
  );
}
