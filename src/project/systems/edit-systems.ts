/** Small edits of the text of `.mipiti/systems.yaml`: comments, order and layout stay. What comes out is read again before it is handed out. */
import { appendValue, insertValue, removeValue, setValue, type EditResult } from '../../model/edit.ts';
import { editInSteps, type EditStep } from '../../model/edit-in-steps.ts';
import { parseModel, type ParsedModel } from '../../model/parse.ts';
import type { ModelPath } from '../../model/problem.ts';
import { entryAt } from '../../model/source.ts';
import { modelIdOf } from '../../model/template.ts';
import { applyEdits } from '../../model/text-edit.ts';
import { describeRefusal } from '../sentences/modelling.ts';
import { readSystems } from './read-systems.ts';

export type EditedSystems = { readonly text: string } | { readonly because: string };

/** The text of a file without systems. */
export const emptySystemsText = `# Which models belong together, and what the organisation aims at. None of it alters a posture.
schema: 1
systems: {}
`;

export function addSystem(text: string, name: string, description: string | undefined, taken: readonly string[]): EditedSystems & { readonly id: string } {
  const wanted = modelIdOf(name);
  let id = wanted;
  for (let number = 2; taken.includes(id); number++) id = `${wanted}-${number}`;
  return { id, ...edited(text, [(now) => insertValue(now, ['systems', id], { name, ...(description === undefined ? {} : { description }) })]) };
}

export function addMember(text: string, system: string, model: string): EditedSystems {
  return edited(text, [(now) => appendValue(now, ['systems', system, 'models'], model)]);
}

export function selectForSystem(text: string, system: string, frameworks: readonly string[], level: number | undefined): EditedSystems {
  return edited(text, frameworks.map((id): EditStep => (now) => {
    const path = ['systems', system, 'frameworks', id];
    if (!entryAt(now.document, path)) return insertValue(now, path, level === undefined ? {} : { level });
    return level === undefined ? { edits: [] } : setValue(now, [...path, 'level'], level);
  }));
}

/** null takes a grade out; undefined leaves it as it is. */
export function gradeOrganization(text: string, grades: Readonly<Record<'target_ml' | 'csf_tier', number | null | undefined>>): EditedSystems {
  return edited(text, (['target_ml', 'csf_tier'] as const).map((key): EditStep => (now) => {
    const [path, grade]: [ModelPath, number | null | undefined] = [['organization', key], grades[key]];
    if (grade === undefined) return { edits: [] };
    if (grade === null) return entryAt(now.document, path) ? removeValue(now, path) : { edits: [] };
    return setOrInsert(now, path, grade);
  }));
}

function setOrInsert(parsed: ParsedModel, path: ModelPath, value: number): EditResult {
  return entryAt(parsed.document, path) ? setValue(parsed, path, value) : insertValue(parsed, path, value);
}

/** The editing of model files knows YAML, and here asks nothing of a model. */
function edited(text: string, steps: readonly EditStep[]): EditedSystems {
  const result = editInSteps(parseModel(text), steps);
  if ('refused' in result) return { because: describeRefusal(result).replace('The model file', 'The file') };
  const after = applyEdits(text, result.edits);
  const read = readSystems(after);
  return 'problems' in read ? { because: `it would have a problem afterwards: ${read.problems[0]?.message ?? ''}` } : { text: after };
}
