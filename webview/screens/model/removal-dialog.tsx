/** What a removal takes along, told before it is made; and the choice of what goes with it. */
import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { RemovalSelection } from '../../../src/protocol/screens/removal.ts';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { ProblemView } from '../../design/problem.tsx';
import { useAnswer } from '../../design/use-answer.ts';
import type { ScreenHost } from '../../host.ts';
import { l10n } from '../../l10n.ts';

interface RemovalDialogProps {
  readonly host: ScreenHost;
  readonly ids: readonly string[];
  readonly version: number;
  readonly close: () => void;
}

export function RemovalDialog({ host, ids, version, close }: RemovalDialogProps): JSX.Element {
  const [choice, setChoice] = useState<RemovalSelection | undefined>(undefined);
  const [why, setWhy] = useState('');
  const button = useRef<HTMLButtonElement>(null);
  const { answer: told, failed } = useAnswer(host, 'removal', { ids: [...ids], ...(choice ? { choice: { ...choice, along: [...choice.along] } } : {}) }, version);
  const isTold = told !== undefined;
  useLayoutEffect(() => button.current?.focus(), [isTold]);
  const chosen = choice ?? told?.choice;
  const change = (next: Partial<RemovalSelection>): void => {
    if (chosen) setChoice({ ...chosen, ...next });
  };
  const remove = async (): Promise<void> => {
    if (!told || !chosen) return;
    const outcome = await host.act({ use: 'remove', ids: told.removed.map(({ id }) => id), choice: { ...chosen, along: [...chosen.along] }, why });
    if (outcome.done) close();
  };
  const names = told?.removed.map(({ id, title }) => `${id} ${title}`.trim()) ?? [];
  return (
    <Dialog
      title={told?.removed.length === 1 ? l10n.t('Remove {0}?', names[0]!.replace(/\.$/, '')) : l10n.t('Remove {0} entities?', told?.removed.length ?? ids.length)}
      close={close}
      submit={() => void remove()}
      foot={
        <>
          <Button type="submit" kind="primary" disabled={!told} buttonRef={button}>{l10n.t('Remove')}</Button>
          <Button kind="quiet" onClick={close}>{l10n.t('Cancel')}</Button>
        </>
      }
    >
      {failed !== undefined && <ProblemView problem={{ severity: 'error', message: failed, remedy: '' }} />}
      {told && chosen && (
        <div class="removal">
          {names.length > 1 && <p>{names.join(', ')}</p>}
          <h3>{l10n.t('What follows')}</h3>
          <ul class="facts" aria-live="polite">
            {told.facts.map((fact) => <li key={fact}>{fact}.</li>)}
            {told.facts.length === 0 && <li>{l10n.t('No status changes.')}</li>}
            {told.usedBy.length > 0 && <li>{chosen.takeOut ? l10n.t('Used by {0}: taken out there.', told.usedBy.join(', ')) : l10n.t('Used by {0}: still named there, as a problem to decide on.', told.usedBy.join(', '))}</li>}
            {told.staysIn.length > 0 && <li>{l10n.t('Still named by {0}: only a person can decide what they mean without it.', told.staysIn.join(', '))}</li>}
            {told.groupMembers.length > 0 && !chosen.leaveGroups && <li>{l10n.t('{0} keeps its mitigation groups incomplete until somebody takes it out of them.', told.groupMembers.join(', '))}</li>}
          </ul>
          {told.along.length > 0 && (
            <fieldset class="field">
              <legend>{l10n.t('Goes along, and comes back with it')}</legend>
              {told.along.map(({ id, title, with: owner }) => (
                <label key={id} class="check">
                  <input type="checkbox" checked={chosen.along.includes(id)} onChange={(event) => change({ along: event.currentTarget.checked ? [...chosen.along, id] : chosen.along.filter((one) => one !== id) })} />
                  <span>
                    <span class="row-id">{id}</span> {title} <span class="field-optional">{l10n.t('means nothing without {0}', owner)}</span>
                  </span>
                </label>
              ))}
            </fieldset>
          )}
          {told.usedBy.length > 0 && (
            <label class="check">
              <input type="checkbox" checked={chosen.takeOut} onChange={(event) => change({ takeOut: event.currentTarget.checked })} />
              <span>{l10n.t('Take it out of what names it')}</span>
            </label>
          )}
          {told.groupMembers.length > 0 && (
            <label class="check">
              <input type="checkbox" checked={chosen.leaveGroups} onChange={(event) => change({ leaveGroups: event.currentTarget.checked })} />
              <span>
                {l10n.t('Let its mitigation groups count without it')} <span class="field-optional">{l10n.t('this asks for less than before, and is listed as a weakening')}</span>
              </span>
            </label>
          )}
          <label class="field">
            <span class="field-name">
              {l10n.t('Why')} <span class="field-optional">{l10n.t('optional')}</span>
            </span>
            <input class="text" value={why} placeholder={l10n.t('For example: merged into A1')} onInput={(event) => setWhy(event.currentTarget.value)} />
          </label>
          <p class="field-prompt">{l10n.t('It stays as a tombstone, is never given out again, and can be restored.')}</p>
        </div>
      )}
    </Dialog>
  );
}
