/**
 * A verification as SARIF 2.1.0 (OASIS standard), for code hosts and editors. Only what does not hold becomes a result: many
 * readers show each result as a finding, whatever its `kind` says.
 */
import { weakeningKinds } from '../../assurance/weakenings.ts';
import { assertionTypes } from '../../verifier/catalogue.ts';
import type { Report, ReportedProblem, ReportPlace } from './report.ts';

const levels = { error: 'error', warning: 'warning', information: 'note' } as const;
const schema = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
/** What relative paths are relative to. Readers put the checkout's folder in its place; no path of this machine is written. */
const sourceRoot = '%SRCROOT%';

/** The text of a `.sarif` file. The same report gives the same bytes. */
export function sarifReport(report: Report): string {
  const rules = new Map<string, Record<string, unknown>>();
  const results: Record<string, unknown>[] = [];
  const add = (rule: string, describe: () => Record<string, unknown>, result: Record<string, unknown>): void => {
    if (!rules.has(rule)) rules.set(rule, { id: rule, ...describe() });
    results.push({ ruleId: rule, ruleIndex: [...rules.keys()].indexOf(rule), ...result });
  };
  for (const { weakenings } of report.models) {
    for (const { kind, model, subject, sentence, place, fingerprint } of weakenings) {
      add(`weakening.${kind}`, () => ruleOfWeakening(kind), {
        level: report.weakeningsFail ? 'error' : 'warning',
        message: { text: `The model became easier to satisfy. ${sentence}.` },
        locations: [locationOf(place, `${model}/${subject}`)],
        partialFingerprints: { 'mipiti/v1': fingerprint },
        // Weakenings are what is there now and was not at the base.
        baselineState: 'new',
      });
    }
  }
  for (const { problems, gone } of report.models) {
    for (const problem of [...problems, ...gone]) add(problem.rule, () => ruleOf(problem), resultOf(problem));
  }
  const run = {
    tool: { driver: { name: report.tool.name, semanticVersion: report.tool.version, rules: [...rules.values()] } },
    automationDetails: { id: 'mipiti/verify/' },
    invocations: [{ executionSuccessful: true }],
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { [sourceRoot]: { description: { text: 'The root of the repository.' } } },
    results,
  };
  return `${JSON.stringify({ $schema: schema, version: '2.1.0', runs: [run] }, null, 2)}\n`;
}

function resultOf({ severity, message, remedy, place, model, subject, related, fingerprint, state, excuse, code }: ReportedProblem): Record<string, unknown> {
  return {
    level: levels[severity],
    message: { text: `${message} ${remedy}` },
    locations: [locationOf(place, subject === undefined ? model : `${model}/${subject}`)],
    ...(related.length === 0 ? {} : { relatedLocations: related.map((one, id) => ({ id, ...physical(one.place), message: { text: one.message } })) }),
    partialFingerprints: { 'mipiti/v1': fingerprint },
    ...(state === undefined ? {} : { baselineState: state }),
    ...(excuse?.by === 'known_gap' ? { suppressions: [{ kind: 'external', status: 'accepted', justification: excuse.why }] } : {}),
    properties: { code },
  };
}

function ruleOf({ rule, code }: ReportedProblem): Record<string, unknown> {
  const type = assertionTypes.find(({ id }) => rule === `assertion.${id}`);
  if (!type) return { shortDescription: { text: sentenceOf(code) }, properties: { tags: ['threat-model'] } };
  return {
    name: type.title.replaceAll(/[^A-Za-z0-9]+(.)?/g, (_, next: string | undefined) => next?.toUpperCase() ?? ''),
    shortDescription: { text: type.title },
    fullDescription: { text: type.shows },
    help: { text: `${type.shows} It is claimed in the threat model, and the code does not bear it out.` },
    properties: { tags: ['security', 'threat-model'] },
  };
}

function ruleOfWeakening(kind: string): Record<string, unknown> {
  const words = kind in weakeningKinds ? weakeningKinds[kind as keyof typeof weakeningKinds] : kind;
  return { shortDescription: { text: `Weaker: ${words}` }, properties: { tags: ['security', 'threat-model'] } };
}

/** `unknown_reference` as `Unknown reference`. */
function sentenceOf(code: string): string {
  const words = code.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function locationOf(place: ReportPlace, name: string): Record<string, unknown> {
  return { ...physical(place), logicalLocations: [{ fullyQualifiedName: name }] };
}

function physical({ file, range }: ReportPlace): Record<string, unknown> {
  const region = { startLine: range.start.line, startColumn: range.start.column, endLine: range.end.line, endColumn: range.end.column };
  return { physicalLocation: { artifactLocation: { uri: file.split('/').map(encodeURIComponent).join('/'), uriBaseId: sourceRoot }, region } };
}
