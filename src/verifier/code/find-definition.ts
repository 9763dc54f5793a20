/** Finds what a claimed name is defined as in a file, and what became of it. */
import { behaviourOf } from './behaviour.ts';
import { distinctBy } from './distinct-by.ts';
import { claimedSegments, foldOf, withConstructor } from './dotted.ts';
import type { CodeFacts, DefinitionFact, FunctionFact } from './facts.ts';
import { ownerOf } from './owner.ts';
import { definitionIndex, functionOfTarget, resolve } from './resolve.ts';
import type { LanguageTraits } from './traits.ts';

/** What a definition is worth. `constant` counts as live unless more is asked. */
export type DefinitionWorth = 'live' | 'constant' | 'stub' | 'declaration_only' | 'type_only' | 'dead_code' | 'test_only' | 'dynamic' | 'not_a_function';

export interface FoundDefinition {
  readonly name: string;
  readonly definition: DefinitionFact;
  /** Left out where the name stands for no function of this file. */
  readonly function?: FunctionFact;
  readonly worth: DefinitionWorth;
}

export interface FoundDefinitions {
  /** Those in force: none of them replaces another. */
  readonly candidates: readonly FoundDefinition[];
  /** Functions of that bare name inside of other functions, which only a qualified name reaches. */
  readonly nested: readonly FoundDefinition[];
}

/** All definitions that a claimed symbol can mean. A whole qualified name wins over names that only end with it. */
export function findDefinitions(symbol: string, facts: CodeFacts): FoundDefinitions {
  const fold = foldOf(facts.traits);
  const claimed = withConstructor(claimedSegments(symbol), facts.traits).map(fold);
  const exact: FoundDefinition[] = [];
  const ending: FoundDefinition[] = [];
  const nested: FoundDefinition[] = [];
  for (const row of definitionIndex(facts).values()) {
    const first = row[0]!;
    const from = first.path.length - claimed.length;
    if (from < 0 || !claimed.every((segment, index) => fold(first.path[from + index] ?? '') === segment)) continue;
    // Rows of one name can come from scopes that nest differently; the outermost one counts.
    const anchor = Math.max(...row.map((definition) => definition.anchor));
    const found = inForce(row, facts.traits).map((definition) => weighed(definition, facts));
    if (from > anchor) nested.push(...found);
    else if (from === 0) exact.push(...found);
    else ending.push(...found);
  }
  const candidates = exact.some(({ worth }) => worth !== 'not_a_function') || ending.length === 0 ? exact : ending;
  return { candidates: distinctBy(candidates, (one) => one.function), nested };
}

/** Later definitions replace earlier ones, unless they add to them, may not happen, or happen nowhere. */
function inForce(row: readonly DefinitionFact[], { overloads, staticApart }: LanguageTraits): readonly DefinitionFact[] {
  let standing: DefinitionFact[] = [];
  for (const definition of row) {
    const replaces = !definition.conditional && !definition.additive && !definition.exported && definition.standing === 'live' && !isDeclaration(definition) && !(overloads && definition.kind === 'function');
    const beside = (earlier: DefinitionFact): boolean => staticApart === true && (earlier.function?.code.static === true) !== (definition.function?.code.static === true);
    if (replaces) standing = standing.filter((earlier) => beside(earlier) || ownerOf(earlier.scope) !== ownerOf(definition.scope) || (earlier.additive && !isDeclaration(earlier) && definition.kind === 'function' && isAccessor(definition)));
    standing.push(definition);
  }
  return standing;
}

function isDeclaration({ function: fact }: DefinitionFact): boolean {
  return fact?.declaration !== undefined;
}

function isAccessor({ function: fact }: DefinitionFact): boolean {
  return fact?.code.form === 'getter' || fact?.code.form === 'setter';
}

function weighed(definition: DefinitionFact, facts: CodeFacts): FoundDefinition {
  const name = definition.path.join('.');
  if (definition.standing === 'dead_code' || definition.standing === 'type_only' || definition.standing === 'test_only') {
    const fact = definition.function;
    return { name, definition, worth: definition.standing, ...(fact ? { function: fact } : {}) };
  }
  if (definition.kind === 'value') return { name, definition, worth: 'not_a_function' };
  if (definition.kind === 'call') return { name, definition, worth: 'dynamic' };
  if (definition.kind === 'alias') {
    const target = definition.target && resolve(definition.target, definition.scope, facts);
    const fact = target && functionOfTarget(target, facts);
    if (fact && target.code?.kind !== 'class') return { name, definition, function: fact, worth: worthOf(fact, facts) };
    return { name, definition, worth: target?.root === 'unknown' || target?.root === 'parameter' ? 'dynamic' : 'not_a_function' };
  }
  const fact = definition.function;
  return fact ? { name, definition, function: fact, worth: worthOf(fact, facts) } : { name, definition, worth: 'not_a_function' };
}

function worthOf(fact: FunctionFact, facts: CodeFacts): DefinitionWorth {
  if (fact.standing !== 'live' && fact.standing !== 'default_argument') return fact.standing;
  if (fact.declaration === 'interface') return 'type_only';
  if (fact.declaration) return 'declaration_only';
  const behaviour = behaviourOf(fact.code, facts.text, facts.traits);
  return behaviour === 'real' ? 'live' : behaviour === 'constant' ? 'constant' : 'stub';
}
