/** Functions, classes, namespaces and variables of C and C++. */
import type { ClassCode, Code, FunctionCode, Span } from '../../code/code.ts';
import type { LoweringNotes, LoweringRule } from '../../syntax/grammar.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { block, group, nothing, span } from '../build.ts';
import { declared, nameChain, pathOf } from './declarators.ts';

export const codeOf = (node: SyntaxNode, field: string): Code => node.child(field)?.code ?? nothing(node);

/** What is written outside of its class or namespace is a member of it all the same. */
function within(path: readonly string[], code: Code, at: Span): Code {
  return [...path].reverse().reduce<Code>((inner, name) => ({ kind: 'class', name, form: 'namespace', statement: false, decorators: [], bases: [], members: [inner], ...span(at) }), code);
}

/** The class that a type names; numbers and the like are none. */
function typeOf(node: SyntaxNode | undefined): Code | undefined {
  return node && /^(type_identifier|qualified_identifier|template_type)$/.test(node.kind) ? nameChain(node) : undefined;
}

function parametersOf(node: SyntaxNode | undefined): Pick<FunctionCode, 'parameters' | 'defaults' | 'rest'> {
  const parameters: Code[] = [];
  const defaults: Code[] = [];
  const list = node?.child('parameters');
  for (const part of list?.namedChildren ?? []) {
    const name = part.kind === 'identifier' ? part : declared(part.child('declarator'))?.name;
    const value = part.child('default_value');
    const type = typeOf(part.child('type'));
    if (part.text !== 'void' && part.kind !== 'variadic_parameter') parameters.push({ kind: 'name', name: name?.text ?? '', ...(type ? { type } : {}), ...span(name ?? part) });
    if (value) defaults.push(value.code);
  }
  const rest = list?.has('...') === true || list?.firstOf('variadic_parameter', 'variadic_parameter_declaration') !== undefined;
  return { parameters, defaults, ...(rest ? { rest } : {}) };
}

interface Named {
  readonly path: readonly string[];
  readonly nameSpan: Span;
}

function functionCode({ path, nameSpan }: Named, around: SyntaxNode | undefined, body: Code, at: Span, more: Partial<FunctionCode>): Code {
  const code: FunctionCode = { kind: 'function', name: path.at(-1) ?? '', nameSpan: span(nameSpan), ...parametersOf(around), decorators: [], body, form: path.length > 1 ? 'method' : 'statement', ...more, ...span(at) };
  return within(path.slice(0, -1), code, at);
}

/** A macro may stand where the grammar sees a type or a name: what has no parameters is no function. */
export const functionDefinition: LoweringRule = (node, notes) => {
  const found = declared(node.child('declarator'));
  if (!found?.function) {
    notes.misread(node);
    return group(node, node.namedChildren);
  }
  const before = node.firstOf('field_initializer_list')?.code;
  const body = node.child('body')?.code;
  const isDeclaration = !body || node.firstOf('default_method_clause', 'delete_method_clause', 'pure_virtual_clause') !== undefined;
  const whole: Code = before && body ? { kind: 'group', parts: [before, body], ...span(node) } : (body ?? nothing(node));
  const returns = found.indirect ? undefined : typeOf(node.child('type'));
  const made = functionCode({ path: found.path, nameSpan: found.name }, found.function, whole, node, { ...(isDeclaration ? { declaration: 'ambient' as const } : {}), ...(returns ? { returns } : {}) });
  return withType(node, made);
};

/** A structure may be defined where a type is asked for. */
function withType(node: SyntaxNode, code: Code): Code {
  const type = node.child('type')?.code;
  return type?.kind === 'class' ? { kind: 'group', parts: [type, code], ...span(node) } : code;
}

