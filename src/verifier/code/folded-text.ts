/** The text that an expression makes in every run: literals, also when they are joined from pieces. */
import type { Code } from './code.ts';
import type { Scope } from './scope.ts';
import { unescaped } from './unescaped.ts';

const deepest = 12;
const longest = 20_000;

/** Undefined where a part of it is computed. `pieces` collects the literals that went into it. */
export function foldedText(code: Code, scope: Scope, text: string, pieces?: Set<Code>, depth = 0): string | undefined {
  if (depth > deepest) return undefined;
  switch (code.kind) {
    case 'literal':
      if (code.type !== 'text' || code.value === undefined) return undefined;
      pieces?.add(code);
      return unescaped(code.value);
    case 'name': {
      const sources = scope.findAt(code.name, code.start)?.sources;
      const only = sources?.length === 1 ? sources[0] : undefined;
      return only?.kind === 'variable' && only.path.length === 0 && only.value ? foldedText(only.value, scope, text, undefined, depth + 1) : undefined;
    }
    case 'group':
      if (code.unfollowed) return undefined;
      if (/^(?:`|[fF][rR]?["']|[rR][fF]["'])/.test(text.slice(code.start, code.start + 3))) return filledTemplate(code, scope, text, pieces, depth);
      return code.parts.length === 1 ? foldedText(code.parts[0]!, scope, text, pieces, depth + 1) : isList(code.parts, text) ? undefined : joined(code.parts, '', scope, text, pieces, depth);
    case 'call':
      return joinedByCall(code, scope, text, pieces, depth);
    default:
      return undefined;
  }
}

/** A template whose holes are all constants; its own text stands between them. */
function filledTemplate({ parts, start, end }: Extract<Code, { kind: 'group' }>, scope: Scope, text: string, pieces: Set<Code> | undefined, depth: number): string | undefined {
  const written: string[] = [];
  let place = start + /^[a-z]*["'`]+/i.exec(text.slice(start, start + 6))![0].length;
  for (const part of parts) {
    const value = foldedText(part, scope, text, pieces, depth + 1);
    const between = text.slice(place, part.start).replace(/\$?\{\s*$/, '');
    if (value === undefined || between.length > longest) return undefined;
    written.push(unescaped(between), value);
    const close = text.indexOf('}', part.end);
    if (close < 0 || close >= end) return undefined;
    place = close + 1;
  }
  return [...written, unescaped(text.slice(place, end).replace(/["'`]+$/, ''))].join('').slice(0, longest);
}

function joined(parts: readonly Code[], separator: string, scope: Scope, text: string, pieces: Set<Code> | undefined, depth: number): string | undefined {
  const folded: string[] = [];
  let length = 0;
  for (const part of parts) {
    const value = foldedText(part, scope, text, pieces, depth + 1);
    if (value === undefined || (length += value.length) > longest) return undefined;
    folded.push(value);
  }
  return folded.length === 0 ? undefined : folded.join(separator);
}

/** Only the marks between the parts tell a list from a row of things that are joined. */
export function isList(parts: readonly Code[], text: string): boolean {
  for (let i = 1; i < parts.length; i++) {
    const between = text.slice(parts[i - 1]!.end, Math.min(parts[i]!.start, parts[i - 1]!.end + 200));
    const marks = between.replace(/\/\*[\s\S]*?\*\/|(?:\/\/|#)[^\n]*/g, '').replace(/[\s()\\]/g, '').replace(/[rRbBfFuU@$]$/, '');
    if (!/^(?:\+|\.|\.\.|&|~|\|\||<>|\}?\$?\{|)$/.test(marks)) return true;
  }
  return false;
}

/** `["a", "b"].join("")`, `"".join(["a", "b"])`, `"a".concat("b")`, and pieces given to a function that only joins. */
function joinedByCall(code: Extract<Code, { kind: 'call' }>, scope: Scope, text: string, pieces: Set<Code> | undefined, depth: number): string | undefined {
  const { callee, args } = code;
  if (callee.kind !== 'member') return undefined;
  const name = callee.name.toLowerCase();
  if (name === 'concat') {
    const own = foldedText(callee.object, scope, text, pieces, depth + 1);
    return joined(own === undefined ? args : [callee.object, ...args], '', scope, text, pieces, depth);
  }
  if (name !== 'join') return undefined;
  const [first] = args;
  if (callee.object.kind === 'group') return joined(callee.object.parts, first ? (foldedText(first, scope, text, undefined, depth + 1) ?? '') : ',', scope, text, pieces, depth);
  if (callee.object.kind === 'literal' && first?.kind === 'group' && args.length === 1) return joined(first.parts, callee.object.value ?? '', scope, text, pieces, depth);
  // `String.join("", "a", "b")`.
  return args.length > 2 ? joined(args.slice(1), first ? (foldedText(first, scope, text, undefined, depth + 1) ?? '') : '', scope, text, pieces, depth) : undefined;
}
