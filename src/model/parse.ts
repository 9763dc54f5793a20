/** From the text of a model file to a model and its problems. Nothing that a person types makes it throw. */
import { parseDocument, type Document } from 'yaml';
import { checkModel } from './checks.ts';
import { sharedPlainOf } from './plain.ts';
import type { ModelProblem } from './problem.ts';
import { reparse } from './reparse.ts';
import { readModel } from './salvage.ts';
import type { ThreatModel } from './schema.ts';
import { shareUnchanged } from './share.ts';
import { sourceOf, type ModelSource } from './source.ts';
import { yamlOptions } from './yaml-options.ts';

export interface ParsedModel {
  /** What could be read. What could not is left out, in the direction that improves no posture. */
  readonly model: ThreatModel;
  /** Sorted by place. */
  readonly problems: readonly ModelProblem[];
  readonly source: ModelSource;
  /** False when a problem is an error: then the model is not what its text means to say. */
  readonly usable: boolean;
  /** The parser's own document, for edits. */
  readonly document: Document;
}

/** The largest model file that is read, in UTF-16 units. */
export const maximumModelSize = 5_000_000;

/**
 * Reads a model file.
 *
 * @param text The whole text, with any line ends, with or without a byte-order mark.
 * @param before An earlier reading, of nearly the same text: what an edit does not touch is taken over. The answer is the
 *   same as without it; its entities are the same objects where they say the same.
 * @returns The model, its problems with ranges of `text`, and the places of everything in it.
 */
export function parseModel(text: string, before?: ParsedModel): ParsedModel {
  const problems: ModelProblem[] = [];
  const tooLarge = text.length > maximumModelSize;
  if (tooLarge) {
    problems.push({ code: 'file_too_large', severity: 'error', path: [], range: { start: 0, end: 0 }, parameters: { bytes: text.length, limit: maximumModelSize } });
  }
  const document = (before && !tooLarge ? reparse(text, { text: before.source.text, document: before.document }) : undefined) ?? readDocument(tooLarge ? '' : text, problems);
  const source = sourceOf(text, document);
  const plain = sharedPlainOf(document, problems);
  const isMap = typeof plain === 'object' && plain !== null && !Array.isArray(plain);
  if (!isMap && !tooLarge) {
    problems.push({ code: 'not_a_model', severity: 'error', path: [], range: { start: 0, end: Math.min(text.length, 1) }, parameters: {} });
  }
  const read = readModel(isMap ? (plain as Record<string, unknown>) : {}, source, isMap ? problems : []);
  const model = before ? shareUnchanged(before.model, read) : read;
  if (isMap) checkModel(model, source, problems);
  problems.sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
  return { model, problems, source, document, usable: problems.every((problem) => problem.severity !== 'error') };
}

/** Parses YAML 1.2 core; its errors become problems. A parser that gives up (it may, on deep nesting) is a problem too. */
function readDocument(text: string, problems: ModelProblem[]): Document {
  try {
    const document = parseDocument(text, yamlOptions);
    for (const error of document.errors) {
      const [start, end] = error.pos;
      problems.push({ code: 'yaml_syntax', severity: 'error', path: [], range: { start: Math.min(start, text.length), end: Math.min(Math.max(end, start), text.length) }, parameters: { message: error.message } });
    }
    return document;
  } catch (error) {
    problems.push({ code: 'yaml_syntax', severity: 'error', path: [], range: { start: 0, end: 0 }, parameters: { message: error instanceof Error ? error.message : 'the parser gave up' } });
    return parseDocument('', yamlOptions);
  }
}
