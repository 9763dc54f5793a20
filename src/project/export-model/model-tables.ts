/** A model as tables for people: what each export shows, in one order. */
import { onRecord } from '../on-record.ts';
import { describeCoherence } from '../sentences/coherence.ts';
import { describeClaim, describeReachability, describeStatus, standingWords, verdictWords } from '../sentences/posture.ts';
import { describeWeakening } from '../sentences/weakenings.ts';
import type { ModelSnapshot } from '../snapshot.ts';

/** How a row stands, for a mark beside it; never the only sign. */
export type RowMark = 'good' | 'bad' | 'open' | 'none';

export interface ModelTable {
  /** Such as `assets`. */
  readonly key: string;
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly mark: RowMark; readonly cells: readonly string[] }[];
}

export interface ModelTables {
  readonly title: string;
  readonly description: string;
  /** What a reader should know first: name and value. */
  readonly facts: readonly (readonly [name: string, value: string])[];
  readonly tables: readonly ModelTable[];
}

/** @param at When it is exported, as an ISO instant. */
export function modelTables(snapshot: ModelSnapshot, at: string): ModelTables {
  const { model, assessment } = snapshot;
  const recorded = onRecord(snapshot)?.assessment;
  const standsAs = new Map(recorded?.objectives.map((one) => [one.id, describeStatus(one)]));
  const { mitigated, at_risk, unassessed } = assessment.counts;
  const list = (words: readonly string[] | undefined): string => words?.join(', ') ?? '';
  const markOf = (status: string): RowMark => (status === 'mitigated' ? 'good' : status === 'at_risk' ? 'bad' : 'open');
  const table = (key: string, title: string, columns: readonly string[], rows: readonly (readonly [RowMark, ...string[]])[]): ModelTable => ({ key, title, columns, rows: rows.map(([mark, ...cells]) => ({ mark, cells })) });
  const states = new Map([...assessment.controls, ...assessment.assumptions].flatMap(({ assertions }) => assertions).map((one) => [one.id, one.verdict] as const));
  return {
    title: model.title,
    description: model.description ?? '',
    facts: [
      ['Model', `${model.id} (${snapshot.path})`],
      ['Exported at', at],
      ['Basis', 'work tree: verdicts of the files as they were, unsigned'],
      ['Objectives', `${assessment.objectives.length}: ${mitigated} mitigated, ${at_risk} at risk, ${unassessed} unassessed`],
      ['On record', recorded ? `${recorded.counts.mitigated} mitigated, ${recorded.counts.at_risk} at risk, ${recorded.counts.unassessed} unassessed, by signed runs` : 'no run is recorded'],
      ['Controls', `${assessment.ladder.defined} objectives with controls defined, ${assessment.ladder.implemented} implemented, ${assessment.ladder.verified} verified`],
      ['Posture digest', assessment.digest],
    ],
    tables: [
      table('weakenings', 'Weakened since the base commit', ['What'], snapshot.weakenings.map((weakening) => ['bad', describeWeakening(weakening)])),
      table(
        'objectives',
        'Control objectives',
        ['Id', 'Statement', 'Status', ...(recorded ? ['On record'] : []), 'Tier', 'Reachability', 'Controls', 'Assumptions'],
        assessment.objectives.map((one) => [markOf(one.status), one.id, one.statement, `${describeStatus(one)}${one.accepted ? `; risk accepted (${one.accepted})` : ''}`, ...(recorded ? [standsAs.get(one.id) ?? 'not there'] : []), one.tier, describeReachability(one.reachability), list([...new Set(one.groups.flatMap(({ controls }) => controls.map(({ control }) => control)))]), list(one.assumptions)]),
      ),
      table('assets', 'Assets', ['Id', 'Name', 'Description', 'Properties', 'Components', 'Impact'], Object.entries(model.assets).map(([id, one]) => ['none', id, one.name, one.description ?? '', list(one.properties), list(one.components), assessment.objectives.find(({ asset }) => asset === id)?.impact ?? ''])),
      table('attackers', 'Attackers', ['Id', 'Capability', 'Position', 'Boundaries', 'Vector', 'Likelihood'], Object.entries(model.attackers).map(([id, one]) => ['none', id, one.capability, one.position ?? '', list(one.boundaries), one.vector ?? '', assessment.objectives.find(({ attacker }) => attacker === id)?.likelihood ?? ''])),
      table('boundaries', 'Trust boundaries', ['Id', 'Name', 'Description', 'Passes', 'Sealed'], Object.entries(model.boundaries).map(([id, one]) => ['none', id, one.name, one.description ?? '', one.passes === undefined ? 'everything' : one.passes.length === 0 ? 'nothing' : list(one.passes), one.sealed?.why ?? ''])),
      table('components', 'Components', ['Id', 'Name', 'Description', 'Code', 'Boundaries'], Object.entries(model.components).map(([id, one]) => ['none', id, one.name, one.description ?? '', [...(one.repository === undefined ? [] : [one.repository]), ...one.paths].join(', '), list(one.boundaries)])),
      table('connections', 'Connections', ['Id', 'From', 'To', 'What'], Object.entries(model.connections).map(([id, one]) => ['none', id, one.from, one.to, one.label ?? ''])),
      table(
        'controls',
        'Controls',
        ['Id', 'Description', 'Standing', 'Evidence must show', 'Objectives'],
        assessment.controls.map((state) => [state.counts ? 'good' : state.claimed ? 'bad' : 'open', state.id, model.controls[state.id]!.description, standingWords[state.standing], state.clauses.map(({ clause, shows, met }) => `${clause}: ${shows} (${met ? 'met' : 'not met'})`).join('; '), list(state.objectives)]),
      ),
      table('assertions', 'Assertions', ['Id', 'Evidence for', 'Claim', 'Verdict', 'Details'], Object.entries(model.assertions).map(([id, one]) => {
        const verdict = states.get(id) ?? 'unchecked';
        return [verdict === 'pass' ? 'good' : verdict === 'fail' ? 'bad' : 'open', id, one.control ?? one.assumption ?? '', describeClaim(one), verdictWords[verdict], snapshot.verdicts.get(id)?.details ?? ''];
      })),
      table('assumptions', 'Assumptions', ['Id', 'Description', 'Type', 'Standing', 'Attested'], assessment.assumptions.map((state) => {
        const one = model.assumptions[state.id]!;
        return [state.inForce ? 'good' : 'bad', state.id, one.description, one.type, state.inForce ? 'in force' : 'not in force', one.attestations.map(({ by, statement, expires_at }) => `${by} until ${expires_at}: ${statement}`).join('; ')];
      })),
      table('findings', 'Findings', ['Id', 'Title', 'Control', 'Severity', 'Status'], Object.entries(model.findings).map(([id, one]) => ['none', id, one.title, one.control, one.severity, one.status])),
      table('acceptances', 'Accepted risks', ['Id', 'Objective', 'Owner', 'Justification', 'Until'], Object.entries(model.acceptances).map(([id, one]) => ['none', id, one.objective, one.owner, one.justification, one.review_by])),
      table('contradictions', 'Contradictions', ['Severity', 'What', 'What to do'], assessment.coherence.map((problem) => ['none', problem.severity, describeCoherence(problem).message, describeCoherence(problem).remedy])),
    ].filter(({ rows }) => rows.length > 0),
  };
}
