/** Finds a package in a manifest, with what the lock files beside it say of it. */
import { refusedVerdict } from '../refusal.ts';
import type { Sources, SourceText } from '../sources.ts';
import type { Verdict } from '../verdict.ts';
import type { Declaration, Ecosystem, LockAnswer, LockedPackage } from './dependency.ts';
import { ecosystemOf, ecosystems, lockFormatOf } from './ecosystems.ts';
import { folderOf, nameOf } from './values.ts';

export interface AnsweredLock {
  readonly source: SourceText;
  readonly answer: LockAnswer | { readonly kind: 'unreadable'; readonly why: string };
}

export interface FoundDeclaration {
  readonly declaration: Declaration;
  readonly source: SourceText;
  readonly locks: readonly AnsweredLock[];
}

export interface DependencyAtHand {
  readonly source: SourceText;
  readonly ecosystem: Ecosystem;
  readonly found: readonly FoundDeclaration[];
  /** Set when the claimed file is a lock file itself: what it holds of the package, whoever asked for it. */
  readonly locked?: readonly LockedPackage[];
  /** What may declare more than can be read. */
  readonly hidden?: string;
  /** A declared name that differs in little, for the sentence. */
  readonly similar?: string;
}

export async function findDependency(manifest: string, claimed: string, sources: Sources): Promise<DependencyAtHand | Verdict> {
  const name = nameOf(manifest);
  const ecosystem = ecosystemOf(name);
  const lock = lockFormatOf(name);
  const source = await sources.read(manifest);
  if (!source.ok) return refusedVerdict(manifest, source);
  if (lock) {
    const read = lock.format.read(source);
    if (!read.ok) return { verdict: 'undecidable', reason: read.reason, details: read.details, file: source.file, restsOn: [] };
    const asked = lock.ecosystem.fold(claimed);
    return { source, ecosystem: lock.ecosystem, found: [], locked: read.packages.filter((one) => fits(lock.ecosystem, one.name, asked)) };
  }
  if (!ecosystem) {
    return { verdict: 'undecidable', reason: 'unknown_language', details: `${source.file} is no manifest that is known here; known are those of ${ecosystems.map(({ title }) => title).join(', ')}.`, file: source.file, restsOn: [] };
  }
  const read = await ecosystem.read(source, (path) => sources.read(path));
  if (!read.ok) return { verdict: read.reason === 'duplicate_key' ? 'fail' : 'undecidable', reason: read.reason, details: read.details, file: source.file, restsOn: [] };
  const asked = ecosystem.fold(claimed);
  const found: FoundDeclaration[] = [];
  for (const declaration of read.declarations) {
    if (!fits(ecosystem, declaration.name, asked)) continue;
    found.push({ declaration, source: declaration.file ?? source, locks: declaration.managed ? [] : await locksOf(ecosystem, declaration, source.file, sources) });
  }
  const similar = read.declarations.find((one) => one.name.includes(asked) || asked.includes(one.name))?.name;
  return { source, ecosystem, found, ...(read.hidden === undefined ? {} : { hidden: read.hidden }), ...(found.length === 0 && similar !== undefined && similar !== '' ? { similar } : {}) };
}

function fits(ecosystem: Ecosystem, declared: string, claimed: string): boolean {
  return ecosystem.fits ? ecosystem.fits(declared, claimed) : declared === claimed;
}

/** What every lock file says that may be the manifest's: beside it, or further up where the ecosystem has workspaces. */
async function locksOf(ecosystem: Ecosystem, declaration: Declaration, manifest: string, sources: Sources): Promise<readonly AnsweredLock[]> {
  const answers: AnsweredLock[] = [];
  for (const format of ecosystem.locksOf(nameOf(manifest))) {
    const own = folderOf(manifest);
    for (let folder = own; ; folder = folderOf(folder)) {
      const source = await sources.read(`${folder === '' ? '' : `${folder}/`}${format.file}`);
      if (source.ok) {
        const answer = answerOf(ecosystem, format.read(source), declaration, folder === '' ? own : own.slice(folder.length + 1), folder === own);
        if (answer.kind !== 'unrelated') answers.push({ source, answer });
        break;
      }
      if (source.refusal !== 'file_missing') {
        answers.push({ source: { ok: true, file: format.file, text: '', sha256: '' }, answer: { kind: 'unreadable', why: 'cannot be read' } });
        break;
      }
      if (!format.above || folder === '') break;
    }
  }
  return answers;
}

function answerOf(ecosystem: Ecosystem, read: ReturnType<ReturnType<Ecosystem['locksOf']>[number]['read']>, declaration: Declaration, folder: string, beside: boolean): AnsweredLock['answer'] {
  if (!read.ok) return beside ? { kind: 'unreadable', why: `cannot be read: ${read.details}` } : { kind: 'unrelated' };
  if (read.resolve) return read.resolve(declaration, folder);
  const named = read.packages.filter(({ name }) => name === declaration.name);
  const { requirement } = declaration;
  // Of several versions in one file, those that the manifest takes are its own.
  const taken = requirement.kind === 'range' ? named.filter(({ version, elsewhere }) => elsewhere !== undefined || requirement.range === '*' || ecosystem.versions.takes(requirement.range, version) !== false) : named;
  if (taken.length > 0) return { kind: 'locked', packages: taken };
  if (!beside) return { kind: 'unrelated' };
  return { kind: 'out_of_date', why: named[0] ? `holds ${declaration.name} ${named.map(({ version }) => version).join(', ')}, which the manifest does not take` : `does not hold ${declaration.name}` };
}
