/** Systems that a tool's input names, with their members. */
import type { System } from '../../project/systems/systems-schema.ts';
import { changeSystems, systemsOf, systemsPath } from '../../project/systems/systems-file.ts';
import type { EditedSystems } from '../../project/systems/edit-systems.ts';
import { printable } from '../../project/printable.ts';
import type { ModelSnapshot } from '../../project/snapshot.ts';
import { ToolRefusal } from '../answer.ts';
import type { Desk } from '../desk.ts';
import { allModels } from '../find.ts';
import { workspacesOf, type Workspace } from './find-workspace.ts';

export interface FoundSystem {
  readonly id: string;
  readonly workspace: Workspace;
  readonly system: System;
}

export interface SystemsProblemRow {
  readonly workspace_id: string;
  readonly file: string;
  readonly line: number;
  readonly message: string;
  readonly remedy: string;
}

/** The systems of all open folders, and what is wrong with files that cannot be used. */
export async function allSystems(desk: Desk): Promise<{ readonly systems: readonly FoundSystem[]; readonly problems: readonly SystemsProblemRow[] }> {
  const read = await Promise.all((await workspacesOf(desk)).map(async (workspace) => ({ workspace, ...(await systemsOf(workspace.project.root)) })));
  return {
    systems: read.flatMap(({ workspace, file }) => Object.entries(file.systems).map(([id, system]) => ({ id, workspace, system }))),
    problems: read.flatMap(({ workspace, problems }) => problems.map((problem) => ({ workspace_id: workspace.id, file: systemsPath, ...problem }))),
  };
}

/** @throws ToolRefusal `unknown_system`, `ambiguous_system` or `systems_file_has_problems`. */
export async function findSystem(desk: Desk, id: string): Promise<FoundSystem> {
  const { systems, problems } = await allSystems(desk);
  const found = systems.filter((one) => one.id === id || `${one.workspace.id}/${one.id}` === id);
  if (found.length === 1) return found[0]!;
  if (found.length > 1) throw new ToolRefusal('ambiguous_system', `Several workspaces have a system ${printable(id)}.`, `Name it with its workspace, such as ${printable(found[0]!.workspace.id)}/${printable(id)}.`);
  const [problem] = problems;
  if (problem) throw new ToolRefusal('systems_file_has_problems', `${problem.file} of ${printable(problem.workspace_id)}, line ${problem.line}: ${printable(problem.message)}`, printable(problem.remedy), { problems });
  throw new ToolRefusal('unknown_system', `There is no system ${printable(id)}.`, systems.length === 0 ? 'create_system makes one.' : `Name one of ${systems.map((one) => printable(one.id)).join(', ')}.`, { known: systems.map((one) => one.id) });
}

/** The members that are open, in the order of the file, and those that no open folder holds. */
export async function membersOf(desk: Desk, { system }: FoundSystem): Promise<{ readonly models: readonly ModelSnapshot[]; readonly missing: readonly string[] }> {
  const open = (await allModels(desk)).map(({ model }) => model);
  const models = system.models.flatMap((id) => open.find(({ model }) => model.id === id) ?? []);
  return { models, missing: system.models.filter((id) => !open.some(({ model }) => model.id === id)) };
}

/** Changes the systems of a workspace. @throws ToolRefusal when it is refused; nothing has changed then. */
export async function editSystems({ project }: Workspace, change: (text: string) => EditedSystems): Promise<void> {
  const result = await changeSystems(project.root, change);
  if ('refused' in result) throw new ToolRefusal(result.refused === 'has_problems' ? 'systems_file_has_problems' : result.refused, `${printable(result.because)} Nothing was changed.`, result.refused === 'changed_meanwhile' ? 'Call it again if it still makes sense.' : `Mend ${systemsPath} by hand.`);
}
