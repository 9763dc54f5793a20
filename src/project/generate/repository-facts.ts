/** What a repository shows of itself: dependencies, routes, images, resources, pipelines, each with file and line. It is read, never run. */
import type { CodeUnit } from '../../generation/propose.ts';
import type { RepositoryFact } from '../../generation/signals.ts';
import type * as documents from '../../verifier/documents.ts';
import type { Sources } from '../../verifier/sources.ts';
import { lineFactsOf } from './line-facts.ts';
import { collectionsOf } from './collections.ts';
import { introductionOf, type Introduction } from './introduction.ts';
import { claimableIn, languageOf } from './claimable-types.ts';

export interface RepositoryReading {
  readonly facts: readonly RepositoryFact[];
  readonly units: readonly CodeUnit[];
  /** What the README says the repository is. */
  readonly introduction: Introduction | undefined;
  /** The assertion types that can be claimed in its languages. */
  readonly claimable: ReadonlySet<string> | undefined;
  /** How many files were looked at, and what was not, as sentences. */
  readonly files: number;
  readonly limits: readonly string[];
}

export interface ReadingOptions {
  readonly signal?: AbortSignal;
  onProgress?(done: number, total: number, file: string): void;
}

const manifests = '**/{package.json,composer.json,Cargo.toml,go.mod,pom.xml,build.gradle,build.gradle.kts,pyproject.toml,Pipfile,requirements.txt,requirements/*.txt,Gemfile,*.csproj}';
const infrastructure = '**/{Dockerfile,Dockerfile.*,*.tf,*.yml,*.yaml,.env.example,.env.sample,AndroidManifest.xml,Info.plist,pubspec.yaml,Chart.yaml,serverless.yml}';
const sourceCode = '**/*.{js,mjs,cjs,ts,mts,tsx,jsx,py,go,java,kt,rb,php,cs,rs,scala,swift,html,ejs,pug,hbs}';
/** Parts of a repository that do not run where people use it. */
const aside = /(?:^|\/)(?:tests?|__tests__|spec|specs|e2e|cypress|fixtures?|examples?|samples?|docs?|demo|vendor|third_party|mocks?|benchmarks?|scripts|hooks|node_modules|dist|build|out|coverage|\.venv|venv|locales?|i18n)(?:\/|$)|\.(?:test|spec|stories|min|d)\.[cm]?[jt]sx?$|_test\.go$|(?:^|\/)test_[^/]*\.py$/i;
const mostFiles = 3000;
const largestFile = 300_000;
const mostFacts = 5000;

/** Reads a repository, in the order of its paths. Rejects only when it is cancelled. */
export async function readRepository(sources: Sources, options: ReadingOptions = {}): Promise<RepositoryReading> {
  const limits: string[] = [];
  const list = async (glob: string, what: string): Promise<string[]> => {
    options.signal?.throwIfAborted();
    const found = await sources.list(glob);
    if (!found.ok) return [];
    if (!found.complete) limits.push(`There are more ${what} than are looked at.`);
    return found.files.filter((file) => !aside.test(file));
  };
  const manifestFiles = await list(manifests, 'manifests');
  const others = [...new Set([...(await list(infrastructure, 'infrastructure files')), ...(await list('.github/workflows/*.{yml,yaml}', 'workflows')), ...(await list('.gitlab-ci.yml', 'workflows'))])];
  const code = await list(sourceCode, 'source files');
  const wanted = [...others, ...code.sort((a, b) => promise(b) - promise(a) || (a < b ? -1 : 1))];
  if (wanted.length > mostFiles) limits.push(`${wanted.length - mostFiles} source files were not looked at.`);
  const read = wanted.slice(0, mostFiles);
  const total = manifestFiles.length + read.length;
  const { ecosystemOf } = await loadDocuments();
  if (!ecosystemOf && manifestFiles.length > 0) limits.push('Manifests are not read in a browser: dependencies say nothing here.');
  const facts: RepositoryFact[] = [];
  let done = 0;
  for (const file of manifestFiles) {
    step(options, ++done, total, file);
    facts.push(...(await dependenciesOf(sources, file, ecosystemOf)));
  }
  for (const file of read) {
    step(options, ++done, total, file);
    const named = fileFactOf(file);
    if (named !== undefined) facts.push({ kind: 'file', name: named, file, line: 1 });
    const source = await sources.read(file);
    if (source.ok && source.text.length <= largestFile) facts.push(...lineFactsOf(file, source.text));
    if (facts.length >= mostFacts) {
      limits.push(`Enough was seen after ${done} of ${total} files.`);
      break;
    }
    // Others get a turn: an editor's host must stay alive, and a cancellation must be heard.
    if (done % 50 === 0) await new Promise((resolve) => setTimeout(resolve));
  }
  const languages = [...new Set(code.flatMap((file) => languageOf(file) ?? []))];
  facts.push(...collectionsOf(facts));
  return { facts, units: unitsOf(manifestFiles, code), introduction: await introductionOf(sources), claimable: languages.length === 0 ? undefined : claimableIn(mainLanguages(code)), files: done, limits };
}

