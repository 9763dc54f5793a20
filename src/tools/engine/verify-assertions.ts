/** Verifies claims against the files as they are now, and tries whether each passing one notices that what it claims is gone. */
import * as z from 'zod/mini';
import { compareIdentifiers } from '../../model/identifiers.ts';
import { fromRepository } from '../../project/collect-problems.ts';
import { printable } from '../../project/printable.ts';
import { describeClaim } from '../../project/sentences/posture.ts';
import type { ModelSnapshot } from '../../project/snapshot.ts';
import { isThisRepository } from '../../project/repository.ts';
import { again } from '../basis.ts';
import { allModels, findEntity, findModel } from '../find.ts';
import { modelInput } from '../inputs.ts';
import { pageInput, pageOf, pageOutput } from '../page.ts';
import { tool } from '../tool.ts';

const row = z.object({
  id: z.string(),
  model_id: z.string(),
  subject: z.string(),
  claim: z.string(),
  verdict: z.enum(['pass', 'fail', 'undecidable', 'elsewhere']),
  strength: z.optional(z.string()),
  details: z.string(),
  file: z.optional(z.string()),
  line: z.optional(z.int()),
  survived: z.optional(z.array(z.string()).check(z.describe('Changes that take away what it claims and that it does not notice: it counts as text.'))),
});

export const verifyAssertions = tool({
  name: 'verify_assertions',
  title: 'Verify assertions',
  toolsets: ['core', 'evidence'],
  use: 'To check claims against the code as it is now; failing ones come first, with the line.',
  not: 'For what signed runs recorded, use get_verification_report.',
  effect: 'reads',
  input: z.object({
    ...modelInput,
    assertion_ids: z.optional(z.array(z.string())),
    control_id: z.optional(z.string()),
    prove: z._default(z.boolean().check(z.describe('Also try whether each pass notices that what it claims is gone.')), true),
    only_failing: z._default(z.boolean(), false),
    ...pageInput,
  }),
  output: z.object({ passed: z.int(), failed: z.int(), undecidable: z.int(), elsewhere: z.int(), vacuous: z.int(), assertions: z.array(row), ...pageOutput }),
  async run({ model_id, assertion_ids, control_id, prove, only_failing, ...range }, desk) {
    const one = model_id !== undefined || assertion_ids !== undefined || control_id !== undefined;
    const found = one ? [await findModel(desk, model_id)] : await allModels(desk);
    if (control_id !== undefined) findEntity(found[0]!.model, 'controls', control_id);
    for (const id of assertion_ids ?? []) findEntity(found[0]!.model, 'assertions', id);
    const rows: z.input<typeof row>[] = [];
    for (const { project, model } of found) {
      const wanted = Object.entries(model.model.assertions).filter(([id, { control }]) => (assertion_ids?.includes(id) ?? true) && (control_id === undefined || control === control_id)).map(([id]) => id);
      await project.verify({ assertions: wanted.map((assertion) => ({ model: model.path, assertion })), prove, signal: desk.signal, ...(desk.testPorts ? { ports: desk.testPorts } : {}), onProgress: ({ step, done, total }) => desk.progress(done, total, `${step} ${model.path}`) });
      const now = again(project, model);
      rows.push(...wanted.filter((id) => Object.hasOwn(now.model.assertions, id)).map((id) => rowOf(now, id)));
    }
    const count = (verdict: string): number => rows.filter((one) => one.verdict === verdict).length;
    const vacuous = rows.filter((one) => one.survived).length;
    const order = ['fail', 'undecidable', 'pass', 'elsewhere'];
    const listed = rows.filter((one) => !only_failing || one.verdict === 'fail' || one.verdict === 'undecidable').sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict) || Number(Boolean(b.survived)) - Number(Boolean(a.survived)) || compareIdentifiers(a.id, b.id));
    const { items, ...page } = pageOf(listed, range);
    const [passed, failed, undecidable, elsewhere] = [count('pass'), count('fail'), count('undecidable'), count('elsewhere')];
    const bad = listed.filter(({ verdict }) => verdict === 'fail' || verdict === 'undecidable');
    return {
      summary: [
        `${passed} of ${rows.length} assertions pass${failed > 0 ? `, ${failed} fail` : ''}${undecidable > 0 ? `, ${undecidable} cannot be decided` : ''}${elsewhere > 0 ? `, ${elsewhere} are about other repositories` : ''}.`,
        ...bad.slice(0, 3).map(({ id, subject, claim, details, file, line }) => `${id} (${subject}): ${claim}. ${details}${file === undefined ? '' : ` ${file}${line === undefined ? '' : `:${line}`}`}`),
        ...(vacuous > 0 ? [`${vacuous} ${vacuous === 1 ? 'does' : 'do'} not notice that what ${vacuous === 1 ? 'it claims' : 'they claim'} is gone, and count as text.`] : []),
      ].join('\n'),
      data: { passed, failed, undecidable, elsewhere, vacuous, assertions: [...items], ...page },
      ...(bad.length > 0 ? { next: 'Mend the code, or the claim where the code moved; suggest_assertions finds what holds.' } : {}),
    };
  },
});

function rowOf(model: ModelSnapshot, id: string): z.input<typeof row> {
  const claim = model.model.assertions[id]!;
  const verdict = model.verdicts.get(id);
  const survived = model.vacuity.get(id)?.survived ?? [];
  const roots = { projectRoot: model.projectRoot, repositoryRoot: model.repository.root };
  return {
    id,
    model_id: model.model.id,
    subject: claim.control ?? claim.assumption ?? '',
    claim: printable(describeClaim(claim)),
    verdict: verdict?.verdict ?? (isThisRepository(claim.repository, model.repository) ? 'undecidable' : 'elsewhere'),
    ...(verdict?.strength === undefined ? {} : { strength: survived.length > 0 ? 'text' : verdict.strength }),
    details: printable(verdict?.details ?? ''),
    ...(verdict?.file === undefined ? {} : { file: fromRepository(verdict.file, roots) }),
    ...(verdict?.range === undefined ? {} : { line: verdict.range.start.line }),
    ...(survived.length > 0 ? { survived: survived.map((change) => printable(change)) } : {}),
  };
}
