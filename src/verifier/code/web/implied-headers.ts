/** Headers that come with a middleware which is registered, as its table in the traits says. */
import type { ImpliedHeader } from '../behaviour-traits.ts';
import type { Span } from '../code.ts';
import type { CodeFacts } from '../facts.ts';
import { outsideName } from '../outside-name.ts';
import { entriesOf } from './entries.ts';
import { mayRun } from './may-run.ts';
import { registrationsOf } from './registrations.ts';
import type { Registration } from './registrations.ts';

export type Implied = Span & { readonly by: string } & ({ readonly kind: 'set'; readonly value: string | undefined; readonly conditional: boolean } | { readonly kind: 'depends'; readonly words: string });

/** The first live registration that brings the header; undefined where none does. */
export function impliedHeader(header: string, facts: CodeFacts): Implied | undefined {
  const tables = facts.traits.behaviour?.web?.implied ?? [];
  let depends: Implied | undefined;
  for (const one of registrationsOf(facts)) {
    if (one.standing !== 'live' || one.wrapped || one.receiver === 'other' || one.receiver === 'unknown' || !mayRun(one.enclosing, facts)) continue;
    for (const name of namesOf(one, facts)) {
      const implied = tables.find(({ middleware }) => middleware.test(name))?.headers.find((row) => row.name.toLowerCase() === header.toLowerCase());
      const answer = implied && withOptions(one, implied, name);
      if (answer?.kind === 'set') return answer;
      depends ??= answer;
    }
  }
  return depends;
}

function namesOf({ item, made, scope }: Registration, facts: CodeFacts): readonly string[] {
  if (item.kind === 'literal') return item.value === undefined ? [] : [item.value];
  return [item, ...(made ? [made.callee] : [])].flatMap((code) => outsideName(code, scope, facts) ?? []);
}

function withOptions(one: Registration, { option, onlyIf, value }: ImpliedHeader, by: string): Implied | undefined {
  const { start, end, made, scope, conditional } = one;
  const depends = (words: string): Implied => ({ kind: 'depends', words, by, start, end });
  const set: Implied = { kind: 'set', value, conditional, by, start, end };
  const named = made?.names?.findIndex((name) => name !== undefined && name === option) ?? -1;
  if (made && named >= 0) {
    const given = made.args[named]!;
    return given.kind === 'literal' && given.test === false ? undefined : { ...set, value: undefined };
  }
  if (!made || option === undefined) return onlyIf === undefined ? (made && made.args.length > 0 ? { ...set, value: undefined } : set) : depends(onlyIf);
  for (const arg of made.args) {
    if (arg.kind === 'function') continue;
    const entries = entriesOf(arg, scope);
    if (!entries) {
      if (arg.kind !== 'literal' && made.names === undefined && arg.kind !== 'name') return depends('depends on options that are computed');
      if (arg.kind === 'name' && made.names === undefined && one.item !== made.callee) return depends('depends on options that are not written here');
      if (arg.kind === 'name' && made.names === undefined && made.callee === one.item && made.args.length === 1 && !isApplication(one, arg.name)) return depends('depends on options that are not written here');
      continue;
    }
    const row = entries.find(({ key }) => key === option);
    if (row?.value.kind === 'literal' && row.value.test === false) return undefined;
    if (row && row.value.kind !== 'object' && row.value.kind !== 'literal') return depends(`depends on the option ${option}, which is computed`);
    if (row) return { ...set, value: undefined };
    if (entries.some(({ key }) => key === undefined)) return depends('depends on options that are computed');
  }
  return onlyIf === undefined ? set : depends(onlyIf);
}

/** `Talisman(app)` is given the application, not options. */
function isApplication({ receiverText }: Registration, name: string): boolean {
  return receiverText === name;
}
