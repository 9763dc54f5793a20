/** One claim on one small source text, with the verdict that a reader of the code gives, and why. */
import type { Strength } from '../../../src/model/vocabulary.ts';
import type { VerdictReason } from '../../../src/verifier/verdict.ts';
import type { VerdictValue } from '../../../src/assurance/evidence.ts';

export interface VerdictCase {
  /** What the reader knows that a search for the text does not. */
  readonly why: string;
  readonly file: string;
  readonly source: string;
  /** Files that stand beside it. */
  readonly others?: Readonly<Record<string, string>>;
  readonly type: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly requires?: Strength;
  readonly verdict: VerdictValue;
  readonly reason?: VerdictReason;
  readonly strength?: Strength;
}

type Expected = readonly [VerdictValue, (VerdictReason | Strength)?];
const strengths: readonly string[] = ['text', 'declared', 'chained', 'called', 'unconditional'];

/** `expected` is the verdict with its reason or, for a pass, its strength. */
function verdictCase(file: string, type: string, params: VerdictCase['params'], why: string, source: string, [verdict, more]: Expected): VerdictCase {
  const said = more === undefined ? {} : strengths.includes(more) ? { strength: more as Strength } : { reason: more as VerdictReason };
  return { why, file, source, type, params: { file, ...params }, verdict, ...said };
}

/** The text of the file, or of it and of those beside it, the file itself first. */
type Texts = string | Readonly<Record<string, string>>;

function fileCase(type: string, parameter: 'file' | 'manifest', file: string, params: VerdictCase['params'], why: string, texts: Texts, [verdict, more]: Expected): VerdictCase {
  const said = more === undefined ? {} : strengths.includes(more) ? { strength: more as Strength } : { reason: more as VerdictReason };
  const { [file]: source = '', ...others } = typeof texts === 'string' ? { [file]: texts } : texts;
  return { why, file, source, others, type, params: { [parameter]: file, ...params }, verdict, ...said };
}

/** config_key_exists. */
export const hasKey = (file: string, key: string, why: string, texts: Texts, ...expected: Expected): VerdictCase => fileCase('config_key_exists', 'file', file, { key }, why, texts, expected);

/** config_value_matches; `what` is written `key ~ pattern`. */
export const hasValue = (file: string, what: string, why: string, texts: Texts, ...expected: Expected): VerdictCase => {
  const [key = '', pattern = ''] = what.split(' ~ ');
  return fileCase('config_value_matches', 'file', file, { key, pattern }, why, texts, expected);
};

/** dependency_exists; `name` with ` runtime` behind it asks for that scope. */
export const depends = (manifest: string, name: string, why: string, texts: Texts, ...expected: Expected): VerdictCase => {
  const [package_ = '', scope] = name.split(' ');
  return fileCase('dependency_exists', 'manifest', manifest, { package: package_, ...(scope === undefined ? {} : { scope }) }, why, texts, expected);
};

/** dependency_version; `what` is the package, a blank, and the constraint. */
export const takes = (manifest: string, what: string, why: string, texts: Texts, ...expected: Expected): VerdictCase => {
  const blank = what.indexOf(' ');
  return fileCase('dependency_version', 'manifest', manifest, { package: what.slice(0, blank), constraint: what.slice(blank + 1) }, why, texts, expected);
};

/** file_hash. */
export const hashes = (file: string, params: VerdictCase['params'], why: string, texts: Texts, ...expected: Expected): VerdictCase => fileCase('file_hash', 'file', file, params, why, texts, expected);

/** function_exists in a file of that ending. */
export const exists = (ending: string, name: string, why: string, source: string, ...expected: Expected): VerdictCase =>
  verdictCase(`sample.${ending}`, 'function_exists', { name }, why, source, expected);

/** function_calls; `who` is written `caller -> callee`. */
export const calls = (ending: string, who: string, why: string, source: string, ...expected: Expected): VerdictCase => {
  const [caller = '', callee = ''] = who.split(' -> ');
  return verdictCase(`sample.${ending}`, 'function_calls', { caller, callee }, why, source, expected);
};

export const imports = (ending: string, module: string, why: string, source: string, ...expected: Expected): VerdictCase =>
  verdictCase(`sample.${ending}`, 'import_present', { module }, why, source, expected);

export const matches = (ending: string, params: VerdictCase['params'], why: string, source: string, ...expected: Expected): VerdictCase =>
  verdictCase(`sample.${ending}`, 'pattern_matches', params, why, source, expected);

