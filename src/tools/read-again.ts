/** A model as a project has it after its file was written. */
import { printable } from '../project/printable.ts';
import type { ModelSnapshot, Project } from '../project/snapshot.ts';
import { ToolRefusal } from './answer.ts';

/** Lets the project read a file again, and gives its model. @throws ToolRefusal `not_there`. */
export async function readAgain(project: Project, path: string): Promise<ModelSnapshot> {
  project.fileChanged(path);
  await project.settled();
  const model = project.models.find((one) => one.path === path);
  if (!model) throw new ToolRefusal('not_there', `${printable(path)} is gone.`, 'Somebody removed the file meanwhile; look at the workspace.');
  return model;
}
