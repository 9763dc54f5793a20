/** Remedies that are safe to make for a person: each says what it does, and is a minimal edit. */
import { appendValue, removeValue, setValue, type EditResult } from '../../model/edit.ts';
import { restoreEntity } from '../../model/edit-entities.ts';
import { insertValue } from '../../model/edit.ts';
import type { ModelProblem } from '../../model/problem.ts';
import type { ParsedModel } from '../../model/parse.ts';
import { repairDoubledIdentifiers } from '../../model/renumber.ts';
import { findSimilar } from '../../model/similar.ts';
import type { TextEdit } from '../../model/text-edit.ts';
import { keyText } from '../../model/yaml-text.ts';
import { kindOfShape, shapeAt, wordsOf } from './shape.ts';

export interface QuickFix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** The one that a person most likely wants. */
  readonly preferred?: boolean;
}

/** The remedies of one problem of a model's text, the likeliest first. Remedies that no small edit can make are left out. */
export function quickFixesFor(parsed: ParsedModel, problem: ModelProblem, chance: () => number): readonly QuickFix[] {
  const fix = (title: string, result: EditResult, preferred = false): readonly QuickFix[] => ('refused' in result || result.edits.length === 0 ? [] : [{ title, edits: result.edits, ...(preferred ? { preferred } : {}) }]);
  const { path } = problem;
  switch (problem.code) {
    case 'duplicate_key': {
      const { edits, renumbered } = repairDoubledIdentifiers(parsed, chance);
      const mine = renumbered.findIndex(({ from }) => from === problem.parameters.key);
      const edit = edits[mine];
      return edit ? [{ title: `Give the second ${problem.parameters.key} the free identifier ${renumbered[mine]!.to}`, edits: [edit], preferred: true }] : [];
    }
    case 'unknown_key': {
      const { key, suggestion } = problem.parameters;
      const range = parsed.source.keyRangeOf(path);
      return [...(suggestion !== undefined && range ? [{ title: `Change ${key} to ${suggestion}`, edits: [{ range, text: keyText(suggestion) }], preferred: true }] : []), ...fix(`Remove ${key}`, removeValue(parsed, path))];
    }
    case 'missing_key': {
      const known: Readonly<Record<string, unknown>> = { schema: 1, id: 'model', title: 'Threat model' };
      const { key } = problem.parameters;
      return path.length <= 1 && key in known ? fix(`Add ${key}: ${String(known[key])}`, insertValue(parsed, [key], known[key]), true) : [];
    }
    case 'invalid_value': {
      const shape = shapeAt(path, (assertion) => parsed.model.assertions[assertion]?.type);
      const kind = kindOfShape(shape);
      const words = [...wordsOf(shape).map(({ word }) => word), ...(kind && kind !== 'objectives' && kind !== 'clauses' && kind !== 'gaps' ? Object.keys(parsed.model[kind]) : [])];
      const likely = findSimilar(problem.parameters.found.replace(/^["']|["']$/g, ''), words);
      const ordered = likely === undefined ? words : [likely, ...words.filter((word) => word !== likely)];
      return ordered.slice(0, 5).flatMap((word) => fix(`Write ${word}`, setValue(parsed, path, word), word === likely));
    }
    case 'unknown_reference': {
      const { id, removed, suggestion } = problem.parameters;
      return [
        ...(removed ? fix(`Restore ${id}`, restoreEntity(parsed, id), true) : []),
        ...(suggestion === undefined ? [] : fix(`Change ${id} to ${suggestion}`, setValue(parsed, path, suggestion), !removed)),
        ...(typeof path.at(-1) === 'number' ? fix(`Take ${id} out here`, removeValue(parsed, path)) : []),
      ];
    }
    case 'removed_identifier_in_use':
      return fix(`Take the tombstone of ${problem.parameters.id} out`, removeValue(parsed, ['removed', problem.parameters.id]));
    case 'asset_without_property':
      return (['C', 'I', 'A'] as const).flatMap((property, index) => fix(`Protect its ${{ C: 'confidentiality', I: 'integrity', A: 'availability' }[property]}`, appendValue(parsed, ['assets', problem.parameters.id, 'properties'], property), index === 0));
    case 'implemented_without_assertion':
      return fix(`Set ${problem.parameters.id} to not_implemented until there is evidence`, setValue(parsed, ['controls', problem.parameters.id, 'status'], 'not_implemented'));
    case 'dismissal_without_reason':
      return fix('Open the finding again', setValue(parsed, ['findings', problem.parameters.id, 'status'], 'acknowledged'));
    case 'unknown_clause': {
      const { id, clause } = problem.parameters;
      const control = parsed.model.assertions[id]?.control;
      const known = control === undefined ? [] : Object.keys(parsed.model.controls[control]?.clauses ?? {});
      const likely = findSimilar(clause, known) ?? (known.length === 1 ? known[0] : undefined);
      return [...(likely === undefined ? [] : fix(`Change ${clause} to ${likely}`, setValue(parsed, path, likely), true)), ...fix(`Take ${clause} out here`, removeValue(parsed, path))];
    }
    default:
      return [];
  }
}
