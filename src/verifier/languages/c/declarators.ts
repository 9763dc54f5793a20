/** What a declarator of C or C++ declares: the language writes names the way they are used. */
import type { Code } from '../../code/code.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { span } from '../build.ts';

export interface Declared {
  /** The names in front of it and its own: `A::b` is a member of `A`. */
  readonly path: readonly string[];
  readonly name: SyntaxNode;
  /** What stands around the parameters, when it is a function and not something that points to one. */
  readonly function?: SyntaxNode;
  /** It is reached by way of a pointer or reference, or is a row. */
  readonly indirect: boolean;
}

const nameKinds = new Set(['identifier', 'field_identifier', 'type_identifier', 'qualified_identifier', 'destructor_name', 'operator_name', 'operator_cast', 'template_function', 'template_method', 'structured_binding_declarator']);

/** Goes in from the outside; what stands nearest to the name says what it is. */
export function declared(declarator: SyntaxNode | undefined): Declared | undefined {
  let around: SyntaxNode | undefined;
  let indirect = false;
  for (let at = declarator; at; at = at.child('declarator') ?? at.namedChildren.find(({ kind }) => kind.endsWith('declarator') || nameKinds.has(kind))) {
    if (at.kind === 'operator_cast') return { path: pathOf(at.text.slice(0, Math.max(0, at.text.indexOf('(')) || undefined)), name: at, function: at.child('declarator') ?? at, indirect: false };
    if (nameKinds.has(at.kind)) {
      // `A::operator bool()` has its brackets inside of the name.
      const cast = at.kind === 'qualified_identifier' && /\boperator\b[^(]*\(/.test(at.text) && !around;
      const text = cast ? at.text.slice(0, at.text.indexOf('(')) : at.text;
      const function_ = around ?? (cast ? at : undefined);
      return { path: pathOf(text), name: at, ...(function_ ? { function: function_ } : {}), indirect };
    }
    if (at.kind === 'function_declarator') [around, indirect] = [at, false];
    else if (at.kind !== 'parenthesized_declarator' && at.kind !== 'attributed_declarator' && at.kind !== 'init_declarator') [around, indirect] = [undefined, true];
  }
  return undefined;
}

/** `a::Box<T>::put` as its names, without what a template is made with. */
export function pathOf(text: string): readonly string[] {
  const operator = text.search(/\boperator\b/);
  const [names, last] = operator < 0 ? [text, undefined] : [text.slice(0, operator), text.slice(operator).replace(/\s+(?=\W)|(?<=\W)\s+/g, '')];
  return [...withoutArguments(names).split('::').map((part) => part.replace(/^\s*template\s+/, '').replace(/\s+/g, '')), ...(last === undefined ? [] : [last])].filter((part) => part !== '');
}

function withoutArguments(text: string): string {
  let plain = '';
  let depth = 0;
  for (const mark of text) {
    if (mark === '<') depth++;
    else if (mark === '>') depth--;
    else if (depth === 0) plain += mark;
  }
  return plain;
}

/** `a::b::c` as a chain of names. */
export function nameChain(node: SyntaxNode): Code {
  const [first = '', ...rest] = pathOf(node.text);
  return rest.reduce<Code>((object, name) => ({ kind: 'member', object, name, ...span(node) }), { kind: 'name', name: first, ...span(node) });
}
