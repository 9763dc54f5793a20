/** The parts of any piece of code, for passes that only need to see everything once. */
import type { Code } from './code.ts';

/** All direct parts, in the order of evaluation as far as there is one. */
export function childrenOf(code: Code): readonly Code[] {
  switch (code.kind) {
    case 'group':
    case 'block':
      return code.parts;
    case 'member':
      return [code.object];
    case 'index':
      return [code.object, code.index];
    case 'call':
      return [code.callee, ...code.args];
    case 'function':
      return [...code.decorators, ...code.defaults, ...code.parameters, code.body];
    case 'class':
      return [...code.decorators, ...code.bases, ...code.members];
    case 'object':
      return code.members;
    case 'assign':
      return present(code.value, code.target);
    case 'pattern':
      return code.parts.flatMap(({ target, fallback }) => present(fallback, target));
    case 'delete':
      return [code.target];
    case 'logical':
      return [code.left, code.right];
    case 'not':
      return [code.operand];
    case 'branch':
      return present(code.test, code.then, code.otherwise);
    case 'loop':
      return present(code.head, code.target, code.test, code.body, code.step, code.otherwise);
    case 'switch':
      return [...present(code.subject), ...code.cases.flatMap(({ tests, targets, body }) => [...tests, ...targets, body])];
    case 'try':
      return [code.body, ...code.handlers.flatMap(({ types, target, body }) => present(types, target, body)), ...present(code.otherwise, code.last)];
    case 'labelled':
    case 'ambient':
      return [code.body];
    case 'exit':
    case 'export':
      return present(code.value);
    case 'load':
      return code.args ?? [];
    case 'nothing':
    case 'literal':
    case 'name':
    case 'self':
    case 'scope':
    case 'import':
      return [];
  }
}

function present(...codes: readonly (Code | undefined)[]): Code[] {
  return codes.filter((code) => code !== undefined);
}
