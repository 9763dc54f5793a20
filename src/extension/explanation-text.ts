/** An explanation as the text of a read-only document, with the places that its lines lead to. */
import { pairOfObjective } from '../model/identifiers.ts';
import { explainObjective, objectivesOfControl, type ExplanationLine } from '../project/explanation.ts';
import { onRecord } from '../project/on-record.ts';
import type { ModelSnapshot } from '../project/snapshot.ts';

export interface ExplanationText {
  readonly text: string;
  /** Places by line, from 0. */
  readonly links: readonly { readonly line: number; readonly start: number; readonly end: number; readonly place: NonNullable<ExplanationLine['place']> }[];
}

const marks = { good: '✓', bad: '✗', open: '○', note: '·' } as const;

/** The chain of an objective, or of every objective that a control, an assumption or an assertion is about. */
export function explanationText(snapshot: ModelSnapshot, entity: string): ExplanationText {
  const objectives = objectivesAbout(snapshot, entity);
  const lines: string[] = [];
  const links: ExplanationText['links'][number][] = [];
  if (objectives.length === 0) lines.push(`${entity} serves no objective now.`);
  for (const objective of objectives) {
    for (const { depth, mark, text, place } of explainObjective(snapshot, objective) ?? []) {
      const line = `${'   '.repeat(depth)}${marks[mark]} ${text.replaceAll(/[\r\n]+/g, ' ')}`;
      if (place && depth > 0) {
        const where = `${place.file}${place.range ? `:${place.range.start.line}` : ''}`;
        links.push({ line: lines.length, start: line.length + 2, end: line.length + 2 + where.length, place });
        lines.push(`${line}  ${where}`);
      } else {
        lines.push(line);
      }
    }
    lines.push('');
  }
  const record = onRecord(snapshot);
  lines.push(`Basis worktree: verdicts on the text as it is now, unsigned. ${record ? 'Basis recorded: signed verdicts about commits that still hold, as files were saved.' : 'Basis recorded: no recorded evidence.'}`);
  lines.push(...(record ? [`Digest ${snapshot.assessment.digest} in the work tree`, `Digest ${record.assessment.digest} on record`] : [`Digest ${snapshot.assessment.digest}`]));
  return { text: `${lines.join('\n')}\n`, links };
}

function objectivesAbout(snapshot: ModelSnapshot, entity: string): readonly string[] {
  if (pairOfObjective(entity)) return [entity];
  const assertion = snapshot.model.assertions[entity];
  const subject = assertion?.control ?? assertion?.assumption ?? entity;
  const assumption = snapshot.assessment.assumptions.find((state) => state.id === subject);
  return assumption ? assumption.objectives : objectivesOfControl(snapshot, subject);
}
