/**
 * Any runner that writes JUnit XML, by a command that the person who starts the run gives: on a command line or in a
 * setting of the machine. Never by a model or a file of the workspace, for those could then run what they like.
 */
import { isAbsolute, join } from 'node:path';
import type { TestCase } from '../test-runner.ts';
import { firstLine, requestedFile, type PlacedFile, type RunnerDefinition } from './definition.ts';
import { placeholder, problemOfCommand, type JunitCommand } from './junit-options.ts';
import { readJunitXml, type JunitCase } from './junit-xml.ts';

export function junitCommand(command: JunitCommand | undefined): RunnerDefinition {
  return {
    id: 'junit',
    runsAll: true,
    prepare(place) {
      const problem = command ? problemOfCommand(command) : 'No runner is known for this kind of file, and no command that writes JUnit reports was given.';
      if (!command || problem !== undefined) return Promise.resolve({ ok: false, reason: 'no_runner', details: problem ?? '' });
      const [program = '', ...words] = command.words.map((word) => word.replaceAll(placeholder, place.fresh));
      const named = command.reports;
      const reportFolder = named === undefined ? place.fresh : isAbsolute(named) ? named : join(place.root, named);
      return Promise.resolve({ ok: true, runner: `junit by ${program}`, steps: [{ program, words }], reportFolder });
    },
    read({ reports, place }) {
      const cases: TestCase[] = [];
      const broken: { files: readonly string[]; because: string }[] = [];
      for (const report of reports) {
        const read = readJunitXml(report);
        if (!read.ok) return read;
        for (const one of read.cases) {
          const files = filesOf(one, place.files, place);
          const because = one.because === undefined ? undefined : firstLine(one.because);
          cases.push({ files, certain: true, paths: pathsOf(one), status: one.status, ...(because === undefined ? {} : { because }) });
        }
      }
      return { ok: true, cases, broken };
    },
  };
}

/** The files that a case names, or whose path ends as its class is called. */
function filesOf({ file, className }: JunitCase, files: readonly PlacedFile[], place: { readonly root: string; readonly folder: string; readonly files: readonly PlacedFile[] }): readonly string[] {
  if (file !== undefined) {
    const named = requestedFile(file, place) ?? requestedFile(file, { ...place, folder: place.root });
    if (named !== undefined) return [named];
  }
  const path = className.replace(/\$.*$/, '').replaceAll('.', '/');
  if (path === '') return [];
  return files.map((one) => one.file).filter((one) => {
    const stem = one.replace(/\.[^./]*$/, '');
    return stem === path || stem.endsWith(`/${path}`);
  });
}

/** With its suites, and with its class in their place, as writers do either. */
function pathsOf({ suites, className, name }: JunitCase): readonly (readonly string[])[] {
  const simple = className.slice(className.lastIndexOf('.') + 1);
  return [[...suites, name], ...(className === '' ? [] : [[className, name], [...simple.split('$'), name]])];
}
