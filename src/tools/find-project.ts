/** The root folder that a tool's input names. */
import { printable } from '../project/printable.ts';
import type { Project } from '../project/snapshot.ts';
import { ToolRefusal } from './answer.ts';
import type { Desk } from './desk.ts';

/** The root folder of a path or a name; the only one when none is given. @throws ToolRefusal `unknown_workspace`, `ambiguous_workspace`. */
export async function findProject(desk: Desk, named: string | undefined): Promise<Project> {
  const projects = await desk.projects();
  const fitting = named === undefined ? projects : projects.filter(({ root }) => root === named || root.replace(/\\/g, '/').split('/').at(-1) === named);
  if (fitting.length === 1) return fitting[0]!;
  const known = projects.map(({ root }) => printable(root));
  throw new ToolRefusal(fitting.length === 0 ? 'unknown_workspace' : 'ambiguous_workspace', fitting.length === 0 ? `There is no root folder ${printable(named ?? '')}.` : 'There are several root folders.', known.length > 0 ? `Name one of ${known.join(', ')}.` : 'Open a folder first.', { known });
}
