/** All that looks like a secret in one file. */
import type { Span } from '../code/code.ts';
import type { CodeReader } from '../code-file.ts';
import type { ReadConfiguration } from '../configuration/configuration.ts';
import { languageOfFile } from '../languages/all.ts';
import type { SourceText } from '../sources.ts';
import { decodedTexts } from './decoded.ts';
import { findFormats } from './find-formats.ts';
import { judgeValue } from './judge-value.ts';
import { stringsOfCode } from './strings-of-code.ts';
import type { NamedText } from './strings-of-code.ts';
import { stringsOfConfiguration } from './strings-of-configuration.ts';
import { stringsOfText, withoutJoints } from './strings-of-text.ts';
import { suppressionAt } from './suppression.ts';

export interface SecretFinding extends Span {
  readonly rule: string;
  /** Never shown: see `masked`. */
  readonly secret: string;
  /** How it is hidden: not written in one piece, or encoded. */
  readonly how?: string;
  /** Why it may be none, as the rest of a sentence that begins with "it". */
  readonly doubt?: string;
}

export interface SecretScan {
  readonly findings: readonly SecretFinding[];
  /** Places where a parser could not follow; text there was searched as text. */
  readonly errors: number;
}

export type ReadConfigurationText = (file: string, text: string) => ReadConfiguration | { readonly ok: false };

const lockFile = /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.ya?ml|bun\.lockb?|deno\.lock|composer\.lock|poetry\.lock|uv\.lock|pdm\.lock|Pipfile\.lock|Cargo\.lock|go\.sum|Gemfile\.lock|packages\.lock\.json|gradle\.lockfile|flake\.lock|pubspec\.lock|mix\.lock|Podfile\.lock|\.terraform\.lock\.hcl|[^/]*\.sum)$/i;
const sampleFile = /(?:^|[/._-])(?:example|sample|template|dist|tmpl|tpl)(?:$|[._-][^/]*$)/i;
const labelFile = /(?:^|\/)(?:locales?|i18n|lang|langs|languages|l10n|translations?|nls|messages)(?:[/._-])|\.nls\.|\.(?:po|pot|xlf|xliff|strings|arb|resx|ftl)$/i;

/** More of them in one file say nothing new. */
const mostFindings = 500;

/** Comments count, and so does code that never runs: a secret that stands there is known to all who read the file. */
export async function scanFile(source: SourceText, reader: CodeReader, readConfiguration: ReadConfigurationText, callers: (text: string) => readonly (Span & { readonly rule: string })[]): Promise<SecretScan> {
  const { file, text } = source;
  const findings: SecretFinding[] = [];
  const add = (finding: SecretFinding): void => {
    if (findings.length >= mostFindings) return;
    if (findings.some((known) => known.start < finding.end && finding.start < known.end && (known.doubt === undefined || finding.doubt !== undefined))) return;
    const asked = suppressionAt(text, finding.start);
    findings.push(asked === undefined ? finding : { ...finding, doubt: `carries the comment "${asked}", which is no proof that it is none` });
  };

  for (const hit of findFormats(text)) add(hit);
  for (const hit of callers(text)) add({ ...hit, secret: text.slice(hit.start, hit.end) });
  const { strings, errors } = await stringsOf(source, reader, readConfiguration);
  for (const { start, end, value, assembled } of strings) {
    if (!assembled) continue;
    for (const { rule, secret, doubt } of [...findFormats(value), ...callers(value).map((hit) => ({ ...hit, secret: value.slice(hit.start, hit.end), doubt: undefined }))]) add({ rule, secret, start, end, how: 'put together from pieces or escapes', ...(doubt === undefined ? {} : { doubt }) });
  }
  const loose = withoutJoints(text);
  if (loose) for (const { start, end, ...hit } of findFormats(loose.text)) add({ ...hit, start: loose.origin(start), end: loose.origin(end - 1) + 1, how: 'put together from pieces or escapes' });
  for (const decoded of [...decodedTexts(text), ...strings.filter(({ assembled }) => assembled).flatMap(({ start, end, value }) => decodedTexts(value).map((one) => ({ ...one, start, end })))]) {
    for (const { rule, secret, doubt } of findFormats(decoded.text)) add({ rule, secret, start: decoded.start, end: decoded.end, how: `encoded in ${decoded.encoding}`, ...(doubt === undefined ? {} : { doubt }) });
  }
  if (!lockFile.test(file)) {
    const [sample, labels] = [sampleFile.test(file), labelFile.test(file)];
    for (const { start, end, value, name } of strings) {
      const judged = judgeValue(value, { name, sample, labels });
      if (judged) add({ ...judged, secret: value, start, end });
    }
  }
  return { findings: findings.sort((a, b) => a.start - b.start), errors };
}

/** What the file says where, by its syntax; comments and what no parser knows are read as text. */
async function stringsOf(source: SourceText, reader: CodeReader, readConfiguration: ReadConfigurationText): Promise<{ readonly strings: readonly NamedText[]; readonly errors: number }> {
  const { file, text } = source;
  const all = { start: 0, end: text.length };
  if (languageOfFile(file)) {
    const read = await reader.read(source);
    if (!read.ok) return { strings: stringsOfText(text, all), errors: 1 };
    const { comments, documentation, errors, traits } = read.facts;
    return { strings: [...stringsOfCode(read.facts), ...(errors.length > 0 || traits.textsBesideCode ? [all] : [...comments, ...documentation]).flatMap((span) => stringsOfText(text, span))], errors: errors.length };
  }
  const read = readConfiguration(file, text);
  return { strings: [...(read.ok ? stringsOfConfiguration(read, text) : []), ...stringsOfText(text, all)], errors: 0 };
}

/** At most the first four characters, and never more than a quarter: details land in logs. */
export function masked(secret: string): string {
  return `${secret.slice(0, Math.min(4, Math.floor(secret.length / 4)))}… (${secret.length} characters)`;
}
