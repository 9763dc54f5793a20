/** What the controls of a model come to against a framework: a cross-reference, derived, with what decided each line. */
import type { Framework as Selection } from '../model/schema.ts';
import { requirementsUpTo, type Framework, type Requirement } from './framework.ts';
import { requirementNamed } from './requirement-named.ts';

export const requirementStatuses = ['covered', 'partial', 'uncovered', 'unmapped', 'excluded'] as const;
export type RequirementStatus = (typeof requirementStatuses)[number];

export interface MappedControl {
  readonly control: string;
  readonly confidence: 'llm' | 'manual' | 'verified';
  readonly notes?: string;
  /** Verified, or assumed by a complete attested group. */
  readonly counts: boolean;
}

export interface RequirementRow {
  readonly requirement: Requirement;
  readonly status: RequirementStatus;
  readonly controls: readonly MappedControl[];
  /** What decided it, in a few words. */
  readonly why: string;
}

export interface ComplianceReport {
  readonly rows: readonly RequirementRow[];
  readonly counts: Readonly<Record<RequirementStatus, number>>;
  /** What the model names and the framework does not have: mistyped, or withdrawn. */
  readonly unknown: readonly string[];
}

/** What a report needs of a control: undefined when it is not there. */
export type CountsOf = (control: string) => boolean | undefined;

/** @param level Requirements up to it; all when left out. */
export function complianceReport(framework: Framework, selection: Pick<Selection, 'exclusions' | 'mappings'>, countsOf: CountsOf, level?: number): ComplianceReport {
  const unknown = new Set<string>();
  const byRequirement = <T>(map: Readonly<Record<string, T>>): Map<string, T> => {
    const found = new Map<string, T>();
    for (const [named, value] of Object.entries(map)) {
      const requirement = requirementNamed(framework, named);
      if (!requirement) unknown.add(named);
      else found.set(requirement.id, { ...found.get(requirement.id), ...value });
    }
    return found;
  };
  const exclusions = byRequirement(selection.exclusions);
  const mappings = byRequirement(selection.mappings);
  const rows = requirementsUpTo(framework, level).map((requirement) => rowOf(requirement, exclusions.get(requirement.id)?.why, mappings.get(requirement.id) ?? {}, countsOf));
  return { rows, counts: countRows(rows), unknown: [...unknown].sort() };
}

export function countRows(rows: readonly Pick<RequirementRow, 'status'>[]): Record<RequirementStatus, number> {
  const counts = { covered: 0, partial: 0, uncovered: 0, unmapped: 0, excluded: 0 };
  for (const { status } of rows) counts[status]++;
  return counts;
}

type Mappings = Selection['mappings'][string];

function rowOf(requirement: Requirement, excluded: string | undefined, mappings: Mappings, countsOf: CountsOf): RequirementRow {
  const controls = Object.entries(mappings).flatMap(([control, { confidence, notes }]): MappedControl[] => {
    const counts = countsOf(control);
    return counts === undefined ? [] : [{ control, confidence, ...(notes === undefined ? {} : { notes }), counts }];
  });
  if (excluded !== undefined && excluded.trim() !== '') return { requirement, status: 'excluded', controls, why: excluded };
  if (controls.length === 0) return { requirement, status: 'unmapped', controls, why: 'no control is mapped to it' };
  const accepted = controls.filter(({ confidence }) => confidence !== 'llm');
  const lacking = controls.filter(({ counts }) => !counts).map(({ control }) => control);
  if (accepted.length > 0 && accepted.every(({ counts }) => counts)) return { requirement, status: 'covered', controls, why: `${accepted.map(({ control }) => control).join(', ')} ${accepted.length === 1 ? 'counts' : 'count'}` };
  if (lacking.length === controls.length) return { requirement, status: 'uncovered', controls, why: `${lacking.join(', ')} ${lacking.length === 1 ? 'does' : 'do'} not count yet` };
  return { requirement, status: 'partial', controls, why: accepted.length === 0 ? 'no person has checked the mapping' : `${accepted.filter(({ counts }) => !counts).map(({ control }) => control).join(', ')} does not count yet` };
}

/** A member of a system with its rows, in the order of the framework. */
export interface MemberReport {
  readonly member: string;
  readonly rows: readonly RequirementRow[];
}

export interface SystemRow {
  readonly requirement: Requirement;
  readonly status: RequirementStatus;
  readonly members: readonly { readonly member: string; readonly status: RequirementStatus }[];
}

/** What the members of a system come to together: any of them for a requirement of scope `system`, all that do not exclude it for the others. */
export function systemRows(framework: Framework, members: readonly MemberReport[], level?: number): readonly SystemRow[] {
  return requirementsUpTo(framework, level).map((requirement) => {
    const standing = members.map(({ member, rows }) => ({ member, status: rows.find((row) => row.requirement.id === requirement.id)?.status ?? 'unmapped' }));
    return { requirement, members: standing, status: together(requirement.scope, standing.map(({ status }) => status)) };
  });
}

function together(scope: Requirement['scope'], statuses: readonly RequirementStatus[]): RequirementStatus {
  if (statuses.length === 0) return 'unmapped';
  const asked = statuses.filter((status) => status !== 'excluded');
  if (asked.length === 0) return 'excluded';
  if (scope === 'system' ? asked.includes('covered') : asked.every((status) => status === 'covered')) return 'covered';
  if (asked.some((status) => status === 'covered' || status === 'partial')) return 'partial';
  return asked.includes('uncovered') ? 'uncovered' : 'unmapped';
}
