/** The words of generation: why something is proposed, why nothing is, what is wrong with a library. */
import type { ItemKind } from '../../generation/library-schema.ts';
import type { LibraryProblem } from '../../generation/library.ts';
import type { Proposal, ProposalRefusal, Reason } from '../../generation/proposal.ts';
import type { SimilarModel } from '../../generation/similar-models.ts';

export const kindTitles: Readonly<Record<ItemKind, string>> = { boundaries: 'Trust boundaries', components: 'Components', connections: 'Connections', assets: 'Assets', attackers: 'Attackers', controls: 'Controls' };

/** Why an item is proposed, in one line: its first reasons, with their places. */
export function describeReasons(reasons: readonly Reason[], { descriptionFile }: Pick<Proposal, 'descriptionFile'>): string {
  const named = reasons.flatMap((reason) => ('place' in reason ? [describePlace(reason.place, descriptionFile)] : []));
  const others = reasons.flatMap((reason) => ('place' in reason ? [] : [describeOther(reason)]));
  return [...[...new Set(named)].slice(0, 3), ...others].join('; ');
}

function describePlace(place: Extract<Reason, { place: unknown }>['place'], descriptionFile: string | undefined): string {
  if (place.in === 'repository') return `${place.text} (${place.file}:${place.line})`;
  return `“${place.text}” (${descriptionFile === undefined ? 'line ' : `${descriptionFile}:`}${place.line})`;
}

function describeOther(reason: Exclude<Reason, { place: unknown }>): string {
  switch (reason.because) {
    case 'needed_by':
      return `${reason.ids.join(', ')} ${reason.ids.length === 1 ? 'needs' : 'need'} it`;
    case 'mitigates':
      return reason.objectives === 1 ? `mitigates ${reason.first}` : `mitigates ${reason.first} and ${reason.objectives - 1} more`;
    case 'usual':
      return 'every feature of this kind has it';
  }
}

/** Why nothing is proposed, and what would help. */
export function describeRefusal(refusal: ProposalRefusal): string {
  switch (refusal.refused) {
    case 'empty':
      return 'There is no description. Say what the feature does, who uses it, what it keeps and what it talks to.';
    case 'nothing_recognised':
      return `Nothing in the description is known to the library (${refusal.words === 1 ? 'one word was' : `${refusal.words} words were`} read). Name what it keeps, who uses it and what it is built of, such as: customers sign in to a web app and upload files, which are kept in S3. mipiti init writes an empty model.`;
    case 'other_language':
      return 'The description is not in English, and the built-in library knows English only. Translate it, or extend the library in .mipiti/library with terms of your language.';
    case 'too_long':
      return `The description has ${refusal.characters} characters; the limit is ${refusal.limit}. Describe one feature.`;
    case 'all_denied':
      return `Everything that was recognised is said not to be there: ${refusal.concepts.join(', ')}. Say what the feature has.`;
  }
}

/** What is wrong with a file of a library, with its place and the remedy. */
export function describeLibraryProblem(problem: LibraryProblem): string {
  const at = `${problem.file}:${problem.line}`;
  switch (problem.code) {
    case 'library_syntax':
      return `${at} is no YAML that can be read: ${problem.message} The file is left out until this is mended.`;
    case 'library_too_large':
      return `${at}: the file has ${problem.characters} characters; the limit is ${problem.limit}. Split it; it is left out until then.`;
    case 'library_doubled_key':
      return `${at}: ${problem.key} stands there twice. Remove one; the file is left out until then.`;
    case 'library_value':
      return `${at}: ${problem.place === '' ? 'the file' : problem.place} ${problem.message}. The file is left out until this is mended.`;
    case 'library_reference':
      return `${at}: ${problem.place} names ${problem.name}, which no file of the library has.${problem.suggestion === undefined ? '' : ` Is ${problem.suggestion} meant?`} The file is left out until this is mended.`;
  }
}

/** A model that speaks of the same. */
export function describeSimilar({ path, title, shared }: SimilarModel): string {
  return `${path} (${title}) speaks of the same: ${shared.join(', ')}`;
}