/** Variables and prototypes. In C++ a variable of a class is made by its constructor. */
export const declaration =
  (constructs: boolean): LoweringRule =>
  (node) => {
    const type = node.child('type');
    const named = typeOf(type);
    const parts: Code[] = type?.code.kind === 'class' ? [type.code] : [];
    for (const part of node.childrenIn('declarator')) {
      const found = declared(part);
      if (!found) continue;
      if (found.function && part.kind !== 'init_declarator') {
        parts.push(functionCode({ path: found.path, nameSpan: found.name }, found.function, nothing(part), node, { declaration: 'ambient' }));
        continue;
      }
      const value = part.child('value') ?? node.child('value');
      const made = constructs && named && !found.indirect && (!value || value.kind === 'argument_list' || value.kind === 'initializer_list') && !node.children.some(({ text }) => text === 'extern');
      const args = value?.kind === 'argument_list' || value?.kind === 'initializer_list' ? value.namedChildren.map(({ code }) => code).filter(({ kind }) => kind !== 'nothing') : [];
      const code: Code | undefined = made ? { kind: 'call', form: 'new', callee: named, args, ...span(part) } : value?.code;
      parts.push({ kind: 'assign', target: targetOf(found.name, named), ...(code && code.kind !== 'nothing' ? { value: code } : {}), declares: 'block', ...span(part) });
    }
    return parts.length === 1 && parts[0] ? parts[0] : { kind: 'group', parts, ...span(node) };
  };

export function targetOf(name: SyntaxNode, type: Code | undefined): Code {
  if (name.kind === 'structured_binding_declarator') return { kind: 'pattern', parts: name.namedChildren.map((part) => ({ target: { kind: 'name', name: part.text, ...span(part) } })), ...span(name) };
  const path = pathOf(name.text);
  if (path.length > 1) return nameChain(name);
  return { kind: 'name', name: path[0] ?? name.text, ...(type ? { type } : {}), ...span(name) };
}

/** Fields and declared methods; a method that is `= 0` has no body anywhere. */
export const fieldDeclaration: LoweringRule = (node) => {
  const type = node.child('type');
  const named = typeOf(type);
  const value = node.child('default_value');
  const parts: Code[] = type?.code.kind === 'class' ? [type.code] : [];
  for (const part of node.childrenIn('declarator')) {
    const found = declared(part);
    if (!found) continue;
    const name = found.path.at(-1) ?? '';
    if (found.function) {
      const pure = value?.text === '0' || node.firstOf('pure_virtual_clause') !== undefined;
      parts.push({ kind: 'function', name, nameSpan: span(found.name), ...parametersOf(found.function), decorators: [], body: nothing(node), form: 'method', declaration: pure ? 'abstract' : 'ambient', ...span(node) });
    } else parts.push({ kind: 'assign', target: { kind: 'name', name, ...(named ? { type: named } : {}), ...span(found.name) }, ...(value && value.code.kind !== 'nothing' ? { value: value.code } : {}), declares: 'property', ...span(part) });
  }
  return { kind: 'group', parts, ...span(node) };
};

function membersOf(code: Code): readonly Code[] {
  if (code.kind === 'group' && !code.chain) return code.parts.flatMap(membersOf);
  if (code.kind === 'function' && code.form === 'statement') return [{ ...code, form: 'method' }];
  if (code.kind === 'assign' && code.declares === 'block') return [{ ...code, declares: 'property', static: true }];
  return code.kind === 'nothing' ? [] : [code];
}

/** A class, structure, union or enumeration. Without a body it is a mere word in a type, unless it stands alone. */
export const classRule: LoweringRule = (node) => {
  const body = node.child('body');
  return body ? classCode(node, node.child('name'), body) : nothing(node);
};

function classCode(node: SyntaxNode, name: SyntaxNode | undefined, body: SyntaxNode | undefined): Code {
  const path = name ? pathOf(name.text) : [];
  const last = path.at(-1);
  const bases = (node.firstOf('base_class_clause')?.namedChildren ?? []).filter(({ kind }) => /^(type_identifier|qualified_identifier|template_type)$/.test(kind)).map(nameChain);
  const code: ClassCode = { kind: 'class', ...(last !== undefined && name ? { name: last, nameSpan: span(name) } : {}), form: 'class', statement: last !== undefined, decorators: [], bases, members: body && body.kind !== 'enumerator_list' ? membersOf(body.code) : [], ...span(node) };
  return within(path.slice(0, -1), code, node);
}

/** `typedef struct { … } name;` gives the structure its name. */
export const typeDefinition: LoweringRule = (node) => {
  const type = node.child('type');
  const name = node.childrenIn('declarator').find(({ kind }) => kind === 'type_identifier');
  if (!type?.child('body') || !/_specifier$/.test(type.kind)) return nothing(node);
  const own = type.child('name');
  if (!name || own?.text === name.text) return type.code;
  const also = classCode(type, name, type.child('body'));
  return own ? { kind: 'group', parts: [type.code, { kind: 'assign', target: { kind: 'name', name: name.text, ...span(name) }, value: { kind: 'name', name: own.text, ...span(own) }, declares: 'block', ...span(node) }], ...span(node) } : { ...also, ...span(node) };
};

