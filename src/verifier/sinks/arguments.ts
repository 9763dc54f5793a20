/** Which arguments of a call count. Names and marks of arguments are read off the text: the common form leaves them out. */
import type { CallCode, Code } from '../code/code.ts';
import type { SinkTarget } from './sink-target.ts';

interface Argument {
  readonly code: Code;
  /** It may be any number of arguments: `*args`, `...args`. */
  readonly spread: boolean;
  readonly name: string | undefined;
  readonly index: number;
}

function argumentsOf(call: CallCode, text: string): readonly Argument[] {
  let end = call.callee.end;
  return call.args.map((code, index) => {
    const before = text.slice(Math.max(end, code.start - 200), code.start).replace(/\/\*[\s\S]*?\*\//g, '');
    const after = text.slice(code.end, code.end + 4);
    end = code.end;
    const spread = /(?:\*{1,2}|\.\.\.|&)\s*$/.test(before) || /^(?:\*|\.\.\.)/.test(text.slice(code.start, code.start + 3)) || after.startsWith('...');
    const name = /(?:^|[(,\s])([\p{L}_$][\p{L}\p{N}_$]*)\s*[:=]\s*[([{]*$/u.exec(before)?.[1];
    return { code, spread, name, index };
  });
}

export interface GuardedArguments {
  readonly codes: readonly Code[];
  /** A guarded parameter may get no argument here, and so its default value. */
  readonly lacking: boolean;
}

/** What counts at this call of the target. Where that cannot be told, all of it does. */
export function guardedArguments(call: CallCode, target: SinkTarget, text: string): GuardedArguments {
  const args = argumentsOf(call, text);
  const all = { codes: args.map(({ code }) => code), lacking: false };
  if (call.form === 'jsx' || call.form === 'template') return all;
  const firstSpread = args.findIndex(({ spread }) => spread);
  const settled = (arg: Argument): boolean => arg.name === undefined && (firstSpread < 0 || arg.index < firstSpread);
  if (target.parameters) {
    const wanted = target.parameters;
    const counts = (arg: Argument): boolean => (arg.name !== undefined ? wanted.some(({ name }) => name === arg.name) : !settled(arg) || wanted.some(({ index, rest }) => index === arg.index || (rest && arg.index >= index)));
    const lacking = firstSpread < 0 && wanted.some(({ index, name, rest }) => !rest && !args.some((arg) => arg.name === name || (arg.name === undefined && arg.index === index)));
    return { codes: args.filter(counts).map(({ code }) => code), lacking };
  }
  const { positions } = target;
  if (!positions) return all;
  const numbers = positions.filter((position) => typeof position === 'number');
  const names = positions.filter((position) => typeof position === 'string');
  const positional = args.filter(settled).length;
  // A number that no argument fills may be filled by name, and the names are not known unless they are given.
  const byName = names.length === 0 && numbers.some((number) => number >= positional);
  const counts = (arg: Argument): boolean => (arg.name !== undefined ? names.includes(arg.name) || byName : !settled(arg) || numbers.includes(arg.index));
  return { codes: args.filter(counts).map(({ code }) => code), lacking: false };
}
