/** A verification as Markdown, for the summary of a job or a comment: weakenings, posture, what does not hold; details are folded. */
import type { Report, ReportedAssertion, ReportedModel } from './report.ts';
import { wellFormed } from './well-formed.ts';

/** Longer lists are cut, and say so: a summary may have a megabyte, and nobody reads that. */
const mostListed = 50;

/** The text. What comes from a workspace is shown as the text that it is: it can make no link, no markup, and mention nobody. */
export function markdownReport(report: Report): string {
  const lines = [`## ${report.outcome.holds ? '✅' : '❌'} Mipiti: ${text(report.outcome.sentence)}`, ''];
  if (report.scope) lines.push(text(report.scope.sentence), '');
  lines.push(...weakeningsOf(report.models));
  lines.push(...postureOf(report.models));
  const failing = report.models.flatMap(({ assertions }) => assertions.filter(({ verdict, excuse }) => (verdict === 'fail' || verdict === 'undecidable') && !excuse));
  lines.push(...failingOf(failing));
  lines.push(...problemsOf(report.models));
  lines.push(...changesOf(report.models));
  lines.push(...foldedOf(report.models));
  return `${lines.join('\n').trimEnd()}\n`;
}

function weakeningsOf(models: readonly ReportedModel[]): string[] {
  const weaker = models.filter(({ weakenings }) => weakenings.length > 0);
  return weaker.flatMap(({ file, base, weakenings }) => [
    `### ⚠️ Easier to satisfy than at ${'commit' in base ? code(base.commit.slice(0, 10)) : 'the base'}: ${code(file)}`,
    '',
    ...cut(weakenings.map(({ sentence, place }) => `- ▼ ${text(sentence)} (${code(`${place.file}:${place.range.start.line}`)})`)),
    '',
  ]);
}

function postureOf(models: readonly ReportedModel[]): string[] {
  const rows = models.flatMap(({ id, title, posture }) => (posture ? [`| ${code(id)} ${text(title)} | ${posture.counts.mitigated} | ${posture.counts.at_risk} | ${posture.counts.unassessed} | ${code(posture.digest.slice(0, 16))} |`] : []));
  if (rows.length === 0) return [];
  return ['### Posture', '', '| Model | Mitigated | At risk | Unassessed | Digest |', '| --- | ---: | ---: | ---: | --- |', ...rows, '', 'Basis worktree: this run, unsigned.', ''];
}

function failingOf(failing: readonly ReportedAssertion[]): string[] {
  if (failing.length === 0) return [];
  const items = failing.map(({ id, model, subject, promise, claim, verdict, details, remedy, place }) =>
    [
      `- ❌ **${text(`${model}/${subject}`)}** ${text(promise)} (${code(id)}${place ? `, ${code(`${place.file}:${place.range.start.line}`)}` : ''})`,
      `  - Expected: ${text(claim)}`,
      `  - Found: ${verdict === 'undecidable' ? 'undecidable. ' : ''}${text(details)}`,
      ...(remedy === undefined ? [] : [`  - Remedy: ${text(remedy)}`]),
    ].join('\n'),
  );
  return [`### Not kept (${failing.length})`, '', ...cut(items), ''];
}

function problemsOf(models: readonly ReportedModel[]): string[] {
  const problems = models.flatMap((model) => model.problems.filter(({ rule, severity }) => !rule.startsWith('assertion.') && severity !== 'information'));
  if (problems.length === 0) return [];
  return [`### Problems of the models (${problems.length})`, '', ...cut(problems.map(({ severity, message, remedy, place }) => `- ${severity === 'error' ? '❌' : '⚠️'} ${code(`${place.file}:${place.range.start.line}`)} ${text(message)} ${text(remedy)}`)), ''];
}

const marks = { weakened: '▼', broken: '❌', put_at_risk: '❌', improved: '✅' } as const;

function changesOf(models: readonly ReportedModel[]): string[] {
  return models.flatMap(({ file, base, changes }) => {
    const items = changes?.filter(({ effect }) => effect !== 'weakened') ?? [];
    if (items.length === 0) return [];
    return [`### Since ${'commit' in base ? code(base.commit.slice(0, 10)) : 'the base'}: ${code(file)}`, '', ...cut(items.map(({ effect, sentence }) => `- ${marks[effect]} ${text(sentence)}`)), ''];
  });
}

