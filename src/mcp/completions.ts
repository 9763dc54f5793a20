/** Words for the arguments of templates and prompts, from the models as they are. */
import type { ModelSnapshot } from '../project/snapshot.ts';
import { nameIn } from './addresses.ts';
import type { Completion, Served } from './served.ts';
import type { Workbench } from './workbench.ts';

/** As many as the protocol lets an answer have. */
const mostValues = 100;

export function completions(workbench: Workbench): Served['complete'] {
  return async ({ argument, typed, known, signal }: Completion) => {
    const models = (await workbench.projects(signal, () => undefined)).flatMap((project) => project.models);
    const begun = typed.toLowerCase();
    const fitting = wordsFor(argument, models, known['model']).filter((word) => word.toLowerCase().startsWith(begun));
    return { values: fitting.slice(0, mostValues), total: fitting.length, hasMore: fitting.length > mostValues };
  };
}

function wordsFor(argument: string, models: readonly ModelSnapshot[], model: string | undefined): readonly string[] {
  const meant = model === undefined ? models : models.filter((one) => one.model.id === model || one.path === model);
  if (argument === 'model') return models.map((one) => nameIn(models, one));
  if (argument === 'control') return [...new Set(meant.flatMap((one) => Object.keys(one.model.controls)))];
  if (argument === 'objective') return [...new Set(meant.flatMap((one) => one.assessment.objectives.map(({ id }) => id)))];
  return [];
}
