/** What analysis must know of a language beyond its syntax. */
import type { FunctionCode } from './code.ts';
import type { TestTraits } from './test-traits.ts';

/** Dotted names, as they are without aliases: `os.environ`, `process.env`. */
export interface EnvironmentTraits {
  /** Objects whose members are the variables. */
  readonly maps: ReadonlySet<string>;
  /** Functions that give back the variable whose name is their first argument. */
  readonly readers: ReadonlySet<string>;
  /** Functions on the maps that only write. */
  readonly writers?: ReadonlySet<string>;
  /** Functions that give back a map of all variables when they are called without arguments. */
  readonly openers?: ReadonlySet<string>;
  /** Members of a map that give back the variable whose name is their first argument. */
  readonly mapReaders?: ReadonlySet<string>;
}

export interface LanguageTraits {
  /** Names that are there without an import; shadowing one is shadowing. */
  readonly globals: ReadonlySet<string>;
  /** Dotted names of functions that never come back. */
  readonly neverReturns: ReadonlySet<string>;
  /** Dotted names of functions that only log: a body that does nothing else is a stub. */
  readonly logging: RegExp;
  /** The text of a thrown value that says "not implemented". */
  readonly notImplemented: RegExp;
  /** Dotted names of functions that run code or look up names which no syntax shows. */
  readonly dynamic: ReadonlySet<string>;
  /** Those of them that give back what they looked up: calling that is the call that nobody can name. */
  readonly lookups: ReadonlySet<string>;
  /** Dotted names of functions that give back the function they are given, so that its name stays with it. */
  readonly wrappers: RegExp;
  /** Members of a function that call it, such as `call`. */
  readonly invokers: ReadonlySet<string>;
  /** A variable is no function: what is called through one can be told only where a function is put into it. */
  readonly variablesAreNoFunctions?: boolean;
  /** A member that is called is a variable, and never the function of that name. */
  readonly membersAreNoFunctions?: boolean;
  /** Names that are macros where the file does not say otherwise; whether they evaluate what they are given cannot be told. */
  readonly macroName?: RegExp;
  /** Code in a namespace sees what else is in it by its bare name, though that of a class does not. */
  readonly openNamespaces?: boolean;
  /** There is nothing in the language that decorates a function or class. */
  readonly undecorated?: boolean;
  /** The name of a function or class as its language compares it. Left out where every letter counts as it is written. */
  readonly foldName?: (name: string) => string;
  /** Members of a class that give back an object of it, such as `new`. */
  readonly makers?: ReadonlySet<string>;
  /** A method of the class and one of its objects may have the same name; neither replaces the other. */
  readonly staticApart?: boolean;
  /** Whether default values are computed at each call rather than at definition. */
  readonly defaultsAtCall: boolean;
  /** Blocks are scopes, and `declares: 'block'` means something. */
  readonly blockScopes: boolean;
  /** A name that is assigned anywhere in a function belongs to that function. */
  readonly assignmentDeclares: boolean;
  /** Functions of one name stand beside each other, told apart by their parameters: a later one replaces none. */
  readonly overloads?: boolean;
  /** Code of a class reaches its members by their bare names, before names of outer scopes. */
  readonly bareMembers?: boolean;
  /** A local name is known behind its own value only: `val user = user(id)` calls another one. */
  readonly boundAfterValue?: boolean;
  /** A function and a variable may have one name and be two things. */
  readonly functionNamesApart?: boolean;
  /** Whether a decorated function adds to an earlier one of its name rather than replacing it. */
  addsToEarlier(decorator: string): boolean;
  /** Whether a decorator makes a mere declaration of a function. */
  declarationBy(decorator: string): FunctionCode['declaration'];
  /** The module as claims name it: without marks such as `node:`. */
  normalModule(module: string): string;
  /** Whether importing `module` counts as importing `claimed`: the same, or a part of it. */
  moduleCounts(module: string, claimed: string): boolean;
  /** Where a module may lie in the repository, as paths from its root, the most likely first; `from` is the importing file, `member` the first name that is taken from it. Left out where names are not followed across files. */
  moduleFiles?(module: string, from: string, member?: string): readonly string[];
  /** The files of one folder know each other without imports: `moduleFiles` takes `.` for them. */
  readonly neighbours?: boolean;
  /** Whether everything in a file of this name only declares. */
  declaresOnly(file: string): boolean;
  /** Class members that run when an object is made. */
  readonly constructors: ReadonlySet<string>;
  /** A constructor has the name of its class. */
  readonly constructorNamedAsClass?: boolean;
  /** Whether these names before that of a type can be its package or namespace, so that a claim may leave them out. */
  isPackage?(names: readonly string[]): boolean;
  /** A decorator's name without what may be left out of it. */
  plainDecorator?(name: string): string;
  /** Dotted names of functions that make a class of the name given to them first. */
  readonly classFactories?: ReadonlySet<string>;
  /** How code reads the environment. */
  readonly environment?: EnvironmentTraits;
  /** What runners of tests collect. */
  readonly tests?: TestTraits;
}
