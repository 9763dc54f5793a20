/** What a check is given of one source file: its facts, or why there are none. */
import type { CodeFacts } from './code/facts.ts';
import type { SourceText } from './sources.ts';

/** The file was parsed. Its facts may still lie next to syntax errors; they say where. */
export interface ReadCode {
  readonly ok: true;
  readonly facts: CodeFacts;
}
/** The file was not parsed: its language is not known, or nests deeper than anything a person writes. */
export interface UnreadCode {
  readonly ok: false;
  readonly reason: 'unknown_language' | 'parse_error';
  /** One sentence for a person. */
  readonly details: string;
}

/** Turns source text into facts. Implementations load parsers at first use and may remember facts by digest. */
export interface CodeReader {
  read(source: SourceText): Promise<ReadCode | UnreadCode>;
}
