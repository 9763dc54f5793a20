/** The model screen: every entity of a model as a row, with how it stands. */
import type { EntityKind } from '../../model/identifiers.ts';
import { compareIdentifiers, entityKinds, kindOfIdentifier } from '../../model/identifiers.ts';
import type { ThreatModel } from '../../model/schema.ts';
import type { EntityRow, ModelScreen, ScreenProblem } from '../../protocol/screens/model-screen.ts';
import { entityTitle, titleKeys } from '../language/entity-words.ts';
import { printable } from '../printable.ts';
import { marksIn, type MarksOf } from './marks-of.ts';
import { problemsByEntity } from './problems-by-entity.ts';
import { shownModel, type ScreenSource } from './screen-source.ts';

export function modelScreen(source: ScreenSource): ModelScreen {
  const model = shownModel(source.snapshot);
  const marks = marksIn(source);
  const problems = problemsByEntity(source.snapshot);
  return {
    title: model.title,
    description: model.description ?? '',
    // In the order of the file: it is the one that people gave them.
    sections: entityKinds.map((kind) => ({ kind, rows: Object.keys(model[kind]).map((id) => rowOf(model, kind, id, marks, problems.get(id) ?? [])) })),
    removed: Object.entries(model.removed)
      .sort(([a], [b]) => compareIdentifiers(a, b))
      .map(([id, { on, why, was }]) => ({ id, title: removedTitle(id, was), on, canBeRestored: was !== undefined, ...(why === undefined ? {} : { why }) })),
    frameworks: Object.entries(model.compliance).map(([name, { level, exclusions, mappings }]) => ({ name, exclusions: Object.keys(exclusions).length, mappings: Object.values(mappings).reduce((sum, controls) => sum + Object.keys(controls).length, 0), ...(level === undefined ? {} : { level }) })),
    gaps: Object.entries(model.known_gaps).map(([id, { reason, until }]) => ({ id, title: printable(entityTitle(model, id) ?? ''), reason, until })),
    problems: [...(problems.get('') ?? []), ...[...problems].filter(([id]) => id !== '' && !isShown(model, id)).flatMap(([, list]) => list)],
  };
}

function rowOf(model: ThreatModel, kind: EntityKind, id: string, marks: MarksOf, problems: readonly ScreenProblem[]): EntityRow {
  return {
    id,
    title: printable(entityTitle(model, id) ?? ''),
    about: aboutOf(model, kind, id).map(printable),
    marks: marks(kind, id),
    ...(problems.length > 0 ? { problems: { severity: worstOf(problems), count: problems.length } } : {}),
  };
}

/** What else a glance at a row should tell, beside its title. */
function aboutOf(model: ThreatModel, kind: EntityKind, id: string): readonly string[] {
  switch (kind) {
    case 'boundaries': {
      const { passes } = model.boundaries[id]!;
      return [passes === undefined ? 'passes any vector' : passes.length === 0 ? 'passes nothing' : `passes ${passes.join(', ')}`];
    }
    case 'components':
      return [model.components[id]!.boundaries.join(', '), model.components[id]!.paths.join(', ')].filter(isText);
    case 'connections':
      return [];
    case 'assets':
      return [model.assets[id]!.properties.join(' '), model.assets[id]!.components.join(', ')].filter(isText);
    case 'attackers':
      return [model.attackers[id]!.boundaries.join(', '), model.attackers[id]!.vector ?? ''].filter(isText);
    case 'assumptions':
      return [model.assumptions[id]!.type.replaceAll('_', ' ')];
    case 'controls':
      return [objectivesServed(model, id)].filter(isText);
    case 'assertions':
      return [model.assertions[id]!.control ?? model.assertions[id]!.assumption ?? ''].filter(isText);
    case 'findings':
      return [model.findings[id]!.control, model.findings[id]!.severity, model.findings[id]!.status];
    case 'acceptances':
      return [model.acceptances[id]!.objective, `until ${model.acceptances[id]!.review_by}`];
  }
}

function objectivesServed(model: ThreatModel, control: string): string {
  const pairs = new Set(model.controls[control]!.mitigates.flatMap(({ asset, attackers }) => attackers.map((attacker) => `CO-${asset}-${attacker}`)));
  return pairs.size === 0 ? 'serves no objective' : pairs.size === 1 ? [...pairs].join('') : `${pairs.size} objectives`;
}

function removedTitle(id: string, was: Readonly<Record<string, unknown>> | undefined): string {
  const kind = kindOfIdentifier(id);
  const title = kind === undefined || kind === 'objectives' ? undefined : was?.[titleKeys[kind]];
  return typeof title === 'string' ? printable(title) : '';
}

/** Whether a row shows the problems that stand under an identifier. */
function isShown(model: ThreatModel, id: string): boolean {
  return entityKinds.some((kind) => Object.hasOwn(model[kind], id));
}

const severities = ['error', 'warning', 'information'] as const;

function worstOf(problems: readonly ScreenProblem[]): ScreenProblem['severity'] {
  return severities.find((severity) => problems.some((problem) => problem.severity === severity)) ?? 'information';
}

function isText(text: string): boolean {
  return text !== '';
}
