/** How both checks of dependencies begin: the declarations that count for the claim, or why none does. */
import type { Span } from '../code/code.ts';
import { lineTable } from '../code/line-table.ts';
import type { LockedPackage } from '../dependencies/dependency.ts';
import type { DependencyAtHand, FoundDeclaration } from '../dependencies/find-dependency.ts';
import type { SourceText } from '../sources.ts';
import type { Verdict, VerdictReason } from '../verdict.ts';
import type { CheckInput } from './check.ts';

export interface CountedDeclarations {
  readonly asked: string;
  readonly source: SourceText;
  readonly ecosystem: DependencyAtHand['ecosystem'];
  /** At least one, unless `locked` is set. */
  readonly counted: readonly FoundDeclaration[];
  readonly locked?: readonly LockedPackage[];
}

export async function countedDeclarations({ params, sources }: CheckInput): Promise<CountedDeclarations | Verdict> {
  const { findDependency } = await import('../documents.ts');
  const asked = params.text['package'] ?? '';
  const at = await findDependency(params.text['manifest'] ?? '', asked, sources);
  if ('verdict' in at) return at;
  const { source, ecosystem, found, locked, hidden, similar } = at;
  const say = (verdict: Verdict['verdict'], reason: VerdictReason, details: string, place?: FoundDeclaration): Verdict => ({
    verdict,
    reason,
    details,
    file: place?.source.file ?? source.file,
    ...(place ? { range: lineTable(place.source.text).range(place.declaration.at) } : {}),
    restsOn: [],
  });
  if (locked) {
    if (locked.length === 0) return say('fail', 'not_found', `${source.file} does not hold ${asked}.`);
    if (params.text['scope'] === 'runtime') return say('undecidable', 'ambiguous', `${source.file} does not say what is for development only; claim about the manifest.`);
    return { asked, source, ecosystem, counted: [], locked };
  }
  const used = found.filter(({ declaration }) => !declaration.managed);
  const names = new Set(used.map(({ declaration }) => declaration.name));
  if (names.size > 1) return say('undecidable', 'ambiguous', `${asked} can mean ${[...names].join(' or ')} in ${source.file}; name the group as well.`, used[0]);
  const counted = params.text['scope'] === 'runtime' ? used.filter(({ declaration }) => declaration.development === undefined) : used;
  if (counted.length > 0) return { asked, source, ecosystem, counted };
  if (hidden !== undefined) return say('undecidable', 'dynamic', `${asked} was not found, but ${hidden}.`);
  const managed = found.find(({ declaration }) => declaration.managed);
  const other = used[0];
  if (other) return say('fail', 'development_only', `${asked} at line ${lineIn(other.source, other.declaration.at)} of ${other.source.file} is ${other.declaration.development!}.`, other);
  if (managed) return say('fail', 'declaration_only', `Line ${lineIn(managed.source, managed.declaration.at)} of ${managed.source.file} gives ${asked} a version, but nothing there depends on it.`, managed);
  return say('fail', 'not_found', `${source.file} does not declare ${asked}.${similar === undefined ? '' : ` It declares ${similar}, which is another package.`}`);
}

export function lineIn({ text }: SourceText, { start }: Span): number {
  return lineTable(text).position(start).line;
}
