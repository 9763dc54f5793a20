/** Goes through lowered code as a run would, and notes what checks ask for. */
import { bareCalls } from './bare-calls.ts';
import type { Scopes } from './build-scopes.ts';
import type { AssignCode, CallCode, ClassCode, Code, FunctionCode, ImportCode, ObjectCode, PatternCode, Span } from './code.ts';
import { dottedDecorator, writtenChain } from './dotted.ts';
import type { CallFact, ClassFact, DefinitionFact, FunctionFact, ImportFact, PieceFact, ReferenceFact } from './facts.ts';
import { walkFlow } from './flow.ts';
import { neverReturns, wrappedBy } from './known-calls.ts';
import { evaluates, isMacroCall } from './macros.ts';
import { nameOfTarget } from './naming.ts';
import { isOptional } from './optional.ts';
import type { Naming } from './naming.ts';
import { after, placeAfter, runs, standingAs, straight, uncertain } from './place.ts';
import type { Flow, Place } from './place.ts';
import type { LanguageTraits } from './traits.ts';

/** One walk over one program. */
export class Walker {
  readonly functions = new Map<FunctionCode, FunctionFact>();
  readonly classes = new Map<ClassCode, ClassFact>();
  readonly definitions: DefinitionFact[] = [];
  readonly calls: CallFact[] = [];
  readonly references: ReferenceFact[] = [];
  readonly pieces: PieceFact[] = [];
  readonly imports: ImportFact[] = [];
  readonly handedOn: ImportCode[] = [];
  readonly exportedNames = new Set<string>();
  readonly dead: Span[] = [];
  readonly scopes: Scopes;
  readonly traits: LanguageTraits;

  constructor(scopes: Scopes, traits: LanguageTraits) {
    this.scopes = scopes;
    this.traits = traits;
  }

  /** Notes everything in `code`, and says how it can end. */
  walk(code: Code, place: Place): Flow {
    switch (code.kind) {
      case 'nothing':
      case 'literal':
      case 'self':
      case 'scope':
        return straight;
      case 'group': {
        const flow = this.sequence(code.parts, code.unfollowed ? { ...place, unfollowed: true } : place);
        return code.contained ? straight : flow;
      }
      case 'block':
        return this.sequence(code.parts, this.within(code, place));
      case 'name':
      case 'member':
        return this.#value(code, place);
      case 'index': {
        this.#refer(code, place);
        return after(this.walk(code.object, place), this.walk(code.index, code.optional ? uncertain(place) : place));
      }
      case 'call':
        return this.#call(code, place);
      case 'load':
        this.imports.push({ module: code.module, relative: false, typeOnly: false, standing: place.standing, start: code.start, end: code.end });
        return this.sequence(code.args ?? [], place);
      case 'function':
        return this.function(code, place, this.#ownNaming(code, place));
      case 'class':
        return this.#class(code, place, undefined);
      case 'object':
        return this.#object(code, place, undefined);
      case 'assign':
        return this.#assign(code, place);
      case 'pattern':
        for (const { target, fallback } of code.parts) {
          if (fallback) this.walk(fallback, uncertain(place));
          this.#target(target, place);
        }
        return straight;
      case 'delete':
        this.#forget(code.target, place);
        return straight;
      case 'import':
        this.imports.push({ module: code.module, relative: code.relative, typeOnly: code.typeOnly || place.ambient, standing: place.standing, start: code.start, end: code.end });
        if ((code.reexport || code.star) && !code.typeOnly && !place.enclosing && place.standing === 'live') this.handedOn.push(code);
        return straight;
      case 'export':
        return this.#export(code, place);
      case 'ambient':
        return this.walk(code.body, { ...place, ambient: true });
      case 'try':
      case 'exit':
      case 'switch':
        this.note(code, place);
        return walkFlow(this, code, place);
      default:
        return walkFlow(this, code, place);
    }
  }

  /** Parts one after the other; hoisted functions stand before the jump that they follow in the text. */
  sequence(parts: readonly Code[], place: Place): Flow {
    let at = place;
    let flow = straight;
    let deadFrom: number | undefined;
    for (const part of parts) {
      if (part.kind === 'function' && part.hoisted) {
        this.walk(part, { ...place, certain: at.certain });
        continue;
      }
      // A jump from further up goes on here.
      if (part.kind === 'labelled' && flow.labels?.has(part.label)) {
        if (deadFrom !== undefined) this.dead.push({ start: deadFrom, end: part.start });
        deadFrom = undefined;
        flow = { ...flow, normal: true, leaves: true };
        at = uncertain(place);
      }
      if (!flow.normal && runs(place)) deadFrom ??= part.start;
      const next = this.walk(part, at);
      // Jumps in code that no run reaches lead nowhere.
      if (flow.normal) flow = after(flow, next);
      at = placeAfter(at, flow);
    }
    if (deadFrom !== undefined) this.dead.push({ start: deadFrom, end: parts.at(-1)?.end ?? deadFrom });
    return flow;
  }

  /** The place inside a piece of code that opens a scope. */
  within(code: Code, place: Place): Place {
    const scope = this.scopes.get(code);
    if (!scope) return place;
    scope.container = place.container;
    scope.anchor = place.anchor;
    return { ...place, scope };
  }

  /** Notes code that never runs. */
  unreached(code: Code, place: Place, standing: 'dead_code' | 'type_only' | 'test_only'): void {
    if (runs(place) && standing !== 'test_only') this.dead.push({ start: code.start, end: code.end });
    this.walk(code, runs(place) ? { ...place, standing, certain: false } : place);
  }

  /** Notes a piece that is neither name nor call. */
  note(code: PieceFact['code'], place: Place): void {
    const { start, end } = code;
    this.pieces.push({ code, scope: place.scope, enclosing: place.enclosing, standing: place.standing, conditional: !place.certain, start, end });
  }

  #refer(code: Code, place: Place): void {
    const { start, end } = code;
    this.references.push({ code, scope: place.scope, enclosing: place.enclosing, standing: place.standing, argument: place.argument, start, end });
  }

