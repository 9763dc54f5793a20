/** Places in a file that claims can be about, found in the tree of the grammar. */
import type { MutantLanguage } from './language.ts';
import { ancestors, nodesOf } from './syntax.ts';
import type { Node } from './syntax.ts';

export interface FunctionSite {
  /** Classes and name, with dots. */
  readonly path: string;
  /** The function itself. */
  readonly node: Node;
  /** The whole of what defines it, decorators and `export` with it. */
  readonly whole: Node;
  readonly name: Node;
  readonly body: Node;
  readonly inClass: boolean;
}

export interface CallSite {
  readonly caller: FunctionSite;
  readonly call: Node;
  readonly callee: Node;
  /** The node of the last name of what is called. */
  readonly name: Node;
  /** The name as it is written, when it is a chain of names. */
  readonly dotted: string | undefined;
  /** The statement in which it stands, when that stands in a block. */
  readonly statement: Node | undefined;
}

/** Functions at the top of the file and in classes there, each of whose names is defined once. */
export function functionSites(root: Node, language: MutantLanguage): readonly FunctionSite[] {
  const all = nodesOf(root, language.functions).flatMap((node): FunctionSite[] => {
    const name = language.parts?.name ? language.parts.name(node) : node.childForFieldName('name');
    const body = language.parts?.body ? language.parts.body(node) : node.childForFieldName('body');
    if (!name || !body || !language.names.includes(name.type)) return [];
    const around = ancestors(node).slice(0, -1);
    if (around.some(({ type }) => !language.transparent.includes(type) && !language.classes.includes(type))) return [];
    const classes = around.filter(({ type }) => language.classes.includes(type));
    const names = classes.map((one) => (language.className ? language.className(one) : one.childForFieldName('name')?.text) ?? '').reverse();
    const owner = language.ownerOf?.(node);
    if (owner !== undefined) names.push(owner);
    const parent = node.parent!;
    const whole = parent.type === 'decorated_definition' || parent.type === 'export_statement' ? parent : node;
    return [{ path: [...names, name.text.replace(/^#/, '')].join('.'), node, whole, name, body, inClass: classes.length > 0 }];
  });
  return all.filter(({ name }) => all.filter((other) => other.name.text === name.text).length === 1);
}

/** Calls by name in the body of a function itself, of names that stand in it once. */
export function callSites(caller: FunctionSite, language: MutantLanguage): readonly CallSite[] {
  const names = nodesOf(caller.node, language.names).map(({ text }) => text.replace(/^#/, ''));
  return nodesOf(caller.body, Object.keys(language.calls)).flatMap((call): CallSite[] => {
    const callee = language.parts?.callee ? language.parts.callee(call) : call.childForFieldName(language.calls[call.type]!);
    const name = callee && (language.names.includes(callee.type) ? callee : language.parts?.member ? language.parts.member(callee) : callee.childForFieldName(language.members[callee.type] ?? ''));
    if (!callee || !name || !language.names.includes(name.type)) return [];
    const plain = name.text.replace(/^#/, '');
    if (plain === caller.name.text || names.filter((one) => one === plain).length !== 1) return [];
    const around = ancestors(call);
    if (around.find(({ type }) => language.boundaries.includes(type))?.id !== caller.node.id) return [];
    const inBody = around.slice(0, around.findIndex(({ id }) => id === caller.node.id));
    const block = inBody.findIndex(({ type }) => language.blocks.includes(type));
    const statement = block > 0 ? inBody[block - 1] : block === 0 ? call : undefined;
    const dotted = /^[A-Za-z_$][\w$]*(\.[A-Za-z_$][\w$]*)+$/.test(callee.text) && !/^(self|this|cls|super)\./.test(callee.text) ? callee.text : undefined;
    return [{ caller, call, callee, name, dotted, statement }];
  });
}

export interface ImportSite {
  readonly node: Node;
  readonly module: string;
}

/** Import statements of one module that nothing else in the file imports, nor a part of it. */
export function importSites(root: Node, text: string, language: MutantLanguage): readonly ImportSite[] {
  const sites = nodesOf(root, language.imports).flatMap((node): ImportSite[] => {
    const module = language.moduleOf(node.text);
    return module === undefined ? [] : [{ node, module }];
  });
  return sites.filter(({ module }) => text.split(module).length === 2);
}

export interface DecoratorSite {
  readonly symbol: FunctionSite;
  readonly decorator: Node;
  readonly name: string;
}

/** Decorators by a plain or dotted name that a function carries once. */
export function decoratorSites(symbol: FunctionSite, language: MutantLanguage): readonly DecoratorSite[] {
  const direct = (symbol.whole.type === 'decorated_definition' ? symbol.whole : symbol.node).children.flatMap((child) => (child?.type === 'modifiers' ? child.children : [child]));
  const own = direct.filter((child) => child !== null && language.decorators.includes(child.type)) as readonly Node[];
  return own.flatMap((decorator): DecoratorSite[] => {
    const name = /^@([A-Za-z_]\w*(\.[A-Za-z_]\w*)*)\s*(\(|$)/.exec(decorator.text)?.[1];
    const last = name?.split('.').at(-1) ?? '';
    return name === undefined || symbol.whole.text.split(last).length !== 2 ? [] : [{ symbol, decorator, name }];
  });
}
