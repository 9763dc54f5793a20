/** function_calls: live code of one function calls another one. */
import { claimedSegments } from '../code/dotted.ts';
import { findDefinitions } from '../code/find-definition.ts';
import type { Verdict } from '../verdict.ts';
import { callVerdict } from './call-verdict.ts';
import type { Check } from './check.ts';
import { about, hiddenByErrors, lineOf, readCode, touchesError } from './read-code.ts';
import { worthlessFunctions } from './worthless-functions.ts';

export const checkFunctionCalls: Check = async (input) => {
  const at = await readCode(input);
  if (!('facts' in at)) return at;
  const caller = input.params.text['caller'] ?? '';
  const callee = input.params.text['callee'] ?? '';
  const { candidates, nested } = findDefinitions(caller, at.facts);
  const able = candidates.filter(({ worth }) => worth === 'live' || worth === 'constant' || worth === 'stub');
  if (able.length === 0) {
    const hidden = hiddenByErrors(at, claimedSegments(caller).at(-1) ?? caller, `The caller ${caller}`);
    if (hidden) return hidden;
    for (const { worth, name, definition } of candidates) {
      const why = worthlessFunctions[worth];
      if (why) return about(at, worth === 'dynamic' ? 'undecidable' : 'fail', why.reason, `The caller ${name} at line ${lineOf(at, definition)} ${why.sentence}.`, { span: definition, symbols: [name] });
    }
    const inner = nested[0];
    const hint = inner ? ` It stands inside of another function: claim it as ${inner.name}.` : '';
    return about(at, 'fail', 'not_found', `${at.file} defines no function ${caller} that could call ${callee}.${hint}`, inner ? { span: inner.definition } : {});
  }
  const verdicts = await Promise.all(able.map(async (found): Promise<Verdict> => {
    const error = touchesError(at, found.function ?? found.definition);
    if (error) return about(at, 'undecidable', 'parse_error', `The caller ${found.name} has a syntax error at line ${lineOf(at, error)}.`, { span: error, symbols: [found.name] });
    return callVerdict(at, found, callee, input);
  }));
  const first = verdicts[0]!;
  if (verdicts.every(({ verdict }) => verdict === first.verdict)) return verdicts.find(({ strength }) => strength !== 'unconditional') ?? first;
  const undecided = verdicts.find(({ verdict }) => verdict === 'undecidable');
  if (undecided) return undecided;
  const list = able.map(({ name, definition }, index) => `${name} at line ${lineOf(at, definition)} (${verdicts[index]?.verdict === 'pass' ? 'calls it' : 'does not'})`).join(', ');
  return about(at, 'undecidable', 'ambiguous', `${caller} can mean several functions that disagree: ${list}. Claim one by its qualified name.`, { span: able[0]?.definition, symbols: able.map(({ name }) => name) });
};
