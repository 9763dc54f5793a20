/** What analysis must know of a language beyond its syntax. */
import type { BehaviourTraits } from './behaviour-traits.ts';
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
  /** Functions that give back all variables, be it as a map, when they are called without arguments. */
  readonly openers?: ReadonlySet<string>;
  /** Members of a map that give back the variable whose name is their first argument. */
  readonly mapReaders?: ReadonlySet<string>;
  /** What the file writes to the map is a variable of its own from then on. */
  readonly ownVariables?: boolean;
}

/** What a language may ask of the repository to find a module. */
export interface RepositoryLook {
  /** The text of a file, or undefined. */
  read(file: string): Promise<string | undefined>;
  /** The files that a glob names. */
  list(glob: string): Promise<readonly string[]>;
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
  /** The text of a returned value that says so, where errors are values. */
  readonly notImplementedResult?: RegExp;
  /** Dotted names of functions that run code or look up names which no syntax shows. */
  readonly dynamic: ReadonlySet<string>;
  /** Names of members that do so, whatever they are called on. */
  readonly dynamicMembers?: ReadonlySet<string>;
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
  /** A function and a variable may have one name and be two things. */
  readonly functionNamesApart?: boolean;
  /** A local declaration counts from its end on, so that `x := x.y()` reads the outer `x`. */
  readonly declarationsInOrder?: boolean;
  /** `f[T](x)` calls the function `f`: what stands in the brackets are types. */
  readonly indexInstantiates?: boolean;
  /** `T(x)` converts `x` to the type `T` and calls nothing. */
  readonly classesConvert?: boolean;
  /** A file holds texts that are lost to its code: templates around it, macros. Who looks for texts reads all of it as text, too. */
  readonly textsBesideCode?: boolean;
  /** What ends the name of a macro where it is called: `println!`. */
  readonly macroMark?: string;
  /** Why nothing in the language carries a decorator, as a sentence. */
  readonly noDecorators?: string;
  /** What takes no parameters is called by its name alone, so a name that is only mentioned may be a call. */
  readonly bareCalls?: boolean;
  /** Whether a decorated function adds to an earlier one of its name rather than replacing it. */
  addsToEarlier(decorator: string): boolean;
  /** Whether a decorator makes a mere declaration of a function. */
  declarationBy(decorator: string): FunctionCode['declaration'];
  /** The module as claims name it: without marks such as `node:`. */
  normalModule(module: string): string;
  /** Whether importing `module` counts as importing `claimed`: the same, or a part of it. */
  moduleCounts(module: string, claimed: string): boolean;
  /** Whether a claim may say `claimed` for what is imported, or written out, as `dotted`; `taken` is the end of it that is taken from a module, if it is known where that is. */
  isShortFor?(claimed: string, dotted: string, taken: string): boolean;
  /** Where a module may lie in the repository, as paths from its root, the most likely first; `from` is the importing file. Left out where names are not followed across files. */
  moduleFiles?(module: string, from: string): readonly string[];
  /** The word that stands for the module around the one of the file or namespace: `super`. */
  readonly outerModule?: string;
  /** Words that begin the path of a module of this repository wherever it is written out: `crate`. */
  readonly moduleRoots?: ReadonlySet<string>;
  /** What is taken from a module may be a module itself. */
  readonly modulesInModules?: boolean;
  /** Files whose own name is no part of the names in them, without their endings: `index`. */
  readonly namelessFiles?: ReadonlySet<string>;
  /** Where modules are folders, the files of one that `member` may stand in; without a module, those beside the file that share its scope. */
  packageFiles?(module: string | undefined, from: string, look: RepositoryLook, member: string): Promise<readonly string[]>;
  /** Whether everything in a file of this name only declares. */
  declaresOnly(file: string): boolean;
  /** Class members that run when an object is made. */
  readonly constructors: ReadonlySet<string>;
  /** A constructor has the name of its class. */
  readonly constructorNamedAsClass?: boolean;
  /** A decorator's name without what may be left out of it. */
  plainDecorator?(name: string): string;
  /** Dotted names of functions that make a class of the name given to them first. */
  readonly classFactories?: ReadonlySet<string>;
  /** How code reads the environment. */
  readonly environment?: EnvironmentTraits;
  /** What runners of tests collect. */
  readonly tests?: TestTraits;
  /** How values are checked, errors handled, and HTTP answered. What is left out cannot be claimed of the language. */
  readonly behaviour?: BehaviourTraits;
}
