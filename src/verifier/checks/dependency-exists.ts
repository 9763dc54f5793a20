/** dependency_exists: a manifest declares the package itself. */
import { lineTable } from '../code/line-table.ts';
import type { Verdict, VerdictReason } from '../verdict.ts';
import type { Check } from './check.ts';
import { countedDeclarations, lineIn } from './declared-dependency.ts';

/**
 * Another name for the package, and what only development needs, count; the sentence says so. What comes from a folder
 * or an address need not be what its name says: undecidable.
 */
export const checkDependencyExists: Check = async (input) => {
  const at = await countedDeclarations(input);
  if ('verdict' in at) return at;
  const { asked, source, counted, locked } = at;
  if (locked) {
    const first = locked.find(({ elsewhere }) => elsewhere === undefined) ?? locked[0]!;
    const range = lineTable(source.text).range(first.at);
    if (first.elsewhere !== undefined) return { verdict: 'undecidable', reason: 'dynamic', details: `${source.file} takes ${asked} from ${first.elsewhere}, so it need not be that package.`, file: source.file, range, restsOn: [] };
    return { verdict: 'pass', strength: 'declared', reason: 'proven', details: `${source.file} holds ${asked} ${first.version} at line ${range.start.line}; whether this project itself asks for it, its manifest says.`, file: source.file, range, restsOn: [] };
  }
  const verdicts = counted.map(({ declaration, source: file, locks }): Verdict => {
    const { requirement, development, remark, conditional } = declaration;
    const line = lineIn(file, declaration.at);
    const say = (verdict: Verdict['verdict'], reason: VerdictReason, details: string): Verdict => ({ verdict, reason, details, file: file.file, range: lineTable(file.text).range(declaration.at), restsOn: [] });
    if (requirement.kind === 'elsewhere') return say('undecidable', 'dynamic', `${file.file} takes ${asked} from ${requirement.what} (line ${line}), so it need not be that package.`);
    if (conditional !== undefined) return say('undecidable', 'dynamic', `${asked} at line ${line} of ${file.file} may not count: it ${conditional}.`);
    const stale = locks.find(({ answer }) => answer.kind === 'out_of_date');
    if (stale?.answer.kind === 'out_of_date') return say('fail', 'out_of_date', `${file.file} declares ${asked} at line ${line}, but ${stale.source.file} ${stale.answer.why}.`);
    for (const { source: lock, answer } of locks) {
      const foreign = answer.kind === 'locked' && requirement.kind !== 'alias' ? answer.packages.find(({ elsewhere }) => elsewhere !== undefined && requirement.kind !== 'computed') : undefined;
      if (foreign) return say('undecidable', 'dynamic', `${file.file} declares ${asked}, but ${lock.file} takes it from ${foreign.elsewhere!}.`);
    }
    const holds = locks.map(({ source: lock, answer }) => (answer.kind === 'locked' ? `${lock.file} holds ${answer.packages.map(({ version }) => version).filter((version) => version !== '').join(', ') || 'it'}` : `${lock.file} ${answer.kind === 'unreadable' ? answer.why.replace(/\.$/, '') : ''}`));
    const more = [...holds, ...(development === undefined ? [] : [`it is ${development}`]), ...(remark === undefined ? [] : [remark])];
    return { ...say('pass', 'proven', `${file.file} declares ${asked} at line ${line}${more.length > 0 ? `; ${more.join('; ')}` : ''}.`), strength: 'declared' };
  });
  // Several declarations: one that counts is enough, and the surest is shown.
  return verdicts.find(({ verdict }, index) => verdict === 'pass' && counted[index]!.declaration.development === undefined) ?? verdicts.find(({ verdict }) => verdict === 'pass') ?? verdicts.find(({ verdict }) => verdict === 'undecidable') ?? verdicts[0]!;
};
