/** What rows open to that are no entities: something removed, a known gap, a framework. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { GapRow, RemovedRow } from '../../../src/protocol/screens/model-screen.ts';
import { Button, IconButton } from '../../design/button.tsx';
import { FormDialog } from '../../design/form-dialog.tsx';
import { Icon } from '../../design/icons.tsx';
import { Loading } from '../../design/loading.tsx';
import { ProblemView } from '../../design/problem.tsx';
import { useAnswer } from '../../design/use-answer.ts';
import { useSending } from '../../design/use-sending.ts';
import type { ScreenHost } from '../../host.ts';
import { l10n } from '../../l10n.ts';
import type { DetailsActions } from './details.tsx';

interface OtherProps {
  readonly host: ScreenHost;
  readonly readOnly: boolean;
}

export function Removed({ host, readOnly, row }: OtherProps & { readonly row: RemovedRow }): JSX.Element {
  return (
    <article class="details-body" aria-labelledby="details-title">
      <header class="details-head">
        <Icon name="restore" />
        <div class="details-name">
          <h2 id="details-title">
            <span class="row-id">{row.id}</span> {row.title}
          </h2>
        </div>
      </header>
      <p>{row.why === undefined ? l10n.t('Removed on {0}.', row.on) : l10n.t('Removed on {0}: {1}', row.on, row.why)}</p>
      <p class="field-prompt">{l10n.t('Its identifier is never given out again.')}</p>
      {row.canBeRestored ? (
        <Button kind="primary" icon="restore" disabled={readOnly} onClick={() => void host.act({ use: 'restore', ids: [row.id] })}>
          {l10n.t('Restore')}
        </Button>
      ) : (
        <ProblemView problem={{ severity: 'information', message: l10n.t('Its tombstone does not say what it was, so it cannot be restored.'), remedy: '' }} />
      )}
    </article>
  );
}

export function Gap({ host, readOnly, row, actions }: OtherProps & { readonly row: GapRow; readonly actions: DetailsActions }): JSX.Element {
  return (
    <article class="details-body" aria-labelledby="details-title">
      <header class="details-head">
        <Icon name="gaps" />
        <div class="details-name">
          <h2 id="details-title">{l10n.t('Known gap of {0}', row.id)}</h2>
        </div>
      </header>
      <p>{row.reason}</p>
      <p class="field-prompt">{l10n.t('It may fail verification until {0}. It improves no status.', row.until)}</p>
      <div class="row-of-buttons">
        <Button icon="edit" disabled={readOnly} onClick={() => actions.gap(row.id)}>{l10n.t('Change…')}</Button>
        <Button icon="check" disabled={readOnly} onClick={() => void host.act({ use: 'gap', id: row.id })}>{l10n.t('Close the gap')}</Button>
        <Button kind="link" onClick={() => actions.goTo(row.id)}>{row.title === '' ? row.id : row.title}</Button>
      </div>
    </article>
  );
}

export function GapDialog({ host, id, row, close }: { readonly host: ScreenHost; readonly id: string; readonly row: GapRow | undefined; readonly close: () => void }): JSX.Element {
  const [reason, setReason] = useState(row?.reason ?? '');
  const [until, setUntil] = useState(row?.until ?? '');
  const { wrong, send } = useSending(close);
  return (
    <FormDialog title={l10n.t('Known gap of {0}', id)} save={l10n.t('Note it')} wrong={wrong} close={close} submit={() => void send(host.act({ use: 'gap', id, gap: { reason, until } }))}>
      <label class="field">
        <span class="field-name">{l10n.t('Why is this not closed yet?')}</span>
        <input class="text" value={reason} onInput={(event) => setReason(event.currentTarget.value)} />
      </label>
      <label class="field">
        <span class="field-name">{l10n.t('The last day on which it excuses a failure')}</span>
        <input class="text" value={until} placeholder="2027-01-31" onInput={(event) => setUntil(event.currentTarget.value)} />
      </label>
    </FormDialog>
  );
}

interface FrameworkProps extends OtherProps {
  readonly name: string;
  readonly version: number;
  readonly controls: readonly string[];
}

export function Framework({ host, readOnly, name, version, controls }: FrameworkProps): JSX.Element {
  const { answer: framework } = useAnswer(host, 'framework', { name }, version);
  const [requirement, setRequirement] = useState('');
  const [control, setControl] = useState('');
  const [why, setWhy] = useState('');
  if (!framework || framework.name !== name) return <Loading />;
  return (
    <article class="details-body" aria-labelledby="details-title">
      <header class="details-head">
        <Icon name="compliance" />
        <div class="details-name">
          <h2 id="details-title">{name}</h2>
        </div>
        <div class="details-tools">
          <IconButton icon="remove" label={l10n.t('Let go of {0}', name)} disabled={readOnly} onClick={() => void host.act({ use: 'framework', name, chosen: false })} />
        </div>
      </header>
      <label class="field">
        <span class="field-name">{l10n.t('Target level')}</span>
        <input
          class="text short"
          inputMode="numeric"
          value={framework.level ?? ''}
          disabled={readOnly}
          onChange={(event) => {
            const level = Number.parseInt(event.currentTarget.value, 10);
            void host.act({ use: 'framework', name, chosen: true, ...(Number.isInteger(level) ? { level } : {}) });
          }}
        />
      </label>
      <section class="part">
        <h3>{l10n.t('Controls that answer requirements')}</h3>
        <ul class="links">
          {framework.mappings.map((one) => (
            <li key={`${one.requirement}/${one.control}`}>
              <span class="row-id">{one.requirement}</span> {one.control} <span class="field-optional">{one.confidence}</span>
              <IconButton icon="close" label={l10n.t('{0} does not answer {1}', one.control, one.requirement)} disabled={readOnly} onClick={() => void host.act({ use: 'map', framework: name, requirement: one.requirement, control: one.control })} />
            </li>
          ))}
        </ul>
      </section>
      <section class="part">
        <h3>{l10n.t('Requirements that do not apply')}</h3>
        <ul class="links">
          {framework.exclusions.map((one) => (
            <li key={one.requirement}>
              <span class="row-id">{one.requirement}</span> {one.why}
              <IconButton icon="close" label={l10n.t('{0} applies', one.requirement)} disabled={readOnly} onClick={() => void host.act({ use: 'exclude', framework: name, requirement: one.requirement })} />
            </li>
          ))}
        </ul>
      </section>
      <section class="part">
        <h3>{l10n.t('Say something about a requirement')}</h3>
        <label class="field">
          <span class="field-name">{l10n.t('Requirement')}</span>
          <input class="text" value={requirement} placeholder="A.8.24" disabled={readOnly} onInput={(event) => setRequirement(event.currentTarget.value)} />
        </label>
        <label class="field">
          <span class="field-name">{l10n.t('Answered by')}</span>
          <span class="select">
            <select value={control} disabled={readOnly} onChange={(event) => setControl(event.currentTarget.value)}>
              <option value="">{l10n.t('Pick one…')}</option>
              {controls.map((id) => <option key={id} value={id}>{id}</option>)}
            </select>
          </span>
        </label>
        <Button disabled={readOnly || control === '' || requirement === ''} onClick={() => void host.act({ use: 'map', framework: name, requirement, control, confidence: 'manual' })}>
          {l10n.t('Map it')}
        </Button>
        <label class="field">
          <span class="field-name">{l10n.t('Or why it does not apply')}</span>
          <input class="text" value={why} disabled={readOnly} onInput={(event) => setWhy(event.currentTarget.value)} />
        </label>
        <Button disabled={readOnly || why === '' || requirement === ''} onClick={() => void host.act({ use: 'exclude', framework: name, requirement, why })}>
          {l10n.t('Exclude it')}
        </Button>
      </section>
    </article>
  );
}

export function FrameworkDialog({ host, close }: { readonly host: ScreenHost; readonly close: () => void }): JSX.Element {
  const [name, setName] = useState('');
  const { wrong, send } = useSending(close);
  return (
    <FormDialog title={l10n.t('Choose a framework')} save={l10n.t('Choose')} wrong={wrong} close={close} submit={() => void send(host.act({ use: 'framework', name, chosen: true }))}>
      <label class="field">
        <span class="field-name">{l10n.t('Framework')}</span>
        <input class="text" value={name} placeholder="iso27001" onInput={(event) => setName(event.currentTarget.value)} />
      </label>
    </FormDialog>
  );
}
