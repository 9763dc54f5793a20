/**
 * no_plaintext_secret: nothing in the files looks like a secret.
 *
 * What is found fails. What is found in doubt is undecidable with the reason suppressed, never a pass: a value that calls
 * itself an example or test data, a token whose checksum is wrong, anything on whose line a comment asks scanners to look
 * away. A file that cannot be read is undecidable; none at all, or a glob that names none, fails.
 */
import type { Span } from '../code/code.ts';
import { lineTable } from '../code/line-table.ts';
import { refusalSentence, refusedVerdict } from '../refusal.ts';
import { masked, scanFile } from '../secrets/scan-file.ts';
import type { SecretFinding } from '../secrets/scan-file.ts';
import type { NoSource, Sources, SourceText } from '../sources.ts';
import { compilePattern } from '../text/pattern.ts';
import type { Pattern } from '../text/pattern.ts';
import type { Verdict } from '../verdict.ts';
import { maximumPatternLength } from '../catalogue.ts';
import type { Check } from './check.ts';

export const checkNoPlaintextSecret: Check = async ({ params, sources, reader }) => {
  const asked = params.text['file'] ?? '';
  const own = compiledPatterns(params.lists['patterns'] ?? []);
  if (typeof own === 'string') return { verdict: 'undecidable', reason: 'invalid_pattern', details: own, file: asked, restsOn: [] };
  const files = await filesOf(asked, sources);
  if ('verdict' in files) return files;
  const { readConfiguration } = await import('../documents.ts');
  const findOwn = (text: string): readonly (Span & { readonly rule: string })[] => own.flatMap(({ source, pattern }) => matchesOf(pattern, text).map((span) => ({ ...span, rule: `pattern ${source}` })));

  let open: Verdict | undefined;
  let errors = 0;
  for (const file of files) {
    const source = await sources.read(file);
    if (!source.ok) {
      open ??= { ...refusedVerdict(file, source), verdict: 'undecidable', details: `${refusalSentence(file, source)} So nobody can tell whether it holds a secret.` };
      continue;
    }
    const scan = await scanFile(source, reader, readConfiguration, findOwn);
    errors += scan.errors;
    const [certain] = scan.findings.filter(({ doubt }) => doubt === undefined);
    if (certain) return found(source, certain, scan.findings.length);
    const [doubtful] = scan.findings;
    if (doubtful) open ??= found(source, doubtful, scan.findings.length);
  }
  if (open) return open;
  const [first = asked] = files;
  const all = files.length === 1 ? first : `${files.length} files that ${asked} names`;
  return { verdict: 'pass', strength: 'declared', reason: 'proven', details: `Nothing in ${all} looks like a secret.`, file: first, restsOn: [], ...(errors > 0 ? { attributes: { errorsElsewhere: true } } : {}) };
};

interface CallersPattern {
  readonly source: string;
  readonly pattern: Pattern;
}

/** Or what is wrong with one of them. One that matches nothing at all, an empty text, would match everywhere. */
function compiledPatterns(expressions: readonly string[]): readonly CallersPattern[] | string {
  const compiled: CallersPattern[] = [];
  for (const source of expressions) {
    if (source.length > maximumPatternLength) return `An expression of patterns has ${source.length} characters; at most ${maximumPatternLength} are taken.`;
    const one = compilePattern(source, { multiline: true, dotall: false });
    if (!one.ok) return one.message;
    if (one.pattern.first('')) return `The expression ${source} of patterns matches an empty text, and so every file.`;
    compiled.push({ source, pattern: one.pattern });
  }
  return compiled;
}

const mostMatches = 200;

function matchesOf(pattern: Pattern, text: string): readonly Span[] {
  const found: Span[] = [];
  for (let from = 0; from <= text.length && found.length < mostMatches; ) {
    const match = pattern.first(text, from);
    if (!match) break;
    if (match.end > match.start) found.push(match);
    from = Math.max(match.end, match.start + 1);
  }
  return found;
}

async function filesOf(asked: string, sources: Sources): Promise<readonly string[] | Verdict> {
  const plain = await sources.read(asked);
  if (plain.ok) return [plain.file];
  if (!/[*?[\]{}()!+@]/.test(asked)) return refused(asked, plain);
  const listed = await sources.list(asked);
  if (!listed.ok) return refused(asked, listed);
  if (!listed.complete) return { verdict: 'undecidable', reason: 'too_large', details: `${asked} names more files than one claim may cover; claim parts of them.`, restsOn: [] };
  const link = listed.links?.[0];
  if (link !== undefined) return { verdict: 'undecidable', reason: 'not_a_file', details: `${link} is a link, which is not followed; claim what it leads to, or leave it out.`, file: link, restsOn: [] };
  return listed.files.length > 0 ? listed.files : { verdict: 'fail', reason: 'file_missing', details: `No file is named by ${asked}, so nothing is shown.`, restsOn: [] };
}

function refused(asked: string, refusal: NoSource): Verdict {
  return refusedVerdict(asked, refusal);
}

function found({ file, text }: SourceText, { rule, secret, how, doubt, start, end }: SecretFinding, count: number): Verdict {
  const lines = lineTable(text);
  const what = `Line ${lines.position(start).line} of ${file} holds what looks like a secret: rule ${rule}, ${masked(secret)}${how === undefined ? '' : `, ${how}`}.`;
  const more = count > 1 ? ` ${file} holds ${count} such places.` : '';
  const doubted = doubt === undefined ? '' : ` It ${doubt}: a person has to look.`;
  return { verdict: doubt === undefined ? 'fail' : 'undecidable', reason: doubt === undefined ? 'present' : 'suppressed', details: `${what}${doubted}${more}`, file, range: lines.range({ start, end }), restsOn: [] };
}
