/** Branches, loops, handlers, jumps: how a run goes through code. */
import type { BranchCode, Code, LogicalCode, LoopCode, SwitchCode, TryCode } from './code.ts';
import { conditionOf } from './constant.ts';
import type { Walker } from './walker.ts';
import { after, either, placeAfter, standingAs, straight, uncertain } from './place.ts';
import type { Flow, Place } from './place.ts';

type FlowCode = Extract<Code, { kind: 'logical' | 'not' | 'branch' | 'loop' | 'switch' | 'try' | 'labelled' | 'exit' }>;

/** The part of the walk that is about order. `walker` does the rest. */
export function walkFlow(walker: Walker, code: FlowCode, place: Place): Flow {
  switch (code.kind) {
    case 'not':
      return walker.walk(code.operand, place);
    case 'logical':
      return logical(walker, code, place);
    case 'branch':
      return branch(walker, code, place);
    case 'loop':
      return loop(walker, code, place);
    case 'switch':
      return choice(walker, code, place);
    case 'try':
      return attempt(walker, code, place);
    case 'labelled': {
      // A jump to the label goes on behind it.
      const flow = walker.walk(code.body, place);
      if (!flow.labels?.has(code.label)) return flow;
      return { ...flow, normal: true, labels: new Set([...flow.labels].filter((label) => label !== code.label)) };
    }
    case 'exit': {
      const flow = code.value ? walker.walk(code.value, place) : straight;
      if (code.how === 'yield') return { ...flow, leaves: true };
      if (code.how === 'throw') return { ...flow, normal: false };
      if (code.how === 'return') return { ...flow, normal: false, leaves: true };
      // A jump to a label may pass over anything up to the label: it counts as leaving.
      if (code.label !== undefined) return { ...flow, normal: false, leaves: true, ...(code.how === 'break' ? { labels: new Set([...(flow.labels ?? []), code.label]) } : { continues: true }) };
      return { ...flow, normal: false, breaks: flow.breaks || code.how === 'break', continues: flow.continues || code.how === 'continue' };
    }
  }
}

function logical(walker: Walker, code: LogicalCode, place: Place): Flow {
  const left = conditionOf(code.left);
  const flow = walker.walk(code.left, place);
  const there = code.operator === 'coalesce' ? isThere(code.left) : undefined;
  const skips = code.operator === 'and' ? left.value === false : code.operator === 'or' ? left.value === true : there === true;
  const takes = code.operator === 'and' ? left.value === true : code.operator === 'or' ? left.value === false : there === false;
  const next = placeAfter(place, flow);
  if (skips) {
    walker.unreached(code.right, next, (code.operator === 'and' ? left.whenTrue : left.whenFalse) ?? 'dead_code');
    return flow;
  }
  if (takes) return after(flow, walker.walk(code.right, next));
  const marked = code.operator === 'and' ? left.whenTrue : undefined;
  const right = walker.walk(code.right, marked ? standingAs(next, marked) : uncertain(next));
  return after(flow, { ...right, normal: true });
}

/** Whether a literal is something rather than nothing; undefined for all that is no literal. */
function isThere(code: Code): boolean | undefined {
  if (code.kind === 'group' && code.parts.length === 1 && code.parts[0]) return isThere(code.parts[0]);
  if (code.kind !== 'literal' || code.type === 'type-checking' || code.type === 'test-run') return undefined;
  return code.type !== 'nothing';
}

/** Goes along a row of else-ifs without recursion, since generated code has long ones. */
function branch(walker: Walker, first: BranchCode, place: Place): Flow {
  let flow: Flow = straight;
  const ends: Flow[] = [];
  let at = place;
  for (let code: BranchCode = first; ; ) {
    const { value, whenTrue, whenFalse } = conditionOf(code.test);
    walker.note(code, at);
    const tested = walker.walk(code.test, at);
    flow = after(flow, { ...tested, normal: true });
    at = placeAfter(at, tested);
    if (value === false) walker.unreached(code.then, at, whenTrue ?? 'dead_code');
    else {
      const marked = whenTrue ? standingAs(at, whenTrue) : at;
      ends.push(walker.walk(code.then, value === true ? marked : uncertain(marked)));
    }
    if (!code.otherwise) {
      if (value !== true) ends.push(straight);
      break;
    }
    if (value === true) {
      walker.unreached(code.otherwise, at, whenFalse ?? 'dead_code');
      break;
    }
    if (value === undefined) at = uncertain(at);
    if (whenFalse) at = standingAs(at, whenFalse);
    if (code.otherwise.kind !== 'branch') {
      ends.push(walker.walk(code.otherwise, at));
      break;
    }
    code = code.otherwise;
  }
  return after(flow, ends.reduce(either));
}

