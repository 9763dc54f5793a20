/** Several rows at once: what they have in common is edited together, in one step; what they have not is copied or removed. */
import type { JSX } from 'preact';
import type { FormField } from '../../../src/protocol/form-field.ts';
import type { EntityDetails } from '../../../src/protocol/screens/model-details.ts';
import { Button } from '../../design/button.tsx';
import type { ScreenHost } from '../../host.ts';
import { l10n } from '../../l10n.ts';
import type { DetailsActions } from './details.tsx';
import { EntityFields } from './fields.tsx';

/** So many are edited together, and no more. */
export const mostTogether = 500;

interface BulkProps {
  readonly host: ScreenHost;
  /** All that are selected. */
  readonly ids: readonly string[];
  /** What is known of each; nothing where they are too many. */
  readonly details: readonly EntityDetails[];
  readonly actions: DetailsActions;
  readonly readOnly: boolean;
}

export function Bulk({ host, ids, details, actions, readOnly }: BulkProps): JSX.Element {
  const kinds = new Set(details.map(({ kind }) => kind));
  const { fields, mixed } = common(details);
  return (
    <article class="details-body" aria-labelledby="details-title">
      <header class="details-head">
        <div class="details-name">
          <h2 id="details-title">{l10n.t('{0} selected', ids.length)}</h2>
          <p class="field-prompt">{ids.slice(0, 12).join(', ')}{ids.length > 12 ? ` ${l10n.t('and {0} more', ids.length - 12)}` : ''}</p>
        </div>
      </header>
      <div class="row-of-buttons">
        <Button icon="copy" onClick={() => actions.copy(ids)}>{l10n.t('Copy')}</Button>
        <Button icon="remove" disabled={readOnly} onClick={() => actions.remove(ids)}>{l10n.t('Remove…')}</Button>
      </div>
      {details.length === 0 ? (
        <p class="field-none">{l10n.t('At most {0} are edited together. Select fewer of one kind.', mostTogether)}</p>
      ) : kinds.size === 1 ? (
        <section class="fields" aria-label={l10n.t('Fields of all of them')}>
          <EntityFields key={ids.join()} host={host} targets={details.map(({ kind, id }) => ({ kind, id }))} fields={fields} mixed={mixed} readOnly={readOnly} />
        </section>
      ) : (
        <p class="field-none">{l10n.t('They are of several kinds. Select some of one kind to edit them together.')}</p>
      )}
    </article>
  );
}

/** The fields that all have. A text that differs shows as empty, and says so; of a list, what all have is picked. */
function common(details: readonly EntityDetails[]): { readonly fields: readonly FormField[]; readonly mixed: Readonly<Record<string, readonly string[]>> } {
  const [first, ...others] = details;
  const mixed: Record<string, readonly string[]> = {};
  const fields = (first?.fields ?? []).flatMap((field): readonly FormField[] => {
    const all = [field, ...others.map((one) => one.fields.find(({ key }) => key === field.key))];
    if (!all.every((one) => one !== undefined && one.ask === field.ask)) return [];
    const presents = all.map((one) => one!.present);
    if (field.ask !== 'many') {
      const same = presents.every((present) => present === field.present);
      return [same ? field : { ...field, present: '', standIn: l10n.t('several values'), prompt: `${field.prompt} ${l10n.t('They differ; an answer sets all of them.')}` }];
    }
    const lists = presents.map((present) => (typeof present === 'string' ? [] : present));
    const everywhere = (item: string): boolean => lists.every((list) => list.includes(item));
    const items = [...new Set(lists.flat())];
    mixed[field.key] = items.filter((item) => !everywhere(item));
    return [{ ...field, present: items.filter(everywhere) }];
  });
  return { fields, mixed };
}
