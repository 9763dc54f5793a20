/** Functions, classes, objects, values and imports of Scala. */
import type { Code, FunctionCode } from '../../code/code.ts';
import type { LoweringRule } from '../../syntax/grammar.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { group, nothing, span } from '../build.ts';
import { boundNames, plainName, targetOf } from './flow.ts';
import { filled } from './placeholders.ts';

const nameOf = (node: SyntaxNode | undefined): Pick<FunctionCode, 'name' | 'nameSpan'> => (node ? { name: plainName(node.text), nameSpan: span(node) } : {});
const named = (node: SyntaxNode): Code => ({ kind: 'name', name: plainName(node.text), ...span(node) });
const decoratorsOf = (node: SyntaxNode): Code[] => node.namedChildren.filter(({ kind }) => kind === 'annotation').map(({ code }) => code);

/** A single value is what the function gives back. */
function bodyOf(body: SyntaxNode): Code {
  const { code } = body;
  const only = code.kind === 'block' && code.parts.length === 1 ? code.parts[0]! : code;
  return only.kind === 'literal' ? { kind: 'exit', how: 'return', value: only, start: only.start, end: only.end } : code;
}

export const functionDefinition: LoweringRule = (node) => {
  const lists = node.childrenIn('parameters').filter(({ kind }) => kind === 'parameters');
  const parameters = lists.flatMap(({ namedChildren }) => namedChildren).filter(({ kind }) => kind === 'parameter');
  const body = node.child('body');
  return {
    kind: 'function',
    ...nameOf(node.child('name')),
    parameters: parameters.flatMap((parameter) => parameter.child('name') ?? []).map(named),
    defaults: parameters.flatMap((parameter) => parameter.child('default_value')?.code ?? []),
    decorators: decoratorsOf(node),
    body: body ? bodyOf(body) : nothing(node),
    form: 'statement',
    ...(lists.some((list) => !list.has('implicit') && !list.has('using')) ? {} : { bare: true }),
    ...(body ? {} : { declaration: 'abstract' as const }),
    ...span(node),
  };
};

export const value: LoweringRule = (node) => {
  const pattern = node.child('pattern');
  const given = node.child('value');
  if (!pattern) return group(node, node.namedChildren);
  const target = targetOf(pattern, boundNames(pattern, pattern.kind === 'identifier' || pattern.kind === 'identifiers'));
  const plain = pattern.kind !== 'identifiers' && given && given.kind !== 'wildcard';
  // Several names each have the value computed anew.
  if (!plain) return { kind: 'group', parts: [...(given ? [given.code] : []), { kind: 'assign', target, declares: 'block', ...span(node) }], ...span(node) };
  const code = filled(given);
  // What is lazy is computed when it is first asked for, if ever.
  const lazy = /\blazy\b/.test(node.firstOf('modifiers')?.text ?? '');
  if (lazy && target.kind === 'name' && given.kind === 'block') {
    return { kind: 'function', name: target.name, nameSpan: { start: target.start, end: target.end }, parameters: [], defaults: [], decorators: [], body: bodyOf(given), form: 'statement', bare: true, ...span(node) };
  }
  const late = lazy && code.kind === 'call';
  return { kind: 'assign', target, value: late ? { kind: 'branch', test: nothing(given), then: code, ...span(given) } : code, declares: 'block', ...span(node) };
};

/** In a class, functions are methods and names are properties. */
function member(code: Code): Code {
  if (code.kind === 'function' && code.form === 'statement') return { ...code, form: 'method' };
  if (code.kind === 'assign' && code.declares === 'block') return { ...code, declares: 'property' };
  if (code.kind === 'group') return { ...code, parts: code.parts.map(member) };
  return code;
}

export const templateBody: LoweringRule = (node) => ({ kind: 'group', parts: node.namedChildren.map(({ code }) => member(code)).filter(({ kind }) => kind !== 'nothing'), ...span(node) });

/** `trait Gate { self: Door => … }` gives another name to the object itself. */
export const selfType: LoweringRule = (node) => {
  const name = node.firstOf('identifier');
  return name ? { kind: 'assign', target: named(name), value: { kind: 'self', word: 'this', ...span(name) }, declares: 'block', ...span(node) } : nothing(node);
};

export const membersOf = (node: SyntaxNode | undefined): readonly Code[] => (node?.code.kind === 'group' ? node.code.parts : []);

