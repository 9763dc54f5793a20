/** What hangs on a control: what its evidence must show, which objectives it serves and with whom, and the claims that show it. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { AssertionDetails, ClauseDetails, EntityDetails, MembershipDetails } from '../../../src/protocol/screens/model-details.ts';
import { Button, IconButton } from '../../design/button.tsx';
import { MarkView } from '../../design/mark.tsx';
import type { ScreenHost } from '../../host.ts';
import { l10n } from '../../l10n.ts';
import type { DetailsActions } from './details.tsx';
import { EntityFields } from './fields.tsx';

interface PartProps {
  readonly host: ScreenHost;
  readonly details: EntityDetails;
  readonly actions: DetailsActions;
  readonly readOnly: boolean;
}

export function ClauseList({ host, details, actions, readOnly, clauses }: PartProps & { readonly clauses: readonly ClauseDetails[] }): JSX.Element {
  const { id } = details;
  const move = (clause: string, before: string | undefined): void => void host.act({ use: 'reorder', kind: 'controls', control: id, keys: [clause], ...(before === undefined ? {} : { before }) });
  return (
    <section class="part">
      <h3>{l10n.t('Clauses')}</h3>
      <p class="field-prompt">{l10n.t('What its evidence must show. Without a clause a control is never verified.')}</p>
      {clauses.map((clause, index) => (
        <details key={clause.name} class="clause folds">
          <summary>
            <MarkView mark={clause.met ? { of: 'verdict', is: 'pass' } : { of: 'verdict', is: 'unchecked' }} bare />
            <span class="clause-shows">
              <span class="row-id">{clause.name}</span> {clause.shows}
            </span>
          </summary>
          <div class="clause-body">
            <p>
              {clause.coveredBy.length === 0 ? l10n.t('No assertion covers it.') : l10n.t('Covered by')}{' '}
              {clause.coveredBy.map(({ id: assertion, shortfall }) => (
                <span key={assertion}>
                  <Button kind="link" onClick={() => actions.goTo(assertion)}>{assertion}</Button>
                  {shortfall === undefined ? ' ' : ` (${shortfall}) `}
                </span>
              ))}
            </p>
            <EntityFields host={host} targets={[{ kind: 'controls', id, clause: clause.name }]} fields={clause.fields} problems={[]} readOnly={readOnly} />
            <div class="row-of-buttons">
              <Button icon="add" disabled={readOnly} onClick={() => actions.add({ kind: 'assertions' }, { subject: id, covers: [clause.name] })}>{l10n.t('Add evidence…')}</Button>
              <IconButton icon="up" label={l10n.t('Move up')} disabled={readOnly || index === 0} onClick={() => move(clause.name, clauses[index - 1]?.name)} />
              <IconButton icon="down" label={l10n.t('Move down')} disabled={readOnly || index === clauses.length - 1} onClick={() => move(clause.name, clauses[index + 2]?.name)} />
              <RemoveClause host={host} control={id} clause={clause.name} readOnly={readOnly} />
            </div>
          </div>
        </details>
      ))}
      <Button icon="add" disabled={readOnly} onClick={() => actions.add({ clauseOf: id })}>
        {l10n.t('Add a clause…')}
      </Button>
    </section>
  );
}

/** A clause less is a weakening: it says so, and asks once. */
function RemoveClause({ host, control, clause, readOnly }: { readonly host: ScreenHost; readonly control: string; readonly clause: string; readonly readOnly: boolean }): JSX.Element {
  const [asks, setAsks] = useState(false);
  if (!asks) return <IconButton icon="remove" label={l10n.t('Remove clause {0}', clause)} disabled={readOnly} onClick={() => setAsks(true)} />;
  return (
    <p class="asks" role="alert">
      {l10n.t('The control need not show it any more, which is listed as a weakening.')}{' '}
      <Button onClick={() => void host.act({ use: 'remove_clause', control, clause })}>{l10n.t('Remove clause')}</Button>
      <Button kind="quiet" onClick={() => setAsks(false)}>{l10n.t('Keep it')}</Button>
    </p>
  );
}

/** The objectives that a control serves. In a group every control is needed; any one group is enough. */
export function MembershipList({ host, details, readOnly, memberships }: PartProps & { readonly memberships: readonly MembershipDetails[] }): JSX.Element {
  if (memberships.length === 0) return <></>;
  const { id } = details;
  return (
    <section class="part">
      <h3>{l10n.t('Mitigation groups')}</h3>
      <p class="field-prompt">{l10n.t('All controls of a group are needed; any one group is enough. Controls in no group form one.')}</p>
      <ul class="memberships">
        {memberships.map(({ objective, title, group, status }, index) => (
          // Not by its group: whoever names one keeps the focus in its field.
          <li key={`${objective}/${memberships.slice(0, index).filter((one) => one.objective === objective).length}`}>
            <span class="row-id">{objective}</span> {status && <MarkView mark={status} bare />} <span class="row-title">{title}</span>
            <label class="group">
              <span class="unseen">{l10n.t('Group of {0} at {1}', id, objective)}</span>
              <input
                class="text"
                value={group}
                disabled={readOnly}
                placeholder={l10n.t('no group')}
                maxLength={40}
                onChange={(event) => {
                  const to = event.currentTarget.value.trim();
                  const field = event.currentTarget;
                  void host.act({ use: 'regroup', memberships: [{ control: id, objective, group }], to: { objective, group: to } }).then(({ done }) => {
                    if (!done) field.value = group;
                  });
                }}
              />
            </label>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function AssertionList({ host, details, actions, readOnly, assertions }: PartProps & { readonly assertions: readonly AssertionDetails[] }): JSX.Element {
  return (
    <section class="part">
      <h3>{l10n.t('Evidence')}</h3>
      {assertions.length === 0 && <p class="field-none">{l10n.t('No claim about the code yet. Only claims that hold make it verified.')}</p>}
      <ul class="assertions">
        {assertions.map(({ id, claim, marks, says, hasPlace }) => (
          <li key={id}>
            {marks.map((mark) => <MarkView key={mark.of} mark={mark} />)}
            <Button kind="link" onClick={() => actions.goTo(id)}>{id}</Button> <span class="row-title">{claim}</span>
            {hasPlace && <IconButton icon="code" label={l10n.t('Go to the code of {0}', id)} onClick={() => host.open({ of: 'assertion', id })} />}
            {says !== undefined && <p class="quote">{says}</p>}
          </li>
        ))}
      </ul>
      <Button icon="add" disabled={readOnly} onClick={() => actions.add({ kind: 'assertions' }, { subject: details.id })}>
        {l10n.t('Add evidence…')}
      </Button>
    </section>
  );
}
