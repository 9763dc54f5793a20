/** What is looked for: a sink that is claimed, another name of one, or a function of the scope that hands its arguments on to one. */
import type { FunctionFact } from '../code/facts.ts';

export interface GuardedParameter {
  readonly index: number;
  readonly name: string;
  /** It takes all further arguments. */
  readonly rest: boolean;
}

/** A function of the scope, by the place of its definition: facts are read anew when they were forgotten. */
export interface OwnFunction {
  readonly file: string;
  readonly start: number;
  /** Its qualified name: overloads share it, and which of them a call means is not asked. */
  readonly path: string;
  /** Known by this name alone, or a member of something. */
  readonly member: boolean;
}

export interface SinkTarget {
  /** The callee as it is claimed, for which this stands: allow-lists name it. */
  readonly sink: string;
  readonly segments: readonly string[];
  readonly kind: 'call' | 'assign';
  /** Of a sink: numbers and names of the arguments that count; all when left out. */
  readonly positions?: readonly (number | string)[];
  /** Of a function of the scope. */
  readonly own?: OwnFunction;
  readonly parameters?: readonly GuardedParameter[];
  /** All default values of the function are of a safe form. */
  readonly safeDefaults?: boolean;
  /** The file that gives the sink this name. */
  readonly aliasOf?: { readonly file: string };
  /** The way from the claimed sink to here, for sentences. */
  readonly trail: readonly string[];
}

/** A target is looked for once; `loose` ones are found on every receiver. */
export function targetKey({ segments, kind, own, aliasOf, parameters, sink }: SinkTarget): string {
  return JSON.stringify([sink, segments, kind, own, aliasOf, parameters]);
}

export function nameOf(target: SinkTarget): string {
  return target.segments.at(-1) ?? '';
}

export function isFunctionOf(own: OwnFunction, file: string, fact: FunctionFact | undefined): boolean {
  return fact !== undefined && own.file === file && (own.start === fact.start || own.path === fact.path.join('.'));
}
