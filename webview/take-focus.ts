/** The focus of a page that an editor shows: whoever goes to it by keys stands in the screen at once, not before it. */

/** Puts the focus where the arrows of the shown screen begin, else at its tab. Does nothing while the focus is elsewhere, or somewhere in the page. */
export function takeFocus(page: Document): void {
  if (!page.hasFocus() || (page.activeElement !== null && page.activeElement !== page.body)) return;
  // It is called again when the screen stands.
  if (page.querySelector('#screen > .loading')) return;
  const starts = page.querySelectorAll<HTMLElement>('#screen :is([role="tree"], [role="grid"]) [tabindex="0"], [role="tab"][aria-selected="true"]');
  const isSeen = (element: HTMLElement): boolean => element.getClientRects().length > 0;
  const inScreen = Array.from(starts).filter(isSeen);
  (inScreen.find((element) => element.getAttribute('role') !== 'tab') ?? inScreen[0])?.focus({ preventScroll: true });
}
