/** What one row of the list shows: the model, a section with its count, or an entity with its marks. */
import type { JSX } from 'preact';
import { IconButton } from '../../design/button.tsx';
import { Icon } from '../../design/icons.tsx';
import { MarkView } from '../../design/mark.tsx';
import { ProblemCount } from '../../design/problem.tsx';
import { l10n } from '../../l10n.ts';
import type { ListActions } from './list.tsx';
import type { ListRow } from './rows.ts';

export function RowContent({ row, actions, readOnly }: { readonly row: ListRow; readonly actions: ListActions; readonly readOnly: boolean }): JSX.Element {
  if (row.of === 'model') {
    return (
      <>
        <Icon name="text" />
        <span class="row-title">{row.title}</span>
      </>
    );
  }
  if (row.of === 'section') {
    return (
      <>
        <Icon name={row.open ? 'down' : 'right'} />
        <span class="row-title">{row.title}</span>
        <span class="row-count">{row.count}</span>
        {actions.canAdd(row.section) && !readOnly && (
          <IconButton
            icon="add"
            label={l10n.t('Add to {0}', row.title)}
            tabIndex={-1}
            onClick={(event) => {
              event.stopPropagation();
              actions.add(row.section);
            }}
          />
        )}
      </>
    );
  }
  const { row: entity, icon } = row;
  return (
    <>
      <Icon name={icon} />
      <span class="row-id">{entity.id}</span>
      <span class="row-title">{entity.title}</span>
      <span class="row-about">{entity.about.join(' · ')}</span>
      <span class="row-marks">
        {entity.problems && <ProblemCount {...entity.problems} />}
        {entity.marks.map((mark) => <MarkView key={mark.of} mark={mark} bare />)}
      </span>
    </>
  );
}
