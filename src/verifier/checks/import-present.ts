/** import_present: live code of the file imports the module when it runs. */
import type { ImportFact } from '../code/facts.ts';
import type { VerdictReason } from '../verdict.ts';
import type { Check } from './check.ts';
import { about, hiddenByErrors, lineOf, readCode, touchesError } from './read-code.ts';

export const checkImportPresent: Check = async (input) => {
  const at = await readCode(input);
  if (!('facts' in at)) return at;
  const module = input.params.text['module'] ?? '';
  const { imports, traits, errors } = at.facts;
  const named = imports.filter((one) => (one.relative ? one.module === module : traits.moduleCounts(one.module, module)));
  const live = named.find((one) => shortfall(one) === undefined);
  if (live) {
    const error = touchesError(at, live);
    if (error) return about(at, 'undecidable', 'parse_error', `The import of ${module} at line ${lineOf(at, live)} has a syntax error.`, { span: error });
    return about(at, 'pass', 'proven', `${at.file} imports ${live.module} at line ${lineOf(at, live)}.`, {
      strength: 'declared',
      span: live,
      attributes: { resolved: true, ...(errors.length > 0 ? { errorsElsewhere: true } : {}) },
    });
  }
  const hidden = hiddenByErrors(at, module, `An import of ${module}`);
  if (hidden) return hidden;
  for (const one of named) {
    const lacking = shortfall(one);
    if (lacking) return about(at, 'fail', lacking.reason, `The import of ${module} at line ${lineOf(at, one)} of ${at.file} ${lacking.sentence}.`, { span: one });
  }
  const relative = imports.find((one) => one.relative && lastPart(one.module) === module);
  if (relative) return about(at, 'fail', 'not_found', `${at.file} imports ${relative.module} at line ${lineOf(at, relative)}: a file of its own, not ${module}.`, { span: relative });
  return about(at, 'fail', 'not_found', `${at.file} does not import ${module}.`);
};

function shortfall(one: ImportFact): { readonly reason: VerdictReason; readonly sentence: string } | undefined {
  if (one.typeOnly || one.standing === 'type_only') return { reason: 'type_only', sentence: 'is for types only and is gone at run time' };
  if (one.standing === 'test_only') return { reason: 'test_only', sentence: 'happens in test runs only' };
  return one.standing === 'live' || one.standing === 'default_argument' ? undefined : { reason: 'dead_code', sentence: 'stands in code that never runs' };
}

function lastPart(module: string): string {
  return module.split(/[./]/).at(-1) ?? module;
}
