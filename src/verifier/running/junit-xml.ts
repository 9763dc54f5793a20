/** JUnit XML, as its many writers write it: nested suites, cases, and what is said of each case. */
import { SaxesParser } from 'saxes';
import type { TestStatus } from '../test-runner.ts';

export interface JunitCase {
  /** Titles of the suites around it, the outermost first; suites without a name are left out. */
  readonly suites: readonly string[];
  readonly name: string;
  readonly className: string;
  readonly file?: string;
  readonly status: TestStatus;
  readonly because?: string;
}

export type JunitReading = { readonly ok: true; readonly cases: readonly JunitCase[] } | { readonly ok: false; readonly because: string };

/** Suites in suites. No writer nests as deep as this; a text that does is no report. */
const maximumDepth = 200;

interface OpenCase {
  readonly suites: readonly string[];
  readonly name: string;
  readonly className: string;
  readonly file?: string;
  status: TestStatus;
  because?: string;
}

class Refused extends Error {}

/** Words by which a case says what it is beside its elements; Go and .NET writers use them. */
const attributeStatus: ReadonlyMap<string, TestStatus> = new Map([['skipped', 'skipped'], ['notrun', 'skipped'], ['disabled', 'skipped'], ['ignored', 'skipped'], ['failed', 'failed'], ['error', 'failed'], ['failure', 'failed']]);

/**
 * What a case's elements make of it. A failed case that was run again and passed is flaky; system-out and the like say
 * nothing. The worst counts.
 */
const elementStatus: ReadonlyMap<string, TestStatus> = new Map([
  ['failure', 'failed'],
  ['error', 'failed'],
  ['rerunFailure', 'failed'],
  ['rerunError', 'failed'],
  ['flakyFailure', 'flaky'],
  ['flakyError', 'flaky'],
  ['rerun', 'flaky'],
  ['skipped', 'skipped'],
]);
const worse: readonly TestStatus[] = ['passed', 'flaky', 'skipped', 'failed'];

/** The cases of one text. A text that is cut off, malformed, or declares entities is no report. */
export function readJunitXml(text: string): JunitReading {
  const parser = new SaxesParser<{ xmlns: false }>({ xmlns: false });
  const cases: JunitCase[] = [];
  const open: string[] = [];
  const suites: { readonly depth: number; readonly name: string; readonly file?: string }[] = [];
  let current: OpenCase | undefined;
  let words: { text: string } | undefined;
  const top = { name: '' };
  const refuse = (because: string): never => {
    throw new Refused(because);
  };
  parser.on('error', (error) => refuse(`it is no valid XML: ${error.message.replace(/^(.*?:)?\d+:\d+: /, '').replace(/\.$/, '')}`));
  parser.on('doctype', () => refuse('it declares a document type, which no report needs'));
  parser.on('opentag', ({ name, attributes }) => {
    if (open.length >= maximumDepth) refuse('it nests too deep');
    if (open.length === 0) top.name = name;
    open.push(name);
    if (name === 'testsuite' && !current) {
      const { name: title = '', file } = attributes;
      suites.push({ depth: open.length, name: title, ...(file === undefined ? {} : { file }) });
    } else if (name === 'testcase') {
      // No writer puts one into another, and which of the two a result belongs to could not be told.
      if (current) refuse('it has a case within a case');
      const file = attributes['file'] ?? suites.at(-1)?.file;
      const status = attributeStatus.get((attributes['status'] ?? attributes['result'] ?? '').toLowerCase()) ?? 'passed';
      current = { suites: suites.map((suite) => suite.name).filter((title) => title !== ''), name: attributes['name'] ?? '', className: attributes['classname'] ?? '', ...(file === undefined ? {} : { file }), status };
    } else if (current) {
      const status = elementStatus.get(name);
      if (status && worse.indexOf(status) > worse.indexOf(current.status)) {
        current.status = status;
        const said = [attributes['type'] === 'pytest.xfail' ? 'expected to fail' : attributes['type'] === 'todo' ? 'todo' : '', attributes['message'] ?? ''].filter((one) => one !== '').join(': ');
        if (said !== '') current.because = said;
        else words = { text: '' };
      }
    }
  });
  parser.on('text', (data) => {
    if (words && words.text.length < 1000) words.text += data;
  });
  parser.on('cdata', (data) => {
    if (words && words.text.length < 1000) words.text += data;
  });
  parser.on('closetag', ({ name }) => {
    if (words && current && elementStatus.has(name)) {
      if (words.text.trim() !== '') current.because = words.text.trim();
      words = undefined;
    } else if (name === 'testcase' && current) {
      cases.push(current);
      current = undefined;
    } else if (name === 'testsuite' && suites.at(-1)?.depth === open.length) suites.pop();
    open.pop();
  });
  try {
    parser.write(text).close();
  } catch (error) {
    if (error instanceof Refused) return { ok: false, because: error.message };
    throw error;
  }
  return top.name === 'testsuites' || top.name === 'testsuite' ? { ok: true, cases } : { ok: false, because: 'it is no JUnit report' };
}
