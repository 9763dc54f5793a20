/** The requirement that somebody means, in whichever of the spellings that are used in the field. */
import type { Framework, Requirement } from './framework.ts';

/** `V1.2.3`, `v5.0.0-1.2.3` and `1.2.3` are one of ASVS; `PR.AA-1` and `pr.aa-01` are one of CSF. Undefined when none is meant, or several could be. */
export function requirementNamed(framework: Framework, named: string): Requirement | undefined {
  const exact = framework.requirements.find(({ id }) => id === named);
  if (exact) return exact;
  const wanted = plain(framework, named);
  const fitting = framework.requirements.filter(({ id }) => plain(framework, id) === wanted);
  return fitting.length === 1 ? fitting[0] : undefined;
}

function plain({ version }: Framework, id: string): string {
  const lower = id.trim().toLowerCase();
  const prefix = `v${version.toLowerCase()}-`;
  const bare = lower.startsWith(prefix) ? lower.slice(prefix.length) : lower;
  return bare.replace(/^v(?=\d)/, '').replace(/(^|[^0-9])0+(?=\d)/g, '$1');
}
