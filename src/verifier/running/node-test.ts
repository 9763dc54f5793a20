/**
 * node:test, by a reporter of our own that writes down its events.
 *
 * Its JUnit reporter leaves out that a test which has subtests failed itself, and a suite whose hook failed, so a case
 * could seem to pass that did not. The events leave out nothing and name the file of each test.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { TestCase, TestStatus } from '../test-runner.ts';
import { firstLine, requestedFile, type Place, type RunnerDefinition } from './definition.ts';

/** Written into the fresh folder and loaded by the runner from there. */
const reporter = `export default async function* (source) {
  for await (const { type, data } of source) {
    if (type !== 'test:start' && type !== 'test:pass' && type !== 'test:fail') continue;
    const { name, nesting, file, skip, todo, details } = data;
    const error = details?.error;
    yield JSON.stringify({ type, name, nesting, file, skip, todo, suite: details?.type === 'suite', error: error && String(error.cause?.message ?? error.message) }) + '\\n';
  }
  yield '{"type":"end"}\\n';
}
`;

interface Event {
  readonly type: string;
  readonly name?: unknown;
  readonly nesting?: unknown;
  readonly file?: unknown;
  readonly skip?: unknown;
  readonly todo?: unknown;
  readonly suite?: unknown;
  readonly error?: unknown;
}

export const nodeTest: RunnerDefinition = {
  id: 'node',
  async prepare(place) {
    const version = (await place.ask(place.node, ['--version']))?.trim();
    if (version === undefined || !/^v\d/.test(version)) return { ok: false, reason: 'no_runner', details: `Node.js could not be started as ${place.node}.` };
    const loader = await loaderFor(place, version);
    if (loader === undefined) return { ok: false, reason: 'no_runner', details: `Node.js ${version} runs no TypeScript by itself; install tsx in this repository.` };
    const module = join(place.fresh, 'reporter.mjs');
    const report = join(place.fresh, 'events.jsonl');
    await writeFile(module, reporter);
    // The second one is for people: it passes on what the tests themselves print.
    const words = [...loader, '--test', `--test-reporter=${pathToFileURL(module).href}`, `--test-reporter-destination=${report}`, '--test-reporter=spec', '--test-reporter-destination=stdout', ...place.files.map(({ path }) => path)];
    return { ok: true, runner: `node ${version.slice(1)}`, steps: [{ program: place.node, words }], report };
  },
  read({ report, place }) {
    const lines = report.split('\n');
    const cases: TestCase[] = [];
    const broken: { files: readonly string[]; because: string }[] = [];
    let titles: string[] = [];
    let ended = false;
    for (const line of lines) {
      if (line === '') continue;
      const event = eventOf(line);
      if (!event || ended) return { ok: false, because: 'it is cut off or damaged' };
      if (event.type === 'end') {
        ended = true;
        continue;
      }
      const nesting = typeof event.nesting === 'number' ? event.nesting : 0;
      const name = typeof event.name === 'string' ? event.name : '';
      titles = [...titles.slice(0, nesting), name];
      if (event.type === 'test:start') continue;
      const file = typeof event.file === 'string' ? requestedFile(event.file, place) : undefined;
      const whole = nesting === 0 ? requestedFile(name, place) : undefined;
      const because = typeof event.error === 'string' ? firstLine(event.error) : '';
      // Without a test in it, or when it dies, the file itself is what passes or fails.
      if (whole !== undefined) {
        if (event.type === 'test:fail') broken.push({ files: [whole], because: because === '' ? 'it ended with an error' : because });
        continue;
      }
      if (file === undefined) continue;
      // A suite that passes ran nothing by itself; one that fails may have had a hook that broke.
      if (event.suite === true && event.type === 'test:pass') continue;
      const status = statusOf(event);
      const said = status === 'skipped' ? wordsOf(event) : because;
      cases.push({ files: [file], certain: true, paths: [titles], status, ...(said === '' ? {} : { because: said }) });
    }
    return ended ? { ok: true, cases, broken } : { ok: false, because: 'it is cut off' };
  },
};

function statusOf({ type, skip, todo }: Event): TestStatus {
  if (isSet(skip) || isSet(todo)) return 'skipped';
  return type === 'test:pass' ? 'passed' : 'failed';
}

function wordsOf({ skip, todo }: Event): string {
  const word = isSet(todo) ? 'todo' : 'skipped';
  const why = isSet(todo) ? todo : skip;
  return typeof why === 'string' && why !== '' ? `${word}: ${firstLine(why)}` : word;
}

/** An empty text marks as well as any other. */
function isSet(mark: unknown): boolean {
  return mark !== undefined && mark !== false && mark !== null;
}

function eventOf(line: string): Event | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string' ? (value as Event) : undefined;
  } catch {
    return undefined;
  }
}

/** Words that let Node run the files: none for JavaScript, tsx for TypeScript where it is installed; undefined where neither will do. */
async function loaderFor({ files, folder, root }: Place, version: string): Promise<readonly string[] | undefined> {
  if (!files.some(({ path }) => /\.([cm]?ts|tsx|jsx)$/.test(path))) return [];
  for (let at = folder; ; at = dirname(at)) {
    const manifest = await readFile(join(at, 'node_modules', 'tsx', 'package.json'), 'utf8').catch(() => undefined);
    if (manifest !== undefined) return ['--import', 'tsx'];
    if (at === root || dirname(at) === at) break;
  }
  const [major = 0, minor = 0] = version.slice(1).split('.').map(Number);
  const strips = major > 23 || (major === 23 && minor >= 6) || (major === 22 && minor >= 18);
  return strips && files.every(({ path }) => !/sx$/.test(path)) ? [] : undefined;
}
