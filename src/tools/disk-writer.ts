/** Changes model files on disk, for servers that run beside an editor: whole or not at all, and never over a text that nobody has looked at. */
import { lstat, readFile, realpath } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { isModelFile } from '../project/model-names.ts';
import { printable } from '../project/printable.ts';
import type { ModelSnapshot, Project } from '../project/snapshot.ts';
import { removeFile, replaceFile, writeNewFile } from '../project/write-model.ts';
import { plainPath } from '../verifier/confinement.ts';
import { ToolRefusal } from './answer.ts';
import type { ModelWriter } from './desk.ts';
import { editedText } from './edited-text.ts';
import { readAgain } from './read-again.ts';

/**
 * @param projectOf The project that a snapshot stems from.
 * @param heldByEditor The process of an editor that holds unsaved text of a file: then its text wins, and nothing is written.
 */
export function diskWriter(projectOf: (model: ModelSnapshot) => Project, heldByEditor: (file: string) => Promise<number | undefined>): ModelWriter {
  const fileOf = async (model: ModelSnapshot): Promise<string> => {
    const file = join(model.projectRoot, ...model.path.split('/'));
    if (!(await leadsInside(model.projectRoot, file))) throw new ToolRefusal('outside_root', `${printable(model.path)} leads out of the folder that this server may change.`, 'Ask the person to put the model file itself into the folder.');
    const editor = await heldByEditor(file);
    if (editor !== undefined) throw held(model.path, editor);
    return file;
  };
  const held = (path: string, editor: number | undefined): ToolRefusal => new ToolRefusal('unsaved_in_editor', `${editor === undefined ? 'An editor' : `The editor of process ${editor}`} holds unsaved text of ${printable(path)}, which wins. Nothing was written.`, 'Ask the person to save or revert the file there, then call this again.');
  const moved = (path: string): ToolRefusal => new ToolRefusal('changed_meanwhile', `${printable(path)} was changed by somebody else meanwhile. Nothing was written.`, 'Read the model again, then repeat the call if it still makes sense.');
  return {
    async edit(model, result) {
      const text = editedText(model, result);
      const project = projectOf(model);
      if (text === model.text) return model;
      const file = await fileOf(model);
      const onDisk = await asOnDisk(file);
      // While it waited for its turn, somebody may have begun to type.
      const refused = await replaceFile(file, onDisk(model.text), onDisk(text), async () => (await heldByEditor(file)) === undefined);
      if (refused) {
        project.fileChanged(model.path);
        await project.settled();
        throw refused.refused === 'held' ? held(model.path, await heldByEditor(file)) : moved(model.path);
      }
      return await readAgain(project, model.path);
    },
    async create(project, path, text) {
      const plain = plainPath(path);
      const file = plain.ok ? join(project.root, ...plain.segments) : undefined;
      if (!plain.ok || file === undefined || !isModelFile(path) || !(await leadsInside(project.root, file))) {
        throw new ToolRefusal('outside_root', `${printable(path)} is no place for a model file. ${plain.ok ? '' : plain.detail}`.trim(), 'Name a path inside the folder that ends with .threatmodel.yaml.');
      }
      if (await writeNewFile(file, text)) throw new ToolRefusal('already_there', `There is a file ${printable(path)} already.`, 'Choose another name.');
      return await readAgain(project, plain.segments.join('/'));
    },
    async remove(model) {
      const project = projectOf(model);
      const file = await fileOf(model);
      const refused = await removeFile(file, (await asOnDisk(file))(model.text));
      project.fileChanged(model.path);
      await project.settled();
      if (refused) throw moved(model.path);
    },
  };
}

/** How a text stands on disk: a byte-order mark is no part of what is read, and stays where it was. */
async function asOnDisk(file: string): Promise<(text: string) => string> {
  const marked = (await readFile(file, 'utf8')).startsWith('\uFEFF');
  return (text) => (marked ? `\uFEFF${text}` : text);
}

/** Whether a path, with every link in it followed, lies in a folder, and is a file or nothing yet. */
async function leadsInside(root: string, file: string): Promise<boolean> {
  const home = await realpath(root);
  for (let known = file; ; known = dirname(known)) {
    const real = await realpath(known).catch(() => undefined);
    // A link that leads nowhere could lead out once something is there.
    if (real === undefined && (await lstat(known).then((found) => found.isSymbolicLink(), () => false))) return false;
    if (real === undefined && dirname(known) !== known) continue;
    if (real === undefined) return false;
    const inside = relative(home, real);
    if (inside === '..' || inside.startsWith(`..${sep}`) || (inside !== '' && join(home, inside) !== real)) return false;
    return known !== file || (await lstat(real)).isFile();
  }
}
