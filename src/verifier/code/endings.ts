/** How code can end, seen from its structure alone: for checks that ask whether a branch or handler leaves. */
import type { Code } from './code.ts';
import { conditionOf } from './constant.ts';
import { writtenChain } from './dotted.ts';
import type { CodeFacts } from './facts.ts';
import { functionOfTarget, resolve } from './resolve.ts';
import type { Scope } from './scope.ts';
import { scopeAt } from './scope-at.ts';

export interface Endings {
  /** What follows can be reached. */
  readonly normal: boolean;
  readonly returns: boolean;
  readonly throws: boolean;
  /** Goes to the next round of a loop, or out of it. */
  readonly jumps: boolean;
}

const passes: Endings = { normal: true, returns: false, throws: false, jumps: false };

/** How a piece of code can end. Calls of functions of the file that never come back are followed one hop. */
export function endingsOf(code: Code, facts: CodeFacts, hops = 1): Endings {
  switch (code.kind) {
    case 'group':
    case 'block': {
      let all = passes;
      for (const part of code.parts) {
        const next = endingsOf(part, facts, hops);
        all = { ...joined(all, next), normal: next.normal };
        if (!next.normal) break;
      }
      return all;
    }
    case 'exit':
      if (code.how === 'yield') return passes;
      if (code.assertion) return passes;
      return { normal: false, returns: code.how === 'return', throws: code.how === 'throw', jumps: code.how === 'break' || code.how === 'continue' };
    case 'branch': {
      const { value } = conditionOf(code.test);
      const otherwise = code.otherwise ? endingsOf(code.otherwise, facts, hops) : passes;
      if (value === false) return otherwise;
      const then = endingsOf(code.then, facts, hops);
      return value === true ? then : joined(then, otherwise);
    }
    case 'try': {
      const last = code.last ? endingsOf(code.last, facts, hops) : passes;
      if (!last.normal) return last;
      const body = endingsOf(code.body, facts, hops);
      return code.handlers.reduce((all, { body: handler }) => joined(all, endingsOf(handler, facts, hops)), code.handlers.length > 0 ? { ...body, throws: false } : body);
    }
    case 'switch': {
      const cases = code.cases.map(({ body }) => endingsOf(body, facts, hops));
      const all = cases.reduce(joined, { ...passes, normal: !code.exhaustive });
      return { ...all, normal: all.normal || all.jumps, jumps: false };
    }
    case 'loop': {
      const body = endingsOf(code.body, facts, hops);
      return { ...body, normal: !code.endless || body.jumps, jumps: false };
    }
    case 'labelled':
    case 'ambient':
      return endingsOf(code.body, facts, hops);
    case 'call':
      return neverComesBack(code.callee, facts, hops) ? { ...passes, normal: false, throws: true } : passes;
    case 'assign':
      return code.value ? endingsOf(code.value, facts, hops) : passes;
    default:
      return passes;
  }
}

function joined(a: Endings, b: Endings): Endings {
  return { normal: a.normal || b.normal, returns: a.returns || b.returns, throws: a.throws || b.throws, jumps: a.jumps || b.jumps };
}

function neverComesBack(callee: Code, facts: CodeFacts, hops: number): boolean {
  const dotted = writtenChain(callee)?.join('.');
  if (dotted === undefined) return false;
  const scope: Scope = scopeAt(callee, facts);
  const target = resolve(callee, scope, facts);
  if (target.root === 'global' || target.root === 'module') {
    const outside = [...(target.module === undefined ? [] : [target.module]), ...target.path].join('.');
    return facts.traits.neverReturns.has(dotted) || facts.traits.neverReturns.has(outside) || facts.traits.behaviour?.leaves?.test(outside) === true;
  }
  const called = hops > 0 ? functionOfTarget(target, facts) : undefined;
  if (!called || called.standing !== 'live') return false;
  const ends = endingsOf(called.code.body, facts, hops - 1);
  return !ends.normal && !ends.returns;
}
