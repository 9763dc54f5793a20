/** Remedying what the structure of a model shows: shown first, then done. */
import * as z from 'zod/mini';
import type { EditResult } from '../../model/edit.ts';
import { applyEdits } from '../../model/text-edit.ts';
import { printable } from '../../project/printable.ts';
import { mergeControls } from '../../project/review/merge-controls.ts';
import type { StructuralFinding } from '../../project/review/structural-findings.ts';
import type { ModelSnapshot } from '../../project/snapshot.ts';
import { ToolRefusal } from '../answer.ts';
import { changeLines, changeOutput, editAndTell, foreseen } from '../change-output.ts';
import type { Desk } from '../desk.ts';
import { words } from '../inputs.ts';
import { tool } from '../tool.ts';
import { findFinding } from './find-finding.ts';

const findingInput = { finding_id: z.string().check(z.describe('Such as str_0123456789ab, from list_findings.')) };

interface Remediation {
  readonly model: ModelSnapshot;
  readonly finding: StructuralFinding;
  readonly keep: string;
  readonly drop: readonly string[];
  readonly edit: EditResult;
}

/** @throws ToolRefusal where nothing but a person or new work remedies the finding. */
async function remediationOf(desk: Desk, id: string, why: string): Promise<Remediation> {
  const found = await findFinding(desk, id);
  if ('recorded' in found) throw new ToolRefusal('no_remediation', `${printable(found.recorded)} was found in the code, so the code has to be mended.`, 'Mend it, submit assertions that show it, then call update_finding.');
  const { model, derived: finding } = found;
  if (finding.kind !== 'structural_duplicate_controls' || finding.keep === undefined) throw new ToolRefusal('no_remediation', `${printable(finding.title)}: what is to be done is for a person to judge.`, 'Add a control for it, or let a person edit its groups.');
  const drop = finding.controls.filter((control) => control !== finding.keep);
  return { model, finding, keep: finding.keep, drop, edit: mergeControls(model.parsed, finding.keep, drop, why, { assessment: model.assessment, at: desk.now().toISOString() }) };
}

export const previewFindingRemediation = tool({
  name: 'preview_finding_remediation',
  title: 'Preview a remediation',
  toolsets: ['evidence'],
  use: 'To see what remedying a derived finding would change, before asking the person for a reason and applying it.',
  effect: 'reads',
  input: z.object(findingInput),
  output: z.object({ ...changeOutput, finding_id: z.string(), kind: z.string(), keep: z.string(), drop: z.array(z.string()), edits: z.array(z.object({ line: z.int(), was: z.string(), becomes: z.string() })) }),
  async run({ finding_id }, desk) {
    const { model, finding, keep, drop, edit } = await remediationOf(desk, finding_id, '');
    const change = foreseen(desk, model, edit);
    const edits = 'refused' in edit ? [] : edit.edits.map(({ range, text }) => ({ line: model.linesOf(range).start.line, was: model.text.slice(range.start, range.end), becomes: text }));
    return {
      summary: [`${keep} would stay and take over what ${drop.join(', ')} ${drop.length === 1 ? 'serves and shows' : 'serve and show'}; nothing was changed.`, ...changeLines(change)].join('\n'),
      data: { ...change, finding_id: finding.id, kind: finding.kind, keep, drop: [...drop], edits },
      next: 'Show it to the person, ask for a one-line reason, then call apply_finding_remediation.',
    };
  },
});

export const applyFindingRemediation = tool({
  name: 'apply_finding_remediation',
  title: 'Apply a remediation',
  toolsets: ['evidence'],
  use: 'To remedy a derived finding after its preview: duplicates of a control are merged into one.',
  not: 'Preview it first.',
  effect: 'removes',
  input: z.object({ ...findingInput, justification: words('The person’s reason. It is kept on the tombstones.') }),
  output: z.object({ ...changeOutput, finding_id: z.string(), keep: z.string(), dropped: z.array(z.string()) }),
  async run({ finding_id, justification }, desk) {
    if (justification.trim() === '') throw new ToolRefusal('needs_reason', 'The justification says nothing.', 'Ask the person for a one-line reason.');
    const { model, finding, keep, drop, edit } = await remediationOf(desk, finding_id, justification.trim());
    if (!('refused' in edit) && applyEdits(model.text, edit.edits) === model.text) throw new ToolRefusal('nothing_to_do', 'Nothing would change.', 'Look at list_findings again.');
    const { change } = await editAndTell(desk, model, edit);
    return { summary: [`${keep} took over what ${drop.join(', ')} had; tombstones are left.`, ...changeLines(change)].join('\n'), data: { ...change, finding_id: finding.id, keep, dropped: [...drop] } };
  },
});
