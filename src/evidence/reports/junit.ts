/** A verification as JUnit XML, for continuous integration: a suite for each model, a case for each assertion. */
import type { Report, ReportedAssertion, ReportedModel } from './report.ts';
import { wellFormed } from './well-formed.ts';

/** The text of the file. It agrees with the exit code: what is excused is skipped, what was not proven is no pass. */
export function junitReport(report: Report): string {
  const suites = report.models.map((model) => suiteOf(model, report.weakeningsFail));
  const count = (what: Case['what']): number => suites.reduce((sum, { cases }) => sum + cases.filter((one) => one.what === what).length, 0);
  const tests = suites.reduce((sum, { cases }) => sum + cases.length, 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${xml(report.tool.name)}" tests="${tests}" failures="${count('failure')}" errors="${count('error')}" skipped="${count('skipped')}" time="0">`,
    ...suites.flatMap(({ model, cases }) => {
      const of = (what: Case['what']): number => cases.filter((one) => one.what === what).length;
      return [
        `  <testsuite name="${xml(model.id)}" tests="${cases.length}" failures="${of('failure')}" errors="${of('error')}" skipped="${of('skipped')}" time="0" file="${xml(model.file)}">`,
        ...cases.flatMap(linesOf),
        '  </testsuite>',
      ];
    }),
    '</testsuites>',
    '',
  ].join('\n');
}

interface Case {
  readonly suite: string;
  readonly name: string;
  readonly file?: string;
  readonly what: 'passed' | 'failure' | 'error' | 'skipped';
  readonly message?: string;
  readonly body?: string;
}

function suiteOf(model: ReportedModel, weakeningsFail: boolean): { readonly model: ReportedModel; readonly cases: readonly Case[] } {
  const cases: Case[] = [weakeningCase(model, weakeningsFail)];
  for (const { rule, severity, message, remedy, place, subject } of model.problems) {
    // Errors of the text fail a build; the rest of what is off in a model has no case of its own that could pass.
    if (!rule.startsWith('model.') || severity !== 'error') continue;
    cases.push({ suite: `${model.id}.model`, name: `${subject ?? model.id}: ${message}`, file: place.file, what: 'failure', message, body: `${placed(place.file, place.range.start.line)} ${message}\n${remedy}` });
  }
  return { model, cases: [...cases, ...model.assertions.map((assertion) => caseOf(model, assertion))] };
}

/** Each model has this case, so that it is seen to pass. */
function weakeningCase(model: ReportedModel, fails: boolean): Case {
  const suite = `${model.id}.model`;
  const name = 'the model is not easier to satisfy than at its base';
  if (!('commit' in model.base)) return { suite, name, what: fails && model.base.none === 'no_repository' ? 'failure' : 'skipped', message: `There is no base to compare with: ${model.base.none.replaceAll('_', ' ')}.` };
  if (model.weakenings.length === 0) return { suite, name, file: model.file, what: 'passed' };
  const list = model.weakenings.map(({ sentence }) => sentence).join('\n');
  const message = `${model.weakenings.length} ${model.weakenings.length === 1 ? 'weakening' : 'weakenings'} since ${model.base.commit.slice(0, 10)}`;
  return { suite, name, file: model.file, what: fails ? 'failure' : 'passed', message, body: list };
}

function caseOf(model: ReportedModel, { id, subject, claim, verdict, details, remedy, place, excuse, strength }: ReportedAssertion): Case {
  const common = { suite: `${model.id}.${subject}`, name: `${id}: ${claim}`, file: place?.file ?? model.file };
  const where = place ? `${placed(place.file, place.range.start.line)} ` : '';
  if (verdict === 'pass') return { ...common, what: 'passed', body: `${where}${details}${strength === undefined ? '' : ` (${strength})`}` };
  if (verdict === 'elsewhere' || verdict === 'left_out') return { ...common, what: 'skipped', message: details };
  if (excuse) return { ...common, what: 'skipped', message: `${details} ${excuse.by === 'known_gap' ? 'A known gap' : 'Listed in the baseline'}: ${excuse.why}` };
  return { ...common, what: verdict === 'fail' ? 'failure' : 'error', message: details, body: `${where}Expected: ${claim}\nFound: ${details}\n${remedy ?? ''}`.trimEnd() };
}

function placed(file: string, line: number): string {
  return `${file}:${line}`;
}

function linesOf({ suite, name, file, what, message, body }: Case): string[] {
  const open = `    <testcase classname="${xml(suite)}" name="${xml(name)}"${file === undefined ? '' : ` file="${xml(file)}"`} time="0"`;
  if (what === 'passed') return body === undefined ? [`${open}/>`] : [`${open}>`, `      <system-out>${xml(body)}</system-out>`, '    </testcase>'];
  if (what === 'skipped') return [`${open}>`, `      <skipped message="${xml(message ?? '')}"/>`, '    </testcase>'];
  return [`${open}>`, `      <${what} message="${xml(message ?? '')}" type="${what === 'error' ? 'undecidable' : 'fail'}">${xml(body ?? '')}</${what}>`, '    </testcase>'];
}

/** Text as XML may hold it: characters that XML 1.0 has no place for become the replacement character. */
function xml(text: string): string {
  return wellFormed(text)
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u0084\u0086-\u009F\uFFFE\uFFFF]/g, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#13;')
    .replaceAll('\n', '&#10;')
    .replaceAll('\t', '&#9;');
}
