/** Reads a model out of plain values by the schema, and keeps what is sound when some of it is not. */
import type * as z from 'zod/mini';
import { idExamples, idPatterns } from './identifiers.ts';
import { findSimilar } from './similar.ts';
import { modelSchema, type ThreatModel } from './schema.ts';
import type { ModelPath, ModelProblem } from './problem.ts';
import type { ModelSource } from './source.ts';
import { noteSound, withoutSound, withSound } from './sound-entities.ts';
import { unknownKeysOf } from './unknown-keys.ts';

type Plain = Record<string, unknown>;
type Issue = z.core.$ZodIssue;

/** Texts that a model cannot do without; when one is missing the identifier stands in, so that no objective vanishes. */
const standIns: Readonly<Record<string, readonly string[]>> = {
  boundaries: ['name'],
  components: ['name'],
  assets: ['name'],
  attackers: ['capability'],
  controls: ['description'],
  findings: ['title'],
};

/**
 * The model in plain values.
 *
 * What the schema refuses becomes a problem and is left out: an optional value gives way to its default, an entity without
 * what it needs is dropped. Never in a direction that improves a posture: a control with an error in it, in one of its
 * assertions or in one of its findings does not count as implemented, and an unreadable `passes` passes everything.
 */
export function readModel(plain: Plain, source: ModelSource, problems: ModelProblem[]): ThreatModel {
  let value: Plain = { ...plain };
  const dropped = new Set<string>();
  const doubtfulControls = new Set<string>();
  // What was read before and stands as it stood is taken from there.
  const fresh = withoutSound(value);
  const withUnknownKeys = new Set<string>();
  for (const path of unknownKeysOf(modelSchema, fresh)) {
    withUnknownKeys.add(keyOf(path.slice(0, 2)));
    const key = String(path.at(-1));
    const suggestion = findSimilar(key, path.knownKeys);
    report(problems, source, path, 'warning', { code: 'unknown_key', parameters: suggestion === undefined ? { key } : { key, suggestion } });
  }
  for (const key of Object.keys(value)) if (value[key] === null) delete value[key];
  for (const key of Object.keys(fresh)) if (fresh[key] === null) delete fresh[key];
  const accepted = modelSchema.safeParse(fresh);
  if (accepted.success) {
    noteSound(fresh, accepted.data, withUnknownKeys);
    return withSound(value, accepted.data) as ThreatModel;
  }

  for (let round = 0; round < 50; round++) {
    const result = modelSchema.safeParse(value);
    if (result.success) {
      for (const id of doubtfulControls) {
        const control = result.data.controls[id];
        if (control) Object.assign(control, { status: 'not_implemented', assumed_by: {} });
      }
      return result.data;
    }
    // What is sound may be shared with other readings; what is not is taken out of a copy.
    if (round === 0) value = copyOf(value) as Plain;
    for (const issue of result.error.issues) {
      const path = issue.path as (string | number)[];
      const missing = issue.code === 'invalid_type' && valueAt(value, path) === undefined;
      if (!dropped.has(keyOf(path))) reportIssue(problems, source, value, issue, path, missing);
      noteDoubt(value, path, doubtfulControls);
      const target = missing ? fillOrDrop(value, path) : widest(path);
      if (target) {
        dropped.add(keyOf(target));
        removeAt(value, target);
      }
    }
  }
  // Fifty rounds remove everything that fifty levels of nesting can hold; a model never has that many.
  return modelSchema.parse({ schema: 1, id: 'model', title: 'Model' });
}

function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyOf);
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, copyOf(inner)])) : value;
}

function keyOf(path: ModelPath): string {
  return JSON.stringify(path);
}

function valueAt(root: unknown, path: ModelPath): unknown {
  let value = root;
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value;
}

function removeAt(root: Plain, path: ModelPath): void {
  const parent = valueAt(root, path.slice(0, -1));
  const step = path.at(-1);
  if (Array.isArray(parent) && typeof step === 'number') parent.splice(step, 1);
  else if (typeof parent === 'object' && parent !== null && step !== undefined) delete (parent as Plain)[step];
}

