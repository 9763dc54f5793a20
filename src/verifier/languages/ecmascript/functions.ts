/** Functions, classes, objects and names of JavaScript and TypeScript. */
import type { AssignCode, Code, DeclaredParameter, FunctionCode, PatternCode } from '../../code/code.ts';
import type { LoweringRule } from '../../syntax/grammar.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { group, nothing, span } from '../build.ts';

/** Parameters with their default values taken off, which run at the call. */
function parametersOf(node: SyntaxNode): Pick<FunctionCode, 'parameters' | 'defaults' | 'declared'> {
  const parameters: Code[] = [];
  const defaults: Code[] = [];
  const declared: DeclaredParameter[] = [];
  const single = node.child('parameter');
  if (single) parameters.push(single.code);
  for (const parameter of node.child('parameters')?.namedChildren ?? []) {
    const value = parameter.child('value') ?? (parameter.kind === 'assignment_pattern' ? parameter.child('right') : undefined);
    const target = parameter.child('pattern') ?? (parameter.kind === 'assignment_pattern' ? parameter.child('left') : parameter);
    if (target && (target.code.kind === 'name' || target.code.kind === 'pattern')) parameters.push(target.code);
    if (value) defaults.push(value.code);
    const marks = parameter.namedChildren.filter(({ kind }) => kind === 'decorator').map(({ code }) => code);
    const type = parameter.child('type');
    if (target?.code.kind === 'name' && (marks.length > 0 || type)) declared.push({ name: target.code.name, ...(type ? { type: type.text.replace(/^:\s*/, '') } : {}), marks, ...span(parameter) });
  }
  return { parameters, defaults, ...(declared.length > 0 ? { declared } : {}) };
}

const isFunctionBody = (node: SyntaxNode): boolean => node.kind === 'statement_block';

/** An expression body is what the function returns. */
function bodyOf(node: SyntaxNode): Code {
  const body = node.child('body');
  if (!body) return nothing(node);
  return isFunctionBody(body) ? body.code : { kind: 'exit', how: 'return', value: body.code, ...span(body) };
}

export function functionOf(node: SyntaxNode, more: Partial<FunctionCode> & Pick<FunctionCode, 'form'>): FunctionCode {
  const name = node.child('name');
  const plain = name && (name.kind === 'identifier' || name.kind === 'property_identifier' || name.kind === 'private_property_identifier');
  return {
    kind: 'function',
    ...(name && plain ? { name: publicName(name.text), nameSpan: span(name) } : {}),
    ...parametersOf(node),
    decorators: node.namedChildren.filter(({ kind }) => kind === 'decorator').map(({ code }) => code),
    body: bodyOf(node),
    ...more,
    ...span(node),
  };
}

export const functionDeclaration: LoweringRule = (node) => functionOf(node, { form: 'statement', hoisted: true });
export const functionExpression: LoweringRule = (node) => functionOf(node, { form: 'expression' });
export const arrowFunction: LoweringRule = (node) => functionOf(node, { form: 'expression', arrow: true });

