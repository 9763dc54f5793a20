/** The second extension: runs the API tests in the host that the product runs in, and writes down how they went. */
import { renameSync, writeFileSync } from 'node:fs';
import { tests } from './tests.ts';

export interface ApiResult {
  readonly name: string;
  readonly error?: string;
  readonly milliseconds: number;
}

/** Runs every test, one after the other. */
export async function runAll(): Promise<ApiResult[]> {
  const results: ApiResult[] = [];
  for (const { name, run } of tests) {
    const began = performance.now();
    let error: string | undefined;
    try {
      await run();
    } catch (caught) {
      error = caught instanceof Error ? (caught.stack ?? caught.message) : String(caught);
    }
    results.push({ name, milliseconds: performance.now() - began, ...(error === undefined ? {} : { error }) });
  }
  return results;
}

/** Called by the browser's editor when it has started. */
export async function activate(): Promise<void> {
  const file = process.env.MIPITI_API_RESULTS;
  if (!file) return;
  // Seen only once it is whole.
  writeFileSync(`${file}.part`, JSON.stringify(await runAll()));
  renameSync(`${file}.part`, file);
}

/** Called by a desktop editor that was started for tests. */
export async function run(): Promise<void> {
  const failed = (await runAll()).filter((result) => result.error !== undefined);
  if (failed.length > 0) throw new Error(failed.map(({ name, error }) => `${name}\n${error}`).join('\n\n'));
}
