/** The frameworks that a folder can use: those built in, and those that were imported into `.mipiti/frameworks`. */
import { builtInFrameworks } from '../../compliance/built-in.ts';
import type { Framework } from '../../compliance/framework.ts';
import { maximumFrameworkSize, readFramework, type FrameworkProblem } from '../../compliance/read-framework.ts';
import { readLimitedJson } from '../../evidence/envelope/limited-json.ts';
import { listWorkspaceFolder, readWorkspaceFile, writeWorkspaceFile } from '../workspace-file.ts';

/** Relative to the root of a folder. */
const frameworksFolder = '.mipiti/frameworks';

export interface KnownFramework {
  readonly framework: Framework;
  /** The file it was imported into; undefined for what is built in. */
  readonly file?: string;
}

export interface FrameworksOf {
  readonly known: readonly KnownFramework[];
  /** Of files that cannot be used. */
  readonly problems: readonly (FrameworkProblem & { readonly file: string })[];
}

export async function frameworksOf(root: string): Promise<FrameworksOf> {
  const known: KnownFramework[] = builtInFrameworks().map((framework) => ({ framework }));
  const problems: (FrameworkProblem & { readonly file: string })[] = [];
  for (const name of await listWorkspaceFolder(root, frameworksFolder)) {
    if (!name.endsWith('.json')) continue;
    const file = `${frameworksFolder}/${name}`;
    const text = await readWorkspaceFile(root, file, maximumFrameworkSize);
    if ('none' in text) {
      problems.push({ file, place: 'the file', message: text.none === 'too_large' ? `It is larger than ${maximumFrameworkSize} characters.` : 'It is a link, or was taken away meanwhile.' });
      continue;
    }
    const read = frameworkOfText(text.text);
    if ('problems' in read) problems.push(...read.problems.map((problem) => ({ ...problem, file })));
    else if (known.some(({ framework }) => framework.id === read.framework.id)) problems.push({ file, place: 'id', message: `${read.framework.id} is there already; give this one another id.` });
    else known.push({ framework: read.framework, file });
  }
  return { known, problems };
}

export type Imported = { readonly framework: Framework; readonly file: string; readonly replaced: boolean } | { readonly problems: readonly FrameworkProblem[] } | { readonly refused: 'built_in' | 'changed_meanwhile' | 'leads_elsewhere' };

/** Writes a framework into the folder; an earlier import under the same id is replaced. */
export async function importFramework(root: string, value: unknown): Promise<Imported> {
  const read = readFramework(value);
  if ('problems' in read) return read;
  const { framework } = read;
  if (builtInFrameworks().some(({ id }) => id === framework.id)) return { refused: 'built_in' };
  const file = `${frameworksFolder}/${framework.id}.json`;
  const before = await readWorkspaceFile(root, file, maximumFrameworkSize);
  if ('none' in before && before.none !== 'not_there') return { refused: before.none === 'too_large' ? 'changed_meanwhile' : before.none };
  const present = 'text' in before ? before.text : undefined;
  const text = `${JSON.stringify(value, null, 2)}\n`;
  if (present === text) return { framework, file, replaced: false };
  const written = await writeWorkspaceFile(root, file, present, text);
  return written === 'written' ? { framework, file, replaced: present !== undefined } : { refused: written };
}

function frameworkOfText(text: string): ReturnType<typeof readFramework> {
  const json = readLimitedJson(text.replace(/^\uFEFF/, ''));
  return json.ok ? readFramework(json.value) : { problems: [{ place: 'the file', message: `It cannot be read: ${json.because}.` }] };
}
