/**
 * Dockerfiles: what the image of the last stage is made with. ENV, ARG and LABEL by name, other instructions as keys;
 * the last one counts, as Docker has it. A stage that builds on another one begins with what that one has.
 */
import type { Span } from '../code/code.ts';
import type { ConfigurationMember, ConfigurationNode, ConfigurationReading } from './configuration.ts';
import { scalarNode, textNode } from './configuration.ts';
import { linesOf } from './text-lines.ts';

interface Instruction extends Span {
  readonly word: string;
  readonly rest: string;
  readonly at: Span;
}

interface Stage {
  readonly name: string | undefined;
  /** By instruction, then by name; instructions that add up have a name of its own for each. */
  readonly settings: Map<string, Map<string, ConfigurationMember>>;
}

const known = new Set(['FROM', 'ARG', 'ENV', 'LABEL', 'EXPOSE', 'USER', 'WORKDIR', 'VOLUME', 'ENTRYPOINT', 'CMD', 'HEALTHCHECK', 'STOPSIGNAL', 'SHELL', 'RUN', 'COPY', 'ADD', 'ONBUILD', 'MAINTAINER']);
/** Instructions of which each counts. */
const addsUp = new Set(['EXPOSE', 'VOLUME']);
const single = new Set(['USER', 'WORKDIR', 'ENTRYPOINT', 'CMD', 'STOPSIGNAL', 'SHELL', 'MAINTAINER']);

export function readDockerfile(file: string, text: string): ConfigurationReading {
  const outside: Stage = { name: undefined, settings: new Map() };
  const stages: Stage[] = [];
  for (const instruction of instructionsOf(text)) {
    if (!known.has(instruction.word)) return { ok: false, reason: 'parse_error', details: `${file} has an instruction that is not known: ${instruction.word.slice(0, 40)}.`, at: instruction.at };
    if (instruction.word === 'FROM') stages.push(stageOf(instruction, stages));
    else apply(instruction, stages.at(-1) ?? outside);
  }
  const whole = { start: 0, end: text.length };
  const maps = stages.map((stage) => ({ kind: 'map' as const, ...whole, members: [...stage.settings].flatMap(([key, members]) => membersOf(key, [...members.values()])) }));
  const last = maps.at(-1);
  if (!last) return { ok: false, reason: 'parse_error', details: `${file} has no FROM.` };
  const named: ConfigurationMember[] = stages.map((stage, index) => ({ key: stage.name ?? String(index), at: whole, value: maps[index]! }));
  return { ok: true, format: 'Dockerfile', documents: [{ kind: 'map', ...whole, members: [...last.members, { key: 'stages', at: whole, value: { kind: 'map', ...whole, members: named } }] }] };
}

/** Settings under a name (`ENV PATH`) become a map of that instruction. */
function membersOf(key: string, members: readonly ConfigurationMember[]): readonly ConfigurationMember[] {
  const first = members[0];
  if (!['ENV', 'ARG', 'LABEL'].includes(key) || !first) return members;
  return [{ key, at: first.at, value: { kind: 'map', members, start: first.at.start, end: first.at.end } }];
}

function stageOf({ rest, at, start, end }: Instruction, stages: readonly Stage[]): Stage {
  const [, image = '', name] = /^(?:--\S+\s+)*(\S+)(?:\s+[aA][sS]\s+(\S+))?/.exec(rest) ?? [];
  const base = stages.findLast((stage) => stage.name !== undefined && stage.name.toLowerCase() === image.toLowerCase());
  const settings = new Map(base ? [...base.settings].filter(([key]) => key !== 'ARG').map(([key, members]) => [key, new Map(members)] as const) : []);
  if (!base) settings.set('FROM', new Map([['FROM', { key: 'FROM', at, value: expanded(image, { start, end }) }]]));
  return { name, settings };
}

