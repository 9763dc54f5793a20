/** Why an objective has its status, beside the matrix: the chain from the objective down to the line of code. */
import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ExplainedLine } from '../../../src/protocol/screens/matrix-screen.ts';
import { IconButton } from '../../design/button.tsx';
import { Icon } from '../../design/icons.tsx';
import { useAnswer } from '../../design/use-answer.ts';
import type { ScreenHost } from '../../host.ts';
import { l10n } from '../../l10n.ts';

interface ExplanationProps {
  readonly host: ScreenHost;
  readonly objective: string;
  readonly title: string;
  /** What the answer is of: another object when the model or the evidence changed. */
  readonly version: unknown;
  readonly close: () => void;
  /** Whether the focus comes along when it opens. */
  readonly takeFocus: boolean;
}

export function Explanation({ host, objective, title, version, close, takeFocus }: ExplanationProps): JSX.Element {
  const { answer, failed } = useAnswer(host, 'explain', { objective }, version);
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    if (takeFocus) heading.current?.focus();
  }, [objective, takeFocus]);
  const lines = answer?.objective === objective ? answer.lines : undefined;
  return (
    <aside
      class="explanation"
      aria-label={l10n.t('Explanation of {0}', objective)}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        close();
      }}
    >
      <header class="explanation-head">
        <h2 tabIndex={-1} ref={heading}>
          <span class="matrix-id">{objective}</span> {title}
        </h2>
        <IconButton icon="close" label={l10n.t('Close the explanation')} onClick={close} />
      </header>
      <div class="explanation-body" aria-busy={lines === undefined && failed === undefined}>
        {failed !== undefined && lines === undefined && <p class="explanation-failed">{failed}</p>}
        {lines && (
          <ul class="explanation-lines">
            {lines.map((line, index) => <ExplanationLine key={index} line={line} open={() => line.place && host.open(line.place)} />)}
          </ul>
        )}
      </div>
    </aside>
  );
}

const icons = { good: 'check', bad: 'close', open: 'help', note: 'information' } as const;
const tones = { good: 'good', bad: 'bad', open: 'warn', note: 'faint' } as const;

function ExplanationLine({ line, open }: { readonly line: ExplainedLine; readonly open: () => void }): JSX.Element {
  const { depth, mark, text, place, placeName } = line;
  const word = mark === 'good' ? l10n.t('holds') : mark === 'bad' ? l10n.t('does not hold') : mark === 'open' ? l10n.t('open') : '';
  return (
    <li class={`explanation-line ${tones[mark]}`} style={{ '--depth': depth }}>
      <Icon name={icons[mark]} />
      <span class="explanation-text">
        {word !== '' && <span class="unseen">{word}: </span>}
        {depth === 0 ? <strong>{text}</strong> : text}
        {place && (
          <button type="button" class="button link explanation-place" onClick={open}>
            <Icon name={place.of === 'entity' ? 'text' : 'code'} />
            {placeName}
          </button>
        )}
      </span>
    </li>
  );
}
