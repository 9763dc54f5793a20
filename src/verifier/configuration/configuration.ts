/** The common form of configuration: maps, lists and scalars with their places, whatever format they stand in. */
import type { Span } from '../code/code.ts';

export interface ConfigurationScalar extends Span {
  readonly kind: 'scalar';
  readonly type: 'text' | 'number' | 'boolean' | 'null';
  /**
   * The value in canonical form: true and false, numbers as written, text without its quotes. More than one where
   * readers of the format disagree; the usual reading comes first.
   */
  readonly readings: readonly string[];
}
export interface ConfigurationMap extends Span {
  readonly kind: 'map';
  readonly members: readonly ConfigurationMember[];
  /** The text of an element that has attributes beside it. */
  readonly text?: ConfigurationNode;
}
export interface ConfigurationList extends Span {
  readonly kind: 'list';
  readonly items: readonly ConfigurationNode[];
}
/** A value that only a run can tell: an expression, a reference, a template. */
export interface ComputedConfiguration extends Span {
  readonly kind: 'computed';
  readonly written: string;
}
export type ConfigurationNode = ConfigurationScalar | ConfigurationMap | ConfigurationList | ComputedConfiguration;

export interface ConfigurationMember {
  readonly key: string;
  /** The place of the key. */
  readonly at: Span;
  readonly value: ConfigurationNode;
  /** What decides whether the member counts, as the rest of a sentence that begins with "it". */
  readonly conditional?: string;
  /** The format gives several members of one name a meaning: each counts. Otherwise the second one is a mistake. */
  readonly repeatable?: true;
}

export interface ReadConfiguration {
  readonly ok: true;
  /** The format's name, for sentences. */
  readonly format: string;
  /** Several where the format has documents, else one. Empty documents are left out. */
  readonly documents: readonly ConfigurationNode[];
  /** Readers of the format disagree whether upper and lower case are the same in keys. */
  readonly caseInDoubt?: true;
}
export interface UnreadConfiguration {
  readonly ok: false;
  readonly reason: 'parse_error' | 'duplicate_key' | 'too_large' | 'unknown_language';
  /** One sentence for a person. */
  readonly details: string;
  readonly at?: Span;
}
export type ConfigurationReading = ReadConfiguration | UnreadConfiguration;

/** Nested deeper than this, a file is refused before it reaches a parser. People write a tenth of it. */
export const maximumNesting = 200;

const template = /\$\{|\$\(|\{\{|\{%|<%|\$\[\[/;

/** A scalar of text, or computed where the text is a template that something fills in later. */
export function textNode(value: string, span: Span, more: readonly string[] = []): ConfigurationScalar | ComputedConfiguration {
  if (template.test(value)) return { kind: 'computed', written: value, start: span.start, end: span.end };
  return scalarNode('text', span, value, more);
}

export function scalarNode(type: ConfigurationScalar['type'], { start, end }: Span, value: string, more: readonly string[] = []): ConfigurationScalar {
  return { kind: 'scalar', type, readings: [...new Set([value, ...more])], start, end };
}

/** Whether brackets nest too deep for a parser that recurses; those in texts may count too, since this only guards. */
export function nestsTooDeep(text: string): boolean {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 91 || unit === 123 || unit === 40) {
      if (++depth > maximumNesting) return true;
    } else if ((unit === 93 || unit === 125 || unit === 41) && depth > 0) depth--;
  }
  return false;
}

export function tooDeep(file: string): UnreadConfiguration {
  return { ok: false, reason: 'too_large', details: `${file} nests deeper than ${maximumNesting} levels, or has as many brackets without an end.` };
}
