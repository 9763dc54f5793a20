/** Whether the body of a function does anything, or only stands there. */
import { childrenOf } from './children.ts';
import type { Code, FunctionCode } from './code.ts';
import { writtenChain } from './dotted.ts';
import type { LanguageTraits } from './traits.ts';

/** none: empty, documentation, logging, or "not implemented". constant: nothing but the return of a constant. */
export type Behaviour = 'none' | 'constant' | 'real';

export function behaviourOf(code: FunctionCode, text: string, traits: LanguageTraits): Behaviour {
  const parts: Code[] = [];
  if (!collect(code.body, parts)) return 'real';
  if (endsUnwritten(parts, text, traits)) return 'none';
  for (const part of parts) {
    if (isIdle(part, traits)) continue;
    if (part.kind !== 'exit') return 'real';
    if (part.how === 'throw') return traits.notImplemented.test(text.slice(part.start, part.end)) ? 'none' : 'real';
    if (part.how !== 'return') return 'real';
    const value = part.value && single(part.value);
    if (!value || value.kind === 'nothing') return 'none';
    if (value.kind !== 'literal') return traits.notImplementedResult?.test(text.slice(part.value.start, part.value.end)) ? 'none' : 'real';
    return value.type === 'nothing' || value.type === 'ellipsis' ? 'none' : 'constant';
  }
  return 'none';
}

/** Whatever it does before, such as setting the fields of what it constructs, it always ends by saying that it is not there yet. */
function endsUnwritten(parts: readonly Code[], text: string, { notImplemented }: LanguageTraits): boolean {
  const last = parts.at(-1);
  return last?.kind === 'exit' && last.how === 'throw' && notImplemented.test(text.slice(last.start, last.end)) && !parts.slice(0, -1).some(mayReturn);
}

function mayReturn(code: Code): boolean {
  if (code.kind === 'function' || code.kind === 'class') return false;
  return (code.kind === 'exit' && (code.how === 'return' || code.how === 'yield')) || childrenOf(code).some(mayReturn);
}

/** Flattens the statements of a body; gives up where there are more than any stub has. */
function collect(code: Code, into: Code[]): boolean {
  if (code.kind !== 'group' && code.kind !== 'block') {
    into.push(code);
    return into.length < 20;
  }
  return code.parts.every((part) => collect(part, into));
}

function isIdle(code: Code, traits: LanguageTraits): boolean {
  if (code.kind === 'nothing' || code.kind === 'literal' || code.kind === 'scope') return true;
  if (code.kind !== 'call') return false;
  const callee = writtenChain(code.callee);
  return callee !== undefined && traits.logging.test(callee.join('.')) && code.args.every((arg) => arg.kind === 'literal' || arg.kind === 'name');
}

function single(code: Code): Code {
  return code.kind === 'group' && code.parts.length === 1 && code.parts[0] ? single(code.parts[0]) : code;
}
