/** Rows of statements or members: what `#if` leaves out, and what `defer` puts behind the rest. */
import type { Code } from '../../code/code.ts';
import type { LoweringNotes, LoweringRule } from '../../syntax/grammar.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { literal, nothing, span } from '../build.ts';

interface Conditional {
  readonly marks: SyntaxNode[];
  readonly ways: { readonly test: Code | undefined; readonly parts: Code[] }[];
}

/** Directives of one file that no row has understood yet. The grammar lets them stand anywhere. */
const pending = new WeakMap<LoweringNotes, Set<SyntaxNode>>();

export const directive: LoweringRule = (node, notes) => {
  const open = pending.get(notes) ?? new Set();
  pending.set(notes, open.add(node));
  return nothing(node);
};

/** What `#if` meant was not found out: what stands around it may not be there. */
export function misreadDirectives(notes: LoweringNotes): void {
  for (const node of pending.get(notes) ?? []) notes.misread(node);
}

/** The parts of a body in order. The first directive of one may stand before its statements, the last one behind them. */
export function rowOf(node: SyntaxNode, notes: LoweringNotes): Code[] {
  const row: Code[] = [];
  const open: Conditional[] = [];
  const direct = (child: SyntaxNode): void => {
    const current = open.at(-1);
    const [, word, condition = ''] = /^#(if|elseif|else|endif)\b\s*([^]*)$/.exec(child.text) ?? [];
    if (word === 'if') open.push({ marks: [child], ways: [{ test: settled(child, condition), parts: [] }] });
    else if (!current) return;
    else if (word === 'endif') {
      open.pop();
      for (const mark of [...current.marks, child]) pending.get(notes)?.delete(mark);
      (open.at(-1)?.ways.at(-1)?.parts ?? row).push(chosen(current, child));
    } else if (word !== undefined) {
      current.marks.push(child);
      current.ways.push({ test: word === 'else' ? undefined : settled(child, condition), parts: [] });
    }
  };
  let label: SyntaxNode | undefined;
  for (const child of node.children.flatMap((part) => (part.kind === 'statements' ? part.children : [part]))) {
    const into = open.at(-1)?.ways.at(-1)?.parts ?? row;
    if (child.kind === 'directive') direct(child);
    else if (child.kind === 'statement_label') label = child;
    else if (child.named && child.code.kind !== 'nothing') {
      into.push(label ? { kind: 'labelled', label: label.text.replace(/\s*:$/, ''), body: child.code, ...span(child) } : child.code);
      label = undefined;
    }
  }
  // Without its end, a condition covers what a row around this one will see.
  return deferred([...row, ...open.flatMap(({ ways }) => ways.flatMap(({ parts }) => parts))]);
}

function chosen({ marks, ways }: Conditional, { end }: SyntaxNode): Code {
  const at = { start: marks[0]!.start, end };
  let otherwise: Code | undefined;
  for (const { test, parts } of [...ways].reverse()) {
    const then: Code = { kind: 'group', parts: deferred(parts), ...at };
    otherwise = test ? { kind: 'branch', test, then, ...(otherwise ? { otherwise } : {}), ...at } : then;
  }
  return otherwise ?? nothing(marks[0]!);
}

/** Only written constants settle what the compiler takes. */
function settled(node: SyntaxNode, condition: string): Code {
  const plain = condition.replace(/\/\/.*$/, '').replace(/[\s()]/g, '');
  if (/^!?(true|false)$/.test(plain)) return literal(node, 'boolean', plain === 'true' || plain === '!false');
  if (/(^|&&)(false|!true)(&&|$)/.test(plain) && !plain.includes('||')) return literal(node, 'boolean', false);
  return nothing(node);
}

/** Without a body of its own: what `defer` was lowered to. */
export function deferral(node: SyntaxNode, last: Code): Code {
  return { kind: 'try', body: nothing(node), handlers: [], last, ...span(node) };
}

/** What stands behind a `defer` runs before it, and it runs however that ends. */
function deferred(parts: Code[]): Code[] {
  for (let place = parts.length - 1; place >= 0; place--) {
    const part = parts[place];
    if (part?.kind !== 'try' || part.body.kind !== 'nothing' || part.handlers.length > 0) continue;
    const rest = parts.splice(place + 1);
    const end = rest.at(-1)?.end ?? part.end;
    parts[place] = { ...part, body: { kind: 'group', parts: rest, start: part.end, end }, end };
  }
  return parts;
}
