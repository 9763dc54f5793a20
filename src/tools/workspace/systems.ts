/** Systems: models that belong together. */
import * as z from 'zod/mini';
import { addMember, addSystem } from '../../project/systems/edit-systems.ts';
import { systemsOf } from '../../project/systems/systems-file.ts';
import { riskRows } from '../../project/risk-view.ts';
import { printable } from '../../project/printable.ts';
import { ToolRefusal } from '../answer.ts';
import { findModel } from '../find.ts';
import { riskRow, rowOfRisk } from '../findings/risk.ts';
import { modelInput } from '../inputs.ts';
import { pageInput, pageOf, pageOutput } from '../page.ts';
import { tool } from '../tool.ts';
import { allSystems, editSystems, findSystem, membersOf, type FoundSystem } from './find-system.ts';
import { findWorkspace } from './find-workspace.ts';

export const systemInput = { system_id: z.string().check(z.describe('As list_systems names it.')) };
const systemRow = z.object({ id: z.string(), workspace_id: z.string(), name: z.string(), description: z.string(), model_count: z.int(), models: z.array(z.string()), frameworks: z.record(z.string(), z.object({ level: z.optional(z.int()) })) });

function rowOf({ id, workspace, system }: FoundSystem): z.input<typeof systemRow> {
  const frameworks = Object.fromEntries(Object.entries(system.frameworks).map(([name, { level }]) => [name, level === undefined ? {} : { level }]));
  return { id, workspace_id: workspace.id, name: system.name, description: system.description ?? '', model_count: system.models.length, models: system.models, frameworks };
}

export const listSystems = tool({
  name: 'list_systems',
  title: 'List systems',
  toolsets: ['compliance'],
  use: 'To see which models belong together, and what is wrong with a systems file that cannot be used.',
  effect: 'reads',
  input: z.object(pageInput),
  output: z.object({ systems: z.array(systemRow), problems: z.array(z.object({ workspace_id: z.string(), file: z.string(), line: z.int(), message: z.string(), remedy: z.string() })), ...pageOutput }),
  async run(range, desk) {
    const { systems, problems } = await allSystems(desk);
    const { items, ...page } = pageOf(systems, range);
    return {
      summary: `${systems.length === 0 ? 'There is no system.' : `${systems.length} ${systems.length === 1 ? 'system' : 'systems'}: ${items.map(({ id, system }) => `${printable(id)} (${system.models.length} ${system.models.length === 1 ? 'model' : 'models'})`).join(', ')}.`}${problems.length > 0 ? ` ${problems[0]!.file}, line ${problems[0]!.line}: ${printable(problems[0]!.message)} ${printable(problems[0]!.remedy)}` : ''}`,
      data: { systems: items.map(rowOf), problems: problems.map((problem) => ({ ...problem })), ...page },
      ...(systems.length === 0 && problems.length === 0 ? { next: 'create_system makes one.' } : {}),
    };
  },
});

const member = z.object({ model_id: z.string(), title: z.string(), path: z.string(), objectives: z.int(), mitigated: z.int(), at_risk: z.int(), unassessed: z.int() });

export const getSystem = tool({
  name: 'get_system',
  title: 'Read a system',
  toolsets: ['compliance'],
  use: 'To see the members of a system and how each stands, by the work tree.',
  effect: 'reads',
  input: z.object(systemInput),
  output: z.object({ system: systemRow, basis: z.literal('worktree'), members: z.array(member), missing: z.array(z.string()).check(z.describe('Members that no open folder holds.')) }),
  async run({ system_id }, desk) {
    const found = await findSystem(desk, system_id);
    const { models, missing } = await membersOf(desk, found);
    const members = models.map(({ model, path, assessment }) => ({ model_id: model.id, title: model.title, path, objectives: assessment.objectives.length, ...assessment.counts }));
    const sum = (key: 'objectives' | 'mitigated'): number => members.reduce((total, one) => total + one[key], 0);
    return {
      summary: `${printable(found.system.name)} has ${members.length} ${members.length === 1 ? 'model' : 'models'}; ${sum('mitigated')} of ${sum('objectives')} objectives are mitigated, by the work tree.${missing.length > 0 ? ` No open folder holds ${missing.map(printable).join(', ')}.` : ''}`,
      data: { system: rowOf(found), basis: 'worktree' as const, members, missing: [...missing] },
    };
  },
});

