/**
 * Constructs by which a sink can be called without its name standing there: text that is run, members looked up by a
 * computed name, modules handed on whole. Objects of classes and literals of the file itself are no way to it: what they
 * hold was seen when it was put in.
 */
import type { CallCode, Code, Span } from '../code/code.ts';
import { everyCode } from '../code/every-code.ts';
import type { PlacedCode } from '../code/every-code.ts';
import { writtenChain } from '../code/dotted.ts';
import type { CodeFacts } from '../code/facts.ts';
import { foldedText } from '../code/folded-text.ts';
import { resolve } from '../code/resolve.ts';
import type { Target } from '../code/resolve.ts';
import type { Scope } from '../code/scope.ts';
import { onlySource } from './value-form.ts';

export interface DynamicConstruct extends Span {
  /** What it is, as the beginning of a sentence. */
  readonly words: string;
}

const runners = /^(?:(?:builtins|globalThis|window|self|global)\.)?(?:eval|exec|execfile|Function|compile|execScript)$/;
const memberRunners = /(?:^|\.)(?:runInContext|runInNewContext|runInThisContext|compileFunction|instance_eval|class_eval)$/;
const timers = /^(?:(?:window|globalThis|self)\.)?set(?:Timeout|Interval)$/;
const reflective = /(?:^|\.)(?:getattr|attrgetter|methodcaller|__getattribute__|__import__|import_module|import_string|resolve_name|locate|getMethod|getDeclaredMethod|getMethods|forName|GetMethod|InvokeMember|CreateInstance|MethodByName|public_send|call_user_func|call_user_func_array)$|^Reflect\.(?:get|apply|construct)$/;
const everything = /^(?:globals|locals|vars)$/;

export interface SoughtSinks {
  /** Last names of all that is looked for. */
  readonly names: ReadonlySet<string>;
  /** Modules of which sinks are members. */
  readonly modules: ReadonlySet<string>;
  /** Files of the scope whose functions hand on to sinks. */
  readonly homes: ReadonlySet<string>;
  /** A sink is written to rather than called. */
  readonly written: boolean;
}

