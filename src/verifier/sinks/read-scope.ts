/** The files of a scope, all of them parsed without an error, or why nothing can be claimed about them. */
import type { CodeFacts } from '../code/facts.ts';
import type { CodeReader } from '../code-file.ts';
import { refusalSentence } from '../refusal.ts';
import { maximumListed } from '../sources.ts';
import type { Sources, SourceText } from '../sources.ts';
import type { Verdict, VerdictReason } from '../verdict.ts';

const maximumFileBytes = 2 * 1024 * 1024;
const maximumTotalBytes = 16 * 1024 * 1024;

export interface ReadScope {
  readonly files: readonly SourceText[];
  /** The facts of one of them; read again when the reader has forgotten them. */
  facts(source: SourceText): Promise<CodeFacts>;
}

/** A pass speaks for every file, so one that cannot be looked at leaves the claim open. */
export async function readScope(globs: readonly string[], sources: Sources, reader: CodeReader): Promise<ReadScope | Verdict> {
  const names = new Set<string>();
  for (const glob of globs) {
    const listed = await sources.list(glob);
    if (!listed.ok) return open(listed.refusal, refusalSentence(glob, listed));
    const link = listed.links?.[0];
    if (link !== undefined) return open('not_a_file', `${link} lies in the scope and is a link, which is not followed.`);
    if (!listed.complete || names.size + listed.files.length > maximumListed) return open('too_large', `The scope has more than ${maximumListed} files; claim parts of it.`);
    for (const file of listed.files) names.add(file);
  }
  if (names.size === 0) return open('file_missing', `The scope is empty: no file is named by ${globs.join(', ')}.`);
  const files: SourceText[] = [];
  let total = 0;
  for (const name of [...names].sort()) {
    const source = await sources.read(name);
    if (!source.ok) return open(source.refusal, `${refusalSentence(name, source)} It lies in the scope.`, name);
    const bytes = Buffer.byteLength(source.text);
    if (bytes > maximumFileBytes) return open('too_large', `${name} lies in the scope and has more than 2 MiB.`, name);
    if ((total += bytes) > maximumTotalBytes) return open('too_large', 'The scope has more than 16 MiB; claim parts of it.');
    const read = await reader.read(source);
    if (!read.ok) return open(read.reason, `${read.details} It lies in the scope; name only files of known languages.`, name);
    const error = read.facts.errors[0];
    if (error) {
      const range = read.facts.lines.range(error);
      return { ...open('parse_error', `${name} has a syntax error at line ${range.start.line}, and what it hides nobody can tell.`, name), range };
    }
    files.push(source);
  }
  return {
    files,
    async facts(source) {
      const read = await reader.read(source);
      if (!read.ok) throw new Error(`${source.file} was read before`);
      return read.facts;
    },
  };
}

function open(reason: VerdictReason, details: string, file?: string): Verdict {
  return { verdict: 'undecidable', reason, details, ...(file === undefined ? {} : { file }), restsOn: [] };
}
