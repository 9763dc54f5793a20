/** Whether an object is a web application or router, as far as a file shows. */
import type { Code } from '../code.ts';
import { writtenChain } from '../dotted.ts';
import type { CodeFacts } from '../facts.ts';
import { outsideName } from '../outside-name.ts';
import { definitionAt, resolve } from '../resolve.ts';
import { rootOf } from '../scope-at.ts';
import type { BindingSource, Scope } from '../scope.ts';

/**
 * made: by a framework, right here. parameter: given to the function, and called like an application. factory: made
 * elsewhere, called like one, in a file that imports a web framework or its middleware. unknown: nobody can tell.
 * other: plainly something else.
 */
export type ReceiverKind = 'made' | 'parameter' | 'factory' | 'unknown' | 'other';

export function kindOfReceiver(code: Code, scope: Scope, facts: CodeFacts, hops = 0): ReceiverKind {
  const web = facts.traits.behaviour?.web;
  if (!web || hops > 5) return 'unknown';
  // app.route('/x').use(…), express().use(…), app.use(a).use(b): what an application gives back.
  if (code.kind === 'call') {
    if (web.makers.test(outsideName(code.callee, scope, facts) ?? '')) return 'made';
    if (code.callee.kind === 'member') {
      const object = kindOfReceiver(code.callee.object, scope, facts, hops + 1);
      return object === 'made' || object === 'parameter' ? object : 'unknown';
    }
    return 'unknown';
  }
  if (code.kind === 'group' && code.parts.length === 1 && code.parts[0] && !code.chain) return kindOfReceiver(code.parts[0], scope, facts, hops + 1);
  const chain = writtenChain(code);
  if (!chain) return 'unknown';
  const called = web.applicationNames.test(chain.at(-1)!);
  const plausible = called && dealsWithHttp(facts);
  if (chain.length === 1) {
    const binding = scope.find(chain[0]!);
    const sources = binding?.sources ?? [];
    if (!binding) return plausible ? 'factory' : 'unknown';
    const typed = web.applicationTypes ? typeWritten(sources) : undefined;
    if (typed !== undefined && web.applicationTypes) return web.applicationTypes.test(typed) ? (sources[0]?.kind === 'parameter' ? 'parameter' : 'made') : 'unknown';
    if (sources.some(({ kind }) => kind === 'parameter')) return called ? 'parameter' : 'unknown';
    let best: ReceiverKind = 'other';
    for (const source of sources) {
      if (source.kind === 'import') {
        const outside = outsideName(code, scope, facts);
        best = better(best, plausible && source.code.relative ? 'factory' : called ? 'unknown' : outside === undefined || source.code.relative ? 'unknown' : 'other');
      } else if (source.kind === 'variable' && source.value && source.path.length === 0) {
        const value = unwrapped(source.value);
        if (value.kind === 'call') best = better(best, ofMade(value, binding.scope, facts, plausible, called, hops));
        else if (value.kind === 'name' || value.kind === 'member') best = better(best, kindOfReceiver(value, binding.scope, facts, hops + 1));
        else if (value.kind !== 'literal') best = better(best, 'unknown');
      } else if (source.kind === 'variable') best = better(best, plausible ? 'factory' : 'unknown');
    }
    return best;
  }
  // this.app: what the class puts there.
  const target = resolve(code, scope, facts);
  const definition = target.root === 'self' ? definitionAt(target.path, facts) : undefined;
  if (definition?.kind === 'call' && definition.target) return kindOfReceiver(definition.target, definition.scope, facts, hops + 1) === 'made' ? 'made' : plausible ? 'factory' : 'unknown';
  const root = rootOf(code);
  if (root.kind === 'name' && target.root === 'module' && target.relative !== true && !web.modules.test(target.module ?? '')) return called ? 'unknown' : 'other';
  return plausible ? 'factory' : 'unknown';
}

/** The type that is written for the only thing that a name is bound to: its last name. */
export function typeWritten(sources: readonly BindingSource[]): string | undefined {
  const [only, ...more] = sources;
  if (!only || more.length > 0 || (only.kind !== 'parameter' && only.kind !== 'variable')) return undefined;
  return only.type?.kind === 'name' || only.type?.kind === 'member' ? only.type.name : undefined;
}

function ofMade(call: Extract<Code, { kind: 'call' }>, scope: Scope, facts: CodeFacts, plausible: boolean, called: boolean, hops: number): ReceiverKind {
  const direct = kindOfReceiver(call, scope, facts, hops + 1);
  if (direct !== 'unknown') return direct;
  const target = resolve(call.callee, scope, facts);
  // An object of a class of this file, or of a library that has nothing to do with HTTP, is none.
  if (target.root === 'class' || (call.form === 'new' && target.root === 'module' && target.relative !== true && !facts.traits.behaviour?.web?.modules.test(target.module ?? ''))) return 'other';
  if (plausible) return 'factory';
  return called ? 'unknown' : 'other';
}

const order: readonly ReceiverKind[] = ['made', 'parameter', 'factory', 'unknown', 'other'];
function better(a: ReceiverKind, b: ReceiverKind): ReceiverKind {
  return order.indexOf(a) <= order.indexOf(b) ? a : b;
}

/** The file imports a web framework, or middleware of one. */
export function dealsWithHttp(facts: CodeFacts): boolean {
  const modules = facts.traits.behaviour?.web?.modules;
  return modules !== undefined && facts.imports.some(({ module, relative, typeOnly, standing }) => !relative && !typeOnly && standing === 'live' && modules.test(facts.traits.normalModule(module)));
}

function unwrapped(code: Code): Code {
  return code.kind === 'group' && code.parts.length === 1 && code.parts[0] && !code.chain ? unwrapped(code.parts[0]) : code;
}
