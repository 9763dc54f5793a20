/** Frameworks in a model file: selection, mappings, exclusions, as small edits. */
import { insertValue, setValue, type EditResult } from '../../model/edit.ts';
import { editInSteps, type EditStep } from '../../model/edit-in-steps.ts';
import type { ParsedModel } from '../../model/parse.ts';
import type { Framework } from '../../model/schema.ts';

type Confidence = Framework['mappings'][string][string]['confidence'];

export interface NewMapping {
  readonly framework: string;
  /** As the framework spells it. */
  readonly requirement: string;
  readonly control: string;
  readonly confidence: Confidence;
  readonly notes?: string | undefined;
}

/** Adds frameworks to the selection, and sets the target level where one is given. What is selected already keeps its mappings. */
export function selectFrameworks(parsed: ParsedModel, ids: readonly string[], level?: number): EditResult {
  const { compliance } = parsed.model;
  return editInSteps(
    parsed,
    ids.map((id): EditStep => (now) => {
      const present = compliance[id];
      if (!present) return insertValue(now, ['compliance', id], level === undefined ? {} : { level });
      return level === undefined || present.level === level ? { edits: [] } : setValue(now, ['compliance', id, 'level'], level);
    }),
  );
}

/** Maps controls to requirements, or says more exactly what is mapped already. */
export function mapControls(parsed: ParsedModel, mappings: readonly NewMapping[]): EditResult {
  return editInSteps(
    parsed,
    mappings.map(({ framework, requirement, control, confidence, notes }): EditStep => (now) => {
      const selection = now.model.compliance[framework];
      const value = { confidence, ...(notes === undefined ? {} : { notes }) };
      const named = Object.keys(selection?.mappings ?? {}).find((one) => one === requirement);
      const path = ['compliance', framework, 'mappings', named ?? requirement, control];
      const present = named === undefined ? undefined : selection?.mappings[named]?.[control];
      if (!present) return insertValue(now, path, value);
      return present.confidence === confidence && (notes === undefined || present.notes === notes) ? { edits: [] } : setValue(now, path, { ...present, ...value });
    }),
  );
}

export interface NewExclusion {
  readonly framework: string;
  readonly requirement: string;
  readonly why: string;
}

/** Says that requirements do not apply, each for a reason. */
export function excludeRequirements(parsed: ParsedModel, exclusions: readonly NewExclusion[]): EditResult {
  return editInSteps(parsed, exclusions.map(({ framework, requirement, why }): EditStep => (now) => setValueOrInsert(now, ['compliance', framework, 'exclusions', requirement, 'why'], why)));
}

function setValueOrInsert(parsed: ParsedModel, path: readonly string[], value: string): EditResult {
  const [, framework = '', , requirement = ''] = path;
  return Object.hasOwn(parsed.model.compliance[framework]?.exclusions ?? {}, requirement) ? setValue(parsed, path, value) : insertValue(parsed, path.slice(0, -1), { why: value });
}