/** Private members are known without their mark. */
export function publicName(name: string): string {
  return name.replace(/^#/, '');
}

/** `name`, `'name'`, `['name']`, `#name`; undefined for a name that is computed. */
export function keyName(key: SyntaxNode | undefined): string | undefined {
  if (!key) return undefined;
  if (key.code.kind === 'literal' && (key.code.type === 'text' || key.code.type === 'number')) return key.code.value ?? key.text;
  return /^(property_identifier|private_property_identifier|identifier|shorthand_property_identifier)$/.test(key.kind) ? publicName(key.text) : undefined;
}

export const methodDefinition: LoweringRule = (node) => {
  const key = node.child('name');
  const name = keyName(key);
  const form = node.has('get') ? 'getter' : node.has('set') ? 'setter' : 'method';
  const made = functionOf(node, { form, static: node.has('static'), ...(name === undefined || !key ? {} : { name, nameSpan: span(key) }) });
  if (name !== undefined || !key) return made;
  // A computed name runs, and so does nothing else: nobody can address the method.
  return { kind: 'assign', target: key.code, value: { ...made, form: 'expression' }, declares: 'property', ...span(node) };
};

function property(node: SyntaxNode, key: SyntaxNode | undefined, value: Code | undefined, isStatic: boolean): AssignCode {
  const name = keyName(key);
  const target: Code = name === undefined || !key ? (key?.code ?? nothing(node)) : { kind: 'name', name, ...span(key) };
  return { kind: 'assign', target, ...(value ? { value } : {}), declares: 'property', static: isStatic, ...span(node) };
}

export const pair: LoweringRule = (node) => property(node, node.child('key'), node.child('value')?.code, false);
export const shorthandProperty: LoweringRule = (node) => property(node, node, { kind: 'name', name: node.text, ...span(node) }, false);
export const fieldDefinition: LoweringRule = (node) => {
  if (node.has('declare') || node.has('abstract')) return nothing(node);
  const code = property(node, node.child('property') ?? node.child('name'), node.child('value')?.code, node.has('static'));
  return code;
};

export const objectLiteral: LoweringRule = (node) => ({ kind: 'object', members: node.namedChildren.map(({ code }) => code).filter(({ kind }) => kind !== 'nothing'), ...span(node) });

/** Decorators of members may stand before them, as siblings. */
export const classBody: LoweringRule = (node) => {
  const members: Code[] = [];
  let decorators: Code[] = [];
  for (const child of node.namedChildren) {
    if (child.kind === 'decorator') {
      decorators.push(child.code);
      continue;
    }
    const code = child.code;
    // Those of a field stand inside of it; they belong to the function that it holds.
    if (code.kind === 'assign') decorators.push(...child.namedChildren.filter(({ kind }) => kind === 'decorator').map((decorator) => decorator.code));
    if (code.kind === 'assign' && code.value?.kind === 'function') members.push({ ...code, value: { ...code.value, decorators } });
    else if (code.kind === 'function') members.push({ ...code, decorators: [...decorators, ...code.decorators] });
    else members.push(...decorators, code);
    decorators = [];
  }
  return { kind: 'group', parts: members, ...span(node) };
};

export const classRule =
  (statement: boolean): LoweringRule =>
  (node) => {
    const name = node.child('name');
    const body = node.child('body')?.code;
    const heritage = node.namedChildren.filter(({ kind }) => kind === 'class_heritage').map(({ code }) => code);
    return {
      kind: 'class',
      ...(name ? { name: name.text, nameSpan: span(name) } : {}),
      form: 'class',
      statement: statement && name !== undefined,
      decorators: node.namedChildren.filter(({ kind }) => kind === 'decorator').map(({ code }) => code),
      bases: heritage,
      members: body?.kind === 'group' ? body.parts : body && body.kind !== 'nothing' ? [body] : [],
      ...span(node),
    };
  };

/** `{a, b: c, d = 1, ...e}`: each part with the way that leads to it. */
export const objectPattern: LoweringRule = (node): PatternCode => ({
  kind: 'pattern',
  parts: node.namedChildren.map((part) => {
    switch (part.kind) {
      case 'shorthand_property_identifier_pattern':
        return { path: [part.text], target: { kind: 'name', name: part.text, ...span(part) } };
      case 'object_assignment_pattern': {
        const left = part.child('left');
        const right = part.child('right');
        const target: Code = left?.kind === 'shorthand_property_identifier_pattern' ? { kind: 'name', name: left.text, ...span(left) } : (left?.code ?? nothing(part));
        return { ...(left ? { path: [left.text] } : {}), target, ...(right ? { fallback: right.code } : {}) };
      }
      case 'pair_pattern': {
        const key = keyName(part.child('key'));
        const value = part.child('value');
        const [target, fallback] = value?.kind === 'assignment_pattern' ? [value.child('left'), value.child('right')] : [value, undefined];
        return { ...(key === undefined ? {} : { path: [key] }), target: target?.code ?? nothing(part), ...(fallback ? { fallback: fallback.code } : {}) };
      }
      default:
        return { target: part.code };
    }
  }),
  ...span(node),
});

/** Parts of an array have places, not names. */
export const arrayPattern: LoweringRule = (node): PatternCode => ({
  kind: 'pattern',
  parts: node.namedChildren.map((part) => {
    const fallback = part.kind === 'assignment_pattern' ? part.child('right') : undefined;
    return { target: (part.kind === 'assignment_pattern' ? part.child('left') : part)?.code ?? nothing(part), ...(fallback ? { fallback: fallback.code } : {}) };
  }),
  ...span(node),
});

export const restPattern: LoweringRule = (node) => group(node, node.namedChildren);
