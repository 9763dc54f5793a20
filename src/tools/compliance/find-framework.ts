/** Frameworks and requirements that a tool's input names. */
import type { Framework, Requirement } from '../../compliance/framework.ts';
import { requirementNamed } from '../../compliance/requirement-named.ts';
import { findSimilar } from '../../model/similar.ts';
import type { Framework as Selection } from '../../model/schema.ts';
import { frameworksOf } from '../../project/compliance/frameworks.ts';
import { printable } from '../../project/printable.ts';
import type { ModelSnapshot, Project } from '../../project/snapshot.ts';
import { ToolRefusal } from '../answer.ts';

/** @throws ToolRefusal `unknown_framework`, with those that there are and what is wrong with files that cannot be used. */
export async function findFramework({ root }: Pick<Project, 'root'>, id: string): Promise<Framework> {
  const { known, problems } = await frameworksOf(root);
  const found = known.find(({ framework }) => framework.id === id);
  if (found) return found.framework;
  const ids = known.map(({ framework }) => framework.id);
  const broken = problems.find(({ file }) => file.endsWith(`/${id}.json`));
  throw new ToolRefusal('unknown_framework', broken ? `${printable(broken.file)} cannot be used: ${printable(broken.place)}: ${printable(broken.message)}` : `There is no framework ${printable(id)}.`, broken ? 'Mend the file, or import the framework again.' : `Name one of ${ids.map(printable).join(', ')}, or import it first.`, { known: ids });
}

/** The framework and what the model says of it. @throws ToolRefusal `not_selected` too. */
export async function findSelected(project: Pick<Project, 'root'>, { model }: ModelSnapshot, id: string): Promise<{ readonly framework: Framework; readonly selection: Selection }> {
  const framework = await findFramework(project, id);
  const selection = Object.hasOwn(model.compliance, id) ? model.compliance[id] : undefined;
  if (!selection) throw new ToolRefusal('not_selected', `${printable(model.id)} has not selected ${printable(id)}.`, 'Call select_compliance_frameworks first.', { selected: Object.keys(model.compliance) });
  return { framework, selection };
}

/** @throws ToolRefusal `unknown_requirement`. */
export function findRequirement(framework: Framework, named: string): Requirement {
  const found = requirementNamed(framework, named);
  if (found) return found;
  const likely = findSimilar(named, framework.requirements.map(({ id }) => id));
  throw new ToolRefusal('unknown_requirement', `${framework.id} has no requirement ${printable(named)}.`, likely === undefined ? 'get_compliance_report lists its requirements.' : `Did you mean ${likely}?`);
}

/** How the model itself spells a requirement that it names already; else as the framework does. */
export function spelledIn(framework: Framework, names: readonly string[], requirement: Requirement): string {
  return names.find((named) => requirementNamed(framework, named)?.id === requirement.id) ?? requirement.id;
}

/** For a report: whether a control counts, by the work tree. */
export function countsIn({ assessment }: ModelSnapshot): (control: string) => boolean | undefined {
  const controls = new Map(assessment.controls.map(({ id, counts }) => [id, counts]));
  return (control) => controls.get(control);
}
