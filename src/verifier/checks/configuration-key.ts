/** How both checks of configuration begin: read the file, follow the key, or give the verdict that says why not. */
import type { Span } from '../code/code.ts';
import { lineTable } from '../code/line-table.ts';
import type { LineTable } from '../code/line-table.ts';
import type { ConfigurationNode } from '../configuration/configuration.ts';
import type * as documentsModule from '../documents.ts';
import type { FoundKey, KeySearch } from '../configuration/find-key.ts';
import type { KeySegment } from '../configuration/key-path.ts';
import { refusedVerdict } from '../refusal.ts';
import type { SourceText } from '../sources.ts';
import type { Verdict, VerdictReason } from '../verdict.ts';
import type { CheckInput } from './check.ts';

export interface KeyAtHand {
  readonly file: string;
  readonly lines: LineTable;
  readonly key: string;
  readonly format: string;
  /** At least one. Several where the format lets a key stand more than once. */
  readonly found: readonly FoundKey[];
}

type Documents = typeof documentsModule;

/** Files whose `extends` takes over what they do not say themselves. */
const maximumInherited = 8;

export async function readKey({ params, sources }: CheckInput): Promise<KeyAtHand | Verdict> {
  const documents = await import('../documents.ts');
  const asked = params.text['file'] ?? '';
  const key = params.text['key'] ?? '';
  const path = documents.keyPath(key);
  if (!path) return verdictOf(asked, 'undecidable', 'invalid_parameters', `${key} is no way to a key. Write a.b, list[0] or a."key.with.dots".`);
  const chosen = params.text['document'];
  if (chosen !== undefined && !/^[1-9]\d{0,5}$/.test(chosen)) return verdictOf(asked, 'undecidable', 'invalid_parameters', `document must be a number from 1, not ${chosen}.`);

  let file = asked;
  const passed = new Set<string>();
  for (let hop = 0; hop < maximumInherited; hop++) {
    const source = await sources.read(file);
    if (!source.ok) return hop === 0 ? refusedVerdict(file, source) : verdictOf(asked, 'undecidable', 'dynamic', `${asked} does not have ${key} itself and extends ${file}, which cannot be read.`);
    passed.add(source.file);
    const found = keyIn(documents, source, path, key, chosen);
    if (!('extends' in found)) return found;
    const next = inherited(source.file, found.extends);
    if (next === undefined || passed.has(next)) return verdictOf(source.file, 'undecidable', 'dynamic', `${source.file} does not have ${key} itself, but extends ${found.extends ?? 'something else'}, which may.`, found.range);
    file = next;
  }
  return verdictOf(asked, 'undecidable', 'dynamic', `${asked} extends more than ${maximumInherited} files.`);
}

function keyIn(documents: Documents, source: SourceText, path: readonly KeySegment[], key: string, chosen: string | undefined): KeyAtHand | Verdict | { readonly extends: string | undefined; readonly range: NonNullable<Verdict['range']> } {
  const { file, text } = source;
  const lines = lineTable(text);
  const read = documents.readConfiguration(file, text);
  if (!read.ok) return verdictOf(file, read.reason === 'duplicate_key' ? 'fail' : 'undecidable', read.reason, read.details, read.at && lines.range(read.at));
  const say = (verdict: Verdict['verdict'], reason: VerdictReason, details: string, at?: Span): Verdict => verdictOf(file, verdict, reason, details, at && lines.range(at));
  if (chosen !== undefined && !read.documents[Number(chosen) - 1]) return say('fail', 'not_found', `${file} has ${read.documents.length} documents; there is no document ${chosen}.`);
  const looked = chosen === undefined ? read.documents : [read.documents[Number(chosen) - 1]!];
  const searches = looked.map((document) => documents.findKey(document, path));
  const found = searches.flatMap((search) => search.found);
  const first = found[0];
  if (!first) return absent(looked, searches) ?? nearMiss(searches, read.caseInDoubt === true) ?? say('fail', 'not_found', `${file} has no key ${key}.`);

  if (looked.length > 1) return say('undecidable', 'ambiguous', `${file} has ${looked.length} documents; say with document which one is meant.`, first.at);
  const twice = found.filter(({ duplicate }) => duplicate);
  if (twice.length > 0) return say('fail', 'duplicate_key', `${key}, or a key on the way to it, stands more than once in ${file} (line ${lines.position(twice.at(-1)!.at.start).line}); readers disagree on which counts.`, twice.at(-1)!.at);
  const other = found.find(({ route }) => route !== first.route);
  if (other) return say('undecidable', 'ambiguous', `${key} can mean two keys of ${file}, at lines ${lines.position(first.at.start).line} and ${lines.position(other.at.start).line}; put a key that has dots in quotes.`, other.at);
  const conditional = found.find((one) => one.conditional !== undefined);
  if (conditional) return say('undecidable', 'dynamic', `${key} at line ${lines.position(conditional.at.start).line} of ${file} may not be there at run time: it ${conditional.conditional!}.`, conditional.at);
  return { file, lines, key, format: read.format, found };

  function nearMiss(all: readonly KeySearch[], caseInDoubt: boolean): Verdict | undefined {
    const computed = all.find((search) => search.computed)?.computed;
    if (computed) return say('undecidable', 'dynamic', `What line ${lines.position(computed.start).line} of ${file} computes may hold ${key}: ${computed.kind === 'computed' ? oneLine(computed.written) : ''}`, computed);
    const otherCase = all.find((search) => search.otherCase)?.otherCase;
    if (!otherCase) return undefined;
    const words = `${file} has ${otherCase.key} at line ${lines.position(otherCase.at.start).line}, which differs in upper and lower case`;
    return caseInDoubt ? say('undecidable', 'ambiguous', `${words}; whether that counts depends on what reads the file.`, otherCase.at) : say('fail', 'not_found', `${file} has no key ${key}. ${words}.`, otherCase.at);
  }

  /** What a document does not say itself it may take over from another one. */
  function absent(all: readonly ConfigurationNode[], searched: readonly KeySearch[]): { readonly extends: string | undefined; readonly range: NonNullable<Verdict['range']> } | undefined {
    for (const [index, document] of all.entries()) {
      const member = document.kind === 'map' && searched[index]!.found.length === 0 ? document.members.find((one) => one.key === 'extends' || one.key === '$extends') : undefined;
      if (!member) continue;
      const target = member.value.kind === 'scalar' && member.value.type === 'text' ? member.value.readings[0] : undefined;
      return { extends: target, range: lines.range(member.at) };
    }
    return undefined;
  }
}

/** The file that a tsconfig extends, when it is one of the repository; packages are looked up elsewhere. */
function inherited(file: string, target: string | undefined): string | undefined {
  if (target === undefined || !/(^|\/)[tj]sconfig[^/]*\.json$/.test(file) || !/^\.\.?\//.test(target)) return undefined;
  const segments = file.split('/').slice(0, -1);
  for (const segment of target.split('/')) {
    if (segment === '..') {
      if (segments.pop() === undefined) return undefined;
    } else if (segment !== '.' && segment !== '') segments.push(segment);
  }
  const path = segments.join('/');
  return path.endsWith('.json') ? path : `${path}.json`;
}

export function verdictOf(file: string, verdict: Verdict['verdict'], reason: VerdictReason, details: string, range?: Verdict['range']): Verdict {
  return { verdict, reason, details, file, ...(range ? { range } : {}), restsOn: [] };
}

/** The beginning of what is written, fit for a sentence. */
export function oneLine(written: string): string {
  const line = written.split(/[\r\n]/)[0]!;
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}
