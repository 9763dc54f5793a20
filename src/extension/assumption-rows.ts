/** Assumptions: what is taken for granted, who attested it, until when. */
import { placeInModel } from '../project/explanation.ts';
import type { AssumptionState } from '../assurance/assessment.ts';
import { itemKinds } from './ids.ts';
import type { FolderSnapshot } from './objective-rows.ts';
import type { TreeNode } from './tree-node.ts';

/** The assumptions of all models, those that are not in force first. */
export function assumptionRows(models: readonly FolderSnapshot[]): readonly TreeNode[] {
  return models
    .flatMap(({ folder, snapshot }) =>
      snapshot.assessment.assumptions.map((state): TreeNode & { readonly inForce: boolean } => {
        const assumption = snapshot.model.assumptions[state.id];
        const standing = standingOf(state);
        return {
          id: `assumption:${folder}:${snapshot.path}:${state.id}`,
          label: `${state.id} ${assumption?.description ?? ''}`,
          description: standing,
          tooltip: [assumption?.description ?? '', '', standing, state.objectives.length > 0 ? `Names ${state.objectives.join(', ')}` : 'Names no objective', ...(assumption?.attestations.map(({ by, statement, expires_at }) => `${by}, until ${expires_at}: ${statement}`) ?? [])].join('\n'),
          spoken: `${state.id}, ${standing}. ${assumption?.description ?? ''}`,
          icon: state.inForce ? 'pass' : state.active ? 'warning' : 'circle-slash',
          color: state.inForce ? 'testing.iconPassed' : state.active ? 'list.warningForeground' : 'descriptionForeground',
          kind: itemKinds.assumption,
          subject: { folder, model: snapshot.path, entity: state.id },
          place: { folder, ...placeInModel(snapshot, ['assumptions', state.id]) },
          inForce: state.inForce,
        };
      }),
    )
    .sort((a, b) => Number(a.inForce) - Number(b.inForce))
    .map(({ inForce: _, ...row }) => row);
}

function standingOf(state: AssumptionState): string {
  if (!state.active) return 'not active';
  if (state.type === 'non_applicability') return state.inForce ? 'in force, shown by assertions' : 'not shown by assertions';
  if (state.attestation === 'live') return `in force until ${state.expires ?? ''}`;
  return state.attestation === 'expired' ? 'attestation expired' : 'not attested';
}
