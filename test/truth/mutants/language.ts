/** What mutation must know of a language: where its parts are in the tree of its grammar, and how its text is written. */
import { bash } from './bash.ts';
import { c, cpp } from './c.ts';
import { csharp } from './csharp.ts';
import { ecmascript } from './ecmascript.ts';
import { go } from './go.ts';
import { java } from './java.ts';
import { kotlin } from './kotlin.ts';
import { php } from './php.ts';
import { python } from './python.ts';
import { ruby } from './ruby.ts';
import { rust } from './rust.ts';
import { scala } from './scala.ts';
import { swift } from './swift.ts';
import type { Node } from './syntax.ts';

export interface MutantLanguage {
  /** The languages of the verifier that are written like this. */
  readonly ids: readonly string[];
  /** Kinds of functions with a name and a body in fields of these names. */
  readonly functions: readonly string[];
  /** Where a function or call has its parts, when they are not in fields of their usual names. */
  readonly parts?: {
    readonly name?: (fn: Node) => Node | undefined;
    readonly body?: (fn: Node) => Node | undefined;
    readonly parameters?: (fn: Node) => Node | undefined;
    readonly callee?: (call: Node) => Node | undefined;
    readonly member?: (callee: Node) => Node | undefined;
  };
  /** What a function does before its body, such as setting fields: a stub does none of it. */
  readonly beforeBody?: (fn: Node) => Node | undefined;
  /** Names that no variable can have, since they stand for what is in a pattern. */
  readonly unbound?: RegExp;
  /** A comment reaches to the end of its line. */
  readonly lineComments?: true;
  /** A name that stands alone may be a call. */
  readonly bareCalls?: true;
  /** A statement that only keeps a text, for languages in which that is not written with `const`. */
  readonly kept?: (text: string) => string;
  /** Kinds in which code of another function begins. */
  readonly boundaries: readonly string[];
  readonly classes: readonly string[];
  /** The name of a class, where it is not in a field called name. */
  readonly className?: (node: Node) => string | undefined;
  /** The type that a function belongs to although it does not stand in it. */
  readonly ownerOf?: (node: Node) => string | undefined;
  /** Kinds between a function and the top of the file that change nothing. */
  readonly transparent: readonly string[];
  /** Kinds of calls with the field of what is called. */
  readonly calls: Readonly<Record<string, string>>;
  /** Kinds of members with the field of the member's name. */
  readonly members: Readonly<Record<string, string>>;
  /** Kinds whose text is a name. */
  readonly names: readonly string[];
  /** Kinds whose children are statements. */
  readonly blocks: readonly string[];
  readonly imports: readonly string[];
  readonly decorators: readonly string[];
  /** Kinds of parameter lists. */
  readonly parameters: readonly string[];
  /** A parameter of that name; the name itself when left out. */
  readonly parameter?: (name: string) => string;
  /** The kind of a parameter that must stay the first. */
  readonly selfParameter?: string;
  /** Kinds of text into which no quotes may be put. */
  readonly interpolations: readonly string[];
  /** Statements that another block around them would take names from. */
  readonly declarations: readonly string[];
  /** Whether blocks are made by indentation. */
  readonly indented: boolean;
  readonly comment: (text: string) => string;
  readonly text: (words: string) => string;
  /** An expression, and a statement, without effect. */
  readonly nothing: string;
  readonly emptyStatement: string;
  /**
   * Code in which the statement at § never runs, by the name of the operator. `ASYNC` is left out where nothing waits.
   * Those that make a function around the statement say so.
   */
  readonly dead: readonly { readonly operator: string; readonly template: string; readonly makesFunction?: boolean }[];
  /** Expressions in which the call at § never runs. */
  readonly deadExpressions: readonly string[];
  /** Code in which the statement at § always runs. */
  readonly always: readonly string[];
  /** A function of a file, of a class, and a class with a method, each around the statement at §. */
  readonly functionAround: (name: string) => string;
  readonly methodAround: (name: string) => string;
  /** Empty where nothing holds methods. */
  readonly classAround: (name: string, method: string) => string;
  /** Kinds that give a value a name. */
  readonly assignments: readonly string[];
  readonly local: (name: string) => string;
  /** Bodies that do nothing. */
  readonly stubs: readonly string[];
  /** Other writings of an import of `module`, each of which is none of that module at run time; `statement` is the written one. */
  readonly notImports: (statement: string, module: string) => readonly (readonly [operator: string, text: string])[];
  /** The module of an import statement that names exactly one, as claims name it. */
  readonly moduleOf: (statement: string) => string | undefined;
  /** Words that make code of a function unfit for another one. */
  readonly bound: RegExp;
}

const languages: readonly MutantLanguage[] = [python, ecmascript, go, rust, java, csharp, kotlin, ruby, php, c, cpp, swift, scala, bash];

export function mutantLanguage(id: string): MutantLanguage | undefined {
  return languages.find(({ ids }) => ids.includes(id));
}
