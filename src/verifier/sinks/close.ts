/** Looks for sinks, for their other names, and for the functions that hand their arguments on to them, until nothing new turns up. */
import type { Code } from '../code/code.ts';
import type { CodeFacts, FunctionFact } from '../code/facts.ts';
import { foldedText } from '../code/folded-text.ts';
import { claimedSegments, dottedDecorator } from '../code/dotted.ts';
import type { Scope } from '../code/scope.ts';
import type { CheckInput } from '../checks/check.ts';
import type { SourceText } from '../sources.ts';
import type { CodeRange } from '../verdict.ts';
import { dynamicConstructs } from './dynamic.ts';
import { findSites } from './find-sites.ts';
import type { SinkSite } from './find-sites.ts';
import type { ReadScope } from './read-scope.ts';
import type { SafeForm, Sink } from './sink-claim.ts';
import { nameOf, targetKey } from './sink-target.ts';
import type { GuardedParameter, SinkTarget } from './sink-target.ts';
import { valueForm } from './value-form.ts';
import type { ForwardedParameter, ValueForm } from './value-form.ts';

/** What a kind of claim says about one value: safe, a wrapper's business, or neither with the reason. */
export type Judgement = { readonly kind: 'safe' } | { readonly kind: 'forwarded'; readonly parameters: readonly ForwardedParameter[] } | { readonly kind: 'breach'; readonly words: string };
export type JudgeValue = (value: Code, scope: Scope, file: string, facts: CodeFacts) => Judgement | Promise<Judgement>;

export interface Breach {
  readonly file: string;
  readonly range: CodeRange;
  /** The text of the line it begins on. */
  readonly line: string;
  /** The claimed callee; left out where any of them may be meant. */
  readonly sink?: string;
  /** A whole sentence. */
  readonly words: string;
  /** What is open about it leaves the claim undecidable, unless a person reviewed it. */
  readonly open?: true;
}

export interface Closing {
  /** Sites of all targets that were looked at, safe ones included. */
  readonly sites: number;
  readonly breaches: readonly Breach[];
  /** Functions that turned out to hand on. */
  readonly wrappers: readonly string[];
  /** Declared ones of which nothing was found. */
  readonly unknownWrappers: readonly string[];
  readonly firstFile: string | undefined;
  /** Handed on through more functions than are followed. */
  readonly tooDeep: string | undefined;
}

const mostHops = 12;
const mostTargets = 2000;

export interface ClosingQuestion {
  readonly scope: ReadScope;
  readonly sinks: readonly Sink[];
  readonly wrappers: readonly string[];
  readonly safeForms: ReadonlySet<SafeForm>;
  readonly judge: JudgeValue;
  /** Sites in these functions are none of the claim's business. */
  readonly permits?: (enclosing: FunctionFact | undefined, file: string) => boolean;
  /** Every site is a violation for this reason: the rest of a sentence that begins with the sink. */
  readonly everySite?: string;
  /** A function with a parameter of the right type and without a caller is open, no breach. */
  readonly typed?: (parameter: ForwardedParameter, facts: CodeFacts) => boolean;
}

