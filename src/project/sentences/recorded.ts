/** Why an assertion has no recorded verdict, and why a run does not count, in words. */
import type { RecordedStanding } from '../../evidence/recorded/recorded-basis.ts';

/** One clause: what holds since when, or what is in the way. */
export function describeRecorded(standing: RecordedStanding): string {
  if (standing.holds) return `${standing.entry.verdict} at ${standing.at.commit.slice(0, 10)}, signed by ${standing.at.signer.name}`;
  const { why } = standing;
  switch (why.code) {
    case 'elsewhere':
      return 'its code lies in another repository';
    case 'no_run':
      return 'no run says anything of it';
    case 'not_trusted':
      return `the runs that speak of it do not count: ${why.because}`;
    case 'not_an_ancestor':
      return `only runs on other commits speak of it, such as ${why.commit.slice(0, 10)}, which this clone does not have behind it`;
    case 'assertion_changed':
      return `it was another assertion at ${why.at.commit.slice(0, 10)}`;
    case 'clause_changed':
      return `the clause ${why.clause} was another at ${why.at.commit.slice(0, 10)}`;
    case 'control_changed':
      return `its control said something else at ${why.at.commit.slice(0, 10)}`;
    case 'file_changed':
      return `${why.file} has changed since ${why.at.commit.slice(0, 10)}`;
  }
}
