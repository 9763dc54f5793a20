/** Where code gives headers to responses, and where it takes them away. */
import type { Code, Span } from '../code.ts';
import { constantText } from '../constant-text.ts';
import type { CallFact, CodeFacts, FunctionFact, PieceFact, Standing } from '../facts.ts';
import { outsideName } from '../outside-name.ts';
import type { Scope } from '../scope.ts';
import { resolve } from '../resolve.ts';
import { rootOf } from '../scope-at.ts';
import { entriesOf } from './entries.ts';
import { dealsWithHttp, typeWritten } from './receivers.ts';

/** response: surely or by its name. request: of a request. unknown: nobody can tell. other: nothing of HTTP. */
export type Holder = 'response' | 'request' | 'unknown' | 'other';

export interface HeaderSet extends Span {
  /** As written; undefined: computed. */
  readonly name: string | undefined;
  /** Undefined: there is none that could be told apart, such as the values of a map handed on. */
  readonly value: Code | undefined;
  readonly holder: Holder;
  readonly removes: boolean;
  /** `name` is the name of a property, which leaves hyphens out. */
  readonly asProperty: boolean;
  readonly scope: Scope;
  readonly standing: Standing;
  readonly conditional: boolean;
  readonly enclosing: FunctionFact | undefined;
}

type Place = Pick<CallFact, 'scope' | 'standing' | 'conditional' | 'enclosing'>;

export function headerSetsOf(facts: CodeFacts): readonly HeaderSet[] {
  const web = facts.traits.behaviour?.web;
  if (!web) return [];
  const found: HeaderSet[] = [];
  const add = (place: Place, span: Span, holder: Holder, name: string | undefined, value: Code | undefined, removes = false, asProperty = false): void => {
    const { scope, standing, conditional, enclosing } = place;
    if (holder !== 'other') found.push({ name, value, holder, removes, asProperty, scope, standing, conditional, enclosing, start: span.start, end: span.end });
  };
  const addMap = (place: Place, map: Code, holder: Holder): void => {
    const entries = entriesOf(map, place.scope);
    if (!entries) {
      if (map.kind !== 'literal') add(place, map, holder, undefined, undefined);
      return;
    }
    // Where the map has a name, its entries stand elsewhere.
    for (const entry of entries) add(place, entry, holder, entry.key, entry.value);
  };

  for (const call of facts.calls) {
    const { callee, args, scope, names } = call;
    const maker = outsideName(callee, scope, facts);
    if (maker !== undefined && web.responseMakers.test(maker)) {
      for (const [index, arg] of args.entries()) {
        const name = names?.[index];
        if (name !== undefined && web.headerMaps.has(name)) addMap(call, arg, 'response');
        if (name === undefined) for (const headers of headersIn(arg, scope, facts)) addMap(call, headers, 'response');
      }
      // make_response(body, 200, {…}): the last of three.
      if (web.responseIsMap && args.length === 3 && !names && args[2]) addMap(call, args[2], 'response');
    }
    if (callee.kind !== 'member') continue;
    const { name, object } = callee;
    if (web.headerRemovers.has(name) && args[0]) {
      const holder = holderOf(object, scope, facts, true);
      if (holder !== 'other' && holder !== 'unknown') add(call, call, holder, constantText(args[0], scope), undefined, true);
    }
    if (!web.headerSetters.has(name) || args.length === 0) continue;
    const holder = holderOf(object, scope, facts, web.responseOnlySetters.has(name) || /header/i.test(name));
    if (holder === 'other') continue;
    if (web.responseOnlySetters.has(name)) {
      for (const arg of args) if (entriesOf(arg, scope)) addMap(call, arg, holder);
      continue;
    }
    const [first, second] = args;
    if (second) add(call, call, holder, constantText(first!, scope), second);
    else if (entriesOf(first!, scope) || first!.kind !== 'literal') addMap(call, first!, holder);
  }
  for (const piece of facts.pieces) ofPiece(piece);
  return found;

  function ofPiece(piece: PieceFact): void {
    const { code, scope } = piece;
    if (code.kind === 'assign' && code.value) {
      const { target, value } = code;
      // response.headers["X"] = …, response["X"] = …; a text in brackets may be lowered to a member.
      if (target.kind === 'index' || target.kind === 'member') {
        const key = target.kind === 'index' ? constantText(target.index, scope) : target.name;
        const holder = holderOf(target.object, scope, facts, false);
        const isMap = isHeaderMap(target.object, facts) || (target.kind === 'index' && web!.responseIsMap === true);
        if (isMap && holder !== 'other' && !(holder === 'unknown' && target.kind === 'member')) add(piece, code, holder, key, value, false, target.kind === 'member' && web!.headerProperties === true);
        // response.headers = {…}
        if (target.kind === 'member' && web!.headerMaps.has(target.name)) {
          const owner = holderOf(target.object, scope, facts, false);
          if (owner !== 'other') addMap(piece, value, owner);
        }
      }
    }
    // return { statusCode: 200, headers: {…} }
    if (code.kind === 'object') {
      const entries = entriesOf(code, scope) ?? [];
      const headers = entries.find(({ key }) => key === 'headers');
      if (headers && entries.some(({ key }) => key === 'statusCode')) addMap(piece, headers.value, 'response');
      // { source: "/(.*)", headers: [{ key: "X", value: "…" }] }
      if (headers && entries.some(({ key }) => key === 'source') && headers.value.kind === 'group') {
        for (const part of headers.value.parts) {
          const pair = entriesOf(part, scope) ?? [];
          const name = pair.find(({ key }) => key === 'key');
          if (name) add(piece, part, 'response', constantText(name.value, scope), pair.find(({ key }) => key === 'value')?.value);
        }
      }
    }
    // return body, 200, {"X": "…"}
    if (code.kind === 'exit' && code.how === 'return' && web!.responseIsMap && code.value?.kind === 'group' && code.value.chain) {
      const last = code.value.parts.at(-1);
      const isRoute = piece.enclosing?.code.decorators.length;
      if (last && isRoute && code.value.parts.length > 1 && code.value.parts.length < 4 && entriesOf(last, scope)) addMap(piece, last, 'response');
    }
  }
}

