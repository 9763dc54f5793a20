/** TypeScript, without and with JSX. Grammars: tree-sitter-typescript and its tsx. */
import type { ClassCode, Code, Span } from '../../code/code.ts';
import type { LanguageDefinition, LoweringRule } from '../../syntax/grammar.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { group, nothing, span } from '../build.ts';
import { ecmascriptComments, ecmascriptRules } from './rules.ts';
import { classRule, fieldDefinition, functionOf, keyName } from './functions.ts';
import { ecmascriptTraits } from './traits.ts';

/** Only what stands before the type is there at run time. */
const value: LoweringRule = (node) => node.namedChildren[0]?.code ?? nothing(node);
/** In `<T>x` it stands behind it. */
const asserted: LoweringRule = (node) => node.namedChildren.at(-1)?.code ?? nothing(node);

const methodSignature =
  (declaration: 'overload' | 'abstract' | 'interface'): LoweringRule =>
  (node) => {
    const key = node.child('name');
    const name = keyName(key);
    return functionOf(node, { form: 'method', declaration, ...(name === undefined || !key ? {} : { name, nameSpan: span(key) }) });
  };

/** Method signatures stand in interfaces; in a class they are overloads. */
const interfaceRule: LoweringRule = (node) => {
  const name = node.child('name');
  const body = node.child('body')?.code;
  const members = body?.kind === 'group' ? body.parts : body ? [body] : [];
  const isMethod = (code: Code): boolean => code.kind === 'function';
  return {
    kind: 'class',
    ...(name ? { name: name.text, nameSpan: span(name) } : {}),
    form: 'interface',
    statement: false,
    decorators: [],
    bases: [],
    members: members.filter(isMethod).map((code) => (code.kind === 'function' ? { ...code, declaration: 'interface' as const } : code)),
    ...span(node),
  };
};

function nameless(node: Span): Pick<ClassCode, 'kind' | 'decorators' | 'bases' | 'start' | 'end'> {
  return { kind: 'class', decorators: [], bases: [], ...span(node) };
}

/** A type alias counts as a class when it says which members its objects have. Its own name has no value. */
const typeAlias: LoweringRule = (node) => {
  const name = node.child('name');
  return name && hasObjectShape(node.child('value')) ? { ...nameless(node), name: name.text, nameSpan: span(name), form: 'interface', statement: false, members: [] } : nothing(node);
};

function hasObjectShape(type: SyntaxNode | undefined): boolean {
  for (const open = type ? [type] : []; ; ) {
    const part = open.pop();
    if (!part) return false;
    if (part.kind === 'object_type') return true;
    if (part.kind === 'intersection_type' || part.kind === 'parenthesized_type') open.push(...part.namedChildren);
  }
}

/** `namespace A.B {…}` holds its members under both names. */
const namespace: LoweringRule = (node) => {
  const name = node.child('name');
  const body = node.child('body');
  if (!name || name.kind === 'string' || !body) return { kind: 'ambient', body: body?.code ?? nothing(node), ...span(node) };
  const parts = body.code.kind === 'block' ? body.code.parts : [body.code];
  return name.text
    .split('.')
    .reverse()
    .reduce<readonly Code[]>((members, part) => [{ kind: 'class', name: part.trim(), nameSpan: span(name), form: 'namespace', statement: true, decorators: [], bases: [], members, ...span(node) }], parts)[0]!;
};

const rules: Readonly<Record<string, LoweringRule>> = {
  ...ecmascriptRules,
  function_signature: (node) => functionOf(node, { form: 'statement', declaration: 'overload' }),
  method_signature: methodSignature('overload'),
  abstract_method_signature: methodSignature('abstract'),
  public_field_definition: fieldDefinition,
  abstract_class_declaration: classRule(true),
  interface_declaration: interfaceRule,
  interface_body: (node) => ({ kind: 'group', parts: node.namedChildren.map(({ code }) => code), ...span(node) }),
  object_type: (node) => ({ kind: 'group', parts: node.namedChildren.map(({ code }) => code), ...span(node) }),
  ambient_declaration: (node) => ({ kind: 'ambient', body: group(node, node.namedChildren), ...span(node) }),
  internal_module: namespace,
  module: namespace,
  import_alias: (node) => {
    const [name, target] = node.namedChildren;
    return name && target ? { kind: 'assign', target: name.code, value: target.code, declares: 'block', ...span(node) } : nothing(node);
  },
  nested_identifier: (node) => {
    const object = node.child('object')?.code ?? node.namedChildren[0]?.code ?? nothing(node);
    return { kind: 'member', object, name: node.namedChildren.at(-1)?.text ?? '', ...span(node) };
  },
  type_alias_declaration: typeAlias,
  enum_declaration: (node) => {
    const name = node.child('name');
    const parts = node.child('body')?.namedChildren.map(({ code }) => code) ?? [];
    if (!name) return nothing(node);
    return { ...nameless(node), name: name.text, nameSpan: span(name), form: 'class', statement: true, members: parts };
  },
  enum_assignment: (node) => node.child('value')?.code ?? nothing(node),
  required_parameter: (node) => node.child('pattern')?.code ?? nothing(node),
  optional_parameter: (node) => node.child('pattern')?.code ?? nothing(node),
  as_expression: value,
  satisfies_expression: value,
  non_null_expression: value,
  instantiation_expression: value,
  type_assertion: asserted,
  // A namespace as a statement is wrapped in one.
  expression_statement: (node) => group(node, node.namedChildren),
};

const erased = ['type_annotation', 'type_arguments', 'type_parameters', 'asserts_annotation', 'type_predicate_annotation', 'implements_clause', 'index_signature', 'property_signature', 'call_signature', 'construct_signature', 'opting_type_annotation', 'omitting_type_annotation', 'adding_type_annotation'];

export const typescript: LanguageDefinition = {
  id: 'typescript',
  title: 'TypeScript',
  extensions: ['.ts', '.mts', '.cts'],
  grammar: { name: 'typescript', file: 'tree-sitter-typescript/tree-sitter-typescript.wasm' },
  comments: ecmascriptComments,
  erased,
  rules,
  traits: ecmascriptTraits,
};

export const tsx: LanguageDefinition = { ...typescript, id: 'tsx', title: 'TypeScript with JSX', extensions: ['.tsx'], grammar: { name: 'tsx', file: 'tree-sitter-typescript/tree-sitter-tsx.wasm' } };
