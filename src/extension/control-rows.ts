/** Controls with their evidence: clauses, assertions, and what keeps each control from being verified. */
import { fromRepository } from '../project/collect-problems.ts';
import { placeInModel } from '../project/explanation.ts';
import { describeClaim, describeObstacle, describeShortfall, standingWords, verdictWords } from '../project/sentences/posture.ts';
import type { ModelSnapshot } from '../project/snapshot.ts';
import type { ControlState } from '../assurance/assessment.ts';
import { itemKinds } from './ids.ts';
import type { FolderSnapshot } from './objective-rows.ts';
import type { RowPlace, TreeNode } from './tree-node.ts';

const good = ['pass', 'testing.iconPassed'] as const;
const bad = ['error', 'list.errorForeground'] as const;
const open = ['circle-outline', 'descriptionForeground'] as const;
const unsure = ['question', 'list.warningForeground'] as const;

/** The controls of all models; of several models, each under its own. */
export function controlRows(models: readonly FolderSnapshot[]): readonly TreeNode[] {
  if (models.length === 1) return rowsOf(models[0]!);
  return models.map((model) => ({ id: `controls:${model.folder}:${model.snapshot.path}`, label: model.snapshot.model.title, description: model.snapshot.path, icon: 'shield', open: 'collapsed', children: rowsOf(model) }));
}

function rowsOf({ folder, snapshot }: FolderSnapshot): readonly TreeNode[] {
  return snapshot.assessment.controls.map((control) => controlRow(folder, snapshot, control));
}

function controlRow(folder: string, snapshot: ModelSnapshot, control: ControlState): TreeNode {
  const [icon, color] = control.counts ? good : control.standing === 'implemented' ? bad : open;
  const description = snapshot.model.controls[control.id]?.description ?? '';
  const id = `control:${folder}:${snapshot.path}:${control.id}`;
  const standing = standingWords[control.standing];
  const obstacles = control.obstacles.map(describeObstacle);
  return {
    id,
    label: `${control.id} ${description}`,
    description: standing,
    tooltip: [description, '', standing, ...(control.objectives.length > 0 ? [`Serves ${control.objectives.join(', ')}`] : ['Serves no objective']), ...obstacles.map((obstacle) => `• ${obstacle}`)].join('\n'),
    spoken: `${control.id}, ${standing}. ${description}`,
    icon,
    color,
    kind: itemKinds.control,
    subject: { folder, model: snapshot.path, entity: control.id },
    place: { folder, ...placeInModel(snapshot, ['controls', control.id]) },
    // Open where something does not hold; what was not checked yet is no reason to unfold everything.
    open: control.assertions.some(({ verdict }) => verdict === 'fail' || verdict === 'undecidable') ? 'expanded' : 'collapsed',
    children: [
      ...control.clauses.map((clause): TreeNode => {
        const [clauseIcon, clauseColor] = clause.met ? good : control.claimed ? bad : open;
        return {
          id: `${id}:${clause.clause}`,
          label: clause.shows,
          description: `${clause.clause} · ${clause.met ? 'shown' : 'not shown'}`,
          icon: clauseIcon,
          color: clauseColor,
          kind: itemKinds.clause,
          subject: { folder, model: snapshot.path, entity: control.id, clause: clause.clause },
          open: 'expanded',
          place: { folder, ...placeInModel(snapshot, ['controls', control.id, 'clauses', clause.clause]) },
          children: clause.coveredBy.map(({ assertion, shortfall }) => assertionRow(folder, snapshot, assertion, `${id}:${clause.clause}`, shortfall === undefined ? undefined : describeShortfall(shortfall))),
        };
      }),
      ...control.assertions
        .filter(({ id: assertion }) => !control.clauses.some((clause) => clause.coveredBy.some((cover) => cover.assertion === assertion)))
        .map(({ id: assertion }) => assertionRow(folder, snapshot, assertion, id, 'covers no clause')),
      ...control.openFindings.map((finding): TreeNode => ({ id: `${id}:${finding}`, label: snapshot.model.findings[finding]?.title ?? finding, description: `${finding} · ${snapshot.model.findings[finding]?.status ?? 'open'} finding`, icon: 'bug', color: 'list.errorForeground', kind: itemKinds.finding, subject: { folder, model: snapshot.path, entity: finding }, place: { folder, ...placeInModel(snapshot, ['findings', finding]) } })),
      ...(control.assumedBy ? [{ id: `${id}:assumed`, label: `Assumed by ${control.assumedBy.assumptions.join(', ')}`, icon: 'pin' }] : []),
      ...(control.assertions.length === 0 && !control.assumedBy ? [{ id: `${id}:none`, label: 'No evidence claimed yet', icon: 'circle-outline' }] : []),
    ],
  };
}

function assertionRow(folder: string, snapshot: ModelSnapshot, assertion: string, parent: string, note: string | undefined): TreeNode {
  const claim = snapshot.model.assertions[assertion];
  const verdict = snapshot.verdicts.get(assertion);
  const standing = verdict?.verdict ?? (claim?.repository === undefined ? 'unchecked' : 'elsewhere');
  const [icon, color] = standing === 'pass' ? good : standing === 'fail' ? bad : standing === 'undecidable' ? unsure : open;
  const place: RowPlace =
    verdict?.file === undefined
      ? { folder, ...placeInModel(snapshot, ['assertions', assertion]) }
      : { folder, file: fromRepository(verdict.file, { projectRoot: snapshot.projectRoot, repositoryRoot: snapshot.repository.root }), ...(verdict.range ? { range: verdict.range } : {}) };
  const words = [verdictWords[standing], ...(verdict?.strength ? [verdict.strength] : []), ...(note ? [note] : [])].join(' · ');
  return {
    id: `${parent}:${assertion}`,
    label: claim ? describeClaim(claim) : assertion,
    description: words,
    tooltip: [assertion, verdict?.details ?? words].join('\n'),
    spoken: `${claim ? describeClaim(claim) : assertion}: ${words}`,
    icon: snapshot.checking.has(assertion) && !verdict ? 'sync' : icon,
    color,
    kind: itemKinds.assertion,
    subject: { folder, model: snapshot.path, entity: assertion },
    place,
  };
}
