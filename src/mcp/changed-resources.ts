/** Which resources of a model say something else than before. */
import { isDeepStrictEqual } from 'node:util';
import type { ModelSnapshot } from '../project/snapshot.ts';
import { addressOf } from './addresses.ts';
import type { ChangedModels } from './workbench.ts';

/** The addresses, each once, under the identifier of the model and under its path. */
export function changedResources(changed: ChangedModels): readonly string[] {
  const found = new Set<string>();
  for (const { before, after } of changed) {
    const names = new Set([before, after].flatMap((model) => (model ? [model.model.id, model.path] : [])));
    const add = (kind: 'model' | 'posture' | 'control' | 'objective' | 'explanation', entity?: string): void => {
      for (const model of names) found.add(addressOf({ kind, model, ...(entity === undefined ? {} : { entity }) }));
    };
    if (before?.text !== after?.text) add('model');
    if (before?.assessment.digest !== after?.assessment.digest || before?.recorded !== after?.recorded) add('posture');
    const controls = changedControls(before, after);
    for (const id of controls) add('control', id);
    for (const id of changedObjectives(before, after, controls)) {
      add('objective', id);
      add('explanation', id);
    }
  }
  return [...found];
}

function changedControls(before: ModelSnapshot | undefined, after: ModelSnapshot | undefined): ReadonlySet<string> {
  const of = (model: ModelSnapshot | undefined, id: string): unknown =>
    model && Object.hasOwn(model.model.controls, id) && [model.model.controls[id], model.assessment.controls.find((control) => control.id === id), Object.entries(model.model.assertions).filter(([, { control }]) => control === id).map(([assertion, claim]) => [assertion, claim, model.verdicts.get(assertion)])];
  const ids = new Set([before, after].flatMap((model) => Object.keys(model?.model.controls ?? {})));
  return new Set([...ids].filter((id) => !isDeepStrictEqual(of(before, id), of(after, id))));
}

function changedObjectives(before: ModelSnapshot | undefined, after: ModelSnapshot | undefined, controls: ReadonlySet<string>): ReadonlySet<string> {
  const [were, are] = [before, after].map((model) => new Map((model?.assessment.objectives ?? []).map((objective) => [objective.id, objective])));
  const ids = new Set([...were!.keys(), ...are!.keys()]);
  return new Set([...ids].filter((id) => {
    const [was, is] = [were!.get(id), are!.get(id)];
    return !isDeepStrictEqual(was, is) || (is?.groups ?? []).some((group) => group.controls.some(({ control }) => controls.has(control)));
  }));
}
