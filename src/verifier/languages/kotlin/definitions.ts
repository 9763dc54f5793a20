/** Functions, classes and properties of Kotlin. */
import type { AssignCode, Code, FunctionCode } from '../../code/code.ts';
import type { LoweringRule } from '../../syntax/grammar.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { block, group, nothing, span } from '../build.ts';

/** Names in backticks are known without them. */
export const plainName = (name: string): string => name.replace(/^`(.*)`$/, '$1');

const nameOf = (node: SyntaxNode | undefined): Pick<FunctionCode, 'name' | 'nameSpan'> => (node ? { name: plainName(node.text), nameSpan: span(node) } : {});

const target = (node: SyntaxNode): Code => ({ kind: 'name', name: plainName(node.text), ...span(node) });

const modifiersOf = (node: SyntaxNode): SyntaxNode | undefined => node.firstOf('modifiers');

const isMarked = (node: SyntaxNode, ...words: readonly string[]): boolean => modifiersOf(node)?.namedChildren.some((modifier) => words.includes(modifier.text)) === true;

const decoratorsOf = (node: SyntaxNode): Code[] => modifiersOf(node)?.namedChildren.filter(({ kind }) => kind === 'annotation').map(({ code }) => code) ?? [];

/** Default values stand behind their parameter, as its siblings. */
function parametersOf(list: SyntaxNode | undefined): Pick<FunctionCode, 'parameters' | 'defaults'> {
  const parameters: Code[] = [];
  const defaults: Code[] = [];
  for (const child of list?.namedChildren ?? []) {
    const name = child.kind === 'parameter' ? child.firstOf('identifier') : undefined;
    if (name) parameters.push(target(name));
    else if (child.kind !== 'parameter_modifiers') defaults.push(child.code);
  }
  return { parameters, defaults };
}

/** An expression is what the function returns; one that only throws or calls is the whole body. */
function bodyOf(node: SyntaxNode): Code | undefined {
  const written = node.firstOf('function_body');
  const inner = written?.namedChildren[0];
  if (!inner) return undefined;
  if (inner.kind === 'block' || inner.code.kind === 'call' || (inner.code.kind === 'exit' && inner.code.how === 'throw')) return inner.code;
  return { kind: 'exit', how: 'return', value: inner.code, ...span(inner) };
}

/** Without a body a function only says that there is one: abstract, of an interface, `expect`, `external`. */
function functionOf(node: SyntaxNode, more: Partial<FunctionCode> & Pick<FunctionCode, 'form'>): FunctionCode {
  const body = more.body ?? bodyOf(node);
  const elsewhere = isMarked(node, 'expect', 'external');
  return {
    kind: 'function',
    ...parametersOf(node.firstOf('function_value_parameters')),
    decorators: decoratorsOf(node),
    body: body ?? nothing(node),
    ...(body ? {} : { declaration: elsewhere ? ('ambient' as const) : ('abstract' as const) }),
    ...more,
    ...span(node),
  };
}

