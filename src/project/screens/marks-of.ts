/** The marks of entities: how each stands, as data that every screen draws the same way. */
import { attestationStanding } from '../../assurance/attestations.ts';
import type { AttestationStanding } from '../../assurance/assessment.ts';
import { isOpen } from '../../assurance/controls.ts';
import { countsAt } from '../../model/dates.ts';
import type { EntityKind } from '../../model/identifiers.ts';
import type { Mark } from '../../protocol/marks.ts';
import { shownModel, type ScreenSource } from './screen-source.ts';

/** Of an entity its marks, the most telling first. */
export type MarksOf = (kind: EntityKind, id: string) => readonly Mark[];

/** Looks everything up once, so that a large model is marked in one pass. */
export function marksIn({ snapshot, at }: ScreenSource): MarksOf {
  const { assessment, checking } = snapshot;
  const model = shownModel(snapshot);
  const controls = new Map(assessment.controls.map((one) => [one.id, one]));
  const assumptions = new Map(assessment.assumptions.map((one) => [one.id, one]));
  const assertions = new Map([...assessment.controls, ...assessment.assumptions].flatMap((owner) => owner.assertions).map((one) => [one.id, one]));
  return (kind, id) => {
    switch (kind) {
      case 'boundaries': {
        const sealed = model.boundaries[id]?.sealed;
        return sealed ? [{ of: 'force', is: sealWords[attestationStanding(sealed.attestations, at).standing] }] : [];
      }
      case 'assumptions': {
        const state = assumptions.get(id);
        if (!state) return [];
        return [{ of: 'force', is: !state.active ? 'not_active' : state.inForce ? 'in_force' : state.attestation === 'expired' ? 'expired' : 'pending' }];
      }
      case 'controls': {
        const state = controls.get(id);
        return state ? [{ of: 'standing', is: state.standing }] : [];
      }
      case 'assertions': {
        const state = assertions.get(id);
        const verdict = state?.verdict ?? 'unchecked';
        const is = verdict === 'unchecked' && checking.has(id) ? 'checking' : verdict;
        return [{ of: 'verdict', is }, ...(verdict === 'pass' && state?.strength !== undefined ? [{ of: 'strength', is: state.strength } as const] : [])];
      }
      case 'findings': {
        const finding = model.findings[id];
        return finding ? [{ of: 'force', is: isOpen(finding) ? 'open' : 'closed' }] : [];
      }
      case 'acceptances': {
        const acceptance = model.acceptances[id];
        if (!acceptance) return [];
        return [{ of: 'force', is: acceptance.status !== 'active' ? 'not_active' : countsAt(acceptance.review_by, at) ? 'in_force' : 'expired' }];
      }
      case 'components':
      case 'connections':
      case 'assets':
      case 'attackers':
        return [];
    }
  };
}

const sealWords: Readonly<Record<AttestationStanding, 'sealed' | 'pending' | 'expired'>> = { live: 'sealed', none: 'pending', expired: 'expired' };
