/** The sentences of coherence problems. */
import type { CoherenceProblem } from '../../assurance/assessment.ts';
import type { CoherenceCode } from '../../assurance/coherence.ts';
import type { Sentence } from './model-problems.ts';

type Words = Readonly<Record<string, string>>;

const writers: Readonly<Record<CoherenceCode, (words: Words) => Sentence>> = {
  control_component_unknown: ({ control, component }) => ({ message: `${control} is to be implemented in ${component}, which is not there.`, remedy: `Add ${component}, or name a component that is there.` }),
  asset_component_unknown: ({ asset, component }) => ({ message: `${asset} is held by ${component}, which is not there.`, remedy: `Add ${component}, or name a component that is there.` }),
  assertion_repo_mismatch: ({ assertion, repository }) => ({ message: `${assertion} looks at ${repository}, and no component of its control lives there.`, remedy: 'Name the repository of the component, or the right component.' }),
  assertion_repo_orphan: ({ assertion, repository }) => ({ message: `${assertion} looks at ${repository}, which no component names.`, remedy: 'Give the component its repository.' }),
  control_unscoped_with_scoped_assertions: ({ control }) => ({ message: `${control} has assertions on named repositories and names no component.`, remedy: 'Add components to the control.' }),
  component_unbound: ({ component }) => ({ message: `${component} is not bound to code yet.`, remedy: 'Add repository or paths; leave it for what others run.' }),
  co_attacker_unpositioned: ({ attacker }) => ({ message: `${attacker} stands at no boundary, so whether it gets anywhere cannot be told.`, remedy: 'Add boundaries to the attacker.' }),
  co_asset_unbounded: ({ asset }) => ({ message: `${asset} lies behind no boundary, so who gets at it cannot be told.`, remedy: 'Add components to the asset, and boundaries to them.' }),
  co_no_shared_boundary: ({ attacker }) => ({ message: `${attacker} stands where no component is.`, remedy: 'Put a component behind that boundary, or move the attacker.' }),
  co_missing_entity: ({ objective }) => ({ message: `${objective} is no objective: its asset or attacker is not there.`, remedy: 'Restore the entity, or take the reference out.' }),
  attestation_contradicts_reachability: ({ assumption, objectives }) => ({ message: `${assumption} takes ${objectives} out of reach, and the structure says it is reachable.`, remedy: 'Look at the path in the explanation: mend the structure or the exclusion.' }),
  reachability_without_attestation: ({ objective }) => ({ message: `${objective} is unreachable by an attested seal, and no assumption says so.`, remedy: 'Add an assumption with an exclusion if this is how it is mitigated.' }),
  connection_into_sealed_boundary: ({ connection, boundary }) => ({ message: `${connection} leads through the sealed boundary ${boundary}.`, remedy: 'Take the seal off, or the connection out.' }),
  seal_not_attested: ({ boundary }) => ({ message: `The seal of ${boundary} is not attested today, so it does not count.`, remedy: 'Add an attestation to sealed.' }),
  attestation_starts_later: ({ day }) => ({ message: `This attestation was stated on ${day}, which has not come yet.`, remedy: 'Correct attested_at.' }),
  seal_ends_soon: ({ boundary, day, days }) => ({ message: `The attestation of the seal of ${boundary} ends on ${day}, ${inDays(days)}.`, remedy: 'Ask for a new one.' }),
  attestation_ends_soon: ({ assumption, day, days }) => ({ message: `The attestation of ${assumption} ends on ${day}, ${inDays(days)}.`, remedy: 'Ask for a new one.' }),
  attestation_ended: ({ assumption }) => ({ message: `No attestation of ${assumption} counts any more.`, remedy: 'Ask for a new one and append it.' }),
  assumption_of_code_attested: ({ assumption }) => ({ message: `${assumption} says that something does not apply; an attestation does not show that.`, remedy: 'Add assertions that show it, or make the assumption external.' }),
  acceptance_ended: ({ acceptance, day }) => ({ message: `The acceptance ${acceptance} ended on ${day}.`, remedy: 'Decide again, or mitigate the risk.' }),
  acceptance_ends_soon: ({ acceptance, day, days }) => ({ message: `The acceptance ${acceptance} ends on ${day}, ${inDays(days)}.`, remedy: 'Mitigate the risk, or decide again.' }),
  known_gap_ends_soon: ({ gap, day, days }) => ({ message: `The known gap for ${gap} ends on ${day}, ${inDays(days)}.`, remedy: 'Close the gap, or decide again.' }),
  known_gap_ended: ({ gap, day }) => ({ message: `The known gap for ${gap} ended on ${day}.`, remedy: 'Close the gap, or decide again.' }),
  control_orphaned: ({ control }) => ({ message: `${control} mitigates only what is not there any more.`, remedy: 'Let it mitigate something that is, or remove it.' }),
  control_mitigates_nothing: ({ control }) => ({ message: `${control} mitigates no objective yet.`, remedy: 'Add mitigates with an asset and attackers.' }),
  assumption_group_empty: ({ control, group }) => ({ message: `The group ${group} of ${control} names no assumption, so it is never complete.`, remedy: 'Name assumptions, or take the group out.' }),
  exclusion_matches_nothing: ({ assumption }) => ({ message: `The exclusion of ${assumption} matches no objective.`, remedy: 'Every field must match; * matches any.' }),
  finding_came_back: ({ finding, assertions }) => ({ message: `${finding} is said to be verified, and what shows it remedied does not pass: ${assertions}.`, remedy: 'Open the finding again, or mend the code.' }),
  finding_verified_by_nothing: ({ finding }) => ({ message: `${finding} is said to be verified, and no assertion shows it remedied.`, remedy: 'Name remediation_assertions, or open the finding again.' }),
};

/** The sentences of one coherence problem. */
export function describeCoherence(problem: CoherenceProblem): Sentence {
  const words = Object.fromEntries(Object.entries(problem.parameters).map(([key, value]) => [key, typeof value === 'string' ? value : listed(value)]));
  return writers[problem.code as CoherenceCode](words);
}

/** `today`, `in 1 day`, `in 12 days`. */
export function inDays(days: string | number | undefined): string {
  const left = Number(days);
  return left === 0 ? 'today' : left === 1 ? 'in 1 day' : `in ${left} days`;
}

/** At most three by name, the rest by number. */
function listed(ids: readonly string[]): string {
  return ids.length <= 3 ? ids.join(', ') : `${ids.slice(0, 3).join(', ')} and ${ids.length - 3} more`;
}
