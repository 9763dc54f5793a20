/** A verification as workflow commands of GitHub Actions, which annotate the lines of a change. */
import type { Report, ReportPlace } from './report.ts';
import { workflowCommand } from './workflow-command.ts';

/** A step shows ten annotations of a kind; what is worst comes first, and the rest is counted in the last line. */
const commands = { error: 'error', warning: 'warning', information: 'notice' } as const;

/** Lines for standard output, one command each. Nothing of a workspace can begin a line or a command of its own. */
export function githubReport(report: Report): string {
  const lines: string[] = [];
  for (const { weakenings } of report.models) {
    for (const { model, subject, sentence, place } of weakenings) lines.push(command(report.weakeningsFail ? 'error' : 'warning', place, `Weaker: ${model}/${subject}`, `${sentence}. The model became easier to satisfy.`));
  }
  for (const severity of ['error', 'warning', 'information'] as const) {
    for (const { problems } of report.models) {
      for (const problem of problems) {
        if (problem.severity !== severity) continue;
        // What the baseline lists was there before this change.
        const shown = problem.excuse ? 'notice' : commands[severity];
        lines.push(command(shown, problem.place, problem.subject === undefined ? problem.model : `${problem.model}/${problem.subject}`, `${problem.message} ${problem.remedy}`));
      }
    }
  }
  if (report.scope) lines.push(workflowCommand('notice', { title: 'Mipiti' }, report.scope.sentence));
  lines.push(workflowCommand(report.outcome.holds ? 'notice' : 'error', { title: 'Mipiti' }, report.outcome.sentence));
  return `${lines.join('\n')}\n`;
}

function command(name: string, { file, range }: ReportPlace, title: string, message: string): string {
  const { start, end } = range;
  // Columns are read only where a single line is marked.
  const columns = start.line === end.line ? { col: start.column, endColumn: end.column } : {};
  return workflowCommand(name, { file, line: start.line, endLine: end.line, ...columns, title }, message);
}