/** Statements on the level of a file or namespace. */
export const level: LoweringRule = (node, notes) => ({ kind: 'group', parts: node.namedChildren.map((child) => standing(child, notes)).filter(({ kind }) => kind !== 'nothing'), ...span(node) });

function standing(child: SyntaxNode, notes: LoweringNotes): Code {
  if (/^(class|struct|union|enum)_specifier$/.test(child.kind) && !child.child('body')) return { kind: 'ambient', body: classCode(child, child.child('name'), undefined), ...span(child) };
  // Without a type it is a macro that makes something of its own, unless it is as old as `main()`.
  if (child.kind === 'function_definition' && !child.child('type') && isPlain(child)) notes.misread(child);
  return child.code;
}

function isPlain(definition: SyntaxNode): boolean {
  const found = declared(definition.child('declarator'));
  return found !== undefined && found.path.length === 1 && found.name.kind === 'identifier' && found.name.text !== 'main' && definition.firstOf('declaration') === undefined;
}

/** A prototype inside of a function only says what is elsewhere. In C++ `Guard guard(lock);` can look like one. */
export const compound =
  (constructs: boolean): LoweringRule =>
  (node) => {
    const parts = node.namedChildren.filter(({ kind }) => kind !== 'comment');
    for (const part of parts) {
      if (part.kind !== 'declaration' || part.code.kind !== 'function') continue;
      part.code = constructs ? (constructed(part) ?? nothing(part)) : nothing(part);
    }
    return block(node, parts.map(({ code }) => code).filter(({ kind }) => kind !== 'nothing'));
  };

function constructed(node: SyntaxNode): Code | undefined {
  const type = typeOf(node.child('type'));
  const found = declared(node.child('declarator'));
  const given = found?.function?.child('parameters')?.namedChildren ?? [];
  if (!type || !found || found.indirect || given.length === 0) return undefined;
  const args = given.map((part) => (part.namedChildren.length === 1 ? typeOf(part.child('type')) : undefined));
  if (args.includes(undefined)) return undefined;
  const value: Code = { kind: 'call', form: 'new', callee: type, args: args.filter((arg) => arg !== undefined), ...span(node) };
  return { kind: 'assign', target: targetOf(found.name, type), value, declares: 'block', ...span(node) };
}

export const namespaceDefinition: LoweringRule = (node) => {
  const body = node.child('body')?.code ?? nothing(node);
  const members = body.kind === 'group' && !body.chain ? body.parts : [body];
  const path = pathOf(node.child('name')?.text ?? '');
  if (path.length === 0) return { kind: 'group', parts: members, ...span(node) };
  return [...path].reverse().reduce<readonly Code[]>((inner, name) => [{ kind: 'class', name, form: 'namespace', statement: true, decorators: [], bases: [], members: inner, ...span(node) }], members)[0]!;
};

/** `using a::b;`, `using c = a::b;`, `namespace c = a::b;`: another name for the same. */
export const alias: LoweringRule = (node) => {
  if (node.has('namespace') && node.kind === 'using_declaration') return nothing(node);
  const name = node.child('name');
  const type = node.child('type');
  const of = node.kind === 'alias_declaration' ? typeOf(type?.child('type')) : node.namedChildren.filter((child) => child !== name).map(nameChain)[0];
  const local = name?.text ?? (of?.kind === 'member' ? of.name : undefined);
  if (!of || local === undefined) return nothing(node);
  return { kind: 'assign', target: { kind: 'name', name: local, ...span(name ?? node) }, value: of, declares: 'block', ...span(node) };
};

export const lambda: LoweringRule = (node) => {
  const captures = node.child('captures')?.code;
  // What is captured is computed where the lambda is written, as decorators are.
  return { kind: 'function', ...parametersOf(node.child('declarator')), decorators: captures && captures.kind !== 'nothing' ? [captures] : [], body: codeOf(node, 'body'), form: 'expression', arrow: true, ...span(node) };
};
