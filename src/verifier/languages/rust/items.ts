/** Functions, types, implementations, modules and attributes of Rust. */
import type { AssignCode, ClassCode, Code } from '../../code/code.ts';
import { writtenChain } from '../../code/dotted.ts';
import type { LoweringNotes, LoweringRule } from '../../syntax/grammar.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { block, nothing, span } from '../build.ts';
import { compilationCondition } from './conditions.ts';
import { binds } from './flow.ts';
import { mayDefine } from './macros.ts';
import { moduleFile } from './uses.ts';

/** Types through which the members of their first argument are reached. */
const transparent = new Set(['Box', 'Arc', 'Rc', 'Ref', 'RefMut', 'MutexGuard', 'RwLockReadGuard', 'RwLockWriteGuard', 'Data', 'State', 'Extension', 'Json', 'Pin']);
/** Types that a result is taken out of before it is used. */
const outcomes = new Set(['Result', 'Option']);

/** The name of a type, without references and what only wraps it. */
function typeOf(node: SyntaxNode | undefined, through: ReadonlySet<string> = transparent): Code | undefined {
  let at = node;
  for (let steps = 0; at && steps < 20; steps++) {
    const inner: SyntaxNode | undefined =
      at.kind === 'reference_type' ? at.child('type') : at.kind === 'generic_type' && through.has(at.child('type')?.text.split('::').at(-1) ?? '') ? at.child('type_arguments')?.namedChildren.find(({ kind }) => kind !== 'lifetime') : undefined;
    if (!inner) break;
    at = inner;
  }
  const code = at?.code;
  return code?.kind === 'name' || code?.kind === 'member' || code?.kind === 'self' ? code : undefined;
}

function parametersOf(list: SyntaxNode | undefined): readonly Code[] {
  return (list?.namedChildren ?? []).flatMap((parameter): Code[] => {
    const code = parameter.kind === 'parameter' ? parameter.child('pattern')?.code : parameter.code;
    if (!code || !binds(code)) return [];
    const type = parameter.kind === 'parameter' ? typeOf(parameter.child('type')) : undefined;
    return [code.kind === 'name' && type ? { ...code, type } : code];
  });
}

const statementKinds = new Set(['let_declaration', 'empty_statement', 'attribute_item', 'inner_attribute_item', 'macro_definition', 'use_declaration', 'label']);

/** What a block ends with is its value; a semicolon would make a statement of it. */
function returning(body: SyntaxNode | undefined): Code | undefined {
  const last = body?.namedChildren.at(-1);
  if (body?.code.kind !== 'block' || !last || statementKinds.has(last.kind) || last.kind.endsWith('_item') || (last.kind === 'expression_statement' && last.has(';'))) return body?.code;
  const value = body.code.parts.at(-1);
  if (!value || value.kind === 'exit' || value.kind === 'nothing' || value.kind === 'assign' || value.start < last.start) return body.code;
  return { ...body.code, parts: [...body.code.parts.slice(0, -1), { kind: 'exit', how: 'return', value, ...span(value) }] };
}

