/** Functions, classes, namespaces and imports of PHP. */
import type { AssignCode, ClassCode, Code, FunctionCode, NameCode, Span } from '../../code/code.ts';
import type { LoweringRule } from '../../syntax/grammar.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { group, nothing, span } from '../build.ts';
import { codeOf } from './flow.ts';

/** `$user` is the variable `user`; functions and classes have names apart from it. */
export const plainName = (text: string): string => text.replace(/^[$&.\s]+/, '');

/** The class that a type names, if it names one. */
function typeOf(node: SyntaxNode | undefined): Code | undefined {
  const code = node?.code.kind === 'group' && node.code.parts.length === 1 ? node.code.parts[0] : node?.code;
  return code?.kind === 'name' || code?.kind === 'member' ? code : undefined;
}

function typedName(name: SyntaxNode, type: SyntaxNode | undefined): NameCode {
  const of = typeOf(type);
  return { kind: 'name', name: plainName(name.text), ...(of ? { type: of } : {}), ...span(name) };
}

function decoratorsOf(node: SyntaxNode): Code[] {
  return (node.child('attributes')?.namedChildren ?? []).flatMap((attributes) => attributes.namedChildren).map(({ code }) => code);
}

/** `#[Route('/x')]`: data about what follows, which is not run. */
export const attribute: LoweringRule = (node) => {
  const [name] = node.namedChildren;
  const args = node.child('parameters')?.namedChildren.map(({ code }) => code) ?? [];
  const callee = name?.code ?? nothing(node);
  return args.length > 0 ? { kind: 'call', form: 'attribute', callee, args, ...span(node) } : callee;
};

function functionOf(node: SyntaxNode, more: Partial<FunctionCode> & Pick<FunctionCode, 'form'>): FunctionCode {
  const parameters: Code[] = [];
  const defaults: Code[] = [];
  const list = node.child('parameters')?.namedChildren ?? [];
  for (const parameter of list) {
    const name = parameter.child('name');
    const value = parameter.child('default_value');
    if (name) parameters.push(typedName(name, parameter.child('type')));
    if (value) defaults.push(value.code);
  }
  const returns = typeOf(node.child('return_type'));
  const rest = list.at(-1)?.kind === 'variadic_parameter';
  return { kind: 'function', parameters, defaults, decorators: decoratorsOf(node), body: codeOf(node, 'body'), ...(returns ? { returns } : {}), ...(rest ? { rest } : {}), ...more, ...span(node) };
}

const namedAs = (node: SyntaxNode): Pick<FunctionCode, 'name' | 'nameSpan'> => {
  const name = node.child('name');
  return name ? { name: name.text, nameSpan: span(name) } : {};
};

export const functionDefinition: LoweringRule = (node) => functionOf(node, { form: 'statement', ...namedAs(node) });

export const methodDeclaration: LoweringRule = (node) =>
  functionOf(node, {
    form: 'method',
    ...namedAs(node),
    ...(node.firstOf('static_modifier') ? { static: true } : {}),
    ...(node.child('body') ? {} : { declaration: node.firstOf('abstract_modifier') ? ('abstract' as const) : ('interface' as const) }),
  });

/** Neither kind of closure has an object of its own. */
export const closure: LoweringRule = (node) => {
  const made = functionOf(node, { form: 'expression', arrow: true });
  return node.kind === 'arrow_function' ? { ...made, body: { kind: 'exit', how: 'return', value: made.body, ...span(made.body) } } : made;
};

export function property(name: string, at: Span, value: Code | undefined, type?: Code): AssignCode {
  return { kind: 'assign', target: { kind: 'name', name, ...(type ? { type } : {}), ...span(at) }, ...(value ? { value } : {}), declares: 'property', static: true, ...span(at) };
}

export const properties: LoweringRule = (node) => {
  const type = typeOf(node.child('type'));
  const elements = node.namedChildren.filter(({ kind }) => kind === 'property_element' || kind === 'const_element');
  const parts: Code[] = elements.map((element) => {
    const name = element.child('name') ?? element.namedChildren[0];
    const value = element.child('default_value') ?? (element.kind === 'const_element' ? element.namedChildren[1] : undefined);
    return property(plainName(name?.text ?? ''), element, value?.code, type);
  });
  const hooked = elements.at(-1)?.child('name');
  for (const hook of node.firstOf('property_hook_list')?.namedChildren ?? []) {
    const form = hook.child('body') && hook.namedChildren.some(({ kind, text }) => kind === 'name' && text === 'set') ? 'setter' : 'getter';
    if (hooked && hook.child('body')) parts.push(functionOf(hook, { form, name: plainName(hooked.text), nameSpan: span(hooked) }));
  }
  return { kind: 'group', parts, ...span(node) };
};

/** Parameters of a constructor that are properties as well. */
function promoted(body: SyntaxNode | undefined): Code[] {
  return (body?.namedChildren ?? [])
    .flatMap((member) => member.child('parameters')?.namedChildren ?? [])
    .filter(({ kind }) => kind === 'property_promotion_parameter')
    .flatMap((parameter) => {
      const name = parameter.child('name');
      return name ? [property(plainName(name.text), name, undefined, typeOf(parameter.child('type')))] : [];
    });
}

