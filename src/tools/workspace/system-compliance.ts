/** How the members of a system stand together against a framework. */
import * as z from 'zod/mini';
import { highestLevel } from '../../compliance/framework.ts';
import { complianceReport, countRows, requirementStatuses, systemRows } from '../../compliance/report.ts';
import { selectForSystem } from '../../project/systems/edit-systems.ts';
import { printable } from '../../project/printable.ts';
import { ToolRefusal } from '../answer.ts';
import { countsIn, findFramework } from '../compliance/find-framework.ts';
import { countsOutput, levelInput } from '../compliance/report.ts';
import { pageInput, pageOf, pageOutput } from '../page.ts';
import { tool } from '../tool.ts';
import { editSystems, findSystem, membersOf } from './find-system.ts';
import { systemInput } from './systems.ts';

export const selectSystemComplianceFrameworks = tool({
  name: 'select_system_compliance_frameworks',
  title: 'Select frameworks for a system',
  toolsets: ['compliance'],
  use: 'To hold a system against frameworks, up to a level. It only adds; members select their own for mappings.',
  effect: 'edits',
  idempotent: true,
  input: z.object({ ...systemInput, framework_ids: z.array(z.string()).check(z.minLength(1), z.maxLength(20)), level: z.optional(z.int().check(z.minimum(1), z.maximum(9))) }),
  output: z.object({ system_id: z.string(), selected: z.array(z.string()), added: z.array(z.string()), members_without: z.record(z.string(), z.array(z.string())) }),
  async run({ system_id, framework_ids, level }, desk) {
    const found = await findSystem(desk, system_id);
    for (const id of framework_ids) {
      const framework = await findFramework(found.workspace.project, id);
      if (level !== undefined && (highestLevel(framework) ?? 0) < level) throw new ToolRefusal('no_such_level', `${printable(id)} has no level ${level}.`, 'Leave the level out, or name one that it has.');
    }
    await editSystems(found.workspace, (text) => selectForSystem(text, found.id, [...new Set(framework_ids)], level));
    const now = await findSystem(desk, system_id);
    const { models } = await membersOf(desk, now);
    const selected = Object.keys(now.system.frameworks);
    const without = Object.fromEntries(selected.map((id) => [id, models.filter(({ model }) => !Object.hasOwn(model.compliance, id)).map(({ model }) => model.id)] as const).filter(([, ids]) => ids.length > 0));
    return { summary: `${printable(now.system.name)} is held against ${selected.map(printable).join(', ')}.${Object.keys(without).length > 0 ? ' Not every member has selected them; what it does not select is unmapped there.' : ''}`, data: { system_id: now.id, selected, added: selected.filter((id) => !Object.hasOwn(found.system.frameworks, id)), members_without: without }, next: 'get_system_compliance_report shows what is covered.' };
  },
});

const row = z.object({ requirement_id: z.string(), level: z.int(), scope: z.enum(['component', 'system']), section: z.string(), status: z.enum(requirementStatuses), members: z.array(z.object({ model_id: z.string(), status: z.enum(requirementStatuses) })) });

export const getSystemComplianceReport = tool({
  name: 'get_system_compliance_report',
  title: 'Compliance report of a system',
  toolsets: ['compliance'],
  use: 'To see how the members of a system together stand against a framework.',
  not: 'For what decided a line, use get_compliance_report of the member.',
  effect: 'reads',
  input: z.object({ ...systemInput, framework_id: z.string(), level: levelInput, status: z.optional(z.enum(requirementStatuses)), ...pageInput }),
  output: z.object({ system_id: z.string(), framework_id: z.string(), basis: z.literal('worktree'), level: z.optional(z.int()), counts: countsOutput, rows: z.array(row), missing: z.array(z.string()), ...pageOutput }),
  async run({ system_id, framework_id, level, status, ...range }, desk) {
    const found = await findSystem(desk, system_id);
    const framework = await findFramework(found.workspace.project, framework_id);
    const selection = found.system.frameworks[framework_id];
    if (!selection) throw new ToolRefusal('not_selected', `${printable(found.system.name)} has not selected ${printable(framework_id)}.`, 'Call select_system_compliance_frameworks first.', { selected: Object.keys(found.system.frameworks) });
    const upTo = level ?? selection.level ?? highestLevel(framework);
    const { models, missing } = await membersOf(desk, found);
    const members = models.map((model) => ({ member: model.model.id, rows: complianceReport(framework, model.model.compliance[framework_id] ?? { exclusions: {}, mappings: {} }, countsIn(model), upTo).rows }));
    const rows = systemRows(framework, members, upTo);
    const counts = countRows(rows);
    const { items, ...page } = pageOf(rows.filter((one) => status === undefined || one.status === status), range);
    return {
      summary: `${counts.covered} of ${rows.length - counts.excluded} requirements of ${printable(framework.name)}${upTo === undefined ? '' : ` up to level ${upTo}`} are covered by ${printable(found.system.name)}, by the work tree; ${counts.partial} in part, ${counts.uncovered} not, ${counts.unmapped} unmapped, ${counts.excluded} excluded.${missing.length > 0 ? ` No open folder holds ${missing.map(printable).join(', ')}, so this is told without them.` : ''}`,
      data: {
        system_id: found.id,
        framework_id,
        basis: 'worktree' as const,
        ...(upTo === undefined ? {} : { level: upTo }),
        counts,
        rows: items.map(({ requirement, status: standing, members: each }) => ({ requirement_id: requirement.id, level: requirement.level, scope: requirement.scope, section: requirement.section.name, status: standing, members: each.map(({ member, status: its }) => ({ model_id: member, status: its })) })),
        missing: [...missing],
        ...page,
      },
    };
  },
});
