/** The reports of a verification: their form, and that no text of a workspace becomes more than a text. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import MarkdownIt from 'markdown-it';
import { SaxesParser } from 'saxes';
import { githubReport } from '../../src/evidence/reports/github.ts';
import { junitReport } from '../../src/evidence/reports/junit.ts';
import { markdownReport } from '../../src/evidence/reports/markdown.ts';
import type { Report } from '../../src/evidence/reports/report.ts';
import { sarifReport } from '../../src/evidence/reports/sarif.ts';
import { readCommands } from './workflow-commands.ts';
import { hostile, hostileReport } from './hostile-report.ts';
import { sarifErrors } from './sarif-schema.ts';

/** Compares with the file; MIPITI_UPDATE_GOLDEN=1 writes it. */
function golden(name: string, actual: string): void {
  const path = join(import.meta.dirname, 'golden', name);
  if (process.env.MIPITI_UPDATE_GOLDEN === '1') writeFileSync(path, actual);
  assert.ok(existsSync(path), `${name} is missing; MIPITI_UPDATE_GOLDEN=1 writes it`);
  assert.equal(actual, readFileSync(path, 'utf8'));
}

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  text: string;
}

function elementsOf(xml: string): Element[] {
  const elements: Element[] = [];
  const open: Element[] = [];
  const parser = new SaxesParser();
  parser.on('error', (error) => assert.fail(error.message));
  parser.on('opentag', ({ name, attributes }) => {
    const element: Element = { name, attributes, text: '' };
    elements.push(element);
    open.push(element);
  });
  parser.on('text', (text) => {
    const element = open.at(-1);
    if (element) element.text += text;
  });
  parser.on('closetag', () => void open.pop());
  parser.write(xml).close();
  return elements;
}

const fine: Report = {
  ...hostileReport,
  outcome: { holds: true, sentence: 'All hold.' },
  models: hostileReport.models.map((model) => ({ ...model, weakenings: [], problems: [], gone: [], assertions: model.assertions.filter(({ verdict }) => verdict === 'pass') })),
};