function apply({ word, rest, at, start, end }: Instruction, { settings }: Stage): void {
  const span = { start, end };
  const add = (member: ConfigurationMember): void => {
    const before = settings.get(word) ?? new Map<string, ConfigurationMember>();
    before.set(member.repeatable ? String(before.size) : member.key, member);
    settings.set(word, before);
  };
  if (word === 'ENV' || word === 'LABEL') for (const [key, value] of pairsOf(rest)) add({ key, at, value: expanded(value, span) });
  else if (word === 'ARG') {
    for (const pair of wordsOf(rest)) {
      const sign = pair.indexOf('=');
      add({ key: sign < 0 ? pair : pair.slice(0, sign), at, value: sign < 0 ? scalarNode('null', span, '') : expanded(unquoted(pair.slice(sign + 1)), span) });
    }
  } else if (addsUp.has(word)) for (const value of listOf(rest)) add({ key: word, at, value: expanded(value, span), repeatable: true });
  else if (word === 'HEALTHCHECK') {
    // NONE takes back what the base image checks.
    if (/^none$/i.test(rest.trim())) settings.delete(word);
    else add({ key: word, at, value: expanded(rest, span) });
  } else if (single.has(word)) add({ key: word, at, value: word === 'ENTRYPOINT' || word === 'CMD' || word === 'SHELL' ? scalarNode('text', span, rest) : expanded(unquoted(rest), span) });
}

function expanded(value: string, span: Span): ConfigurationNode {
  return /(^|[^\\])\$/.test(value) ? { kind: 'computed', written: value, start: span.start, end: span.end } : textNode(value, span);
}

/** `KEY=value KEY="a b"`, or the older `KEY the rest of the line`. */
function pairsOf(rest: string): [string, string][] {
  const older = /^([^\s=]+)\s+([^]*)$/.exec(rest);
  if (older) return [[older[1]!, unquoted(older[2]!)]];
  return wordsOf(rest).flatMap((word): [string, string][] => {
    const sign = word.indexOf('=');
    return sign < 0 ? [] : [[unquoted(word.slice(0, sign)), unquoted(word.slice(sign + 1))]];
  });
}

function wordsOf(rest: string): readonly string[] {
  return rest.match(/(?:"(?:[^"\\]|\\.)*"|'[^']*'|\\.|[^\s"'\\])+/g) ?? [];
}

function listOf(rest: string): readonly string[] {
  return rest.startsWith('[') ? [...rest.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map((match) => match[1]!) : wordsOf(rest).map(unquoted);
}

function unquoted(word: string): string {
  return word.trim().replace(/"((?:[^"\\]|\\.)*)"|'([^']*)'|\\(.)/g, (_, double: string | undefined, one: string | undefined, escaped: string | undefined) => double?.replace(/\\(["\\$])/g, '$1') ?? one ?? escaped ?? '');
}

/** Joins continued lines, leaves out comments between them, and skips the texts that heredocs bring. */
function* instructionsOf(text: string): Generator<Instruction> {
  const escape = /^(?:#[^\n]*\n)*?#\s*escape\s*=\s*(`)/i.test(text) ? '`' : '\\';
  let open: { rest: string; at: Span; word: string; start: number; end: number } | undefined;
  const heredocs: { readonly word: string; readonly indented: boolean }[] = [];
  for (const line of linesOf(text)) {
    const waiting = heredocs[0];
    if (waiting) {
      if ((waiting.indented ? line.text.replace(/^\t+/, '') : line.text) === waiting.word) heredocs.shift();
      continue;
    }
    const bare = line.text.trim();
    if (bare === '' || bare.startsWith('#')) continue;
    const goesOn = line.text.trimEnd().endsWith(escape);
    const part = goesOn ? line.text.trimEnd().slice(0, -1) : line.text;
    const end = line.start + line.text.trimEnd().length;
    if (open) open = { ...open, rest: open.rest + part, end };
    else {
      const [whole, word = ''] = /^\s*(\S+)\s*/.exec(part) ?? ['', ''];
      const start = line.start + whole.indexOf(word);
      open = { word: word.toUpperCase(), at: { start, end: start + word.length }, rest: part.slice(whole.length), start: line.start + whole.length, end };
    }
    if (goesOn) continue;
    if (['RUN', 'COPY', 'ADD'].includes(open.word)) {
      for (const [, indented, quote, word] of open.rest.matchAll(/<<(-?)(["']?)([A-Za-z_]\w*)\2/g)) if (quote !== undefined && word !== undefined) heredocs.push({ word, indented: indented === '-' });
    }
    yield { ...open, rest: open.rest.trim() };
    open = undefined;
  }
  if (open) yield { ...open, rest: open.rest.trim() };
}
