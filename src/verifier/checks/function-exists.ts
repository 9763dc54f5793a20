/** function_exists: the file defines a live function of this name, with behaviour of its own. */
import { claimedSegments } from '../code/dotted.ts';
import { findDefinitions } from '../code/find-definition.ts';
import type { FoundDefinition } from '../code/find-definition.ts';
import type { Verdict, VerdictReason } from '../verdict.ts';
import type { Check } from './check.ts';
import { about, hiddenByErrors, lineOf, readCode, touchesError } from './read-code.ts';
import type { CodeAtHand } from './read-code.ts';

export const checkFunctionExists: Check = async (input) => {
  const at = await readCode(input);
  if (!('facts' in at)) return at;
  const name = input.params.text['name'] ?? '';
  const nontrivial = input.params.flags['nontrivial'] === true;
  const { candidates, nested } = findDefinitions(name, at.facts);
  const worthOf = (found: FoundDefinition): FoundDefinition['worth'] => (found.worth === 'constant' ? (nontrivial ? 'stub' : 'live') : found.worth);

  const spoiled = candidates.find(({ function: fact, definition }) => touchesError(at, fact ?? definition));
  if (spoiled) {
    const error = touchesError(at, spoiled.function ?? spoiled.definition);
    return about(at, 'undecidable', 'parse_error', `${spoiled.name} has a syntax error at line ${lineOf(at, error ?? spoiled.definition)}.`, { span: error, symbols: [spoiled.name] });
  }
  const live = candidates.filter((found) => worthOf(found) === 'live');
  const lesser = candidates.filter((found) => worthOf(found) === 'stub' || worthOf(found) === 'declaration_only' || worthOf(found) === 'dynamic');
  const first = live[0];
  if (first) {
    // Of overloads too: a claim cannot say which one it means, and the one that matters may be the stub.
    const disagreeing = lesser.filter((found) => found.name !== first.name || found.worth !== 'declaration_only');
    if (disagreeing.length > 0) return ambiguous(at, name, [...live, ...disagreeing]);
    const others = live.length > 1 ? ` So do ${live.slice(1).map(({ name: other }) => other).join(', ')}.` : '';
    return about(at, 'pass', 'proven', `${first.name} is defined at line ${lineOf(at, first.definition)} of ${at.file} and has behaviour of its own.${others}`, {
      strength: 'declared',
      span: first.function ?? first.definition,
      symbols: [first.name],
      attributes: { resolved: true, ...(first.definition.conditional ? { conditional: true } : {}), ...(at.facts.errors.length > 0 ? { errorsElsewhere: true } : {}) },
    });
  }
  const dynamic = candidates.find(({ worth }) => worth === 'dynamic');
  if (dynamic) {
    return about(at, 'undecidable', 'dynamic', `${name} is bound at line ${lineOf(at, dynamic.definition)} to a value that is computed, so its body cannot be told.`, { span: dynamic.definition, symbols: [dynamic.name] });
  }
  const hidden = hiddenByErrors(at, claimedSegments(name).at(-1) ?? name, `The function ${name}`);
  return hidden ?? missing(at, name, candidates, nested);
};

function ambiguous(at: CodeAtHand, name: string, found: readonly FoundDefinition[]): Verdict {
  const list = found.map((one) => `${one.name} at line ${lineOf(at, one.definition)} (${wordOf(one.worth)})`).join(', ');
  return about(at, 'undecidable', 'ambiguous', `${name} can mean several functions that disagree: ${list}. Claim one by its qualified name.`, { span: found[0]?.definition, symbols: found.map((one) => one.name) });
}

const failures: Readonly<Partial<Record<FoundDefinition['worth'], { readonly reason: VerdictReason; readonly sentence: string }>>> = {
  stub: { reason: 'stub', sentence: 'is a stub: its body does nothing' },
  declaration_only: { reason: 'declaration_only', sentence: 'is only declared, without a body of its own' },
  type_only: { reason: 'type_only', sentence: 'exists for the type checker only' },
  dead_code: { reason: 'dead_code', sentence: 'stands in code that never runs' },
  test_only: { reason: 'test_only', sentence: 'exists in test runs only' },
  not_a_function: { reason: 'not_found', sentence: 'is not a function here' },
};

function wordOf(worth: FoundDefinition['worth']): string {
  return worth === 'live' || worth === 'constant' ? 'live' : worth.replace('_', ' ');
}

function missing(at: CodeAtHand, name: string, candidates: readonly FoundDefinition[], nested: readonly FoundDefinition[]): Verdict {
  for (const found of candidates) {
    const failure = failures[found.worth === 'constant' ? 'stub' : found.worth];
    if (failure) return about(at, 'fail', failure.reason, `${found.name} at line ${lineOf(at, found.definition)} of ${at.file} ${failure.sentence}.`, { span: found.function ?? found.definition, symbols: [found.name] });
  }
  const inner = nested[0];
  if (inner) {
    return about(at, 'fail', 'not_found', `${at.file} defines ${name} only inside of another function; claim it as ${inner.name}.`, { span: inner.definition, symbols: [inner.name] });
  }
  const imported = importOf(at, name);
  if (imported) return about(at, 'fail', 'not_found', `${at.file} does not define ${name}: it imports it from ${imported}. Claim it where it is defined.`);
  return about(at, 'fail', 'not_found', `${at.file} defines no function ${name}.`);
}

function importOf({ facts }: CodeAtHand, name: string): string | undefined {
  const source = facts.module.bindings.get(name)?.sources[0];
  return source?.kind === 'import' ? source.code.module : undefined;
}
