/** What a call does with the value that it is given: looks at it, parses it, insists on it, or uses it. */
import type { CallCode, Code } from '../code.ts';
import { writtenChain } from '../dotted.ts';
import type { CodeFacts, FunctionFact } from '../facts.ts';
import { outsideName } from '../outside-name.ts';
import { functionOfTarget, resolve } from '../resolve.ts';
import { scopeAt } from '../scope-at.ts';
import type { Scope } from '../scope.ts';

/**
 * looks: its result says something about the value. parses: throws unless the value fits, and gives it back. asserts:
 * throws unless what it is given holds. converts: the same value in another form. logs: writes it down. helper: a
 * function of this file. check_like: nobody knows it here, but it is called like a check. other: uses it.
 */
export type CallKind = { readonly kind: 'looks' | 'parses' | 'asserts' | 'converts' | 'logs' | 'check_like' | 'other' } | { readonly kind: 'helper'; readonly function: FunctionFact };

/** Names of questions: where the answer is tested, the test is a guard. */
const question = /^_?([Ii]s|[Hh]as|[Cc]an|[Mm]ay|[Aa]re|[Dd]oes|[Mm]atches|[Ll]ooks|[Vv]alid|[Aa]llows?|[Pp]ermits?|[Aa]ccepts?|[Cc]ontains|[Ii]ncludes|[Ss]tarts|[Ee]nds|[Vv]erif(?:y|ies)|[Cc]hecks?|[Vv]alidates?|[Tt]est)(?![a-z])|([Vv]alid|[Aa]llowed|[Pp]ermitted)$/;
/** Names of what may throw, and of what may clean: one that is not defined here decides nothing. */
const checkLike = /(^|_|\b)(validate|check|verify|assert|ensure|require|guard|sanit|clean|escape|must|parse|enforce|expect|reject|normali[sz]e|coerce|cast|load)/i;

export function kindOfCall(call: CallCode, facts: CodeFacts, tested: boolean): CallKind {
  const traits = facts.traits.behaviour?.validation;
  const scope = scopeAt(call.callee, facts);
  const written = writtenChain(call.callee)?.join('.');
  const name = call.callee.kind === 'member' || call.callee.kind === 'name' ? call.callee.name : '';
  if (written !== undefined && facts.traits.logging.test(written)) return { kind: 'logs' };
  const target = resolve(call.callee, scope, facts);
  const helper = functionOfTarget(target, facts);
  if (helper && call.form === 'call') return { kind: 'helper', function: helper };
  if (!traits) return { kind: 'other' };
  const outside = outsideName(call.callee, scope, facts);
  if (outside !== undefined) {
    if (traits.parsers.test(outside)) return { kind: 'parses' };
    if (traits.asserts.test(outside)) return { kind: 'asserts' };
    if (traits.looks.test(outside)) return { kind: 'looks' };
    if (traits.conversions.test(outside)) return { kind: 'converts' };
  }
  if (call.callee.kind === 'member') {
    const { schemas, models } = traits;
    if (schemas.throwing.has(name) && isSchema(call.callee.object, scope, facts)) return { kind: 'parses' };
    if (schemas.telling.has(name) && isSchema(call.callee.object, scope, facts)) return { kind: 'looks' };
    if (models?.makers.has(name) && isModel(call.callee.object, scope, facts)) return { kind: 'parses' };
    if (traits.lookMembers.has(name)) return { kind: 'looks' };
    if (traits.patternMembers.has(name) && (call.args[0]?.kind === 'function' || isPattern(call.callee.object, scope, facts))) return { kind: 'looks' };
  }
  if (traits.models && isModel(call.callee, scope, facts)) return { kind: 'parses' };
  if (tested && question.test(name)) return { kind: 'looks' };
  return { kind: checkLike.test(name) || question.test(name) ? 'check_like' : 'other' };
}

/** A pattern by its literal, by what made it, or by a name that says so: `db.exec(x)` and `index.search(x)` are none. */
function isPattern(code: Code, scope: Scope, facts: CodeFacts): boolean {
  const name = code.kind === 'name' || code.kind === 'member' ? code.name : undefined;
  if (name === undefined) return code.kind === 'literal' || (code.kind === 'call' && makesPattern(code, scope, facts));
  const binding = code.kind === 'name' ? scope.find(name) : undefined;
  const only = binding?.sources.length === 1 ? binding.sources[0] : undefined;
  if (only?.kind === 'variable' && only.value && binding) return only.value.kind === 'literal' ? only.value.type === 'other' : only.value.kind === 'call' && makesPattern(only.value, binding.scope, facts);
  return /^[A-Z][A-Z0-9_]+$/.test(name) || /re(gex|gexp)$|pattern$|matcher$/i.test(name);
}

function makesPattern(call: CallCode, scope: Scope, facts: CodeFacts): boolean {
  return /(^|\.)(compile|RegExp|Pattern|MustCompile|Regex\.new|Regex)$/.test(outsideName(call.callee, scope, facts) ?? '');
}

/** Made by a module of schemas, here or by way of other schemas made here. */
function isSchema(code: Code, scope: Scope, facts: CodeFacts, hops = 0): boolean {
  const modules = facts.traits.behaviour?.validation?.schemas.modules;
  if (!modules || hops > 5) return false;
  const outside = outsideName(code, scope, facts);
  if (outside !== undefined && modules.test(outside)) return true;
  // z.object({…}).strict(): what a schema makes is a schema.
  if (code.kind === 'call') return isSchema(code.callee, scope, facts, hops + 1);
  if (code.kind === 'member') return isSchema(code.object, scope, facts, hops + 1);
  if (code.kind === 'group' && code.parts.length === 1 && code.parts[0]) return isSchema(code.parts[0], scope, facts, hops + 1);
  const binding = code.kind === 'name' ? scope.find(code.name) : undefined;
  const only = binding?.sources.length === 1 ? binding.sources[0] : undefined;
  if (only?.kind === 'class') return only.code.bases.some((base) => isSchema(base, scope, facts, hops + 1));
  return only?.kind === 'variable' && only.path.length === 0 && only.value !== undefined && binding !== undefined && isSchema(only.value, binding.scope, facts, hops + 1);
}

/** A class of this file that checks what it is made of. */
export function isModel(code: Code, scope: Scope, facts: CodeFacts, hops = 0): boolean {
  const models = facts.traits.behaviour?.validation?.models;
  const target = resolve(code, scope, facts);
  if (!models || hops > 5 || target.root !== 'class' || target.code?.kind !== 'class') return false;
  const home = target.binding?.scope ?? scope;
  return target.code.bases.some((base) => models.bases.test(outsideName(base, home, facts) ?? '') || isModel(base, home, facts, hops + 1));
}

/** Whether a condition asks, by its name, whether the value is good: then the other way is the one that may use it. */
export function asksForGood(test: Code): 'good' | 'bad' | undefined {
  if (test.kind === 'group' && test.parts.length === 1 && test.parts[0] && !test.chain) return asksForGood(test.parts[0]);
  if (test.kind === 'not') {
    const asked = asksForGood(test.operand);
    return asked === 'good' ? 'bad' : asked === 'bad' ? 'good' : undefined;
  }
  if (test.kind !== 'call' || (test.callee.kind !== 'name' && test.callee.kind !== 'member')) return undefined;
  const { name } = test.callee;
  if (/invalid|not_?valid|disallow|(un|not_?)(safe|trusted|allowed)/i.test(name)) return 'bad';
  return /valid|allowed|permitted|trusted|is_?safe|is_?ok$/i.test(name) ? 'good' : undefined;
}
