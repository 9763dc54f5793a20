/** The definitions of functions that a name can mean, those inside of other functions included. */
import type { CodeFacts, DefinitionFact } from './facts.ts';
import { findDefinitions } from './find-definition.ts';

/** Only those in force: what a later definition replaces is left out. */
export function definitionsNamed(name: string, facts: CodeFacts): readonly DefinitionFact[] {
  const { candidates, nested } = findDefinitions(name, facts);
  return [...candidates, ...nested].filter(({ definition }) => definition.kind === 'function').map(({ definition }) => definition);
}
