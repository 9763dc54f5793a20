/** All that is known of one file: its scopes, and what a walk through its code finds. */
import { buildScopes } from './build-scopes.ts';
import type { Code, GroupCode, Span } from './code.ts';
import type { CodeFacts } from './facts.ts';
import { lineTable } from './line-table.ts';
import type { LanguageTraits } from './traits.ts';
import { Walker } from './walker.ts';

/** What lowering found in one file. */
export interface AnalysisInput {
  readonly file: string;
  readonly language: string;
  readonly text: string;
  readonly code: Code;
  readonly traits: LanguageTraits;
  readonly comments: readonly Span[];
  readonly documentation: readonly Span[];
  readonly errors: readonly Span[];
  readonly generated: readonly Span[];
}

/** All facts of one file. Its recursion is as deep as the code, which lowering has bounded. */
export function analyse(input: AnalysisInput): CodeFacts {
  const program: GroupCode = { kind: 'group', parts: [input.code], start: 0, end: input.text.length };
  const { scopes, module } = buildScopes(program, input.traits);
  const walker = new Walker(scopes, input.traits);
  const ambient = input.traits.declaresOnly(input.file);
  walker.walk(program, { scope: module, enclosing: undefined, standing: 'live', certain: true, argument: false, ambient, container: [], anchor: -1, selfPath: [] });
  const { language, text, traits, comments, documentation, errors, generated } = input;
  const { functions, classes, definitions, calls, references, pieces, imports, handedOn, exportedNames, dead } = walker;
  return { language, text, lines: lineTable(text), traits, program, scopes, module, functions, classes, definitions, calls, references, pieces, imports, handedOn, exportedNames, dead, comments, documentation, errors, generated };
}