function step(options: ReadingOptions, done: number, total: number, file: string): void {
  options.signal?.throwIfAborted();
  options.onProgress?.(done, total, file);
}

/** Files whose names promise routes come first, so that limits cut what says least. */
function promise(file: string): number {
  return /(?:^|\/)(?:routes?|routers?|controllers?|handlers?|api|views|urls|endpoints|server|app|main|index)(?:\/|\.|$)/i.test(file) ? 1 : 0;
}

function fileFactOf(file: string): string | undefined {
  const name = file.slice(file.lastIndexOf('/') + 1);
  if (/\.(?:html|ejs|pug|hbs)$/.test(name)) return name;
  return ['Dockerfile', 'AndroidManifest.xml', 'Info.plist', 'pubspec.yaml', 'Chart.yaml', 'serverless.yml'].includes(name) ? name : undefined;
}

type EcosystemOf = typeof documents.ecosystemOf;

/** Manifests are read by what reads them for claims, a part of its own that a browser does not have. */
async function loadDocuments(): Promise<{ readonly ecosystemOf?: EcosystemOf }> {
  try {
    return await import('../../verifier/documents.ts');
  } catch {
    // Whoever reads the answer is told, with the limits.
    return {};
  }
}

async function dependenciesOf(sources: Sources, file: string, ecosystemOf: EcosystemOf | undefined): Promise<RepositoryFact[]> {
  const ecosystem = ecosystemOf?.(file.slice(file.lastIndexOf('/') + 1));
  const source = await sources.read(file);
  if (!ecosystem || !source.ok) return [];
  const manifest = await ecosystem.read(source, (path) => sources.read(path));
  if (!manifest.ok) return [];
  const runtime = manifest.declarations.filter(({ development, managed }) => development === undefined && !managed);
  if (runtime.length === 0) return [];
  return [{ kind: 'manifest', name: file.slice(file.lastIndexOf('/') + 1), file, line: 1 }, ...runtime.map(({ name, at, file: where }) => ({ kind: 'dependency', name, file: where?.file ?? file, line: (where ?? source).text.slice(0, at.start).split('\n').length }))];
}

/** Each folder with a manifest is built by itself; files belong to the nearest one. */
function unitsOf(manifestFiles: readonly string[], code: readonly string[]): CodeUnit[] {
  const folders = [...new Set(manifestFiles.map((file) => (file.includes('/') ? file.slice(0, file.lastIndexOf('/')) : '')).map((folder) => (folder.endsWith('/requirements') || folder === 'requirements' ? folder.replace(/\/?requirements$/, '') : folder)))].sort();
  if (!folders.includes('')) folders.unshift('');
  const own = new Map<string, Map<string, number>>(folders.map((folder) => [folder, new Map()]));
  for (const file of code) {
    const folder = folders.filter((one) => one === '' || file.startsWith(`${one}/`)).at(-1)!;
    const rest = folder === '' ? file : file.slice(folder.length + 1);
    const slash = rest.indexOf('/');
    const prefix = folder === '' ? '' : `${folder}/`;
    const glob = slash < 0 ? `${prefix}*${rest.slice(rest.lastIndexOf('.'))}` : `${prefix}${rest.slice(0, slash)}/**`;
    own.get(folder)!.set(glob, (own.get(folder)!.get(glob) ?? 0) + 1);
  }
  return folders.flatMap((folder) => {
    // Where there are many folders, those with most code say where the code is.
    const paths = [...own.get(folder)!].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).slice(0, mostGlobs).map(([glob]) => glob).sort();
    return paths.length === 0 ? [] : [{ folder, paths }];
  });
}

const mostGlobs = 12;

function mainLanguages(code: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const file of code) {
    const language = languageOf(file);
    if (language) counts.set(language, (counts.get(language) ?? 0) + 1);
  }
  const most = Math.max(0, ...counts.values());
  return [...counts].filter(([, count]) => count >= most / 5).map(([language]) => language);
}