describe('SARIF', () => {
  it('is what it was', () => golden('hostile.sarif', sarifReport(hostileReport)));

  it('is valid SARIF 2.1.0, with and without results; and the schema refuses what is not', () => {
    assert.deepEqual(sarifErrors(JSON.parse(sarifReport(hostileReport))), []);
    assert.deepEqual(sarifErrors(JSON.parse(sarifReport(fine))), []);
    assert.notDeepEqual(sarifErrors({ version: '2.1.0', runs: [{ results: [] }] }), []);
    assert.notDeepEqual(sarifErrors(JSON.parse(sarifReport(hostileReport).replace('"baselineState": "new"', '"baselineState": "fresh"'))), []);
    assert.notDeepEqual(sarifErrors(JSON.parse(sarifReport(hostileReport).replace(/"uri": "[^"]+"/, '"uri": "a b^%"'))), [], 'addresses are looked at');
  });

  it('names a rule of the run for each result, weakenings first, each with place, fingerprint and state', () => {
    const { runs } = JSON.parse(sarifReport(hostileReport)) as { runs: [{ tool: { driver: { rules: { id: string; fullDescription?: { text: string } }[] } }; results: { ruleId: string; ruleIndex: number; level: string; baselineState: string; partialFingerprints: Record<string, string>; suppressions?: unknown[]; locations: { physicalLocation: { artifactLocation: { uri: string }; region: Record<string, number> } }[] }[] }] };
    const [{ tool, results }] = runs;
    const { rules } = tool.driver;
    assert.deepEqual(results.map(({ ruleId, level, baselineState }) => `${ruleId} ${level} ${baselineState}`), [
      'weakening.clause_removed error new',
      'assertion.function_calls error new',
      'assertion.test_passes warning updated',
      'assertion.file_exists note unchanged',
      'model.unknown_reference error new',
      'model.unknown_key warning absent',
    ]);
    for (const { ruleId, ruleIndex } of results) assert.equal(rules[ruleIndex]?.id, ruleId);
    assert.match(rules[1]?.fullDescription?.text ?? '', /Live code of the calling function calls/, 'it is the catalogue that describes the rule');
    assert.equal(new Set(results.map(({ partialFingerprints }) => partialFingerprints['mipiti/v1'])).size, results.length);
    assert.deepEqual(results.map(({ suppressions }) => suppressions?.length ?? 0), [0, 0, 0, 1, 0, 0]);
    const { artifactLocation, region } = results[0]!.locations[0]!.physicalLocation;
    assert.equal(decodeURIComponent(artifactLocation.uri), 'a b/ü,:%.threatmodel.yaml');
    assert.deepEqual(region, { startLine: 7, startColumn: 5, endLine: 7, endColumn: 12 });
  });
});

describe('JUnit XML', () => {
  it('is what it was', () => golden('hostile.junit.xml', junitReport(hostileReport)));

  it('is XML whose counts agree with its cases, and with what fails a build', () => {
    const elements = elementsOf(junitReport(hostileReport));
    const of = (name: string): Element[] => elements.filter((element) => element.name === name);
    assert.deepEqual([of('testcase').length, of('failure').length, of('error').length, of('skipped').length], [8, 3, 1, 3]);
    for (const name of ['testsuites', 'testsuite']) {
      const { tests, failures, errors, skipped } = of(name)[0]!.attributes;
      assert.deepEqual([tests, failures, errors, skipped], ['8', '3', '1', '3'], name);
    }
    assert.equal(elementsOf(junitReport({ ...hostileReport, weakeningsFail: false })).filter(({ name }) => name === 'failure').length, 2, 'weakenings fail where they were asked to');
  });

  it('keeps texts as they are, but for what XML has no place for', () => {
    const failure = elementsOf(junitReport(hostileReport)).find(({ name, text }) => name === 'failure' && text.includes('Expected'));
    assert.equal(failure?.attributes['message'], hostile.replace(/[\u0000\u001B\uFFFF\uD800]/g, '\uFFFD'));
  });

  it('tells a case that cannot be compared from one that passes', () => {
    const none = { ...hostileReport, models: hostileReport.models.map((model) => ({ ...model, weakenings: [], base: { none: 'no_repository' } })) };
    assert.match(junitReport(none), /<failure message="There is no base to compare with: no repository\."/);
    assert.match(junitReport({ ...none, weakeningsFail: false }), /<skipped message="There is no base to compare with: no repository\."/);
  });
});

describe('annotations of GitHub', () => {
  it('are what they were', () => golden('hostile.github.txt', githubReport(hostileReport)));

  it('are read by the runner as they were meant, and no text becomes a command or a property', () => {
    const commands = readCommands(githubReport(hostileReport));
    assert.deepEqual(commands.map(({ command, properties }) => `${command} ${properties['file'] ?? ''}:${properties['line'] ?? ''} ${properties['title'] ?? ''}`), [
      'error a b/ü,:%.threatmodel.yaml:7 Weaker: m/CTRL-01',
      'error src/a.ts:3 m/asrt_2222',
      'error a b/ü,:%.threatmodel.yaml:12 m',
      'warning a b/ü,:%.threatmodel.yaml:10 m/asrt_3333',
      'notice a b/ü,:%.threatmodel.yaml:11 m/asrt_4444',
      'error : Mipiti',
    ]);
    assert.equal(commands[1]!.message, `${hostile.replace("\uD800", "\uFFFD")} Mend the code.`);
    assert.deepEqual(Object.keys(commands[1]!.properties), ['file', 'line', 'endLine', 'col', 'endColumn', 'title']);
    assert.deepEqual(Object.keys(commands[2]!.properties), ['file', 'line', 'endLine', 'title'], 'columns are of one line');
    assert.equal(readCommands(githubReport(fine)).map(({ command }) => command).join(), 'notice');
  });
});

describe('the Markdown summary', () => {
  it('is what it was', () => golden('hostile.md', markdownReport(hostileReport)));

  const markdown = new MarkdownIt({ html: true, linkify: true });
  const ours = new Set(['details', '/details', 'summary', '/summary']);

  it('lets no text make markup, links, images, headings, rows or folds', () => {
    const plain = markdownReport({ ...hostileReport, outcome: { holds: false, sentence: 'x' }, models: hostileReport.models.map((model) => JSON.parse(JSON.stringify(model).replaceAll(JSON.stringify(hostile).slice(1, -1), 'x')) as (typeof model)) });
    const shape = (text: string): string[] => [...markdown.render(text).matchAll(/<(\/?[a-z0-9]+)[^>]*>/gi)].map(([, tag]) => tag!.toLowerCase());
    assert.deepEqual(shape(markdownReport(hostileReport)), shape(plain), 'the same elements as with harmless texts');
    for (const tag of shape(markdownReport(hostileReport))) assert.ok(ours.has(tag) || /^\/?(h2|h3|ul|li|p|strong|code|table|thead|tbody|tr|th|td)$/.test(tag), tag);
  });

  it('mentions nobody, refers to no number, and names no address', () => {
    const text = markdownReport(hostileReport);
    const shown = markdown.render(text).replace(/<code>.*?<\/code>/g, '');
    assert.doesNotMatch(shown, /@[\p{L}\p{N}]/u);
    assert.doesNotMatch(shown, /#\d/);
    assert.doesNotMatch(shown, /\bGH-\d/);
    assert.doesNotMatch(shown, /:\/\/|\bwww\./);
  });

  it('shows every letter of a harmless sentence as it is', () => {
    const sentence = 'CTRL-01 (Scan uploads.) rests on: self.__init__ calls scan_upload*2 [x] {y} + 1. Done!';
    const [model] = hostileReport.models;
    const text = markdownReport({ ...hostileReport, models: [{ ...model!, title: sentence }] });
    const cell = /<td><code>m<\/code> (.*?)<\/td>/.exec(markdown.render(text))?.[1];
    assert.equal(cell?.replaceAll('&quot;', '"'), sentence);
  });

  it('tells weakenings first, then posture, then what is not kept with expected, found and remedy', () => {
    const text = markdownReport(hostileReport);
    const order = ['### ⚠️ Easier', '### Posture', '### Not kept (2)', '  - Expected: ', '  - Found: ', '  - Remedy: ', '### Problems of the models (1)', '### Since', '<details>'].map((part) => text.indexOf(part));
    assert.ok(order.every((at, index) => at >= 0 && at > (order[index - 1] ?? -1)), String(order));
    assert.ok(text.includes('  - Found: undecidable. It was not run.'));
  });
});
