/** A dialog that asks: its first open question takes the focus, Enter sends it, and what it was refused for stands above the questions. */
import type { ComponentChildren, JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { l10n } from '../l10n.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { ProblemView } from './problem.tsx';

interface FormDialogProps {
  readonly title: string;
  /** What the button says that sends it. */
  readonly save: string;
  /** Whether its questions are there; until then it cannot be sent. */
  readonly ready?: boolean;
  /** When it differs, the questions are asked anew. */
  readonly round?: number;
  /** Why it was refused, in a sentence. */
  readonly wrong: string | undefined;
  readonly close: () => void;
  readonly submit: () => void;
  /** Sends it and asks anew: a button beside, and Enter with Ctrl or Command. */
  readonly another?: { readonly title: string; readonly submit: () => void };
  readonly children: ComponentChildren;
}

export function FormDialog({ title, save, ready = true, round = 0, wrong, close, submit, another, children }: FormDialogProps): JSX.Element {
  const body = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const fields = Array.from(body.current?.querySelectorAll<HTMLElement>('textarea, select, input') ?? []);
    // What is answered already needs no look.
    (fields.find((field) => field instanceof HTMLTextAreaElement && field.value === '') ?? fields[0])?.focus();
  }, [ready, round]);
  return (
    <Dialog
      title={title}
      close={close}
      submit={submit}
      foot={
        <>
          <Button type="submit" kind="primary" disabled={!ready}>{save}</Button>
          {another && <Button disabled={!ready} onClick={another.submit}>{another.title}</Button>}
          <Button kind="quiet" onClick={close}>{l10n.t('Cancel')}</Button>
        </>
      }
    >
      <div
        ref={body}
        class="fields"
        onKeyDown={(event: KeyboardEvent) => {
          if (event.key !== 'Enter' || event.isComposing || event.shiftKey || !(event.target instanceof HTMLTextAreaElement)) return;
          event.preventDefault();
          if (another && (event.ctrlKey || event.metaKey)) another.submit();
          else submit();
        }}
      >
        {wrong !== undefined && (
          <div role="alert">
            <ProblemView problem={{ severity: 'error', message: wrong, remedy: '' }} />
          </div>
        )}
        {children}
      </div>
    </Dialog>
  );
}
