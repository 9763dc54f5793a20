/** Lexical scopes: which name means what, where. */
import type { ClassCode, Code, FunctionCode, ImportBinding, ImportCode } from './code.ts';
import type { FunctionFact } from './facts.ts';
import type { LanguageTraits } from './traits.ts';

/** One way in which a name came to mean something. */
export type BindingSource =
  | { readonly kind: 'parameter'; readonly of: FunctionCode; readonly type?: Code }
  | { readonly kind: 'function'; readonly code: FunctionCode }
  | { readonly kind: 'class'; readonly code: ClassCode }
  | { readonly kind: 'import'; readonly code: ImportCode; readonly binding: ImportBinding }
  /**
   * `path` leads into the value; a value that is left out cannot be told. The name means it from `from` on. `at` says where
   * it is assigned, in languages in which that declares it.
   */
  | { readonly kind: 'variable'; readonly value?: Code; readonly path: readonly string[]; readonly type?: Code; readonly from?: number; readonly at?: number };

export interface Binding {
  readonly name: string;
  readonly scope: Scope;
  readonly sources: BindingSource[];
}

/** The key of a function where functions have names apart from those of variables. */
export function functionKey(name: string, { functionNamesApart }: LanguageTraits): string {
  return functionNamesApart === true ? `${name}()` : name;
}

export class Scope {
  readonly kind: 'module' | 'function' | 'block' | 'class';
  readonly parent: Scope | undefined;
  readonly bindings = new Map<string, Binding>();
  /** Names that the code says live further out. */
  readonly elsewhere = new Map<string, 'module' | 'outer'>();
  /** Set when the scope is entered: the qualified name that definitions in it begin with. */
  container: readonly string[] = [];
  /** The index in `container` of the outermost enclosing function's name; -1 outside of functions. */
  anchor = -1;
  /** The function whose body this is. */
  fact: FunctionFact | undefined;

  /** The class whose members these are. */
  owner: ClassCode | undefined;

  /** The members of a class are seen from its methods by their bare names. */
  readonly open: boolean;

  constructor(kind: Scope['kind'], parent: Scope | undefined, open = false) {
    this.kind = kind;
    this.parent = parent;
    this.open = open;
  }

  /** The binding that a name means here. Names of a class body are not seen from its methods, unless the language has it so. */
  find(name: string): Binding | undefined {
    let inFunction = false;
    for (let scope: Scope | undefined = this; scope; scope = scope.parent) {
      const binding = scope.kind === 'class' && inFunction && !scope.open ? undefined : scope.bindings.get(name);
      if (binding) return binding;
      if (scope.kind === 'function') inFunction = true;
    }
    return undefined;
  }

  /**
   * The same at a place in the text, for languages in which a declaration counts from its end on: what stands before
   * it means what the name means further out, and a later declaration takes over.
   */
  findAt(name: string, place: number): Binding | undefined {
    for (let binding = this.find(name); binding; binding = binding.scope.parent?.find(name)) {
      const { sources } = binding;
      if (sources.every((source) => source.kind !== 'variable' || source.from === undefined)) return binding;
      const before = sources.filter((source) => source.kind !== 'variable' || source.from === undefined || source.from <= place);
      const last = before.findLastIndex((source) => source.kind === 'variable' && source.from !== undefined);
      if (before.length > 0) return { ...binding, sources: before.slice(Math.max(last, 0)) };
    }
    return undefined;
  }

  /** Where a name that is assigned here lives. */
  home(name: string, reach: 'block' | 'function'): Scope {
    let scope: Scope = this;
    if (reach === 'function') while (scope.kind === 'block' && scope.parent) scope = scope.parent;
    const where = scope.elsewhere.get(name);
    if (where === undefined) return scope;
    for (let outer = scope.parent; outer; outer = outer.parent) {
      if (outer.kind === 'module' || (where === 'outer' && outer.kind === 'function' && outer.bindings.has(name))) return outer;
    }
    return scope;
  }

  add(name: string, source: BindingSource): void {
    const known = this.bindings.get(name);
    if (known) known.sources.push(source);
    else this.bindings.set(name, { name, scope: this, sources: [source] });
  }
}
