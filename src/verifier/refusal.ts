/** What a verdict says when a file could not be had. */
import type { NoSource, SourceRefusal } from './sources.ts';
import type { Verdict, VerdictReason } from './verdict.ts';

const sentences: Readonly<Record<SourceRefusal, (file: string) => string>> = {
  file_missing: (file) => `There is no file ${file}.`,
  not_a_file: (file) => `${file} is not a regular file.`,
  path_outside_root: (file) => `${file} leads out of the repository, or is no plain relative path.`,
  unreadable: (file) => `${file} cannot be read.`,
  too_large: (file) => `${file} is larger than the limit.`,
  binary: (file) => `${file} is not text.`,
};

/** One sentence, with the detail that the source gave. */
export function refusalSentence(file: string, { refusal, detail }: NoSource): string {
  return detail === undefined ? sentences[refusal](file) : `${sentences[refusal](file)} ${detail}`;
}

/**
 * The verdict when the claimed file gave no text. What is not there has nothing in it: that is a fail, for absence
 * types as well, since they claim about a file that stands. What could not be looked at is undecidable.
 */
export function refusedVerdict(file: string, refused: NoSource): Verdict {
  const reason: VerdictReason = refused.refusal;
  const fails = refused.refusal === 'file_missing' || refused.refusal === 'not_a_file' || refused.refusal === 'path_outside_root';
  return { verdict: fails ? 'fail' : 'undecidable', reason, details: refusalSentence(file, refused), file, restsOn: [] };
}