export async function closeSinks({ sources, reader }: Pick<CheckInput, 'sources' | 'reader'>, question: ClosingQuestion): Promise<Closing> {
  const { scope, sinks, wrappers, judge, safeForms } = question;
  const queue: SinkTarget[] = [];
  const seen = new Set<string>();
  const loose = new Set<string>();
  const breaches: Breach[] = [];
  const found = new Map<string, { readonly target: SinkTarget; sites: number; readonly at: { readonly file: string; readonly facts: CodeFacts; readonly parameter: ForwardedParameter } | undefined }>();
  const discovered = new Set<string>();
  let tooDeep: string | undefined;
  let firstFile: string | undefined;

  const add = (target: SinkTarget, at?: { readonly file: string; readonly facts: CodeFacts; readonly parameter: ForwardedParameter }): void => {
    const key = targetKey(target);
    if (seen.has(key) || seen.size >= mostTargets) return;
    seen.add(key);
    found.set(key, { target, sites: 0, at });
    queue.push(target);
  };
  // Macros are called with a mark that a claim may leave out.
  const marks = new Set<string>();
  for (const source of scope.files) marks.add((await scope.facts(source)).traits.macroMark ?? '');
  for (const { callee, kind, positions } of sinks) {
    addSink(callee, callee, kind, positions);
    for (const mark of kind === 'macro' ? marks : []) if (mark !== '' && !callee.endsWith(mark)) addSink(`${callee}${mark}`, callee, kind, positions);
  }
  for (const name of wrappers) add({ sink: name, segments: claimedSegments(name), kind: 'call', trail: [] });

  function addSink(written: string, sink: string, kind: Sink['kind'], positions: Sink['positions']): void {
    add({ sink, segments: claimedSegments(written), kind: kind === 'assign' ? 'assign' : 'call', trail: [], ...(positions ? { positions } : {}) });
  }

  const modules = new Set<string>();
  const imported = new Set<string>();
  for (const source of scope.files) for (const { module } of (await scope.facts(source)).imports) imported.add((await scope.facts(source)).traits.normalModule(module));
  const moduleOf = ({ segments, own, aliasOf }: SinkTarget): string | undefined => {
    const head = segments.slice(0, -1);
    if (own || aliasOf || head.length === 0 || /^[A-Z]/.test(head.at(-1)!)) return undefined;
    return [head.join('.'), head.join('/')].find((module) => imported.has(module));
  };
  for (const { target } of found.values()) {
    const module = moduleOf(target);
    if (module !== undefined) modules.add(module);
  }

  for (let target = queue.shift(); target; target = queue.shift()) await lookFor(target);
  for (const { target, sites, at } of found.values()) {
    if (sites > 0 || !target.own || !at) continue;
    const typed = question.typed?.(at.parameter, at.facts) === true;
    breaches.push({ ...placeOf(at.file, at.facts, functionSpan(target, at.facts)), sink: target.sink, words: `${target.trail.at(-1) ?? ''} hands its ${at.parameter.name} on to ${target.sink}, and nothing in the scope calls it, so nobody can tell what it is given.`, ...(typed ? { open: true } : {}) });
  }
  const names = new Set([...found.values()].map(({ target }) => nameOf(target)));
  const homes = new Set([...found.values()].flatMap(({ target: { own, aliasOf } }) => (own && !own.member ? [own.file] : aliasOf ? [aliasOf.file] : [])));
  const sought = { names, modules, homes, written: sinks.some(({ kind }) => kind === 'assign') };
  for (const source of scope.files) {
    const facts = await scope.facts(source);
    for (const construct of dynamicConstructs(source.file, facts, sought)) {
      const place = placeOf(source.file, facts, construct);
      breaches.push({ ...place, words: `Line ${place.range.start.line} of ${source.file}: ${construct.words}, which may call a sink without naming it.`, open: true });
    }
  }
  const all = [...found.values()];
  return {
    sites: all.reduce((sum, { sites }) => sum + sites, 0),
    breaches: breaches.filter((breach, index) => breaches.findIndex((other) => other.file === breach.file && other.sink === breach.sink && sameRange(other.range, breach.range)) === index),
    wrappers: [...discovered],
    unknownWrappers: wrappers.filter((name) => all.every(({ target, sites }) => target.sink !== name || sites === 0)),
    firstFile,
    tooDeep,
  };

  async function lookFor(target: SinkTarget): Promise<void> {
    const key = targetKey(target);
    const word = new RegExp(`(?<![\\p{ID_Continue}$])${nameOf(target).replace(/[$\\^.*+?()[\]{}|]/g, '\\$&')}(?![\\p{ID_Continue}$])`, 'u');
    const entry = found.get(key)!;
    for (let again = true; again; ) {
      again = false;
      entry.sites = 0;
      const here: Breach[] = [];
      for (const source of scope.files) {
        if (!word.test(source.text)) continue;
        const facts = await scope.facts(source);
        const at = { file: source.file, facts, sources, reader, loose: loose.has(key), ofModule: moduleOf(target) !== undefined };
        const result = await findSites(target, at);
        if (result.loose && !loose.has(key)) {
          // From now on every receiver may be one: begin anew.
          loose.add(key);
          again = true;
          break;
        }
        for (const name of result.aliases) add({ sink: target.sink, segments: [name], kind: target.kind, aliasOf: { file: source.file }, trail: [...target.trail, name], ...(target.positions ? { positions: target.positions } : {}), ...(target.parameters ? { parameters: target.parameters } : {}) });
        for (const site of result.sites) {
          if (question.permits?.(site.enclosing, source.file) === true) {
            entry.sites++;
            continue;
          }
          entry.sites++;
          firstFile ??= source.file;
          const breach = await judgeSite(site, target, source, facts);
          if (breach) here.push(breach);
        }
      }
      if (!again) breaches.push(...here);
    }
  }

  async function judgeSite(site: SinkSite, target: SinkTarget, source: SourceText, facts: CodeFacts): Promise<Breach | undefined> {
    const place = placeOf(source.file, facts, site);
    const through = target.trail.length > 0 ? `, which ${target.trail.at(-1)} hands on to it` : '';
    const breach = (words: string): Breach => ({ ...place, sink: target.sink, words: `Line ${place.range.start.line} of ${source.file}: ${words}.` });
    if (site.breach !== undefined) return breach(`${nameOf(target)} ${site.breach}`);
    if (site.lacking) return breach(`an argument of ${nameOf(target)} is left out, and its default value is of no safe form`);
    if (question.everySite !== undefined) return breach(`${target.sink} ${question.everySite}`);
    if (fillsHoles(site, facts)) return breach(`a text of ${target.sink} has holes that are filled where it stands`);
    if (bindsParameters(site, facts)) return undefined;
    for (const value of site.values) {
      const judgement = await judge(value, site.scope, source.file, facts);
      if (judgement.kind === 'breach') return breach(`what reaches ${target.sink} ${judgement.words}${through}`);
      if (judgement.kind === 'safe') continue;
      for (const parameter of judgement.parameters) {
        const refusal = await wrap(parameter, target, source, facts);
        if (refusal !== undefined) return breach(`what reaches ${target.sink} is the parameter ${parameter.name} of ${refusal}${through}`);
      }
    }
    return undefined;
  }

  /** `format!("{name}")`: a macro reads names out of its texts. */
  function fillsHoles({ values, call }: SinkSite, { traits, text }: CodeFacts): boolean {
    const mark = traits.macroMark;
    if (mark === undefined || !call || !text.slice(call.callee.end - mark.length, call.callee.end + mark.length).includes(mark)) return false;
    const texts = values.map((value) => (value.kind === 'branch' ? value.then : value)).flatMap((value) => (value.kind === 'group' ? value.parts : [value]));
    return texts.some((value) => value.kind === 'literal' && value.type === 'text' && /\{[A-Za-z_]\w*(?::[^{}]*)?\}/.test((value.value ?? '').replaceAll('{{', '')));
  }

  /** A literal statement with placeholders, and what fills them beside it. */
  function bindsParameters({ values, scope: where, call }: SinkSite, { text }: CodeFacts): boolean {
    if (!safeForms.has('parameter_binding') || !call) return false;
    const [statement] = call.args;
    if (!statement || call.args.length < 2 || !values.includes(statement)) return false;
    if (valueForm(statement, where, text).kind !== 'constant') return false;
    const written = foldedText(statement, where, text);
    return written !== undefined && /\?|\$\d|[:@][A-Za-z_]\w*|%s|%\(\w+\)s/.test(written);
  }

  /** Makes a target of the function that the parameter belongs to; or says why nobody can tell who calls it. */
  async function wrap({ of, name }: ForwardedParameter, target: SinkTarget, source: SourceText, facts: CodeFacts): Promise<string | undefined> {
    const fact = facts.functions.get(of);
    const title = fact && fact.path.length > 0 ? fact.path.join('.') : 'a function without a name';
    if (!fact || fact.path.length === 0) return `${title}, whose calls cannot be told`;
    const isConstructor = facts.traits.constructors.has(fact.path.at(-1)!) && fact.path.length > 1;
    const segments = isConstructor ? fact.path.slice(0, -1) : fact.path;
    const last = segments.at(-1)!;
    if (of.form === 'setter' || of.form === 'getter') return `${title}, which is called without brackets`;
    if (/^__\w+__$/.test(last) || last === 'default') return `${title}, which is called under other names`;
    const decorator = of.decorators.map(dottedDecorator).find((one) => !/^(?:staticmethod|classmethod|override|Override|typing\.override|functools\.wraps)$/.test(one));
    if (decorator !== undefined) return `${title}, which ${decorator === '' ? 'a decorator' : decorator} may call or hand on`;
    const renamed = facts.definitions.find((definition) => definition.function === fact && definition.path.at(-1) !== fact.path.at(-1));
    if (renamed) return `${title}, which is known as ${renamed.path.at(-1)} too`;
    if (usesArguments(fact, facts)) return `${title}, which reaches its arguments by number`;
    const parameter = parameterOf(of.parameters, of.selfParameter, name, facts);
    if (typeof parameter === 'string') return `${title}, ${parameter}`;
    if (target.trail.length >= mostHops) {
      tooDeep ??= `${title} of ${source.file} hands its ${name} on to ${target.sink} through more than ${mostHops} functions.`;
      return undefined;
    }
    discovered.add(title);
    const own = { file: source.file, start: fact.start, path: fact.path.join('.'), member: !isConstructor && fact.path.length > 1 };
    let safeDefaults = true;
    for (const value of of.defaults) safeDefaults &&= (await judge(value, facts.module, source.file, facts)).kind === 'safe';
    add({ sink: target.sink, segments, kind: 'call', own, parameters: [parameter], safeDefaults, trail: [...target.trail, title] }, { file: source.file, facts, parameter: { of, name } });
    return undefined;
  }
}

