/** From the text of `.mipiti/systems.yaml` to systems, or to what is wrong with it. Nothing that a person types makes it throw. */
import { parseDocument } from 'yaml';
import { indexLines } from '../../model/lines.ts';
import { plainOf } from '../../model/plain.ts';
import type { ModelProblem, TextRange } from '../../model/problem.ts';
import { findSimilar } from '../../model/similar.ts';
import { sourceOf } from '../../model/source.ts';
import { unknownKeysOf } from '../../model/unknown-keys.ts';
import { yamlOptions } from '../../model/yaml-options.ts';
import { systemsSchema, type SystemsFile } from './systems-schema.ts';

export interface SystemsProblem {
  /** From 1. */
  readonly line: number;
  readonly message: string;
  readonly remedy: string;
}

/** All or nothing: half of a file might be the half without a system. */
export type ReadSystems = { readonly file: SystemsFile } | { readonly problems: readonly SystemsProblem[] };

export const maximumSystemsSize = 500_000;

export function readSystems(text: string): ReadSystems {
  if (text.length > maximumSystemsSize) return { problems: [{ line: 1, message: `The file is larger than ${maximumSystemsSize} characters.`, remedy: 'Take out what is not about systems.' }] };
  const lines = indexLines(text);
  const problems: SystemsProblem[] = [];
  const say = (range: TextRange, message: string, remedy: string): void => void problems.push({ line: lines.positionAt(range.start).line, message, remedy });
  let document;
  try {
    document = parseDocument(text, yamlOptions);
  } catch (error) {
    return { problems: [{ line: 1, message: `The file cannot be read: ${error instanceof Error ? error.message : String(error)}.`, remedy: 'Mend its YAML.' }] };
  }
  for (const { pos, message } of document.errors) say({ start: Math.min(pos[0], text.length), end: pos[1] }, `This is no YAML: ${message.split('\n')[0]}.`, 'Mend this line.');
  if (problems.length > 0) return { problems };
  const source = sourceOf(text, document);
  const found: ModelProblem[] = [];
  const plain = plainOf(document, found);
  for (const { code, range, path } of found) say(range, code === 'duplicate_key' ? `${String(path.at(-1))} stands here a second time.` : `${String(path.at(-1) ?? 'This')} cannot be read.`, code === 'duplicate_key' ? 'Join the two, or rename one.' : 'Write it out plainly, without aliases.');
  if (typeof plain !== 'object' || plain === null || Array.isArray(plain)) return { problems: [...problems, { line: 1, message: 'The file is no map.', remedy: 'Begin with schema: 1, then systems.' }] };
  const unknown = unknownKeysOf(systemsSchema, plain);
  for (const path of unknown) {
    const key = String(path.at(-1));
    const likely = findSimilar(key, path.knownKeys);
    say(source.keyRangeOf(path) ?? source.nearestRange(path), `${key} is not known here.`, likely === undefined ? `Known are ${path.knownKeys.join(', ')}.` : `Did you mean ${likely}?`);
  }
  const read = systemsSchema.safeParse(plain);
  if (!read.success) {
    for (const issue of read.error.issues) {
      if (issue.code === 'unrecognized_keys') continue;
      const path = issue.path as (string | number)[];
      say(source.valueRangeOf(path) ?? source.nearestRange(path), `${path.join('.') || 'The file'} does not fit: ${issue.message}.`, remedies[String(path.at(-1))] ?? 'Give a value that fits, or take it out.');
    }
  } else checkMembers(read.data, (path, message, remedy) => say(source.valueRangeOf(path) ?? source.nearestRange(path), message, remedy));
  if (problems.length > 0) return { problems: problems.sort((a, b) => a.line - b.line) };
  return read.success ? { file: read.data } : { problems: [{ line: 1, message: 'The file does not fit.', remedy: 'Begin with schema: 1, then systems.' }] };
}

const remedies: Readonly<Record<string, string>> = {
  schema: 'Write schema: 1.',
  target_ml: 'It is a number from 1 to 5, or left out.',
  csf_tier: 'It is a number from 1 to 4, or left out.',
  name: 'Say what people call the system.',
  level: 'It is a number from 1 to 9, or left out.',
};

/** A model belongs to one system at most. */
function checkMembers({ systems }: SystemsFile, say: (path: readonly (string | number)[], message: string, remedy: string) => void): void {
  const owner = new Map<string, string>();
  for (const [id, { models }] of Object.entries(systems)) {
    models.forEach((model, index) => {
      const other = owner.get(model);
      if (other !== undefined) say(['systems', id, 'models', index], `${model} belongs to ${other} already.`, 'Take it out of one of the two.');
      else owner.set(model, id);
    });
  }
}
