/**
 * `go test -json`. Its events are made from what tests print, and before Go 1.20 a test could print lines that look like
 * them. So a test counts by exactly one start and one end; what has more of them is in doubt, and whoever asks makes sure
 * that the file declares the test.
 */
import { dirname, relative, sep } from 'node:path';
import * as z from 'zod/mini';
import type { TestCase, TestStatus } from '../test-runner.ts';
import { firstLine, type PlacedFile, type RunnerDefinition } from './definition.ts';

const eventSchema = z.object({ Action: z.string(), Package: z.optional(z.string()), Test: z.optional(z.string()), Output: z.optional(z.string()) });

interface Seen {
  starts: number;
  readonly ends: TestStatus[];
  said: string;
}
const endings: ReadonlyMap<string, TestStatus> = new Map([['pass', 'passed'], ['fail', 'failed'], ['skip', 'skipped']]);

export const goTest: RunnerDefinition = {
  id: 'go',
  async prepare(place) {
    const version = /go version go(\S+)/.exec((await place.ask('go', ['version'])) ?? '')?.[1];
    if (version === undefined) return { ok: false, reason: 'no_runner', details: 'go is not installed.' };
    const packages = new Map<string, PlacedFile[]>();
    for (const file of place.files) {
      const name = `./${relative(place.folder, dirname(file.path)).split(sep).join('/')}`;
      packages.set(name, [...(packages.get(name) ?? []), file]);
    }
    // Results that were remembered from an earlier run are none of this one.
    const steps = [...packages].map(([name, files]) => ({ program: 'go', words: ['test', '-json', '-count=1', `-timeout=${Math.ceil(place.timeoutMs / 1000)}s`, name], reports: true, files }));
    return { ok: true, runner: `go ${version}`, steps };
  },
  read({ steps }) {
    const cases: TestCase[] = [];
    const broken: { files: readonly string[]; because: string }[] = [];
    for (const { step, output, code } of steps) {
      const files = (step.files ?? []).map(({ file }) => file);
      const { tests, ended, other } = eventsOf(output);
      if (ended === undefined) {
        if (code === 0) return { ok: false, because: 'it does not end' };
        broken.push({ files, because: firstLine(other) || 'the package could not be built' });
        continue;
      }
      for (const [name, seen] of tests) {
        if (seen.starts !== 1 || seen.ends.length > 1) return { ok: false, because: `it tells the start or the end of ${name} more than once, so some test prints lines that look like a report` };
        // What began and did not end went down with the process.
        const status = seen.ends[0] ?? 'failed';
        const because = status === 'passed' ? '' : firstLine(seen.said) || (seen.ends.length === 0 ? 'it did not end' : '');
        cases.push({ files, certain: false, paths: [name.split('/')], status, ...(because === '' ? {} : { because }) });
      }
      if (ended === 'failed' && ![...tests.values()].some(({ ends }) => (ends[0] ?? 'failed') === 'failed')) broken.push({ files, because: firstLine(other) || 'the package failed outside of any test' });
      if (ended === 'passed' && code !== 0) return { ok: false, because: 'it passes, and go says otherwise' };
    }
    return { ok: true, cases, broken };
  },
};

function eventsOf(output: string): { readonly tests: ReadonlyMap<string, Seen>; readonly ended: TestStatus | undefined; readonly other: string } {
  const tests = new Map<string, Seen>();
  let ended: TestStatus | undefined;
  let other = '';
  for (const line of output.split('\n')) {
    if (line.trim() === '') continue;
    const event = eventOf(line);
    // What is no event comes from the compiler.
    if (!event) {
      if (other.length < 1000) other += `${line}\n`;
      continue;
    }
    const ending = endings.get(event.Action);
    if (event.Test === undefined) {
      if (ending) ended = ending;
      else if (event.Output !== undefined && other.length < 1000) other += event.Output;
      continue;
    }
    const seen = tests.get(event.Test) ?? { starts: 0, ends: [], said: '' };
    tests.set(event.Test, seen);
    if (event.Action === 'run') seen.starts++;
    else if (ending) seen.ends.push(ending);
    else if (event.Output !== undefined && !/^\s*(===|---) /.test(event.Output) && seen.said.length < 1000) seen.said += event.Output;
  }
  return { tests, ended, other };
}

function eventOf(line: string): z.output<typeof eventSchema> | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return eventSchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