/** Constructors of bases run when an object is made. */
function made(node: SyntaxNode): Code[] {
  const args = node.child('extend')?.code;
  return args && args.kind !== 'nothing' ? [{ kind: 'assign', target: nothing(node), value: args, declares: 'property', ...span(args) }] : [];
}

/** Classes, traits, objects, enums. Parameters of a class are seen in all of it. */
export const classDefinition: LoweringRule = (node) => {
  const parameters = node.childrenIn('class_parameters').flatMap(({ namedChildren }) => namedChildren).filter(({ kind }) => kind === 'class_parameter');
  const fields = parameters.flatMap((parameter): Code[] => {
    const name = parameter.child('name');
    return name ? [{ kind: 'assign', target: named(name), declares: 'property', ...span(parameter) }] : [];
  });
  return {
    kind: 'class',
    ...nameOf(node.child('name')),
    form: node.kind === 'trait_definition' ? 'interface' : 'class',
    statement: node.child('name') !== undefined,
    decorators: decoratorsOf(node),
    bases: [],
    members: [...fields, ...made(node), ...membersOf(node.child('body'))],
    ...span(node),
  };
};

/** An extension is known under the name of what it extends, as a member would be. */
export const extension: LoweringRule = (node) => {
  const receiver = node.namedChildren.filter(({ kind }) => kind === 'parameters').flatMap(({ namedChildren }) => namedChildren).find(({ kind }) => kind === 'parameter');
  const type = receiver?.child('type')?.text.replace(/\[.*\]/s, '').trim() ?? '';
  const own = receiver?.child('name');
  const functions = node.childrenIn('body').flatMap(({ code }) => (code.kind === 'group' || code.kind === 'block' ? code.parts : [code])).map((code): Code => {
    const inside = member(code);
    return inside.kind === 'function' && own ? { ...inside, parameters: [...inside.parameters, named(own)] } : inside;
  });
  if (!/^[\p{L}_][\p{L}\p{N}_.]*$/u.test(type)) return { kind: 'group', parts: functions, ...span(node) };
  return type.split('.').reduceRight<readonly Code[]>((inner, name) => [{ kind: 'class', name, form: 'namespace', statement: false, decorators: [], bases: [], members: inner, ...span(node) }], functions)[0] ?? nothing(node);
};

export const given: LoweringRule = (node) => {
  const body = node.child('body');
  const name = node.child('name');
  if (body?.code.kind === 'group' && /template_body$/.test(body.kind)) return { kind: 'class', ...nameOf(name), form: 'class', statement: name !== undefined, decorators: decoratorsOf(node), bases: [], members: membersOf(body), ...span(node) };
  return name && body ? { kind: 'assign', target: named(name), value: body.code, declares: 'block', ...span(node) } : group(node, body ? [body] : []);
};

/** Each name is an import of its own, of the whole name and from its package. */
export const importRule: LoweringRule = (node) => {
  const at = { kind: 'import', relative: false, typeOnly: false, bindings: [], ...span(node) } as const;
  const parts: Code[] = [];
  let path: string[] = [];
  const one = (from: readonly string[], imported: string, local: string): void => {
    parts.push({ ...at, module: [...from, imported].join('.') }, { ...at, module: from.join('.'), bindings: [{ local, imported, ...span(node) }] });
  };
  const finish = (): void => {
    const last = path.at(-1);
    if (last !== undefined) one(path.slice(0, -1), last, last);
    path = [];
  };
  for (const child of node.children) {
    if (child.kind === ',') finish();
    else if (child.field === 'path' && child.named) path.push(plainName(child.text));
    else if (child.kind === 'namespace_wildcard') {
      parts.push({ ...at, module: path.join('.'), star: true });
      path = [];
    } else if (child.kind === 'as_renamed_identifier') {
      one(path, plainName(child.child('name')?.text ?? ''), plainName(child.child('alias')?.text ?? ''));
      path = [];
    } else if (child.kind === 'namespace_selectors') {
      for (const selector of child.namedChildren) {
        const alias = selector.child('alias');
        if (selector.kind === 'namespace_wildcard' || selector.kind === 'wildcard') parts.push({ ...at, module: path.join('.'), star: true });
        else if (selector.kind === 'identifier') one(path, plainName(selector.text), plainName(selector.text));
        // A name that is hidden is not taken.
        else if (alias && alias.kind !== 'wildcard') one(path, plainName(selector.child('name')?.text ?? ''), plainName(alias.text));
      }
      path = [];
    }
  }
  finish();
  return { kind: 'group', parts, ...span(node) };
};
