/** `init`: an empty model, a line for git, hints for editors. It overwrites nothing. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { modelIdOf, newModelText } from '../model/template.ts';
import { findModelFiles } from './model-files.ts';
import { withSlashes } from './model-names.ts';
import { publishedSchema } from './published-schema.ts';
import { replaceFile, writeNewFile } from './write-model.ts';

export interface InitStep {
  readonly file: string;
  readonly what: 'written' | 'added_to' | 'left_alone';
  readonly why: string;
  /** What a person may add there, where it is not ours to write. */
  readonly add?: string;
}

/** The lines that keep caches out of git. Evidence is meant to be kept, a cache is not. */
const ignoredByGit = '.mipiti/cache/';

/** Prepares a folder. Files that are there stay as they are; the steps say what was done and what was left. */
export async function initFolder(root: string, options: { readonly title?: string } = {}): Promise<readonly InitStep[]> {
  const steps: InitStep[] = [];
  const [existing] = await findModelFiles(root);
  if (existing !== undefined) steps.push({ file: existing, what: 'left_alone', why: 'there is a model already' });
  else steps.push(await newModel(root, options.title ?? titleOf(basename(root))));

  const schema = '.mipiti/threatmodel.schema.json';
  const refused = await writeNewFile(join(root, schema), `${JSON.stringify(publishedSchema(), null, 2)}\n`);
  steps.push(refused ? { file: schema, what: 'left_alone', why: 'it is there' } : { file: schema, what: 'written', why: 'completion and hover in YAML editors' });

  steps.push(await ignoreInGit(root, ignoredByGit, 'the cache stays out of git'));
  return steps;
}

/** Adds a line to `.gitignore` unless it is there. */
export async function ignoreInGit(root: string, line: string, why: string): Promise<InitStep> {
  const gitignore = join(root, '.gitignore');
  if (!existsSync(gitignore)) {
    await writeNewFile(gitignore, `${line}\n`);
    return { file: '.gitignore', what: 'written', why };
  }
  const before = await readFile(gitignore, 'utf8');
  if (before.split(/\r?\n/).includes(line)) return { file: '.gitignore', what: 'left_alone', why: `${line} is ignored already` };
  const newline = before.includes('\r\n') ? '\r\n' : '\n';
  await replaceFile(gitignore, before, `${before}${before === '' || before.endsWith('\n') ? '' : newline}${line}${newline}`);
  return { file: '.gitignore', what: 'added_to', why };
}

/** Writes a new model beside those that are there, under the first free name made of its title. */
export async function newModel(root: string, title: string): Promise<InitStep> {
  const id = modelIdOf(title);
  for (let number = 1; ; number++) {
    const name = number === 1 ? id : `${id}-${number}`;
    const file = join(root, `${name}.threatmodel.yaml`);
    const text = newModelText({ id: name, title, schemaUrl: '.mipiti/threatmodel.schema.json' });
    if (!(await writeNewFile(file, text))) return { file: withSlashes(relative(root, file)), what: 'written', why: 'an empty model that says what goes where' };
  }
}

function titleOf(folder: string): string {
  const words = folder.replaceAll(/[-_.]+/g, ' ').trim();
  return words === '' ? 'Threat model' : words[0]!.toUpperCase() + words.slice(1);
}