function sameRange(a: CodeRange, b: CodeRange): boolean {
  return a.start.line === b.start.line && a.start.column === b.start.column && a.end.line === b.end.line && a.end.column === b.end.column;
}

/** `arguments[0] = x` changes a parameter without naming it. */
function usesArguments({ start, end }: FunctionFact, facts: CodeFacts): boolean {
  return facts.references.some(({ code, scope }) => {
    let at = code;
    while (at.kind === 'member' || at.kind === 'index') at = at.object;
    return at.kind === 'name' && at.name === 'arguments' && start <= at.start && at.end <= end && !scope.find('arguments');
  }) || (facts.traits.invokers.has('apply') && /\barguments\s*\[/.test(facts.text.slice(start, end)));
}

function parameterOf(parameters: readonly Code[], selfParameter: string | undefined, name: string, { text }: CodeFacts): GuardedParameter | string {
  const index = parameters.findIndex((parameter) => parameter.kind === 'name' && parameter.name === name);
  if (index < 0) return 'where it is part of a pattern';
  const before = text.slice(Math.max(0, parameters[index]!.start - 4), parameters[index]!.start);
  if (before.endsWith('**')) return 'where it is a map of all named arguments';
  // Once the object itself is taken off; `static` methods do not take it.
  const shift = selfParameter !== undefined && parameters[0]?.kind === 'name' && parameters[0].name === selfParameter ? 1 : 0;
  const { start, end } = parameters[index]!;
  const around = `${text.slice(Math.max(0, start - 80), start).replace(/^[\s\S]*[(,]/, '')}\n${text.slice(end, end + 80).replace(/[,)=][\s\S]*$/, '')}`;
  return { index: index - shift, name, rest: /\*|\.\.\.|\bparams\b|\bvararg\b/.test(around) };
}

function functionSpan(target: SinkTarget, facts: CodeFacts): { readonly start: number; readonly end: number } {
  const fact = [...facts.functions.values()].find(({ start }) => start === target.own?.start);
  return fact ? (fact.code.nameSpan ?? fact) : { start: 0, end: 0 };
}

function placeOf(file: string, facts: CodeFacts, span: { readonly start: number; readonly end: number }): Pick<Breach, 'file' | 'range' | 'line'> {
  const range = facts.lines.range(span);
  const from = facts.text.lastIndexOf('\n', span.start - 1) + 1;
  const to = facts.text.indexOf('\n', span.start);
  return { file, range, line: facts.text.slice(from, to < 0 ? undefined : to) };
}

/** The judgement of a form that must be among the safe ones. */
export function judgeForm(form: ValueForm, safe: ReadonlySet<SafeForm>): Judgement {
  if (form.kind === 'constant') return safe.has(form.form) ? { kind: 'safe' } : { kind: 'breach', words: `is a ${form.form.replace('_', ' ')}, which is not among the safe forms` };
  if (form.kind === 'other') return { kind: 'breach', words: 'is computed' };
  if (form.joined && !safe.has('literal_concat')) return { kind: 'breach', words: 'is put together from what callers give' };
  return { kind: 'forwarded', parameters: form.parameters };
}