/** The type that a function or property extends: what stands before its name. */
function receiverOf(node: SyntaxNode, name: SyntaxNode | undefined): readonly string[] | undefined {
  const type = node.namedChildren.find((child) => name !== undefined && child.end <= name.start && /^(user_type|nullable_type|non_nullable_type|parenthesized_type)$/.test(child.kind));
  const path = type?.text.replace(/<.*>/s, '').replace(/[?()\s]/g, '').split('.');
  return path?.every((part) => /^[\p{L}_`]/u.test(part)) ? path.map(plainName) : undefined;
}

/** An extension is known under the name of what it extends, as a member would be. */
function extending(path: readonly string[], code: Code, node: SyntaxNode): Code {
  return path.reduceRight<Code>((inner, name) => ({ kind: 'class', name, form: 'namespace', statement: false, decorators: [], bases: [], members: [inner], ...span(node) }), code);
}

export const functionDeclaration: LoweringRule = (node) => {
  const name = node.child('name');
  const receiver = receiverOf(node, name);
  const made = functionOf(node, { ...nameOf(name), form: receiver ? 'method' : 'statement' });
  return receiver ? extending(receiver, made, node) : made;
};

export const anonymousFunction: LoweringRule = (node) => functionOf(node, { form: 'expression', arrow: true });

/** What a lambda ends with is its value; `return` in it leaves the function that it is written in. */
export const lambda: LoweringRule = (node) => {
  const list = node.firstOf('lambda_parameters');
  const parts = node.namedChildren.filter((child) => child !== list);
  const statements = parts.map(({ code }) => code).filter(({ kind }) => kind !== 'nothing');
  const parameters = list?.namedChildren.map((child) => variableOf(child)) ?? [];
  return { kind: 'function', parameters, defaults: [], decorators: [], body: block(node, statements), form: 'expression', arrow: true, returnsOuter: true, ...span(node) };
};

/** One name, or the parts that a value is taken into. */
export function variableOf(node: SyntaxNode): Code {
  if (node.kind === 'multi_variable_declaration') return { kind: 'pattern', parts: node.namedChildren.map((part) => ({ target: variableOf(part) })), ...span(node) };
  const name = node.kind === 'identifier' ? node : node.firstOf('identifier');
  return name ? target(name) : nothing(node);
}

export const accessor =
  (form: 'getter' | 'setter'): LoweringRule =>
  (node) => {
    const parameter = node.firstOf('identifier');
    const body = bodyOf(node);
    if (!body) return nothing(node);
    return { kind: 'function', parameters: parameter ? [target(parameter)] : [], defaults: [], decorators: [], body, form, ...span(node) };
  };

/** `val x = …`, with the functions that read and write it. */
export const property: LoweringRule = (node) => {
  const variable = node.firstOf('variable_declaration', 'multi_variable_declaration');
  if (!variable) return group(node, node.namedChildren);
  const name = variable.kind === 'variable_declaration' ? variable.firstOf('identifier') : undefined;
  const receiver = receiverOf(node, variable);
  const accessors = node.namedChildren.filter(({ code }) => code.kind === 'function' && (code.form === 'getter' || code.form === 'setter'));
  const value = node.namedChildren.find((child) => child.start >= variable.end && !accessors.includes(child) && child.kind !== 'type_constraints' && child.kind !== 'getter' && child.kind !== 'setter');
  const functions = accessors.map(({ code }) => ({ ...code, ...nameOf(name) }) as FunctionCode);
  const assigned: AssignCode = { kind: 'assign', target: variableOf(variable), ...(value ? { value: value.code } : {}), declares: 'block', ...span(node) };
  // What is only computed has no place of its own.
  const parts: Code[] = value || functions.length === 0 ? [assigned, ...functions] : functions;
  if (receiver) return parts.reduce<Code>((_, part) => extending(receiver, part, node), nothing(node));
  return parts.length === 1 && parts[0] ? parts[0] : { kind: 'group', parts, ...span(node) };
};

/** Declared in a class, functions are methods and names are properties, also behind one another in a group. */
function member(code: Code): Code {
  if (code.kind === 'function' && code.form === 'statement') return { ...code, form: 'method' };
  if (code.kind === 'assign' && code.declares === 'block') return { ...code, declares: 'property' };
  if (code.kind === 'group') return { ...code, parts: code.parts.map(member) };
  return code;
}

/** Members in their order; those of the companion are known under the name of the class. */
export const classBody: LoweringRule = (node) => ({
  kind: 'group',
  parts: node.namedChildren.flatMap(({ kind, code }) => (kind === 'companion_object' && code.kind === 'group' ? code.parts : [member(code)])).filter(({ kind }) => kind !== 'nothing'),
  ...span(node),
});

export const companion: LoweringRule = (node) => {
  const body = node.firstOf('class_body')?.code;
  const base = made(node, callsOf(node));
  const parts = (body?.kind === 'group' ? body.parts : []).map((part): Code => (part.kind === 'function' || part.kind === 'assign' ? { ...part, static: true } : part));
  return { kind: 'group', parts: [...base, ...parts], ...span(node) };
};

/** `init` blocks and secondary constructors are what a claim can name; parameters of the class are seen in the former. */
export const initialiser: LoweringRule = (node) => ({ kind: 'function', name: 'init', nameSpan: { start: node.start, end: node.start + 4 }, parameters: [], defaults: [], decorators: [], body: node.firstOf('block')?.code ?? nothing(node), form: 'method', ...span(node) });

export const secondaryConstructor: LoweringRule = (node) => {
  const delegated = node.firstOf('constructor_delegation_call');
  const body = node.firstOf('block');
  const parts = [delegated, body].flatMap((part) => (part ? [part.code] : []));
  const start = modifiersOf(node)?.end ?? node.start;
  return functionOf(node, { form: 'method', name: 'constructor', nameSpan: { start, end: node.end }, body: { kind: 'group', parts, ...span(node) } });
};

/** Calls that stand in the head of a class: constructors of bases, delegates. They run when an object is made. */
function callsOf(node: SyntaxNode): Code[] {
  const bases = node.firstOf('delegation_specifiers')?.code;
  return bases && bases.kind !== 'nothing' ? [bases] : [];
}

function made(node: SyntaxNode, codes: readonly Code[]): Code[] {
  return codes.map((value): Code => ({ kind: 'assign', target: nothing(node), value, declares: 'property', ...span(value) }));
}

export const classDeclaration: LoweringRule = (node) => {
  const name = node.child('name');
  const declared = node.firstOf('primary_constructor')?.firstOf('class_parameters')?.namedChildren ?? [];
  const properties = declared.filter((parameter) => parameter.has('val') || parameter.has('var'));
  const plain = declared.filter((parameter) => !properties.includes(parameter)).flatMap((parameter) => parameter.firstOf('identifier') ?? []);
  const defaults = declared.flatMap((parameter) => parameter.namedChildren.slice(1).map(({ code }) => code)).filter(({ kind }) => kind === 'call' || kind === 'group');
  const body = node.firstOf('class_body', 'enum_class_body')?.code;
  const members = (body?.kind === 'group' ? body.parts : []).map((part): Code => (part.kind === 'function' && part.name === 'init' && part.parameters.length === 0 ? { ...part, parameters: plain.map(target) } : part));
  const code: Code = {
    kind: 'class',
    ...nameOf(name),
    form: node.has('interface') ? 'interface' : 'class',
    statement: true,
    decorators: decoratorsOf(node),
    bases: [],
    members: [...properties.flatMap((parameter) => propertyOf(parameter)), ...made(node, [...callsOf(node), ...defaults]), ...members],
    ...span(node),
  };
  return isMarked(node, 'expect', 'external') ? { kind: 'ambient', body: code, ...span(node) } : code;
};

function propertyOf(parameter: SyntaxNode): Code[] {
  const name = parameter.firstOf('identifier');
  return name ? [{ kind: 'assign', target: target(name), declares: 'property', ...span(parameter) }] : [];
}

/** An entry with a body is a class of its own. */
export const enumEntry: LoweringRule = (node) => {
  const name = node.firstOf('identifier');
  const args = node.firstOf('value_arguments')?.code;
  const body = node.firstOf('class_body')?.code;
  const parts: Code[] = made(node, args && args.kind !== 'nothing' ? [args] : []);
  if (body?.kind === 'group') parts.push({ kind: 'class', ...nameOf(name), form: 'class', statement: false, decorators: [], bases: [], members: body.parts, ...span(node) });
  return { kind: 'group', parts, ...span(node) };
};

/** `object : Base(x) { … }`: its functions are called by whoever is given it, as callbacks are. */
export const objectLiteral: LoweringRule = (node) => {
  const body = node.firstOf('class_body')?.code;
  const object: Code = { kind: 'object', members: body?.kind === 'group' ? body.parts : [], ...span(node) };
  const calls = callsOf(node);
  return calls.length > 0 ? { kind: 'group', parts: [...calls, object], ...span(node) } : object;
};

/** Each name is an import of its own, of the whole name and from its package. */
export const importRule: LoweringRule = (node) => {
  const names = node.firstOf('qualified_identifier')?.namedChildren ?? [];
  const module = names.map((part) => plainName(part.text)).join('.');
  const own = { kind: 'import', relative: false, typeOnly: false, bindings: [], ...span(node) } as const;
  if (node.has('*')) return { ...own, module, star: true };
  const imported = plainName(names.at(-1)?.text ?? '');
  const alias = node.firstOf('identifier');
  const from = module.slice(0, Math.max(0, module.length - imported.length - 1));
  const bound: Code = { ...own, module: from, bindings: [{ local: alias ? plainName(alias.text) : imported, imported, ...span(node) }] };
  return { kind: 'group', parts: [{ ...own, module }, bound], ...span(node) };
};