/** A wrong value takes with it what would mean something else without it: one bad vector the whole `passes`, one bad field the exclusion. */
function widest(path: ModelPath): ModelPath {
  if (path[0] === 'boundaries' && path[2] === 'passes') return path.slice(0, 3);
  if (path[0] === 'assumptions' && path[2] === 'exclusion') return path.slice(0, 3);
  return path;
}

/** Fills in a missing text from the identifier; else what has to be dropped because it cannot be without the missing key. */
function fillOrDrop(root: Plain, path: ModelPath): ModelPath | undefined {
  const [collection, id, key] = path;
  if (path.length === 1) {
    root[String(collection)] = collection === 'schema' ? 1 : collection === 'id' ? 'model' : 'Untitled model';
    return undefined;
  }
  if (path.length === 3 && standIns[String(collection)]?.includes(String(key))) {
    (valueAt(root, path.slice(0, 2)) as Plain)[String(key)] = String(id);
    return undefined;
  }
  return widest(path.slice(0, -1));
}

function noteDoubt(root: Plain, path: ModelPath, controls: Set<string>): void {
  const [collection, id] = path;
  if (collection === 'controls' && id !== undefined) controls.add(String(id));
  if ((collection === 'assertions' || collection === 'findings') && id !== undefined) {
    const control = valueAt(root, [collection, id, 'control']);
    if (typeof control === 'string') controls.add(control);
  }
}

type WithoutPlace = { [C in ModelProblem['code']]: { readonly code: C; readonly parameters: Extract<ModelProblem, { code: C }>['parameters'] } }[ModelProblem['code']];

function report(problems: ModelProblem[], source: ModelSource, path: ModelPath, severity: ModelProblem['severity'], problem: WithoutPlace): void {
  const range = source.keyRangeOf(path) ?? source.nearestRange(path);
  problems.push({ ...problem, severity, path: [...path], range });
}

function reportIssue(problems: ModelProblem[], source: ModelSource, root: Plain, issue: Issue, path: ModelPath, missing: boolean): void {
  if (missing) {
    const parent = path.slice(0, -1);
    report(problems, source, parent, 'error', { code: 'missing_key', parameters: { key: String(path.at(-1)) } });
  } else if (issue.code === 'invalid_key') {
    report(problems, source, path, 'error', { code: 'invalid_identifier', parameters: { id: String(path.at(-1)), expected: expectedOf(issue.issues[0]) } });
  } else {
    const range = source.valueRangeOf(path) ?? source.nearestRange(path);
    const parameters = { found: wordOf(valueAt(root, path)), expected: expectedOf(issue) };
    problems.push({ code: 'invalid_value', severity: 'error', path: [...path], range, parameters });
  }
}

function wordOf(value: unknown): string {
  const json = value === undefined ? 'nothing' : JSON.stringify(value);
  return json.length > 60 ? `${json.slice(0, 57)}…` : json;
}

/** The form that a pattern asks for, by an example that has it. */
function formOf(pattern: string | undefined): string {
  const kinds = Object.keys(idPatterns) as (keyof typeof idPatterns)[];
  const kind = kinds.find((candidate) => String(idPatterns[candidate]) === pattern);
  if (kind) return `a text such as ${idExamples[kind]}`;
  return pattern?.includes('\\d{4}') ? 'a day such as 2027-01-31' : 'letters, digits, - and _';
}

const typeWords: Readonly<Record<string, string>> = { string: 'a text', array: 'a list', object: 'a map', record: 'a map', int: 'a whole number', number: 'a number' };

/** What may stand at the place of an issue, in words. */
function expectedOf(issue: Issue | undefined): string {
  switch (issue?.code) {
    case 'invalid_value':
      return `one of ${issue.values.map(String).join(', ')}`;
    case 'invalid_type':
      return typeWords[issue.expected] ?? issue.expected;
    case 'invalid_format':
      return formOf(issue.pattern);
    case 'too_small':
      return issue.origin === 'string' ? 'a text that is not empty' : issue.origin === 'array' ? 'a list that is not empty' : `at least ${issue.minimum}`;
    case 'too_big':
      return issue.origin === 'string' ? `at most ${issue.maximum} characters` : `at most ${issue.maximum}`;
    case 'invalid_union':
      return `* or ${issue.errors.flat().filter((inner) => inner.code !== 'invalid_value' || !inner.values.includes('*')).map(expectedOf).join(' or ')}`;
    default:
      return 'another value';
  }
}