/** Classes, interfaces, traits, enumerations, and classes without a name. */
export const classRule: LoweringRule = (node) => {
  const name = node.child('name');
  const body = node.child('body');
  const members = (body?.namedChildren ?? []).flatMap(({ code }) => (code.kind === 'group' && !code.chain ? code.parts : [code])).filter(({ kind }) => kind !== 'nothing');
  const bases = node.namedChildren.filter(({ kind }) => kind === 'base_clause' || kind === 'class_interface_clause').map(({ code }) => code);
  const code: ClassCode = {
    kind: 'class',
    ...(name ? { name: name.text, nameSpan: span(name) } : {}),
    form: node.kind === 'interface_declaration' ? 'interface' : 'class',
    statement: name !== undefined,
    decorators: decoratorsOf(node),
    bases,
    members: [...promoted(body), ...members],
    ...span(node),
  };
  const args = node.firstOf('arguments');
  return args && !name ? { kind: 'group', parts: [args.code, code], chain: true, ...span(node) } : code;
};

/** Functions on the level of a file are there from the start. */
const hoisted = (code: Code): Code => (code.kind === 'function' && code.form === 'statement' ? { ...code, hoisted: true } : code);

function namespace(name: string, members: readonly Code[], at: Span): Code {
  return name.split('\\').reverse().reduce<readonly Code[]>((inner, part) => [{ kind: 'class', name: part, form: 'namespace', statement: false, decorators: [], bases: [], members: inner, ...span(at) }], members)[0]!;
}

/** A namespace without brackets reaches to the next one, or to the end of the file. */
export const program: LoweringRule = (node) => {
  const parts: Code[] = [];
  let name: string | undefined;
  let inside: Code[] = parts;
  let from: SyntaxNode = node;
  const close = (end: number): void => {
    if (name !== undefined) parts.push(namespace(name, inside, { start: from.start, end }));
  };
  for (const child of node.namedChildren) {
    if (child.kind === 'namespace_definition' && !child.child('body')) {
      close(child.start);
      [name, inside, from] = [child.child('name')?.text, [], child];
    } else if (/^__halt_compiler\b/i.test(child.text) && child.kind === 'expression_statement') {
      // What follows is data.
      const rest = node.namedChildren.filter(({ start }) => start >= child.end).map(({ code }) => code);
      inside.push({ kind: 'branch', test: { kind: 'literal', type: 'boolean', test: false, ...span(child) }, then: { kind: 'group', parts: rest, start: child.end, end: node.end }, start: child.end, end: node.end });
      break;
    } else if (child.code.kind !== 'nothing') inside.push(hoisted(child.code));
  }
  close(node.end);
  return { kind: 'group', parts, ...span(node) };
};

export const namespaceDefinition: LoweringRule = (node) => {
  const body = node.child('body');
  if (!body) return nothing(node);
  const members = body.code.kind === 'group' && !body.code.chain ? body.code.parts.map(hoisted) : [hoisted(body.code)];
  const name = node.child('name')?.text;
  return name === undefined ? { kind: 'group', parts: members, ...span(node) } : namespace(name, members, node);
};

/** `use A\{B, function c as d}`: each name is an import of its own. */
export const useDeclaration: LoweringRule = (node) => {
  const common = node.firstOf('namespace_name')?.text;
  const clauses = [...node.namedChildren, ...(node.child('body')?.namedChildren ?? [])].filter(({ kind }) => kind === 'namespace_use_clause');
  const parts = clauses.flatMap((clause): Code[] => {
    const written = clause.namedChildren.find(({ kind, field }) => (kind === 'qualified_name' || kind === 'name') && field !== 'alias')?.text ?? '';
    const module = `${common === undefined ? '' : `${common}\\`}${written}`.replace(/^\\/, '');
    const imported = module.split('\\').at(-1) ?? module;
    const local = clause.child('alias')?.text ?? imported;
    const from = module.slice(0, Math.max(0, module.length - imported.length - 1));
    const whole: Code = { kind: 'import', module, relative: false, typeOnly: false, bindings: from === '' ? [{ local, ...span(clause) }] : [], ...span(node) };
    return from === '' ? [whole] : [whole, { ...whole, module: from, bindings: [{ local, imported, ...span(clause) }] }];
  });
  return { kind: 'group', parts, ...span(node) };
};

/** `require __DIR__ . '/a.php'`; a path that is put together otherwise is computed. */
export const include: LoweringRule = (node) => {
  const [path] = node.namedChildren;
  const inner = path?.kind === 'parenthesized_expression' ? path.namedChildren[0] : path;
  const last = inner?.kind === 'binary_expression' && /^(__DIR__|dirname\(__FILE__\))\s*\./.test(inner.text) ? inner.child('right') : undefined;
  const literal = last?.code.kind === 'literal' ? last.code : inner?.code;
  if (literal?.kind !== 'literal' || literal.value === undefined) return group(node, node.namedChildren);
  return { kind: 'import', module: last ? literal.value.replace(/^\//, '') : literal.value, relative: false, typeOnly: false, bindings: [], ...span(node) };
};
