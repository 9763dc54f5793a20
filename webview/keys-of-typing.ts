/**
 * Undo and select all while one types. What is typed and not yet given is taken back letter by letter, and the model behind it stays;
 * what is selected is the text of the field.
 */

/**
 * An editor around the page hears every key that reaches the window: it would take back the newest change of the model, and select
 * anew, a moment later, what has been typed since.
 */
export function keepKeysOfTyping(page: Document): void {
  let typedIn: { readonly field: EventTarget | null; readonly before: string } | undefined;
  page.addEventListener('beforeinput', ({ target }) => {
    if (typedIn?.field !== target && isText(target)) typedIn = { field: target, before: target.value };
  });
  page.addEventListener('input', ({ target }) => {
    // Taken back to where it began: the next step is the model's.
    if (isText(target) && target === typedIn?.field && target.value === typedIn.before) typedIn = undefined;
  });
  page.addEventListener('focusout', () => (typedIn = undefined));
  page.addEventListener('keydown', (event) => {
    const { target, key } = event;
    if (isUndo(event) && isText(target) && (target === typedIn?.field || target.closest('dialog'))) event.stopPropagation();
    else if (isSelectAll(event) && isText(target)) event.stopPropagation();
    // What is given, or given up, is no typing any more.
    else if ((key === 'Enter' && !event.shiftKey) || key === 'Escape') typedIn = undefined;
  });
}

function isText(target: EventTarget | null): target is HTMLInputElement | HTMLTextAreaElement {
  return target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type !== 'checkbox' && target.type !== 'radio');
}

function isSelectAll({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return (ctrlKey || metaKey) && !altKey && key.toLowerCase() === 'a';
}

function isUndo({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return (ctrlKey || metaKey) && !altKey && ['z', 'y'].includes(key.toLowerCase());
}
