/** Workspaces as tools name them: the open folders, each by its own name. */
import { basename } from 'node:path';
import { printable } from '../../project/printable.ts';
import type { Project } from '../../project/snapshot.ts';
import { ToolRefusal } from '../answer.ts';
import type { Desk } from '../desk.ts';

export interface Workspace {
  /** The name of the folder; with a number where several have it. */
  readonly id: string;
  readonly project: Project;
}

export async function workspacesOf(desk: Desk): Promise<readonly Workspace[]> {
  const seen = new Map<string, number>();
  return (await desk.projects()).map((project) => {
    const name = basename(project.root);
    const number = (seen.get(name) ?? 0) + 1;
    seen.set(name, number);
    return { id: number === 1 ? name : `${name}-${number}`, project };
  });
}

/** The workspace of an identifier or path; the first one when none is named. @throws ToolRefusal `unknown_workspace`. */
export async function findWorkspace(desk: Desk, named: string | undefined): Promise<Workspace> {
  const all = await workspacesOf(desk);
  const found = named === undefined ? all[0] : all.find(({ id, project }) => id === named || project.root === named);
  if (!found) throw new ToolRefusal('unknown_workspace', named === undefined ? 'No folder is open.' : `No open folder is called ${printable(named)}.`, all.length === 0 ? 'Open a folder first.' : `Name one of ${all.map(({ id }) => printable(id)).join(', ')}.`, { known: all.map(({ id }) => id) });
  return found;
}
