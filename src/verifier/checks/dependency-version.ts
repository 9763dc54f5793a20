/**
 * dependency_version: the versions that a project can get meet the constraint.
 *
 * The lock file decides where there is one, if the manifest still takes what it holds. Without one, every version that the
 * manifest's range takes must meet the constraint: a range is not a version. A version before a release does not count
 * as one unless the constraint names such a version. Every declaration that counts must hold, and every lock file.
 */
import { lineTable } from '../code/line-table.ts';
import type { LockedPackage } from '../dependencies/dependency.ts';
import type { FoundDeclaration } from '../dependencies/find-dependency.ts';
import type { SourceText } from '../sources.ts';
import type { Verdict, VerdictReason } from '../verdict.ts';
import type { Check } from './check.ts';
import { countedDeclarations, lineIn } from './declared-dependency.ts';

export const checkDependencyVersion: Check = async (input) => {
  const at = await countedDeclarations(input);
  if ('verdict' in at) return at;
  const { asked, ecosystem, counted, locked, source } = at;
  const constraint = input.params.text['constraint'] ?? '';
  const { versions } = ecosystem;
  if (versions.meets('1.0.0', constraint) === undefined) {
    return { verdict: 'undecidable', reason: 'invalid_parameters', details: `${constraint} is no constraint as ${ecosystem.title} writes them. Write for example >=1.2.`, file: source.file, restsOn: [] };
  }
  const answers = locked ? [lockedVerdict(locked, source, source, '')] : counted.map(declaredVerdict);
  return answers.find(({ verdict }) => verdict === 'fail') ?? answers.find(({ verdict }) => verdict === 'undecidable') ?? answers[0]!;

  function declaredVerdict({ declaration, source: file, locks }: FoundDeclaration): Verdict {
    const { requirement, conditional, remark } = declaration;
    const line = lineIn(file, declaration.at);
    const say = (verdict: Verdict['verdict'], reason: VerdictReason, details: string): Verdict => ({ verdict, reason, details, file: file.file, range: lineTable(file.text).range(declaration.at), restsOn: [] });
    if (requirement.kind === 'elsewhere' || requirement.kind === 'alias') return say('undecidable', 'dynamic', `${asked} at line ${line} of ${file.file} comes from ${requirement.what}, so its version cannot be told.`);
    if (conditional !== undefined) return say('undecidable', 'dynamic', `${asked} at line ${line} of ${file.file} may not count: it ${conditional}.`);
    const stale = locks.find(({ answer }) => answer.kind === 'out_of_date');
    if (stale?.answer.kind === 'out_of_date') return say('fail', 'out_of_date', `${stale.source.file} ${stale.answer.why} (line ${line} of ${file.file}).`);
    const unreadable = locks.find(({ answer }) => answer.kind === 'unreadable');
    if (unreadable?.answer.kind === 'unreadable') return say('undecidable', 'parse_error', `${unreadable.source.file}, which says which version is taken, ${unreadable.answer.why}`);
    const remarks = [...(declaration.development === undefined ? [] : [` It is ${declaration.development}.`]), ...(remark === undefined ? [] : [` ${remark.slice(0, 1).toUpperCase()}${remark.slice(1)}.`])].join('');
    const judged = locks.flatMap(({ source: lock, answer }) => {
      if (answer.kind !== 'locked') return [];
      const untaken = requirement.kind === 'range' ? answer.packages.find(({ version, elsewhere }) => elsewhere === undefined && requirement.range !== '*' && versions.takes(requirement.range, version) === false) : undefined;
      if (untaken && requirement.kind === 'range') return [say('fail', 'out_of_date', `${lock.file} holds ${asked} ${untaken.version}, but line ${line} of ${file.file} asks for ${requirement.range}.`)];
      return [lockedVerdict(answer.packages, lock, file, remarks, declaration.at)];
    });
    if (judged.length > 0) return judged.find(({ verdict }) => verdict === 'fail') ?? judged.find(({ verdict }) => verdict === 'undecidable') ?? judged[0]!;
    if (requirement.kind === 'computed') return say('undecidable', 'dynamic', `Line ${line} of ${file.file} gives ${asked} ${requirement.what}, and no lock file says which version that is.`);
    const within = requirement.range === '*' && versions.within('*', constraint) === undefined ? versions.within('>=0', constraint) : versions.within(requirement.range, constraint);
    if (within === undefined) return say('undecidable', 'dynamic', `${asked} ${requirement.range} at line ${line} of ${file.file} is no range of versions as ${ecosystem.title} writes them.`);
    const shown = requirement.range === '*' ? 'any version' : requirement.range;
    if (within) return { ...say('pass', 'proven', `Line ${line} of ${file.file} takes ${asked} ${shown}, all of which meets ${constraint}.${remarks}`), strength: 'declared' };
    return say('fail', 'mismatch', `Line ${line} of ${file.file} takes ${asked} ${shown}, not all of which meets ${constraint}${locks.length === 0 && ecosystem.locksOf('package.json').length > 0 ? ', and no lock file says which version is taken' : ''}.`);
  }

  function lockedVerdict(packages: readonly LockedPackage[], lock: SourceText, manifest: SourceText, remarks: string, place?: FoundDeclaration['declaration']['at']): Verdict {
    const shown = place ? { file: manifest.file, range: lineTable(manifest.text).range(place) } : { file: lock.file, range: lineTable(lock.text).range(packages[0]!.at) };
    const say = (verdict: Verdict['verdict'], reason: VerdictReason, details: string): Verdict => ({ verdict, reason, details, ...shown, restsOn: [] });
    for (const { version, elsewhere, at: held } of packages) {
      const line = lineIn(lock, held);
      if (elsewhere !== undefined) return say('undecidable', 'dynamic', `Line ${line} of ${lock.file} takes ${asked} from ${elsewhere}, so its version cannot be told.`);
      const meets = versions.meets(version, constraint);
      if (meets === undefined) return say('undecidable', 'dynamic', `Line ${line} of ${lock.file} holds ${asked} ${version}, which is no version as ${ecosystem.title} writes them.`);
      if (!meets) return say('fail', 'mismatch', `Line ${line} of ${lock.file} holds ${asked} ${version}, which does not meet ${constraint}.`);
    }
    const held = packages.map(({ version }) => version).join(', ');
    const from = place ? ` (asked for in ${manifest.file}, line ${lineIn(manifest, place)})` : '';
    return { ...say('pass', 'proven', `${lock.file} holds ${asked} ${held} at line ${lineIn(lock, packages[0]!.at)}${from}, which meets ${constraint}.${remarks}`), strength: 'declared' };
  }
};
