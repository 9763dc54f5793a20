/** What a section of the model screen is for. */
import type { JSX } from 'preact';
import { Button } from '../../design/button.tsx';
import { Icon } from '../../design/icons.tsx';
import { l10n } from '../../l10n.ts';
import { sectionTitle, type SectionName } from './rows.ts';

/** What a section is for, and its one button. */
export function SectionAbout({ section, add }: { readonly section: SectionName; readonly add: (() => void) | undefined }): JSX.Element {
  return (
    <article class="details-body" aria-labelledby="details-title">
      <header class="details-head">
        <Icon name={section === 'removed' ? 'restore' : section} />
        <div class="details-name">
          <h2 id="details-title">{sectionTitle(section)}</h2>
        </div>
      </header>
      <p>{aboutSection(section)}</p>
      {add && (
        <Button kind="primary" icon="add" onClick={add}>
          {l10n.t('Add to {0}', sectionTitle(section))}
        </Button>
      )}
    </article>
  );
}

function aboutSection(section: SectionName): string {
  switch (section) {
    case 'boundaries': return l10n.t('Where security domains meet. Each says which attack vectors pass it; a seal, attested, says that nothing does.');
    case 'components': return l10n.t('Deployable units: a service, a process, a front end. Each stands behind boundaries, and says where its code lies.');
    case 'connections': return l10n.t('Which component talks to which. Who stands in one reaches the other.');
    case 'assets': return l10n.t('What needs protection, and what must hold of it: confidentiality, integrity, availability, usage.');
    case 'attackers': return l10n.t('Who it needs protection from, by what they can do and where they stand. Every asset and attacker gives one control objective.');
    case 'assumptions': return l10n.t('What is taken for granted. It counts only while somebody attests it, or assertions show that it does not apply.');
    case 'controls': return l10n.t('Measures, concrete enough to be checked: which objectives they serve, and in their clauses what evidence must show.');
    case 'assertions': return l10n.t('Small, typed claims about the code. The verifier checks each one while you work.');
    case 'findings': return l10n.t('What was found missing or broken. A control with an open finding is not verified.');
    case 'acceptances': return l10n.t('Risks that somebody accepts until a day. The objective stays at risk, and is marked.');
    case 'gaps': return l10n.t('Assertions and controls that may fail verification until a day. They improve no status. Note one where the assertion or the control is open.');
    case 'compliance': return l10n.t('Frameworks that were chosen: which controls answer their requirements, and which requirements do not apply.');
    case 'removed': return l10n.t('What was removed. Identifiers are never given out again, and what was removed can be restored.');
  }
}
