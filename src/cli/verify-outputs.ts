/** The forms in which `verify` answers: one on standard output, any number in files. */
import { resolve } from 'node:path';
import { githubReport } from '../evidence/reports/github.ts';
import { junitReport } from '../evidence/reports/junit.ts';
import { markdownReport } from '../evidence/reports/markdown.ts';
import type { Report } from '../evidence/reports/report.ts';
import { sarifReport } from '../evidence/reports/sarif.ts';
import { writeReportFile } from '../project/write-model.ts';
import { WrongUse } from './wrong-use.ts';

export const verifyOutputs = ['text', 'json', 'sarif', 'junit', 'markdown', 'github'] as const;
export type VerifyOutput = (typeof verifyOutputs)[number];

export interface OutputFile {
  readonly form: Exclude<VerifyOutput, 'text'>;
  readonly file: string;
}

/** Reads `sarif=mipiti.sarif`. A form that is not known, or is for terminals only, is wrong use. */
export function outputFileOf(written: string): OutputFile {
  const equals = written.indexOf('=');
  const [form, file] = [written.slice(0, Math.max(0, equals)), written.slice(equals + 1)];
  const known = verifyOutputs.find((one): one is OutputFile['form'] => one === form && one !== 'text');
  if (!known || file === '') throw new WrongUse(`--output-file takes a form and a file, such as sarif=mipiti.sarif; forms are json, sarif, junit, markdown and github. ${written} is none.`);
  return { form: known, file };
}

/** A report in one form. `json` is given: it is no rendering of the report. */
export function render(form: OutputFile['form'], report: Report, json: () => Record<string, unknown>): string {
  switch (form) {
    case 'json':
      return `${JSON.stringify(json(), null, 2)}\n`;
    case 'sarif':
      return sarifReport(report);
    case 'junit':
      return junitReport(report);
    case 'markdown':
      return markdownReport(report);
    case 'github':
      return githubReport(report);
  }
}

/** Writes every file that was asked for. One that cannot be written is said to be so, with the system's own words. */
export async function writeOutputs(files: readonly OutputFile[], textOf: (form: OutputFile['form']) => string): Promise<void> {
  for (const { form, file } of files) {
    try {
      await writeReportFile(resolve(file), textOf(form));
    } catch (error) {
      throw new WrongUse(`${file} cannot be written: ${error instanceof Error ? error.message : String(error)}.`);
    }
  }
}
