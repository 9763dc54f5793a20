/** Changes model files on disk, for servers that run beside an editor: whole or not at all, and never over a text that nobody has looked at. */
import { join } from 'node:path';
import { applyEdits } from '../model/text-edit.ts';
import { printable } from '../project/printable.ts';
import { describeRefusal } from '../project/sentences/modelling.ts';
import type { ModelSnapshot, Project } from '../project/snapshot.ts';
import { removeFile, replaceFile, writeNewFile } from '../project/write-model.ts';
import { ToolRefusal } from './answer.ts';
import type { ModelWriter } from './desk.ts';

/**
 * @param projectOf The project that a snapshot stems from.
 * @param heldByEditor Whether an editor holds unsaved text of a file: then its text wins, and nothing is written.
 */
export function diskWriter(projectOf: (model: ModelSnapshot) => Project, heldByEditor: (file: string) => Promise<boolean>): ModelWriter {
  const guard = async (file: string, path: string): Promise<void> => {
    if (await heldByEditor(file)) throw new ToolRefusal('unsaved_in_editor', `An editor holds unsaved text of ${printable(path)}, which wins.`, 'Ask the person to save or revert the file there, then call this again.');
  };
  const moved = (path: string): ToolRefusal => new ToolRefusal('changed_meanwhile', `${printable(path)} was changed by somebody else meanwhile. Nothing was written.`, 'Read the model again, then repeat the call if it still makes sense.');
  return {
    async edit(model, result) {
      if ('refused' in result) throw new ToolRefusal(result.refused, describeRefusal(result), 'Mend the model file by hand at that place, or ask for another change.');
      const project = projectOf(model);
      if (result.edits.length === 0) return model;
      const file = join(model.projectRoot, ...model.path.split('/'));
      await guard(file, model.path);
      if (await replaceFile(file, model.text, applyEdits(model.text, result.edits))) {
        project.fileChanged(model.path);
        await project.settled();
        throw moved(model.path);
      }
      return await reread(project, model.path);
    },
    async create(project, path, text) {
      if (await writeNewFile(join(project.root, ...path.split('/')), text)) throw new ToolRefusal('already_there', `There is a file ${printable(path)} already.`, 'Choose another name.');
      return await reread(project, path);
    },
    async remove(model) {
      const project = projectOf(model);
      const file = join(model.projectRoot, ...model.path.split('/'));
      await guard(file, model.path);
      const refused = await removeFile(file, model.text);
      project.fileChanged(model.path);
      await project.settled();
      if (refused) throw moved(model.path);
    },
  };
}

async function reread(project: Project, path: string): Promise<ModelSnapshot> {
  project.fileChanged(path);
  await project.settled();
  const model = project.models.find((one) => one.path === path);
  if (!model) throw new ToolRefusal('not_there', `${printable(path)} is gone.`, 'Somebody removed the file meanwhile; look at the workspace.');
  return model;
}
