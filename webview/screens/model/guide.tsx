/** The steps of a first model, in the order in which each gives the next one something to name. Gone once they are all taken. */
import type { JSX } from 'preact';
import type { ModelScreen } from '../../../src/protocol/screens/model-screen.ts';
import { Button } from '../../design/button.tsx';
import { Icon } from '../../design/icons.tsx';
import { l10n } from '../../l10n.ts';
import type { DetailsActions } from './details.tsx';

interface GuideProps {
  readonly data: ModelScreen;
  readonly actions: DetailsActions;
  readonly readOnly: boolean;
}

export function Guide({ data, actions, readOnly }: GuideProps): JSX.Element {
  const count = (kind: ModelScreen['sections'][number]['kind']): number => data.sections.find((section) => section.kind === kind)?.rows.length ?? 0;
  const steps = [
    { kind: 'boundaries', title: l10n.t('Draw a trust boundary'), why: l10n.t('Where security domains meet, such as the edge to the internet.') },
    { kind: 'components', title: l10n.t('Add a component'), why: l10n.t('A service, a process, a front end; and the boundary that it stands behind.') },
    { kind: 'assets', title: l10n.t('Name an asset'), why: l10n.t('What needs protection: files, tokens, a service that has to be there.') },
    { kind: 'attackers', title: l10n.t('Name an attacker'), why: l10n.t('Who it needs protection from: what they can do, and where they stand. Every asset and attacker gives one objective.') },
    { kind: 'controls', title: l10n.t('Add a control'), why: l10n.t('A measure that mitigates objectives, and what its evidence must show.') },
    { kind: 'assertions', title: l10n.t('Claim evidence'), why: l10n.t('A small, typed statement about the code. The verifier checks it while you work.') },
  ] as const;
  const next = steps.find(({ kind }) => count(kind) === 0);
  if (!next) return <></>;
  return (
    <section class="guide" aria-label={l10n.t('What to do first')}>
      <h3>{l10n.t('What to do first')}</h3>
      <ol>
        {steps.map(({ kind, title, why }) => {
          const done = count(kind) > 0;
          return (
            <li key={kind} class={done ? 'done' : kind === next.kind ? 'next' : ''}>
              <Icon name={done ? 'check' : kind} />
              <div>
                <p class="guide-title">
                  {title}
                  {done && <span class="unseen"> {l10n.t('done')}</span>}
                </p>
                {!done && <p class="field-prompt">{why}</p>}
                {kind === next.kind && (
                  <Button kind="primary" icon="add" disabled={readOnly} onClick={() => actions.add({ kind })}>
                    {title}
                  </Button>
                )}
              </div>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