function loop(walker: Walker, code: LoopCode, outer: Place): Flow {
  const place = walker.within(code, outer);
  const head = code.head ? walker.walk(code.head, place) : straight;
  const { value, whenTrue } = code.test ? conditionOf(code.test) : {};
  const at = placeAfter(place, head);
  const endless = code.endless === true || value === true;
  const never = code.never === true || (value === false && !code.atLeastOnce);
  if (code.test && !code.atLeastOnce) walker.walk(code.test, at);
  let body = straight;
  if (never) walker.unreached(code.body, at, whenTrue ?? 'dead_code');
  else {
    const inside = endless || code.atLeastOnce ? at : uncertain(at);
    if (code.target && code.target.kind !== 'name') walker.walk(code.target, uncertain(at));
    body = walker.walk(code.body, inside);
    if (code.test && code.atLeastOnce) walker.walk(code.test, placeAfter(inside, { ...body, normal: true }));
    if (code.step) walker.walk(code.step, uncertain(at));
  }
  const ends = endless && !never ? body.breaks : code.atLeastOnce ? body.normal || body.breaks || body.continues : true;
  let flow: Flow = after(head, { normal: ends, leaves: body.leaves, continues: false, ...outward(body) });
  if (code.otherwise) {
    const last = walker.walk(code.otherwise, body.breaks || body.leaves ? uncertain(at) : at);
    flow = after(flow, body.breaks ? { ...last, normal: true } : last);
  }
  return flow;
}

/** The jumps that go on outside of what catches a `break`; one that leaves two at once, with the label `2`, is a plain one there. */
function outward({ labels }: Flow): Pick<Flow, 'breaks' | 'labels'> {
  if (!labels) return { breaks: false };
  const further = [...labels].map((label) => (/^\d+$/.test(label) ? String(Number(label) - 1) : label));
  return { breaks: further.includes('1'), labels: new Set(further.filter((label) => label !== '1')) };
}

function choice(walker: Walker, code: SwitchCode, outer: Place): Flow {
  const subject = code.subject ? walker.walk(code.subject, outer) : straight;
  const place = uncertain(placeAfter(walker.within(code, outer), subject));
  const falls = code.cases.some(({ fallsThrough }) => fallsThrough);
  const ends: Flow[] = [];
  for (const { tests, body } of code.cases) {
    for (const test of tests) walker.walk(test, place);
    ends.push(walker.walk(body, place));
  }
  const all = ends.length > 0 ? ends.reduce(either) : straight;
  const catches = falls || code.catchesBreaks === true;
  const normal = !code.exhaustive || ends.length === 0 || (catches && all.breaks) || (falls ? ends.at(-1)?.normal === true : all.normal);
  return after(subject, { ...all, normal, ...(catches ? outward(all) : {}) });
}

function attempt(walker: Walker, code: TryCode, place: Place): Flow {
  // A handler that ends normally lets runs pass that have skipped any part of the body.
  const body = code.handlers.every((handler) => alwaysThrows(handler.body)) ? place : uncertain(place);
  let flow = walker.walk(code.body, body);
  if (code.otherwise) flow = after(flow, walker.walk(code.otherwise, placeAfter(body, flow)));
  for (const handler of code.handlers) {
    if (handler.types) walker.walk(handler.types, uncertain(place));
    flow = either(flow, walker.walk(handler.body, uncertain(place)));
  }
  if (!code.last) return flow;
  const last = walker.walk(code.last, place);
  return after(flow, last);
}

/** Whether code surely ends by throwing; looked at from its end, without a walk. */
function alwaysThrows(code: Code): boolean {
  if (code.kind === 'exit') return code.how === 'throw';
  if (code.kind === 'branch') return code.otherwise !== undefined && alwaysThrows(code.then) && alwaysThrows(code.otherwise);
  if (code.kind !== 'group' && code.kind !== 'block') return false;
  return code.parts.every((part) => !mayLeave(part)) && code.parts.some(alwaysThrows);
}

/** Statements before the throw that could return instead. */
function mayLeave(code: Code): boolean {
  if (code.kind === 'exit') return code.how !== 'throw';
  return code.kind === 'branch' || code.kind === 'loop' || code.kind === 'switch' || code.kind === 'try' || code.kind === 'labelled';
}
