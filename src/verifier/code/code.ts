/**
 * The common form of code: what every language is lowered to, and all that analysis and checks ever see.
 *
 * A language file says which of its syntax means which of these forms. What has no form of its own becomes a `group` of
 * its parts in the order of evaluation, so that no call in it is overlooked. Types of typed languages are `nothing`.
 */

/** A half-open range of UTF-16 offsets. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export type Code =
  | NothingCode
  | GroupCode
  | BlockCode
  | LiteralCode
  | NameCode
  | SelfCode
  | MemberCode
  | IndexCode
  | CallCode
  | LoadCode
  | FunctionCode
  | ClassCode
  | ObjectCode
  | AssignCode
  | PatternCode
  | ScopeCode
  | DeleteCode
  | LogicalCode
  | NotCode
  | BranchCode
  | LoopCode
  | SwitchCode
  | TryCode
  | LabelledCode
  | ExitCode
  | ImportCode
  | ExportCode
  | AmbientCode;

/** Has no effect: comments, documentation, types, `pass`. */
export interface NothingCode extends Span {
  readonly kind: 'nothing';
}
/** Parts in the order of evaluation. `chain` marks a flattened row of operators, to which a longer row may be added. */
export interface GroupCode extends Span {
  readonly kind: 'group';
  readonly parts: Code[];
  readonly chain?: boolean;
  /** Words that are given to a macro: what it makes of them cannot be told. */
  readonly unfollowed?: boolean;
  /** A process of its own, such as a subshell: what leaves it goes no further. */
  readonly contained?: boolean;
  /** An error in it is dropped: nothing comes of it, or the program ends. */
  readonly drops?: 'value' | 'program';
}
/** Statements in a lexical scope of their own, in languages that have such scopes. */
export interface BlockCode extends Span {
  readonly kind: 'block';
  readonly parts: readonly Code[];
}
/** `test` is the value as a condition, where the language settles it; `type-checking` is true for a type checker only. */
export interface LiteralCode extends Span {
  readonly kind: 'literal';
  readonly type: 'text' | 'number' | 'boolean' | 'nothing' | 'ellipsis' | 'type-checking' | 'test-run' | 'other';
  readonly value?: string;
  readonly test?: boolean;
  /** What it was made by looking at, without using it: the operand of `typeof`. */
  readonly looksAt?: Code;
}
export interface NameCode extends Span {
  readonly kind: 'name';
  readonly name: string;
  /** It names a function, where functions have names apart from those of variables. */
  readonly ofFunction?: boolean;
  /** Where the name is bound: the type that is written for it. */
  readonly type?: Code;
  /** Merely to stand there calls it, unless a variable has the name: `verify` in Ruby. */
  readonly calls?: boolean;
}
/** `this`, `super`, `cls`: the object or class that the running method belongs to. */
export interface SelfCode extends Span {
  readonly kind: 'self';
  readonly word: string;
}
export interface MemberCode extends Span {
  readonly kind: 'member';
  readonly object: Code;
  readonly name: string;
  /** Evaluated only when the object is there. */
  readonly optional?: boolean;
  /** Merely to stand there calls it. */
  readonly calls?: boolean;
}
/** A member whose name is computed. */
export interface IndexCode extends Span {
  readonly kind: 'index';
  readonly object: Code;
  readonly index: Code;
  readonly optional?: boolean;
}
export interface CallCode extends Span {
  readonly kind: 'call';
  /** `attribute`: what a decorator says that is data, and is not run. */
  readonly form: 'call' | 'new' | 'template' | 'jsx' | 'attribute';
  readonly callee: Code;
  readonly args: readonly Code[];
  /** The names of those that are given by name, in the places of `args`; left out where none is. */
  readonly names?: readonly (string | undefined)[];
  /** Types that are given to it in its own brackets, where what it does depends on them: `app.UseMiddleware<Gate>()`. They are not walked. */
  readonly types?: readonly Code[];
  readonly optional?: boolean;
}
/** An expression whose value is a module: `require('x')`, `import('x')`. */
export interface LoadCode extends Span {
  readonly kind: 'load';
  readonly module: string;
  /** What else is computed for it. */
  readonly args?: readonly Code[];
}
/** What the declaration of a parameter says beside its name. */
export interface DeclaredParameter extends Span {
  readonly name: string;
  /** Its type as it is written. */
  readonly type?: string;
  /** Decorators, annotations, attributes, and calls that stand in its type or as its default. They are not walked. */
  readonly marks: readonly Code[];
}
export interface FunctionCode extends Span {
  readonly kind: 'function';
  readonly name?: string;
  readonly nameSpan?: Span;
  readonly parameters: readonly Code[];
  /** Those whose declaration says more than a name. */
  readonly declared?: readonly DeclaredParameter[];
  /** Default values. They run when the function is defined, or when it is called: the language says which. */
  readonly defaults: readonly Code[];
  readonly decorators: readonly Code[];
  readonly body: Code;
  /** A statement or member binds its name; an expression does not. */
  readonly form: 'statement' | 'expression' | 'method' | 'getter' | 'setter';
  /** The file says that others may call it; how a language says so without a word stands in its traits. */
  readonly exported?: true;
  /** Has no `this` of its own. */
  readonly arrow?: boolean;
  /** It is written as a block, and sees the variables around it. */
  readonly closed?: boolean;
  /** It has no list of parameters: to mention it is to call it. */
  readonly bare?: boolean;
  /** A `return` in it leaves the function around it as well: lambdas of Kotlin, blocks of Ruby. */
  readonly returnsOuter?: boolean;
  readonly static?: boolean;
  /** Words before it that runners of tests ask for, such as `private`. */
  readonly modifiers?: readonly string[];
  /** The type that is written for what it returns; of several results, for the first. */
  readonly returns?: Code;
  /** Its last parameter takes any number of arguments. */
  readonly rest?: boolean;
  /** The statement takes effect at the start of its scope. */
  readonly hoisted?: boolean;
  /** The name of the parameter that stands for the object, as `self` does. */
  readonly selfParameter?: string;
  /** It is a macro: what it stands for, and the names that it puts in. A use of it is no call of a function. */
  readonly expands?: { readonly text: string; readonly parameters: readonly string[] };
  /** The class of a method that is written apart from it, by its names from the outside in. */
  readonly owner?: readonly string[];
  /** Stands beside earlier definitions of its name instead of replacing them. */
  readonly adds?: boolean;
  /** Why it has no behaviour of its own: it only says that something of this shape exists. */
  readonly declaration?: 'overload' | 'abstract' | 'interface' | 'ambient';
}
/** Classes, interfaces, namespaces: anything that gives its members a qualified name. */
export interface ClassCode extends Span {
  readonly kind: 'class';
  readonly name?: string;
  readonly nameSpan?: Span;
  readonly form: 'class' | 'interface' | 'namespace';
  readonly statement: boolean;
  /** As of functions. */
  readonly modifiers?: readonly string[];
  readonly decorators: readonly Code[];
  readonly bases: readonly Code[];
  /** Properties and functions of the form `method`; other code runs in the order given. */
  readonly members: readonly Code[];
}
export interface ObjectCode extends Span {
  readonly kind: 'object';
  readonly members: readonly Code[];
  /** The class that it is an object of, where it says so. */
  readonly type?: Code;
}
/** `declares` says that the target is born here, and how far it is seen. Members of classes and objects have `property`. */
export interface AssignCode extends Span {
  readonly kind: 'assign';
  readonly target: Code;
  readonly value?: Code;
  readonly declares?: 'block' | 'function' | 'property';
  /** Reads the target before it writes it. */
  readonly augmented?: boolean;
  /** A name without a value. */
  readonly static?: boolean;
}
/** Takes a value apart. A part without a path takes what no chain of names can say. */
export interface PatternCode extends Span {
  readonly kind: 'pattern';
  readonly parts: readonly { readonly path?: readonly string[]; readonly target: Code; readonly fallback?: Code }[];
}
/** Says in which scope names live: `global x`, `nonlocal x`. */
export interface ScopeCode extends Span {
  readonly kind: 'scope';
  readonly where: 'module' | 'outer';
  readonly names: readonly string[];
}
export interface DeleteCode extends Span {
  readonly kind: 'delete';
  readonly target: Code;
}
export interface LogicalCode extends Span {
  readonly kind: 'logical';
  readonly operator: 'and' | 'or' | 'coalesce';
  readonly left: Code;
  readonly right: Code;
}
export interface NotCode extends Span {
  readonly kind: 'not';
  readonly operand: Code;
}
export interface BranchCode extends Span {
  readonly kind: 'branch';
  readonly test: Code;
  readonly then: Code;
  readonly otherwise?: Code;
}
export interface LoopCode extends Span {
  readonly kind: 'loop';
  /** Runs once, before the loop: an initialiser, or what is iterated. */
  readonly head?: Code;
  readonly target?: Code;
  readonly test?: Code;
  readonly step?: Code;
  readonly body: Code;
  /** Runs when the loop ends by its test. */
  readonly otherwise?: Code;
  readonly atLeastOnce?: boolean;
  /** Without a test and a thing to iterate over, it ends only by a jump. */
  readonly endless?: boolean;
  /** What is iterated over is an empty literal. */
  readonly never?: boolean;
}
export interface SwitchCode extends Span {
  readonly kind: 'switch';
  readonly subject?: Code;
  readonly cases: readonly { readonly tests: readonly Code[]; readonly targets: readonly Code[]; readonly body: Code; readonly fallsThrough: boolean }[];
  readonly exhaustive: boolean;
  /** `break` leaves it and no more, although no case falls through to the next one. */
  readonly catchesBreaks?: boolean;
}
export interface TryCode extends Span {
  readonly kind: 'try';
  readonly body: Code;
  readonly handlers: readonly { readonly types?: Code; readonly target?: Code; readonly body: Code }[];
  readonly otherwise?: Code;
  readonly last?: Code;
}
export interface LabelledCode extends Span {
  readonly kind: 'labelled';
  readonly label: string;
  readonly body: Code;
}
/** Leaves: `yield` may leave, since its caller need not come back. */
export interface ExitCode extends Span {
  readonly kind: 'exit';
  readonly how: 'return' | 'throw' | 'break' | 'continue' | 'yield';
  /** A label, or how many loops are left at once: `2`. */
  readonly label?: string;
  readonly value?: Code;
  /** Happens only where assertions are switched on. */
  readonly assertion?: true;
}
/** `imported` is left out where the local name stands for the whole module; `default` for its default. */
export interface ImportBinding extends Span {
  readonly local: string;
  readonly imported?: string;
  readonly typeOnly?: boolean;
}
export interface ImportCode extends Span {
  readonly kind: 'import';
  readonly module: string;
  readonly relative: boolean;
  readonly typeOnly: boolean;
  readonly bindings: readonly ImportBinding[];
  /** Members are handed on without becoming names of this file; `bindings` say which, under which names. */
  readonly reexport?: boolean;
  /** All members are taken, whatever they are. */
  readonly star?: boolean;
}
/** Makes names of this file known under other names. */
export interface ExportCode extends Span {
  readonly kind: 'export';
  readonly names: readonly { readonly local: string; readonly exported: string }[];
  /** The default export. */
  readonly value?: Code;
}
/** Declares without defining: `declare …`. */
export interface AmbientCode extends Span {
  readonly kind: 'ambient';
  readonly body: Code;
}
