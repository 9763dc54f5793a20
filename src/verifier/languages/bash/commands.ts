/** Commands: calls by their first word, and the words that mean something else. */
import type { Code } from '../../code/code.ts';
import type { LoweringRule } from '../../syntax/grammar.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { group, literal, nothing, span } from '../build.ts';
import { writeOf, writesOf } from './variables.ts';

/** The text of a word without quotes; undefined where something in it is computed. */
export function plainText(node: SyntaxNode | undefined): string | undefined {
  if (!node) return undefined;
  const inner = node.kind === 'command_name' ? node.namedChildren[0] : node;
  if (inner?.kind === 'word' || inner?.kind === 'number') return inner.text.replace(/\\(.)/gs, '$1');
  if (inner?.kind === 'raw_string') return inner.text.slice(1, -1);
  return inner?.kind === 'string' && inner.namedChildren.every(({ kind }) => kind === 'string_content') ? inner.text.slice(1, -1) : undefined;
}

/** `user::check` and `user.check` are claimed by their parts. */
export function nameParts(name: string): readonly string[] {
  const parts = name.split(/::|\./);
  return parts.every((part) => part !== '') ? parts : [name];
}

function nameCode(name: string, node: SyntaxNode): Code {
  const { start, end } = node;
  const [first = name, ...rest] = nameParts(name);
  return rest.reduce<Code>((object, part) => ({ kind: 'member', object, name: part, start, end }), { kind: 'name', name: first, start, end });
}

/** A contained part: subshells, substitutions, members of a pipe. */
export function contained(node: SyntaxNode, parts: readonly Code[]): Code {
  const running = parts.filter(({ kind }) => kind !== 'nothing');
  return running.length === 0 ? nothing(node) : { kind: 'group', parts: running, contained: true, ...span(node) };
}

/** Programs that run the program named behind them, and so never a function of the script. */
const launchers = new Set(['command', 'builtin', 'exec', 'sudo', 'nohup', 'env', 'nice', 'setsid']);

export const command: LoweringRule = (node) => {
  const word = node.child('name');
  const args = node.childrenIn('argument');
  const around = node.namedChildren.filter((child) => child !== word && child.field !== 'argument').map(({ code }) => code);
  const name = plainText(word);
  const codes = [...args.map(({ code }) => code), ...writesOf(name ?? '', args)];
  const at = span(node);
  const whole = (code: Code): Code => (around.every(({ kind }) => kind === 'nothing') ? code : { kind: 'group', parts: [...around, code], ...at });
  if (!word) return group(node, node.namedChildren);
  // The name is computed: nobody can tell what runs.
  if (name === undefined) return whole({ kind: 'call', form: 'call', callee: { kind: 'index', object: word.code, index: nothing(word), ...span(word) }, args: codes, ...at });
  const first = plainText(args[0]);
  switch (name) {
    case ':':
    case 'true':
    case 'false':
      return codes.length > 0 && codes.some(({ kind }) => kind !== 'literal') ? whole({ kind: 'group', parts: [...codes, literal(node, 'boolean', name !== 'false')], ...at }) : whole(literal(node, 'boolean', name !== 'false'));
    case 'return':
      return whole({ kind: 'exit', how: 'return', ...(codes[0] ? { value: codes[0] } : {}), ...at });
    case 'exit':
      return whole({ kind: 'exit', how: 'throw', ...(codes[0] ? { value: codes[0] } : {}), ...at });
    case 'break':
    case 'continue':
      // With a number it leaves loops further out.
      return whole({ kind: 'exit', how: name, ...(args.length > 0 && args[0]!.text !== '1' ? { label: args[0]!.text } : {}), ...at });
    case 'source':
    case '.':
      return args[0] ? whole({ kind: 'group', parts: [...codes, { kind: 'import', module: first ?? args[0].text.replace(/^"(.*)"$/s, '$1'), relative: false, typeOnly: false, bindings: [], ...at }], ...at }) : nothing(node);
    case 'trap':
      // What it names runs later, if ever.
      return whole({ kind: 'call', form: 'call', callee: { kind: 'name', name, ...span(word) }, args: first !== undefined && args[0]?.kind === 'word' ? [nameCode(first, args[0]), ...codes.slice(1)] : codes, ...at });
    case 'time':
    case 'coproc':
      if (first !== undefined && args[0] && !first.startsWith('-')) return whole({ kind: 'call', form: 'call', callee: nameCode(first, args[0]), args: codes.slice(1), ...at });
  }
  if (launchers.has(name) && first !== undefined && args[0] && !first.startsWith('-') && !first.includes('=')) {
    const run: Code = { kind: 'call', form: 'call', callee: { kind: 'member', object: { kind: 'name', name, ...span(word) }, name: first, start: word.start, end: args[0].end }, args: codes.slice(1), ...at };
    // It takes the place of the script.
    return whole(name === 'exec' ? { kind: 'group', parts: [run, { kind: 'exit', how: 'throw', start: node.end, end: node.end }], ...at } : run);
  }
  return whole({ kind: 'call', form: 'call', callee: nameCode(name, word), args: codes, ...at });
};

/** `unset -f name` takes a function away; variables are another matter. */
export const unset: LoweringRule = (node) => {
  const words = node.namedChildren;
  if (!words.some(({ text }) => text === '-f')) return { kind: 'group', parts: words.filter(({ text }) => /^[A-Za-z_]\w*$/.test(text)).map((word) => writeOf(word.text, node)), ...span(node) };
  return { kind: 'group', parts: words.filter(({ text }) => !text.startsWith('-')).map((word): Code => ({ kind: 'delete', target: { kind: 'name', name: word.text, ...span(word) }, ...span(word) })), ...span(node) };
};