export function dynamicConstructs(file: string, facts: CodeFacts, { names, modules, homes, written }: SoughtSinks): readonly DynamicConstruct[] {
  const found: DynamicConstruct[] = [];
  const add = ({ start, end }: Span, words: string): void => void found.push({ start, end, words });
  const mentions = (text: string): boolean => [...names].some((name) => text.includes(name));

  const harmlessText = (call: CallCode, placed: PlacedCode): boolean => {
    const first = call.args[0];
    const text = first && foldedText(first, placed.scope, facts.text);
    return text !== undefined && !mentions(text) && !/eval|exec|getattr|import|require|Function/.test(text);
  };

  for (const placed of everyCode(facts)) {
    const { code, scope, parent } = placed;
    if (code.kind === 'call') {
      const called = writtenChain(code.callee)?.join('.') ?? '';
      const last = called.split('.').at(-1) ?? '';
      const { root, module } = resolve(code.callee, scope, facts);
      const own = ['function', 'class', 'parameter'].includes(root);
      const runs = memberRunners.test(called) || (runners.test(called) && (root !== 'module' || module === 'builtins'));
      if (runs && !own && !names.has(last) && code.args.length > 0 && !harmlessText(code, placed)) add(code, `${called} runs text`);
      else if (timers.test(called) && !own && isText(code.args[0]) && !harmlessText(code, placed)) add(code, `${called} runs text`);
      else if (modules.size > 0 && isComputedLoad(code, called, placed)) add(code, 'A module is loaded by a computed name');
      else if (everything.test(called) && !own) add(code, `${called}() gives every name`);
      else if (reflective.test(called) && !own && reaches(code, placed)) add(code, `${called} looks up a name that is computed`);
      else if (isComputedCallee(code.callee, placed)) add(code, 'The name of what is called is computed');
    } else if (code.kind === 'index' && !isNumber(code.index)) {
      const target = resolve(code.object, scope, facts);
      if (target.root === 'module' && target.path.length === 0 && isSought(target) && !names.has(foldedText(code.index, scope, facts.text) ?? '\0')) add(code, `A member of ${target.module ?? 'a module'} is looked up by a computed name`);
      if (target.root === 'global' && /^(?:globalThis|window|global|self)$/.test(target.path.join('.'))) add(code, `A member of ${target.path.join('.')} is looked up by a computed name`);
    } else if (code.kind === 'assign' && written && code.target.kind === 'index' && !isNumber(code.target.index) && open(code.target.object, placed)) {
      const key = foldedText(code.target.index, scope, facts.text);
      if (key === undefined || names.has(key)) add(code, 'The name of what is written to is computed');
    } else if ((code.kind === 'name' || code.kind === 'load') && parent && !isStep(code, parent)) {
      const target = resolve(code, scope, facts);
      if (target.root === 'module' && target.path.length === 0 && isSought(target) && !isBoundOnce(parent, code, scope)) add(code, `The module ${target.module ?? ''} is handed on as a whole`);
    }
  }
  return found;

  function isSought({ module }: Target): boolean {
    return module !== undefined && (modules.has(module) || (facts.traits.moduleFiles?.(module, file) ?? []).some((one) => homes.has(one)));
  }

  function isComputedCallee(callee: Code, placed: PlacedCode): boolean {
    if (callee.kind === 'index') return !(facts.traits.indexInstantiates && resolve(callee.object, placed.scope, facts).root === 'function') && open(callee.object, placed) && !isNumber(callee.index);
    const source = callee.kind === 'name' ? onlySource(placed.scope.findAt(callee.name, callee.start)) : undefined;
    return source?.kind === 'variable' && source.path.length === 0 && source.value?.kind === 'index' && isComputedCallee(source.value, placed);
  }

  function isComputedLoad({ start, args, callee }: CallCode, called: string, placed: PlacedCode): boolean {
    if (!/^(?:(?:[\w$]+\.)*require|__import__|(?:[\w$]+\.)*import_module)$/.test(called) && (callee.kind === 'member' || !/^import\s*\(/.test(facts.text.slice(start, start + 20)))) return false;
    const module = args[0] && foldedText(args[0], placed.scope, facts.text);
    return args.length > 0 && (module === undefined || modules.has(facts.traits.normalModule(module)));
  }

  /** What is looked up could be a sink: the object is none of this file's own, or the name is one that is sought. */
  function reaches(call: CallCode, placed: PlacedCode): boolean {
    const texts = call.args.map((arg) => foldedText(arg, placed.scope, facts.text));
    if (texts.some((text) => text !== undefined && [...names].some((name) => text === name || text.endsWith(`.${name}`)))) return true;
    if (texts.some((text) => text !== undefined)) return false;
    const first = call.args[0];
    return first === undefined || open(first, placed);
  }

  function open(object: Code, { scope }: PlacedCode): boolean {
    const target = resolve(object, scope, facts);
    if (target.root === 'module') return target.path.length > 0 || isSought(target);
    return !['class', 'self', 'instance', 'function'].includes(target.root);
  }
}

function isNumber(code: Code): boolean {
  return code.kind === 'literal' && code.type === 'number';
}

/** Only a step on the way to a member, or what is called. Who waits for a module that is being loaded is handed all of it. */
function isStep(code: Code, parent: Code): boolean {
  if (parent.kind === 'member' && parent.object === code) return !/^(?:then|catch|finally)$/.test(parent.name);
  return (parent.kind === 'index' && parent.object === code) || (parent.kind === 'call' && parent.callee === code) || (parent.kind === 'assign' && parent.target === code) || (parent.kind === 'function' && parent.parameters.includes(code));
}

/** `const tools = require('tools')`: the name stands for the module from there on, and is followed. */
function isBoundOnce(parent: Code, code: Code, scope: Scope): boolean {
  if (parent.kind === 'assign' && parent.value === code) {
    if (parent.target.kind === 'pattern') return parent.target.parts.every(({ path }) => path !== undefined);
    const source = parent.target.kind === 'name' && parent.declares !== 'property' ? onlySource(scope.findAt(parent.target.name, parent.target.end)) : undefined;
    return source?.kind === 'variable' && source.value === code;
  }
  return parent.kind === 'group' && parent.parts.length > 1 && parent.chain !== true;
}

function isText(code: Code | undefined): boolean {
  return code?.kind === 'literal' ? code.type === 'text' : code?.kind === 'group' && code.chain === true;
}
