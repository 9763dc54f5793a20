/** The verifier's facts in the shape that oracles speak. */
import { dottedDecorator } from '../../src/verifier/code/dotted.ts';
import type { ClassCode, Code, Span } from '../../src/verifier/code/code.ts';
import type { CodeFacts, FunctionFact } from '../../src/verifier/code/facts.ts';
import type { Structure } from './oracle.ts';

export function ourStructure(facts: CodeFacts): Structure {
  const place = facts.language === 'python' ? pythonPlace : offsetPlace;
  // Python has a body wherever it has a function; elsewhere a declaration has none.
  const functions = [...facts.functions.values()].filter(({ declaration }) => declaration === undefined || facts.language === 'python');
  const known = new Set(functions);
  const within = (fact: FunctionFact | undefined): string => {
    for (let at = fact; at; at = at.parent) if (known.has(at)) return place.function(at, facts);
    return 'module';
  };
  const calls = facts.calls.flatMap((call) => {
    const name = nameOf(call.callee);
    return name === undefined || call.form === 'jsx' ? [] : [`${name} ${place.end(call.end, facts)} in ${within(call.enclosing)}`];
  });
  const line = ({ start }: Span): number => facts.lines.position(start).line;
  const imports = facts.imports.map((one) => `${one.module}@${line(one)}${one.typeOnly || one.standing === 'type_only' ? ' for types' : ''}`);
  // A type alias of the shape of an object is a class to claims, and none to a compiler.
  const isAlias = ({ start }: Span): boolean => /^(export\s+|declare\s+)*type\b/.test(facts.text.slice(start, start + 40));
  const declared = [...facts.classes.values()].filter(({ code }) => (code.form === 'interface' ? !isAlias(code) : code.statement && code.form !== 'namespace'));
  const classes = declared.map(({ code }) => `${code.name ?? 'default'}@${line(code.nameSpan ?? code)}`);
  const decorators = [...functions.map(({ code }) => code), ...declared.map(({ code }) => code)].flatMap((code) => code.decorators.map((decorator) => `${dottedDecorator(decorator)}@${line(decorator)} on ${nameOfSymbol(code)}`));
  return { functions: functions.map((fact) => place.function(fact, facts)), calls, imports, classes, decorators };
}

function nameOfSymbol({ name }: FunctionFact['code'] | ClassCode): string {
  return name ?? 'default';
}

function nameOf(callee: Code): string | undefined {
  if (callee.kind === 'name') return callee.name;
  if (callee.kind === 'member') return callee.name.replace(/^#/, '');
  if (callee.kind === 'group' && callee.parts.length === 1 && callee.parts[0]) return nameOf(callee.parts[0]);
  return undefined;
}

const offsetPlace = {
  function: (fact: FunctionFact, facts: CodeFacts): string => String(endOf(fact, facts)),
  end: (offset: number): string => String(offset),
};

/** A comment behind a function is none of it. */
function endOf({ start, end }: FunctionFact, { text, comments }: CodeFacts): number {
  for (let last = end; ; ) {
    const trimmed = start + text.slice(start, last).trimEnd().length;
    const comment = comments.find((one) => one.end === trimmed);
    if (!comment) return trimmed;
    last = comment.start;
  }
}

const pythonPlace = {
  function: ({ code, end }: FunctionFact, { lines }: CodeFacts): string =>
    code.nameSpan && code.name !== undefined && !code.arrow ? `${code.name}@${lines.position(code.nameSpan.start).line}` : `lambda@${at(end, lines)}`,
  end: (offset: number, { lines }: CodeFacts): string => at(offset, lines),
};

function at(offset: number, lines: CodeFacts['lines']): string {
  const { line, column } = lines.position(offset);
  return `${line}:${column}`;
}
