/** Reads source text in any known language, and remembers the facts of files that were asked for lately. */
import { analyse } from './code/analyse.ts';
import type { CodeReader, ReadCode, UnreadCode } from './code-file.ts';
import { languageOfFile, languages } from './languages/all.ts';
import type { SourceText } from './sources.ts';
import type { GrammarFiles, LoweredFile } from './syntax/parser.ts';
import { loweringParser } from './syntax/parser.ts';

/** Files whose facts are kept, and the source text they may stand for together, in UTF-16 units. */
const keptFiles = 40;
const keptText = 400_000;

export interface LanguageReader extends CodeReader {
  /** Its parser broke; it rejects from now on, and its thread must go. */
  readonly broken: boolean;
}

/**
 * A reader for one thread. It rejects when a grammar cannot be loaded, or breaks over a text: after that its thread must
 * go, since a grammar that failed spoils those loaded later, and memory that broke may give trees that are wrong.
 */
export function languageReader(files: GrammarFiles): LanguageReader {
  const parser = loweringParser(files);
  const kept = new Map<string, { readonly read: ReadCode | UnreadCode; readonly length: number }>();
  let held = 0;
  const forget = (): void => {
    for (const [key, { length }] of kept) {
      // The last one stays, however large: claims on one file come one after the other.
      if (kept.size === 1 || (kept.size <= keptFiles && held <= keptText)) return;
      kept.delete(key);
      held -= length;
    }
  };
  return {
    get broken() {
      return parser.broken;
    },
    async read(source) {
      const language = languageOfFile(source.file);
      if (!language) {
        const known = languages.map(({ title }) => title).join(', ');
        return { ok: false, reason: 'unknown_language', details: `The language of ${source.file} is not known here; known are ${known}.` };
      }
      const key = `${language.id}:${language.traits.declaresOnly(source.file) ? 'declares' : 'defines'}:${source.sha256}`;
      const known = kept.get(key);
      if (known) {
        kept.delete(key);
        kept.set(key, known);
        return known.read;
      }
      const lowered = await parser.lowered(source.text, language, source.file);
      const read = facts(source, language.id, lowered);
      kept.set(key, { read, length: source.text.length });
      held += source.text.length;
      forget();
      return read;
    },
  };

  function facts(source: SourceText, id: string, lowered: LoweredFile): ReadCode | UnreadCode {
    const language = languages.find((candidate) => candidate.id === id)!;
    try {
      return { ok: true, facts: analyse({ file: source.file, language: id, text: source.text, traits: language.traits, ...lowered }) };
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return { ok: false, reason: 'parse_error', details: `${source.file} nests too deeply to be followed.` };
    }
  }
}
