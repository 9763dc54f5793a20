/** Starts the screens in a page: waits for the host's first word, then shows the shell. */
import { render } from 'preact';
import { isScreenName } from '../src/protocol/screens/screens.ts';
import { ScreenHost, type Outcome } from './host.ts';
import { l10n } from './l10n.ts';
import type { Port } from './port.ts';
import { Shell, type ShellState } from './shell.tsx';
import { startTooltips } from './design/tooltip.ts';
import { takeFocus } from './take-focus.ts';
import { keepKeysOfTyping } from './keys-of-typing.ts';

/** Puts the screens below `root` and keeps them up to date until the page is closed. */
export function start(port: Port, root: HTMLElement): void {
  const remembered = (port.remembered() ?? {}) as { readonly screen?: unknown; readonly memories?: Readonly<Record<string, unknown>> };
  let state: ShellState = { screen: isScreenName(remembered.screen) ? remembered.screen : 'model', notice: undefined, gone: undefined, reveal: undefined };
  const memories: Record<string, unknown> = { ...remembered.memories };
  let welcome = false;
  let drawing = false;

  // Several messages of one turn are drawn once.
  const draw = (change: Partial<ShellState>): void => {
    state = { ...state, ...change };
    if (drawing || !welcome) return;
    drawing = true;
    queueMicrotask(() => {
      drawing = false;
      render(<Shell host={host} state={state} change={draw} memories={memories} keep={keep} stood={stood} />, root);
      // What had the focus may be gone with what was removed.
      if (port.isPane) takeFocus(document);
    });
  };
  const stood = (): void => {
    // What the benchmark reads: when the first screen stood.
    performance.mark('screens-shown');
    if (port.isPane) takeFocus(document);
  };
  const keep = (): void => port.remember({ screen: state.screen, memories });

  const host = new ScreenHost(port, {
    welcome(bundle) {
      l10n.use(bundle);
      welcome = true;
      draw({});
    },
    snapshot: () => draw({ gone: undefined }),
    gone: (sentence) => draw({ gone: sentence }),
    outcome: (outcome: Outcome) => draw({ notice: outcome.done ? { good: true, text: outcome.said } : { good: false, text: outcome.sentence } }),
    reveal(screen, id) {
      draw({ screen, reveal: { id } });
      host.show(screen);
    },
  });
  startTooltips(document);
  keepKeysOfTyping(document);
  if (port.isPane) window.addEventListener('focus', () => takeFocus(document));
  host.ready(state.screen);
}
