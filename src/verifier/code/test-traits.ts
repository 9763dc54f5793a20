/** What analysis must know of a language's test runners. */
import type { ClassCode, FunctionCode } from './code.ts';

/** A function that a runner may collect by its name, its decorators or its signature. */
export interface TestCandidate {
  readonly code: FunctionCode;
  readonly name: string;
  /** Dotted names of its decorators, aliases followed. */
  readonly decorators: readonly string[];
  /** The text between its name and its body. */
  readonly signature: string;
  /** All of its text, comments included. */
  readonly text: string;
  /** The classes that it stands in, the outermost first. */
  readonly owners: readonly TestOwner[];
}

export interface TestOwner {
  readonly code: ClassCode;
  readonly name: string;
  readonly decorators: readonly string[];
  /** Dotted names of its bases and of theirs, as far as this file tells. */
  readonly bases: readonly string[];
}

/** unknown: it depends on a base class that this file does not show. */
export type Collected = 'test' | 'unknown' | 'none';

/** What a call such as `describe.skip('…', …)` registers. */
export interface RegisteredTest {
  readonly kind: 'test' | 'suite';
  /** It is registered and never run, or expected to fail. */
  readonly skipped?: boolean;
  /** Runs alone: what is not marked so is left out. */
  readonly only?: boolean;
  /** The title is a template that is filled in for each of several cases. */
  readonly template?: boolean;
}

/**
 * One of a runner's marks. `whenTrue` and `whenFalse` skip only where their first argument is that literal; with any
 * other argument the test runs somewhere.
 */
export type SkipMark = 'always' | 'whenTrue' | 'whenFalse';

export interface TestTraits {
  /** Whether runners look into a file of this name at all; left out where that is a matter of their settings. */
  looksInto?(file: string): boolean;
  collects?(candidate: TestCandidate): Collected;
  /** Whether a decorator keeps what it decorates from running, or from having to succeed. `written` is its arguments as text. */
  skipMark?(decorator: string, written: string): SkipMark | undefined;
  /** Whether a decorator makes several cases of one function. */
  parametrises?(decorator: string): boolean;
  /** Names in a module or class whose value is decorators of everything in it. */
  readonly markNames?: ReadonlySet<string>;
  /** Names in a class that are false where it holds no tests. */
  readonly offSwitches?: ReadonlySet<string>;
  /** What the call registers; `words` is its callee, aliases followed, without the arguments in it. */
  registers?(words: readonly string[]): RegisteredTest | undefined;
  /** Modules that are themselves the function that registers a test, under its name. */
  readonly registrars?: ReadonlyMap<string, string>;
  /** Options of such a call that skip, unless they are false. */
  readonly skipOptions?: ReadonlySet<string>;
  /** Names of functions that run before each test of their class, suite or file. */
  readonly hooks?: ReadonlySet<string>;
  /** Dotted names of functions that end a running test as skipped. */
  readonly skips?: ReadonlySet<string>;
  /** Names of members that do so when called on what the test is given, or on its own object. */
  readonly skipMembers?: ReadonlySet<string>;
}