function foldedOf(models: readonly ReportedModel[]): string[] {
  return models.flatMap((model) => {
    const excused = model.assertions.filter(({ excuse }) => excuse);
    const passing = model.assertions.filter(({ verdict }) => verdict === 'pass');
    const leftOut = model.assertions.filter(({ verdict }) => verdict === 'left_out');
    const open = model.posture?.open ?? [];
    const controls = model.posture?.controls ?? [];
    return [
      ...folded(`${model.id}: ${count(open.length, 'objective')} not mitigated`, open.map(({ id, tier, status, action }) => `- ${code(id)} ${text(tier)}: ${text(status)}${action === undefined ? '' : ` → ${text(action)}`}`)),
      ...folded(`${model.id}: ${count(controls.length, 'control')}`, controls.map(({ id, title, standing, counts }) => `- ${counts ? '✅' : '○'} ${code(id)} ${text(title)} (${text(standing)})`)),
      ...folded(`${model.id}: ${count(excused.length, 'assertion')} excused`, excused.map(({ id, claim, excuse }) => `- ${code(id)} ${text(claim)}: ${excuse?.by === 'known_gap' ? 'known gap' : 'baseline'}, ${text(excuse?.why ?? '')}`)),
      ...folded(`${model.id}: ${count(passing.length, 'assertion')} kept`, passing.map(({ id, claim, strength, details }) => `- ✅ ${code(id)} ${text(claim)}${strength === undefined ? '' : ` (${text(strength)})`}: ${text(details)}`)),
      ...folded(`${model.id}: ${count(leftOut.length, 'assertion')} left out`, leftOut.map(({ id, claim, details }) => `- ${code(id)} ${text(claim)}: ${text(details)}`)),
    ];
  });
}

function folded(title: string, items: readonly string[]): string[] {
  // The blank lines make what is between them Markdown again.
  return items.length === 0 ? [] : ['<details>', `<summary>${html(title)}</summary>`, '', ...cut(items), '', '</details>', ''];
}

function cut(items: readonly string[]): string[] {
  return items.length <= mostListed ? [...items] : [...items.slice(0, mostListed), `- and ${items.length - mostListed} more`];
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** Text in a line, meaning nothing but itself: not to Markdown, not to HTML, and not to what a code host makes of names, numbers and addresses. */
function text(value: string): string {
  return html(oneLine(value))
    .replace(/[\\`*_[\]|~!(){}#+.-]/g, (sign, at: number, whole: string) => (isHarmless(sign, at, whole) ? sign : `\\${sign}`))
    .replace(/@(?=[\p{L}\p{N}_-])/gu, '@\u200B')
    .replace(/#(?=\d)/g, '#\u200B')
    .replace(/\bGH-(?=\d)/gi, 'GH-\u200B')
    .replaceAll('GH\\-', 'GH\u200B-')
    .replace(/:\/\//g, ':\u200B//')
    .replace(/\bwww(?=\\?\.)/gi, 'www\u200B');
}

/** Points, dashes and brackets mean something only at the start of a line or behind a square bracket, which is escaped. */
function isHarmless(sign: string, at: number, whole: string): boolean {
  if (sign === '.' || sign === '-' || sign === '(' || sign === ')' || sign === '{' || sign === '}' || sign === '+') return at > 0;
  // Inside of a word an underscore is an underscore.
  return sign === '_' && /[\p{L}\p{N}]/u.test(whole[at - 1] ?? '') && /[\p{L}\p{N}]/u.test(whole[at + 1] ?? '');
}

/** Text in a code span, whose fence is longer than any row of backticks in it. Bars part the cells of a table even there. */
function code(value: string): string {
  const content = oneLine(value).replaceAll('|', '¦');
  const longest = Math.max(0, ...[...content.matchAll(/`+/g)].map(([row]) => row.length));
  const fence = '`'.repeat(longest + 1);
  const padding = content.startsWith('`') || content.endsWith('`') || content.trim() === '' ? ' ' : '';
  return `${fence}${padding}${content}${padding}${fence}`;
}

function html(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

function oneLine(value: string): string {
  return wellFormed(value).replace(/[\u0000-\u0008\u000E-\u001F\u007F-\u009F\u200B-\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/g, '\uFFFD').replace(/\s+/g, ' ').trim();
}