  #value(code: Code, place: Place): Flow {
    this.#refer(code, place);
    let at = code;
    while (at.kind === 'member') at = at.object;
    const flow = at.kind === 'name' || at.kind === 'self' ? straight : this.walk(at, place);
    return this.#bareCalls(code, place) ? { ...flow, normal: false } : flow;
  }

  /** Notes calls without brackets. Whether one of them never comes back. */
  #bareCalls(chain: Code, place: Place): boolean {
    const { calls, optional } = bareCalls(chain, place);
    this.calls.push(...calls);
    return !optional && calls.some(({ callee, scope }) => neverReturns(callee, scope, this.traits));
  }

  #call(code: CallCode, place: Place): Flow {
    if (code.form === 'attribute') return straight;
    let flow = straight;
    const optional = isOptional(code);
    const callee = code.callee;
    if (callee.kind === 'function') flow = this.function(callee, { ...place, argument: true }, undefined);
    else if (callee.kind === 'member') {
      let at: Code = callee;
      while (at.kind === 'member') at = at.object;
      if (at.kind === 'name') {
        const { start, end } = at;
        this.references.push({ code: at, scope: place.scope, enclosing: place.enclosing, standing: place.standing, argument: false, start, end });
        this.#bareCalls(callee.object, place);
      } else if (at.kind === 'function') this.function(at, { ...place, argument: true }, undefined);
      else {
        flow = this.walk(at, place);
        this.#bareCalls(callee.object, place);
      }
    } else if (callee.kind !== 'name') flow = this.walk(callee, place);
    const inside = { ...(optional ? uncertain(place) : place), argument: true };
    // What a function given to the call does happens in the call, not before it.
    let within = straight;
    const macro = code.form === 'call' && isMacroCall(callee, place.scope, this.traits);
    for (const [index, arg] of code.args.entries()) {
      const at = flow.normal ? inside : placeAfter(inside, flow);
      // What a macro may drop is no code that surely runs, nor code that surely does not.
      const next = this.walk(arg, !macro ? at : evaluates(callee, index, place.scope) ? uncertain(at) : standingAs(at, 'dead_code'));
      if (arg.kind === 'function') within = after(within, next);
      else flow = after(flow, next);
    }
    const at = placeAfter(optional ? uncertain(place) : place, flow);
    const { start, end, args, names, types } = code;
    const form = place.unfollowed ? 'possible' : code.form;
    this.calls.push({ callee, args, ...(names ? { names } : {}), ...(types ? { types } : {}), form, scope: place.scope, enclosing: place.enclosing, standing: at.standing, conditional: !at.certain, start, end });
    flow = after(flow, within);
    return neverReturns(callee, place.scope, this.traits) && !optional ? { ...flow, normal: false } : flow;
  }

  #ownNaming(code: FunctionCode, place: Place): Naming | undefined {
    if (code.form === 'expression' || code.name === undefined) return undefined;
    return code.owner ? { ...this.naming(code.name, { ...place, container: [...place.container, ...code.owner] }), member: true } : this.naming(code.name, place);
  }

  /** A name for what is defined right here. */
  naming(name: string, place: Place): Naming {
    const path = [...place.container, name];
    return { path, anchor: place.anchor < 0 ? path.length - 1 : place.anchor };
  }

  /** Notes a function, its definition when it is named, and everything in it. Walking it is no run of it. */
  function(code: FunctionCode, place: Place, naming: Naming | undefined): Flow {
    for (const decorator of code.decorators) this.walk(decorator, place);
    if (!this.traits.defaultsAtCall) for (const value of code.defaults) this.walk(value, place);
    const declaration = place.ambient ? 'ambient' : (code.declaration ?? this.#declaredBy(code));
    const path = naming?.path ?? [];
    const member = path.length > 1 && (naming?.member === true || code.form !== 'statement');
    const selfPath = code.arrow || (code.form === 'expression' && !naming) ? place.selfPath : member ? path.slice(0, -1) : path.length > 0 ? path : place.selfPath;
    const { start, end } = code;
    const fact: FunctionFact = { code, path, parent: place.enclosing, standing: place.standing, inline: place.argument, selfPath, declaration, start, end };
    this.functions.set(code, fact);
    if (naming) {
      // module.exports = function verify() {…} is known by both names.
      if (naming.exported && code.form === 'expression' && code.name !== undefined && path.at(-1) !== code.name) {
        this.#define({ ...this.naming(code.name, place), exported: true }, 'function', code.nameSpan ?? code, place, { function: fact });
      }
      const additive = code.form === 'getter' || code.form === 'setter' || code.adds === true || declaration === 'overload' || code.decorators.some((decorator) => this.traits.addsToEarlier(dottedDecorator(decorator)));
      this.#define(naming, 'function', code.nameSpan ?? code, place, { function: fact, additive });
    }
    const scope = this.scopes.get(code) ?? place.scope;
    const container = naming ? path : place.container;
    const anchor = naming && place.anchor < 0 ? path.length - 1 : place.anchor;
    scope.container = container;
    scope.anchor = anchor;
    scope.fact = fact;
    const inside: Place = { ...place, scope, enclosing: fact, certain: true, argument: false, container, anchor, selfPath };
    const atCall: Place = { ...inside, standing: place.standing === 'live' ? 'default_argument' : place.standing, certain: false };
    if (this.traits.defaultsAtCall) for (const value of code.defaults) this.walk(value, atCall);
    for (const parameter of code.parameters) if (parameter.kind === 'pattern') this.walk(parameter, atCall);
    const flow = this.walk(code.body, inside);
    return code.returnsOuter && flow.leaves ? { ...straight, leaves: true } : straight;
  }

  #declaredBy(code: FunctionCode): FunctionCode['declaration'] {
    for (const decorator of code.decorators) {
      const declaration = this.traits.declarationBy(dottedDecorator(decorator));
      if (declaration) return declaration;
    }
    return undefined;
  }

  #class(code: ClassCode, place: Place, naming: Naming | undefined): Flow {
    for (const part of [...code.decorators, ...code.bases]) this.walk(part, place);
    const own = code.name === undefined ? undefined : this.naming(code.name, place);
    const named = naming?.exported ? (own ?? naming) : (naming ?? own);
    const container = named?.path ?? place.container;
    const scope = this.scopes.get(code) ?? place.scope;
    // The name of a class expression is known inside of it only.
    if (named && (code.statement || naming || code.form === 'interface')) {
      const { start, end } = code;
      this.classes.set(code, { code, path: named.path, anchor: named.anchor, scope: place.scope, inside: scope, standing: place.standing, conditional: !place.certain, ambient: place.ambient, start, end });
    }
    scope.container = container;
    scope.anchor = place.anchor;
    this.#members(code.members, { ...place, scope, container, selfPath: container, argument: false, ambient: place.ambient }, code.form === 'namespace');
    return straight;
  }

  #object(code: ObjectCode, place: Place, naming: Naming | undefined): Flow {
    this.note(code, place);
    const container = naming?.path ?? place.container;
    let flow = straight;
    for (const member of code.members) {
      if (member.kind === 'function' && member.form !== 'expression' && member.name !== undefined) this.function(member, { ...place, container }, { ...this.naming(member.name, { ...place, container }), member: true });
      else if (member.kind === 'assign' && member.declares === 'property') flow = after(flow, this.#property(member, { ...place, container }));
      else flow = after(flow, this.walk(member, place));
    }
    return flow;
  }

  #members(members: readonly Code[], place: Place, namespace: boolean): void {
    // What belongs to each object runs when one is made, not where the class is written.
    const later: Place = { ...place, enclosing: undefined };
    for (const member of members) {
      if (member.kind === 'function' && member.name !== undefined && !namespace) this.function(member, place, { ...this.naming(member.name, place), member: true });
      else if (member.kind === 'assign' && member.declares === 'property') this.#property(member, member.static ? place : later);
      else this.walk(member, place);
    }
  }

  #property(code: AssignCode, place: Place): Flow {
    if (!code.value) return straight;
    if (code.target.kind !== 'name') return after(this.walk(code.target, place), this.walk(code.value, place));
    return this.#defineValue(code.value, { ...this.naming(code.target.name, place), member: true }, code, place);
  }

  #assign(code: AssignCode, place: Place): Flow {
    this.note(code, place);
    const naming = code.augmented ? undefined : nameOfTarget(code, place);
    const flow = naming && code.value ? this.#defineValue(code.value, naming, code, { ...place, argument: false }) : code.value ? this.walk(code.value, place) : straight;
    this.#target(code.target, place);
    if (code.target.kind === 'pattern' && code.value) this.#taken(code.target, code.value, place);
    return flow;
  }

  /** What a pattern takes out of a value by name is read as a member of it. */
  #taken(pattern: PatternCode, value: Code, place: Place): void {
    for (const { path, target } of pattern.parts) {
      if (!path) {
        // The rest of it goes on under another name.
        if (value.kind === 'name' || value.kind === 'member') this.#refer({ ...value }, place);
        continue;
      }
      const { start, end } = target;
      const code = path.reduce<Code>((object, name) => ({ kind: 'member', object, name, start, end }), value);
      if (target.kind === 'pattern') this.#taken(target, code, place);
      else this.#refer(code, place);
    }
  }

  #target(target: Code, place: Place): void {
    if (target.kind === 'name' || target.kind === 'self') return;
    // Writing to a member reads neither the member nor, as a value of its own, what it belongs to.
    let at: Code = target;
    for (; at.kind === 'member' || at.kind === 'index'; at = at.object) {
      if (at === target || at.kind === 'index') this.#bareCalls(at.object, place);
      if (at.kind === 'index') this.walk(at.index, place);
    }
    if (at === target || at.kind !== 'name') this.walk(at, place);
  }

  /** A value under a name: functions, classes and objects in it are definitions. */
  #defineValue(value: Code, naming: Naming, site: Span, place: Place): Flow {
    const exported = naming.exported === true;
    if (value.kind === 'function') return this.function(value, place, naming);
    if (value.kind === 'class') return this.#class(value, place, naming);
    if (value.kind === 'object') return this.#object(value, place, naming);
    if (value.kind === 'assign') {
      const flow = this.#assign(value, place);
      let innermost: Code = value;
      while (innermost.kind === 'assign' && innermost.value) innermost = innermost.value;
      const fact = innermost.kind === 'function' ? this.functions.get(innermost) : undefined;
      if (fact) this.#define(naming, 'function', site, place, { function: fact, exported });
      else this.#define(naming, 'alias', site, place, { target: value.target, exported });
      return flow;
    }
    if (value.kind === 'call') {
      const wrapped = wrappedBy(value, this.traits);
      if (wrapped) {
        const flow = this.#call({ ...value, args: value.args.filter((arg) => arg !== wrapped) }, place);
        this.function(wrapped, place, naming);
        return flow;
      }
      const name = naming.path.at(-1);
      const keeps = value.args.some((arg) => writtenChain(arg)?.at(-1) === name);
      if (!keeps) this.#define(naming, 'call', site, place, { target: value, exported });
      return this.walk(value, place);
    }
    if (value.kind === 'group' && value.parts.length === 1 && value.parts[0]) return this.#defineValue(value.parts[0], naming, site, place);
    // What a name calls by standing there is a value that it gave back.
    const alias = (value.kind === 'name' || value.kind === 'member') && !value.calls;
    const unknown = value.kind === 'branch' || value.kind === 'logical' || value.kind === 'group' || value.kind === 'index';
    this.#define(naming, alias ? 'alias' : unknown ? 'call' : 'value', site, place, { ...(alias || unknown ? { target: value } : {}), exported });
    return this.walk(value, place);
  }

  #define(naming: Naming, kind: DefinitionFact['kind'], { start, end }: Span, place: Place, more: Partial<DefinitionFact>): void {
    const { path, anchor } = naming;
    const { scope, standing } = place;
    this.definitions.push({ path, anchor, kind, scope, standing, conditional: !place.certain, additive: false, exported: naming.exported === true, start, end, ...more });
  }

  #forget(target: Code, place: Place): void {
    if (target.kind !== 'name') {
      this.#target(target, place);
      return;
    }
    const home = place.scope.find(target.name)?.scope;
    this.#define(this.naming(target.name, { ...place, container: home?.container ?? [], anchor: home?.anchor ?? -1 }), 'value', target, place, {});
  }

  #export(code: Extract<Code, { kind: 'export' }>, place: Place): Flow {
    for (const { local, exported } of code.names) {
      this.exportedNames.add(local);
      if (local === exported) continue;
      const { start, end } = code;
      this.#define({ ...this.naming(exported, place), exported: true }, 'alias', code, place, { target: { kind: 'name', name: local, start, end } });
    }
    if (!code.value) return straight;
    const naming = { ...this.naming('default', place), exported: true };
    return this.#defineValue(code.value, naming, code, { ...place, argument: false });
  }
}