export const functionItem: LoweringRule = (node) => {
  const name = node.child('name');
  const body = returning(node.child('body'));
  const returns = typeOf(node.child('return_type'), new Set([...transparent, ...outcomes]));
  return {
    kind: 'function',
    ...(name ? { name: name.text.replace(/^r#/, ''), nameSpan: span(name) } : {}),
    parameters: parametersOf(node.child('parameters')),
    defaults: [],
    decorators: [],
    body: body ?? nothing(node),
    form: 'statement',
    hoisted: true,
    ...(returns ? { returns } : {}),
    ...(node.child('body') ? {} : { declaration: 'abstract' }),
    ...span(node),
  };
};

export const closure: LoweringRule = (node) => {
  const body = node.child('body');
  const value = body?.code ?? nothing(node);
  const code: Code = body?.kind === 'block' ? (returning(body) ?? value) : { kind: 'exit', how: 'return', value, ...span(value) };
  return { kind: 'function', parameters: parametersOf(node.child('parameters')), defaults: [], decorators: [], body: code, form: 'expression', arrow: true, ...span(node) };
};

/** What stands in it runs when somebody waits for it. */
export const asyncBlock: LoweringRule = (node) => {
  const body = node.namedChildren.find(({ kind }) => kind === 'block');
  return { kind: 'function', parameters: [], defaults: [], decorators: [], body: returning(body) ?? nothing(node), form: 'expression', arrow: true, ...span(node) };
};

/** Functions among items become methods, also behind a condition of compilation. */
function asMethods(code: Code, owner: readonly string[] | undefined): readonly Code[] {
  if (code.kind === 'function') return [{ ...code, form: 'method', hoisted: false, ...(owner ? { owner, adds: true } : {}) }];
  if (code.kind === 'group') return code.parts.flatMap((part) => asMethods(part, owner));
  if (code.kind === 'branch') {
    const then: Code = { kind: 'group', parts: [...asMethods(code.then, owner)], ...span(code.then) };
    return [{ ...code, then }];
  }
  // An associated constant is no name of the module.
  return code.kind === 'assign' ? (code.value ? [code.value] : []) : [code];
}

/** Methods belong to the type that they are written for, wherever it is defined. */
export const implItem: LoweringRule = (node) => {
  const type = node.child('type');
  const named = type?.kind === 'generic_type' ? type.child('type')?.code : type?.code;
  const owner = (named && writtenChain(named)) ?? ['impl'];
  const body = node.child('body')?.code;
  return { kind: 'group', parts: body ? [...asMethods(body, owner)] : [], ...span(node) };
};

const nameless = { kind: 'class', statement: true, decorators: [], bases: [], members: [] } as const;

/** Structs, enums and unions; a struct's fields are known by their types. */
export const typeItem: LoweringRule = (node) => {
  const name = node.child('name');
  if (!name) return nothing(node);
  const members = (node.child('body')?.namedChildren ?? []).flatMap((field): AssignCode[] => {
    const own = field.child('name');
    const type = typeOf(field.child('type'));
    return field.kind === 'field_declaration' && own && type ? [{ kind: 'assign', target: { kind: 'name', name: own.text, type, ...span(own) }, declares: 'property', ...span(field) }] : [];
  });
  return { ...nameless, name: name.text, nameSpan: span(name), form: 'class', members, ...span(node) };
};

export const traitItem: LoweringRule = (node) => {
  const name = node.child('name');
  const body = node.child('body')?.code;
  const bases = (node.child('bounds')?.namedChildren ?? []).map(({ code }) => code).filter(({ kind }) => kind === 'name' || kind === 'member');
  return name ? { ...nameless, name: name.text, nameSpan: span(name), form: 'interface', bases, members: body ? asMethods(body, undefined) : [], ...span(node) } : nothing(node);
};

export const moduleItem: LoweringRule = (node) => {
  const name = node.child('name');
  const body = node.child('body')?.code;
  if (!name) return nothing(node);
  if (!body) return moduleFile(node, name.text);
  const made: ClassCode = { ...nameless, name: name.text, nameSpan: span(name), form: 'namespace', members: body.kind === 'group' ? body.parts : [body], ...span(node) };
  return made;
};

/** Functions of another language. */
export const foreignItems: LoweringRule = (node) => {
  const body = node.child('body')?.code;
  const parts = body?.kind === 'group' ? body.parts : body ? [body] : [];
  return { kind: 'group', parts: parts.map((part): Code => (part.kind === 'function' ? { ...part, declaration: 'ambient' } : part)), ...span(node) };
};

export const typeAlias: LoweringRule = (node) => {
  const name = node.child('name');
  const type = node.child('type')?.code;
  return name && type && (type.kind === 'name' || type.kind === 'member') ? { kind: 'assign', target: { kind: 'name', name: name.text, ...span(name) }, value: type, declares: 'block', ...span(node) } : nothing(node);
};

/** `const _` is no name; its value is computed all the same. */
export const constant: LoweringRule = (node) => {
  const name = node.child('name');
  const value = node.child('value')?.code;
  if (!name || name.text === '_') return value ? { kind: 'group', parts: [value], chain: true, ...span(node) } : nothing(node);
  const type = typeOf(node.child('type'));
  return { kind: 'assign', target: { kind: 'name', name: name.text, ...(type ? { type } : {}), ...span(name) }, ...(value ? { value } : {}), declares: 'block', ...span(node) };
};

export const attribute: LoweringRule = (node) => {
  const name = node.namedChildren[0]?.code ?? nothing(node);
  return node.child('arguments') || node.child('value') ? { kind: 'call', form: 'attribute', callee: name, args: [], ...span(node) } : name;
};

function conditionIn(item: SyntaxNode): Code | undefined {
  const inner = item.firstOf('attribute');
  if (inner?.namedChildren[0]?.text !== 'cfg') return undefined;
  return compilationCondition(inner.child('arguments')?.text.slice(1, -1) ?? '', inner);
}

/** Children in order, each with the attributes before it: some decorate, some say in which builds it is there. */
function attributed(node: SyntaxNode, isItems: boolean, notes: LoweringNotes): readonly Code[] {
  const parts: Code[] = [];
  let open: SyntaxNode[] = [];
  for (const child of node.namedChildren) {
    if (child.kind === 'attribute_item') {
      open.push(child);
      continue;
    }
    if (child.kind === 'inner_attribute_item' || child.kind === 'label') continue;
    const macro = child.kind === 'macro_invocation' ? child : child.kind === 'expression_statement' ? child.firstOf('macro_invocation') : undefined;
    if (isItems && macro && mayDefine(macro)) notes.generated(macro);
    parts.push(open.length > 0 ? decorated(child.code, open) : child.code);
    open = [];
  }
  const conditions = node.namedChildren.filter(({ kind }) => kind === 'inner_attribute_item').flatMap((item) => conditionIn(item) ?? []);
  const present = parts.filter(({ kind }) => kind !== 'nothing');
  if (conditions.length === 0) return present;
  return [conditions.reduce((then: Code, test): Code => ({ kind: 'branch', test, then, ...span(node) }), { kind: 'group', parts: present, ...span(node) })];
}

function decorated(code: Code, items: readonly SyntaxNode[]): Code {
  const conditions = items.flatMap((item) => conditionIn(item) ?? []);
  const decorators = items.flatMap((item) => item.firstOf('attribute')?.code ?? []);
  const start = items[0]!.start;
  const own: Code = code.kind === 'function' || code.kind === 'class' ? { ...code, decorators, start } : code;
  return conditions.reduce((then: Code, test): Code => ({ kind: 'branch', test, then, start, end: code.end }), own);
}

export const items: LoweringRule = (node, notes) => ({ kind: 'group', parts: [...attributed(node, true, notes)], ...span(node) });

export const statements: LoweringRule = (node, notes) => {
  const code = block(node, attributed(node, false, notes));
  const label = node.firstOf('label');
  return label ? { kind: 'labelled', label: label.text, body: code, ...span(node) } : code;
};
