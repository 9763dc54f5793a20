/** What a row opens to: the entity, how it stands, its fields, and what hangs on it. */
import type { JSX } from 'preact';
import type { FieldAnswers } from '../../../src/protocol/form-field.ts';
import type { EntityDetails } from '../../../src/protocol/screens/model-details.ts';
import { Button, IconButton } from '../../design/button.tsx';
import { Icon } from '../../design/icons.tsx';
import { MarkView } from '../../design/mark.tsx';
import { ProblemView } from '../../design/problem.tsx';
import type { ScreenHost } from '../../host.ts';
import { l10n } from '../../l10n.ts';
import { AssertionList, ClauseList, MembershipList } from './control-parts.tsx';
import { EntityFields, isAt } from './fields.tsx';

/** What the parts of the screen can do for each other. */
export interface DetailsActions {
  readonly goTo: (id: string) => void;
  readonly add: (of: AddWhat, answers?: FieldAnswers) => void;
  readonly remove: (ids: readonly string[]) => void;
  readonly copy: (ids: readonly string[]) => void;
  readonly gap: (id: string) => void;
}

/** What a form makes. */
export type AddWhat = { readonly kind: EntityDetails['kind'] } | { readonly clauseOf: string } | { readonly attest: string };

interface DetailsProps {
  readonly host: ScreenHost;
  readonly details: EntityDetails;
  readonly actions: DetailsActions;
  readonly readOnly: boolean;
}

export function DetailsView({ host, details, actions, readOnly }: DetailsProps): JSX.Element {
  const { kind, id, title, marks, facts, fields, problems, assertion } = details;
  const shared = { host, details, actions, readOnly };
  return (
    <article class="details-body" aria-labelledby="details-title">
      <header class="details-head">
        <Icon name={kind} />
        <div class="details-name">
          <h2 id="details-title">
            <span class="row-id">{id}</span> {title}
          </h2>
          <p class="details-marks">
            {marks.map((mark) => <MarkView key={mark.of} mark={mark} />)}
          </p>
        </div>
        <div class="details-tools">
          <IconButton icon="text" label={l10n.t('Show in the text')} onClick={() => host.open({ of: 'entity', id })} />
          <IconButton icon="copy" label={l10n.t('Copy')} onClick={() => actions.copy([id])} />
          <IconButton icon="remove" label={l10n.t('Remove…')} disabled={readOnly} onClick={() => actions.remove([id])} />
        </div>
      </header>
      {facts.length > 0 && (
        <section class="facts" aria-label={l10n.t('What keeps it from being verified')}>
          <h3>{l10n.t('What keeps it from being verified')}</h3>
          <ul>
            {facts.map((fact) => <li key={fact}>{fact}</li>)}
          </ul>
        </section>
      )}
      {problems.filter((problem) => !fields.some(({ key }) => isAt(problem, key))).map((problem) => <ProblemView key={problem.message} problem={problem} />)}
      {assertion && (
        <section class="verdict">
          {assertion.says !== undefined && <p>{assertion.says}</p>}
          {assertion.hasPlace && (
            <Button icon="code" onClick={() => host.open({ of: 'assertion', id })}>
              {l10n.t('Go to the code')}
            </Button>
          )}
        </section>
      )}
      <section class="fields" aria-label={l10n.t('Fields')}>
        <EntityFields host={host} targets={[{ kind, id }]} fields={fields} problems={problems} readOnly={readOnly} />
      </section>
      {details.clauses && <ClauseList {...shared} clauses={details.clauses} />}
      {details.memberships && <MembershipList {...shared} memberships={details.memberships} />}
      {details.assertions && <AssertionList {...shared} assertions={details.assertions} />}
      {details.canBeAttested && <Attestations {...shared} />}
      {(kind === 'assertions' || kind === 'controls') && (
        <section class="part">
          <Button kind="link" disabled={readOnly} onClick={() => actions.gap(id)}>
            {l10n.t('Note as a known gap…')}
          </Button>
        </section>
      )}
      {details.usedBy.length > 0 && (
        <section class="part">
          <h3>{l10n.t('Named by')}</h3>
          <ul class="links">
            {details.usedBy.map((user) => (
              <li key={user.id}>
                <Button kind="link" onClick={() => actions.goTo(user.id)}>
                  {user.id}
                </Button>{' '}
                {user.title}
              </li>
            ))}
          </ul>
        </section>
      )}
    </article>
  );
}

/** Who attested it, the newest first: the history is part of the evidence, and is only added to. */
function Attestations({ details, actions, readOnly }: DetailsProps): JSX.Element {
  const { id, attestations = [] } = details;
  return (
    <section class="part">
      <h3>{l10n.t('Attestations')}</h3>
      {attestations.length === 0 && <p class="field-none">{l10n.t('Nobody has attested it yet. It counts only while somebody does.')}</p>}
      <ul class="attestations">
        {[...attestations].reverse().map(({ by, statement, attestedAt, expiresAt, live }) => (
          <li key={`${by}${attestedAt ?? ''}${expiresAt}`}>
            <MarkView mark={{ of: 'force', is: live ? 'in_force' : 'expired' }} /> {l10n.t('{0}, until {1}', by, expiresAt)}
            <p class="quote">{statement}</p>
          </li>
        ))}
      </ul>
      <Button icon="add" disabled={readOnly} onClick={() => actions.add({ attest: id })}>
        {l10n.t('Attest…')}
      </Button>
    </section>
  );
}