export const absent = (ending: string, params: VerdictCase['params'], why: string, source: string, ...expected: Expected): VerdictCase =>
  verdictCase(`sample.${ending}`, 'pattern_absent', params, why, source, expected);

/** class_exists in a file of that ending. */
export const classes = (ending: string, name: string, why: string, source: string, ...expected: Expected): VerdictCase =>
  verdictCase(`sample.${ending}`, 'class_exists', { name }, why, source, expected);

/** decorator_present; `who` is written `@decorator symbol`, with more params after it where they are needed. */
export const decorated = (ending: string, who: string, why: string, source: string, ...expected: Expected): VerdictCase => {
  const [decorator = '', symbol = ''] = who.split(' ');
  return verdictCase(`sample.${ending}`, 'decorator_present', { function: symbol, decorator }, why, source, expected);
};

export const environment = (ending: string, variable: string, why: string, source: string, ...expected: Expected): VerdictCase =>
  verdictCase(`sample.${ending}`, 'env_var_referenced', { variable }, why, source, expected);

/** test_exists with a name, in a file that the glob names. */
export const tests = (file: string, name: string, why: string, source: string, ...expected: Expected): VerdictCase => {
  const { params: _, ...rest } = verdictCase(file, 'test_exists', {}, why, source, expected);
  return { ...rest, params: { pattern: `**/*${file.slice(file.lastIndexOf('.'))}`, name } };
};

/** parameter_validated; `what` is written `function parameter`. */
export const validates = (ending: string, what: string, why: string, source: string, ...expected: Expected): VerdictCase => {
  const [symbol = '', parameter = ''] = what.split(' ');
  return verdictCase(`sample.${ending}`, 'parameter_validated', { function: symbol, parameter }, why, source, expected);
};

/** error_handled; `what` is written `function`, `function call` or `function call exception`, with `-` for no call. */
export const handles = (ending: string, what: string, why: string, source: string, ...expected: Expected): VerdictCase => {
  const [symbol = '', call = '-', exception] = what.split(' ');
  return verdictCase(`sample.${ending}`, 'error_handled', { function: symbol, ...(call === '-' ? {} : { call }), ...(exception === undefined ? {} : { exception }) }, why, source, expected);
};

/** middleware_registered; `what` is written `middleware` or `middleware path`. */
export const registers = (ending: string, what: string, why: string, source: string, ...expected: Expected): VerdictCase => {
  const [middleware = '', path] = what.split(' ');
  return verdictCase(`sample.${ending}`, 'middleware_registered', { middleware, ...(path === undefined ? {} : { path }) }, why, source, expected);
};

/** http_header_set in a file of that name or ending; `what` is written `header` or `header ~ value`. */
export const setsHeader = (file: string, what: string, why: string, source: string, ...expected: Expected): VerdictCase => {
  const [header = '', value] = what.split(' ~ ');
  return verdictCase(/[./_]/.test(file) ? file : `sample.${file}`, 'http_header_set', { header, ...(value === undefined ? {} : { value }) }, why, source, expected);
};

/** no_plaintext_secret. */
export const secretFree = (file: string, why: string, texts: Texts, ...expected: Expected): VerdictCase => fileCase('no_plaintext_secret', 'file', file, {}, why, texts, expected);

/** sink_default_deny of one sink over all files of the case; `sink` may be a list of sinks as the claim takes it. */
export const closed = (sink: string | readonly unknown[], why: string, texts: Readonly<Record<string, string>>, ...expected: Expected): VerdictCase => scopeCase('sink_default_deny', sink, {}, why, texts, expected);

/** typed_boundary; `made` is written `Type by maker, maker`. */
export const bounded = (sink: string | readonly unknown[], made: string, why: string, texts: Readonly<Record<string, string>>, ...expected: Expected): VerdictCase => {
  const [boundary_type = '', by = ''] = made.split(' by ');
  return scopeCase('typed_boundary', sink, { boundary_type, constructors: by.split(', ') }, why, texts, expected);
};

function scopeCase(type: string, sink: string | readonly unknown[], params: VerdictCase['params'], why: string, texts: Readonly<Record<string, string>>, expected: Expected): VerdictCase {
  const [file = ''] = Object.keys(texts);
  const { params: _, ...rest } = fileCase(type, 'file', file, {}, why, texts, expected);
  return { ...rest, params: { scope: [`**/*${file.slice(file.lastIndexOf('.'))}`], sinks: typeof sink === 'string' ? [{ callee: sink }] : sink, ...params } };
}

/** The same case with more params. */
export const withParams = (one: VerdictCase, more: VerdictCase['params']): VerdictCase => ({ ...one, params: { ...one.params, ...more } });
