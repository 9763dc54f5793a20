/** How a model stands against a framework. */
import * as z from 'zod/mini';
import { highestLevel } from '../../compliance/framework.ts';
import { complianceReport, requirementStatuses } from '../../compliance/report.ts';
import { printable } from '../../project/printable.ts';
import { basisOf, basisOutput } from '../basis.ts';
import { findModel } from '../find.ts';
import { modelInput } from '../inputs.ts';
import { pageInput, pageOf, pageOutput } from '../page.ts';
import { tool } from '../tool.ts';
import { countsIn, findSelected } from './find-framework.ts';

export const countsOutput = z.object({ covered: z.int(), partial: z.int(), uncovered: z.int(), unmapped: z.int(), excluded: z.int() });

const row = z.object({
  requirement_id: z.string(),
  level: z.int(),
  section: z.string(),
  title: z.optional(z.string()),
  description: z.optional(z.string()),
  status: z.enum(requirementStatuses),
  why: z.string(),
  controls: z.array(z.object({ control_id: z.string(), confidence: z.string(), counts: z.boolean(), notes: z.optional(z.string()) })),
});

export const levelInput = z.optional(z.int().check(z.minimum(1), z.maximum(9), z.describe('Requirements up to this level. Left out: the target level of the selection, or all.')));

export const getComplianceReport = tool({
  name: 'get_compliance_report',
  title: 'Compliance report of a model',
  toolsets: ['compliance'],
  use: 'To see which requirements of a framework are covered, partly, not, unmapped or excluded, and what decided it.',
  not: 'For a whole system, use get_system_compliance_report.',
  effect: 'reads',
  input: z.object({ ...modelInput, framework_id: z.string(), level: levelInput, status: z.optional(z.enum(requirementStatuses)), ...pageInput }),
  output: z.object({ model_id: z.string(), ...basisOutput, framework_id: z.string(), level: z.optional(z.int()), counts: countsOutput, rows: z.array(row), unknown: z.array(z.string()).check(z.describe('Requirements that the model names and the framework does not have.')), ...pageOutput }),
  async run({ model_id, framework_id, level, status, ...range }, desk) {
    const { project, model } = await findModel(desk, model_id);
    const { framework, selection } = await findSelected(project, model, framework_id);
    const upTo = level ?? selection.level ?? highestLevel(framework);
    const report = complianceReport(framework, selection, countsIn(model), upTo);
    const { items, ...page } = pageOf(report.rows.filter((one) => status === undefined || one.status === status), range);
    const { covered, partial, uncovered, unmapped, excluded } = report.counts;
    const level_ = upTo === undefined ? {} : { level: upTo };
    return {
      summary: [
        `${covered} of ${report.rows.length - excluded} requirements of ${printable(framework.name)} ${printable(framework.version)}${upTo === undefined ? '' : ` up to level ${upTo}`} are covered, by the work tree; ${partial} in part, ${uncovered} not, ${unmapped} unmapped, ${excluded} excluded.`,
        ...(report.unknown.length > 0 ? [`The framework does not have ${report.unknown.slice(0, 5).map(printable).join(', ')}${report.unknown.length > 5 ? ', …' : ''}, which the model names.`] : []),
      ].join('\n'),
      data: {
        model_id: model.model.id,
        ...basisOf(model),
        framework_id,
        ...level_,
        counts: { ...report.counts },
        rows: items.map(({ requirement, status: standing, why, controls }) => ({
          requirement_id: requirement.id,
          level: requirement.level,
          section: requirement.section.name,
          ...(requirement.title === undefined ? {} : { title: requirement.title }),
          ...(requirement.description === undefined ? {} : { description: requirement.description }),
          status: standing,
          why,
          controls: controls.map(({ control, confidence, counts, notes }) => ({ control_id: control, confidence, counts, ...(notes === undefined ? {} : { notes }) })),
        })),
        unknown: [...report.unknown],
        ...page,
      },
      ...(unmapped > 0 ? { next: 'auto_map_controls gives a brief for what is unmapped.' } : {}),
    };
  },
});
