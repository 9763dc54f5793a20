/** A model in an envelope, to carry it to another workspace: its text, byte for byte, with digests that tell whether it arrived. */
import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { semanticDigest } from '../../model/canonical.ts';
import { setValue, type EditResult } from '../../model/edit.ts';
import { editInSteps } from '../../model/edit-in-steps.ts';
import { maximumModelSize, parseModel, type ParsedModel } from '../../model/parse.ts';
import { modelIdOf } from '../../model/template.ts';
import { applyEdits } from '../../model/text-edit.ts';
import type { ModelSnapshot } from '../snapshot.ts';

export const archiveSchema = z.object({
  format: z.literal('mipiti-model-archive'),
  version: z.literal(1),
  exported_at: z.string(),
  model_id: z.string(),
  title: z.string(),
  path: z.string().check(z.describe('Where it was, for readers.')),
  text: z.string().check(z.maxLength(maximumModelSize)),
  sha256: z.string().check(z.describe('Of the text in UTF-8, in hex.')),
  semantic_digest: z.string().check(z.describe('Of what it says, whatever its layout.')),
});
export type ModelArchive = z.output<typeof archiveSchema>;

/** @param at When it is exported, as an ISO instant. */
export function archiveOf({ parsed, path, text }: ModelSnapshot, at: string): ModelArchive {
  const { model } = parsed;
  return { format: 'mipiti-model-archive', version: 1, exported_at: at, model_id: model.id, title: model.title, path, text, sha256: sha256Of(text), semantic_digest: semanticDigest(model) };
}

export type ArchiveProblem = { readonly code: 'digest_mismatch' | 'meaning_mismatch' } | { readonly code: 'invalid_model'; readonly parsed: ParsedModel };

/** What is wrong with an archive; undefined when it is what was exported and holds a model without an error. */
export function problemOfArchive({ text, sha256, semantic_digest }: ModelArchive): ArchiveProblem | undefined {
  if (sha256Of(text) !== sha256) return { code: 'digest_mismatch' };
  const parsed = parseModel(text);
  if (!parsed.usable) return { code: 'invalid_model', parsed };
  return semanticDigest(parsed.model) === semantic_digest ? undefined : { code: 'meaning_mismatch' };
}

export interface Arrival {
  readonly id: string;
  readonly title: string;
  readonly file: string;
  readonly text: string;
}

/** The text under an identifier and a title that nobody has yet, and the name of its file. Refused when the text cannot be edited. */
export function arrivalOf({ text }: ModelArchive, taken: { readonly ids: readonly string[]; readonly titles: readonly string[]; readonly files: readonly string[] }): Arrival | Extract<EditResult, { readonly refused: string }> {
  const parsed = parseModel(text);
  const { id, title } = parsed.model;
  const [titles, files] = [new Set(taken.titles.map((one) => one.toLowerCase())), new Set(taken.files)];
  const newTitle = firstFree((number) => (number === 1 ? title : `${title.slice(0, 110)} (${number})`), (one) => !titles.has(one.toLowerCase()));
  const base = modelIdOf(id);
  const newId = firstFree((number) => (number === 1 ? base : `${base}-${number}`), (one) => !taken.ids.includes(one) && !files.has(`${one}.threatmodel.yaml`));
  const result = editInSteps(parsed, [(now) => (now.model.id === newId ? { edits: [] } : setValue(now, ['id'], newId)), (now) => (now.model.title === newTitle ? { edits: [] } : setValue(now, ['title'], newTitle))]);
  return 'refused' in result ? result : { id: newId, title: newTitle, file: `${newId}.threatmodel.yaml`, text: applyEdits(text, result.edits) };
}

function firstFree(nameOf: (number: number) => string, isFree: (name: string) => boolean): string {
  for (let number = 1; ; number++) if (isFree(nameOf(number))) return nameOf(number);
}

function sha256Of(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
