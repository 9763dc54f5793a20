/** The baseline: the assertions that are known to fail where a repository starts with failures, by hash, committed. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { assertionHash } from '../model/canonical.ts';
import type { ModelSnapshot } from './snapshot.ts';
import { replaceFile, writeNewFile } from './write-model.ts';

export const baselineFile = '.mipiti/baseline.json';

const baselineSchema = z.object({ version: z.literal(1), failing: z.array(z.string()) });

/** The hashes of the assertions that a baseline lists; an error in words when the file cannot be read as one. */
export async function readBaseline(root: string): Promise<ReadonlySet<string> | { readonly error: string }> {
  const file = join(root, baselineFile);
  if (!existsSync(file)) return { error: `${baselineFile} is missing; mipiti verify --write-baseline writes it` };
  try {
    const parsed = baselineSchema.safeParse(JSON.parse(await readFile(file, 'utf8')));
    return parsed.success ? new Set(parsed.data.failing) : { error: `${baselineFile} is no baseline; write it anew with mipiti verify --write-baseline` };
  } catch (error) {
    return { error: `${baselineFile} cannot be read: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** Writes the assertions that do not pass now as the baseline, sorted, so that its history can be read. */
export async function writeBaseline(root: string, models: readonly ModelSnapshot[]): Promise<number> {
  const failing = models.flatMap((model) => failingAssertions(model).map((id) => assertionHash(model.model.assertions[id]!)));
  const text = `${JSON.stringify({ version: 1, failing: [...new Set(failing)].sort() }, null, 2)}\n`;
  const file = join(root, baselineFile);
  if (existsSync(file)) await replaceFile(file, await readFile(file, 'utf8'), text);
  else await writeNewFile(file, text);
  return failing.length;
}

/** The assertions of this checkout that were checked and do not pass, sorted as the model has them. */
export function failingAssertions(model: ModelSnapshot): string[] {
  return [...model.verdicts].filter(([, verdict]) => verdict.verdict !== 'pass').map(([id]) => id);
}