/** Whether a set concerns a header, however that is spelled. */
export function isNamed({ name, asProperty }: HeaderSet, header: string): boolean {
  const plain = asProperty ? header.replaceAll('-', '') : header;
  return name?.toLowerCase() === plain.toLowerCase();
}

/** `new Response(body, { headers: {…} })`, also as `headers: new Headers({…})`. */
function headersIn(arg: Code, scope: Scope, facts: CodeFacts): readonly Code[] {
  const web = facts.traits.behaviour!.web!;
  if (arg.kind !== 'object' && arg.kind !== 'name') return [];
  return (entriesOf(arg, scope) ?? []).filter(({ key }) => key !== undefined && web.headerMaps.has(key)).map(({ value }) => (value.kind === 'call' && value.form === 'new' && value.args[0] ? value.args[0] : value));
}

function isHeaderMap(code: Code, facts: CodeFacts): boolean {
  return code.kind === 'member' && facts.traits.behaviour!.web!.headerMaps.has(code.name);
}

/** Whose headers an object holds. `headersOnly`: what is called on it is there for headers alone. */
function holderOf(code: Code, scope: Scope, facts: CodeFacts, headersOnly: boolean): Holder {
  const web = facts.traits.behaviour!.web!;
  if (code.kind === 'call') {
    // res.status(200).set(…): what a response gives back.
    const maker = outsideName(code.callee, scope, facts);
    if (maker !== undefined && web.responseMakers.test(maker)) return 'response';
    if (code.callee.kind === 'member') return holderOf(code.callee.object, scope, facts, headersOnly) === 'response' ? 'response' : 'other';
    return 'other';
  }
  const isMap = isHeaderMap(code, facts);
  const owner = isMap && code.kind === 'member' ? code.object : code;
  const last = owner.kind === 'member' || owner.kind === 'name' ? owner.name : undefined;
  const typed = web.responseTypes && owner.kind === 'name' ? typeWritten(scope.find(owner.name)?.sources ?? []) : undefined;
  if (typed !== undefined && web.responseTypes) {
    if (web.responseTypes.test(typed)) return 'response';
    return web.otherTypes?.test(typed) || isMap || headersOnly ? (web.requestNames.test(owner.kind === 'name' ? owner.name : '') ? 'request' : 'unknown') : 'other';
  }
  if (last !== undefined && web.responseNames.test(last)) return 'response';
  if (last !== undefined && web.requestNames.test(last)) return 'request';
  const root = rootOf(owner);
  // self.set_header(…): a handler answers by itself, in a file that deals with HTTP.
  if (resolve(root, scope, facts).root === 'self') return headersOnly && owner === root && dealsWithHttp(facts) ? 'response' : isMap || headersOnly ? 'unknown' : 'other';
  if (root.kind !== 'name') return isMap || headersOnly ? 'unknown' : 'other';
  const binding = scope.find(root.name);
  const source = binding?.sources.length === 1 ? binding.sources[0] : undefined;
  if (owner === root && source?.kind === 'variable' && source.value && source.path.length === 0 && binding) {
    const value = source.value.kind === 'group' && source.value.parts.length === 1 ? source.value.parts[0]! : source.value;
    if (value.kind === 'call') {
      if (web.responseMakers.test(outsideName(value.callee, binding.scope, facts) ?? '')) return 'response';
      if (/(^|\.)(Http)?Headers$/.test(outsideName(value.callee, binding.scope, facts) ?? '')) return 'unknown';
    }
    if (value.kind === 'member' || value.kind === 'name') return holderOf(value, binding.scope, facts, headersOnly);
  }
  // Handlers of most frameworks are given the response second, and contexts first.
  if (source?.kind === 'parameter' && owner === root) {
    const place = source.of.parameters.findIndex((parameter) => parameter.kind === 'name' && parameter.name === root.name);
    const before = source.of.parameters[place - 1];
    if (before?.kind === 'name' && web.requestNames.test(before.name)) return 'response';
    if (web.contextNames?.test(root.name)) return 'response';
  }
  return isMap || headersOnly ? 'unknown' : 'other';
}
