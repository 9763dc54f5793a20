/**
 * Which runner runs a test file, and from which folder: told by what the file imports and by the manifests above it. A wrong
 * guess cannot pass anything, since then the report holds no such test.
 */
import type { Sources } from '../sources.ts';
import type { RunnerId } from '../test-runner.ts';

export type FoundRunner = { readonly runner: RunnerId; readonly folder: string } | { readonly none: string };

/** Packages of npm that run tests, by their own names. */
const ofNpm = ['vitest', 'jest', 'mocha'] as const;
type NpmRunner = (typeof ofNpm)[number];
/** What a test file imports says which runner it was written for. */
const imported: ReadonlyMap<string, RunnerId> = new Map([['node:test', 'node'], ['vitest', 'vitest'], ['@jest/globals', 'jest'], ['mocha', 'mocha']]);

/** `imports` are the modules that the file imports; `chosen` is what the claim says. */
export async function findRunner(file: string, imports: readonly string[], chosen: RunnerId | undefined, sources: Sources): Promise<FoundRunner> {
  const runner = chosen ?? runnerOfEnding(file);
  switch (runner) {
    case 'pytest':
      return { runner, folder: (await nearest(file, ['pytest.ini', 'pyproject.toml', 'tox.ini', 'setup.cfg', 'setup.py'], sources)) ?? '' };
    case 'go':
      return withFolder(runner, await nearest(file, ['go.mod'], sources), `No go.mod stands above ${file}.`);
    case 'cargo':
      return withFolder(runner, await nearest(file, ['Cargo.toml'], sources), `No Cargo.toml stands above ${file}.`);
    case 'junit':
      return { runner, folder: '' };
    default:
      return javaScriptRunner(file, imports, runner, sources);
  }
}

/** undefined: JavaScript, which has several. */
function runnerOfEnding(file: string): RunnerId | undefined {
  if (/\.py$/.test(file)) return 'pytest';
  if (/\.go$/.test(file)) return 'go';
  if (/\.rs$/.test(file)) return 'cargo';
  return /\.([cm]?[jt]s|[jt]sx)$/.test(file) ? undefined : 'junit';
}

function withFolder(runner: RunnerId, folder: string | undefined, none: string): FoundRunner {
  return folder === undefined ? { none } : { runner, folder };
}

async function nearest(file: string, names: readonly string[], sources: Sources): Promise<string | undefined> {
  for (const folder of foldersAbove(file)) {
    for (const name of names) if ((await sources.exists(inFolder(folder, name))).ok) return folder;
  }
  return undefined;
}

/** The nearest manifest that depends on a runner decides, unless the file or the claim does; the runner starts from its folder. */
async function javaScriptRunner(file: string, imports: readonly string[], chosen: RunnerId | undefined, sources: Sources): Promise<FoundRunner> {
  const wanted = chosen ?? imports.map((module) => imported.get(module)).find((runner) => runner !== undefined);
  let lowest: string | undefined;
  for (const folder of foldersAbove(file)) {
    const source = await sources.read(inFolder(folder, 'package.json'));
    if (!source.ok) continue;
    lowest ??= folder;
    if (wanted === 'node') return { runner: 'node', folder };
    const found = runnersIn(source.text);
    if (wanted !== undefined && found.some((name) => name === wanted)) return { runner: wanted, folder };
    if (wanted !== undefined || found.length === 0) continue;
    if (found.length > 1) return { none: `${source.file} depends on ${found.join(' and ')}; say which by runner.` };
    return { runner: found[0]!, folder };
  }
  if (wanted !== undefined) return { runner: wanted, folder: lowest ?? '' };
  return { none: `What runs ${file} cannot be told: it does not import node:test, and no package.json above it depends on ${ofNpm.join(', ')}. Say it by runner.` };
}

function runnersIn(manifest: string): readonly NpmRunner[] {
  try {
    const { dependencies, devDependencies } = JSON.parse(manifest) as Readonly<Record<string, unknown>>;
    const names = new Set([dependencies, devDependencies].flatMap((section) => (typeof section === 'object' && section !== null ? Object.keys(section) : [])));
    return ofNpm.filter((name) => names.has(name));
  } catch {
    return [];
  }
}

/** The folder of the file and all above it, the root as the empty text. */
function foldersAbove(file: string): readonly string[] {
  const parts = file.split('/').slice(0, -1);
  return [...parts.map((_, index) => parts.slice(0, parts.length - index).join('/')), ''];
}

function inFolder(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}
