/** Problems of a trust policy in words: what is wrong, and what to do about it. */
import type { TrustProblem } from '../../evidence/trust/problem.ts';

export interface ProblemWords {
  readonly message: string;
  readonly remedy: string;
}

/** A sentence each. */
export function describeTrustProblem(problem: TrustProblem): ProblemWords {
  switch (problem.code) {
    case 'yaml_syntax':
      return { message: `This is no YAML: ${problem.parameters.message}.`, remedy: 'Mend what stands here.' };
    case 'not_a_policy':
      return { message: 'This is no trust policy.', remedy: 'Begin with schema: 1, and list public keys below keys:.' };
    case 'too_large':
      return { message: `The policy has more than ${problem.parameters.limit} characters.`, remedy: 'Take out who signs no longer and signed nothing that counts.' };
    case 'duplicate_key':
      return { message: `${problem.parameters.key} stands twice.`, remedy: 'Keep one of them; look well which of the two is revoked.' };
    case 'unknown_key':
      return { message: `${problem.parameters.key} is no word of a trust policy.`, remedy: problem.parameters.suggestion === undefined ? 'Take it out: what is not understood is not passed over.' : `Did you mean ${problem.parameters.suggestion}?` };
    case 'missing_key':
      return { message: `${problem.parameters.key} is missing.`, remedy: `Add ${problem.parameters.key}.` };
    case 'invalid_value':
      return { message: `${problem.parameters.found} cannot stand here.`, remedy: `Write ${problem.parameters.expected}.` };
    case 'invalid_date':
      return { message: `There is no day ${problem.parameters.found}.`, remedy: 'Write a day such as 2026-01-31.' };
    case 'unusable_key':
      return { message: `The public key cannot be used: ${problem.parameters.because}.`, remedy: 'Put one P-256 or Ed25519 public key in PEM here; openssl pkey -in KEY -pubout prints it.' };
    case 'same_key':
      return { message: `It is the same key as ${problem.parameters.other}.`, remedy: 'Keep one of the two.' };
    case 'ends_before_it_begins':
      return { message: 'It ends before it begins.', remedy: 'Let until be from or a later day.' };
    case 'no_trusted_root':
      return { message: 'Identities are named, and nothing to check certificates against.', remedy: "Add sigstore: {trusted_root: FILE} with the path of Sigstore's trusted root in this repository." };
  }
}
