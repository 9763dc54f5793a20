/** Names as claims write them and as code writes them. */
import type { Code } from './code.ts';
import type { LanguageTraits } from './traits.ts';

/** `A::b`, `A#b`, `A->b`, `A\b`, `(*A).b`, `A.prototype.b` as their segments. Module specifiers keep their slashes and marks. */
export function claimedSegments(symbol: string): readonly string[] {
  const plain = symbol
    .trim()
    .replace(/^\(\*?([^()]*)\)/, '$1')
    .replace(/\(\)/g, '')
    .replace(/::|->|\?\.|\\/g, '.')
    .replace(/([\w$\])])#/g, '$1.')
    .replace(/\.prototype\./g, '.');
  return plain
    .split('.')
    .map((segment) => segment.replace(/^#/, ''))
    .filter((segment) => segment !== '');
}

/** The claim with the name that its language gives to constructors, for `Store.<init>`, `Store.constructor` and `Store..ctor`. */
export function withConstructor(claimed: readonly string[], { constructorNamedAsClass }: LanguageTraits): readonly string[] {
  const owner = claimed.at(-2);
  return constructorNamedAsClass && owner !== undefined && /^(<init>|constructor|ctor)$/.test(claimed.at(-1) ?? '') ? [...claimed.slice(0, -1), owner] : claimed;
}

/** How names are compared. */
export function foldOf({ foldName }: LanguageTraits): (name: string) => string {
  return foldName ?? ((name) => name);
}

/** The names of a chain such as `a.b.c` as written, or undefined where something else than names stands in it. */
export function writtenChain(code: Code): readonly string[] | undefined {
  const reversed: string[] = [];
  let at: Code = code;
  for (;;) {
    if (at.kind === 'member') {
      reversed.push(at.name);
      at = at.object;
    } else if (at.kind === 'group' && at.parts.length === 1 && at.parts[0]) at = at.parts[0];
    else break;
  }
  if (at.kind === 'name') reversed.push(at.name);
  else if (at.kind === 'self') reversed.push(at.word);
  else return undefined;
  return reversed.reverse();
}

/** Whether the last names of `dotted` are those of `claimed`. */
export function endsInNames(dotted: string, claimed: string): boolean {
  return dotted === claimed || dotted.endsWith(`.${claimed}`);
}

/** A decorator's name with its receivers, without its arguments. */
export function dottedDecorator(decorator: Code): string {
  const named = decorator.kind === 'call' ? decorator.callee : decorator;
  return writtenChain(named)?.join('.') ?? '';
}
