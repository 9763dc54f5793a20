/** pytest, by its JUnit XML in the family that names files. A test that is marked to fail and passes is made to fail. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { TestCase } from '../test-runner.ts';
import { firstLine, requestedFile, type Place, type RunnerDefinition } from './definition.ts';
import { readJunitXml, type JunitCase } from './junit-xml.ts';

export const pytest: RunnerDefinition = {
  id: 'pytest',
  emptyCode: 5,
  async prepare(place) {
    let seen: string | undefined;
    for (const program of pythonsOf(place)) {
      // Old versions write theirs to the error output, which counts as an answer here.
      const version = /pytest (\d[\w.]*)/.exec((await place.ask(program, ['-m', 'pytest', '--version'])) ?? '')?.[1];
      if (version === undefined) {
        seen ??= program;
        continue;
      }
      const report = join(place.fresh, 'report.xml');
      const words = ['-m', 'pytest', '-p', 'no:cacheprovider', '-o', 'xfail_strict=true', '-o', 'junit_family=xunit1', `--junitxml=${report}`, `--rootdir=${place.folder}`, '--color=no', ...place.files.map(({ path }) => path)];
      return { ok: true, runner: `pytest ${version}`, steps: [{ program, words, environment: { PYTHONDONTWRITEBYTECODE: '1' } }], report };
    }
    return { ok: false, reason: 'no_runner', details: `pytest is not installed for ${seen ?? 'python3'}.` };
  },
  read({ report, place }) {
    const read = readJunitXml(report);
    if (!read.ok) return read;
    const cases: TestCase[] = [];
    const broken: { files: readonly string[]; because: string }[] = [];
    for (const one of read.cases) {
      const file = one.file === undefined ? undefined : requestedFile(one.file, place);
      const files = file === undefined ? [] : [file];
      const because = one.because === undefined ? undefined : firstLine(one.because);
      if (one.className === '' && one.status === 'failed') broken.push({ files, because: because ?? 'it could not be collected' });
      else cases.push({ files, certain: true, paths: pathsOf(one), status: one.status, ...(because === undefined ? {} : { because }) });
    }
    return { ok: true, cases, broken };
  },
};

/** The environment that lies in the folder comes before what is installed for everybody. */
function pythonsOf({ folder, root }: Place): readonly string[] {
  const local = [folder, root].flatMap((at) => ['.venv', 'venv'].flatMap((name) => [join(at, name, 'bin', 'python'), join(at, name, 'Scripts', 'python.exe')]));
  return [...new Set([...local.filter((path) => existsSync(path)), 'python3', 'python'])];
}

/** Classes and function; `test_adds[1-2]` is called `test_adds` as well, like every other case of it. */
function pathsOf({ className, name, file }: JunitCase): readonly (readonly string[])[] {
  const module = (file ?? '').replace(/\.py$/, '').replaceAll('\\', '/').replaceAll('/', '.');
  const inner = className === module ? '' : className.startsWith(`${module}.`) ? className.slice(module.length + 1) : '';
  const classes = inner === '' ? [] : inner.split('.');
  const whole = /^([^[]+)\[.*\]$/s.exec(name)?.[1];
  return [[...classes, name], ...(whole === undefined ? [] : [[...classes, whole]])];
}
