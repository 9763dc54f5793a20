/** Tooltips: what `data-tip` says of a thing, shown beside it under the pointer and under the focus, and gone with Escape. */

const delay = 400;

/** Serves every tooltip of a page with one element. */
export function startTooltips(page: Document): void {
  const tip = page.createElement('div');
  tip.className = 'tip';
  // Its words are the name of what it stands beside already.
  tip.setAttribute('aria-hidden', 'true');
  tip.hidden = true;
  page.body.append(tip);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let at: Element | undefined;

  const hide = (): void => {
    clearTimeout(timer);
    at = undefined;
    tip.hidden = true;
  };
  const show = (target: Element): void => {
    const text = target.getAttribute('data-tip');
    if (text === null || text === '' || !target.isConnected) return;
    // A dialog lies above everything else but what lies in it.
    (target.closest('dialog') ?? page.body).append(tip);
    tip.textContent = text;
    tip.hidden = false;
    const box = target.getBoundingClientRect();
    const own = tip.getBoundingClientRect();
    const below = box.bottom + own.height + 8 < page.documentElement.clientHeight;
    tip.style.top = `${below ? box.bottom + 4 : Math.max(2, box.top - own.height - 4)}px`;
    tip.style.left = `${Math.max(2, Math.min(box.left, page.documentElement.clientWidth - own.width - 2))}px`;
  };
  const wait = (target: EventTarget | null, after: number): void => {
    const found = target instanceof Element ? target.closest('[data-tip]') : null;
    if (found === at) return;
    hide();
    if (!found) return;
    at = found;
    timer = setTimeout(() => show(found), after);
  };
  page.addEventListener('mouseover', (event) => wait(event.target, delay));
  page.addEventListener('focusin', (event) => {
    if (event.target instanceof Element && event.target.matches(':focus-visible')) wait(event.target, 0);
  });
  page.addEventListener('focusout', hide);
  page.addEventListener('mousedown', hide);
  page.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') hide();
  });
  page.addEventListener('scroll', hide, true);
}
