/** What happened to one entity: who changed it, in which commit, and which of its fields. */
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../../design/icons.tsx';
import { useAnswer } from '../../design/use-answer.ts';
import { useIdentifier } from '../../design/use-identifier.ts';
import type { ScreenHost } from '../../host.ts';
import { l10n } from '../../l10n.ts';
import type { Memory } from '../../memory.ts';

interface EntityHistoryProps {
  readonly host: ScreenHost;
  readonly entities: readonly { readonly id: string; readonly title: string }[];
  readonly memory: Memory;
  readonly reveal: { readonly id: string } | undefined;
  readonly version: unknown;
}

export function EntityHistoryPart({ host, entities, memory, reveal, version }: EntityHistoryProps): JSX.Element {
  const [typed, setTyped] = useState(() => memory.get<string>('entity', ''));
  const input = useRef<HTMLInputElement>(null);
  const id = useIdentifier();
  useEffect(() => {
    if (!reveal) return;
    take(reveal.id);
    input.current?.focus();
  }, [reveal]);
  const take = (text: string): void => {
    setTyped(text);
    memory.set('entity', text);
  };
  const wanted = typed.trim().split(' ')[0] ?? '';
  const entity = entities.find((one) => one.id.toLowerCase() === wanted.toLowerCase());
  const { answer, failed, to } = useAnswer(host, 'history', entity ? { id: entity.id } : undefined, version);
  const history = entity && to === JSON.stringify({ id: entity.id }) ? answer : undefined;
  return (
    <section class="entity-history" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>
        <Icon name="restore" /> {l10n.t('History of an entity')}
      </h2>
      <label class="entity-search">
        <span>{l10n.t('Which one?')}</span>
        <input ref={input} type="text" list={`${id}-all`} value={typed} placeholder="CTRL-01" onInput={(event) => take(event.currentTarget.value)} />
      </label>
      <datalist id={`${id}-all`}>
        {entities.map((one) => (
          <option key={one.id} value={one.id}>
            {one.title}
          </option>
        ))}
      </datalist>
      {!entity && <p class="card-none">{wanted === '' ? l10n.t('Name an asset, an attacker, a control or any other part of the model, and see who changed it when.') : l10n.t('{0} is no entity of this model.', wanted)}</p>}
      {entity && <p class="fact-detail entity-title">{entity.title}</p>}
      {failed !== undefined && <p class="change-problem">{failed}</p>}
      {history && (
        <ol class="events">
          {history.events.map((event) => (
            <li key={event.commit} class={`event ${event.change}`}>
              <span class="event-what">{event.change === 'added' ? l10n.t('Added') : event.change === 'removed' ? l10n.t('Removed') : l10n.t('Changed: {0}', event.fields.map((field) => field.replaceAll('_', ' ')).join(', '))}</span>
              <span>{event.subject}</span>
              <span class="fact-detail">{`${event.commit.slice(0, 10)} · ${event.author} · ${event.at.slice(0, 10)}`}</span>
            </li>
          ))}
          {history.events.length === 0 && <li class="card-none">{l10n.t('No commit speaks of it yet.')}</li>}
        </ol>
      )}
      {history && history.unreadable.length > 0 && <p class="card-none">{l10n.t('The model could not be read at {0}; what changed there shows at the next commit.', history.unreadable.slice(0, 5).map((one) => one.slice(0, 10)).join(', '))}</p>}
      {history?.more && <p class="card-none">{l10n.t('Older commits were not looked at.')}</p>}
    </section>
  );
}
