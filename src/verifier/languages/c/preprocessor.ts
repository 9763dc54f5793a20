/** What runs before the compiler: conditions, macros, includes. */
import type { Code } from '../../code/code.ts';
import type { LoweringRule } from '../../syntax/grammar.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { literal, nothing, span } from '../build.ts';

/** `#include <a>` and `#include "b"`: the marks only say where it is looked for first. */
export const include: LoweringRule = (node) => {
  const path = node.child('path');
  if (path?.kind !== 'system_lib_string' && path?.kind !== 'string_literal') return nothing(node);
  const module = path.text.slice(1, -1);
  return { kind: 'import', module, relative: module.startsWith('.'), typeOnly: false, bindings: [], ...span(node) };
};

function contentsOf(node: SyntaxNode): Code {
  const parts = node.namedChildren.filter(({ field }) => field !== 'condition' && field !== 'alternative' && field !== 'name').map(({ code }) => code).filter(({ kind }) => kind !== 'nothing');
  return parts.length === 1 && parts[0] ? parts[0] : { kind: 'group', parts, ...span(node) };
}

/** `#if`, `#elif`, `#ifdef`: a number settles it, and a name is a switch. */
export const condition: LoweringRule = (node) => {
  const otherwise = node.child('alternative')?.code;
  const guard = node.child('name')?.text;
  const first = node.namedChildren.find(({ field }) => field !== 'name');
  // A header that is read once is read.
  if (!otherwise && node.has('#ifndef') && first?.kind === 'preproc_def' && first.child('name')?.text === guard) return contentsOf(node);
  const asked = node.child('condition');
  const test = asked?.text === 'false' ? literal(asked, 'boolean', false) : (asked?.code ?? nothing(node));
  return { kind: 'branch', test, then: contentsOf(node), ...(otherwise ? { otherwise } : {}), ...span(node) };
};

export const otherwise: LoweringRule = (node) => contentsOf(node);

/** Only other words can tell what is asked for here. */
export const unknown: LoweringRule = (node) => literal(node, 'other', undefined);

/** A macro is no function: what it stands for is put in its place. */
export const macro: LoweringRule = (node) => {
  const name = node.child('name');
  const text = (node.child('value')?.text ?? '').replace(/\\\r?\n/g, ' ').replace(/\/\*[^]*?\*\/|\/\/.*/g, '').trim();
  if (!name) return nothing(node);
  const list = node.child('parameters');
  const other = list ? undefined : /^\(?\s*([A-Za-z_]\w*)\s*\)?$/.exec(text)?.[1];
  if (other !== undefined && other !== name.text) return { kind: 'assign', target: { kind: 'name', name: name.text, ...span(name) }, value: { kind: 'name', name: other, ...span(node) }, declares: 'block', ...span(node) };
  if (other !== undefined) return nothing(node);
  const parameters = [...(list?.namedChildren.map((part) => part.text) ?? []), ...(list?.has('...') ? ['__VA_ARGS__'] : [])];
  return { kind: 'function', name: name.text, nameSpan: span(name), parameters: [], defaults: [], decorators: [], body: nothing(node), form: 'statement', declaration: 'ambient', expands: { text, parameters }, ...span(node) };
};
