/** Macros: what is put in place of a name before a compiler sees the code. */
import type { Code, FunctionCode } from './code.ts';
import type { Binding, Scope } from './scope.ts';
import type { LanguageTraits } from './traits.ts';

type Macro = FunctionCode & { readonly expands: NonNullable<FunctionCode['expands']> };

/** The macros that a name may stand for; undefined where the file has a function or variable of that name. */
function macrosOf(binding: Binding | undefined): readonly Macro[] | undefined {
  const sources = binding?.sources.map((source) => (source.kind === 'function' && source.code.expands ? (source.code as Macro) : undefined));
  return sources?.every((source) => source !== undefined) ? sources : undefined;
}

/** Whether a call is the use of a macro, of this file or, by its name, of another one. */
export function isMacroCall(callee: Code, scope: Scope, traits: LanguageTraits): boolean {
  if (callee.kind !== 'name') return false;
  const binding = scope.find(callee.name);
  return binding ? macrosOf(binding) !== undefined : traits.macroName?.test(callee.name) === true;
}

/** Whether the argument at a place is surely evaluated by all that the macro may stand for. */
export function evaluates(callee: Code, index: number, scope: Scope): boolean {
  const macros = callee.kind === 'name' ? macrosOf(scope.find(callee.name)) : undefined;
  return macros !== undefined && macros.every(({ expands }) => isPutIn(expands, index));
}

/** Put in as a value, and not behind a condition that never holds, nor where only its type or text is asked for. */
function isPutIn({ text, parameters }: Macro['expands'], index: number): boolean {
  const name = parameters[index] ?? (parameters.at(-1) === '__VA_ARGS__' ? '__VA_ARGS__' : undefined);
  if (name === undefined || /\b(if|while|for|sizeof|typeof|__typeof__|decltype|_Generic|noexcept|alignof|return|goto)\b|[?#]|&&|\|\|/.test(text.replace(/\bwhile\s*\(\s*0\s*\)\s*;?$/, ''))) return false;
  return new RegExp(`\\b${name}\\b`).test(text.replace(/"(?:[^"\\]|\\.)*"/g, '""'));
}

/** Whether what the macro stands for mentions a word, itself or by way of other macros of the file. */
export function mentions(callee: Code, word: string, scope: Scope): boolean {
  const seen = new Set<string>();
  const open = callee.kind === 'name' ? [callee.name] : [];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    const macros = macrosOf(scope.find(name));
    if (!macros) continue;
    if (name === word) return true;
    for (const { expands } of macros) {
      const words: readonly string[] = expands.text.match(/[A-Za-z_]\w*/g) ?? [];
      // Names that are put together can be any name.
      if (words.includes(word) || expands.text.includes('##')) return true;
      open.push(...words);
    }
  }
  return false;
}
