/** Frameworks: which there are, bringing one in, choosing some for a model. */
import * as z from 'zod/mini';
import { highestLevel } from '../../compliance/framework.ts';
import { frameworkForm } from '../../compliance/read-framework.ts';
import { selectFrameworks } from '../../project/compliance/edit-compliance.ts';
import { frameworksOf, importFramework } from '../../project/compliance/frameworks.ts';
import { printable } from '../../project/printable.ts';
import { ToolRefusal } from '../answer.ts';
import { changeOutput, editAndTell } from '../change-output.ts';
import { allModels, findModel } from '../find.ts';
import { modelInput } from '../inputs.ts';
import { refuseProblems } from '../proposal.ts';
import { tool } from '../tool.ts';
import { findWorkspace, workspacesOf } from '../workspace/find-workspace.ts';
import { findFramework } from './find-framework.ts';

const frameworkRow = z.object({ id: z.string(), name: z.string(), version: z.string(), requirements: z.int(), levels: z.record(z.string(), z.string()), built_in: z.boolean(), workspace_id: z.string(), file: z.optional(z.string()), licence: z.optional(z.string()), source: z.optional(z.string()), selected_by: z.array(z.string()) });

export const listComplianceFrameworks = tool({
  name: 'list_compliance_frameworks',
  title: 'List compliance frameworks',
  toolsets: ['compliance'],
  use: 'To see which frameworks can be selected: built-in outlines and imported ones, with their levels and who selected them.',
  effect: 'reads',
  input: z.object({}),
  output: z.object({ frameworks: z.array(frameworkRow), problems: z.array(z.object({ file: z.string(), place: z.string(), message: z.string() })) }),
  async run(_, desk) {
    const models = await allModels(desk);
    const found = await Promise.all((await workspacesOf(desk)).map(async ({ id, project }) => ({ id, project, ...(await frameworksOf(project.root)) })));
    const seen = new Set<string>();
    const frameworks = found.flatMap(({ id: workspace_id, known }) =>
      known.flatMap(({ framework, file }) => {
        // What is built in is the same everywhere.
        if (file === undefined && seen.has(framework.id)) return [];
        seen.add(framework.id);
        const levels = Object.fromEntries(Object.entries(framework.levels).map(([level, { name }]) => [level, name]));
        return [{
          id: framework.id,
          name: framework.name,
          version: framework.version,
          requirements: framework.requirements.length,
          levels,
          built_in: file === undefined,
          workspace_id,
          ...(file === undefined ? {} : { file }),
          ...(framework.licence === undefined ? {} : { licence: framework.licence }),
          ...(framework.source === undefined ? {} : { source: framework.source }),
          selected_by: models.filter(({ model }) => Object.hasOwn(model.model.compliance, framework.id)).map(({ model }) => model.model.id),
        }];
      }),
    );
    const problems = found.flatMap((one) => one.problems.map((problem) => ({ ...problem })));
    return {
      summary: `${frameworks.length} frameworks: ${frameworks.map(({ id, requirements }) => `${printable(id)} (${requirements})`).join(', ')}.${problems.length > 0 ? ` ${problems.length} ${problems.length === 1 ? 'problem keeps a file' : 'problems keep files'} from being used: ${printable(problems[0]!.file)}, ${printable(problems[0]!.place)}: ${printable(problems[0]!.message)}` : ''}`,
      data: { frameworks, problems },
    };
  },
});

export const importComplianceFramework = tool({
  name: 'import_compliance_framework',
  title: 'Import a compliance framework',
  toolsets: ['compliance'],
  use: 'To bring in a framework of your own in our JSON form; it is written below .mipiti/frameworks. Mind the rights in its text.',
  effect: 'edits',
  idempotent: true,
  input: z.object({ framework_json: z.record(z.string(), z.unknown()).check(z.describe('id, name, version, and either chapters with sections or a flat list of requirements. Call it with {} to see the form.')), workspace_id: z.optional(z.string()) }),
  output: z.object({ id: z.string(), name: z.string(), requirements: z.int(), file: z.string(), replaced: z.boolean() }),
  async run({ framework_json, workspace_id }, desk) {
    const { project } = await findWorkspace(desk, workspace_id);
    if (Object.keys(framework_json).length === 0) throw new ToolRefusal('nothing_to_import', 'There is no framework in it.', 'Fill in the form in the data.', { form: z.toJSONSchema(frameworkForm, { io: 'input' }) });
    const result = await importFramework(project.root, framework_json);
    if ('problems' in result) {
      refuseProblems(result.problems, 'framework');
      throw new TypeError('a framework was refused without a reason');
    }
    if ('refused' in result) {
      const words = { built_in: 'A framework of that id is built in.', changed_meanwhile: 'The file was changed by somebody else meanwhile, or cannot be replaced.', leads_elsewhere: '.mipiti leads out of the folder through a link.' } as const;
      throw new ToolRefusal(result.refused, `${words[result.refused]} Nothing was written.`, result.refused === 'built_in' ? 'Choose another id.' : 'Look at .mipiti/frameworks, then call it again.');
    }
    const { framework, file, replaced } = result;
    return { summary: `${printable(framework.name)} ${printable(framework.version)} is ${replaced ? 'renewed' : 'there'}, with ${framework.requirements.length} requirements, in ${file}.`, data: { id: framework.id, name: framework.name, requirements: framework.requirements.length, file, replaced }, next: 'select_compliance_frameworks chooses it for a model.' };
  },
});

export const selectComplianceFrameworks = tool({
  name: 'select_compliance_frameworks',
  title: 'Select frameworks for a model',
  toolsets: ['compliance'],
  use: 'To hold a model against frameworks, up to a level. It only adds: what is selected already keeps its mappings.',
  not: 'Taking a framework out is a weakening, and left to a person who edits the model.',
  effect: 'edits',
  idempotent: true,
  input: z.object({ ...modelInput, framework_ids: z.array(z.string()).check(z.minLength(1), z.maxLength(20)), level: z.optional(z.int().check(z.minimum(1), z.maximum(9), z.describe('The target level; requirements up to it count.'))) }),
  output: z.object({ ...changeOutput, selected: z.array(z.string()), added: z.array(z.string()) }),
  async run({ model_id, framework_ids, level }, desk) {
    const { project, model } = await findModel(desk, model_id);
    const frameworks = await Promise.all(framework_ids.map((id) => findFramework(project, id)));
    const without = frameworks.filter((framework) => level !== undefined && (highestLevel(framework) ?? 0) < level);
    if (without.length > 0) throw new ToolRefusal('no_such_level', `${without.map(({ id }) => printable(id)).join(', ')} ${without.length === 1 ? 'has' : 'have'} no level ${level}.`, 'Leave the level out, or name one that it has.', { levels: Object.fromEntries(without.map(({ id, levels }) => [id, Object.keys(levels)])) });
    const before = new Set(Object.keys(model.model.compliance));
    const { after, change } = await editAndTell(desk, model, selectFrameworks(model.parsed, [...new Set(framework_ids)], level));
    const selected = Object.keys(after.model.compliance);
    const added = selected.filter((id) => !before.has(id));
    return { summary: `${printable(after.model.id)} is held against ${selected.map(printable).join(', ')}.${added.length > 0 ? ` New: ${added.map(printable).join(', ')}.` : ''}`, data: { ...change, selected, added }, next: 'get_compliance_report shows what is covered; auto_map_controls helps to map.' };
  },
});
