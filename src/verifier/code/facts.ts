/** What is known of one source file, without regard to its language: all that checks may ask. */
import type { AssignCode, BranchCode, CallCode, ClassCode, Code, ExitCode, FunctionCode, ImportCode, ObjectCode, Span, SwitchCode, TryCode } from './code.ts';
import type { Scopes } from './build-scopes.ts';
import type { LineTable } from './line-table.ts';
import type { Scope } from './scope.ts';
import type { LanguageTraits } from './traits.ts';

/** Whether code at a place can run as part of the program. */
export type Standing = 'live' | 'dead_code' | 'type_only' | 'test_only' | 'default_argument';

export interface FunctionFact extends Span {
  readonly code: FunctionCode;
  /** The qualified name; empty for a function without a name. */
  readonly path: readonly string[];
  /** The function in whose body it is written. */
  readonly parent: FunctionFact | undefined;
  readonly standing: Standing;
  /** Written as an argument of a call, or called where it is written. */
  readonly inline: boolean;
  /** The qualified name of what `this` or `self` is in it, as far as syntax tells. */
  readonly selfPath: readonly string[] | undefined;
  readonly declaration: FunctionCode['declaration'] | undefined;
}

/** A class, or what stands for one in its language, that has a name. */
export interface ClassFact extends Span {
  readonly code: ClassCode;
  readonly path: readonly string[];
  /** As in `DefinitionFact`. */
  readonly anchor: number;
  /** Where its decorators and bases are looked up. */
  readonly scope: Scope;
  /** The scope of its members. */
  readonly inside: Scope;
  readonly standing: Standing;
  readonly conditional: boolean;
  /** Only said to exist, as by `declare class`. */
  readonly ambient: boolean;
}

/** One event that gives a qualified name its meaning. */
export interface DefinitionFact extends Span {
  readonly path: readonly string[];
  /** A claim may leave out the segments before this index; a nested function needs its enclosing ones. */
  readonly anchor: number;
  /**
   * function: here it is. alias: another name of `target`. call: what a call gave back, so nobody can tell. value:
   * something that is no function.
   */
  readonly kind: 'function' | 'alias' | 'call' | 'value';
  readonly function?: FunctionFact;
  /** The other name, or the call. */
  readonly target?: Code;
  readonly scope: Scope;
  readonly standing: Standing;
  /** Some runs do not pass here. */
  readonly conditional: boolean;
  /** Adds to an earlier definition of the name: overloads, accessors. */
  readonly additive: boolean;
  /** Repeats an existing name of this file under another one, and so replaces nothing. */
  readonly exported: boolean;
}

/** The form `possible`: among words that are given to a macro which nobody here can follow. */
export interface CallFact extends Span {
  readonly callee: Code;
  readonly args: readonly Code[];
  /** As in `CallCode`. */
  readonly names?: readonly (string | undefined)[];
  /** As in `CallCode`. */
  readonly types?: readonly Code[];
  readonly form: CallCode['form'] | 'possible';
  readonly scope: Scope;
  /** The innermost function whose body it stands in. */
  readonly enclosing: FunctionFact | undefined;
  readonly standing: Standing;
  /** Not on every normal path through the enclosing function. */
  readonly conditional: boolean;
}

/** A name or member used as a value; members that are computed or taken by a pattern, too. */
export interface ReferenceFact extends Span {
  readonly code: Code;
  readonly scope: Scope;
  readonly enclosing: FunctionFact | undefined;
  readonly standing: Standing;
  readonly argument: boolean;
}

/** A piece of code that is neither name nor call, with the place that it stands at. */
export interface PieceFact extends Span {
  readonly code: AssignCode | BranchCode | ExitCode | ObjectCode | SwitchCode | TryCode;
  readonly scope: Scope;
  readonly enclosing: FunctionFact | undefined;
  readonly standing: Standing;
  /** Not on every normal path through the enclosing function. */
  readonly conditional: boolean;
}

export interface ImportFact extends Span {
  readonly module: string;
  readonly relative: boolean;
  readonly typeOnly: boolean;
  readonly standing: Standing;
}

export interface CodeFacts {
  readonly language: string;
  readonly text: string;
  readonly lines: LineTable;
  readonly traits: LanguageTraits;
  /** All of the code, for checks that must see every piece of it; `scopes` says which pieces open a scope. */
  readonly program: Code;
  readonly scopes: Scopes;
  readonly module: Scope;
  readonly functions: ReadonlyMap<FunctionCode, FunctionFact>;
  readonly classes: ReadonlyMap<ClassCode, ClassFact>;
  readonly definitions: readonly DefinitionFact[];
  readonly calls: readonly CallFact[];
  readonly references: readonly ReferenceFact[];
  readonly pieces: readonly PieceFact[];
  readonly imports: readonly ImportFact[];
  /** Live imports on the level of the module that hand on members, or take them all. */
  readonly handedOn: readonly ImportCode[];
  /** Names that the file exports as they are, apart from where they are defined. */
  readonly exportedNames: ReadonlySet<string>;
  /** Statements that no run reaches. */
  readonly dead: readonly Span[];
  readonly comments: readonly Span[];
  readonly documentation: readonly Span[];
  /** Where the grammar could not follow. */
  readonly errors: readonly Span[];
  /** Where a macro may define what stands in no syntax. */
  readonly generated: readonly Span[];
}