export const createSystem = tool({
  name: 'create_system',
  title: 'Create a system',
  toolsets: ['compliance'],
  use: 'To make a system of models that belong together; it is written into .mipiti/systems.yaml.',
  effect: 'edits',
  input: z.object({ name: z.string().check(z.minLength(1), z.maxLength(200)), description: z.optional(z.string().check(z.maxLength(4000))), workspace_id: z.optional(z.string()) }),
  output: z.object({ system: systemRow }),
  async run({ name, description, workspace_id }, desk) {
    if (name.trim() === '') throw new ToolRefusal('needs_name', 'The name says nothing.', 'Say what people call the system.');
    const workspace = await findWorkspace(desk, workspace_id);
    const { systems } = await allSystems(desk);
    const same = systems.find(({ system }) => system.name.trim().toLowerCase() === name.trim().toLowerCase());
    if (same) throw new ToolRefusal('already_there', `There is a system ${printable(same.system.name)} already, ${printable(same.id)}.`, 'Use it, or choose another name.');
    let id = '';
    await editSystems(workspace, (text) => {
      const edited = addSystem(text, name.trim(), description, systems.map((one) => one.id));
      id = edited.id;
      return edited;
    });
    const { file } = await systemsOf(workspace.project.root);
    return { summary: `Made the system ${printable(id)}.`, data: { system: rowOf({ id, workspace, system: file.systems[id]! }) }, next: 'add_model_to_system adds its members.' };
  },
});

export const addModelToSystem = tool({
  name: 'add_model_to_system',
  title: 'Add a model to a system',
  toolsets: ['compliance'],
  use: 'To make a model a member of a system. A model belongs to one system at most.',
  effect: 'edits',
  idempotent: true,
  input: z.object({ ...systemInput, ...modelInput }),
  output: z.object({ system: systemRow }),
  async run({ system_id, model_id }, desk) {
    const found = await findSystem(desk, system_id);
    const { model } = await findModel(desk, model_id);
    const { systems } = await allSystems(desk);
    const other = systems.find((one) => one.system.models.includes(model.model.id) && !(one.id === found.id && one.workspace.id === found.workspace.id));
    if (other) throw new ToolRefusal('in_another_system', `${printable(model.model.id)} belongs to ${printable(other.id)}.`, `Take it out of .mipiti/systems.yaml there first.`);
    if (!found.system.models.includes(model.model.id)) await editSystems(found.workspace, (text) => addMember(text, found.id, model.model.id));
    const now = await findSystem(desk, system_id);
    return { summary: `${printable(now.system.name)} has ${now.system.models.map(printable).join(', ')}.`, data: { system: rowOf(now) } };
  },
});

export const getSystemRiskView = tool({
  name: 'get_system_risk_view',
  title: 'Risk view of a system',
  toolsets: ['evidence', 'compliance'],
  use: 'To see the objectives of all members of a system by urgency.',
  not: 'For one model, use get_model_risk_view.',
  effect: 'reads',
  input: z.object({ ...systemInput, ...pageInput }),
  output: z.object({ system_id: z.string(), basis: z.literal('worktree'), rows: z.array(riskRow), missing: z.array(z.string()), ...pageOutput }),
  async run({ system_id, ...range }, desk) {
    const found = await findSystem(desk, system_id);
    const { models, missing } = await membersOf(desk, found);
    const rows = riskRows(models);
    const open = rows.filter(({ objective }) => objective.status !== 'mitigated');
    const { items, ...page } = pageOf(rows, range);
    return { summary: `${open.length} of ${rows.length} objectives of ${printable(found.system.name)} are open, by the work tree.${missing.length > 0 ? ` No open folder holds ${missing.map(printable).join(', ')}.` : ''}`, data: { system_id: found.id, basis: 'worktree' as const, rows: items.map(rowOfRisk), missing: [...missing], ...page } };
  },
});
