/** The words of the review: why something waits, in a few words and in whole sentences. */
import { isOpen } from '../../assurance/controls.ts';
import type { Deadline } from '../../assurance/deadlines.ts';
import type { Finding, ThreatModel } from '../../model/schema.ts';
import type { ControlCheck } from '../review/control-checks.ts';
import { describePlace, placesGone, placesOf, type PlacesNow } from '../review/finding-places.ts';
import { lastAttestation } from '../review/extend.ts';
import type { ReviewSection } from '../review/review.ts';
import { inDays } from './coherence.ts';

export interface Reason {
  readonly why: string;
  readonly details: readonly string[];
}

/** What each section is called, and what one should know of it. */
export const reviewSectionTitles: Readonly<Record<ReviewSection, { readonly title: string; readonly meaning: string }>> = {
  findings: { title: 'Open findings', meaning: 'What was found missing or broken. While one is open its control is not verified.' },
  attestations: { title: 'Attestations', meaning: 'What an outside party upholds counts only while somebody attests it. Shown from 30 days before it ends.' },
  seals: { title: 'Seals', meaning: 'A sealed boundary stops an attacker only while somebody attests the seal. Shown from 30 days before it ends.' },
  acceptances: { title: 'Accepted risks', meaning: 'A risk is accepted by somebody until a day. Shown from 30 days before that.' },
  gaps: { title: 'Known gaps', meaning: 'A failing verification is excused until a day. Shown from 30 days before that.' },
  contradictions: { title: 'Contradictions', meaning: 'Where the model contradicts itself, or what people attested contradicts its structure.' },
  unchecked: {
    title: 'Not checked for 90 days',
    meaning: 'Controls that are said to be implemented. A recorded run of their assertions is a check; until there is one, the last commit that changed the text of the control or of its assertions stands in for it.',
  },
  closed: { title: 'Closed findings', meaning: 'Verified, or dismissed for a reason. They can be opened again.' },
};

/** What is said of places of a finding that are not there any more. */
export function describeGone(gone: readonly string[]): string {
  return `What stood at ${gone.join(' and ')} is not there any more.`;
}

export function describeFinding(id: string, finding: Finding, model: ThreatModel, now: PlacesNow): Reason {
  const { severity, status, control, description, reason, remediation_assertions: remedies } = finding;
  const [place] = placesOf(finding, now);
  const gone = placesGone(finding, now);
  const dismissedForNothing = status === 'dismissed' && isOpen(finding);
  return {
    why: [severity, dismissedForNothing ? 'dismissed without a reason' : status, control].join(' · '),
    details: [
      `${id} against ${control}: ${model.controls[control]?.description ?? 'a control that is not there'}`,
      ...(place ? [`At ${describePlace(place)}`] : []),
      ...(gone.length > 0 ? [describeGone(gone)] : []),
      ...(description === undefined ? [] : [description]),
      ...(remedies.length > 0 ? [`Remedied as ${remedies.join(', ')} ${remedies.length === 1 ? 'shows' : 'show'}`] : []),
      ...(reason === undefined ? [] : [`Reason: ${reason}`]),
      ...(dismissedForNothing ? ['A dismissal without a reason leaves it open'] : []),
    ],
  };
}

export function describeDeadline({ kind, id, standing, ends, days }: Deadline, model: ThreatModel): Reason {
  const why = standing === 'none' ? 'not attested yet' : standing === 'ended' ? `ended ${daysAgo(days)}` : `ends ${inDays(days)}`;
  const last = kind === 'attestation' || kind === 'seal' ? lastAttestation(model, id) : undefined;
  const acceptance = model.acceptances[id];
  const gap = kind === 'gap' ? model.known_gaps[id] : undefined;
  return {
    why,
    details: [
      ...(ends === undefined ? [] : [`${standing === 'ended' ? 'Counted' : 'Counts'} until ${ends}`]),
      ...(last ? [`${last.by}: ${last.statement}`] : []),
      ...(acceptance ? [`${acceptance.owner} accepts the risk of ${acceptance.objective}: ${acceptance.justification}`] : []),
      ...(gap ? [gap.reason] : []),
    ],
  };
}

/** `12 days ago`; the day itself is said elsewhere. */
export function daysAgo(days: number | undefined): string {
  const since = -(days ?? 0);
  return days === undefined ? 'on a day that does not exist' : since === 1 ? 'yesterday' : `${since} days ago`;
}

export function describeCheck({ by, at, commit, orOlder }: ControlCheck, days: number): Reason {
  const day = at?.slice(0, 10) ?? '';
  return {
    why: `not checked for ${orOlder ? 'at least ' : ''}${days} days`,
    details: [
      by === 'run'
        ? `Its assertions were last run, and the run recorded, on ${day}.`
        : `Its text and that of its assertions last changed on ${day}${commit === undefined ? '' : `, in commit ${commit.slice(0, 8)}`}${orOlder ? ' or before: the history of this clone ends there' : ''}.`,
      ...(by === 'run' ? [] : ['No run is recorded for it, so that change stands in for the last check. White space does not count.']),
    ],
  };
}
