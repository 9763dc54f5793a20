/** Why an assertion has no recorded verdict, and why a run does not count, in words. */
import type { Flapping, LastPass, RecordedVerdict } from '../../evidence/recorded/history.ts';
import type { RecordedStanding } from '../../evidence/recorded/recorded-basis.ts';
import { verdictWords } from './posture.ts';

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

/** The same with who, when and which commit, as a clause behind `on record`. */
export function describeOnRecord(standing: RecordedStanding): string {
  if (standing.holds) return describeRecordedVerdict({ at: standing.at, entry: standing.entry });
  return standing.why.code === 'elsewhere' ? describeRecorded(standing) : `does not hold: ${describeRecorded(standing)}`;
}

/** `passes at 1234567890, signed by ci on 2026-05-01`. */
export function describeRecordedVerdict({ at, entry }: Pick<RecordedVerdict, 'at' | 'entry'>): string {
  const word = entry.verdict === 'split' || entry.verdict === 'skipped' ? `is ${entry.verdict}` : verdictWords[entry.verdict];
  return `${word} at ${at.commit.slice(0, 10)}, signed by ${at.signer.name} on ${at.signedAt.slice(0, 10)}`;
}

/** What a verdict that fails now was on record. */
export function describeLastPass({ pass, failedSince }: LastPass): string {
  const { at } = pass;
  return `It passed on record at ${at.commit.slice(0, 10)}, signed by ${at.signer.name} on ${at.signedAt.slice(0, 10)}${failedSince ? `, and fails on record since ${failedSince.at.commit.slice(0, 10)}` : ''}.`;
}

/** What keeps changing, in a sentence. */
export function describeFlapping({ changes, unexplained }: Flapping): string {
  const times = (count: number): string => (count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`);
  const quietly = unexplained === 0 ? '' : unexplained === changes ? ', without a change of what it rests on' : `, ${times(unexplained)} of these without a change of what it rests on`;
  return `its verdict changed ${times(changes)}${quietly}`;
}
