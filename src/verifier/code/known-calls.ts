/** Calls of what a language knows by name. */
import type { CallCode, Code, FunctionCode } from './code.ts';
import { writtenChain } from './dotted.ts';
import type { Scope } from './scope.ts';
import type { LanguageTraits } from './traits.ts';

/** Whether nothing comes after the call, as of what ends the process. A name that the file itself gives a meaning is another one. */
export function neverReturns(callee: Code, scope: Scope, traits: LanguageTraits): boolean {
  const [root, ...members] = writtenChain(callee) ?? [];
  if (root === undefined) return false;
  const binding = scope.find(root);
  if (!binding) return traits.neverReturns.has([root, ...members].join('.'));
  return binding.sources.every((source) => {
    if (source.kind !== 'import') return false;
    const { imported } = source.binding;
    const taken = imported === undefined || imported === 'default' || imported === '*' ? [] : [imported];
    return traits.neverReturns.has([traits.normalModule(source.code.module), ...taken, ...members].join('.'));
  });
}

/** The function that the call gives back, under whose name it stays. */
export function wrappedBy(call: CallCode, traits: LanguageTraits): FunctionCode | undefined {
  const chain = writtenChain(call.callee);
  const first = call.args[0];
  return chain && first?.kind === 'function' && traits.wrappers.test(chain.join('.')) ? first : undefined;
}
